/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts: struct catalogue as this room sees it, and the steps that fill it,
 * in the order they are called.
 */
#ifndef CATALOGUE_PARTS_H
#define CATALOGUE_PARTS_H

#include "model/speaker.h"

#include "read.h"

struct title;

/* Every list is in printed order; the by_ lists are sorted for look-ups. */
struct catalogue {
	struct arena *arena; /* holds all below */
	const char *version;
	struct catalogue_info *infos;
	size_t n_infos;
	struct commitment *commitments;
	size_t n_commitments;
	struct principle *principles;
	size_t n_principles;
	struct cluster *clusters;
	size_t n_clusters;
	struct round *rounds;
	size_t n_rounds;
	struct state *states;
	size_t n_states;
	struct series *series;
	size_t n_series;
	const char **file_ids; /* of every file read */
	size_t n_file_ids;
	const struct commitment **by_code;
	const struct round **by_round;
	const struct state **by_state;
	struct codebook *codebook;
	struct speakers speakers;
	struct speaker *speaker_list; /* those of speakers, to be filled */
	struct speaker_phrase *phrase_list;
};

/* What a reader of one file needs to know. */
struct reading {
	struct catalogue *c;
	struct findings *fs;
	const struct source *src;
};

/* Generated from indicators/data; the schema is the last. */
extern const struct catalogue_file EMBEDDED[];
extern const size_t EMBEDDED_COUNT;

/* Hex digests of all but the schema: to take them at each start would cost a
 * quarter of it. */
extern const char *const EMBEDDED_SHA256[];

/**
 * Parses FILE. Owns: source_close(). Gives 1, or 0 with a finding: it is not
 * well-formed, or has a DOCTYPE; -1 on a fault.
 */
int source_open(const struct catalogue_file *file, struct findings *fs,
                struct source *out, struct fault *f);

/** Releases the tree of SRC, if it has one. */
void source_close(struct source *src);

/** Says whether the root of SRC is <KIND>. */
bool source_is(const struct source *src, const char *kind);

/** Holds SRC against the schema, in plain words. -1 on a fault. */
int schema_check(const struct source *src, struct findings *fs,
                 struct fault *f);

/** Says in plain words where SRC, already known to be wrong, is wrong. */
int explain(const struct source *src, struct findings *fs, struct fault *f);

/* Readers, one for each kind of root; each has room made for its lines. */
int commitments_read(const struct reading *r, struct fault *f);
int principles_read(const struct reading *r, struct fault *f);
int clusters_read(const struct reading *r, struct fault *f);
int rounds_read(const struct reading *r, struct fault *f);
int states_read(const struct reading *r, struct fault *f);
int series_read(const struct reading *r, struct fault *f);
int speakers_read(const struct reading *r, struct fault *f);

/** Phrases in all <words> of ROOT, a <speakers>. */
size_t speakers_phrases(const xmlNode *root);

/** Reads <title lang status> or <label …> children of NODE into TITLES. */
int titles_read(const struct reading *r, const xmlNode *node,
                const char *element, struct title *titles, struct fault *f);

/** Text of the child NAME of NODE, "" where there is none. */
const char *child_text(const struct reading *r, const xmlNode *node,
                       const char *name, struct fault *f);

/** Sorts the by_ lists of C. */
int index_fill(struct catalogue *c, struct fault *f);

/**
 * Rules between lines and files: nothing twice, nothing pointing nowhere.
 * What is not in C may be in CONTEXT, which may be NULL: then what points
 * outside C is left alone.
 */
int references_check(const struct catalogue *c, const struct source *sources,
                     size_t n, const struct catalogue *context,
                     struct findings *fs, struct fault *f);

/** Gives every crosswalk its way back. */
int crosswalks_mirror(struct catalogue *c, struct fault *f);

/** Fills C from SOURCES by all of the above, without the schema. */
int catalogue_fill(struct catalogue *c, const struct source *sources, size_t n,
                   const struct catalogue *context, struct findings *fs,
                   struct fault *f);

#endif
