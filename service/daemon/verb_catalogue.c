/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "catalogue.h"
#include "cli.h"
#include "desk.h"
#include "model/commitment.h"
#include "verb.h"

/* Findings about one file. */
#define REPORT_MOST ((size_t)1 << 20)

/* A catalogue file; larger is another file by mistake. */
#define FILE_MOST ((size_t)8 << 20)

struct catalogue_options {
	struct cli_list catalogues;
};

static const struct cli_option OPTIONS[] = {
	{ "catalogue", "FILE", CLI_LIST,
	  offsetof(struct catalogue_options, catalogues),
	  "a catalogue file beside or instead of an embedded one" },
};

static const struct cli CLI = {
	.verb = "catalogue",
	.operands = "list | show ID | check FILE...",
	.what = "Lists the catalogues, shows the commitments of one, or says "
		"what is wrong in a\ncatalogue file, with its line.",
	.options = OPTIONS,
	.n_options = 1,
	.operands_least = 1,
	.operands_most = -1,
};

static int list(const struct catalogue *c, char **names, int n)
{
	const struct catalogue_info *all;
	size_t count;

	(void)names;
	(void)n;
	all = catalogue_list(c, &count);
	for (size_t i = 0; i < count; i++)
		printf("%-8s %-8s %3zu  %s\n", all[i].id, all[i].version,
		       all[i].n, all[i].title);
	printf("version %s\n", catalogue_version(c));
	return 0;
}

static const char *label_of(const struct commitment *c)
{
	if (c->label[UN_EN].text)
		return c->label[UN_EN].text;
	return c->title[UN_EN].text ? c->title[UN_EN].text : "";
}

static int show(const struct catalogue *c, char **names, int n)
{
	const struct catalogue_info *info = catalogue_find(c, names[0]);
	const struct commitment *all;
	size_t count;

	(void)n;
	if (!info) {
		(void)fprintf(stderr,
		              "gcmtrack catalogue: no catalogue is called "
		              "\"%s\": see gcmtrack catalogue list\n",
		              names[0]);
		return STATUS_FAILED;
	}
	all = catalogue_commitments(c, &count);
	printf("%s, version %s: %s\nsource: %s\n\n", info->id, info->version,
	       info->title, info->source);
	for (size_t i = info->first; i < info->first + info->n && i < count;
	     i++)
		printf("%-14s %s\n", all[i].code, label_of(&all[i]));
	return 0;
}

/* Checks one file: 0 clean, else STATUS_FAILED with its findings said. */
static int check_one(const struct catalogue *c, const char *path)
{
	struct catalogue_file file = { .name = path };
	struct fault f = { 0 };
	struct buf bytes, report;
	int rc;

	buf_init(&bytes, FILE_MOST);
	buf_init(&report, REPORT_MOST);
	rc = file_read(path, &bytes, &f);
	if (rc == 0) {
		file.bytes = bytes.at ? bytes.at : "";
		file.len = bytes.len;
		rc = catalogue_check(&file, c, &report, &f);
	}
	if (rc < 0)
		(void)desk_fail(CLI.verb, &f);
	else if (report.len > 0)
		printf("%s", report.at);
	if (rc == 1)
		printf("%s: nothing wrong\n", path);
	buf_clear(&bytes);
	buf_clear(&report);
	return rc == 1 ? 0 : STATUS_FAILED;
}

static int check(const struct catalogue *c, char **names, int n)
{
	int status = 0;

	for (int i = 0; i < n; i++)
		if (check_one(c, names[i]) != 0)
			status = STATUS_FAILED;
	return status;
}

static const struct deed {
	const char *name;
	int (*run)(const struct catalogue *c, char **names, int n);
	int least;
	int most; /* -1 any number */
} DEEDS[] = {
	{ "check", check, 1, -1 },
	{ "list", list, 0, 0 },
	{ "show", show, 1, 1 },
};

static const struct deed *deed_find(const char *name)
{
	for (size_t i = 0; i < sizeof(DEEDS) / sizeof(DEEDS[0]); i++)
		if (strcmp(DEEDS[i].name, name) == 0)
			return &DEEDS[i];
	return NULL;
}

int verb_catalogue(int argc, char **argv)
{
	struct catalogue_options o = { 0 };
	const struct deed *deed;
	struct fault f = { 0 };
	struct desk d;
	int first, status, n;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	deed = deed_find(argv[first]);
	n = argc - first - 1;
	if (!deed)
		return cli_usage(&CLI, "list, show or check, not \"%s\"",
		                 argv[first]);
	if (n < deed->least || (deed->most >= 0 && n > deed->most))
		return cli_usage(&CLI, "write: catalogue %s", CLI.operands);
	desk_init(&d);
	if (desk_catalogue(&d, &o.catalogues, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	else
		status = deed->run(d.catalogue, argv + first + 1, n);
	desk_close(&d);
	return status;
}
