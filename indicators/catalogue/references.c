/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules between lines and files. They walk the parsed trees again, not
 * struct catalogue, since a finding needs its file and line.
 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/commitment.h"

struct unique {
	const char *root;
	const char *element;
	const char *attr;
	bool (*is_known)(const struct catalogue *c, const char *key);
};

struct keyed {
	const char *key;
	const struct source *src;
	const xmlNode *node;
	size_t order; /* as read, since qsort() may swap equals */
};

struct check {
	const struct catalogue *c;
	const struct catalogue *context; /* NULL: unknown */
	const struct source *sources;
	size_t n;
	struct findings *fs;
};

static bool has_commitment(const struct catalogue *c, const char *code)
{
	return catalogue_commitment(c, code) != NULL;
}

static bool has_round(const struct catalogue *c, const char *id)
{
	return catalogue_round(c, id) != NULL;
}

static bool has_state(const struct catalogue *c, const char *iso3)
{
	return catalogue_state(c, iso3) != NULL;
}

static bool has_iso2(const struct catalogue *c, const char *iso2)
{
	for (size_t i = 0; i < c->n_states; i++)
		if (strcmp(c->states[i].iso2, iso2) == 0)
			return true;
	return false;
}

static bool has_m49(const struct catalogue *c, const char *m49)
{
	for (size_t i = 0; i < c->n_states; i++)
		if (strcmp(c->states[i].m49, m49) == 0)
			return true;
	return false;
}

static bool has_principle(const struct catalogue *c, const char *letter)
{
	for (size_t i = 0; i < c->n_principles; i++)
		if (c->principles[i].letter == letter[0])
			return true;
	return false;
}

static bool has_cluster(const struct catalogue *c, const char *number)
{
	for (size_t i = 0; i < c->n_clusters; i++)
		if (c->clusters[i].number == (int)strtol(number, NULL, 10))
			return true;
	return false;
}

static bool has_series(const struct catalogue *c, const char *name)
{
	return catalogue_series_find(c, name) != NULL;
}

/* What must not be there twice. */
static const struct unique UNIQUES[] = {
	{ "catalogue", "commitment", "code", has_commitment },
	{ "rounds", "round", "id", has_round },
	{ "states", "state", "iso3", has_state },
	{ "states", "state", "iso2", has_iso2 },
	{ "states", "state", "m49", has_m49 },
	{ "principles", "principle", "letter", has_principle },
	{ "clusters", "cluster", "number", has_cluster },
	{ "statistics", "series", "name", has_series },
};

#define UNIQUE_COUNT (sizeof(UNIQUES) / sizeof(UNIQUES[0]))

/* A file of the context that SRC replaces does not clash with it. */
static bool is_replacing(const struct catalogue *context,
                         const struct source *src)
{
	for (size_t i = 0; i < context->n_file_ids; i++)
		if (strcmp(context->file_ids[i], src->id) == 0)
			return true;
	return false;
}

static int keyed_order(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int by_key = strcmp(x->key, y->key);

	if (by_key)
		return by_key;
	return (x->order > y->order) - (x->order < y->order);
}

/* Collects the keys U has in all files into LIST, which may be NULL. */
static size_t collect(const struct check *k, const struct unique *u,
                      struct keyed *list)
{
	size_t n = 0;

	for (size_t i = 0; i < k->n; i++) {
		const struct source *src = &k->sources[i];
		const xmlNode *node =
			source_is(src, u->root)
				? node_child(src->root, u->element)
				: NULL;

		for (; node; node = node_next(node, u->element)) {
			const char *key = node_attr(node, u->attr);

			if (!key || !*key)
				continue;
			if (list)
				list[n] = (struct keyed){ key, src, node, n };
			n++;
		}
	}
	return n;
}

static void note_twice(const struct check *k, const struct unique *u,
                       const struct keyed *first, const struct keyed *again)
{
	finding_add(k->fs, again->src, again->node,
	            "%s %s=\"%s\" is already at %s:%ld; give it another or "
	            "remove one",
	            u->element, u->attr, again->key, first->src->name,
	            xmlGetLineNo(first->node));
}

static int unique_check(const struct check *k, const struct unique *u,
                        struct fault *f)
{
	size_t n = collect(k, u, NULL);
	struct keyed *list = arena_array(k->c->arena, n, sizeof(*list), f);

	if (!list)
		return -1;
	(void)collect(k, u, list);
	qsort(list, n, sizeof(*list), keyed_order);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(list[i].key, list[i - 1].key) == 0)
			note_twice(k, u, &list[i - 1], &list[i]);
		else if (k->context && !is_replacing(k->context, list[i].src) &&
		         u->is_known(k->context, list[i].key))
			finding_add(k->fs, list[i].src, list[i].node,
			            "%s %s=\"%s\" is already in another "
			            "catalogue file; give it another",
			            u->element, u->attr, list[i].key);
	}
	return 0;
}

/* Says whether KEY is known here or around; unknown surroundings allow it. */
static bool is_known(const struct check *k, const char *key,
                     bool (*has)(const struct catalogue *c, const char *key))
{
	if (has(k->c, key))
		return true;
	return !k->context || has(k->context, key);
}

static void crosswalk_check(const struct check *k, const struct source *src,
                            const xmlNode *walk, const char *code)
{
	const char *to = node_attr(walk, "to");

	if (!to || !*to)
		return;
	if (strcmp(to, code) == 0)
		finding_add(k->fs, src, walk,
		            "%s has a crosswalk to itself; remove it", code);
	else if (!is_known(k, to, has_commitment))
		finding_add(k->fs, src, walk,
		            "crosswalk to=\"%s\": no catalogue has that "
		            "commitment; correct the code",
		            to);
	for (const xmlNode *c = node_child(walk->parent, "crosswalk");
	     c && c != walk; c = node_next(c, "crosswalk")) {
		const char *other = node_attr(c, "to");

		if (other && strcmp(other, to) == 0)
			finding_add(k->fs, src, walk,
			            "a second crosswalk from %s to %s; keep "
			            "one",
			            code, to);
	}
}

static void actions_check(const struct check *k, const struct source *src,
                          const xmlNode *node)
{
	for (const xmlNode *a = node_child(node, "action"); a;
	     a = node_next(a, "action"))
		for (const xmlNode *b = node_child(node, "action"); b != a;
		     b = node_next(b, "action")) {
			const char *x = node_attr(a, "code");
			const char *y = node_attr(b, "code");

			if (x && y && strcmp(x, y) == 0)
				finding_add(k->fs, src, a,
				            "action code=\"%s\" is already at "
				            "line %ld; give it another",
				            x, xmlGetLineNo(b));
		}
}

static void commitment_check(const struct check *k, const struct source *src,
                             const xmlNode *node)
{
	const char *code = node_attr(node, "code");
	const char *cluster = node_attr(node, "cluster");
	const char *letters = node_attr(node, "principles");

	for (; letters && *letters; letters++)
		if (*letters >= 'a' && *letters <= 'z' &&
		    !is_known(k, letters, has_principle))
			finding_add(
				k->fs, src, node,
				"principle %c is not one of principles.xml; "
				"correct it",
				*letters);
	if (cluster && !is_known(k, cluster, has_cluster))
		finding_add(k->fs, src, node,
		            "cluster=\"%s\" is not one of clusters.xml; "
		            "correct it",
		            cluster);
	for (const xmlNode *w = node_child(node, "crosswalk"); w;
	     w = node_next(w, "crosswalk"))
		crosswalk_check(k, src, w, code ? code : "");
	actions_check(k, src, node);
}

static void series_check(const struct check *k, const struct source *src,
                         const xmlNode *node)
{
	for (const xmlNode *n = node_child(node, "commitment"); n;
	     n = node_next(n, "commitment")) {
		const char *code = node_attr(n, "code");

		if (code && *code && !is_known(k, code, has_commitment))
			finding_add(k->fs, src, n,
			            "code=\"%s\": no catalogue has that "
			            "commitment; correct it",
			            code);
	}
}

/* Calls CHECK for each ELEMENT of a file whose root is ROOT. */
static void each_line(const struct check *k, const struct source *src,
                      const char *root, const char *element,
                      void (*check)(const struct check *k,
                                    const struct source *src,
                                    const xmlNode *node))
{
	if (!source_is(src, root))
		return;
	for (const xmlNode *n = node_child(src->root, element); n;
	     n = node_next(n, element))
		check(k, src, n);
}

int references_check(const struct catalogue *c, const struct source *sources,
                     size_t n, const struct catalogue *context,
                     struct findings *fs, struct fault *f)
{
	const struct check k = { c, context, sources, n, fs };

	for (size_t i = 0; i < UNIQUE_COUNT; i++)
		if (unique_check(&k, &UNIQUES[i], f) < 0)
			return -1;
	for (size_t i = 0; i < n; i++)
		each_line(&k, &sources[i], "catalogue", "commitment",
		          commitment_check);
	for (size_t i = 0; i < n; i++)
		each_line(&k, &sources[i], "statistics", "series",
		          series_check);
	return 0;
}
