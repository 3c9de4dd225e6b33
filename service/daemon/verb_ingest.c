/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "parcel.h"
#include "pipeline.h"
#include "told.h"
#include "verb.h"

struct ingest_options {
	struct cli_list catalogues;
	const char *db;
	const char *endorsers;
	const char *manifest;
	struct intake_fields fields;
	int jobs;
	bool require_sandbox;
};

#define AT(member) offsetof(struct ingest_options, member)

static const struct cli_option OPTIONS[] = {
	{ "author", "NAME", CLI_TEXT, AT(fields.author),
	  "who wrote it; one author is one source" },
	{ "catalogue", "FILE", CLI_LIST, AT(catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "date", "DATE", CLI_TEXT, AT(fields.date),
	  "its date: YYYY, YYYY-MM or YYYY-MM-DD" },
	{ "db", "FILE", CLI_TEXT, AT(db), "the database, made if absent" },
	{ "embargo", "DATE", CLI_TEXT, AT(fields.embargo),
	  "public from that day on" },
	{ "endorsers", "FILE", CLI_TEXT, AT(endorsers),
	  "who endorses it, one name a line" },
	{ "jobs", "N", CLI_NUMBER, AT(jobs),
	  "documents read side by side, or programs that read one long "
	  "PDF; 0: one per core" },
	{ "kind", "WORD", CLI_TEXT, AT(fields.kind),
	  "what it is, e.g. national_report" },
	{ "language", "CODE", CLI_TEXT, AT(fields.language),
	  "its language, if it cannot be told" },
	{ "manifest", "FILE", CLI_TEXT, AT(manifest),
	  "many documents: a CSV file, paths relative to it" },
	{ "require-sandbox", "yes|no", CLI_YES_NO, AT(require_sandbox),
	  "refuse where the kernel cannot confine a reader (yes)" },
	{ "round", "ID", CLI_TEXT, AT(fields.round),
	  "review round, e.g. IMRF2026" },
	{ "state", "ISO3", CLI_TEXT, AT(fields.state),
	  "state it is about, e.g. SVN; several: SVN,HRV" },
	{ "supersedes", "ID", CLI_TEXT, AT(fields.supersedes),
	  "the submission it replaces" },
	{ "symbol", "WORDS", CLI_TEXT, AT(fields.symbol),
	  "document symbol, e.g. A/HRC/WG.6/48/SVN/1" },
	{ "title", "WORDS", CLI_TEXT, AT(fields.title), "its title" },
	{ "visibility", "WORD", CLI_TEXT, AT(fields.visibility),
	  "public (default), network or sealed" },
	{ "voice", "WORD", CLI_TEXT, AT(fields.voice),
	  "who speaks: state, civil_society, independent, peer_state" },
};

static const struct cli CLI = {
	.verb = "ingest",
	.operands = "[DOCUMENT...]",
	.what = "Takes documents in: XML, HTML, DOCX, ODT, PDF, text, "
		"Markdown, told by their\nbytes. Each is durable before it "
		"is reported. The same bytes again are\nrecognised. One "
		"refused document does not stop the rest; the exit status "
		"is\nthen 1.",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
	.operands_most = -1,
};

static void ingested(void *context, size_t i, const struct outcome *outcome)
{
	(void)i;
	told_outcome(context, outcome);
}

static int ingest(struct desk *d, const struct parcel *p, struct fault *f)
{
	struct told t;
	int rc;

	told_init(&t, p->n_items + p->n_undeclared);
	for (size_t i = 0; i < p->n_undeclared; i++)
		told_undeclared(&t, &p->undeclared[i]);
	rc = pipeline_ingest(d->pipeline, p->items, p->n_items, clock_now_s(),
	                     ingested, &t, f);
	if (rc < 0) {
		progress_wipe(&t.progress);
		return desk_fail(CLI.verb, f);
	}
	told_summary(&t);
	return t.refused > 0 ? STATUS_FAILED : 0;
}

/* Says whether any document can be read at all. */
static bool has_readable(const struct parcel *p)
{
	for (size_t i = 0; i < p->n_items; i++)
		if (access(p->items[i].path, R_OK) == 0)
			return true;
	return false;
}

/* Nothing can come in, and no database is there: none is made for it. */
static int refuse_all(const struct parcel *p)
{
	struct told t;

	told_init(&t, p->n_items + p->n_undeclared);
	for (size_t i = 0; i < p->n_undeclared; i++)
		told_undeclared(&t, &p->undeclared[i]);
	for (size_t i = 0; i < p->n_items; i++) {
		struct undeclared u = { .name = p->items[i].name,
			                .reason = "it cannot be read" };

		if (access(p->items[i].path, R_OK) < 0)
			u.reason = strerror(errno);
		told_undeclared(&t, &u);
	}
	told_summary(&t);
	return t.refused > 0 ? STATUS_FAILED : 0;
}

/* Documents of the command line share one declaration: a mistake in it is a
   mistake in the command. */
static int operands_add(struct parcel *p, const struct ingest_options *o,
                        char **paths, int n)
{
	struct fault f = { 0 };

	if (parcel_room(p, (size_t)n, &f) < 0)
		return desk_fail(CLI.verb, &f);
	for (int i = 0; i < n; i++)
		if (parcel_add(p, paths[i], o->endorsers ? o->endorsers : "",
		               &o->fields, &f) < 0)
			return cli_usage(&CLI, "%s", f.text);
	return 0;
}

static int options_check(const struct ingest_options *o, int n)
{
	if (!o->db)
		return cli_usage(&CLI, "say which database: --db FILE");
	if (n == 0 && !o->manifest)
		return cli_usage(&CLI, "name a DOCUMENT or a --manifest");
	if (n > 0 && o->manifest)
		return cli_usage(&CLI, "a --manifest names its own documents: "
		                       "leave \"DOCUMENT\" out");
	if (n > 1 && o->fields.supersedes)
		return cli_usage(&CLI, "--supersedes: one submission is "
		                       "replaced by one document");
	return 0;
}

/* All that can be wrong with the command is found before anything is written:
   a database that is not there yet is opened last. */
static int prepare(struct desk *d, struct parcel *p,
                   const struct ingest_options *o, struct fault *f)
{
	if (access(o->db, F_OK) == 0 &&
	    desk_store(d, o->db, STORE_CREATE, f) < 0)
		return -1;
	if (desk_catalogue(d, &o->catalogues, f) < 0 ||
	    parcel_open(p, d->catalogue, f) < 0)
		return -1;
	return o->manifest ? parcel_add_manifest(p, o->manifest, f) : 0;
}

static int begin(struct desk *d, const struct ingest_options *o,
                 struct fault *f)
{
	if (!d->store && desk_store(d, o->db, STORE_CREATE, f) < 0)
		return -1;
	if (desk_keep(d, &o->catalogues, f) < 0)
		return -1;
	return desk_pipeline(d, o->require_sandbox, o->jobs, f);
}

int verb_ingest(int argc, char **argv)
{
	struct ingest_options o = { .require_sandbox = true };
	struct parcel p = { 0 };
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	status = options_check(&o, argc - first);
	if (status != 0)
		return status;
	desk_init(&d);
	if (desk_nursery(&d, o.manifest || argc - first > 1, &f) < 0 ||
	    prepare(&d, &p, &o, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	else
		status = operands_add(&p, &o, argv + first, argc - first);
	if (status == 0 && !d.store && !has_readable(&p))
		status = refuse_all(&p);
	else if (status == 0 && begin(&d, &o, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	else if (status == 0)
		status = ingest(&d, &p, &f);
	parcel_close(&p);
	desk_close(&d);
	return status;
}
