/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "verb.h"

struct verb {
	const char *name;
	verb_run *run;
	const char *help;
};

/* In the order a newcomer needs them. */
static const struct verb VERBS[] = {
	{ "ingest", verb_ingest, "take documents in" },
	{ "observe", verb_observe, "take a file of statistics in" },
	{ "serve", verb_serve, "answer over HTTP" },
	{ "compare", verb_compare, "print a comparison as a table" },
	{ "export", verb_export, "write a table route as CSV or JSON lines" },
	{ "code", verb_code, "code sentences: JSON lines in, JSON lines out" },
	{ "catalogue", verb_catalogue, "list, show or check catalogues" },
	{ "replay", verb_replay,
	  "score by two versions of the method, and what differs" },
	{ "verify", verb_verify, "recompute everything and compare" },
	{ "rebuild", verb_rebuild,
	  "make the findings again from the evidence" },
	{ "review", verb_review, "give codings to people, take decisions" },
	{ "release", verb_release, "freeze the findings under a name" },
	{ "backup", verb_backup, "copy the database while it is in use" },
	{ "token", verb_token, "make a token for the intake door" },
	{ "version", verb_version, "print versions" },
};

#define N_VERBS (sizeof(VERBS) / sizeof(VERBS[0]))

static void help(void)
{
	printf("Usage: gcmtrack VERB [OPTION]...\n\n"
	       "Holds migration reports against what was promised: takes "
	       "documents in, codes\n"
	       "their sentences to commitments, scores them, and serves "
	       "comparisons.\n\nVerbs:\n");
	for (size_t i = 0; i < N_VERBS; i++)
		printf("  %-12s%s\n", VERBS[i].name, VERBS[i].help);
	printf("\n`gcmtrack VERB --help` shows the options of one. "
	       "See also gcmtrack(1).\n");
}

int main(int argc, char **argv)
{
	/* A limit on file sizes is a disk that is full: to be told, not to
	   die of. */
	(void)signal(SIGXFSZ, SIG_IGN);
	if (argc < 2) {
		(void)fprintf(stderr, "gcmtrack: say what to do\n"
		                      "Try: gcmtrack --help\n");
		return STATUS_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		help();
		return 0;
	}
	if (strcmp(argv[1], "--version") == 0)
		return verb_version(1, argv + 1);
	for (size_t i = 0; i < N_VERBS; i++)
		if (strcmp(argv[1], VERBS[i].name) == 0)
			return VERBS[i].run(argc - 1, argv + 1);
	(void)fprintf(stderr,
	              "gcmtrack: no such verb: %s\nTry: gcmtrack --help\n",
	              argv[1]);
	return STATUS_USAGE;
}
