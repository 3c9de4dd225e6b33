/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_labels.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "sdmx_model.h"
#include "sdmx_rows.h"

struct sdmx_labels {
	const struct sdmx_ask *ask;
	const struct sdmx_flow *flow;
	struct sdmx_model model;
	const struct sdmx_artefact *concepts;
	const struct sdmx_codelist *lists[SDMX_COMPONENTS_MOST];
};

int sdmx_labels_make(const struct sdmx_ask *ask, const struct sdmx_flow *flow,
                     const struct sdmx_labels **out, struct fault *f)
{
	struct sdmx_labels *l = arena_alloc(ask->q->arena, sizeof(*l), f);

	if (!l || sdmx_model_make(ask, &l->model, f) < 0)
		return -1;
	l->ask = ask;
	l->flow = flow;
	l->concepts =
		sdmx_model_find(&l->model, SDMX_CONCEPT_SCHEME, "CONCEPTS");
	for (size_t i = 0; i < flow->n; i++) {
		const char *id = flow->components[i].codelist;

		l->lists[i] = id ? sdmx_codelist(ask, id, f) : NULL;
		if (id && !l->lists[i])
			return -1;
	}
	*out = l;
	return 0;
}

const struct sdmx_name *sdmx_names_flow(const struct sdmx_labels *l)
{
	for (size_t i = 0; i < l->model.n; i++)
		if (l->model.at[i].class == SDMX_DATAFLOW &&
		    strcmp(l->model.at[i].id, l->flow->id) == 0)
			return &l->model.at[i].name;
	return NULL;
}

const struct sdmx_name *sdmx_names_concept(const struct sdmx_labels *l,
                                           size_t component)
{
	for (size_t i = 0; l->concepts && i < l->concepts->n_items; i++)
		if (strcmp(l->concepts->items[i].id,
		           l->flow->components[component].id) == 0)
			return &l->concepts->items[i].name;
	return NULL;
}

const struct sdmx_name *sdmx_names_code(const struct sdmx_labels *l,
                                        size_t component, const char *code)
{
	const struct sdmx_item *item =
		l->lists[component] ? sdmx_item_find(l->lists[component], code)
				    : NULL;

	return item ? &item->name : NULL;
}

static const char *best(const struct sdmx_labels *l,
                        const struct sdmx_name *name)
{
	return name ? sdmx_name_best(l->ask, name) : NULL;
}

const char *sdmx_label_flow(const struct sdmx_labels *l)
{
	return best(l, sdmx_names_flow(l));
}

const char *sdmx_label_concept(const struct sdmx_labels *l, size_t component)
{
	return best(l, sdmx_names_concept(l, component));
}

const char *sdmx_label_code(const struct sdmx_labels *l, size_t component,
                            const char *code)
{
	return best(l, sdmx_names_code(l, component, code));
}
