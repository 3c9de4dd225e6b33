/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/buf.h"
#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "pipeline.h"
#include "progress.h"
#include "verb.h"

/* The first mismatch in words, both sides of it. */
#define REPORT_MOST ((size_t)64 << 10)

struct verify_options {
	struct cli_list catalogues;
	const char *db;
	int jobs;
	bool require_sandbox;
};

static const struct cli_option OPTIONS[] = {
	{ "catalogue", "FILE", CLI_LIST,
	  offsetof(struct verify_options, catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "db", "FILE", CLI_TEXT, offsetof(struct verify_options, db),
	  "the database" },
	{ "jobs", "N", CLI_NUMBER, offsetof(struct verify_options, jobs),
	  "documents read side by side; 0: one per core" },
	{ "require-sandbox", "yes|no", CLI_YES_NO,
	  offsetof(struct verify_options, require_sandbox),
	  "refuse where the kernel cannot confine a reader (yes)" },
};

static const struct cli CLI = {
	.verb = "verify",
	.operands = "",
	.what = "Checks every stored digest, anchor and link of the audit "
		"chain, then extracts,\ncodes and scores everything again "
		"and compares. Names the first mismatch and\nexits 1.",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
};

static void shown(void *context, size_t done, size_t total)
{
	progress_show(context, done, total, "documents");
}

static int verify(struct desk *d, struct progress *p, struct fault *f)
{
	struct store_counts n = { 0 };
	struct buf report;
	int rc;

	buf_init(&report, REPORT_MOST);
	rc = pipeline_verify(d->pipeline, shown, p, &report, f);
	progress_wipe(p);
	if (rc == 1)
		rc = store_count(d->store, &n, f) < 0 ? -1 : 1;
	if (rc == 1)
		printf("verified: %llu submissions, %llu passages, %llu "
		       "codings, %llu cells agree with the documents\n",
		       (unsigned long long)n.submissions,
		       (unsigned long long)n.passages,
		       (unsigned long long)n.codings,
		       (unsigned long long)n.cells);
	if (rc == 0)
		(void)fault_set(f, FAULT_STORE, "mismatch: %s",
		                report.at ? report.at : "unnamed");
	buf_clear(&report);
	return rc == 1 ? 0 : -1;
}

/* The search index can look at its own build only where it may write; without
   that its words are held against the quotes all the same. */
static int open_any(struct desk *d, const char *db, struct fault *f)
{
	if (desk_store(d, db, STORE_WRITE, f) == 0)
		return 0;
	return desk_store(d, db, STORE_READ, f);
}

int verb_verify(int argc, char **argv)
{
	struct verify_options o = { .require_sandbox = true };
	struct progress p;
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	desk_init(&d);
	progress_init(&p);
	if (desk_nursery(&d, true, &f) < 0 || open_any(&d, o.db, &f) < 0 ||
	    desk_catalogue(&d, &o.catalogues, &f) < 0 ||
	    desk_pipeline(&d, o.require_sandbox, o.jobs, &f) < 0 ||
	    verify(&d, &p, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	desk_close(&d);
	return status;
}
