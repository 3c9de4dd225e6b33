/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

/* Integers beyond this lose digits in a double (RFC 7493, 2.2). */
#define INTEGER_MOST      9007199254740992.0
#define INTEGER_MOST_TEXT "9007199254740992"

/* Longest number; cJSON cuts at 63 bytes. */
#define NUMBER_MOST 60

/* All of the grammar is judged here, before cJSON builds a tree of it: cJSON
   lets a good deal pass that is no JSON, and says of the rest only that it is
   none. */
struct scan {
	const char *bytes;
	size_t len, at;
	int depth;
	char inside[JSON_DEPTH_MOST]; /* '{' or '[', outermost first */
	struct fault *fault;
};

/* Where AT is, as an editor counts: lines, and characters of UTF-8. */
static void find_place(const struct scan *s, size_t at, size_t *line,
                       size_t *column)
{
	*line = 1;
	*column = 1;
	for (size_t i = 0; i < at && i < s->len; i++) {
		if (s->bytes[i] == '\n') {
			(*line)++;
			*column = 1;
		} else if (((unsigned char)s->bytes[i] & 0xc0) != 0x80) {
			(*column)++;
		}
	}
}

static int refuse_as(struct scan *s, enum fault_code code, const char *why)
{
	size_t line, column;

	find_place(s, s->at, &line, &column);
	return fault_set(s->fault, code, "JSON, line %zu, column %zu: %s", line,
	                 column, why);
}

static int refuse(struct scan *s, const char *why)
{
	return refuse_as(s, FAULT_INPUT, why);
}

static void skip_blanks(struct scan *s)
{
	while (s->at < s->len && s->bytes[s->at] != '\0' &&
	       strchr(" \t\r\n", s->bytes[s->at]))
		s->at++;
}

/* ---- strings (RFC 8259, 7; RFC 7493, 2.1)
 * ------------------------------------ */

/* The four hex digits at AT, or -1. */
static long read_hex(const struct scan *s, size_t at)
{
	long value = 0;

	if (at + 4 > s->len)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		char c = s->bytes[i];

		if (c >= '0' && c <= '9')
			value = value * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			value = value * 16 + (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			value = value * 16 + (c - 'A' + 10);
		else
			return -1;
	}
	return value;
}

/* s->at is at the u of an escape; moves behind it, or behind the pair. */
static int scan_unicode(struct scan *s)
{
	long code = read_hex(s, s->at + 1), low;

	if (code < 0)
		return refuse(s, "\\u wants four hex digits");
	if (code == 0)
		return refuse(s, "\\u0000 is not taken: leave it out");
	if (code >= 0xdc00 && code <= 0xdfff)
		return refuse(s, "the second half of a pair without the first: "
		                 "write the character itself");
	s->at += 5;
	if (code < 0xd800 || code > 0xdbff)
		return 0;
	low = s->at + 1 < s->len && s->bytes[s->at] == '\\' &&
	                      s->bytes[s->at + 1] == 'u'
	              ? read_hex(s, s->at + 2)
	              : -1;
	if (low < 0xdc00 || low > 0xdfff)
		return refuse(s, "the first half of a pair without the second: "
		                 "write the character itself");
	s->at += 6;
	return 0;
}

static int scan_escape(struct scan *s)
{
	s->at++;
	if (s->at < s->len && s->bytes[s->at] == 'u')
		return scan_unicode(s);
	if (s->at >= s->len || s->bytes[s->at] == '\0' ||
	    !strchr("\"\\/bfnrt", s->bytes[s->at]))
		return refuse(s, "no such escape: a backslash is written \\\\");
	s->at++;
	return 0;
}

static int scan_string(struct scan *s)
{
	size_t start = s->at++;

	while (s->at < s->len && s->bytes[s->at] != '"') {
		if ((unsigned char)s->bytes[s->at] < 0x20)
			return refuse(s, "a control character in a string: "
			                 "write a line end as \\n");
		if (s->bytes[s->at] != '\\')
			s->at++;
		else if (scan_escape(s) < 0)
			return -1;
	}
	if (s->at >= s->len) {
		s->at = start;
		return refuse(s, "a string without an end");
	}
	s->at++;
	return 0;
}

/* ---- numbers (RFC 8259, 6; RFC 7493, 2.2)
 * ------------------------------------ */

static size_t skip_digits(const struct scan *s, size_t at)
{
	while (at < s->len && s->bytes[at] >= '0' && s->bytes[at] <= '9')
		at++;
	return at;
}

/* Whether the digits from START to END say more than 2^53; compared as text,
   since as a number 2^53 + 1 is 2^53. */
static bool is_beyond(const struct scan *s, size_t start, size_t end)
{
	size_t most = sizeof(INTEGER_MOST_TEXT) - 1;

	return end - start > most ||
	       (end - start == most &&
	        memcmp(s->bytes + start, INTEGER_MOST_TEXT, most) > 0);
}

/* The fraction and the exponent from AT on; gives where they end, 0 if they
   are none. */
static size_t skip_fraction(const struct scan *s, size_t at)
{
	size_t start;

	if (at < s->len && s->bytes[at] == '.') {
		start = at + 1;
		at = skip_digits(s, start);
		if (at == start)
			return 0;
	}
	if (at < s->len && (s->bytes[at] == 'e' || s->bytes[at] == 'E')) {
		start = at + 1;
		if (start < s->len &&
		    (s->bytes[start] == '+' || s->bytes[start] == '-'))
			start++;
		at = skip_digits(s, start);
		if (at == start)
			return 0;
	}
	return at;
}

static int scan_number(struct scan *s)
{
	size_t start = s->at + (s->bytes[s->at] == '-');
	size_t whole = skip_digits(s, start), end;

	if (whole == start)
		return refuse(s, "a number wants a digit here");
	if (whole > start + 1 && s->bytes[start] == '0')
		return refuse(s, "a number with a zero before it: leave the "
		                 "zero out, or send it as a string");
	end = skip_fraction(s, whole);
	if (end == 0)
		return refuse(s, "a number wants digits after its point and in "
		                 "its exponent");
	if (end == whole && is_beyond(s, start, end))
		return refuse(s, "a number beyond 2^53 loses digits: send it "
		                 "as a string");
	if (end - s->at > NUMBER_MOST)
		return refuse(s, "a number longer than 60 characters: send it "
		                 "as a string");
	s->at = end;
	return 0;
}

/* ---- values
 * ------------------------------------------------------------------ */

static int scan_word(struct scan *s)
{
	static const char *const WORDS[] = { "true", "false", "null" };

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
		size_t len = strlen(WORDS[i]);

		if (s->len - s->at >= len &&
		    memcmp(s->bytes + s->at, WORDS[i], len) == 0) {
			s->at += len;
			return 0;
		}
	}
	return refuse(s, "a value is wanted here: a string in double quotes, a "
	                 "number, true, false, null, { or [");
}

/* The name of a member and its colon. */
static int scan_name(struct scan *s)
{
	skip_blanks(s);
	if (s->at >= s->len || s->bytes[s->at] != '"')
		return refuse(s, "a name in double quotes is wanted here");
	if (scan_string(s) < 0)
		return -1;
	skip_blanks(s);
	if (s->at >= s->len || s->bytes[s->at] != ':')
		return refuse(s, "a colon is wanted after a name");
	s->at++;
	return 0;
}

static char innermost(const struct scan *s)
{
	if (s->depth == 0)
		return '\0';
	return s->inside[s->depth - 1];
}

/* Opens what starts here. Sets IS_OPEN unless it is empty and over already. */
static int scan_open(struct scan *s, bool *is_open)
{
	char kind = s->bytes[s->at];

	if (s->depth == JSON_DEPTH_MOST)
		return refuse_as(s, FAULT_LIMIT, "nested deeper than 32");
	s->at++;
	skip_blanks(s);
	*is_open =
		s->at >= s->len || s->bytes[s->at] != (kind == '{' ? '}' : ']');
	if (!*is_open) {
		s->at++;
		return 0;
	}
	s->inside[s->depth++] = kind;
	return kind == '{' ? scan_name(s) : 0;
}

/* What may follow a value: closes what ends, or goes on to the next. Sets
   IS_OVER when the outermost value is whole. */
static int scan_after(struct scan *s, bool *is_over)
{
	char kind;

	while ((kind = innermost(s)) != '\0') {
		skip_blanks(s);
		if (s->at < s->len && s->bytes[s->at] == ',') {
			s->at++;
			return kind == '{' ? scan_name(s) : 0;
		}
		if (s->at >= s->len ||
		    s->bytes[s->at] != (kind == '{' ? '}' : ']'))
			return refuse(s, kind == '{' ? "a comma or } is wanted "
			                               "after a member"
			                             : "a comma or ] is wanted "
			                               "after a value");
		s->at++;
		s->depth--;
	}
	*is_over = true;
	return 0;
}

static int scan_value(struct scan *s, bool *is_open)
{
	char c;

	*is_open = false;
	skip_blanks(s);
	if (s->at >= s->len)
		return refuse(s, "it ends where a value is wanted");
	c = s->bytes[s->at];
	if (c == '"')
		return scan_string(s);
	if (c == '{' || c == '[')
		return scan_open(s, is_open);
	if (c == '-' || (c >= '0' && c <= '9'))
		return scan_number(s);
	return scan_word(s);
}

static int scan_all(struct scan *s)
{
	bool is_open, is_over = false;

	if (s->len >= 3 && memcmp(s->bytes, "\xef\xbb\xbf", 3) == 0)
		return refuse(s, "a byte order mark: save it without");
	while (!is_over)
		if (scan_value(s, &is_open) < 0 ||
		    (!is_open && scan_after(s, &is_over) < 0))
			return -1;
	skip_blanks(s);
	return s->at == s->len ? 0 : refuse(s, "something follows the value");
}

/* ---- what only the tree tells
 * ------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	const cJSON *const *x = a, *const *y = b;

	return strcmp((*x)->string, (*y)->string);
}

/* Names are compared as they read, however they were escaped; sorted, since a
   stranger may send a hundred thousand. */
static int check_names(const cJSON *object, struct fault *f)
{
	size_t n = (size_t)cJSON_GetArraySize(object), i = 0;
	const cJSON **all, *child;
	int rc = 0;

	if (n < 2)
		return 0;
	all = calloc(n, sizeof(const cJSON *));
	if (!all)
		return fault_set(f, FAULT_MEMORY, "no memory for JSON");
	cJSON_ArrayForEach(child, object) all[i++] = child;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are sorted */
	qsort(all, n, sizeof(*all), by_name);
	for (i = 1; i < n && rc == 0; i++)
		if (strcmp(all[i - 1]->string, all[i]->string) == 0)
			rc = fault_set(f, FAULT_INPUT,
			               "JSON: \"%.60s\" stands twice in one "
			               "object: leave one out",
			               all[i]->string);
	free(all);
	return rc;
}

/* NOLINTNEXTLINE(misc-no-recursion): no deeper than JSON_DEPTH_MOST */
static int check_tree(const cJSON *item, struct fault *f)
{
	const cJSON *child;

	if (cJSON_IsNumber(item) && !isfinite(item->valuedouble))
		return fault_set(f, FAULT_INPUT,
		                 "JSON: a number too large for anybody: send "
		                 "it as a string");
	if (cJSON_IsObject(item) && check_names(item, f) < 0)
		return -1;
	cJSON_ArrayForEach(child, item)
	{
		if (check_tree(child, f) < 0)
			return -1;
	}
	return 0;
}

int json_read(const char *bytes, size_t len, struct cJSON **out,
              struct fault *f)
{
	struct scan s = { .bytes = bytes, .len = len, .fault = f };
	cJSON *tree;

	if (!utf8_is_valid(bytes, len, &s.at))
		return refuse(&s, "not UTF-8: save it as UTF-8");
	s.at = 0;
	if (scan_all(&s) < 0)
		return -1;
	tree = cJSON_ParseWithLength(bytes, len);
	if (!tree)
		return fault_set(f, FAULT_MEMORY, "no memory for JSON");
	if (check_tree(tree, f) < 0) {
		cJSON_Delete(tree);
		return -1;
	}
	*out = tree;
	return 0;
}

int json_take(const char *bytes, size_t len, struct cJSON **out,
              struct fault *f)
{
	if (len > JSON_TAKE_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "JSON of %zu bytes: at most %zu are taken",
		                 len, JSON_TAKE_MOST);
	return json_read(bytes, len, out, f);
}

const char *json_string(const struct cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);

	return cJSON_IsString(item) ? item->valuestring : NULL;
}

int json_add(struct buf *b, const char *text, size_t len, struct fault *f)
{
	size_t from = 0;

	if (buf_add_char(b, '"', f) < 0)
		return -1;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		if (buf_add(b, text + from, i - from, f) < 0)
			return -1;
		from = i + 1;
		if (c == '\n') {
			if (buf_add(b, "\\n", 2, f) < 0)
				return -1;
		} else if (c < 0x20) {
			if (buf_addf(b, f, "\\u%04x", c) < 0)
				return -1;
		} else {
			char pair[2] = { '\\', (char)c };

			if (buf_add(b, pair, 2, f) < 0)
				return -1;
		}
	}
	if (buf_add(b, text + from, len - from, f) < 0)
		return -1;
	return buf_add_char(b, '"', f);
}

int json_add_str(struct buf *b, const char *text, struct fault *f)
{
	if (!text)
		return buf_add(b, "null", 4, f);
	return json_add(b, text, strlen(text), f);
}

int json_add_number(struct buf *b, double value, int digits, struct fault *f)
{
	static const int64_t POWERS[] = { 1,     10,     100,    1000,
		                          10000, 100000, 1000000 };
	int64_t scaled, power;
	char text[40];
	int n;

	if (isnan(value) || digits < 0 || digits > 6 ||
	    fabs(value) > INTEGER_MOST / 1e6)
		return buf_add(b, "null", 4, f);
	power = POWERS[digits];
	scaled = (int64_t)llround(value * (double)power);
	n = snprintf(text, sizeof(text), "%s%lld", scaled < 0 ? "-" : "",
	             (long long)((scaled < 0 ? -scaled : scaled) / power));
	if (digits > 0)
		n += snprintf(text + n, sizeof(text) - (size_t)n, ".%0*lld",
		              digits,
		              (long long)((scaled < 0 ? -scaled : scaled) %
		                          power));
	return buf_add(b, text, (size_t)n, f);
}
