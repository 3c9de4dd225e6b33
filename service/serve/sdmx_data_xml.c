/* SPDX-License-Identifier: Apache-2.0 */
/* Data as SDMX-ML: generic and structure-specific of 2.1, and 3.0. */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "pen.h"
#include "sdmx_data.h"
#include "xml.h"

#define SCHEMAS "http://www.sdmx.org/resources/sdmxml/schemas/"

/* What one kind of message is called and made of. */
struct kind {
	const char *root;
	const char *message; /* namespaces */
	const char *common;
	const char *data;
};

static const struct kind KINDS[SDMX_FORM_COUNT] = {
	[SDMX_FORM_GENERIC_21] = { "mes:GenericData", SCHEMAS "v2_1/message",
	                           SCHEMAS "v2_1/common",
	                           SCHEMAS "v2_1/data/generic" },
	[SDMX_FORM_GENERIC_TIME_21] = { "mes:GenericTimeSeriesData",
	                                SCHEMAS "v2_1/message",
	                                SCHEMAS "v2_1/common",
	                                SCHEMAS "v2_1/data/generic" },
	[SDMX_FORM_SPECIFIC_21] = { "mes:StructureSpecificData",
	                            SCHEMAS "v2_1/message",
	                            SCHEMAS "v2_1/common",
	                            SCHEMAS "v2_1/data/structurespecific" },
	[SDMX_FORM_SPECIFIC_TIME_21] = { "mes:StructureSpecificTimeSeriesData",
	                                 SCHEMAS "v2_1/message",
	                                 SCHEMAS "v2_1/common",
	                                 SCHEMAS
	                                 "v2_1/data/structurespecific" },
	[SDMX_FORM_DATA_XML_30] = { "mes:StructureSpecificData",
	                            SCHEMAS "v3_0/message",
	                            SCHEMAS "v3_0/common",
	                            SCHEMAS "v3_0/data/structurespecific" },
};

struct writing {
	const struct sdmx_telling *t;
	const struct kind *kind;
	struct xml x;
	const char *space; /* of a structure-specific message */
};

static const char *observed_name(const struct sdmx_telling *t)
{
	const struct sdmx_rows *rows = t->rows;

	return sdmx_is_flat(rows) ? "AllDimensions"
	                          : rows->flow->components[rows->observed].id;
}

/* ---- heads
 * -------------------------------------------------------------------- */

static void put_reference(struct writing *w)
{
	const struct sdmx_flow *flow = w->t->rows->flow;
	struct xml *x = &w->x;

	xml_open(x, "com:Structure");
	if (w->t->ask->api == SDMX_V2) {
		xml_text(x, "urn:sdmx:org.sdmx.infomodel.datastructure."
		            "DataStructure=" SDMX_AGENCY ":");
		xml_text(x, flow->id);
		xml_text(x, "(1.0.0)");
	} else {
		xml_open(x, "Ref");
		xml_attr(x, "agencyID", SDMX_AGENCY);
		xml_attr(x, "id", flow->id);
		xml_attr(x, "version", "1.0");
		xml_attr(x, "class", "DataStructure");
		xml_attr(x, "package", "datastructure");
		xml_close(x);
	}
	xml_close(x);
}

static void open_message(struct writing *w)
{
	const struct sdmx_flow *flow = w->t->rows->flow;
	struct xml *x = &w->x;

	xml_open(x, w->kind->root);
	xml_attr(x, "xmlns:mes", w->kind->message);
	xml_attr(x, "xmlns:com", w->kind->common);
	xml_attr(x, w->space ? "xmlns:data" : "xmlns:gen", w->kind->data);
	if (w->space) {
		xml_attr(x, "xmlns:own", w->space);
		xml_attr(x, "xmlns:xsi",
		         "http://www.w3.org/2001/XMLSchema-instance");
	}
	sdmx_header_open(w->t->ask, x);
	xml_open(x, "mes:Structure");
	xml_attr(x, "structureID", flow->id);
	if (w->space)
		xml_attr(x, "namespace", w->space);
	xml_attr(x, "dimensionAtObservation", observed_name(w->t));
	put_reference(w);
	xml_close(x);
	xml_close(x);
}

/* ---- generic
 * ------------------------------------------------------------------- */

static void put_pair(struct xml *x, const char *id, const char *value)
{
	xml_open(x, "gen:Value");
	xml_attr(x, "id", id);
	xml_attr(x, "value", value);
	xml_close(x);
}

/* The dimensions of a series, or of an observation that has all of them. */
static void put_key(struct writing *w, const char *element,
                    const struct sdmx_fact *fact)
{
	const struct sdmx_rows *rows = w->t->rows;

	xml_open(&w->x, element);
	for (size_t i = 0; i < rows->flow->n_dimensions; i++)
		if (i != rows->observed)
			put_pair(&w->x, rows->flow->components[i].id,
			         sdmx_fact_text(rows, fact, i, NULL));
	xml_close(&w->x);
}

/* Attributes told at AT; the element only where there is one. */
static void put_attributes(struct writing *w, const struct sdmx_fact *fact,
                           enum sdmx_attached at)
{
	const struct sdmx_rows *rows = w->t->rows;
	char room[SDMX_TEXT_SIZE];
	bool is_open = false;

	for (size_t i = rows->flow->n_dimensions; i < rows->flow->n; i++) {
		const char *value;

		if (!sdmx_is_attribute(w->t, i, at))
			continue;
		value = sdmx_fact_text(rows, fact, i, room);
		if (!value)
			continue;
		if (!is_open)
			xml_open(&w->x, "gen:Attributes");
		is_open = true;
		put_pair(&w->x, rows->flow->components[i].id, value);
	}
	if (is_open)
		xml_close(&w->x);
}

static void put_observation(struct writing *w, const struct sdmx_fact *fact)
{
	const struct sdmx_rows *rows = w->t->rows;
	char room[SDMX_TEXT_SIZE];
	const char *value;

	xml_open(&w->x, "gen:Obs");
	if (sdmx_is_flat(rows)) {
		put_key(w, "gen:ObsKey", fact);
	} else {
		xml_open(&w->x, "gen:ObsDimension");
		/* A message of time series can have no other. */
		if (w->t->ask->form != SDMX_FORM_GENERIC_TIME_21)
			xml_attr(&w->x, "id",
			         rows->flow->components[rows->observed].id);
		xml_attr(&w->x, "value",
		         sdmx_fact_text(rows, fact, rows->observed, NULL));
		xml_close(&w->x);
	}
	value = w->t->has_observations
	                ? sdmx_fact_text(rows, fact, rows->flow->n_dimensions,
	                                 room)
	                : NULL;
	if (value) {
		xml_open(&w->x, "gen:ObsValue");
		xml_attr(&w->x, "value", value);
		xml_close(&w->x);
	}
	if (w->t->has_observations)
		put_attributes(w, fact, SDMX_TO_OBSERVATION);
	xml_close(&w->x);
}

static void put_generic_row(struct writing *w, size_t i)
{
	const struct sdmx_rows *rows = w->t->rows;
	struct sdmx_fact fact;
	bool is_flat = sdmx_is_flat(rows);

	sdmx_fact_load(rows, i, &fact);
	if (!is_flat && sdmx_row_is_first(rows, i)) {
		if (i > 0)
			xml_close(&w->x);
		xml_open(&w->x, "gen:Series");
		put_key(w, "gen:SeriesKey", &fact);
		put_attributes(w, &fact, SDMX_TO_SERIES);
	}
	if (is_flat || w->t->has_observations)
		put_observation(w, &fact);
}

int sdmx_write_generic(const struct sdmx_telling *t, struct pen *p,
                       struct fault *f)
{
	struct writing w = { .t = t, .kind = &KINDS[t->ask->form] };
	struct sdmx_fact fact;

	(void)f;
	xml_begin(&w.x, p);
	open_message(&w);
	xml_open(&w.x, "mes:DataSet");
	xml_attr(&w.x, "structureRef", t->rows->flow->id);
	xml_attr(&w.x, "action", "Information");
	sdmx_fact_load(t->rows, 0, &fact);
	put_attributes(&w, &fact, SDMX_TO_DATASET);
	for (size_t i = 0; i < t->rows->n && !p->is_bad; i++)
		put_generic_row(&w, i);
	if (!sdmx_is_flat(t->rows))
		xml_close(&w.x);
	xml_close(&w.x);
	xml_close(&w.x);
	return 0;
}

/* ---- structure-specific
 * ---------------------------------------------------------- */

static void put_own_attributes(struct writing *w, const struct sdmx_fact *fact,
                               enum sdmx_attached at)
{
	const struct sdmx_rows *rows = w->t->rows;
	char room[SDMX_TEXT_SIZE];

	for (size_t i = rows->flow->n_dimensions; i < rows->flow->n; i++)
		if (sdmx_is_attribute(w->t, i, at))
			xml_attr(&w->x, rows->flow->components[i].id,
			         sdmx_fact_text(rows, fact, i, room));
}

/* Measures that are none of 2.1's attributes. */
static void put_measures(struct writing *w, const struct sdmx_fact *fact)
{
	const struct sdmx_rows *rows = w->t->rows;
	const struct sdmx_flow *flow = rows->flow;
	char room[SDMX_TEXT_SIZE];

	for (size_t i = flow->n_dimensions;
	     i < flow->n_dimensions + flow->n_measures; i++)
		if (w->t->told[i] &&
		    (sdmx_is_value(w->t, i) || w->t->ask->api == SDMX_V2))
			xml_attr(&w->x, flow->components[i].id,
			         sdmx_fact_text(rows, fact, i, room));
}

static void put_dimensions(struct writing *w, const struct sdmx_fact *fact,
                           bool is_of_series)
{
	const struct sdmx_rows *rows = w->t->rows;

	for (size_t i = 0; i < rows->flow->n_dimensions; i++)
		if ((i != rows->observed) == is_of_series)
			xml_attr(&w->x, rows->flow->components[i].id,
			         sdmx_fact_text(rows, fact, i, NULL));
}

static void put_specific_row(struct writing *w, size_t i)
{
	const struct sdmx_rows *rows = w->t->rows;
	struct sdmx_fact fact;
	bool is_flat = sdmx_is_flat(rows);

	sdmx_fact_load(rows, i, &fact);
	if (!is_flat && sdmx_row_is_first(rows, i)) {
		if (i > 0)
			xml_close(&w->x);
		xml_open(&w->x, "Series");
		put_dimensions(w, &fact, true);
		put_own_attributes(w, &fact, SDMX_TO_SERIES);
	}
	if (!is_flat && !w->t->has_observations)
		return;
	xml_open(&w->x, "Obs");
	put_dimensions(w, &fact, is_flat);
	if (w->t->has_observations) {
		put_measures(w, &fact);
		put_own_attributes(w, &fact, SDMX_TO_OBSERVATION);
	}
	xml_close(&w->x);
}

static void open_set(struct writing *w)
{
	struct sdmx_fact fact;
	bool is_21 = w->t->ask->api == SDMX_V1;

	xml_open(&w->x, "mes:DataSet");
	xml_attr(&w->x, "data:structureRef", w->t->rows->flow->id);
	if (is_21)
		xml_attr(&w->x, "data:dataScope", "DataStructure");
	xml_attr(&w->x, "data:action", "Information");
	xml_attr(&w->x, "xsi:type",
	         w->t->ask->form == SDMX_FORM_SPECIFIC_TIME_21
	                 ? "own:TimeSeriesDataSetType"
	                 : "own:DataSetType");
	sdmx_fact_load(w->t->rows, 0, &fact);
	if (is_21) {
		put_own_attributes(w, &fact, SDMX_TO_DATASET);
		return;
	}
	xml_open(&w->x, "Atts");
	put_own_attributes(w, &fact, SDMX_TO_DATASET);
	xml_close(&w->x);
}

int sdmx_write_specific(const struct sdmx_telling *t, struct pen *p,
                        struct fault *f)
{
	struct writing w = { .t = t, .kind = &KINDS[t->ask->form] };

	w.space = sdmx_schema_space(t->ask, t->rows->flow, observed_name(t), f);
	if (!w.space)
		return -1;
	xml_begin(&w.x, p);
	open_message(&w);
	open_set(&w);
	for (size_t i = 0; i < t->rows->n && !p->is_bad; i++)
		put_specific_row(&w, i);
	if (!sdmx_is_flat(t->rows))
		xml_close(&w.x);
	xml_close(&w.x);
	xml_close(&w.x);
	return 0;
}

const char *sdmx_schema_space(const struct sdmx_ask *ask,
                              const struct sdmx_flow *flow,
                              const char *observed, struct fault *f)
{
	return arena_print(ask->q->arena, f,
	                   "urn:sdmx:org.sdmx.infomodel.datastructure."
	                   "DataStructure=%s:%s(%s):ObsLevelDim:%s",
	                   SDMX_AGENCY, flow->id, sdmx_version(ask->api),
	                   observed);
}
