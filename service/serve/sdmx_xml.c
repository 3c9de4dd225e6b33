/* SPDX-License-Identifier: Apache-2.0 */
/* Structures as SDMX-ML 2.1 and 3.0. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "pen.h"
#include "sdmx_model.h"
#include "xml.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define NAMESPACE "http://www.sdmx.org/resources/sdmxml/schemas/"

struct writing {
	const struct sdmx_ask *ask;
	struct sdmx_model *model;
	struct xml *x;
	struct fault *fault;
	bool is_bad; /* `fault` says why */
};

/* Words made in the arena, which may fail. */
static const char *made(struct writing *w, const char *words)
{
	w->is_bad |= !words;
	return words ? words : "";
}

/* An element of the structure namespace. */
static void open(struct writing *w, const char *name)
{
	xml_open(w->x, made(w, arena_print(w->ask->q->arena, w->fault, "str:%s",
	                                   name)));
}

static bool is_21(const struct writing *w)
{
	return w->ask->api == SDMX_V1;
}

/* ---- names -------------------------------------------------------------- */

/* Whether a text in LANG of NAME is told: what is wanted, and something. */
static bool is_told(const struct writing *w, const struct sdmx_name *name,
                    int lang)
{
	bool has_wanted = false;

	if (!name->text[lang])
		return false;
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		has_wanted |= name->text[i] &&
		              (w->ask->languages & (1u << (unsigned)i));
	return !has_wanted || (w->ask->languages & (1u << (unsigned)lang));
}

static void write_name(struct writing *w, const char *element,
                       const struct sdmx_name *name)
{
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++) {
		if (!is_told(w, name, i))
			continue;
		xml_open(w->x, element);
		xml_attr(w->x, "xml:lang", UN_LANGUAGE_NAMES[i]);
		xml_text(w->x, name->text[i]);
		xml_close(w->x);
	}
}

/* ---- references --------------------------------------------------------- */

/* ITEM of A, or A itself: an element Ref in 2.1, a URN in 3.0. */
static void write_ref(struct writing *w, const struct sdmx_artefact *a,
                      const char *item)
{
	const struct sdmx_class_row *row = sdmx_class_row(a->class);
	struct xml *x = w->x;

	if (!is_21(w)) {
		xml_text(x, made(w, sdmx_urn(w->ask, a, item, w->fault)));
		return;
	}
	xml_open(x, "Ref");
	xml_attr(x, "id", item ? item : a->id);
	if (item) {
		xml_attr(x, "maintainableParentID", a->id);
		xml_attr(x, "maintainableParentVersion", a->version);
	} else {
		xml_attr(x, "version", a->version);
	}
	xml_attr(x, "agencyID", a->agency);
	xml_attr(x, "package", row->package);
	xml_attr(x, "class", item ? row->item : row->name[SDMX_V1]);
	xml_close(x);
}

static void ref_to(struct writing *w, const char *element,
                   enum sdmx_class class, const char *id, const char *item)
{
	const struct sdmx_artefact *a = sdmx_model_find(w->model, class, id);

	if (!a)
		return;
	open(w, element);
	write_ref(w, a, item);
	xml_close(w->x);
}

/* An id beside: of a dimension, or of a code's parent. */
static void ref_local(struct writing *w, const char *element, const char *id)
{
	open(w, element);
	if (is_21(w)) {
		xml_open(w->x, "Ref");
		xml_attr(w->x, "id", id);
		xml_close(w->x);
	} else {
		xml_text(w->x, id);
	}
	xml_close(w->x);
}

/* ---- item schemes ------------------------------------------------------- */

static void write_item(struct writing *w, const struct sdmx_artefact *a,
                       const struct sdmx_item *item)
{
	open(w, sdmx_class_row(a->class)->item);
	xml_attr(w->x, "id", item->id);
	xml_attr(w->x, "urn", made(w, sdmx_urn(w->ask, a, item->id, w->fault)));
	write_name(w, "com:Name", &item->name);
	write_name(w, "com:Description", &item->about);
	if (item->parent)
		ref_local(w, "Parent", item->parent);
	xml_close(w->x);
}

static void write_items(struct writing *w, const struct sdmx_artefact *a)
{
	for (size_t i = 0; i < a->n_items; i++)
		if (sdmx_has(a, i))
			write_item(w, a, &a->items[i]);
}

/* ---- the hierarchy ------------------------------------------------------ */

/* Opens CODE in the hierarchy; the caller closes it. A line stands under
   several objectives, and no id stands twice: UNDER, "" none, is part of it. */
static void open_code(struct writing *w, const char *under, const char *code)
{
	open(w, "HierarchicalCode");
	xml_attr(w->x, "id",
	         made(w, arena_print(w->ask->q->arena, w->fault, "%s%s%s",
	                             under, under[0] ? "-" : "", code)));
	ref_to(w, "Code", SDMX_CODELIST, "CL_COMMITMENT", code);
}

static void write_crosswalk(struct writing *w)
{
	char code[SDMX_CODE_SIZE], line[SDMX_CODE_SIZE];

	for (size_t at = 0; sdmx_crosswalk_next(w->ask, &at, code); at++) {
		open_code(w, "", code);
		for (size_t i = 0; sdmx_crosswalk_line(w->ask, at, i, line);
		     i++) {
			open_code(w, code, line);
			xml_close(w->x);
		}
		xml_close(w->x);
	}
}

/* 2.1 has hierarchies in a list with the codelists that they draw from. */
static void write_hierarchy(struct writing *w, const struct sdmx_artefact *a)
{
	if (!is_21(w)) {
		write_crosswalk(w);
		return;
	}
	ref_to(w, "IncludedCodelist", SDMX_CODELIST, "CL_COMMITMENT", NULL);
	open(w, "Hierarchy");
	xml_attr(w->x, "id", a->id);
	xml_attr(w->x, "leveled", "false");
	write_name(w, "com:Name", &a->name);
	write_crosswalk(w);
	xml_close(w->x);
}

/* ---- data structures ---------------------------------------------------- */

static const char *const TEXT_TYPES[] = {
	[SDMX_CODED] = "String",
	[SDMX_TEXT] = "String",
	[SDMX_DOUBLE] = "Double",
	[SDMX_INTEGER] = "Integer",
	[SDMX_TIME_TYPE] = "ObservationalTimePeriod",
};

static void write_meaning(struct writing *w, const struct sdmx_component *c)
{
	ref_to(w, "ConceptIdentity", SDMX_CONCEPT_SCHEME, "CONCEPTS", c->id);
	open(w, "LocalRepresentation");
	if (c->codelist) {
		ref_to(w, "Enumeration", SDMX_CODELIST, c->codelist, NULL);
	} else {
		open(w, "TextFormat");
		xml_attr(w->x, "textType", TEXT_TYPES[c->type]);
		xml_close(w->x);
	}
	xml_close(w->x);
}

static void write_dimensions(struct writing *w, const struct sdmx_flow *flow)
{
	open(w, "DimensionList");
	xml_attr(w->x, "id", "DimensionDescriptor");
	for (size_t i = 0; i < flow->n_dimensions; i++) {
		const struct sdmx_component *c = &flow->components[i];
		char position[24];

		(void)snprintf(position, sizeof(position), "%zu", i + 1);
		open(w, c->role == SDMX_TIME ? "TimeDimension" : "Dimension");
		xml_attr(w->x, "id", c->id);
		if (is_21(w) || c->role != SDMX_TIME)
			xml_attr(w->x, "position", position);
		write_meaning(w, c);
		xml_close(w->x);
	}
	xml_close(w->x);
}

static void write_empty(struct writing *w, const char *name)
{
	open(w, name);
	xml_close(w->x);
}

/* What the attribute depends on. */
static void write_relation(struct writing *w, const struct sdmx_component *c)
{
	open(w, "AttributeRelationship");
	switch (c->role == SDMX_MEASURE ? SDMX_TO_OBSERVATION : c->attached) {
	case SDMX_TO_OBSERVATION:
		if (is_21(w))
			ref_local(w, "PrimaryMeasure", "OBS_VALUE");
		else
			write_empty(w, "Observation");
		break;
	case SDMX_TO_SERIES:
		ref_local(w, "Dimension", c->relates);
		break;
	case SDMX_TO_DATASET:
		write_empty(w, is_21(w) ? "None" : "Dataflow");
		break;
	}
	xml_close(w->x);
}

static void write_attribute(struct writing *w, const struct sdmx_component *c)
{
	open(w, "Attribute");
	xml_attr(w->x, "id", c->id);
	if (is_21(w))
		xml_attr(w->x, "assignmentStatus",
		         c->is_mandatory ? "Mandatory" : "Conditional");
	else
		xml_attr(w->x, "usage",
		         c->is_mandatory ? "mandatory" : "optional");
	write_meaning(w, c);
	write_relation(w, c);
	xml_close(w->x);
}

/* The first measure is the primary one of 2.1; its others are attributes. */
static bool is_attribute(const struct writing *w, const struct sdmx_flow *flow,
                         size_t i)
{
	const struct sdmx_component *c = &flow->components[i];

	return c->role == SDMX_ATTRIBUTE ||
	       (is_21(w) && c->role == SDMX_MEASURE && i > flow->n_dimensions);
}

static void write_attributes(struct writing *w, const struct sdmx_flow *flow)
{
	open(w, "AttributeList");
	xml_attr(w->x, "id", "AttributeDescriptor");
	for (size_t i = flow->n_dimensions; i < flow->n; i++)
		if (is_attribute(w, flow, i))
			write_attribute(w, &flow->components[i]);
	xml_close(w->x);
}

static void write_measures(struct writing *w, const struct sdmx_flow *flow)
{
	size_t n = is_21(w) ? 1 : flow->n_measures;

	open(w, "MeasureList");
	xml_attr(w->x, "id", "MeasureDescriptor");
	for (size_t i = 0; i < n; i++) {
		const struct sdmx_component *c =
			&flow->components[flow->n_dimensions + i];

		open(w, is_21(w) ? "PrimaryMeasure" : "Measure");
		xml_attr(w->x, "id", c->id);
		write_meaning(w, c);
		xml_close(w->x);
	}
	xml_close(w->x);
}

static void write_structure(struct writing *w, const struct sdmx_artefact *a)
{
	open(w, "DataStructureComponents");
	write_dimensions(w, a->flow);
	write_attributes(w, a->flow);
	write_measures(w, a->flow);
	xml_close(w->x);
}

/* ---- flows and what is around them -------------------------------------- */

static void write_flow(struct writing *w, const struct sdmx_artefact *a)
{
	ref_to(w, "Structure", SDMX_DATA_STRUCTURE, a->flow->id, NULL);
}

static void write_provision(struct writing *w, const struct sdmx_artefact *a)
{
	ref_to(w, is_21(w) ? "StructureUsage" : "Dataflow", SDMX_DATAFLOW,
	       a->flow->id, NULL);
	ref_to(w, "DataProvider", SDMX_PROVIDER_SCHEME, "DATA_PROVIDERS",
	       SDMX_PROVIDER);
}

static void write_categorisation(struct writing *w,
                                 const struct sdmx_artefact *a)
{
	ref_to(w, "Source", SDMX_DATAFLOW, a->flow->id, NULL);
	ref_to(w, "Target", SDMX_CATEGORY_SCHEME, "TOPICS", a->category);
}

static void write_values(struct writing *w, const char *id,
                         const struct sdmx_list *codes)
{
	const char *value = is_21(w) ? "com:Value" : "str:Value";

	if (codes->n == 0)
		return;
	xml_open(w->x, is_21(w) ? "com:KeyValue" : "str:KeyValue");
	xml_attr(w->x, "id", id);
	for (size_t i = 0; i < codes->n; i++)
		xml_leaf(w->x, value, codes->value[i]);
	xml_close(w->x);
}

static void write_end(struct writing *w, const char *element,
                      const char *period)
{
	xml_open(w->x, element);
	xml_attr(w->x, "isInclusive", "true");
	xml_text(w->x, period);
	xml_close(w->x);
}

/* A span's own period is no end of a range: its first day is. */
static const char *end_of(struct writing *w, const char *period)
{
	size_t n = strcspn(period, "/");

	return period[n] ? made(w, arena_copy(w->ask->q->arena, period, n,
	                                      w->fault))
	                 : period;
}

static void write_range(struct writing *w, const struct sdmx_content *content)
{
	bool is_old = is_21(w);

	if (!content->first)
		return;
	xml_open(w->x, is_old ? "com:KeyValue" : "str:KeyValue");
	xml_attr(w->x, "id", "TIME_PERIOD");
	xml_open(w->x, is_old ? "com:TimeRange" : "str:TimeRange");
	write_end(w, is_old ? "com:StartPeriod" : "str:StartPeriod",
	          end_of(w, content->first));
	write_end(w, is_old ? "com:EndPeriod" : "str:EndPeriod",
	          end_of(w, content->last));
	xml_close(w->x);
	xml_close(w->x);
}

static void write_constraint(struct writing *w, const struct sdmx_artefact *a)
{
	struct sdmx_content content;

	if (sdmx_constraint_content(w->ask, a, &content, w->fault) < 0) {
		w->is_bad = true;
		return;
	}
	open(w, "ConstraintAttachment");
	ref_to(w, "Dataflow", SDMX_DATAFLOW, a->flow->id, NULL);
	xml_close(w->x);
	open(w, "CubeRegion");
	xml_attr(w->x, "include", "true");
	for (size_t i = 0; i < a->flow->n_dimensions; i++)
		write_values(w, a->flow->components[i].id, &content.codes[i]);
	if (a->is_actual)
		write_range(w, &content);
	xml_close(w->x);
}

static void write_metric(struct writing *w, const char *id, size_t value)
{
	xml_open(w->x, "com:Annotation");
	xml_attr(w->x, "id", id);
	xml_leaf(w->x, "com:AnnotationTitle",
	         made(w,
	              arena_print(w->ask->q->arena, w->fault, "%zu", value)));
	xml_leaf(w->x, "com:AnnotationType", "sdmx_metrics");
	xml_close(w->x);
}

/* How much a query would find, as REST 1.5 wants it told. */
static void write_metrics(struct writing *w, const struct sdmx_available *a)
{
	xml_open(w->x, "com:Annotations");
	write_metric(w, "series_count", a->n_series);
	write_metric(w, "obs_count", a->n_observations);
	xml_close(w->x);
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

/* The schemas let no provision agreement go without its two ends, and 3.0 no
   hierarchy without a code. */
static bool is_never_empty(const struct writing *w,
                           const struct sdmx_artefact *a)
{
	return a->class == SDMX_PROVISION ||
	       (a->class == SDMX_HIERARCHY && !is_21(w));
}

static void write_artefact(struct writing *w, const struct sdmx_artefact *a)
{
	struct xml *x = w->x;
	bool is_stub = a->extent != SDMX_FULL;

	open(w, sdmx_class_row(a->class)->name[w->ask->api]);
	xml_attr(x, "id", a->id);
	xml_attr(x, "urn", made(w, sdmx_urn(w->ask, a, NULL, w->fault)));
	xml_attr(x, "agencyID", a->agency);
	/* 3.0 gives schemes of organisations none. */
	if (is_21(w) || (a->class != SDMX_AGENCY_SCHEME &&
	                 a->class != SDMX_PROVIDER_SCHEME))
		xml_attr(x, "version", a->version);
	xml_attr(x, "isExternalReference", is_stub ? "true" : "false");
	if (is_stub)
		xml_attr(x, "structureURL",
		         made(w, sdmx_url(w->ask, a, w->fault)));
	if (!is_stub && a->has)
		xml_attr(x, "isPartial", "true");
	if (a->class == SDMX_CONSTRAINT)
		xml_attr(x, is_21(w) ? "type" : "role",
		         a->is_actual ? "Actual" : "Allowed");
	if (a->class == SDMX_HIERARCHY && !is_21(w))
		xml_attr(x, "hasFormalLevels", "false");
	if (a->available)
		write_metrics(w, a->available);
	write_name(w, "com:Name", &a->name);
	if (a->extent != SDMX_STUB)
		write_name(w, "com:Description", &a->about);
	if (!is_stub || is_never_empty(w, a))
		BODIES[a->class](w, a);
	xml_close(x);
}

/* The order in which the schemas want lists. */
static const enum sdmx_class ORDER[SDMX_API_COUNT][SDMX_CLASS_COUNT] = {
	{ SDMX_AGENCY_SCHEME, SDMX_PROVIDER_SCHEME, SDMX_DATAFLOW,
	  SDMX_CATEGORY_SCHEME, SDMX_CATEGORISATION, SDMX_CODELIST,
	  SDMX_HIERARCHY, SDMX_CONCEPT_SCHEME, SDMX_DATA_STRUCTURE,
	  SDMX_CONSTRAINT, SDMX_PROVISION },
	{ SDMX_AGENCY_SCHEME, SDMX_CATEGORISATION, SDMX_CATEGORY_SCHEME,
	  SDMX_CODELIST, SDMX_CONCEPT_SCHEME, SDMX_CONSTRAINT, SDMX_DATAFLOW,
	  SDMX_PROVIDER_SCHEME, SDMX_DATA_STRUCTURE, SDMX_HIERARCHY,
	  SDMX_PROVISION },
};

/* Writes all of CLASS; OPEN names the list that is open, or "". */
static const char *write_class(struct writing *w, enum sdmx_class class,
                               const char *opened)
{
	const char *list = sdmx_class_row(class)->list[w->ask->api];

	for (size_t i = 0; i < w->model->n; i++) {
		const struct sdmx_artefact *a = &w->model->at[i];

		if (a->class != class || a->extent == SDMX_ABSENT)
			continue;
		if (strcmp(opened, list) != 0) {
			if (opened[0])
				xml_close(w->x);
			open(w, list);
			opened = list;
		}
		write_artefact(w, a);
	}
	return opened;
}

static void open_message(struct writing *w)
{
	struct xml *x = w->x;
	bool is_old = is_21(w);

	xml_open(x, "mes:Structure");
	xml_attr(x, "xmlns:mes",
	         is_old ? NAMESPACE "v2_1/message" : NAMESPACE "v3_0/message");
	xml_attr(x, "xmlns:str",
	         is_old ? NAMESPACE "v2_1/structure"
	                : NAMESPACE "v3_0/structure");
	xml_attr(x, "xmlns:com",
	         is_old ? NAMESPACE "v2_1/common" : NAMESPACE "v3_0/common");
	sdmx_header_open(w->ask, x);
	xml_close(x);
	xml_open(x, "mes:Structures");
}

int sdmx_write_xml(struct sdmx_model *m, struct pen *p, struct fault *f)
{
	struct xml x;
	struct writing w = { m->ask, m, &x, f, false };
	const char *opened = "";

	xml_begin(&x, p);
	open_message(&w);
	for (size_t i = 0; i < SDMX_CLASS_COUNT; i++)
		opened = write_class(&w, ORDER[m->ask->api][i], opened);
	while (x.n > 0)
		xml_close(&x);
	return w.is_bad ? -1 : 0;
}
