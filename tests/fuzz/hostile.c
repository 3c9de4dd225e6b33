/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Gives each row of a table of hostile documents to intake and extract, as
 * ingest does, and prints TAP: hostile FOLDER TABLE.
 */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "model/text.h"

#include "extract.h"
#include "intake.h"

#define MEMORY_MOST ((size_t)256 << 20)

/* What became of one document. */
struct outcome {
	const char *name; /* "text", "hidden" or that of a fault */
	struct fault fault;
};

static struct outcome take(const struct buf *bytes)
{
	const struct extract_options options = { .require_sandbox = true };
	struct outcome o = { .name = "text" };
	enum format format = FORMAT_UNKNOWN;
	struct arena *a = NULL;
	struct text text;

	if (arena_new(MEMORY_MOST, &a, &o.fault) < 0 ||
	    intake_sniff(bytes->at ? bytes->at : "", bytes->len, &format,
	                 &o.fault) < 0 ||
	    extract_run(&options, bytes->at, bytes->len, format, a, &text,
	                &o.fault) < 0)
		o.name = fault_name(o.fault.code);
	else if (text.has_hidden)
		o.name = "hidden";
	if (o.fault.code == FAULT_NONE && strstr(text.bytes, "canary"))
		o.name = "canary";
	arena_free(a);
	return o;
}

static int matches(const char *words, const char *pattern)
{
	regex_t regex;
	int rc;

	if (strcmp(pattern, "-") == 0)
		return 1;
	if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return 0;
	rc = regexec(&regex, words, 0, NULL, 0) == 0;
	regfree(&regex);
	return rc;
}

/* Checks one row; prints its line. */
static int check(const char *folder, int number, char *row)
{
	char *save = NULL, path[4096];
	const char *name = strtok_r(row, "\t", &save);
	const char *want = strtok_r(NULL, "\t", &save);
	const char *words = strtok_r(NULL, "\t\n", &save);
	struct outcome got = { .name = "unread" };
	struct buf bytes;
	int is_good;

	if (!name || !want || !words)
		return 0;
	buf_init(&bytes, INTAKE_DOCUMENT_MOST);
	(void)snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (file_read(path, &bytes, &got.fault) == 0)
		got = take(&bytes);
	buf_clear(&bytes);
	is_good = strcmp(want, got.name) == 0 ||
	          (strcmp(want, "any") == 0 && (got.fault.code == FAULT_NONE ||
	                                        got.fault.code == FAULT_LIMIT));
	is_good = is_good && matches(got.fault.text, words);
	printf("%sok %d - %s\n", is_good ? "" : "not ", number, name);
	if (!is_good)
		printf("# want %s /%s/\n# got %s: %s\n", want, words, got.name,
		       got.fault.text);
	return is_good;
}

int main(int argc, char **argv)
{
	char row[1024];
	FILE *table = argc == 3 ? fopen(argv[2], "r") : NULL;
	int n = 0, bad = 0;

	if (!table) {
		fprintf(stderr, "usage: hostile FOLDER TABLE\n");
		return 2;
	}
	while (fgets(row, sizeof(row), table))
		if (row[0] != '#')
			bad += !check(argv[1], ++n, row);
	(void)fclose(table);
	printf("1..%d\n", n);
	return bad > 0;
}
