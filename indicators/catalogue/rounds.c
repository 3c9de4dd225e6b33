/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "model/commitment.h"

#define DAY_S INT64_C(86400)

/* The first second of the day in attribute NAME, or 0 with a finding. */
static int64_t day_of(const struct reading *r, const xmlNode *node,
                      const char *name)
{
	const char *day = node_need(r->fs, r->src, node, name);
	struct fault f;
	int64_t out = 0;

	if (!*day)
		return 0;
	if (strlen(day) == strlen("2026-05-08") &&
	    clock_parse(day, &out, &f) == 0)
		return out;
	finding_add(r->fs, r->src, node,
	            "%s=\"%s\" is not a day; write it as 2026-05-08", name,
	            day);
	return 0;
}

/* The window must open before it closes and hold the year it is filed under.
 */
static void window_check(const struct reading *r, const xmlNode *node,
                         const struct round *round)
{
	const char *opens = node_attr(node, "opens");
	const char *closes = node_attr(node, "closes");

	if (round->opens_s == 0 || round->closes_s == 0)
		return;
	if (round->opens_s >= round->closes_s)
		finding_add(r->fs, r->src, node,
		            "%s opens %s, after it closes %s; exchange or "
		            "correct them",
		            round->id, opens, closes);
	else if (round->year < strtol(opens, NULL, 10) ||
	         round->year > strtol(closes, NULL, 10))
		finding_add(r->fs, r->src, node,
		            "year=\"%d\" lies outside the window of %s, %s to "
		            "%s; correct one of them",
		            round->year, round->id, opens, closes);
}

static int round_read(const struct reading *r, const xmlNode *node,
                      struct round *out, struct fault *f)
{
	struct arena *a = r->c->arena;
	const char *id = node_need(r->fs, r->src, node, "id");
	const char *closes = node_attr(node, "closes");

	if (snprintf(out->id, ROUND_SIZE, "%s", id) >= ROUND_SIZE)
		finding_add(r->fs, r->src, node,
		            "the id %s is longer than %d characters; shorten "
		            "it",
		            id, ROUND_SIZE - 1);
	out->year =
		(int)strtol(node_need(r->fs, r->src, node, "year"), NULL, 10);
	out->opens_s = day_of(r, node, "opens");
	out->closes_s = day_of(r, node, "closes");
	/* The day it closes still belongs to the window. */
	if (closes && out->closes_s)
		out->closes_s += DAY_S;
	out->is_assumed = node_attr(node, "assumed") != NULL;
	window_check(r, node, out);
	out->family =
		arena_string(a, node_need(r->fs, r->src, node, "family"), f);
	out->title = child_text(r, node, "title", f);
	out->source = child_text(r, node, "source", f);
	out->note = child_text(r, node, "note", f);
	return out->family && out->title && out->source && out->note ? 0 : -1;
}

int rounds_read(const struct reading *r, struct fault *f)
{
	struct catalogue *c = r->c;

	for (const xmlNode *n = node_child(r->src->root, "round"); n;
	     n = node_next(n, "round"))
		if (round_read(r, n, &c->rounds[c->n_rounds++], f) < 0)
			return -1;
	return 0;
}
