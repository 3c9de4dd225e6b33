/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

/* Integers beyond this lose digits in a double (RFC 7493, 2.2). */
#define INTEGER_MOST 9007199254740992.0

/* What cJSON lets pass is refused here, token by token, before it reads. */
struct scan {
	const char *bytes;
	size_t len, at;
	int depth;
	struct fault *fault;
};

static int refuse(struct scan *s, const char *why)
{
	return fault_set(s->fault, FAULT_INPUT, "JSON, byte %zu: %s", s->at,
	                 why);
}

static int scan_string(struct scan *s)
{
	for (s->at++; s->at < s->len && s->bytes[s->at] != '"'; s->at++) {
		if ((unsigned char)s->bytes[s->at] < 0x20)
			return refuse(s, "a control character in a string");
		if (s->bytes[s->at] != '\\')
			continue;
		if (s->len - s->at >= 6 &&
		    memcmp(s->bytes + s->at, "\\u0000", 6) == 0)
			return refuse(s, "\\u0000 is not taken");
		s->at++;
	}
	if (s->at >= s->len)
		return refuse(s, "a string without an end");
	s->at++;
	return 0;
}

static size_t skip_digits(const char *bytes, size_t len, size_t at)
{
	while (at < len && bytes[at] >= '0' && bytes[at] <= '9')
		at++;
	return at;
}

/* RFC 8259, section 6: no leading zero, no bare dot, no plus sign. */
static int scan_number(struct scan *s)
{
	size_t at = s->at, start;

	at += s->bytes[at] == '-';
	start = at;
	at = skip_digits(s->bytes, s->len, at);
	if (at == start || (at > start + 1 && s->bytes[start] == '0'))
		return refuse(s, "not a number as RFC 8259 writes them");
	if (at < s->len && s->bytes[at] == '.') {
		start = at + 1;
		at = skip_digits(s->bytes, s->len, start);
		if (at == start)
			return refuse(s, "no digit after the point");
	}
	if (at < s->len && (s->bytes[at] == 'e' || s->bytes[at] == 'E')) {
		start = at + 1;
		if (start < s->len &&
		    (s->bytes[start] == '+' || s->bytes[start] == '-'))
			start++;
		at = skip_digits(s->bytes, s->len, start);
		if (at == start)
			return refuse(s, "no digit in the exponent");
	}
	s->at = at;
	return 0;
}

/* One token; cJSON itself judges the grammar between tokens. */
static int scan_token(struct scan *s)
{
	switch (s->bytes[s->at]) {
	case '"':
		return scan_string(s);
	case '{':
	case '[':
		if (++s->depth > JSON_DEPTH_MOST)
			return fault_set(s->fault, FAULT_LIMIT,
			                 "JSON, byte %zu: nested deeper than "
			                 "%d",
			                 s->at, JSON_DEPTH_MOST);
		s->at++;
		return 0;
	case '}':
	case ']':
		s->depth--;
		s->at++;
		return 0;
	case '+':
		return refuse(s, "a plus sign");
	default:
		if (s->bytes[s->at] == '-' ||
		    (s->bytes[s->at] >= '0' && s->bytes[s->at] <= '9'))
			return scan_number(s);
		s->at++;
		return 0;
	}
}

/* Walks the finished tree: keys twice, integers that lost digits. */
/* NOLINTNEXTLINE(misc-no-recursion): no deeper than JSON_DEPTH_MOST */
static int check_tree(const cJSON *item, struct fault *f)
{
	const cJSON *child, *other;

	if (cJSON_IsNumber(item) && (fabs(item->valuedouble) > INTEGER_MOST))
		return fault_set(f, FAULT_INPUT,
		                 "JSON: a number beyond 2^53 loses digits: "
		                 "send it as a string");
	cJSON_ArrayForEach(child, item)
	{
		for (other = child->next; cJSON_IsObject(item) && other;
		     other = other->next)
			if (strcmp(child->string, other->string) == 0)
				return fault_set(f, FAULT_INPUT,
				                 "JSON: \"%.60s\" stands twice",
				                 child->string);
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
	const char *end = NULL;

	if (!utf8_is_valid(bytes, len, &s.at))
		return refuse(&s, "not UTF-8");
	for (s.at = 0; s.at < len;)
		if (scan_token(&s) < 0)
			return -1;
	tree = cJSON_ParseWithLengthOpts(bytes, len, &end, false);
	if (!tree)
		return fault_set(f, FAULT_INPUT, "JSON, byte %zu: not JSON",
		                 end ? (size_t)(end - bytes) : (size_t)0);
	while (end < bytes + len && strchr(" \t\r\n", *end) && *end)
		end++;
	if (end != bytes + len) {
		cJSON_Delete(tree);
		return fault_set(f, FAULT_INPUT,
		                 "JSON, byte %zu: something follows the value",
		                 (size_t)(end - bytes));
	}
	if (check_tree(tree, f) < 0) {
		cJSON_Delete(tree);
		return -1;
	}
	*out = tree;
	return 0;
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
