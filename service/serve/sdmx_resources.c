/* SPDX-License-Identifier: Apache-2.0 */
/* The table of SDMX resources: what comes after /sdmx/v1/ and /sdmx/v2/. */
#include "sdmx.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define BOTH (SDMX_IN_V1 | SDMX_IN_V2)

static const char *const DETAIL[] = {
	"full",
	"allstubs",
	"referencestubs",
	"allcompletestubs",
	"referencecompletestubs",
	"referencepartial",
	"raw",
	NULL,
};

static const char *const DATA_DETAIL[] = { "full", "dataonly", "serieskeysonly",
	                                   "nodata", NULL };

static const char *const MODE[] = { "exact", "available", NULL };

/* What references= may be is known to sdmx_structures.c. */
static const struct sdmx_param STRUCTURES[] = {
	{ "detail", SDMX_WORD, DETAIL },
	{ "references", SDMX_ANY, NULL },
};

static const struct sdmx_param STRUCTURES_V2[] = {
	{ "detail", SDMX_WORD, DETAIL },
	{ "references", SDMX_ANY, NULL },
	{ "asOf", SDMX_MOMENT, NULL },
};

static const struct sdmx_param DATA[] = {
	{ "startPeriod", SDMX_PERIOD, NULL },
	{ "endPeriod", SDMX_PERIOD, NULL },
	{ "updatedAfter", SDMX_MOMENT, NULL },
	{ "firstNObservations", SDMX_COUNT, NULL },
	{ "lastNObservations", SDMX_COUNT, NULL },
	{ "dimensionAtObservation", SDMX_ANY, NULL },
	{ "detail", SDMX_WORD, DATA_DETAIL },
	{ "includeHistory", SDMX_FLAG, NULL },
};

static const struct sdmx_param DATA_V2[] = {
	{ "c[", SDMX_ANY, NULL },
	{ "updatedAfter", SDMX_MOMENT, NULL },
	{ "firstNObservations", SDMX_COUNT, NULL },
	{ "lastNObservations", SDMX_COUNT, NULL },
	{ "dimensionAtObservation", SDMX_ANY, NULL },
	{ "attributes", SDMX_ANY, NULL },
	{ "measures", SDMX_ANY, NULL },
	{ "includeHistory", SDMX_FLAG, NULL },
	{ "offset", SDMX_ANY, NULL },
	{ "limit", SDMX_COUNT, NULL },
	{ "sort", SDMX_ANY, NULL },
	{ "asOf", SDMX_MOMENT, NULL },
	{ "reportingYearStartDay", SDMX_ANY, NULL },
};

static const struct sdmx_param AVAILABLE[] = {
	{ "startPeriod", SDMX_PERIOD, NULL },
	{ "endPeriod", SDMX_PERIOD, NULL },
	{ "updatedAfter", SDMX_MOMENT, NULL },
	{ "references", SDMX_ANY, NULL },
	{ "mode", SDMX_WORD, MODE },
};

static const struct sdmx_param AVAILABLE_V2[] = {
	{ "c[", SDMX_ANY, NULL },
	{ "updatedAfter", SDMX_MOMENT, NULL },
	{ "references", SDMX_ANY, NULL },
	{ "mode", SDMX_WORD, MODE },
};

static const struct sdmx_param SCHEMA[] = {
	{ "dimensionAtObservation", SDMX_ANY, NULL },
	{ "explicitMeasure", SDMX_FLAG, NULL },
};

/* A resource of the standard that is structures in v1. */
#define V1_STRUCTURES(name)                                                   \
	{                                                                     \
		name, SDMX_IN_V1, SDMX_SET_STRUCTURE, sdmx_answer_structures, \
			0, 4, STRUCTURES, COUNT(STRUCTURES),                  \
			"agency id version item"                              \
	}

static const struct sdmx_resource RESOURCES[] = {
	V1_STRUCTURES("datastructure"),
	V1_STRUCTURES("metadatastructure"),
	V1_STRUCTURES("categoryscheme"),
	V1_STRUCTURES("conceptscheme"),
	V1_STRUCTURES("codelist"),
	V1_STRUCTURES("hierarchicalcodelist"),
	V1_STRUCTURES("organisationscheme"),
	V1_STRUCTURES("agencyscheme"),
	V1_STRUCTURES("dataproviderscheme"),
	V1_STRUCTURES("dataconsumerscheme"),
	V1_STRUCTURES("organisationunitscheme"),
	V1_STRUCTURES("dataflow"),
	V1_STRUCTURES("metadataflow"),
	V1_STRUCTURES("reportingtaxonomy"),
	V1_STRUCTURES("provisionagreement"),
	V1_STRUCTURES("structureset"),
	V1_STRUCTURES("process"),
	V1_STRUCTURES("categorisation"),
	V1_STRUCTURES("contentconstraint"),
	V1_STRUCTURES("actualconstraint"),
	V1_STRUCTURES("allowedconstraint"),
	V1_STRUCTURES("attachmentconstraint"),
	V1_STRUCTURES("transformationscheme"),
	V1_STRUCTURES("rulesetscheme"),
	V1_STRUCTURES("userdefinedoperatorscheme"),
	V1_STRUCTURES("customtypescheme"),
	V1_STRUCTURES("namepersonalisationscheme"),
	V1_STRUCTURES("vtlmappingscheme"),
	V1_STRUCTURES("structure"),
	{ "data", SDMX_IN_V1, SDMX_SET_DATA, sdmx_answer_data, 1, 3, DATA,
	  COUNT(DATA), "flow key provider" },
	{ "availableconstraint", SDMX_IN_V1, SDMX_SET_STRUCTURE,
	  sdmx_answer_available, 1, 4, AVAILABLE, COUNT(AVAILABLE),
	  "flow key provider component" },
	{ "schema", SDMX_IN_V1, SDMX_SET_SCHEMA, sdmx_answer_schema, 3, 4,
	  SCHEMA, COUNT(SCHEMA), "context agency resource version" },
	{ "structure", SDMX_IN_V2, SDMX_SET_STRUCTURE, sdmx_answer_structures,
	  0, 5, STRUCTURES_V2, COUNT(STRUCTURES_V2),
	  "structure agency id version item" },
	{ "data", SDMX_IN_V2, SDMX_SET_DATA, sdmx_answer_data_v2, 0, 5, DATA_V2,
	  COUNT(DATA_V2), "context agency resource version key" },
	{ "availability", SDMX_IN_V2, SDMX_SET_STRUCTURE,
	  sdmx_answer_available_v2, 0, 6, AVAILABLE_V2, COUNT(AVAILABLE_V2),
	  "context agency resource version key component" },
	{ "schema", SDMX_IN_V2, SDMX_SET_SCHEMA, sdmx_answer_schema_v2, 3, 4,
	  SCHEMA, COUNT(SCHEMA), "context agency resource version" },
	/* Reference metadata and registration: of the standard, not ours. */
	{ "metadata", BOTH, SDMX_SET_STRUCTURE | SDMX_SET_DATA,
	  sdmx_answer_not_done, 0, SDMX_SEGMENTS_MOST, NULL, 0, NULL },
	{ "registration", BOTH, SDMX_SET_STRUCTURE, sdmx_answer_not_done, 0,
	  SDMX_SEGMENTS_MOST, NULL, 0, NULL },
};

const struct sdmx_resource *sdmx_resources(size_t *n)
{
	*n = COUNT(RESOURCES);
	return RESOURCES;
}

/* They are ours, not the standard's, which leaves services free to add some. */
static const struct sdmx_param SHARED[] = {
	{ "format", SDMX_ANY, NULL },
	{ "formatVersion", SDMX_ANY, NULL },
	{ "lang", SDMX_ANY, NULL },
	{ "release", SDMX_ANY, NULL },
};

const struct sdmx_param *sdmx_shared_params(size_t *n)
{
	*n = COUNT(SHARED);
	return SHARED;
}
