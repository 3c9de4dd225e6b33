/* SPDX-License-Identifier: Apache-2.0 */
/* Structure queries: which artefacts a path means, what goes with them by
   references=, and how much of each is told by detail=. */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "sdmx_model.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define BIT(class) SDMX_CLASS_BIT(SDMX_##class)
#define ALL        (SDMX_CLASS_BIT(SDMX_CLASS_COUNT) - 1)
#define BOTH       (SDMX_IN_V1 | SDMX_IN_V2)

/* Kinds of constraint that a word takes. */
#define ACTUAL  1u
#define ALLOWED 2u

/* What a word of a path, or of references=, stands for. Words of the standard
   that we have nothing of stand for no class: they are answered, and empty. */
struct word_row {
	const char *word;
	unsigned apis;
	unsigned classes;
	unsigned constraints;
};

static const struct word_row WORDS[] = {
	{ "structure", BOTH, ALL, ACTUAL | ALLOWED },
	{ "*", SDMX_IN_V2, ALL, ACTUAL | ALLOWED },
	{ "all", SDMX_IN_V2, ALL, ACTUAL | ALLOWED },
	{ "agencyscheme", BOTH, BIT(AGENCY_SCHEME), 0 },
	{ "dataproviderscheme", BOTH, BIT(PROVIDER_SCHEME), 0 },
	{ "organisationscheme", SDMX_IN_V1,
	  BIT(AGENCY_SCHEME) | BIT(PROVIDER_SCHEME), 0 },
	{ "categoryscheme", BOTH, BIT(CATEGORY_SCHEME), 0 },
	{ "categorisation", BOTH, BIT(CATEGORISATION), 0 },
	{ "codelist", BOTH, BIT(CODELIST), 0 },
	{ "conceptscheme", BOTH, BIT(CONCEPT_SCHEME), 0 },
	{ "dataflow", BOTH, BIT(DATAFLOW), 0 },
	{ "datastructure", BOTH, BIT(DATA_STRUCTURE), 0 },
	{ "provisionagreement", BOTH, BIT(PROVISION), 0 },
	{ "contentconstraint", SDMX_IN_V1, BIT(CONSTRAINT), ACTUAL | ALLOWED },
	{ "actualconstraint", SDMX_IN_V1, BIT(CONSTRAINT), ACTUAL },
	{ "allowedconstraint", SDMX_IN_V1, BIT(CONSTRAINT), ALLOWED },
	{ "dataconstraint", SDMX_IN_V2, BIT(CONSTRAINT), ACTUAL | ALLOWED },
	{ "metadatastructure", BOTH, 0, 0 },
	{ "metadataflow", BOTH, 0, 0 },
	{ "dataconsumerscheme", BOTH, 0, 0 },
	{ "organisationunitscheme", BOTH, 0, 0 },
	{ "reportingtaxonomy", BOTH, 0, 0 },
	{ "process", BOTH, 0, 0 },
	{ "transformationscheme", BOTH, 0, 0 },
	{ "rulesetscheme", BOTH, 0, 0 },
	{ "userdefinedoperatorscheme", BOTH, 0, 0 },
	{ "customtypescheme", BOTH, 0, 0 },
	{ "namepersonalisationscheme", BOTH, 0, 0 },
	{ "vtlmappingscheme", BOTH, 0, 0 },
	{ "hierarchicalcodelist", SDMX_IN_V1, BIT(HIERARCHY), 0 },
	{ "structureset", SDMX_IN_V1, 0, 0 },
	{ "attachmentconstraint", SDMX_IN_V1, 0, 0 },
	{ "hierarchy", SDMX_IN_V2, BIT(HIERARCHY), 0 },
	{ "hierarchyassociation", SDMX_IN_V2, 0, 0 },
	{ "valuelist", SDMX_IN_V2, 0, 0 },
	{ "metadataproviderscheme", SDMX_IN_V2, 0, 0 },
	{ "metadataprovisionagreement", SDMX_IN_V2, 0, 0 },
	{ "metadataconstraint", SDMX_IN_V2, 0, 0 },
	{ "structuremap", SDMX_IN_V2, 0, 0 },
	{ "representationmap", SDMX_IN_V2, 0, 0 },
	{ "conceptschememap", SDMX_IN_V2, 0, 0 },
	{ "categoryschememap", SDMX_IN_V2, 0, 0 },
	{ "organisationschememap", SDMX_IN_V2, 0, 0 },
	{ "reportingtaxonomymap", SDMX_IN_V2, 0, 0 },
};

/* Words of references= that are no class. */
#define TAKES_PARENTS     1u
#define TAKES_SIBLINGS    2u /* what parents refer to */
#define TAKES_ANCESTORS   4u
#define TAKES_CHILDREN    8u
#define TAKES_DESCENDANTS 16u

static const struct {
	const char *word;
	unsigned apis;
	unsigned takes;
} REFERENCES[] = {
	{ "none", BOTH, 0 },
	{ "parents", BOTH, TAKES_PARENTS },
	{ "parentsandsiblings", BOTH, TAKES_PARENTS | TAKES_SIBLINGS },
	{ "ancestors", SDMX_IN_V2, TAKES_PARENTS | TAKES_ANCESTORS },
	{ "children", BOTH, TAKES_CHILDREN },
	{ "descendants", BOTH, TAKES_CHILDREN | TAKES_DESCENDANTS },
	{ "all", BOTH,
	  TAKES_PARENTS | TAKES_SIBLINGS | TAKES_CHILDREN | TAKES_DESCENDANTS },
};

static const struct {
	const char *word;
	enum sdmx_extent target, reference;
	bool is_partial;
} DETAILS[] = {
	{ "full", SDMX_FULL, SDMX_FULL, false },
	{ "raw", SDMX_FULL, SDMX_FULL, false },
	{ "allstubs", SDMX_STUB, SDMX_STUB, false },
	{ "referencestubs", SDMX_FULL, SDMX_STUB, false },
	{ "allcompletestubs", SDMX_COMPLETE_STUB, SDMX_COMPLETE_STUB, false },
	{ "referencecompletestubs", SDMX_FULL, SDMX_COMPLETE_STUB, false },
	{ "referencepartial", SDMX_FULL, SDMX_FULL, true },
};

/* A question as read. */
struct query {
	const struct sdmx_ask *ask;
	struct sdmx_model model;
	const struct word_row *word;
	struct sdmx_list agency, id, item;
	const char *version;
	unsigned takes;   /* TAKES_* */
	unsigned classes; /* of references= */
	unsigned constraints;
	size_t detail; /* row of DETAILS */
	struct fault *fault;
};

static const struct word_row *find_word(enum sdmx_api api, const char *word)
{
	for (size_t i = 0; i < COUNT(WORDS); i++)
		if ((WORDS[i].apis & (1u << (unsigned)api)) &&
		    strcmp(WORDS[i].word, word) == 0)
			return &WORDS[i];
	return NULL;
}

bool sdmx_structures_hold(const char *word)
{
	const struct word_row *row = find_word(SDMX_V1, word);

	return row && row->classes != 0;
}

/* ---- reading ------------------------------------------------------------ */

/* Reads one word of references=; false when it is none. */
static bool read_reference(struct query *q, const char *word)
{
	unsigned api = 1u << (unsigned)q->ask->api;
	const struct word_row *row;

	for (size_t i = 0; i < COUNT(REFERENCES); i++)
		if ((REFERENCES[i].apis & api) &&
		    strcmp(REFERENCES[i].word, word) == 0) {
			q->takes |= REFERENCES[i].takes;
			return true;
		}
	row = find_word(q->ask->api, word);
	if (!row || row->classes == ALL)
		return false;
	q->classes |= row->classes;
	q->constraints |= row->constraints;
	return true;
}

/* Gives 1; 0 when refused; -1 on a fault. */
static int read_references(struct query *q, struct reply *r)
{
	const char *given = sdmx_value(q->ask, "references", "none");
	const char *breaks = q->ask->api == SDMX_V1 ? "" : ",";
	struct sdmx_list words;

	/* "all" is a word here, not an open list. */
	if (strcmp(given, "all") == 0)
		return read_reference(q, given) ? 1 : -1;
	if (sdmx_split(q->ask, given, breaks, &words, q->fault) < 0)
		return -1;
	for (size_t i = 0; i < words.n; i++)
		if (!read_reference(q, words.value[i]))
			return sdmx_refuse(q->ask, r, SDMX_ERROR_SYNTAX,
			                   "references=%.60s: use none, "
			                   "parents, parentsandsiblings, "
			                   "children, descendants, all or a "
			                   "kind of structure",
			                   words.value[i]);
	return 1;
}

static void read_detail(struct query *q)
{
	const char *given = sdmx_value(q->ask, "detail", "full");

	for (size_t i = 0; i < COUNT(DETAILS); i++)
		if (strcmp(DETAILS[i].word, given) == 0)
			q->detail = i;
}

static int read_path(struct query *q, struct reply *r)
{
	const struct sdmx_ask *ask = q->ask;
	bool is_v1 = ask->api == SDMX_V1;
	size_t at = is_v1 ? 0 : 1;
	const char *breaks = is_v1 ? "+ " : ",";
	const char *word =
		is_v1 ? ask->resource->name : sdmx_segment(ask, 0, "*");

	q->word = find_word(ask->api, word);
	if (!q->word)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "\"%.60s\" is no kind of structure of this "
		                   "standard",
		                   word);
	q->version = sdmx_segment(ask, at + 2, is_v1 ? "latest" : "~");
	if (sdmx_split(ask, sdmx_segment(ask, at, ""), breaks, &q->agency,
	               q->fault) < 0 ||
	    sdmx_split(ask, sdmx_segment(ask, at + 1, ""), breaks, &q->id,
	               q->fault) < 0 ||
	    sdmx_split(ask, sdmx_segment(ask, at + 3, ""), breaks, &q->item,
	               q->fault) < 0)
		return -1;
	return 1;
}

/* ---- targets ------------------------------------------------------------ */

static bool has_item(const struct sdmx_artefact *a, const char *id)
{
	for (size_t i = 0; i < a->n_items; i++)
		if (strcmp(a->items[i].id, id) == 0)
			return true;
	return false;
}

/* Keeps the items asked for; false when A has none of them. */
static int keep_items(struct query *q, struct sdmx_artefact *a)
{
	bool has_one = false;

	for (size_t i = 0; i < q->item.n; i++)
		has_one |= has_item(a, q->item.value[i]);
	if (!has_one)
		return 0;
	if (sdmx_part(&q->model, a, q->fault) < 0)
		return -1;
	for (size_t i = 0; i < q->item.n; i++)
		sdmx_keep(a, q->item.value[i]);
	return 1;
}

static bool is_of(const struct sdmx_artefact *a, unsigned classes,
                  unsigned constraints)
{
	return (classes & SDMX_CLASS_BIT(a->class)) &&
	       (a->class != SDMX_CONSTRAINT ||
	        (constraints & (a->is_actual ? ACTUAL : ALLOWED)));
}

static int choose_targets(struct query *q, size_t *n)
{
	for (size_t i = 0; i < q->model.n; i++) {
		struct sdmx_artefact *a = &q->model.at[i];
		int rc = 1;

		if (!is_of(a, q->word->classes, q->word->constraints) ||
		    !sdmx_list_has(&q->agency, a->agency) ||
		    !sdmx_list_has(&q->id, a->id))
			continue;
		if (q->item.n > 0)
			rc = keep_items(q, a);
		if (rc < 0)
			return -1;
		a->is_target = rc == 1;
		*n += a->is_target;
	}
	return 0;
}

/* ---- references --------------------------------------------------------- */

static uint64_t bit_of(size_t i)
{
	return (uint64_t)1 << i;
}

/* Whether P, which refers to A, refers to an item of it that is told. */
static bool is_parent_of_items(const struct sdmx_artefact *p,
                               const struct sdmx_artefact *a)
{
	if (!a->has)
		return true;
	for (size_t i = 0; i < a->n_items; i++) {
		const char *id = a->items[i].id;

		if (!a->has[i])
			continue;
		if (a->class == SDMX_CATEGORY_SCHEME
		            ? p->category && strcmp(p->category, id) == 0
		    : a->class == SDMX_CONCEPT_SCHEME
		            ? sdmx_component_find(p->flow, id) != NULL
		            : true)
			return true;
	}
	return false;
}

/* Artefacts that refer to one of SET. */
static uint64_t parents_of(const struct sdmx_model *m, uint64_t set)
{
	uint64_t out = 0;

	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->n; k++)
			if ((set & bit_of(k)) &&
			    (m->at[i].children & bit_of(k)) &&
			    is_parent_of_items(&m->at[i], &m->at[k]))
				out |= bit_of(i);
	return out;
}

/* What SET refers to. */
static uint64_t children_of(const struct sdmx_model *m, uint64_t set)
{
	uint64_t out = 0;

	for (size_t i = 0; i < m->n; i++)
		if (set & bit_of(i))
			out |= m->at[i].children;
	return out;
}

/* STEP again and again, until nothing is added. */
static uint64_t closure(const struct sdmx_model *m, uint64_t set,
                        uint64_t (*step)(const struct sdmx_model *m,
                                         uint64_t set))
{
	uint64_t before;

	do {
		before = set;
		set |= step(m, set);
	} while (set != before);
	return set;
}

static void choose_references(struct query *q)
{
	struct sdmx_model *m = &q->model;
	uint64_t targets = 0, parents, children, set = 0;

	for (size_t i = 0; i < m->n; i++)
		targets |= m->at[i].is_target ? bit_of(i) : 0;
	parents = parents_of(m, targets);
	children = children_of(m, targets);
	if (q->takes & TAKES_PARENTS)
		set |= parents;
	if (q->takes & TAKES_SIBLINGS)
		set |= children_of(m, parents);
	if (q->takes & TAKES_ANCESTORS)
		set |= closure(m, parents, parents_of);
	if (q->takes & TAKES_CHILDREN)
		set |= children;
	if (q->takes & TAKES_DESCENDANTS)
		set |= closure(m, children, children_of);
	for (size_t i = 0; i < m->n; i++) {
		struct sdmx_artefact *a = &m->at[i];
		bool is_asked = ((parents | children) & bit_of(i)) &&
		                is_of(a, q->classes, q->constraints);

		if (a->is_target)
			a->extent = DETAILS[q->detail].target;
		else if ((set & bit_of(i)) || is_asked)
			a->extent = DETAILS[q->detail].reference;
	}
}

/* ---- partial references ------------------------------------------------- */

/* Keeps of each codelist the codes that FLOW may have; of codelists that no
   dimension has, all. */
static int keep_codes(struct query *q, const struct sdmx_flow *flow)
{
	struct sdmx_content content;

	if (sdmx_content(q->ask, flow, false, &content, q->fault) < 0)
		return -1;
	for (size_t i = 0; i < flow->n_dimensions; i++) {
		const char *list = flow->components[i].codelist;
		struct sdmx_artefact *a =
			list ? sdmx_model_find(&q->model, SDMX_CODELIST, list)
			     : NULL;

		if (!a || a->extent == SDMX_ABSENT)
			continue;
		if (sdmx_part(&q->model, a, q->fault) < 0)
			return -1;
		for (size_t k = 0; k < content.codes[i].n; k++)
			sdmx_keep(a, content.codes[i].value[k]);
	}
	return 0;
}

static int keep_concepts(struct query *q, const struct sdmx_flow *flow)
{
	struct sdmx_artefact *a =
		sdmx_model_find(&q->model, SDMX_CONCEPT_SCHEME, "CONCEPTS");

	if (!a || a->extent == SDMX_ABSENT || a->is_target)
		return 0;
	if (sdmx_part(&q->model, a, q->fault) < 0)
		return -1;
	for (size_t i = 0; i < flow->n; i++)
		sdmx_keep(a, flow->components[i].id);
	return 0;
}

static int keep_category(struct query *q, const char *category)
{
	struct sdmx_artefact *a =
		sdmx_model_find(&q->model, SDMX_CATEGORY_SCHEME, "TOPICS");

	if (!a || a->extent == SDMX_ABSENT || a->is_target)
		return 0;
	if (sdmx_part(&q->model, a, q->fault) < 0)
		return -1;
	sdmx_keep(a, category);
	return 0;
}

/* Whether FLOW is among what is told; all are when nothing of any is. */
static bool is_told(const struct query *q, const struct sdmx_flow *flow)
{
	bool is_any = false;

	for (size_t i = 0; i < q->model.n; i++) {
		const struct sdmx_artefact *a = &q->model.at[i];

		if (a->extent == SDMX_ABSENT || !a->flow)
			continue;
		if (a->flow == flow)
			return true;
		is_any = true;
	}
	return !is_any;
}

static int choose_parts(struct query *q)
{
	size_t n;
	const struct sdmx_flow *flows = sdmx_flows(&n);

	if (!DETAILS[q->detail].is_partial || q->item.n > 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (is_told(q, &flows[i]) && (keep_codes(q, &flows[i]) < 0 ||
		                              keep_concepts(q, &flows[i]) < 0))
			return -1;
	for (size_t i = 0; i < q->model.n; i++) {
		const struct sdmx_artefact *a = &q->model.at[i];

		if (a->category && a->extent != SDMX_ABSENT &&
		    keep_category(q, a->category) < 0)
			return -1;
	}
	return 0;
}

/* ---- the whole ---------------------------------------------------------- */

/* What is told of figures is read from the store, and not kept. */
static bool is_live(const struct query *q)
{
	for (size_t i = 0; i < q->model.n; i++) {
		const struct sdmx_artefact *a = &q->model.at[i];

		if (a->extent == SDMX_FULL &&
		    (strcmp(a->id, "CL_BREAKDOWN") == 0 ||
		     strcmp(a->id, "OBSERVATIONS_ACTUAL") == 0 ||
		     strcmp(a->id, "OBSERVATIONS_ALLOWED") == 0))
			return true;
	}
	return false;
}

static int make(struct query *q, struct reply *r)
{
	size_t n = 0;

	if (sdmx_model_make(q->ask, &q->model, q->fault) < 0)
		return -1;
	if (sdmx_version_fits(q->version) && choose_targets(q, &n) < 0)
		return -1;
	if (n == 0)
		return sdmx_refuse(q->ask, r, SDMX_ERROR_NONE,
		                   "no such structure: ask for "
		                   "detail=allstubs of all to see what there "
		                   "is");
	choose_references(q);
	if (choose_parts(q) < 0)
		return -1;
	r->is_live = is_live(q);
	return sdmx_write_model(&q->model, &r->pen, q->fault);
}

int sdmx_answer_structures(const struct sdmx_ask *ask, struct reply *r,
                           struct fault *f)
{
	struct query *q = arena_alloc(ask->q->arena, sizeof(*q), f);
	int rc;

	if (!q)
		return -1;
	q->ask = ask;
	q->fault = f;
	rc = read_path(q, r);
	if (rc == 1)
		rc = read_references(q, r);
	if (rc != 1)
		return rc;
	read_detail(q);
	return make(q, r);
}
