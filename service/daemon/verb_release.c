/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "verb.h"

struct release_options {
	const char *db;
};

static const struct cli_option OPTIONS[] = {
	{ "db", "FILE", CLI_TEXT, offsetof(struct release_options, db),
	  "the database" },
};

static const struct cli CLI = {
	.verb = "release",
	.operands = "NAME",
	.what = "Freezes the published findings under NAME (2026.1), for "
		"ever.",
	.options = OPTIONS,
	.n_options = 1,
	.operands_least = 1,
	.operands_most = 1,
};

static int freeze(struct store *s, const char *name, struct fault *f)
{
	if (store_begin(s, f) < 0)
		return -1;
	if (store_release(s, name, clock_now_s(), f) == 0 &&
	    store_commit(s, f) == 0)
		return 0;
	store_rollback(s);
	return -1;
}

int verb_release(int argc, char **argv)
{
	struct release_options o = { 0 };
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	desk_init(&d);
	if (desk_store(&d, o.db, STORE_WRITE, &f) < 0 ||
	    freeze(d.store, argv[first], &f) < 0)
		status = desk_fail(CLI.verb, &f);
	else
		printf("released %s\n", argv[first]);
	desk_close(&d);
	return status;
}
