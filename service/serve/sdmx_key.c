/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_key.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fault.h"
#include "base/word.h"

/* ---- keys ---------------------------------------------------------------- */

/* Reads TEXT, one key; gives 1, 0 refused, -1. */
static int read_key(const struct sdmx_ask *ask, const struct sdmx_flow *flow,
                    const char *text, struct sdmx_key *out, struct reply *r,
                    struct fault *f)
{
	size_t n = 0, wanted = flow->n_dimensions - 1;

	memset(out, 0, sizeof(*out));
	for (;;) {
		size_t len = strcspn(text, ".");
		const char *part = arena_copy(ask->q->arena, text, len, f);

		if (!part)
			return -1;
		if (n < wanted &&
		    sdmx_split(ask, part, "+ ", &out->part[n], f) < 0)
			return -1;
		n++;
		if (text[len] == '\0')
			break;
		text += len + 1;
	}
	if (n == wanted)
		return 1;
	return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
	                   "a key of %s has %zu parts, the time left out, and "
	                   "this has %zu",
	                   flow->id, wanted, n);
}

static int read_keys(const struct sdmx_ask *ask, const char *text,
                     struct sdmx_wanted *out, struct reply *r, struct fault *f)
{
	/* A key of v1 may be of one dimension, so a comma is no break there. */
	const char *breaks = ask->api == SDMX_V1 ? "" : ",";
	struct sdmx_list list;
	int rc = 1;

	if (sdmx_split(ask, text, breaks, &list, f) < 0)
		return -1;
	if (list.n > SDMX_KEYS_MOST)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "more than %d keys", SDMX_KEYS_MOST);
	out->keys =
		arena_array(ask->q->arena, list.n + 1, sizeof(*out->keys), f);
	if (!out->keys)
		return -1;
	for (size_t i = 0; i < list.n && rc == 1; i++)
		rc = read_key(ask, out->flow, list.value[i], &out->keys[i], r,
		              f);
	out->n_keys = list.n;
	return rc;
}

bool sdmx_wants_key(const struct sdmx_wanted *w, const char *const *code)
{
	for (size_t i = 0; i < w->n_keys; i++) {
		bool fits = true;

		for (size_t k = 0; fits && k + 1 < w->flow->n_dimensions; k++)
			fits = sdmx_list_has(&w->keys[i].part[k], code[k]);
		if (fits)
			return true;
	}
	return w->n_keys == 0;
}

/* ---- filters ---------------------------------------------------------------
 */

static const char *const OPERATORS[SDMX_OPERATOR_COUNT] = {
	"eq", "ne", "lt", "le", "gt", "ge", "co", "nc", "sw", "ew",
};

/* Reads TEXT in millionths; what is beyond all figures stands at their end.
   False when it is no number. */
static bool read_number(const char *text, int64_t *out)
{
	enum decimal rc = decimal_read(text, out);

	if (rc == DECIMAL_LARGE)
		*out = strchr(text, '-') == text ? INT64_MIN : INT64_MAX;
	return rc != DECIMAL_NONE;
}

/* Reads one test: "ge:2022", or a value alone. */
static int read_test(const struct sdmx_ask *ask, const struct sdmx_component *c,
                     const char *text, struct sdmx_test *out, struct reply *r)
{
	int op = -1;

	if (strlen(text) > 3 && text[2] == ':') {
		char name[3] = { text[0], text[1], '\0' };

		op = word_find(OPERATORS, SDMX_OPERATOR_COUNT, name);
	}
	out->operator= op<0 ? SDMX_EQ : (enum sdmx_operator)op;
	out->value = op < 0 ? text : text + 3;
	if (c->role == SDMX_TIME && !sdmx_span_read(out->value, &out->span))
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "c[%s]: \"%.40s\" is no period", c->id,
		                   out->value);
	if (!read_number(out->value, &out->number) &&
	    (c->type == SDMX_DOUBLE || c->type == SDMX_INTEGER))
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "c[%s]: \"%.40s\" is no number", c->id,
		                   out->value);
	return 1;
}

static int read_filter(const struct sdmx_ask *ask, const char *text,
                       struct sdmx_filter *out, const struct sdmx_component *c,
                       struct reply *r, struct fault *f)
{
	size_t most = 1;
	int rc = 1;

	for (const char *at = text; *at; at++)
		most += *at == ',' || *at == '+';
	if (most > SDMX_LIST_MOST)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "c[%s]: more than %d values", c->id,
		                   SDMX_LIST_MOST);
	out->tests = arena_array(ask->q->arena, most, sizeof(*out->tests), f);
	if (!out->tests)
		return -1;
	while (rc == 1) {
		size_t len = strcspn(text, ",+");
		struct sdmx_test *test = &out->tests[out->n];
		const char *one = arena_copy(ask->q->arena, text, len, f);

		rc = one ? read_test(ask, c, one, test, r) : -1;
		test->is_next_or = text[len] == ',';
		out->n++;
		if (text[len] == '\0')
			break;
		text += len + 1;
	}
	return rc;
}

static int read_filters(const struct sdmx_ask *ask, struct sdmx_wanted *out,
                        struct reply *r, struct fault *f)
{
	int rc = 1;

	for (size_t i = 0; i < ask->n_given && rc == 1; i++) {
		const char *name = ask->given[i].name;
		struct sdmx_filter *filter = &out->filter[out->n_filters];
		const struct sdmx_component *c;
		char id[SDMX_CODE_SIZE];
		size_t n = strlen(name);

		if (strncmp(name, "c[", 2) != 0 || n < 3 || n - 2 > sizeof(id))
			continue;
		memcpy(id, name + 2, n - 3);
		id[n - 3] = '\0';
		c = sdmx_component_find(out->flow, id);
		if (!c)
			return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
			                   "%s has no component %.40s",
			                   out->flow->id, id);
		/* Two values for one component would need all of two lists. */
		filter->component = (size_t)(c - out->flow->components);
		rc = read_filter(ask, ask->given[i].value, filter, c, r, f);
		out->n_filters++;
	}
	return rc;
}

/* -1, 0, 1 as the value of the component stands to that of the test. */
static int compare(const struct sdmx_component *c, const struct sdmx_test *t,
                   const char *text)
{
	int64_t number = 0;

	if (c->type != SDMX_DOUBLE && c->type != SDMX_INTEGER)
		return strcmp(text, t->value);
	(void)read_number(text, &number);
	return (number > t->number) - (number < t->number);
}

static bool passes_time(const struct sdmx_test *t, const struct sdmx_span *span)
{
	bool is_in = span->first >= t->span.first && span->last <= t->span.last;

	switch (t->operator) {
	case SDMX_LT:
		return span->last < t->span.first;
	case SDMX_LE:
		return span->last <= t->span.last;
	case SDMX_GT:
		return span->first > t->span.last;
	case SDMX_GE:
		return span->first >= t->span.first;
	case SDMX_NE:
	case SDMX_NC:
		return !is_in;
	case SDMX_EQ:
	case SDMX_CO:
	case SDMX_SW:
	case SDMX_EW:
	case SDMX_OPERATOR_COUNT:
		break;
	}
	return is_in;
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

static bool passes(const struct sdmx_component *c, const struct sdmx_test *t,
                   const char *text)
{
	switch (t->operator) {
	case SDMX_NE:
		return compare(c, t, text) != 0;
	case SDMX_LT:
		return compare(c, t, text) < 0;
	case SDMX_LE:
		return compare(c, t, text) <= 0;
	case SDMX_GT:
		return compare(c, t, text) > 0;
	case SDMX_GE:
		return compare(c, t, text) >= 0;
	case SDMX_CO:
		return strstr(text, t->value) != NULL;
	case SDMX_NC:
		return strstr(text, t->value) == NULL;
	case SDMX_SW:
		return strncmp(text, t->value, strlen(t->value)) == 0;
	case SDMX_EW:
		return ends_with(text, t->value);
	case SDMX_EQ:
	case SDMX_OPERATOR_COUNT:
		break;
	}
	return compare(c, t, text) == 0;
}

/* Tests joined by commas are one group, of which one must pass; all groups
   must. */
static bool passes_filter(const struct sdmx_filter *filter,
                          const struct sdmx_component *c, const char *text,
                          const struct sdmx_span *span)
{
	bool any = false;

	for (size_t i = 0; i < filter->n; i++) {
		const struct sdmx_test *t = &filter->tests[i];

		any |= c->role == SDMX_TIME ? passes_time(t, span)
		                            : text && passes(c, t, text);
		if (t->is_next_or)
			continue;
		if (!any)
			return false;
		any = false;
	}
	return true;
}

bool sdmx_wants_value(const struct sdmx_wanted *w, size_t component,
                      const char *text, const struct sdmx_span *span)
{
	const struct sdmx_component *c = &w->flow->components[component];

	for (size_t i = 0; i < w->n_filters; i++)
		if (w->filter[i].component == component &&
		    !passes_filter(&w->filter[i], c, text, span))
			return false;
	return true;
}

/* ---- time -------------------------------------------------------------------
 */

bool sdmx_wants_span(const struct sdmx_wanted *w, const struct sdmx_span *span)
{
	return (!w->has_start || span->first >= w->start.first) &&
	       (!w->has_end || span->last <= w->end.last);
}

static int read_bound(const struct sdmx_ask *ask, const char *name, bool *has,
                      struct sdmx_span *out, struct reply *r)
{
	const char *text = sdmx_value(ask, name, NULL);

	*has = text != NULL;
	if (!text || sdmx_span_read(text, out))
		return 1;
	return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
	                   "%s=%.40s is no period: use 2024, 2024-Q1, 2024-05 "
	                   "or a day",
	                   name, text);
}

int sdmx_wanted_read(const struct sdmx_ask *ask, const struct sdmx_flow *flow,
                     size_t i, struct sdmx_wanted *out, struct reply *r,
                     struct fault *f)
{
	int rc;

	memset(out, 0, sizeof(*out));
	out->flow = flow;
	rc = read_keys(ask, sdmx_segment(ask, i, ""), out, r, f);
	if (rc == 1)
		rc = read_bound(ask, "startPeriod", &out->has_start,
		                &out->start, r);
	if (rc == 1)
		rc = read_bound(ask, "endPeriod", &out->has_end, &out->end, r);
	if (rc == 1)
		rc = read_filters(ask, out, r, f);
	return rc;
}
