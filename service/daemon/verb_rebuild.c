/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "pipeline.h"
#include "progress.h"
#include "verb.h"

struct rebuild_options {
	struct cli_list catalogues;
	const char *db;
	int jobs;
	bool require_sandbox;
};

static const struct cli_option OPTIONS[] = {
	{ "catalogue", "FILE", CLI_LIST,
	  offsetof(struct rebuild_options, catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "db", "FILE", CLI_TEXT, offsetof(struct rebuild_options, db),
	  "the database" },
	{ "jobs", "N", CLI_NUMBER, offsetof(struct rebuild_options, jobs),
	  "documents read side by side; 0: one per core" },
	{ "require-sandbox", "yes|no", CLI_YES_NO,
	  offsetof(struct rebuild_options, require_sandbox),
	  "refuse where the kernel cannot confine a reader (yes)" },
};

static const struct cli CLI = {
	.verb = "rebuild",
	.operands = "",
	.what = "Empties the findings and makes them again from the stored "
		"documents. Equal\ndocuments, catalogues and method give "
		"equal bytes. Readers see the old findings\nuntil the new "
		"ones are complete.",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
};

struct tally {
	struct progress progress;
	size_t documents;
	size_t passages;
	size_t codings;
};

static void rebuilt(void *context, size_t i, size_t n,
                    const struct outcome *outcome)
{
	struct tally *t = context;

	t->documents++;
	t->passages += outcome->passages;
	t->codings += outcome->codings;
	progress_show(&t->progress, i + 1, n, outcome->id);
}

int verb_rebuild(int argc, char **argv)
{
	struct rebuild_options o = { .require_sandbox = true };
	struct tally t = { 0 };
	struct fault f = { 0 };
	struct desk d;
	double began_s = clock_steady_s();
	size_t adrift = 0;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	desk_init(&d);
	progress_init(&t.progress);
	if (desk_nursery(&d, true, &f) < 0 ||
	    desk_store(&d, o.db, STORE_WRITE, &f) < 0 ||
	    desk_catalogue(&d, &o.catalogues, &f) < 0 ||
	    desk_pipeline(&d, o.require_sandbox, o.jobs, &f) < 0 ||
	    pipeline_rebuild(d.pipeline, rebuilt, &t, &adrift, &f) < 0) {
		progress_wipe(&t.progress);
		status = desk_fail(CLI.verb, &f);
	} else {
		progress_wipe(&t.progress);
		printf("rebuilt %zu documents: %zu passages, %zu codings, in "
		       "%.1f s\n",
		       t.documents, t.passages, t.codings,
		       clock_steady_s() - began_s);
		if (adrift > 0)
			printf("%zu decisions stand in no passage now and are "
			       "kept: gcmtrack review --give --decisions\n",
			       adrift);
	}
	desk_close(&d);
	return status;
}
