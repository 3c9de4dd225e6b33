/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "cli.h"
#include "config.h"
#include "crew.h"
#include "desk.h"
#include "verb.h"

struct serve_options {
	struct cli_list catalogues;
	const char *config;
	const char *given[OPTION_ROWS_MOST]; /* by row of config_rows() */
};

/* What is no row of the configuration. */
static const struct cli_option OWN[] = {
	{ "catalogue", "FILE", CLI_LIST,
	  offsetof(struct serve_options, catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "config", "FILE", CLI_TEXT, offsetof(struct serve_options, config),
	  "read these options from FILE; read again on SIGHUP" },
};

#define N_OWN (sizeof(OWN) / sizeof(OWN[0]))

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct cli_option *)a)->name,
	              ((const struct cli_option *)b)->name);
}

/* Each row of the configuration is an option of the same name. */
static size_t options_fill(struct cli_option *out)
{
	const struct option_row *rows;
	size_t n;

	rows = config_rows(&n);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct cli_option){
			.name = rows[i].name,
			.word = rows[i].word,
			.kind = rows[i].kind == OPTION_YES_NO ? CLI_SWITCH
			                                      : CLI_TEXT,
			.at = offsetof(struct serve_options, given) +
			      i * sizeof(const char *),
			.help = rows[i].help,
		};
	memcpy(out + n, OWN, sizeof(OWN));
	qsort(out, n + N_OWN, sizeof(*out), by_name);
	return n + N_OWN;
}

/* Makes the database, so that every child finds it, and reads the catalogues;
   no child may inherit an open database. */
static int desk_prepare(struct desk *d, const struct serve_options *o,
                        const char *db, struct fault *f)
{
	if (desk_store(d, db, STORE_CREATE, f) < 0 ||
	    desk_catalogue(d, &o->catalogues, f) < 0)
		return -1;
	store_close(d->store);
	d->store = NULL;
	return 0;
}

static int serve(struct config *config, const struct serve_options *o,
                 const char *verb)
{
	const struct crew_source source = { .path = o->config,
		                            .given = o->given };
	struct crew *crew = NULL;
	struct fault f = { 0 };
	struct desk d;
	bool is_wrong = false;
	int rc, status;

	desk_init(&d);
	rc = desk_prepare(&d, o, config->db, &f);
	if (rc == 0) {
		rc = crew_open(config, &source, d.catalogue, &crew, &f);
		/* An address that cannot be is a mistake in the command. */
		is_wrong = rc < 0 && f.code == FAULT_INPUT;
	}
	if (rc == 0)
		rc = crew_run(crew, &f);
	status = rc < 0 ? desk_fail(verb, &f) : 0;
	if (is_wrong)
		status = STATUS_USAGE;
	crew_close(crew);
	desk_close(&d);
	return status;
}

int verb_serve(int argc, char **argv)
{
	struct cli_option options[OPTION_ROWS_MOST + N_OWN];
	struct cli cli = {
		.verb = "serve",
		.operands = "",
		.what = "Answers over HTTP. Each address is printed; port 0 "
			"chooses one. SIGTERM finishes\nwhat is under way; "
			"SIGHUP reads the configuration again, or keeps the "
			"old one\nand says why.",
		.options = options,
	};
	struct serve_options o = { 0 };
	struct config config;
	struct fault f = { 0 };
	int first, status;

	cli.n_options = options_fill(options);
	if (!cli_parse(&cli, argc, argv, &o, &first, &status))
		return status;
	if (config_load(o.config, o.given, &config, &f) < 0)
		return cli_usage(&cli, "%s", f.text);
	status = serve(&config, &o, cli.verb);
	config_free(&config);
	return status;
}
