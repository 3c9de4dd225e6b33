/* SPDX-License-Identifier: Apache-2.0 */
/* Export: any table route, all its pages, as CSV or as JSON lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/fault.h"
#include "base/json.h"
#include "cli.h"
#include "counter.h"
#include "verb.h"

#define API_PREFIX "/api/v1/"

/* A path or query longer than this is none of ours. */
#define ADDRESS_MOST 4096

struct export_options {
	struct cli_list catalogues;
	const char *db;
	const char *format;
};

static const struct cli_option OPTIONS[] = {
	{ "catalogue", "FILE", CLI_LIST,
	  offsetof(struct export_options, catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "db", "FILE", CLI_TEXT, offsetof(struct export_options, db),
	  "the database" },
	{ "format", "csv|jsonl", CLI_TEXT,
	  offsetof(struct export_options, format),
	  "CSV (default) or one JSON object a line" },
};

static const struct cli CLI = {
	.verb = "export",
	.operands = "ROUTE",
	.what = "Writes all rows of a table route to standard output, as the "
		"API gives them:\n  gcmtrack export --db my.db "
		"'cells?state=SVN&round=IMRF2026'",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
	.operands_least = 1,
	.operands_most = 1,
};

struct address {
	char path[ADDRESS_MOST];
	char query[ADDRESS_MOST];
};

/* Cuts TEXT ("cells?state=SVN") into path and query. */
static int address_read(const char *text, size_t len, struct address *out,
                        struct fault *f)
{
	const char *mark = memchr(text, '?', len);
	size_t path = mark ? (size_t)(mark - text) : len;
	bool is_whole = len > 0 && text[0] == '/';
	int n;

	n = snprintf(out->path, sizeof(out->path), "%s%.*s",
	             is_whole ? "" : API_PREFIX, (int)path, text);
	if (n < 0 || (size_t)n >= sizeof(out->path))
		goto large;
	n = snprintf(out->query, sizeof(out->query), "%.*s",
	             mark ? (int)(len - path - 1) : 0, mark ? mark + 1 : "");
	if (n < 0 || (size_t)n >= sizeof(out->query))
		goto large;
	return 0;

large:
	return fault_set(f, FAULT_LIMIT, "an address longer than %d bytes",
	                 ADDRESS_MOST);
}

/* The address of `Link: <...>; rel="next"` (RFC 8288): 1, 0 none, -1. */
static int address_next(const struct answer *a, struct address *out,
                        struct fault *f)
{
	const char *link = answer_value(a, "Link");
	const char *start, *end;

	for (; link; link = strchr(end, '<')) {
		start = strchr(link, '<');
		end = start ? strchr(start, '>') : NULL;
		if (!end)
			return 0;
		if (strncmp(end, ">; rel=\"next\"", 13) != 0 &&
		    strncmp(end, ">; rel=next", 11) != 0)
			continue;
		start++;
		/* An absolute link names our own address first. */
		if (strncmp(start, "http", 4) == 0)
			start = strstr(start, API_PREFIX);
		if (!start || start > end)
			return 0;
		return address_read(start, (size_t)(end - start), out, f) < 0
		               ? -1
		               : 1;
	}
	return 0;
}

/* Rows of a page; the heads of all pages but the first are left out. */
static int page_csv(const struct answer *a, bool is_first, struct fault *f)
{
	const char *at = a->body;
	size_t len = a->len;
	const char *end = is_first ? NULL : memchr(at, '\n', len);

	if (end) {
		len -= (size_t)(end + 1 - at);
		at = end + 1;
	}
	if (fwrite(at, 1, len, stdout) != len)
		return fault_set(f, FAULT_SYSTEM, "standard output: refused");
	return 0;
}

static int row_print(const cJSON *row, struct fault *f)
{
	char *text = cJSON_PrintUnformatted(row);
	int rc;

	if (!text)
		return fault_set(f, FAULT_MEMORY, "no memory for a row");
	rc = puts(text) < 0
	             ? fault_set(f, FAULT_SYSTEM, "standard output: refused")
	             : 0;
	cJSON_free(text);
	return rc;
}

static int page_jsonl(const struct answer *a, bool is_first, struct fault *f)
{
	const cJSON *data, *row;
	cJSON *body;
	int rc = 0;

	(void)is_first;
	if (json_read(a->body, a->len, &body, f) < 0)
		return -1;
	data = cJSON_GetObjectItemCaseSensitive(body, "data");
	if (cJSON_IsArray(data)) {
		cJSON_ArrayForEach(row, data)
		{
			if (rc == 0)
				rc = row_print(row, f);
		}
	} else if (data) {
		rc = row_print(data, f);
	}
	cJSON_Delete(body);
	return rc;
}

static const struct export_format {
	const char *name;
	const char *accept;
	int (*page)(const struct answer *a, bool is_first, struct fault *f);
} FORMATS[] = {
	{ "csv", "text/csv", page_csv },
	{ "jsonl", "application/json", page_jsonl },
};

static int export(struct counter *c, const char *route,
                  const struct export_format *format, struct fault *f)
{
	struct address at;
	struct answer answer;
	bool is_first = true;
	int rc = address_read(route, strlen(route), &at, f);

	if (rc < 0)
		return -1;
	do {
		memset(&answer, 0, sizeof(answer));
		if (counter_ask(c, at.path, at.query, format->accept, &answer,
		                f) < 0 ||
		    format->page(&answer, is_first, f) < 0)
			return -1;
		is_first = false;
		rc = address_next(&answer, &at, f);
	} while (rc == 1);
	return rc;
}

static const struct export_format *format_find(const char *name)
{
	for (size_t i = 0; i < sizeof(FORMATS) / sizeof(FORMATS[0]); i++)
		if (strcmp(FORMATS[i].name, name) == 0)
			return &FORMATS[i];
	return NULL;
}

int verb_export(int argc, char **argv)
{
	struct export_options o = { .format = "csv" };
	const struct export_format *format;
	struct fault f = { 0 };
	struct counter c;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	format = format_find(o.format);
	if (!format)
		return cli_usage(&CLI, "--format: csv or jsonl, not \"%s\"",
		                 o.format);
	if (counter_open(&c, o.db, &o.catalogues, &f) < 0 ||
	    export(&c, argv[first], format, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	counter_close(&c);
	return status;
}
