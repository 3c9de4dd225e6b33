/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <math.h>

#include <cjson/cJSON.h>
#include <zip.h>

#include "base/arena.h"
#include "base/csv.h"

/* Every route that gives a table, asked so that it has rows. */
static const char *const TABLES[] = {
	"/api/v1/catalogues",
	"/api/v1/catalogues/gcm",
	"/api/v1/cells",
	"/api/v1/compare?states=SVN,HRV&commitments=GCM.13",
	"/api/v1/divergence?state=SVN",
	"/api/v1/indicators",
	"/api/v1/agreement",
	"/api/v1/method",
	"/api/v1/methods",
	"/api/v1/passages?counted=0",
	"/api/v1/releases",
	"/api/v1/robustness?states=SVN",
	"/api/v1/rollup?states=SVN",
	"/api/v1/rollup/pairs?states=SVN",
	"/api/v1/rollup/ranks?round=UPR2025",
	"/api/v1/rollup/weights?states=SVN",
	"/api/v1/rounds",
	"/api/v1/search?q=detention",
	"/api/v1/states",
	"/api/v1/states/SVN/scorecard",
	"/api/v1/submissions",
	"/api/v1/trend?state=SVN&commitment=GCM.13",
};

/* Longest body that a test keeps beside the next. */
#define KEEP ((size_t)4 << 20)

struct kept_table {
	struct arena *arena;
	struct csv_table csv;
};

/* Asks TARGET in FORMAT; fails unless 200. */
static void ask(struct house *h, const char *target, const char *format)
{
	char full[400];

	(void)snprintf(full, sizeof(full), "%s%sformat=%s", target,
	               strchr(target, '?') ? "&" : "?", format);
	(void)house_get(h, full);
	if (h->answer.status != 200)
		fail_msg("%s: %d %.*s", full, h->answer.status,
		         (int)h->answer.len, h->answer.body);
}

/* Reads the last body as CSV that outlives the next question. */
static void keep_csv(struct house *h, struct kept_table *out)
{
	struct fault f = { 0 };

	assert_ok(arena_new(KEEP * 8, &out->arena, &f), &f);
	assert_ok(csv_read(h->answer.body, h->answer.len, "csv", out->arena,
	                   &out->csv, &f),
	          &f);
}

/* The part NAME of the workbook in the last body; free() it. */
static char *sheet_part(struct house *h, const char *name)
{
	zip_error_t e;
	zip_source_t *source;
	zip_stat_t st;
	zip_t *z;
	zip_file_t *file;
	char *out;

	zip_error_init(&e);
	source = zip_source_buffer_create(h->answer.body, h->answer.len, 0, &e);
	z = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &e);
	assert_non_null(z);
	assert_int_equal(zip_stat(z, name, 0, &st), 0);
	out = calloc(1, (size_t)st.size + 1);
	file = zip_fopen(z, name, 0);
	assert_non_null(out);
	assert_non_null(file);
	assert_int_equal(zip_fread(file, out, st.size), (zip_int64_t)st.size);
	(void)zip_fclose(file);
	zip_discard(z);
	return out;
}

/* "&amp;" and what a workbook writes by number, as characters. */
static void unescape(char *text)
{
	static const struct {
		const char *from, *to;
	} WORDS[] = { { "&amp;", "&" },    { "&lt;", "<" },
		      { "&gt;", ">" },     { "&quot;", "\"" },
		      { "_x000D_", "\r" }, { "_x0009_", "\t" } };
	char *out = text;

	while (*text) {
		size_t i = 0;

		while (i < COUNT_OF(WORDS) &&
		       strncmp(text, WORDS[i].from, strlen(WORDS[i].from)) != 0)
			i++;
		if (i == COUNT_OF(WORDS)) {
			*out++ = *text++;
			continue;
		}
		*out++ = WORDS[i].to[0];
		text += strlen(WORDS[i].from);
	}
	*out = '\0';
}

/* What cell COLUMN of row ROW holds in sheet XML, "" for none; *KIND is 't'
   for text, 'n' for a number, 'b' for true or false. free() it. */
static char *sheet_cell(const char *xml, size_t row, size_t column, char *kind)
{
	char name[40];
	const char *at, *from, *end;
	char *out;

	(void)snprintf(name, sizeof(name), "<c r=\"%s%c%zu\"",
	               column >= 26 ? "A" : "", (char)('A' + column % 26), row);
	at = strstr(xml, name);
	*kind = 't';
	if (!at)
		return calloc(1, 1);
	end = strstr(at, "</c>");
	assert_non_null(end);
	from = memmem(at, (size_t)(end - at), "<v>", 3);
	if (from) {
		*kind = memmem(at, (size_t)(from - at), "t=\"b\"", 5) ? 'b'
		                                                      : 'n';
		from += 3;
	} else {
		from = memmem(at, (size_t)(end - at), "<t", 2);
		assert_non_null(from);
		from = strchr(from, '>') + 1;
	}
	end = from + strcspn(from, "<");
	out = strndup(from, (size_t)(end - from));
	unescape(out);
	return out;
}

static void check_sheet(const char *target, const char *xml,
                        const struct csv_table *csv)
{
	for (size_t i = 0; i < csv->n_rows; i++)
		for (size_t k = 0; k < csv->head.n; k++) {
			const char *want = csv->rows[i].field[k];
			char kind;
			char *got = sheet_cell(xml, i + 2, k, &kind);

			/* A text cell needs no apostrophe. */
			want += want[0] == '\'' && got[0] != '\'';
			if (kind == 'n')
				assert_true(fabs(strtod(got, NULL) -
				                 strtod(want, NULL)) < 1e-9);
			else if (kind == 'b')
				assert_string_equal(got[0] == '1' ? "true"
				                                  : "false",
				                    want);
			else if (strcmp(got, want) != 0)
				fail_msg("%s row %zu %s: \"%s\", not \"%s\"",
				         target, i, csv->head.field[k], got,
				         want);
			free(got);
		}
}

static void every_table_has_the_same_rows_in_json_csv_and_xlsx(void **state)
{
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
		struct kept_table t;
		char row[40];
		char *xml;

		ask(h, TABLES[i], "csv");
		keep_csv(h, &t);
		if (t.csv.n_rows == 0)
			fail_msg("%s has no rows", TABLES[i]);
		(void)house_get(h, TABLES[i]);
		if (cJSON_IsArray(house_data(h, "")))
			assert_int_equal(house_rows(h), t.csv.n_rows);
		ask(h, TABLES[i], "xlsx");
		assert_non_null(strstr(house_header(h, "Content-Type"),
		                       "spreadsheetml.sheet"));
		xml = sheet_part(h, "xl/worksheets/sheet1.xml");
		check_sheet(TABLES[i], xml, &t.csv);
		(void)snprintf(row, sizeof(row), "<row r=\"%zu\"",
		               t.csv.n_rows + 2);
		assert_null(strstr(xml, row));
		assert_null(strstr(xml, "<f>"));
		free(xml);
		arena_free(t.arena);
	}
}

static void sdmx_csv_names_its_dataflow_and_keeps_every_row(void **state)
{
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
		struct kept_table csv, sdmx;

		ask(h, TABLES[i], "csv");
		keep_csv(h, &csv);
		ask(h, TABLES[i], "sdmx-csv");
		keep_csv(h, &sdmx);
		assert_int_equal(csv.csv.n_rows, sdmx.csv.n_rows);
		assert_string_equal(sdmx.csv.head.field[0], "DATAFLOW");
		for (size_t k = 0; k < sdmx.csv.head.n; k++)
			assert_int_equal(
				strspn(sdmx.csv.head.field[k],
			               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"),
				strlen(sdmx.csv.head.field[k]));
		assert_int_equal(strncmp(sdmx.csv.rows[0].field[0],
		                         "GCMTRACK:", 9),
		                 0);
		arena_free(csv.arena);
		arena_free(sdmx.arena);
	}
}

static const char *field(const struct csv_table *t, size_t row,
                         const char *name)
{
	int at = csv_column(t, name);

	if (at < 0)
		fail_msg("no column %s", name);
	return t->rows[row].field[at];
}

static void cells_in_sdmx_csv_have_the_dimensions_of_their_structure(
	void **state)
{
	static const char *const FIRST[] = {
		"DATAFLOW",    "FREQ",      "REF_AREA", "COMMITMENT", "VOICE",
		"TIME_PERIOD", "OBS_VALUE", "LOW",      "HIGH",
	};
	struct house *h = *state;
	struct kept_table csv, sdmx;

	ask(h, "/api/v1/cells?state=SVN&limit=1000&status=all", "csv");
	keep_csv(h, &csv);
	ask(h, "/api/v1/cells?state=SVN&limit=1000&status=all", "sdmx-csv");
	keep_csv(h, &sdmx);

	for (size_t i = 0; i < COUNT_OF(FIRST); i++)
		assert_string_equal(sdmx.csv.head.field[i], FIRST[i]);
	assert_string_equal(sdmx.csv.rows[0].field[0], "GCMTRACK:CELLS(1.0)");
	for (size_t i = 0; i < csv.csv.n_rows; i++) {
		const char *status = field(&csv.csv, i, "status");
		const char *word = field(&sdmx.csv, i, "OBS_STATUS");
		const char *round = field(&csv.csv, i, "round");

		assert_string_equal(field(&sdmx.csv, i, "OBS_VALUE"),
		                    field(&csv.csv, i, "score"));
		assert_string_equal(field(&sdmx.csv, i, "N_PASSAGES"),
		                    field(&csv.csv, i, "passages"));
		assert_string_equal(field(&sdmx.csv, i, "ROUND"), round);
		assert_string_equal(field(&sdmx.csv, i, "TIME_PERIOD"),
		                    round + strcspn(round, "0123456789"));
		assert_int_equal(strcmp(status, "assessed") == 0,
		                 strcmp(word, "A") == 0);
		assert_int_equal(strlen(word), 1);
	}
	arena_free(csv.arena);
	arena_free(sdmx.arena);
}

static const cJSON *item(const cJSON *at, const char *name)
{
	const cJSON *found = cJSON_GetObjectItemCaseSensitive(at, name);

	if (!found)
		fail_msg("no member %s", name);
	return found;
}

/* The place of CODE in dimension NAME of cube C. */
static int place(const cJSON *c, const char *name, const char *code)
{
	const cJSON *index =
		item(item(item(item(c, "dimension"), name), "category"),
	             "index");
	int at = 0;

	for (const cJSON *k = index->child; k; k = k->next, at++)
		if (strcmp(k->valuestring, code) == 0)
			return at;
	fail_msg("no %s in %s", code, name);
	return -1;
}

/* The size of dimension I of cube C. */
static int size_of(const cJSON *c, int i)
{
	return (int)cJSON_GetArrayItem(item(c, "size"), i)->valuedouble;
}

static const cJSON *value_at(const cJSON *cube, int at)
{
	const cJSON *values = item(cube, "value");
	char key[24];

	(void)snprintf(key, sizeof(key), "%d", at);
	return cJSON_IsArray(values)
	               ? cJSON_GetArrayItem(values, at)
	               : cJSON_GetObjectItemCaseSensitive(values, key);
}

static void check_cube(const cJSON *cube, const struct csv_table *t)
{
	static const char *const NAMES[] = { "state", "commitment", "round",
		                             "voice" };
	static const char *const MEASURES[] = { "score", "low", "high",
		                                "sources", "passages" };
	char key[24];

	for (size_t i = 0; i < t->n_rows; i++) {
		int at = 0;

		for (int k = 0; k < 4; k++)
			at = at * size_of(cube, k) +
			     place(cube, NAMES[k], field(t, i, NAMES[k]));
		for (int k = 0; k < 5; k++) {
			const cJSON *v = value_at(cube, at * 5 + k);
			const char *want = field(t, i, MEASURES[k]);

			if (want[0] == '\0')
				assert_true(!v || cJSON_IsNull(v));
			else
				assert_true(fabs(v->valuedouble -
				                 strtod(want, NULL)) < 1e-9);
		}
		(void)snprintf(key, sizeof(key), "%d", at * 5);
		assert_string_equal(
			item(item(cube, "status"), key)->valuestring,
			field(t, i, "status"));
	}
}

static void a_cube_says_of_each_cell_what_its_row_says(void **state)
{
	struct house *h = *state;
	struct kept_table csv;
	const cJSON *cube;
	int size = 1;

	ask(h, "/api/v1/cells?state=SVN,HRV&limit=1000", "csv");
	keep_csv(h, &csv);
	ask(h, "/api/v1/cells?state=SVN,HRV&limit=1000&lang=fr", "json-stat");
	cube = h->json;

	assert_string_equal(item(cube, "version")->valuestring, "2.0");
	assert_string_equal(item(cube, "class")->valuestring, "dataset");
	assert_int_equal(cJSON_GetArraySize(item(cube, "id")), 5);
	for (int i = 0; i < 5; i++)
		size *= size_of(cube, i);
	assert_int_equal(cJSON_GetArraySize(item(cube, "value")), size);
	assert_string_equal(item(item(item(item(item(cube, "dimension"),
	                                        "state"),
	                                   "category"),
	                              "label"),
	                         "SVN")
	                            ->valuestring,
	                    "Slov\xc3\xa9nie");
	check_cube(cube, &csv.csv);
	assert_string_equal(item(item(item(cube, "extension"), "meta"),
	                         "release")
	                            ->valuestring,
	                    "head+1");
	arena_free(csv.arena);
}

static void a_cube_of_few_values_names_their_places(void **state)
{
	struct house *h = *state;
	struct kept_table csv;

	ask(h, "/api/v1/cells?status=unreadable,assessed&limit=1000", "csv");
	keep_csv(h, &csv);
	ask(h, "/api/v1/cells?status=unreadable,assessed&limit=1000",
	    "json-stat");

	assert_true(cJSON_IsObject(item(h->json, "value")));
	check_cube(h->json, &csv.csv);
	arena_free(csv.arena);
}

static void a_package_names_the_columns_of_its_csv(void **state)
{
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
		const cJSON *resource, *fields;
		struct kept_table csv;
		char path[300];
		size_t k = 0;

		ask(h, TABLES[i], "csv");
		keep_csv(h, &csv);
		ask(h, TABLES[i], "datapackage");
		resource = item(h->json, "resources")->child;
		fields = item(item(resource, "schema"), "fields");
		assert_int_equal(cJSON_GetArraySize(fields), csv.csv.head.n);
		for (const cJSON *f = fields->child; f; f = f->next, k++)
			assert_string_equal(item(f, "name")->valuestring,
			                    csv.csv.head.field[k]);
		(void)snprintf(path, sizeof(path), "%s",
		               item(resource, "path")->valuestring);
		assert_int_not_equal(path[0], '/');
		assert_non_null(strstr(path, "format=csv"));
		arena_free(csv.arena);
	}
}

static void text_in_a_workbook_is_never_a_formula(void **state)
{
	struct house *h = *state;
	char *xml;

	ask(h, "/api/v1/passages?state=SVN", "xlsx");
	xml = sheet_part(h, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(xml, "t=\"inlineStr\"><is><t>=cmd() families"));
	assert_null(strstr(xml, "<f>"));
	free(xml);
	ask(h, "/api/v1/passages?state=SVN", "sdmx-csv");
	assert_true(house_holds(h, ",'=cmd() families"));
}

static void a_workbook_in_arabic_runs_from_right_to_left(void **state)
{
	struct house *h = *state;
	struct ask question = { .path = "/api/v1/rounds",
		                .query = "format=xlsx",
		                .accept_language = "ar" };
	char *xml;

	ask(h, "/api/v1/states?lang=ar", "xlsx");
	xml = sheet_part(h, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(xml, "rightToLeft=\"1\""));
	free(xml);
	(void)house_ask(h, &question);
	xml = sheet_part(h, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(xml, "rightToLeft=\"1\""));
	free(xml);
	ask(h, "/api/v1/rounds?lang=en", "xlsx");
	xml = sheet_part(h, "xl/worksheets/sheet1.xml");
	assert_null(strstr(xml, "rightToLeft"));
	free(xml);
}

static void a_workbook_says_where_it_is_from(void **state)
{
	struct house *h = *state;
	char *xml;

	ask(h, "/api/v1/cells?state=SVN&release=2026.1&limit=2", "xlsx");
	xml = sheet_part(h, "xl/worksheets/sheet2.xml");
	assert_non_null(strstr(xml, "<t>2026.1</t>"));
	assert_non_null(strstr(xml, "/api/v1/cells?state=SVN&amp;"
	                            "release=2026.1&amp;limit=2&amp;"
	                            "format=xlsx"));
	assert_non_null(strstr(xml, "cursor="));
	free(xml);
	assert_non_null(strstr(house_header(h, "Link"), "rel=\"next\""));
	assert_non_null(strstr(house_header(h, "Link"), "format=xlsx"));
}

static void the_same_workbook_has_the_same_bytes(void **state)
{
	struct house *h = *state;
	char tag[64];

	ask(h, "/api/v1/passages?state=SVN", "xlsx");
	(void)snprintf(tag, sizeof(tag), "%s", house_header(h, "ETag"));
	ask(h, "/api/v1/passages?state=SVN", "xlsx");
	assert_string_equal(house_header(h, "ETag"), tag);
}

static void accept_chooses_by_weight_and_version(void **state)
{
	static const struct {
		const char *accept, *want; /* want "": 406 */
	} ROWS[] = {
		{ "application/vnd.sdmx.data+csv;version=1.0.0",
		  "application/vnd.sdmx.data+csv" },
		{ "application/vnd.sdmx.data+csv",
		  "application/vnd.sdmx.data+csv" },
		{ "application/vnd.sdmx.data+csv; version=\"1.0.0\"; q=0.3",
		  "application/vnd.sdmx.data+csv" },
		{ "application/vnd.sdmx.data+csv;version=2.0.0", "" },
		{ "application/vnd.sdmx.data+csv;version=2.0.0, text/csv;q=0.1",
		  "text/csv" },
		{ "text/csv;q=0.5, application/vnd.json-stat+json",
		  "application/vnd.json-stat+json" },
		{ "text/csv;q=0.5, application/vnd.openxmlformats-"
		  "officedocument.spreadsheetml.sheet;q=0.4",
		  "text/csv" },
		{ "application/vnd.openxmlformats-officedocument."
		  "spreadsheetml.sheet",
		  "application/vnd.openxmlformats" },
		{ "application/vnd.datapackage+json",
		  "application/vnd.datapackage+json" },
		{ "*/*", "application/json" },
		{ "application/*", "application/json" },
		{ "text/*", "text/csv" },
		{ "image/png", "" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct ask question = { .path = "/api/v1/cells",
			                .query = "limit=2",
			                .accept = ROWS[i].accept };
		const char *type;

		(void)house_ask(h, &question);
		type = house_header(h, "Content-Type");
		if (ROWS[i].want[0] == '\0')
			assert_int_equal(h->answer.status, 406);
		else if (strncmp(type, ROWS[i].want, strlen(ROWS[i].want)) != 0)
			fail_msg("%s gave %s", ROWS[i].accept, type);
	}
}

static void a_form_that_is_not_there_is_refused_with_those_that_are(
	void **state)
{
	struct house *h = *state;

	assert_int_equal(
		house_get(h, "/api/v1/rounds?format=json-stat")->status, 406);
	assert_true(house_holds(h, "sdmx-csv (application/vnd.sdmx.data+csv)"));
	assert_true(house_holds(h, "xlsx ("));
	assert_int_equal(house_get(h, "/api/v1/states/SVN?format=xlsx")->status,
	                 406);
	assert_int_equal(house_get(h, "/api/v1/cells?format=xls")->status, 400);
}

static void a_workbook_is_not_packed_twice(void **state)
{
	struct house *h = *state;
	struct ask question = { .path = "/api/v1/states",
		                .query = "format=xlsx",
		                .accept_encoding = "gzip" };

	(void)house_ask(h, &question);
	assert_int_equal(h->answer.status, 200);
	assert_string_equal(house_header(h, "Content-Encoding"), "");
}

/* The member NAME of the zip in the last body as CSV that outlives it. */
static void keep_member(struct house *h, const char *name,
                        struct kept_table *out)
{
	char *bytes = sheet_part(h, name);
	struct fault f = { 0 };

	assert_ok(arena_new(KEEP * 8, &out->arena, &f), &f);
	assert_ok(csv_read(bytes, strlen(bytes), name, out->arena, &out->csv,
	                   &f),
	          &f);
	free(bytes);
}

static void a_whole_release_holds_the_rows_that_routes_give(void **state)
{
	static const struct {
		const char *member, *target;
	} ROWS[] = {
		{ "cells.csv", "/api/v1/cells?release=2026.1&limit=1000" },
		{ "passages.csv",
		  "/api/v1/passages?release=2026.1&limit=1000" },
		{ "submissions.csv", "/api/v1/submissions" },
		{ "states.csv", "/api/v1/states" },
		{ "rounds.csv", "/api/v1/rounds" },
		{ "catalogues.csv", "/api/v1/catalogues" },
		{ "indicators.csv", "/api/v1/indicators" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct kept_table zip, route;

		assert_int_equal(
			house_get(h, "/api/v1/releases/2026.1.zip")->status,
			200);
		keep_member(h, ROWS[i].member, &zip);
		ask(h, ROWS[i].target, "csv");
		keep_csv(h, &route);
		assert_int_equal(zip.csv.n_rows, route.csv.n_rows);
		for (size_t k = 0; k < zip.csv.n_rows; k++)
			for (size_t c = 0; c < zip.csv.head.n; c++)
				assert_string_equal(zip.csv.rows[k].field[c],
				                    route.csv.rows[k].field[c]);
		arena_free(zip.arena);
		arena_free(route.arena);
	}
}

static void a_whole_release_describes_itself(void **state)
{
	static const char *const MEMBERS[] = {
		"METHOD.md",         "README.txt",   "datapackage.json",
		"catalogue/gcm.xml", "coverage.csv", "codings.csv"
	};
	struct house *h = *state;

	assert_int_equal(house_get(h, "/api/v1/releases/head.zip")->status,
	                 200);
	assert_string_equal(house_header(h, "Content-Type"), "application/zip");
	assert_non_null(strstr(house_header(h, "Content-Disposition"),
	                       "gcmtrack-head+1.zip"));
	for (size_t i = 0; i < COUNT_OF(MEMBERS); i++) {
		char *bytes = sheet_part(h, MEMBERS[i]);

		assert_true(strlen(bytes) > 100);
		free(bytes);
	}
}

static void a_whole_release_shows_nothing_that_is_not_public(void **state)
{
	static const char *const MEMBERS[] = { "submissions.csv",
		                               "passages.csv", "cells.csv",
		                               "codings.csv" };
	struct house *h = *state;

	(void)house_get(h, "/api/v1/releases/head.zip");
	for (size_t i = 0; i < COUNT_OF(MEMBERS); i++) {
		char *bytes = sheet_part(h, MEMBERS[i]);

		assert_null(strstr(bytes, CANARY));
		free(bytes);
	}
}

static void a_release_that_is_not_there_is_not_found(void **state)
{
	struct house *h = *state;

	assert_int_equal(house_get(h, "/api/v1/releases/2025.1.zip")->status,
	                 404);
	assert_true(house_holds(h, "no release is named"));
	assert_int_equal(house_get(h, "/api/v1/releases/.zip")->status, 404);
	assert_int_equal(
		house_get(h, "/api/v1/releases/2026.1.zip?format=csv")->status,
		400);
}

static void the_package_of_all_tables_names_each(void **state)
{
	struct house *h = *state;
	int n = 0;

	(void)house_get(h, "/api/v1/datapackage.json?release=2026.1");
	assert_int_equal(h->answer.status, 200);
	for (const cJSON *r = item(h->json, "resources")->child; r;
	     r = r->next, n++) {
		char path[300];

		(void)snprintf(path, sizeof(path), "/api/v1/%s",
		               item(r, "path")->valuestring);
		assert_non_null(strstr(path, "format=csv"));
		if (strstr(path, "/cells?"))
			assert_non_null(strstr(path, "release=2026.1&"));
	}
	assert_true(n >= 10);
}

/* Last: it changes the house. */
static void a_named_release_has_the_same_bytes_when_more_has_come(void **state)
{
	struct house *h = *state;
	struct fault f = { 0 };
	char tag[64], head[64];

	(void)house_get(h, "/api/v1/releases/2026.1.zip");
	(void)snprintf(tag, sizeof(tag), "%s", house_header(h, "ETag"));
	(void)house_get(h, "/api/v1/releases/head.zip");
	(void)snprintf(head, sizeof(head), "%s", house_header(h, "ETag"));
	house_add(h);
	assert_ok(site_refresh(h->site, &f), &f);
	(void)house_get(h, "/api/v1/releases/2026.1.zip");
	assert_int_equal(h->answer.status, 200);
	assert_string_equal(house_header(h, "ETag"), tag);
	(void)house_get(h, "/api/v1/releases/head.zip");
	assert_string_not_equal(house_header(h, "ETag"), head);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_table_has_the_same_rows_in_json_csv_and_xlsx),
		cmocka_unit_test(
			sdmx_csv_names_its_dataflow_and_keeps_every_row),
		cmocka_unit_test(
			cells_in_sdmx_csv_have_the_dimensions_of_their_structure),
		cmocka_unit_test(a_cube_says_of_each_cell_what_its_row_says),
		cmocka_unit_test(a_cube_of_few_values_names_their_places),
		cmocka_unit_test(a_package_names_the_columns_of_its_csv),
		cmocka_unit_test(text_in_a_workbook_is_never_a_formula),
		cmocka_unit_test(a_workbook_in_arabic_runs_from_right_to_left),
		cmocka_unit_test(a_workbook_says_where_it_is_from),
		cmocka_unit_test(the_same_workbook_has_the_same_bytes),
		cmocka_unit_test(accept_chooses_by_weight_and_version),
		cmocka_unit_test(
			a_form_that_is_not_there_is_refused_with_those_that_are),
		cmocka_unit_test(a_workbook_is_not_packed_twice),
		cmocka_unit_test(
			a_whole_release_holds_the_rows_that_routes_give),
		cmocka_unit_test(a_whole_release_describes_itself),
		cmocka_unit_test(
			a_whole_release_shows_nothing_that_is_not_public),
		cmocka_unit_test(a_release_that_is_not_there_is_not_found),
		cmocka_unit_test(the_package_of_all_tables_names_each),
		cmocka_unit_test(
			a_named_release_has_the_same_bytes_when_more_has_come),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
