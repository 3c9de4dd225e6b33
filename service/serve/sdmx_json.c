/* SPDX-License-Identifier: Apache-2.0 */
/* Structures as SDMX-JSON 1.0, 2.0 and 2.1. */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "pen.h"
#include "sdmx_model.h"

#define SCHEMAS "https://json.sdmx.org/"

struct writing {
	const struct sdmx_ask *ask;
	struct sdmx_model *model;
	struct pen *p;
	struct fault *fault;
	bool is_bad; /* `fault` says why */
};

static const char *made(struct writing *w, const char *words)
{
	w->is_bad |= !words;
	return words ? words : "";
}

static bool is_10(const struct writing *w)
{
	return w->ask->form == SDMX_FORM_STRUCTURE_JSON_10;
}

static void open_key(struct writing *w, const char *key, char bracket)
{
	pen_key(w->p, key);
	pen_open(w->p, bracket);
}

/* ---- names and links ---------------------------------------------------- */

/* KEY is the best of NAME, KEYS all of them that are wanted. */
static void write_name(struct writing *w, const char *key, const char *keys,
                       const struct sdmx_name *name)
{
	const char *best = sdmx_name_best(w->ask, name);
	bool is_open = false;

	if (!best[0])
		return;
	pen_key_text(w->p, key, best);
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++) {
		bool is_wanted = (w->ask->languages & (1u << (unsigned)i)) ||
		                 name->text[i] == best;

		if (!name->text[i] || !is_wanted)
			continue;
		if (!is_open)
			open_key(w, keys, '{');
		is_open = true;
		pen_key_text(w->p, UN_LANGUAGE_NAMES[i], name->text[i]);
	}
	if (is_open)
		pen_close(w->p, '}');
}

static void write_links(struct writing *w, const struct sdmx_artefact *a)
{
	open_key(w, "links", '[');
	pen_open(w->p, '{');
	pen_key_text(w->p, "rel", "self");
	pen_key_text(w->p, "href", made(w, sdmx_url(w->ask, a, w->fault)));
	pen_key_text(w->p, "urn", made(w, sdmx_urn(w->ask, a, NULL, w->fault)));
	pen_close(w->p, '}');
	pen_close(w->p, ']');
}

/* The URN of CLASS ID, or of ITEM in it. */
static const char *urn_of(struct writing *w, enum sdmx_class class,
                          const char *id, const char *item)
{
	const struct sdmx_artefact *a = sdmx_model_find(w->model, class, id);

	return a ? made(w, sdmx_urn(w->ask, a, item, w->fault)) : "";
}

/* ---- item schemes ------------------------------------------------------- */

static void write_items(struct writing *w, const struct sdmx_artefact *a)
{
	if (a->has)
		pen_key_bool(w->p, "isPartial", true);
	open_key(w, sdmx_class_row(a->class)->items, '[');
	for (size_t i = 0; i < a->n_items; i++) {
		const struct sdmx_item *item = &a->items[i];

		if (!sdmx_has(a, i))
			continue;
		pen_open(w->p, '{');
		pen_key_text(w->p, "id", item->id);
		write_name(w, "name", "names", &item->name);
		write_name(w, "description", "descriptions", &item->about);
		if (item->parent)
			pen_key_text(w->p, "parent", item->parent);
		pen_close(w->p, '}');
	}
	pen_close(w->p, ']');
}

/* ---- the hierarchy ------------------------------------------------------ */

/* Opens CODE in the hierarchy; the caller closes it. A line stands under
   several objectives, and no id stands twice: UNDER, "" none, is part of it. */
static void open_code(struct writing *w, const char *under, const char *code)
{
	pen_open(w->p, '{');
	pen_key_text(w->p, "id",
	             made(w, arena_print(w->ask->q->arena, w->fault, "%s%s%s",
	                                 under, under[0] ? "-" : "", code)));
	pen_key_text(w->p, "code",
	             urn_of(w, SDMX_CODELIST, "CL_COMMITMENT", code));
}

static void write_lines(struct writing *w, size_t at, const char *under)
{
	char code[SDMX_CODE_SIZE];

	/* No list of the schema is empty. */
	if (!sdmx_crosswalk_line(w->ask, at, 0, code))
		return;
	open_key(w, "hierarchicalCodes", '[');
	for (size_t i = 0; sdmx_crosswalk_line(w->ask, at, i, code); i++) {
		open_code(w, under, code);
		pen_close(w->p, '}');
	}
	pen_close(w->p, ']');
}

static void write_crosswalk(struct writing *w)
{
	char code[SDMX_CODE_SIZE];

	open_key(w, "hierarchicalCodes", '[');
	for (size_t at = 0; sdmx_crosswalk_next(w->ask, &at, code); at++) {
		open_code(w, "", code);
		write_lines(w, at, code);
		pen_close(w->p, '}');
	}
	pen_close(w->p, ']');
}

/* 1.0 has hierarchies in a list with the codelists that they draw from. */
static void write_hierarchy(struct writing *w, const struct sdmx_artefact *a)
{
	if (!is_10(w)) {
		pen_key_bool(w->p, "hasFormalLevels", false);
		write_crosswalk(w);
		return;
	}
	open_key(w, "includedCodelists", '[');
	pen_text(w->p, urn_of(w, SDMX_CODELIST, "CL_COMMITMENT", NULL));
	pen_close(w->p, ']');
	open_key(w, "hierarchies", '[');
	pen_open(w->p, '{');
	pen_key_text(w->p, "id", a->id);
	write_name(w, "name", "names", &a->name);
	write_crosswalk(w);
	pen_close(w->p, '}');
	pen_close(w->p, ']');
}

/* ---- data structures ---------------------------------------------------- */

static const char *const TYPES[] = {
	[SDMX_CODED] = "String",
	[SDMX_TEXT] = "String",
	[SDMX_DOUBLE] = "Double",
	[SDMX_INTEGER] = "Integer",
	[SDMX_TIME_TYPE] = "ObservationalTimePeriod",
};

static void write_meaning(struct writing *w, const struct sdmx_component *c)
{
	pen_key_text(w->p, "conceptIdentity",
	             urn_of(w, SDMX_CONCEPT_SCHEME, "CONCEPTS", c->id));
	open_key(w, "localRepresentation", '{');
	if (c->codelist) {
		pen_key_text(w->p, "enumeration",
		             urn_of(w, SDMX_CODELIST, c->codelist, NULL));
	} else {
		open_key(w, is_10(w) ? "textFormat" : "format", '{');
		pen_key_text(w->p, is_10(w) ? "textType" : "dataType",
		             TYPES[c->type]);
		pen_close(w->p, '}');
	}
	pen_close(w->p, '}');
}

static void write_dimension(struct writing *w, const struct sdmx_component *c,
                            size_t position)
{
	bool is_time = c->role == SDMX_TIME;

	pen_open(w->p, '{');
	pen_key_text(w->p, "id", c->id);
	if (is_10(w) || !is_time)
		pen_key_count(w->p, "position", position);
	if (is_10(w))
		pen_key_text(w->p, "type",
		             is_time ? "TimeDimension" : "Dimension");
	write_meaning(w, c);
	pen_close(w->p, '}');
}

static void write_dimensions(struct writing *w, const struct sdmx_flow *flow)
{
	size_t last = flow->n_dimensions - 1;

	open_key(w, "dimensionList", '{');
	pen_key_text(w->p, "id", "DimensionDescriptor");
	open_key(w, "dimensions", '[');
	for (size_t i = 0; i < last; i++)
		write_dimension(w, &flow->components[i], i);
	pen_close(w->p, ']');
	if (is_10(w)) {
		open_key(w, "timeDimensions", '[');
		write_dimension(w, &flow->components[last], last);
		pen_close(w->p, ']');
	} else {
		pen_key(w->p, "timeDimension");
		write_dimension(w, &flow->components[last], last);
	}
	pen_close(w->p, '}');
}

static void write_relation(struct writing *w, const struct sdmx_component *c)
{
	open_key(w, "attributeRelationship", '{');
	switch (c->role == SDMX_MEASURE ? SDMX_TO_OBSERVATION : c->attached) {
	case SDMX_TO_OBSERVATION:
		if (is_10(w)) {
			pen_key_text(w->p, "primaryMeasure", "OBS_VALUE");
			break;
		}
		open_key(w, "observation", '{');
		pen_close(w->p, '}');
		break;
	case SDMX_TO_SERIES:
		pen_key(w->p, "dimensions");
		pen_words(w->p, c->relates);
		break;
	case SDMX_TO_DATASET:
		open_key(w, is_10(w) ? "none" : "dataflow", '{');
		pen_close(w->p, '}');
		break;
	}
	pen_close(w->p, '}');
}

static void write_attribute(struct writing *w, const struct sdmx_component *c)
{
	pen_open(w->p, '{');
	pen_key_text(w->p, "id", c->id);
	if (is_10(w))
		pen_key_text(w->p, "assignmentStatus",
		             c->is_mandatory ? "Mandatory" : "Conditional");
	else
		pen_key_text(w->p, "usage",
		             c->is_mandatory ? "mandatory" : "optional");
	write_relation(w, c);
	write_meaning(w, c);
	pen_close(w->p, '}');
}

static void write_attributes(struct writing *w, const struct sdmx_flow *flow)
{
	/* 1.0 knows one measure; the others are attributes there. */
	size_t first = flow->n_dimensions + (is_10(w) ? 1 : flow->n_measures);

	open_key(w, "attributeList", '{');
	pen_key_text(w->p, "id", "AttributeDescriptor");
	open_key(w, "attributes", '[');
	for (size_t i = first; i < flow->n; i++)
		write_attribute(w, &flow->components[i]);
	pen_close(w->p, ']');
	pen_close(w->p, '}');
}

static void write_measure(struct writing *w, const struct sdmx_component *c)
{
	pen_open(w->p, '{');
	pen_key_text(w->p, "id", c->id);
	write_meaning(w, c);
	pen_close(w->p, '}');
}

static void write_measures(struct writing *w, const struct sdmx_flow *flow)
{
	const struct sdmx_component *c = &flow->components[flow->n_dimensions];

	open_key(w, "measureList", '{');
	pen_key_text(w->p, "id", "MeasureDescriptor");
	if (is_10(w)) {
		pen_key(w->p, "primaryMeasure");
		write_measure(w, c);
	} else {
		open_key(w, "measures", '[');
		for (size_t i = 0; i < flow->n_measures; i++)
			write_measure(w, &c[i]);
		pen_close(w->p, ']');
	}
	pen_close(w->p, '}');
}

static void write_structure(struct writing *w, const struct sdmx_artefact *a)
{
	open_key(w, "dataStructureComponents", '{');
	write_dimensions(w, a->flow);
	write_attributes(w, a->flow);
	write_measures(w, a->flow);
	pen_close(w->p, '}');
}

/* ---- flows and what is around them -------------------------------------- */

static void write_flow(struct writing *w, const struct sdmx_artefact *a)
{
	pen_key_text(w->p, "structure",
	             urn_of(w, SDMX_DATA_STRUCTURE, a->flow->id, NULL));
}

static void write_provision(struct writing *w, const struct sdmx_artefact *a)
{
	pen_key_text(w->p, is_10(w) ? "structureUsage" : "dataflow",
	             urn_of(w, SDMX_DATAFLOW, a->flow->id, NULL));
	pen_key_text(w->p, "dataProvider",
	             urn_of(w, SDMX_PROVIDER_SCHEME, "DATA_PROVIDERS",
	                    SDMX_PROVIDER));
}

static void write_categorisation(struct writing *w,
                                 const struct sdmx_artefact *a)
{
	pen_key_text(w->p, "source",
	             urn_of(w, SDMX_DATAFLOW, a->flow->id, NULL));
	pen_key_text(w->p, "target",
	             urn_of(w, SDMX_CATEGORY_SCHEME, "TOPICS", a->category));
}

static void write_end(struct writing *w, const char *key, const char *period)
{
	open_key(w, key, '{');
	pen_key(w->p, "period");
	/* A span's own period is no end of a range: its first day is. */
	pen_bytes(w->p, period, strcspn(period, "/"));
	pen_key_bool(w->p, "isInclusive", true);
	pen_close(w->p, '}');
}

static void write_range(struct writing *w, const struct sdmx_content *content)
{
	if (!content->first)
		return;
	pen_open(w->p, '{');
	pen_key_text(w->p, "id", "TIME_PERIOD");
	open_key(w, "timeRange", '{');
	write_end(w, "startPeriod", content->first);
	write_end(w, "endPeriod", content->last);
	pen_close(w->p, '}');
	pen_close(w->p, '}');
}

static void write_values(struct writing *w, const char *id,
                         const struct sdmx_list *codes)
{
	if (codes->n == 0)
		return;
	pen_open(w->p, '{');
	pen_key_text(w->p, "id", id);
	open_key(w, "values", '[');
	for (size_t i = 0; i < codes->n; i++)
		pen_text(w->p, codes->value[i]);
	pen_close(w->p, ']');
	pen_close(w->p, '}');
}

static void write_region(struct writing *w, const struct sdmx_artefact *a,
                         const struct sdmx_content *content)
{
	pen_open(w->p, '{');
	pen_key_bool(w->p, is_10(w) ? "isIncluded" : "include", true);
	open_key(w, "keyValues", '[');
	for (size_t i = 0; i < a->flow->n_dimensions; i++)
		write_values(w, a->flow->components[i].id, &content->codes[i]);
	if (a->is_actual)
		write_range(w, content);
	pen_close(w->p, ']');
	pen_close(w->p, '}');
}

static void write_regions(struct writing *w, const struct sdmx_artefact *a,
                          const struct sdmx_content *content)
{
	bool has_any = content->first && a->is_actual;

	for (size_t i = 0; i < a->flow->n_dimensions; i++)
		has_any |= content->codes[i].n > 0;
	/* No list of a schema is empty. */
	if (!has_any)
		return;
	open_key(w, "cubeRegions", '[');
	write_region(w, a, content);
	pen_close(w->p, ']');
}

static void write_constraint(struct writing *w, const struct sdmx_artefact *a)
{
	struct sdmx_content content;

	if (sdmx_constraint_content(w->ask, a, &content, w->fault) < 0) {
		w->is_bad = true;
		return;
	}
	open_key(w, "constraintAttachment", '{');
	open_key(w, "dataflows", '[');
	pen_text(w->p, urn_of(w, SDMX_DATAFLOW, a->flow->id, NULL));
	pen_close(w->p, ']');
	pen_close(w->p, '}');
	write_regions(w, a, &content);
}

static void write_metric(struct writing *w, const char *id, size_t value)
{
	pen_open(w->p, '{');
	pen_key_text(w->p, "id", id);
	pen_key_text(w->p, "title",
	             made(w, arena_print(w->ask->q->arena, w->fault, "%zu",
	                                 value)));
	pen_key_text(w->p, "type", "sdmx_metrics");
	pen_close(w->p, '}');
}

/* How much a query would find, as REST 1.5 wants it told. */
static void write_metrics(struct writing *w, const struct sdmx_available *a)
{
	open_key(w, "annotations", '[');
	write_metric(w, "series_count", a->n_series);
	write_metric(w, "obs_count", a->n_observations);
	pen_close(w->p, ']');
}

/* In 2.1 what a query would find is a kind of its own, without a name. */
static void write_available(struct writing *w, const struct sdmx_artefact *a)
{
	const struct sdmx_available *found = a->available;

	open_key(w, "availabilityConstraints", '[');
	pen_open(w->p, '{');
	open_key(w, "constraintAttachment", '{');
	pen_key_text(w->p, "dataflow",
	             urn_of(w, SDMX_DATAFLOW, a->flow->id, NULL));
	pen_close(w->p, '}');
	pen_key(w->p, "cubeRegion");
	write_region(w, a, &found->content);
	pen_key_count(w->p, "seriesCount", found->n_series);
	pen_key_count(w->p, "obsCount", found->n_observations);
	pen_close(w->p, '}');
	pen_close(w->p, ']');
}

/* ---- the message -------------------------------------------------------- */

static void (*const BODIES[SDMX_CLASS_COUNT])(struct writing *w,
                                              const struct sdmx_artefact *a) = {
	[SDMX_AGENCY_SCHEME] = write_items,
	[SDMX_PROVIDER_SCHEME] = write_items,
	[SDMX_CATEGORY_SCHEME] = write_items,
	[SDMX_CATEGORISATION] = write_categorisation,
	[SDMX_CODELIST] = write_items,
	[SDMX_CONCEPT_SCHEME] = write_items,
	[SDMX_HIERARCHY] = write_hierarchy,
	[SDMX_CONSTRAINT] = write_constraint,
	[SDMX_DATAFLOW] = write_flow,
	[SDMX_DATA_STRUCTURE] = write_structure,
	[SDMX_PROVISION] = write_provision,
};

static void write_artefact(struct writing *w, const struct sdmx_artefact *a)
{
	bool is_stub = a->extent != SDMX_FULL;

	pen_open(w->p, '{');
	pen_key_text(w->p, "id", a->id);
	pen_key_text(w->p, "version", a->version);
	pen_key_text(w->p, "agencyID", a->agency);
	pen_key_bool(w->p, "isExternalReference", is_stub);
	/* 2.1 knows no other role than this one. */
	if (a->class == SDMX_CONSTRAINT &&
	    w->ask->form != SDMX_FORM_STRUCTURE_JSON_21)
		pen_key_text(w->p, is_10(w) ? "type" : "role",
		             a->is_actual ? "Actual" : "Allowed");
	write_name(w, "name", "names", &a->name);
	if (a->extent != SDMX_STUB)
		write_name(w, "description", "descriptions", &a->about);
	if (a->available)
		write_metrics(w, a->available);
	else
		write_links(w, a);
	if (!is_stub)
		BODIES[a->class](w, a);
	pen_close(w->p, '}');
}

/* What 2.1 cannot say: what a flow holds is there told by availability. */
static bool is_left_out(const struct writing *w, const struct sdmx_artefact *a)
{
	return a->extent == SDMX_ABSENT ||
	       (w->ask->form == SDMX_FORM_STRUCTURE_JSON_21 && a->is_actual);
}

static void write_class(struct writing *w, enum sdmx_class class)
{
	bool is_open = false;

	for (size_t i = 0; i < w->model->n; i++) {
		const struct sdmx_artefact *a = &w->model->at[i];

		if (a->class != class || is_left_out(w, a))
			continue;
		if (!is_open)
			open_key(w, sdmx_class_row(class)->json[w->ask->api],
			         '[');
		is_open = true;
		write_artefact(w, a);
	}
	if (is_open)
		pen_close(w->p, ']');
}

static const char *schema_of(const struct writing *w)
{
	if (is_10(w))
		return SCHEMAS "1.0/sdmx-json-structure-schema.json";
	return w->ask->form == SDMX_FORM_STRUCTURE_JSON_21
	               ? SCHEMAS "2.1/sdmx-json-structure-schema.json"
	               : SCHEMAS "2.0.0/sdmx-json-structure-schema.json";
}

int sdmx_write_json(struct sdmx_model *m, struct pen *p, struct fault *f)
{
	struct writing w = { m->ask, m, p, f, false };

	pen_open(p, '{');
	sdmx_meta(m->ask, p, schema_of(&w));
	open_key(&w, "data", '{');
	for (int i = 0; i < SDMX_CLASS_COUNT; i++)
		write_class(&w, (enum sdmx_class)i);
	for (size_t i = 0; i < m->n; i++)
		if (m->at[i].available && is_left_out(&w, &m->at[i]))
			write_available(&w, &m->at[i]);
	pen_close(p, '}');
	pen_close(p, '}');
	return w.is_bad ? -1 : 0;
}
