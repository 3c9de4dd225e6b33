/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Availability: which codes and periods a query on data would find, as a
 * constraint on its flow (REST 1.5 and 2.1, data availability queries). In mode
 * "exact" that is what the query finds; in mode "available" each dimension
 * tells what it might be asked for beside the other dimensions of the query.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "sdmx_context.h"
#include "sdmx_model.h"
#include "sdmx_rows.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define BIT(class) SDMX_CLASS_BIT(SDMX_##class)

/* Words of references=, and what each brings. */
static const struct {
	const char *word;
	unsigned classes;
} REFERENCES[] = {
	{ "none", 0 },
	{ "all", BIT(DATAFLOW) | BIT(DATA_STRUCTURE) | BIT(CODELIST) |
	                 BIT(CONCEPT_SCHEME) | BIT(PROVIDER_SCHEME) },
	{ "dataflow", BIT(DATAFLOW) },
	{ "datastructure", BIT(DATA_STRUCTURE) },
	{ "codelist", BIT(CODELIST) },
	{ "conceptscheme", BIT(CONCEPT_SCHEME) },
	{ "dataproviderscheme", BIT(PROVIDER_SCHEME) },
	{ "valuelist", 0 }, /* of the standard; we have none */
};

/* A question under way. Its own functions give 1 to go on, 0 when refused, -1
   on a fault. */
struct query {
	const struct sdmx_ask *ask;
	const struct sdmx_flow *flow;
	struct sdmx_wanted wanted;
	unsigned references; /* classes, by bit */
	bool is_told[SDMX_DIMENSIONS_MOST];
	struct sdmx_available available;
	struct sdmx_model model;
	struct reply *reply;
	struct fault *fault;
};

/* ---- the question -------------------------------------------------------- */

static int read_dimensions(struct query *q, size_t at)
{
	struct sdmx_list list;

	if (sdmx_split(q->ask, sdmx_segment(q->ask, at, "all"), ",+ ", &list,
	               q->fault) < 0)
		return -1;
	for (size_t i = 0; i < list.n; i++) {
		const struct sdmx_component *c =
			sdmx_component_find(q->flow, list.value[i]);

		if (!c || (c->role != SDMX_DIMENSION && c->role != SDMX_TIME))
			return sdmx_refuse(q->ask, q->reply, SDMX_ERROR_SYNTAX,
			                   "\"%.60s\" is no dimension of %s",
			                   list.value[i], q->flow->id);
	}
	for (size_t i = 0; i < q->flow->n_dimensions; i++)
		q->is_told[i] = sdmx_list_has(&list, q->flow->components[i].id);
	return 1;
}

static int read_references(struct query *q)
{
	const char *text = sdmx_value(q->ask, "references", "none");
	struct sdmx_list words;

	/* "all" is a word here, not an open list. */
	if (strcmp(text, "all") == 0) {
		q->references = REFERENCES[1].classes;
		return 1;
	}
	if (sdmx_split(q->ask, text, ",+ ", &words, q->fault) < 0)
		return -1;
	for (size_t i = 0; i < words.n; i++) {
		size_t k = 0;

		while (k < COUNT(REFERENCES) &&
		       strcmp(REFERENCES[k].word, words.value[i]) != 0)
			k++;
		if (k == COUNT(REFERENCES))
			return sdmx_refuse(
				q->ask, q->reply, SDMX_ERROR_SYNTAX,
				"references=%.60s: use none, all, "
				"dataflow, datastructure, codelist, "
				"conceptscheme or dataproviderscheme",
				words.value[i]);
		q->references |= REFERENCES[k].classes;
	}
	return 1;
}

static int read_question(struct query *q, size_t key_at, size_t dimension_at)
{
	int rc = sdmx_wanted_read(q->ask, q->flow, key_at, &q->wanted, q->reply,
	                          q->fault);

	if (rc == 1)
		rc = read_dimensions(q, dimension_at);
	if (rc == 1)
		rc = read_references(q);
	return rc == 1 ? sdmx_context_updated(q->ask, q->reply) : rc;
}

/* ---- what is found ------------------------------------------------------- */

static int find(struct query *q, const struct sdmx_wanted *w,
                struct sdmx_rows *rows)
{
	static const struct sdmx_extent_of ALL = { 0, 0 };

	return sdmx_rows_make(q->ask, w, &ALL, q->flow->n_dimensions - 1, rows,
	                      q->fault);
}

/* Writes which codes of dimension AT occur in ROWS; of the time, the ends. */
static int tell(struct query *q, const struct sdmx_rows *rows, size_t at)
{
	struct sdmx_content *out = &q->available.content;
	struct sdmx_list *list = &out->codes[at];
	size_t n = rows->n_codes[at];
	bool *seen =
		arena_array(q->ask->q->arena, n + 1, sizeof(*seen), q->fault);

	list->value = arena_array(q->ask->q->arena, n + 1, sizeof(*list->value),
	                          q->fault);
	if (!seen || !list->value)
		return -1;
	for (size_t i = 0; i < rows->n; i++)
		seen[rows->row[i].code[at]] = true;
	for (size_t i = 0; i < n; i++)
		if (seen[i])
			list->value[list->n++] = rows->codes[at][i];
	if (q->flow->components[at].role != SDMX_TIME || list->n == 0)
		return 0;
	out->first = list->value[0];
	out->last = list->value[list->n - 1];
	list->n = 0;
	return 0;
}

/* Makes W the question without what it asks of dimension AT. Gives 1; 0 when
   it asks nothing of it; -1. */
static int without(struct query *q, size_t at, struct sdmx_wanted *w)
{
	bool is_time = q->flow->components[at].role == SDMX_TIME;
	bool is_asked = is_time && (q->wanted.has_start || q->wanted.has_end);
	size_t n = 0;

	*w = q->wanted;
	w->keys = arena_array(q->ask->q->arena, w->n_keys + 1, sizeof(*w->keys),
	                      q->fault);
	if (!w->keys)
		return -1;
	for (size_t i = 0; i < w->n_keys; i++) {
		w->keys[i] = q->wanted.keys[i];
		is_asked |= w->keys[i].part[at].n > 0;
		w->keys[i].part[at].n = 0;
	}
	for (size_t i = 0; i < q->wanted.n_filters; i++)
		if (q->wanted.filter[i].component != at)
			w->filter[n++] = q->wanted.filter[i];
	is_asked |= n < w->n_filters;
	w->n_filters = n;
	if (is_time)
		w->has_start = w->has_end = false;
	return is_asked;
}

static int tell_all(struct query *q)
{
	bool is_open =
		strcmp(sdmx_value(q->ask, "mode", "exact"), "available") == 0;
	struct sdmx_rows found;

	if (find(q, &q->wanted, &found) < 0)
		return -1;
	q->reply->is_live |= found.figures != NULL;
	q->available.n_observations = found.n;
	for (size_t i = 0; i < found.n; i++)
		q->available.n_series += sdmx_row_is_first(&found, i);
	for (size_t i = 0; i < q->flow->n_dimensions; i++) {
		struct sdmx_wanted other = q->wanted;
		struct sdmx_rows rows = found;
		int rc = is_open && q->is_told[i] ? without(q, i, &other) : 0;

		if (rc < 0 || (rc == 1 && find(q, &other, &rows) < 0) ||
		    (q->is_told[i] && tell(q, &rows, i) < 0))
			return -1;
	}
	return 0;
}

static bool is_nothing(const struct query *q)
{
	const struct sdmx_content *c = &q->available.content;

	for (size_t i = 0; i < q->flow->n_dimensions; i++)
		if (c->codes[i].n > 0)
			return false;
	return !c->first;
}

/* ---- what goes with it --------------------------------------------------- */

/* Keeps CODE of A, and the codes above it. */
static void keep_with_parents(struct sdmx_artefact *a, const char *code)
{
	while (code) {
		const char *parent = NULL;

		sdmx_keep(a, code);
		for (size_t i = 0; i < a->n_items; i++)
			if (strcmp(a->items[i].id, code) == 0)
				parent = a->items[i].parent;
		code = parent;
	}
}

/* Of a scheme tells only the items of dimension AT. */
static int keep_part(struct query *q, struct sdmx_artefact *a, size_t at)
{
	const struct sdmx_list *codes = &q->available.content.codes[at];
	const struct sdmx_component *c = &q->flow->components[at];

	a->extent = SDMX_FULL;
	if (sdmx_part(&q->model, a, q->fault) < 0)
		return -1;
	if (a->class == SDMX_CONCEPT_SCHEME)
		sdmx_keep(a, c->id);
	for (size_t i = 0; a->class == SDMX_CODELIST && i < codes->n; i++)
		keep_with_parents(a, codes->value[i]);
	return 0;
}

static int add_schemes(struct query *q)
{
	struct sdmx_artefact *concepts =
		sdmx_model_find(&q->model, SDMX_CONCEPT_SCHEME, "CONCEPTS");

	for (size_t i = 0; i < q->flow->n_dimensions; i++) {
		const char *list = q->flow->components[i].codelist;
		struct sdmx_artefact *a =
			list ? sdmx_model_find(&q->model, SDMX_CODELIST, list)
			     : NULL;

		if (!q->is_told[i])
			continue;
		if (a && (q->references & BIT(CODELIST)) &&
		    keep_part(q, a, i) < 0)
			return -1;
		if (concepts && (q->references & BIT(CONCEPT_SCHEME)) &&
		    keep_part(q, concepts, i) < 0)
			return -1;
	}
	return 0;
}

static int add_references(struct query *q)
{
	const unsigned whole =
		BIT(DATAFLOW) | BIT(DATA_STRUCTURE) | BIT(PROVIDER_SCHEME);

	for (size_t i = 0; i < q->model.n; i++) {
		struct sdmx_artefact *a = &q->model.at[i];

		if ((q->references & whole & SDMX_CLASS_BIT(a->class)) &&
		    (!a->flow || a->flow == q->flow))
			a->extent = SDMX_FULL;
	}
	return add_schemes(q);
}

/* ---- the answer ---------------------------------------------------------- */

static int answer(struct query *q, size_t key_at, size_t dimension_at)
{
	int rc = read_question(q, key_at, dimension_at);

	if (rc != 1)
		return rc;
	if (tell_all(q) < 0)
		return -1;
	if (is_nothing(q))
		return sdmx_refuse(q->ask, q->reply, SDMX_ERROR_NONE,
		                   "no observation has such a key in that "
		                   "time");
	if (sdmx_model_make(q->ask, &q->model, q->fault) < 0 ||
	    sdmx_model_add_available(&q->model, q->flow, &q->available,
	                             q->fault) < 0 ||
	    add_references(q) < 0)
		return -1;
	return sdmx_write_model(&q->model, &q->reply->pen, q->fault);
}

static struct query *query_new(const struct sdmx_ask *ask, struct reply *r,
                               struct fault *f)
{
	struct query *q = arena_alloc(ask->q->arena, sizeof(*q), f);

	if (q) {
		q->ask = ask;
		q->reply = r;
		q->fault = f;
	}
	return q;
}

int sdmx_answer_available(const struct sdmx_ask *ask, struct reply *r,
                          struct fault *f)
{
	struct query *q = query_new(ask, r, f);
	int rc = q ? sdmx_context_v1(ask, &q->flow, r, f) : -1;

	if (rc == 1)
		rc = sdmx_context_provider(ask, 2, r, f);
	return rc == 1 ? answer(q, 1, 3) : rc;
}

int sdmx_answer_available_v2(const struct sdmx_ask *ask, struct reply *r,
                             struct fault *f)
{
	struct query *q = query_new(ask, r, f);
	int rc = q ? sdmx_context_v2(ask, &q->flow, r, f) : -1;

	return rc == 1 ? answer(q, 4, 5) : rc;
}
