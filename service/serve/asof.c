/* SPDX-License-Identifier: Apache-2.0 */
#include "asof.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"

#include "reply.h"
#include "request.h"
#include "store.h"

/* Names told where one is not known; more would bury the advice. */
#define NAMES_TOLD 20

#define DAY_S 86400

/* All releases, oldest first. */
struct known {
	struct publication *at;
	size_t n;
};

static int know(const struct request *q, struct known *out, struct fault *f)
{
	return store_releases(q->store, q->arena, &out->at, &out->n, f);
}

static const struct publication *named(const struct known *known,
                                       const char *name)
{
	for (size_t i = 0; i < known->n; i++)
		if (strcmp(known->at[i].release, name) == 0)
			return &known->at[i];
	return NULL;
}

static const char *names_told(const struct request *q,
                              const struct known *known, struct fault *f)
{
	size_t first = known->n > NAMES_TOLD ? known->n - NAMES_TOLD : 0;
	const char *all = "head";

	for (size_t i = known->n; all && i > first; i--)
		all = arena_print(q->arena, f, "%s, %s", all,
		                  known->at[i - 1].release);
	if (all && first > 0)
		all = arena_print(q->arena, f, "%s and %zu older", all, first);
	return all ? all : "head";
}

int release_find(const struct request *q, const char *word, const char **out,
                 struct fault *f)
{
	struct known known = { 0 };

	*out = "";
	if (word[0] == '\0' || strcmp(word, "head") == 0)
		return 0;
	if (know(q, &known, f) < 0)
		return -1;
	if (named(&known, word)) {
		*out = word;
		return 0;
	}
	/* A release of that very name from before it meant this goes first. */
	if (strcmp(word, "latest") == 0 && known.n > 0) {
		*out = known.at[known.n - 1].release;
		return 0;
	}
	return fault_set(f, FAULT_NOTFOUND,
	                 "no release is named \"%.40s\": there are %.200s; "
	                 "/api/v1/releases lists them",
	                 word, names_told(q, &known, f));
}

bool day_end(const char *day, int64_t *out)
{
	struct fault why = { 0 };

	if (clock_parse(day, out, &why) < 0)
		return false;
	*out += DAY_S;
	return true;
}

/* The newest release whose own as_of lies on DAY or before it. */
static int find_dated(struct request *q, const char *day, struct fault *f)
{
	const struct publication *best = NULL;
	struct known known = { 0 };
	int64_t end_s = 0;

	if (!day_end(day, &end_s) || know(q, &known, f) < 0)
		return -1;
	for (size_t i = 0; i < known.n; i++)
		if (known.at[i].as_of_s < end_s)
			best = &known.at[i];
	if (!best)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no release is of %.10s or before: there are "
		                 "%.200s; /api/v1/releases gives their as_of",
		                 day, names_told(q, &known, f));
	q->release = best->release;
	return 0;
}

int release_choose(struct request *q, struct fault *f)
{
	const char *word = request_value(q, "release", "");
	const char *day = request_value(q, "as_of", "");

	q->release = "";
	if (word[0] && day[0])
		return request_refuse(q, "as_of", "stands beside release=",
		                      "ask with one of the two", f);
	if (day[0])
		return find_dated(q, day, f);
	return release_find(q, word, &q->release, f);
}
