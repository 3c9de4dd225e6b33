/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Catalogue: what was promised, by whom, when it is reviewed, and the words
 * by which a passage shows that it speaks of it.
 *
 * Takes:  catalogue files (XML) as bytes in memory.
 * Gives:  struct catalogue, read only, and its parts; struct codebook.
 * Never:  scores, codes, reads a file, or takes what its schema refuses.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stddef.h>

struct buf;
struct catalogue;
struct catalogue_info;
struct cluster;
struct codebook;
struct commitment;
struct fault;
struct principle;
struct round;
struct series;
struct speakers;
struct state;

/* One catalogue file, embedded at build or given at run time. */
struct catalogue_file {
	const char *name;  /* "gcm.xml", for words */
	const char *bytes; /* borrowed */
	size_t len;
};

/** The files embedded at build, *N of them, sorted by name. Static. */
const struct catalogue_file *catalogue_embedded(size_t *n);

/** The RELAX NG schema all catalogue files obey. Static. */
const struct catalogue_file *catalogue_schema(void);

/**
 * Checks one file against the schema and the rules a schema cannot say
 * (codes unique, crosswalk targets known within the set given by CONTEXT,
 * which may be NULL). Appends one line "NAME:LINE: what is wrong; what to do"
 * for each finding to REPORT.
 * Gives 1 when clean, 0 when findings were reported, -1 on a fault.
 */
int catalogue_check(const struct catalogue_file *file,
                    const struct catalogue *context, struct buf *report,
                    struct fault *f);

/**
 * Reads the embedded files, each replaced by that of GIVEN with the same id
 * (attribute of its root, whatever the file is called), plus those of GIVEN
 * that are new. A new file may add to what is there, and never repeat it.
 * Owns:   the caller releases *OUT with catalogue_free().
 * Errors: FAULT_INPUT, "NAME:LINE: ..." for the first thing wrong.
 */
int catalogue_new(const struct catalogue_file *given, size_t n_given,
                  struct catalogue **out, struct fault *f);

/** Releases C and all it holds; NULL is allowed. */
void catalogue_free(struct catalogue *c);

/**
 * The version of all catalogues together: "gcm/2018 cta26/2026 …", and with
 * it 12 hex digits of the SHA-256 over the name and SHA-256 of every file, in
 * order of name.
 */
const char *catalogue_version(const struct catalogue *c);

/* Lists, each in its printed order, which is also the order of sums. */
const struct catalogue_info *catalogue_list(const struct catalogue *c,
                                            size_t *n);
const struct commitment *catalogue_commitments(const struct catalogue *c,
                                               size_t *n);
const struct principle *catalogue_principles(const struct catalogue *c,
                                             size_t *n);
const struct cluster *catalogue_clusters(const struct catalogue *c, size_t *n);
const struct round *catalogue_rounds(const struct catalogue *c, size_t *n);
const struct state *catalogue_states(const struct catalogue *c, size_t *n);

const struct series *catalogue_series(const struct catalogue *c, size_t *n);

/** The series NAME, or NULL. */
const struct series *catalogue_series_find(const struct catalogue *c,
                                           const char *name);

/** Look-ups by code, id, ISO 3166-1 alpha-3; NULL when there is none. */
const struct commitment *catalogue_commitment(const struct catalogue *c,
                                              const char *code);
const struct catalogue_info *catalogue_find(const struct catalogue *c,
                                            const char *id);
const struct round *catalogue_round(const struct catalogue *c, const char *id);
const struct state *catalogue_state(const struct catalogue *c,
                                    const char *iso3);

/** Position of CODE in catalogue_commitments(), or -1. */
int catalogue_position(const struct catalogue *c, const char *code);

/** Who is known to speak (model/speaker.h). Never NULL. */
const struct speakers *catalogue_speakers(const struct catalogue *c);

/** The codebook of the same files (model/codebook.h). Never NULL. */
const struct codebook *catalogue_codebook(const struct catalogue *c);

#endif
