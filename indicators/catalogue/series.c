/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fault.h"
#include "base/word.h"
#include "model/series.h"

/* Attribute NAME in the arena, "" where there is none. */
static const char *word_of(const struct reading *r, const xmlNode *node,
                           const char *name, struct fault *f)
{
	const char *value = node_attr(node, name);

	return arena_string(r->c->arena, value ? value : "", f);
}

/* Attribute NAME as one of N words; 0 with a finding when it is none. */
static int choice_of(const struct reading *r, const xmlNode *node,
                     const char *name, const char *const *words, size_t n)
{
	const char *value = node_need(r->fs, r->src, node, name);
	int at = word_find(words, n, value);

	if (at < 0 && *value)
		finding_add(r->fs, r->src, node,
		            "%s=\"%s\" is none of its words; correct it", name,
		            value);
	return at < 0 ? 0 : at;
}

/* Says whether attribute NAME is there; its number goes into OUT. */
static bool number_of(const struct reading *r, const xmlNode *node,
                      const char *name, int64_t *out)
{
	const char *value = node_attr(node, name);

	if (!value)
		return false;
	if (decimal_read(value, out) == DECIMAL_OK)
		return true;
	finding_add(r->fs, r->src, node,
	            "%s=\"%s\" is no number such as 5 or 0.25; correct it",
	            name, value);
	return false;
}

static int columns_read(const struct reading *r, const xmlNode *node,
                        struct series *out, struct fault *f)
{
	struct series_column *list;

	list = arena_array(r->c->arena, node_count(node, "column") + 1,
	                   sizeof(*list), f);
	if (!list)
		return -1;
	for (const xmlNode *n = node_child(node, "column"); n;
	     n = node_next(n, "column")) {
		struct series_column *c = &list[out->n_columns++];

		c->role = (enum series_role)choice_of(r, n, "role",
		                                      SERIES_ROLE_NAMES,
		                                      SERIES_ROLE_COUNT);
		(void)node_need(r->fs, r->src, n, "name");
		c->name = word_of(r, n, "name", f);
		c->as = word_of(r, n, "as", f);
		c->total = word_of(r, n, "total", f);
		c->is_optional = node_attr(n, "optional") != NULL;
		if (!c->name || !c->as || !c->total)
			return -1;
	}
	out->columns = list;
	return 0;
}

static int bearings_read(const struct reading *r, const xmlNode *node,
                         struct series *out, struct fault *f)
{
	struct series_bearing *list;

	list = arena_array(r->c->arena, node_count(node, "commitment") + 1,
	                   sizeof(*list), f);
	if (!list)
		return -1;
	for (const xmlNode *n = node_child(node, "commitment"); n;
	     n = node_next(n, "commitment")) {
		struct series_bearing *b = &list[out->n_bearings++];
		const char *code = node_need(r->fs, r->src, n, "code");

		if (snprintf(b->commitment, sizeof(b->commitment), "%s",
		             code) >= (int)sizeof(b->commitment))
			finding_add(r->fs, r->src, n,
			            "code=\"%s\" is longer than %d characters; "
			            "correct it",
			            code, COMMITMENT_SIZE - 1);
		b->is_scored = node_attr(n, "scored") != NULL;
		if (b->is_scored && !out->goalposts.has)
			finding_add(r->fs, r->src, n,
			            "%s is scored, but %s has no published "
			            "<goalposts>; name them with their source, "
			            "or remove scored",
			            code, out->name);
	}
	out->bearings = list;
	return 0;
}

/* METHOD.md 10.4: goalposts have a document, a clause, a date and a source,
   and lie the way round that the direction says. */
static int goalposts_read(const struct reading *r, const xmlNode *node,
                          struct series *out, struct fault *f)
{
	const xmlNode *n = node_child(node, "goalposts");
	struct goalposts *g = &out->goalposts;

	if (!n) {
		if (!out->unscored[0])
			finding_add(r->fs, r->src, node,
			            "%s has no <goalposts>; say in <unscored> "
			            "why it has no score",
			            out->name);
		return 0;
	}
	(void)node_need(r->fs, r->src, n, "document");
	(void)node_need(r->fs, r->src, n, "clause");
	(void)node_need(r->fs, r->src, n, "date");
	(void)node_need(r->fs, r->src, n, "source");
	g->document = word_of(r, n, "document", f);
	g->clause = word_of(r, n, "clause", f);
	g->date = word_of(r, n, "date", f);
	g->source = word_of(r, n, "source", f);
	if (!g->document || !g->clause || !g->date || !g->source)
		return -1;
	g->has = number_of(r, n, "low", &g->low) &&
	         number_of(r, n, "high", &g->high);
	if (g->has &&
	    (g->low == g->high || out->direction == DIRECTION_NONE ||
	     (g->high > g->low) != (out->direction == DIRECTION_HIGHER)))
		finding_add(r->fs, r->src, n,
		            "low and high do not lie as direction=\"%s\" says; "
		            "low is where nothing is reached",
		            DIRECTION_NAMES[out->direction]);
	return 0;
}

static int one_read(const struct reading *r, const xmlNode *node,
                    struct series *out, struct fault *f)
{
	out->nature = (enum nature)choice_of(r, node, "nature", NATURE_NAMES,
	                                     NATURE_COUNT);
	out->direction =
		(enum direction)choice_of(r, node, "direction", DIRECTION_NAMES,
	                                  DIRECTION_COUNT);
	out->tally = (enum series_tally)choice_of(r, node, "tally", TALLY_NAMES,
	                                          TALLY_COUNT);
	out->place = (enum place_form)choice_of(r, node, "place", PLACE_NAMES,
	                                        PLACE_COUNT);
	out->keeps_rest = node_attr(node, "rest") != NULL;
	out->has_least = number_of(r, node, "least", &out->least);
	out->has_most = number_of(r, node, "most", &out->most);
	(void)node_need(r->fs, r->src, node, "name");
	(void)node_need(r->fs, r->src, node, "unit");
	out->name = word_of(r, node, "name", f);
	out->unit = word_of(r, node, "unit", f);
	out->title = child_text(r, node, "title", f);
	out->source = child_text(r, node, "source", f);
	out->licence = child_text(r, node, "licence", f);
	out->unscored = child_text(r, node, "unscored", f);
	out->note = child_text(r, node, "note", f);
	if (!out->name || !out->unit || !out->title || !out->source ||
	    !out->licence || !out->unscored || !out->note)
		return -1;
	if (columns_read(r, node, out, f) < 0 ||
	    goalposts_read(r, node, out, f) < 0)
		return -1;
	return bearings_read(r, node, out, f);
}

int series_read(const struct reading *r, struct fault *f)
{
	struct catalogue *c = r->c;

	for (const xmlNode *n = node_child(r->src->root, "series"); n;
	     n = node_next(n, "series"))
		if (one_read(r, n, &c->series[c->n_series++], f) < 0)
			return -1;
	return 0;
}
