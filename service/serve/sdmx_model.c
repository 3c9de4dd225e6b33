/* SPDX-License-Identifier: Apache-2.0 */
/* Every artefact there is. To add one: its row here, and what it refers to. */
#include "sdmx_model.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "site.h"
#include "snapshot.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define EN(text)                         \
	{                                \
		{                        \
			[UN_EN] = (text) \
		}                        \
	}
#define NO_NAME              \
	{                    \
		{            \
			NULL \
		}            \
	}

#define ITEM(id, name, about)                 \
	{                                     \
		id, EN(name), EN(about), NULL \
	}

static const struct sdmx_class_row CLASSES[SDMX_CLASS_COUNT] = {
	[SDMX_AGENCY_SCHEME] = { { "AgencyScheme", "AgencyScheme" },
	                         { "OrganisationSchemes", "AgencySchemes" },
	                         "base",
	                         { "agencySchemes", "agencySchemes" },
	                         "Agency",
	                         "agencies" },
	[SDMX_PROVIDER_SCHEME] = { { "DataProviderScheme",
	                             "DataProviderScheme" },
	                           { "OrganisationSchemes",
	                             "DataProviderSchemes" },
	                           "base",
	                           { "dataProviderSchemes",
	                             "dataProviderSchemes" },
	                           "DataProvider",
	                           "dataProviders" },
	[SDMX_CATEGORY_SCHEME] = { { "CategoryScheme", "CategoryScheme" },
	                           { "CategorySchemes", "CategorySchemes" },
	                           "categoryscheme",
	                           { "categorySchemes", "categorySchemes" },
	                           "Category",
	                           "categories" },
	[SDMX_CATEGORISATION] = { { "Categorisation", "Categorisation" },
	                          { "Categorisations", "Categorisations" },
	                          "categoryscheme",
	                          { "categorisations", "categorisations" },
	                          NULL,
	                          NULL },
	[SDMX_CODELIST] = { { "Codelist", "Codelist" },
	                    { "Codelists", "Codelists" },
	                    "codelist",
	                    { "codelists", "codelists" },
	                    "Code",
	                    "codes" },
	[SDMX_CONCEPT_SCHEME] = { { "ConceptScheme", "ConceptScheme" },
	                          { "Concepts", "ConceptSchemes" },
	                          "conceptscheme",
	                          { "conceptSchemes", "conceptSchemes" },
	                          "Concept",
	                          "concepts" },
	[SDMX_HIERARCHY] = { { "HierarchicalCodelist", "Hierarchy" },
	                     { "HierarchicalCodelists", "Hierarchies" },
	                     "codelist",
	                     { "hierarchicalCodelists", "hierarchies" },
	                     NULL,
	                     NULL },
	[SDMX_CONSTRAINT] = { { "ContentConstraint", "DataConstraint" },
	                      { "Constraints", "DataConstraints" },
	                      "registry",
	                      { "contentConstraints", "dataConstraints" },
	                      NULL,
	                      NULL },
	[SDMX_DATAFLOW] = { { "Dataflow", "Dataflow" },
	                    { "Dataflows", "Dataflows" },
	                    "datastructure",
	                    { "dataflows", "dataflows" },
	                    NULL,
	                    NULL },
	[SDMX_DATA_STRUCTURE] = { { "DataStructure", "DataStructure" },
	                          { "DataStructures", "DataStructures" },
	                          "datastructure",
	                          { "dataStructures", "dataStructures" },
	                          NULL,
	                          NULL },
	[SDMX_PROVISION] = { { "ProvisionAgreement", "ProvisionAgreement" },
	                     { "ProvisionAgreements", "ProvisionAgreements" },
	                     "registry",
	                     { "provisionAgreements", "provisionAgreements" },
	                     NULL,
	                     NULL },
};

static const struct sdmx_item AGENCIES[] = {
	ITEM(SDMX_AGENCY, "gcmtrack",
	     "Maintains what is served here: codes, structures and flows"),
};

static const struct sdmx_item PROVIDERS[] = {
	ITEM(SDMX_PROVIDER, "gcmtrack",
	     "Assesses reports and gathers statistics on the Global Compact "
	     "for Migration"),
};

static const struct sdmx_item CATEGORIES[] = {
	ITEM("ASSESSMENTS", "Assessments of reports",
	     "What States and others report on commitments, scored"),
	ITEM("STATISTICS", "Statistics",
	     "Figures that publishers issue on what commitments bear on"),
};

static const struct sdmx_item CONCEPTS[] = {
	ITEM("FREQ", "Frequency", "The interval at which values come"),
	ITEM("REF_AREA", "Reference area", "The State that a value is of"),
	ITEM("COMMITMENT", "Commitment",
	     "The objective or other commitment that is assessed"),
	ITEM("VOICE", "Voice", "Who speaks: a State of itself, or others"),
	ITEM("SERIES", "Series", "The statistic, as its publisher issues it"),
	ITEM("BREAKDOWN", "Breakdown",
	     "What a figure is broken down by, and the part it is of"),
	ITEM("TIME_PERIOD", "Time period",
	     "The year of the review round, or the time of a figure"),
	ITEM("OBS_VALUE", "Observation value",
	     "The score of a cell, -100 to 100, or a figure"),
	ITEM("LOW", "Lower end of the interval",
	     "5 % quantile of the score's distribution"),
	ITEM("HIGH", "Upper end of the interval",
	     "95 % quantile of the score's distribution"),
	ITEM("OBS_STATUS", "Observation status",
	     "Why a value is missing, in the words of SDMX"),
	ITEM("SILENCE", "Status of the cell",
	     "Why a value is missing: silence is typed"),
	ITEM("ROUND", "Review round", "The round that a cell belongs to"),
	ITEM("N_SOURCES", "Number of sources",
	     "Documents whose passages count in the cell"),
	ITEM("N_PASSAGES", "Number of passages",
	     "Passages that count in the cell"),
	ITEM("METHOD", "Method", "Version of the method that scored"),
	ITEM("RELEASE", "Release", "Name of the published state of findings"),
	ITEM("NATURE", "Nature of the figure", "Who made the figure"),
	ITEM("UNIT_MEASURE", "Unit of measure", "What the figure counts"),
	ITEM("EDITION", "Edition", "Date of the edition that it is from"),
	ITEM("SOURCE", "Source", "Who published the figure"),
};

static const char *const CODELISTS[] = {
	"CL_AREA",    "CL_BREAKDOWN",  "CL_COMMITMENT", "CL_FREQ",
	"CL_NATURE",  "CL_OBS_STATUS", "CL_ROUND",      "CL_SERIES",
	"CL_SILENCE", "CL_VOICE",
};

/* Artefacts of each flow, one row for both flows. */
static const struct {
	const char *flow;
	const char *category;
	const char *provision;
	const char *name;
	const char *about;
} FLOWS[] = {
	{ "CELLS", "ASSESSMENTS", "CELLS_GCMTRACK",
	  "Scores of States on commitments, by round and voice",
	  "State x commitment x review round x voice, with an interval, or "
	  "with the type of silence where there is no score" },
	{ "OBSERVATIONS", "STATISTICS", "OBSERVATIONS_GCMTRACK",
	  "Figures of statistics that bear on commitments",
	  "Values as their publishers issue them, by State, series, breakdown "
	  "and time" },
};

const struct sdmx_class_row *sdmx_class_row(enum sdmx_class class)
{
	return &CLASSES[class];
}

static struct sdmx_artefact *add(struct sdmx_model *m, enum sdmx_class class,
                                 const char *id, const char *name,
                                 const char *about)
{
	struct sdmx_artefact *a = &m->at[m->n++];

	a->class = class;
	a->agency = SDMX_AGENCY;
	a->id = id;
	/* Schemes of organisations have this version in both standards. */
	a->version =
		class == SDMX_AGENCY_SCHEME || class == SDMX_PROVIDER_SCHEME
			? "1.0"
			: sdmx_version(m->ask->api);
	a->name.text[UN_EN] = name;
	a->about.text[UN_EN] = about;
	return a;
}

static void add_items(struct sdmx_artefact *a, const struct sdmx_item *items,
                      size_t n)
{
	a->items = items;
	a->n_items = n;
}

static void add_schemes(struct sdmx_model *m)
{
	struct sdmx_artefact *a;

	a = add(m, SDMX_AGENCY_SCHEME, "AGENCIES", "Agencies",
	        "Who maintains structures");
	a->agency = "SDMX";
	add_items(a, AGENCIES, COUNT(AGENCIES));
	a = add(m, SDMX_PROVIDER_SCHEME, "DATA_PROVIDERS", "Data providers",
	        "Who provides data");
	add_items(a, PROVIDERS, COUNT(PROVIDERS));
	a = add(m, SDMX_CATEGORY_SCHEME, "TOPICS", "Topics",
	        "What the flows are about");
	add_items(a, CATEGORIES, COUNT(CATEGORIES));
	a = add(m, SDMX_CONCEPT_SCHEME, "CONCEPTS", "Concepts",
	        "What dimensions, measures and attributes mean");
	add_items(a, CONCEPTS, COUNT(CONCEPTS));
}

static int add_codelists(struct sdmx_model *m, struct fault *f)
{
	for (size_t i = 0; i < COUNT(CODELISTS); i++) {
		const struct sdmx_codelist *cl =
			sdmx_codelist(m->ask, CODELISTS[i], f);
		struct sdmx_artefact *a;

		if (!cl)
			return -1;
		a = add(m, SDMX_CODELIST, cl->id, NULL, NULL);
		a->name = cl->name;
		a->about = cl->about;
		add_items(a, cl->items, cl->n);
	}
	return 0;
}

/* ---- what refers to what ------------------------------------------------ */

const char *sdmx_flow_provision(const struct sdmx_flow *flow)
{
	for (size_t i = 0; i < COUNT(FLOWS); i++)
		if (strcmp(FLOWS[i].flow, flow->id) == 0)
			return FLOWS[i].provision;
	return "";
}

struct sdmx_artefact *sdmx_model_find(struct sdmx_model *m,
                                      enum sdmx_class class, const char *id)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->at[i].class == class && strcmp(m->at[i].id, id) == 0)
			return &m->at[i];
	return NULL;
}

static void refer(struct sdmx_model *m, struct sdmx_artefact *a,
                  enum sdmx_class class, const char *id)
{
	const struct sdmx_artefact *to = sdmx_model_find(m, class, id);

	if (to)
		a->children |= (uint64_t)1 << (size_t)(to - m->at);
}

static void add_hierarchy(struct sdmx_model *m)
{
	struct sdmx_artefact *a =
		add(m, SDMX_HIERARCHY, "CROSSWALK", "Crosswalk of commitments",
	            "Objectives of the Compact, each with the lines of other "
	            "catalogues that correspond to it");

	refer(m, a, SDMX_CODELIST, "CL_COMMITMENT");
}

static void add_structure(struct sdmx_model *m, const struct sdmx_flow *flow,
                          const char *name, const char *about)
{
	struct sdmx_artefact *a =
		add(m, SDMX_DATA_STRUCTURE, flow->id, name, about);

	a->flow = flow;
	refer(m, a, SDMX_CONCEPT_SCHEME, "CONCEPTS");
	for (size_t i = 0; i < flow->n; i++)
		if (flow->components[i].codelist)
			refer(m, a, SDMX_CODELIST,
			      flow->components[i].codelist);
}

static int add_constraint(struct sdmx_model *m, const struct sdmx_flow *flow,
                          bool is_actual, struct fault *f)
{
	char *id = arena_print(m->ask->q->arena, f, "%s_%s", flow->id,
	                       is_actual ? "ACTUAL" : "ALLOWED");
	struct sdmx_artefact *a;

	if (!id)
		return -1;
	a = add(m, SDMX_CONSTRAINT, id,
	        is_actual ? "What the flow holds" : "What the flow may hold",
	        is_actual ? "Codes and periods of the values that there are"
	                  : "Codes that values may have");
	a->flow = flow;
	a->is_actual = is_actual;
	refer(m, a, SDMX_DATAFLOW, flow->id);
	return 0;
}

int sdmx_constraint_content(const struct sdmx_ask *ask,
                            const struct sdmx_artefact *a,
                            struct sdmx_content *out, struct fault *f)
{
	if (!a->available)
		return sdmx_content(ask, a->flow, a->is_actual, out, f);
	*out = a->available->content;
	return 0;
}

int sdmx_model_add_available(struct sdmx_model *m, const struct sdmx_flow *flow,
                             const struct sdmx_available *available,
                             struct fault *f)
{
	const char *id =
		arena_print(m->ask->q->arena, f, "%s_AVAILABLE", flow->id);
	struct sdmx_artefact *a;

	if (!id)
		return -1;
	a = add(m, SDMX_CONSTRAINT, id, "What the query would find",
	        "Codes and periods of the values that the query would find");
	a->flow = flow;
	a->is_actual = true;
	a->is_target = true;
	a->extent = SDMX_FULL;
	a->available = available;
	return 0;
}

/* All that belongs to the flow of row I. */
static int add_flow(struct sdmx_model *m, size_t i, struct fault *f)
{
	const struct sdmx_flow *flow = sdmx_flow_find(FLOWS[i].flow);
	struct sdmx_artefact *a;

	if (!flow)
		return fault_set(f, FAULT_SYSTEM, "no flow %s", FLOWS[i].flow);
	add_structure(m, flow, FLOWS[i].name, FLOWS[i].about);
	a = add(m, SDMX_DATAFLOW, flow->id, FLOWS[i].name, FLOWS[i].about);
	a->flow = flow;
	refer(m, a, SDMX_DATA_STRUCTURE, flow->id);
	a = add(m, SDMX_CATEGORISATION, flow->id, FLOWS[i].name,
	        "The topic of the flow");
	a->flow = flow;
	a->category = FLOWS[i].category;
	refer(m, a, SDMX_DATAFLOW, flow->id);
	refer(m, a, SDMX_CATEGORY_SCHEME, "TOPICS");
	a = add(m, SDMX_PROVISION, FLOWS[i].provision, FLOWS[i].name,
	        "Who provides the data of the flow");
	a->flow = flow;
	refer(m, a, SDMX_DATAFLOW, flow->id);
	refer(m, a, SDMX_PROVIDER_SCHEME, "DATA_PROVIDERS");
	return add_constraint(m, flow, true, f) < 0
	               ? -1
	               : add_constraint(m, flow, false, f);
}

int sdmx_model_make(const struct sdmx_ask *ask, struct sdmx_model *m,
                    struct fault *f)
{
	memset(m, 0, sizeof(*m));
	m->ask = ask;
	add_schemes(m);
	if (add_codelists(m, f) < 0)
		return -1;
	add_hierarchy(m);
	for (size_t i = 0; i < COUNT(FLOWS); i++)
		if (add_flow(m, i, f) < 0)
			return -1;
	return 0;
}

/* ---- words of one artefact ---------------------------------------------- */

const char *sdmx_urn(const struct sdmx_ask *ask, const struct sdmx_artefact *a,
                     const char *item, struct fault *f)
{
	const struct sdmx_class_row *row = &CLASSES[a->class];

	return arena_print(ask->q->arena, f,
	                   "urn:sdmx:org.sdmx.infomodel.%s.%s=%s:%s(%s)%s%s",
	                   row->package, item ? row->item : row->name[ask->api],
	                   a->agency, a->id, a->version, item ? "." : "",
	                   item ? item : "");
}

/* The word of the class in a path: its name in small letters. */
static void path_word(enum sdmx_api api, enum sdmx_class class, char *out)
{
	const char *name = CLASSES[class].name[api];
	size_t i;

	for (i = 0; name[i]; i++) {
		out[i] = name[i];
		if (name[i] >= 'A' && name[i] <= 'Z')
			out[i] = (char)(name[i] - 'A' + 'a');
	}
	out[i] = '\0';
}

const char *sdmx_url(const struct sdmx_ask *ask, const struct sdmx_artefact *a,
                     struct fault *f)
{
	const char *base = ask->q->site->options.public_url;
	char word[32];

	path_word(ask->api, a->class, word);
	return arena_print(ask->q->arena, f, "%s/sdmx/%s/%s/%s/%s/%s",
	                   base ? base : "",
	                   ask->api == SDMX_V1 ? "v1" : "v2/structure", word,
	                   a->agency, a->id, a->version);
}

/* The catalogue that the others are held against. */
#define COMPACT "gcm"

bool sdmx_crosswalk_next(const struct sdmx_ask *ask, size_t *at,
                         char code[SDMX_CODE_SIZE])
{
	const struct snapshot *s = ask->snapshot;

	for (; *at < s->n_commitments; (*at)++)
		if (strcmp(s->commitments[*at].catalogue, COMPACT) == 0) {
			sdmx_code(s->commitments[*at].code, code);
			return true;
		}
	return false;
}

bool sdmx_crosswalk_line(const struct sdmx_ask *ask, size_t at, size_t i,
                         char code[SDMX_CODE_SIZE])
{
	const struct commitment *c = &ask->snapshot->commitments[at];

	if (i >= c->n_crosswalks)
		return false;
	sdmx_code(c->crosswalks[i].commitment, code);
	return true;
}

bool sdmx_has(const struct sdmx_artefact *a, size_t i)
{
	return !a->has || a->has[i];
}

int sdmx_part(struct sdmx_model *m, struct sdmx_artefact *a, struct fault *f)
{
	if (!a->has)
		a->has = arena_array(m->ask->q->arena, a->n_items + 1,
		                     sizeof(*a->has), f);
	return a->has ? 0 : -1;
}

void sdmx_keep(struct sdmx_artefact *a, const char *item)
{
	for (size_t i = 0; i < a->n_items; i++)
		if (strcmp(a->items[i].id, item) == 0)
			a->has[i] = true;
}

int sdmx_write_model(struct sdmx_model *m, struct pen *p, struct fault *f)
{
	return sdmx_form_row(m->ask->form)->is_json ? sdmx_write_json(m, p, f)
	                                            : sdmx_write_xml(m, p, f);
}
