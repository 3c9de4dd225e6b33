/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/word.h"
#include "catalogue.h"
#include "pipeline.h"
#include "reviewing.h"
#include "verb.h"

/* Every refusal of one file. */
#define REPORT_MOST ((size_t)1 << 20)

/* A file of decisions as read, and as rows. */
#define TAKE_MEMORY_MOST ((size_t)1 << 30)

#define AT(member) offsetof(struct review_options, member)

static const struct cli_option OPTIONS[] = {
	{ "agreement", NULL, CLI_FLAG, AT(agreement),
	  "print how far the coders agree, and the program with them" },
	{ "bom", NULL, CLI_FLAG, AT(bom),
	  "start CSV with a byte order mark, for Excel" },
	{ "catalogue", "FILE", CLI_LIST, AT(catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "coder", "NAME", CLI_TEXT, AT(coder),
	  "leave out what NAME decided already; fill in the column" },
	{ "commitment", "CODE", CLI_LIST, AT(commitments),
	  "codings to this one; may be given again, so below" },
	{ "db", "FILE", CLI_TEXT, AT(db), "the database" },
	{ "decisions", NULL, CLI_FLAG, AT(decisions),
	  "give what was decided, with coders and history" },
	{ "format", "csv|jsonl", CLI_TEXT, AT(format),
	  "CSV (default) or one JSON object a line" },
	{ "give", NULL, CLI_FLAG, AT(give),
	  "write codings for people to decide on" },
	{ "least-certain", NULL, CLI_FLAG, AT(least_certain),
	  "those most likely wrong first" },
	{ "limit", "N", CLI_NUMBER, AT(limit), "rows; 0: all (default)" },
	{ "most-moving", NULL, CLI_FLAG, AT(most_moving),
	  "those first whose review would move scores most" },
	{ "round", "ID", CLI_LIST, AT(rounds), "of this review round" },
	{ "state", "ISO3", CLI_LIST, AT(states), "about this state" },
	{ "take", "FILE", CLI_TEXT, AT(take),
	  "read decisions, all or none; - is standard input" },
	{ "uncoded", NULL, CLI_FLAG, AT(uncoded),
	  "passages without codings too, for adding" },
	{ "voice", "WORD", CLI_LIST, AT(voices), "of this voice" },
};

static const struct cli CLI = {
	.verb = "review",
	.operands = "",
	.what = "Gives codings to people (--give) and takes what they decide "
		"(--take FILE): fill\nthe column `decision` with accept, "
		"reject, relevel or add, and `coder` with a\nname. Who decides "
		"does not see what others decided. --agreement tells how far\n"
		"they agree.",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
};

bool review_has(const struct cli_list *list, const char *word)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->at[i], word) == 0)
			return true;
	return list->n == 0;
}

static int is_state(const void *context, const char *iso3)
{
	return catalogue_state(context, iso3) != NULL;
}

static int is_round(const void *context, const char *id)
{
	return catalogue_round(context, id) != NULL;
}

/* Says every refusal. */
static int refused(const struct buf *report)
{
	(void)fflush(stdout);
	(void)fprintf(stderr,
	              "%sgcmtrack review: nothing was taken: mend these lines "
	              "and give the file again\n",
	              report->at ? report->at : "");
	return STATUS_FAILED;
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return "standard input";
	return slash ? slash + 1 : path;
}

/* Gives 1 taken, 0 refused, -1. */
static int take_file(const struct review_desk *r,
                     const struct decision_file *file, struct buf *report,
                     struct fault *f)
{
	struct decision_list list;
	struct decided done;
	struct arena *a;
	int rc;

	if (arena_new(TAKE_MEMORY_MOST, &a, f) < 0)
		return -1;
	rc = intake_decisions(file, a, &list, report, f);
	if (rc == 1)
		rc = pipeline_decide(r->desk->pipeline, file->name, list.at,
		                     list.n, file->now_s, &done, report, f);
	if (rc == 1)
		printf("taken: %zu decisions on %zu passages; %zu were known, "
		       "%zu rows left open\n",
		       done.taken, done.passages, done.known, list.open);
	arena_free(a);
	return rc;
}

static int take(const struct review_desk *r, int *status, struct fault *f)
{
	const struct intake_names names = { .context = r->desk->catalogue,
		                            .is_state = is_state,
		                            .is_round = is_round };
	struct decision_file file = { .name = name_of(r->options->take),
		                      .format = r->format,
		                      .now_s = clock_now_s(),
		                      .names = &names };
	struct buf bytes, report;
	int rc;

	buf_init(&bytes, INTAKE_DECISIONS_MOST);
	buf_init(&report, REPORT_MOST);
	rc = file_read(r->options->take, &bytes, f);
	if (rc == 0) {
		file.bytes = bytes.at ? bytes.at : "";
		file.len = bytes.len;
		rc = take_file(r, &file, &report, f);
		if (rc == 0)
			*status = refused(&report);
	}
	buf_clear(&bytes);
	buf_clear(&report);
	return rc < 0 ? -1 : 0;
}

/* What was asked for cannot be: the exit status, or 0. */
static int check(const struct review_options *o, struct review_desk *r,
                 struct fault *f)
{
	int at;

	if (!o->db)
		return cli_usage(&CLI, "say which database: --db FILE");
	if ((o->give ? 1 : 0) + (o->take ? 1 : 0) + (o->agreement ? 1 : 0) != 1)
		return cli_usage(&CLI, "one of --give, --take FILE and "
		                       "--agreement");
	if (o->least_certain && o->most_moving)
		return cli_usage(&CLI, "one of --least-certain and "
		                       "--most-moving");
	if (word_need(DECISION_FORMAT_NAMES, DECISION_FORMAT_COUNT, "--format",
	              o->format, &at, f) < 0)
		return cli_usage(&CLI, "%s", f->text);
	r->format = (enum decision_format)at;
	for (size_t i = 0; i < o->voices.n; i++) {
		if (word_need(VOICE_NAMES, VOICE_COUNT, "--voice",
		              o->voices.at[i], &at, f) < 0)
			return cli_usage(&CLI, "%s", f->text);
		r->voices |= 1u << at;
	}
	return 0;
}

static int check_names(const struct review_desk *r, struct fault *f)
{
	const struct review_options *o = r->options;
	const struct catalogue *c = r->desk->catalogue;

	for (size_t i = 0; i < o->commitments.n; i++)
		if (!catalogue_commitment(c, o->commitments.at[i]))
			return fault_set(f, FAULT_INPUT,
			                 "no commitment is called \"%.40s\": "
			                 "see gcmtrack catalogue list",
			                 o->commitments.at[i]);
	for (size_t i = 0; i < o->states.n; i++)
		if (!catalogue_state(c, o->states.at[i]))
			return fault_set(f, FAULT_INPUT,
			                 "no state has the code \"%.40s\": ISO "
			                 "3166-1 alpha-3, such as SVN",
			                 o->states.at[i]);
	for (size_t i = 0; i < o->rounds.n; i++)
		if (!catalogue_round(c, o->rounds.at[i]))
			return fault_set(f, FAULT_INPUT,
			                 "no round is called \"%.40s\"",
			                 o->rounds.at[i]);
	return 0;
}

static int run(const struct review_desk *r, int *status, struct fault *f)
{
	const struct review_options *o = r->options;
	struct desk *d = r->desk;

	if (desk_store(d, o->db, o->take ? STORE_WRITE : STORE_READ, f) < 0 ||
	    desk_catalogue(d, &o->catalogues, f) < 0 || check_names(r, f) < 0)
		return -1;
	if (o->give)
		return review_give(r, f);
	if (desk_pipeline(d, false, 0, f) < 0)
		return -1;
	if (o->take)
		return take(r, status, f);
	return review_agreement(r, f);
}

int verb_review(int argc, char **argv)
{
	struct review_options o = { .format = "csv" };
	struct review_desk r = { .options = &o };
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	status = check(&o, &r, &f);
	if (status != 0)
		return status;
	desk_init(&d);
	r.desk = &d;
	if (run(&r, &status, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	desk_close(&d);
	return status;
}
