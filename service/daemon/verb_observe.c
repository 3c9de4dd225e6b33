/* SPDX-License-Identifier: Apache-2.0 */
/* Observe: one file of statistics, as its publisher issues it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "intake.h"
#include "model/series.h"
#include "pipeline.h"
#include "verb.h"

/* One declaration, and what became of the rows. */
#define OBSERVE_MEMORY_MOST ((size_t)1 << 20)

struct observe_options {
	struct cli_list catalogues;
	const char *db;
	struct intake_statistics fields;
	bool require_sandbox;
};

#define AT(member) offsetof(struct observe_options, member)

static const struct cli_option OPTIONS[] = {
	{ "as-of", "DATE", CLI_TEXT, AT(fields.as_of),
	  "day the edition was issued, YYYY-MM-DD; today if not given" },
	{ "catalogue", "FILE", CLI_LIST, AT(catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "db", "FILE", CLI_TEXT, AT(db), "the database, made if absent" },
	{ "embargo", "DATE", CLI_TEXT, AT(fields.embargo),
	  "public from that day on" },
	{ "require-sandbox", "yes|no", CLI_YES_NO, AT(require_sandbox),
	  "refuse where the kernel cannot confine a reader (yes)" },
	{ "series", "NAME", CLI_TEXT, AT(fields.series),
	  "what it holds, e.g. missing_migrants" },
	{ "source", "WORDS", CLI_TEXT, AT(fields.source),
	  "who issued this file; the series' own source if not given" },
	{ "state", "ISO3", CLI_TEXT, AT(fields.state),
	  "the State of a file that names none" },
	{ "supersedes", "ID", CLI_TEXT, AT(fields.supersedes),
	  "the file it replaces altogether" },
	{ "visibility", "WORD", CLI_TEXT, AT(fields.visibility),
	  "public (default), network or sealed" },
};

static const struct cli CLI = {
	.verb = "observe",
	.operands = "FILE.csv",
	.what = "Takes a file of statistics in, as its publisher issues it. "
		"`gcmtrack export\n--db FILE indicators` lists the series. "
		"What cannot be read is refused, and no\ntrace of it is kept. "
		"A newer edition speaks for the years it has.",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
	.operands_least = 1,
	.operands_most = 1,
};

/* The file under way. */
struct observing {
	struct desk *desk;
	struct arena *arena;
	struct outcome outcome;
	struct fault fault; /* of what is told after it */
};

static int is_state(const void *context, const char *iso3)
{
	return catalogue_state(context, iso3) != NULL;
}

static void tell(struct observing *o)
{
	const struct reader holder = { .audience = AUDIENCE_OPERATOR };
	const struct outcome *done = &o->outcome;
	struct figures r = { .series = "", .notes = "" };

	if (done->status == SUBMISSION_REFUSED) {
		printf("refused      %s: %s\n", done->name, done->reason);
		return;
	}
	if (store_figures(o->desk->store, &holder, done->id, o->arena, &r,
	                  &o->fault) < 0)
		return;
	printf("%-12s %s  %s  %s\n", done->is_known ? "known" : "accepted",
	       done->name, done->id, r.series);
	printf("%u rows: %u used, %u without a figure, %u on no member State, "
	       "%u refused; %zu figures\n%s",
	       (unsigned)r.rows, (unsigned)r.used, (unsigned)r.missing,
	       (unsigned)r.stateless, (unsigned)r.refused, r.n, r.notes);
}

static void observed(void *context, size_t i, const struct outcome *outcome)
{
	struct observing *o = context;

	(void)i;
	o->outcome = *outcome;
	tell(o);
}

/* Fills in what was not given: today, and the series' own source. */
static int fields_complete(struct observing *o, struct observe_options *options,
                           const char *path, struct fault *f)
{
	struct intake_statistics *fields = &options->fields;
	const struct series *series =
		catalogue_series_find(o->desk->catalogue, fields->series);
	const char *slash = strrchr(path, '/');
	char today[CLOCK_TEXT_SIZE];

	if (!series)
		return fault_set(f, FAULT_INPUT,
		                 "no series \"%.40s\": `gcmtrack export "
		                 "indicators` lists them",
		                 fields->series);
	if ((series->place == PLACE_DECLARED) != (fields->state != NULL))
		return fault_set(f, FAULT_INPUT,
		                 series->place == PLACE_DECLARED
		                         ? "a file of %s does not name its "
		                           "State: say which with --state"
		                         : "a file of %s names its States "
		                           "itself: leave --state out",
		                 series->name);
	clock_text(clock_now_s(), today);
	today[strlen("YYYY-MM-DD")] = '\0';
	if (!fields->as_of)
		fields->as_of = arena_string(o->arena, today, f);
	if (!fields->source)
		fields->source = series->source;
	fields->file_name = slash ? slash + 1 : path;
	if (!fields->as_of)
		return -1;
	if (strcmp(fields->as_of, today) > 0)
		return fault_set(f, FAULT_INPUT,
		                 "as-of \"%.40s\" has not come yet",
		                 fields->as_of);
	return 0;
}

static int observe(struct observing *o, const struct intake_item *item,
                   struct fault *f)
{
	if (pipeline_ingest(o->desk->pipeline, item, 1, clock_now_s(), observed,
	                    o, f) < 0)
		return desk_fail(CLI.verb, f);
	if (o->fault.code != FAULT_NONE)
		return desk_fail(CLI.verb, &o->fault);
	return o->outcome.status == SUBMISSION_REFUSED ? STATUS_FAILED : 0;
}

/* Declares the file; a mistake in that is one in the command. */
static int declare(struct observing *o, struct observe_options *options,
                   const char *path, struct intake_item *item)
{
	const struct intake_names names = { .context = o->desk->catalogue,
		                            .is_state = is_state };
	struct fault f = { .code = FAULT_NONE };

	if (fields_complete(o, options, path, &f) < 0 ||
	    intake_declare_statistics(&options->fields, &names, o->arena,
	                              &item->submission, &f) < 0)
		return cli_usage(&CLI, "%s", f.text);
	item->name = item->path = path;
	return 0;
}

/* A database that is there has catalogues of its own; one that is not is made
   when nothing else can be wrong. */
static int prepare(struct observing *o, const struct observe_options *options,
                   struct fault *f)
{
	struct desk *d = o->desk;

	if (desk_nursery(d, false, f) < 0 ||
	    arena_new(OBSERVE_MEMORY_MOST, &o->arena, f) < 0)
		return -1;
	if (access(options->db, F_OK) == 0 &&
	    desk_store(d, options->db, STORE_CREATE, f) < 0)
		return -1;
	return desk_catalogue(d, &options->catalogues, f);
}

static int begin(struct desk *d, const struct observe_options *o,
                 struct fault *f)
{
	if (!d->store && desk_store(d, o->db, STORE_CREATE, f) < 0)
		return -1;
	if (desk_keep(d, &o->catalogues, f) < 0)
		return -1;
	return desk_pipeline(d, o->require_sandbox, 1, f);
}

static int run(struct observing *o, struct observe_options *options,
               const char *path)
{
	struct intake_item item = { .name = path };
	struct fault f = { .code = FAULT_NONE };
	int status;

	if (prepare(o, options, &f) < 0)
		return desk_fail(CLI.verb, &f);
	status = declare(o, options, path, &item);
	if (status != 0)
		return status;
	if (access(path, R_OK) < 0) {
		(void)fault_set(&f, FAULT_INPUT, "%s: it cannot be read", path);
		return desk_fail(CLI.verb, &f);
	}
	if (begin(o->desk, options, &f) < 0)
		return desk_fail(CLI.verb, &f);
	return observe(o, &item, &f);
}

int verb_observe(int argc, char **argv)
{
	struct observe_options options = { .require_sandbox = true };
	struct observing o = { .arena = NULL };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &options, &first, &status))
		return status;
	if (!options.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	if (!options.fields.series)
		return cli_usage(&CLI,
		                 "say what the file holds: --series NAME");
	desk_init(&d);
	o.desk = &d;
	status = run(&o, &options, argv[first]);
	arena_free(o.arena);
	desk_close(&d);
	return status;
}
