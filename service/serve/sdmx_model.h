/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SDMX model: every artefact there is, as one list made for one question, and
 * which of them are asked for. Writers walk it: sdmx_xml.c, sdmx_json.c.
 */
#ifndef SERVE_SDMX_MODEL_H
#define SERVE_SDMX_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "sdmx_content.h"
#include "sdmx_structure.h"

enum sdmx_class {
	SDMX_AGENCY_SCHEME,
	SDMX_PROVIDER_SCHEME,
	SDMX_CATEGORY_SCHEME,
	SDMX_CATEGORISATION,
	SDMX_CODELIST,
	SDMX_CONCEPT_SCHEME,
	SDMX_HIERARCHY,
	SDMX_CONSTRAINT,
	SDMX_DATAFLOW,
	SDMX_DATA_STRUCTURE,
	SDMX_PROVISION,
	SDMX_CLASS_COUNT
};

#define SDMX_CLASS_BIT(class) (1u << (unsigned)(class))

struct sdmx_class_row {
	const char *name[SDMX_API_COUNT]; /* in a URN, and as an element */
	const char *list[SDMX_API_COUNT]; /* element around all of them */
	const char *package;              /* in a URN */
	const char *json[SDMX_API_COUNT]; /* array of them in SDMX-JSON */
	const char *item;                 /* class and element of its items,
	                                     or NULL */
	const char *items;                /* their array in SDMX-JSON */
};

const struct sdmx_class_row *sdmx_class_row(enum sdmx_class class);

/* How much of an artefact is told. */
enum sdmx_extent {
	SDMX_ABSENT,
	SDMX_STUB,          /* id and name */
	SDMX_COMPLETE_STUB, /* and description */
	SDMX_FULL,
};

struct sdmx_artefact {
	enum sdmx_class class;
	const char *agency;
	const char *id;
	const char *version;
	struct sdmx_name name;
	struct sdmx_name about;
	const struct sdmx_item *items; /* of an item scheme */
	size_t n_items;
	const struct sdmx_flow *flow; /* that it is of, or NULL */
	const char *category;         /* of a categorisation */
	bool is_actual;               /* of a constraint; else allowed */
	uint64_t children;            /* artefacts it refers to: bit per place
	                                 in the model */
	/* What is asked for. */
	bool is_target;
	enum sdmx_extent extent;
	bool *has; /* per item; NULL: all of them */
	const struct sdmx_available *available; /* of a constraint that answers
	                                           one query, or NULL */
};

/* What one query on data would find: sdmx_available.c. */
struct sdmx_available {
	struct sdmx_content content;
	size_t n_series;
	size_t n_observations;
};

/* Two flows, ten codelists, and one or two of each other kind. */
#define SDMX_ARTEFACTS_MOST 64

struct sdmx_model {
	const struct sdmx_ask *ask;
	struct sdmx_artefact at[SDMX_ARTEFACTS_MOST];
	size_t n;
};

/** Fills M with all there is, nothing asked for. */
int sdmx_model_make(const struct sdmx_ask *ask, struct sdmx_model *m,
                    struct fault *f);

/** Fills OUT with what the constraint A says. */
int sdmx_constraint_content(const struct sdmx_ask *ask,
                            const struct sdmx_artefact *a,
                            struct sdmx_content *out, struct fault *f);

/** Adds the constraint that AVAILABLE on FLOW is, and asks for it. */
int sdmx_model_add_available(struct sdmx_model *m, const struct sdmx_flow *flow,
                             const struct sdmx_available *available,
                             struct fault *f);

/** The id of the provision agreement of FLOW. */
const char *sdmx_flow_provision(const struct sdmx_flow *flow);

/** The artefact CLASS ID, or NULL. */
struct sdmx_artefact *sdmx_model_find(struct sdmx_model *m,
                                      enum sdmx_class class, const char *id);

/** Writes the URN of A, or of ITEM in it, in the arena. */
const char *sdmx_urn(const struct sdmx_ask *ask, const struct sdmx_artefact *a,
                     const char *item, struct fault *f);

/** The address of A; in the arena. */
const char *sdmx_url(const struct sdmx_ask *ask, const struct sdmx_artefact *a,
                     struct fault *f);

/* The hierarchy CROSSWALK: objectives of the Compact, and under each the lines
   of other catalogues that correspond to it. */

/** Moves *AT to the next commitment of the Compact from there; its code goes
    to CODE. False past the last. */
bool sdmx_crosswalk_next(const struct sdmx_ask *ask, size_t *at,
                         char code[SDMX_CODE_SIZE]);

/** The code of line I under the commitment AT; false past the last. */
bool sdmx_crosswalk_line(const struct sdmx_ask *ask, size_t at, size_t i,
                         char code[SDMX_CODE_SIZE]);

/** Whether item I of A is told. */
bool sdmx_has(const struct sdmx_artefact *a, size_t i);

/** Makes A tell only the items that are wanted: then sdmx_keep() each. */
int sdmx_part(struct sdmx_model *m, struct sdmx_artefact *a, struct fault *f);
void sdmx_keep(struct sdmx_artefact *a, const char *item);

/** Writes what is asked for as the form of the ask wants it. */
int sdmx_write_model(struct sdmx_model *m, struct pen *p, struct fault *f);
int sdmx_write_xml(struct sdmx_model *m, struct pen *p, struct fault *f);
int sdmx_write_json(struct sdmx_model *m, struct pen *p, struct fault *f);

#endif
