/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Schemas: the XSD that a structure-specific message of a flow obeys, beside
 * the standard's own files, which it names as they are called there.
 */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "pen.h"
#include "sdmx_context.h"
#include "sdmx_data.h"
#include "xml.h"

#define SCHEMAS "http://www.sdmx.org/resources/sdmxml/schemas/"

struct writing {
	const struct sdmx_ask *ask;
	const struct sdmx_flow *flow;
	size_t observed; /* dimension; n_dimensions: all */
	struct xml x;
	struct fault *fault;
	bool is_bad; /* `fault` says why */
};

static bool is_21(const struct writing *w)
{
	return w->ask->api == SDMX_V1;
}

static bool has_all(const struct writing *w)
{
	return w->observed >= w->flow->n_dimensions;
}

/* ---- types ------------------------------------------------------------------
 */

/* A codelist as the type of its name. */
static void put_codelist(struct writing *w, const char *id)
{
	const struct sdmx_codelist *cl = sdmx_codelist(w->ask, id, w->fault);

	if (!cl) {
		w->is_bad = true;
		return;
	}
	xml_open(&w->x, "xs:simpleType");
	xml_attr(&w->x, "name", id);
	xml_open(&w->x, "xs:restriction");
	xml_attr(&w->x, "base", "xs:string");
	for (size_t i = 0; i < cl->n; i++) {
		xml_open(&w->x, "xs:enumeration");
		xml_attr(&w->x, "value", cl->items[i].id);
		xml_close(&w->x);
	}
	xml_close(&w->x);
	xml_close(&w->x);
}

static void put_codelists(struct writing *w)
{
	const struct sdmx_flow *flow = w->flow;

	for (size_t i = 0; i < flow->n; i++) {
		const char *id = flow->components[i].codelist;
		size_t first = 0;

		while (id &&
		       (!flow->components[first].codelist ||
		        strcmp(flow->components[first].codelist, id) != 0))
			first++;
		if (id && first == i)
			put_codelist(w, id);
	}
}

static const char *type_of(const struct sdmx_component *c)
{
	switch (c->type) {
	case SDMX_CODED:
		return c->codelist;
	case SDMX_DOUBLE:
		return "xs:double";
	case SDMX_INTEGER:
		return "xs:integer";
	case SDMX_TIME_TYPE:
		return "com:ObservationalTimePeriodType";
	case SDMX_TEXT:
		break;
	}
	return "xs:string";
}

/* ---- attributes of elements
 * ---------------------------------------------------- */

/* What of a message an attribute stands in. */
enum place {
	IN_SET,
	IN_SERIES,
	IN_OBSERVATION
};

static enum place place_of(const struct writing *w, size_t i)
{
	const struct sdmx_component *c = &w->flow->components[i];
	const struct sdmx_rows rows = { .flow = w->flow,
		                        .observed = w->observed };

	if (i < w->flow->n_dimensions)
		return has_all(w) || i == w->observed ? IN_OBSERVATION
		                                      : IN_SERIES;
	if (c->role == SDMX_MEASURE)
		return IN_OBSERVATION;
	switch (sdmx_written_at(&rows, i)) {
	case SDMX_TO_DATASET:
		return IN_SET;
	case SDMX_TO_SERIES:
		return IN_SERIES;
	case SDMX_TO_OBSERVATION:
		break;
	}
	return IN_OBSERVATION;
}

/* Dimensions are always there; the rest depends on what was asked. */
static void put_attributes(struct writing *w, enum place place)
{
	for (size_t i = 0; i < w->flow->n; i++) {
		const struct sdmx_component *c = &w->flow->components[i];

		if (place_of(w, i) != place)
			continue;
		xml_open(&w->x, "xs:attribute");
		xml_attr(&w->x, "name", c->id);
		xml_attr(&w->x, "type", type_of(c));
		xml_attr(&w->x, "use",
		         i < w->flow->n_dimensions ? "required" : "optional");
		xml_close(&w->x);
	}
}

/* ---- elements
 * ------------------------------------------------------------------- */

static void open_type(struct writing *w, const char *name, const char *base)
{
	xml_open(&w->x, "xs:complexType");
	xml_attr(&w->x, "name", name);
	xml_open(&w->x, "xs:complexContent");
	xml_open(&w->x, "xs:restriction");
	xml_attr(&w->x, "base", base);
	xml_open(&w->x, "xs:sequence");
	xml_open(&w->x, "xs:element");
	xml_attr(&w->x, "ref", "com:Annotations");
	xml_attr(&w->x, "minOccurs", "0");
	xml_close(&w->x);
}

/* Ends the elements; attributes follow. */
static void end_elements(struct writing *w)
{
	xml_close(&w->x);
}

static void close_type(struct writing *w)
{
	xml_close(&w->x);
	xml_close(&w->x);
	xml_close(&w->x);
}

static void put_element(struct writing *w, const char *name, const char *type,
                        const char *most)
{
	xml_open(&w->x, "xs:element");
	xml_attr(&w->x, "name", name);
	xml_attr(&w->x, "type", type);
	xml_attr(&w->x, "form", "unqualified");
	xml_attr(&w->x, "minOccurs", "0");
	xml_attr(&w->x, "maxOccurs", most);
	xml_close(&w->x);
}

/* What the types of one family are called: 2.1 has another for time series. */
struct family {
	const char *set, *set_base;
	const char *series, *series_base;
	const char *observation, *observation_base;
	bool is_timed;
};

static const struct family PLAIN = {
	"DataSetType", "data:DataSetType", "SeriesType", "data:SeriesType",
	"ObsType",     "data:ObsType",     false,
};

static const struct family TIMED = {
	"TimeSeriesDataSetType",
	"data:TimeSeriesDataSetType",
	"TimeSeriesType",
	"data:TimeSeriesType",
	"TimeSeriesObsType",
	"data:TimeSeriesObsType",
	true,
};

static void put_set(struct writing *w, const struct family *f)
{
	open_type(w, f->set, f->set_base);
	put_element(w, "DataProvider", "com:DataProviderReferenceType", "1");
	xml_open(&w->x, "xs:choice");
	xml_attr(&w->x, "minOccurs", "0");
	/* 3.0 has the attributes of the set in an element among the others. */
	if (!is_21(w)) {
		xml_attr(&w->x, "maxOccurs", "unbounded");
		put_element(w, "Atts", "AttsType", "1");
	}
	if (has_all(w))
		put_element(w, "Obs", f->observation, "unbounded");
	else
		put_element(w, "Series", f->series, "unbounded");
	xml_close(&w->x);
	end_elements(w);
	if (is_21(w))
		put_attributes(w, IN_SET);
	xml_open(&w->x, "xs:attributeGroup");
	xml_attr(&w->x, "ref", "data:SetAttributeGroup");
	xml_close(&w->x);
	close_type(w);
}

static void put_family(struct writing *w, const struct family *f)
{
	put_set(w, f);
	if (!has_all(w)) {
		open_type(w, f->series, f->series_base);
		put_element(w, "Obs", f->observation, "unbounded");
		end_elements(w);
		put_attributes(w, IN_SERIES);
		close_type(w);
	}
	open_type(w, f->observation, f->observation_base);
	end_elements(w);
	put_attributes(w, IN_OBSERVATION);
	close_type(w);
}

static void put_atts(struct writing *w)
{
	open_type(w, "AttsType", "data:AttsType");
	end_elements(w);
	put_attributes(w, IN_SET);
	close_type(w);
}

static void put_import(struct writing *w, const char *space, const char *file)
{
	xml_open(&w->x, "xs:import");
	xml_attr(&w->x, "namespace", space);
	xml_attr(&w->x, "schemaLocation", file);
	xml_close(&w->x);
}

static int write_schema(struct writing *w, struct pen *p)
{
	const char *common =
		is_21(w) ? SCHEMAS "v2_1/common" : SCHEMAS "v3_0/common";
	const char *data = is_21(w) ? SCHEMAS "v2_1/data/structurespecific"
	                            : SCHEMAS "v3_0/data/structurespecific";
	const char *space =
		sdmx_schema_space(w->ask, w->flow,
	                          has_all(w)
	                                  ? "AllDimensions"
	                                  : w->flow->components[w->observed].id,
	                          w->fault);

	if (!space)
		return -1;
	xml_begin(&w->x, p);
	xml_open(&w->x, "xs:schema");
	xml_attr(&w->x, "xmlns:xs", "http://www.w3.org/2001/XMLSchema");
	xml_attr(&w->x, "xmlns", space);
	xml_attr(&w->x, "xmlns:data", data);
	xml_attr(&w->x, "xmlns:com", common);
	xml_attr(&w->x, "targetNamespace", space);
	xml_attr(&w->x, "elementFormDefault", "qualified");
	put_import(w, common, "SDMXCommon.xsd");
	put_import(w, data, "SDMXDataStructureSpecific.xsd");
	put_codelists(w);
	put_family(w, &PLAIN);
	if (is_21(w) && w->observed + 1 == w->flow->n_dimensions)
		put_family(w, &TIMED);
	if (!is_21(w))
		put_atts(w);
	xml_close(&w->x);
	return w->is_bad ? -1 : 0;
}

/* ---- questions
 * -------------------------------------------------------------------- */

static int find_observed(struct writing *w, struct reply *r)
{
	const char *id =
		sdmx_value(w->ask, "dimensionAtObservation", "TIME_PERIOD");

	w->observed = w->flow->n_dimensions;
	if (strcmp(id, "AllDimensions") == 0)
		return 1;
	for (size_t i = 0; i < w->flow->n_dimensions; i++)
		if (strcmp(w->flow->components[i].id, id) == 0)
			w->observed = i;
	if (w->observed < w->flow->n_dimensions)
		return 1;
	return sdmx_refuse(w->ask, r, SDMX_ERROR_SYNTAX,
	                   "dimensionAtObservation=%.40s: use AllDimensions or "
	                   "a dimension of %s",
	                   id, w->flow->id);
}

/* CONTEXT, AGENCY, ID and VERSION are parts 0 to 3 of the path in both. */
static int answer(const struct sdmx_ask *ask, struct reply *r, struct fault *f)
{
	struct writing w = { .ask = ask, .fault = f };
	int rc;

	if (strcmp(sdmx_segment(ask, 0, "*"), "*") == 0)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "ask for the schema of a dataflow, "
		                   "datastructure or provisionagreement");
	rc = sdmx_context_v2(ask, &w.flow, r, f);
	if (rc != 1)
		return rc;
	rc = find_observed(&w, r);
	if (rc != 1)
		return rc;
	r->is_live = strcmp(w.flow->id, "OBSERVATIONS") == 0;
	return write_schema(&w, &r->pen);
}

int sdmx_answer_schema(const struct sdmx_ask *ask, struct reply *r,
                       struct fault *f)
{
	return answer(ask, r, f);
}

int sdmx_answer_schema_v2(const struct sdmx_ask *ask, struct reply *r,
                          struct fault *f)
{
	return answer(ask, r, f);
}
