/* SPDX-License-Identifier: Apache-2.0 */
#include "openapi.h"

#include <string.h>

#include "base/buf.h"
#include "model/cell.h"
#include "model/coding.h"
#include "model/commitment.h"
#include "model/submission.h"

#include "diff.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Rows of one page: params.c says the same in words. */
#define LIMIT_MOST    1000
#define LIMIT_DEFAULT 100

static const char *const FLAGS[] = { "0", "1" };
static const char *const CLUSTERS[] = { "1", "2", "3", "4" };

/*
 * What a value of a kind looks like: a closed list of words, or a pattern.
 * Neither: any text. An example is one that is understood wherever gcmtrack
 * runs, since it stands in an embedded catalogue.
 */
static const struct {
	const char *pattern; /* of one value, without ^ and $ */
	const char *const *words;
	size_t n;
	const char *also; /* one more word */
	const char *example;
} KINDS[VALUE_COUNT] = {
	[VALUE_STATE] = { .pattern = "[A-Z]{3}", .example = "SVN" },
	[VALUE_COMMITMENT] = { .pattern = "[A-Za-z0-9._-]{1,23}",
	                       .example = "GCM.13" },
	[VALUE_CATALOGUE] = { .pattern = "[A-Za-z0-9._-]{1,31}",
	                      .example = "gcm" },
	[VALUE_ROUND] = { .pattern = "[A-Za-z0-9._-]{1,15}",
	                  .example = "IMRF2026" },
	[VALUE_VOICE] = { .words = VOICE_NAMES, .n = VOICE_COUNT },
	[VALUE_STATUS] = { .words = CELL_STATUS_NAMES,
	                   .n = CELL_STATUS_COUNT,
	                   .also = "all" },
	[VALUE_SUBMISSION_STATUS] = { .words = SUBMISSION_STATUS_NAMES,
	                              .n = SUBMISSION_STATUS_COUNT },
	[VALUE_GROUP] = { .pattern = "[^,A-Z ]{1,60}", .example = "osce" },
	[VALUE_LEVEL] = { .words = LEVEL_NAMES, .n = LEVEL_COUNT },
	[VALUE_RELATION] = { .words = RELATION_NAMES, .n = RELATION_COUNT },
	[VALUE_RELEASE] = { .pattern = "[A-Za-z0-9._-]{1,31}" },
	[VALUE_CURSOR] = { .pattern = "[A-Za-z0-9._-]{1,120}" },
	[VALUE_LANGUAGE] = { .words = UN_LANGUAGE_NAMES,
	                     .n = UN_LANGUAGE_COUNT },
	[VALUE_FLAG] = { .words = FLAGS, .n = COUNT(FLAGS) },
	[VALUE_WORDS] = { .example = "detention" },
	[VALUE_SUBMISSION] = { .pattern = "[A-Za-z0-9._-]{1,27}" },
	[VALUE_SHARE] = { .pattern = "(0|1|0\\.[0-9]{1,4})", .example = "0.8" },
	[VALUE_CLUSTER] = { .words = CLUSTERS, .n = COUNT(CLUSTERS) },
	[VALUE_ORDER] = { .words = ORDER_WORDS, .n = ORDER_WORDS_COUNT },
	[VALUE_FAMILY] = { .pattern = "[^,]{1,60}", .example = "IMRF" },
	[VALUE_SERIES] = { .pattern = "[A-Za-z0-9._-]{1,60}",
	                   .example = "missing_migrants" },
	[VALUE_YEAR] = { .pattern = "[0-9]{4}", .example = "2024" },
	[VALUE_DATE] = { .pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}",
	                 .example = "2026-12-31" },
	[VALUE_CHANGE] = { .words = DIFF_CHANGE_WORDS, .n = DIFF_CHANGE_COUNT },
	[VALUE_WHY] = { .words = DIFF_WHY_WORDS, .n = WHY_COUNT },
	[VALUE_SINCE] = { .pattern = "[A-Za-z0-9._:-]{1,120}",
	                  .example = "2026-01-01" },
	[VALUE_METHOD] = { .pattern = "[0-9]+\\.[0-9]+", .example = "1.0" },
};

static void write_limit(struct pen *p)
{
	pen_key_text(p, "type", "integer");
	pen_key_count(p, "minimum", 1);
	pen_key_count(p, "maximum", LIMIT_MOST);
	pen_key_count(p, "default", LIMIT_DEFAULT);
}

static void write_enum(struct pen *p, enum value_kind kind)
{
	pen_key(p, "enum");
	pen_open(p, '[');
	for (size_t i = 0; i < KINDS[kind].n; i++)
		pen_text(p, KINDS[kind].words[i]);
	if (KINDS[kind].also)
		pen_text(p, KINDS[kind].also);
	pen_close(p, ']');
}

/* "a|b|c", or the pattern that one value has. */
static void add_one(struct buf *b, enum value_kind kind, struct fault *f)
{
	if (!KINDS[kind].words) {
		(void)buf_add_str(b,
		                  KINDS[kind].pattern ? KINDS[kind].pattern
		                                      : "[^,]+",
		                  f);
		return;
	}
	(void)buf_add_char(b, '(', f);
	for (size_t i = 0; i < KINDS[kind].n; i++) {
		(void)buf_addf(b, f, "%s%s", i > 0 ? "|" : "",
		               KINDS[kind].words[i]);
	}
	if (KINDS[kind].also)
		(void)buf_addf(b, f, "|%s", KINDS[kind].also);
	(void)buf_add_char(b, ')', f);
}

/* A pattern of one value, or of several with commas between. */
static void write_pattern(struct pen *p, enum value_kind kind, bool is_list)
{
	struct fault f = { 0 };
	struct buf b;

	buf_init(&b, 4096);
	(void)buf_add_char(&b, '^', &f);
	add_one(&b, kind, &f);
	if (is_list) {
		(void)buf_add_str(&b, "(,", &f);
		add_one(&b, kind, &f);
		(void)buf_add_str(&b, ")+", &f);
	}
	(void)buf_add_char(&b, '$', &f);
	pen_key(p, "pattern");
	pen_bytes(p, b.at ? b.at : "", b.len);
	buf_clear(&b);
}

static void write_one(struct pen *p, enum value_kind kind)
{
	if (kind == VALUE_LIMIT) {
		write_limit(p);
		return;
	}
	pen_key_text(p, "type", "string");
	if (KINDS[kind].words) {
		write_enum(p, kind);
	} else if (KINDS[kind].pattern) {
		write_pattern(p, kind, false);
	} else {
		pen_key_count(p, "minLength", 1);
		pen_key_count(p, "maxLength", VALUE_LEN_MOST);
	}
}

/*
 * A list is taken repeated, parted by commas, or both: style form exploded
 * is the first, and each of its items may be the second.
 */
static void write_many(struct pen *p, const struct param *param)
{
	pen_key_text(p, "type", "array");
	pen_key_count(p, "minItems", 1);
	pen_key_count(p, "maxItems", param->most);
	pen_key(p, "items");
	pen_open(p, '{');
	pen_key(p, "anyOf");
	pen_open(p, '[');
	pen_open(p, '{');
	pen_key_text(p, "title", "one value");
	write_one(p, param->kind);
	pen_close(p, '}');
	pen_open(p, '{');
	pen_key_text(p, "title", "several, with commas between");
	pen_key_text(p, "type", "string");
	write_pattern(p, param->kind, true);
	pen_close(p, '}');
	pen_close(p, ']');
	pen_close(p, '}');
}

static void write_formats(struct pen *p, const struct route *route)
{
	pen_key_text(p, "type", "string");
	pen_key(p, "enum");
	pen_open(p, '[');
	for (int i = 0; i < FORM_COUNT; i++)
		if (route->forms & FORM_BIT(i))
			pen_text(p, form_row((enum form)i)->name);
	pen_close(p, ']');
}

static bool is_many(const struct param *param)
{
	return param->most > 1;
}

static void write_schema(struct pen *p, const struct route *route,
                         const struct param *param)
{
	pen_key(p, "schema");
	pen_open(p, '{');
	if (param->kind == VALUE_FORMAT)
		write_formats(p, route);
	else if (is_many(param))
		write_many(p, param);
	else
		write_one(p, param->kind);
	pen_close(p, '}');
}

static void write_example(struct pen *p, const struct param *param)
{
	const char *example = KINDS[param->kind].example;

	if (!example)
		return;
	pen_key(p, "example");
	if (is_many(param))
		pen_open(p, '[');
	pen_text(p, example);
	if (is_many(param))
		pen_close(p, ']');
}

static void write_query(struct pen *p, const struct route *route,
                        const struct param *param)
{
	pen_open(p, '{');
	pen_key_text(p, "name", param->name);
	pen_key_text(p, "in", "query");
	pen_key_text(p, "description", param->help);
	pen_key_bool(p, "required", param->is_required);
	if (is_many(param)) {
		pen_key_text(p, "style", "form");
		pen_key_bool(p, "explode", true);
	}
	write_schema(p, route, param);
	write_example(p, param);
	pen_close(p, '}');
}

/* The part of PATH in braces that starts at AT. */
static void write_part(struct pen *p, const char *path, const char *at)
{
	size_t len = strcspn(at, "}") + 1;
	const struct path_part *part =
		path_part(path, (size_t)(at - path) + len);

	pen_open(p, '{');
	pen_key(p, "name");
	pen_bytes(p, at + 1, len - 2);
	pen_key_text(p, "in", "path");
	pen_key_bool(p, "required", true);
	pen_key_text(p, "description",
	             part ? part->help : "a part of the address");
	pen_key(p, "schema");
	pen_open(p, '{');
	write_one(p, part ? part->kind : VALUE_WORDS);
	pen_close(p, '}');
	if (part && part->example)
		pen_key_text(p, "example", part->example);
	pen_close(p, '}');
}

void openapi_parameters(struct pen *p, const struct route *route)
{
	const char *at = strchr(route->path, '{');
	const struct param *param;

	pen_key(p, "parameters");
	pen_open(p, '[');
	for (; at; at = strchr(at + 1, '{'))
		write_part(p, route->path, at);
	for (size_t i = 0; (param = route_param(route, i)); i++)
		write_query(p, route, param);
	pen_close(p, ']');
}

/* A form has the fields of the query, a file, and who signed. */
void openapi_body(struct pen *p, const struct route *route)
{
	pen_key(p, "requestBody");
	pen_open(p, '{');
	pen_key_text(p, "description",
	             "the document: its bytes, with the fields in the query, "
	             "or a form with one file and the fields");
	pen_key_bool(p, "required", true);
	pen_key(p, "content");
	pen_open(p, '{');
	pen_key(p, "multipart/form-data");
	pen_open(p, '{');
	pen_key(p, "schema");
	pen_open(p, '{');
	pen_key_text(p, "type", "object");
	pen_key(p, "properties");
	pen_open(p, '{');
	for (size_t i = 0; i < route->n_params; i++) {
		pen_key(p, route->params[i].name);
		pen_open(p, '{');
		pen_key_text(p, "type", "string");
		pen_key_text(p, "description", route->params[i].help);
		pen_close(p, '}');
	}
	pen_key(p, "endorsers");
	pen_open(p, '{');
	pen_key_text(p, "type", "string");
	pen_key_text(p, "description", "who signed, one name a line");
	pen_close(p, '}');
	pen_close(p, '}');
	pen_close(p, '}');
	pen_close(p, '}');
	pen_key(p, "*/*");
	pen_open(p, '{');
	pen_key(p, "schema");
	pen_open(p, '{');
	pen_close(p, '}');
	pen_close(p, '}');
	pen_close(p, '}');
	pen_close(p, '}');
}
