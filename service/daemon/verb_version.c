/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/buf.h"
#include "base/fault.h"
#include "cli.h"
#include "coding.h"
#include "desk.h"
#include "extract.h"
#include "scoring.h"
#include "verb.h"

/* One line of words from the sandbox. */
#define SANDBOX_WORDS_MOST 4096

static const struct cli CLI = {
	.verb = "version",
	.operands = "",
	.what = "Prints the versions that findings are signed with, and what "
		"confines the\nreading of documents on this machine.",
};

int verb_version(int argc, char **argv)
{
	static const struct cli_list NONE = { .n = 0 };
	struct desk d;
	struct buf sandbox;
	struct fault f = { 0 };
	int first, status;

	if (!cli_parse(&CLI, argc, argv, NULL, &first, &status))
		return status;
	desk_init(&d);
	if (desk_catalogue(&d, &NONE, &f) < 0)
		return desk_fail(CLI.verb, &f);
	buf_init(&sandbox, SANDBOX_WORDS_MOST);
	printf("gcmtrack %s\nextraction %s\ncoding %s\nmethod %s\n"
	       "catalogues %s\n",
	       PACKAGE_VERSION, extract_version(), coding_version(),
	       scoring_version(), catalogue_version(d.catalogue));
	if (extract_sandbox(&sandbox, &f) < 0)
		printf("sandbox: none: %s\n", f.text);
	else
		printf("sandbox: %s\n", sandbox.at ? sandbox.at : "");
	buf_clear(&sandbox);
	desk_close(&d);
	return 0;
}
