/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_context.h"

#include <string.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/word.h"

#include "sdmx_model.h"
#include "sdmx_period.h"
#include "snapshot.h"

/* What of a v2 path data are asked by. */
enum context {
	CONTEXT_ANY,
	CONTEXT_FLOW,
	CONTEXT_STRUCTURE,
	CONTEXT_PROVISION,
	CONTEXT_COUNT
};

static const char *const CONTEXTS[CONTEXT_COUNT] = {
	[CONTEXT_ANY] = "*",
	[CONTEXT_FLOW] = "dataflow",
	[CONTEXT_STRUCTURE] = "datastructure",
	[CONTEXT_PROVISION] = "provisionagreement",
};

/* A structure has the id of its flow; a provision agreement its own. */
static bool fits(const struct sdmx_flow *flow, enum context context,
                 const struct sdmx_ref *ref)
{
	bool by_flow = sdmx_ref_fits(ref, flow->id);
	bool by_provision = sdmx_ref_fits(ref, sdmx_flow_provision(flow));

	if (context == CONTEXT_ANY)
		return by_flow || by_provision;
	return context == CONTEXT_PROVISION ? by_provision : by_flow;
}

static int choose(const struct sdmx_ask *ask, enum context context,
                  const struct sdmx_ref *ref, const struct sdmx_flow **out,
                  struct reply *r)
{
	size_t n, found = 0;
	const struct sdmx_flow *all = sdmx_flows(&n);

	for (size_t i = 0; i < n; i++) {
		if (!fits(&all[i], context, ref))
			continue;
		*out = &all[i];
		found++;
	}
	if (found == 0)
		return sdmx_refuse(ask, r, SDMX_ERROR_NONE,
		                   "there is no such %s: ask for all of them "
		                   "with detail=allstubs",
		                   context == CONTEXT_ANY ? "flow"
		                                          : CONTEXTS[context]);
	if (found > 1)
		return sdmx_refuse(ask, r, SDMX_ERROR_NOT_DONE,
		                   "ask for one flow at a time: CELLS or "
		                   "OBSERVATIONS, which have structures of "
		                   "their own");
	return 1;
}

int sdmx_context_v1(const struct sdmx_ask *ask, const struct sdmx_flow **out,
                    struct reply *r, struct fault *f)
{
	struct sdmx_ref ref;

	return sdmx_ref_read(ask, 0, &ref, f) < 0
	               ? -1
	               : choose(ask, CONTEXT_FLOW, &ref, out, r);
}

int sdmx_context_v2(const struct sdmx_ask *ask, const struct sdmx_flow **out,
                    struct reply *r, struct fault *f)
{
	const char *word = sdmx_segment(ask, 0, "*");
	int context = word_find(CONTEXTS, CONTEXT_COUNT, word);
	struct sdmx_ref ref;

	if (context < 0)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "\"%.40s\" holds no data: use dataflow, "
		                   "datastructure, provisionagreement or *",
		                   word);
	if (sdmx_split(ask, sdmx_segment(ask, 1, "*"), ",", &ref.agency, f) <
	            0 ||
	    sdmx_split(ask, sdmx_segment(ask, 2, "*"), ",", &ref.id, f) < 0)
		return -1;
	ref.version = sdmx_segment(ask, 3, "~");
	return choose(ask, (enum context)context, &ref, out, r);
}

int sdmx_context_provider(const struct sdmx_ask *ask, size_t i, struct reply *r,
                          struct fault *f)
{
	const char *text = sdmx_segment(ask, i, "all");
	struct sdmx_list list;

	if (sdmx_split(ask, text, "+", &list, f) < 0)
		return -1;
	for (size_t k = 0; k < list.n; k++) {
		const char *comma = strchr(list.value[k], ',');
		const char *id = comma ? comma + 1 : list.value[k];

		if (strcmp(id, SDMX_PROVIDER) == 0 || strcmp(id, "all") == 0)
			return 1;
	}
	if (list.n == 0)
		return 1;
	return sdmx_refuse(ask, r, SDMX_ERROR_NONE,
	                   "\"%.60s\" provides nothing here: the provider is "
	                   "%s",
	                   text, SDMX_PROVIDER);
}

/* The number of the two digits at TEXT; 0 where there are none. */
static int64_t two(const char *text)
{
	bool has = strspn(text, "0123456789") >= 2;

	return has ? (int64_t)(text[0] - '0') * 10 + (text[1] - '0') : 0;
}

/* Seconds since 1970 of TEXT, a moment that begins on DAY: the time of day,
   if any, and its offset. Without one it is UTC, our local time. */
static int64_t moment(const char *text, int64_t day)
{
	int64_t at = day * 86400;
	const char *time = strchr(text, 'T');
	const char *rest;

	if (!time || strlen(time) < 6)
		return at;
	at += two(time + 1) * 3600 + two(time + 4) * 60;
	if (time[6] == ':')
		at += two(time + 7);
	rest = strpbrk(time, "+-");
	if (!rest || strlen(rest) < 6)
		return at;
	return at - (rest[0] == '+' ? 1 : -1) *
	                    (two(rest + 1) * 3600 + two(rest + 4) * 60);
}

int sdmx_context_updated(const struct sdmx_ask *ask, struct reply *r)
{
	const char *text = sdmx_value(ask, "updatedAfter", NULL);
	struct sdmx_span after;
	int64_t as_of = ask->snapshot->publication.as_of_s;
	char now[CLOCK_TEXT_SIZE];

	if (!text)
		return 1;
	if (!sdmx_span_read(text, &after))
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "updatedAfter=%.40s is no moment", text);
	if (moment(text, after.first) <= as_of)
		return 1;
	clock_text(as_of, now);
	return sdmx_refuse(ask, r, SDMX_ERROR_NONE,
	                   "nothing was updated after %.40s: all of it was on "
	                   "%s",
	                   text, now);
}
