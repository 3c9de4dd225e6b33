/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "verb.h"

struct backup_options {
	const char *db;
};

static const struct cli_option OPTIONS[] = {
	{ "db", "FILE", CLI_TEXT, offsetof(struct backup_options, db),
	  "the database" },
};

static const struct cli CLI = {
	.verb = "backup",
	.operands = "DEST",
	.what = "Copies the database to DEST while others read and write. An "
		"earlier backup at\nDEST is replaced once the new one is "
		"whole; anything else there is left alone.",
	.options = OPTIONS,
	.n_options = 1,
	.operands_least = 1,
	.operands_most = 1,
};

int verb_backup(int argc, char **argv)
{
	struct backup_options o = { 0 };
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	desk_init(&d);
	if (desk_store(&d, o.db, STORE_READ, &f) < 0 ||
	    store_backup(d.store, argv[first], &f) < 0)
		status = desk_fail(CLI.verb, &f);
	else
		printf("copied to %s\n", argv[first]);
	desk_close(&d);
	return status;
}
