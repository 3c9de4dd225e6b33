/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Intake: what was handed in, said in full before anything is opened.
 *
 * Takes:  bytes with declared fields; a manifest; a list of endorsers.
 * Gives:  struct submission without an id, checked; the format of the bytes.
 * Never:  parses a stranger's document; that is the sandboxed child's work.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stddef.h>
#include <stdint.h>

#include "model/submission.h"

struct arena;
struct fault;

/** Largest document taken, in bytes: 64 MiB (security.md, uploads). */
#define INTAKE_DOCUMENT_MOST ((size_t)64 << 20)

/* The fields a sender declares, as strings; NULL where not given. */
struct intake_fields {
	const char *state; /* "SVN" or "SVN,HRV" */
	const char *voice;
	const char *round;
	const char *kind;
	const char *language;
	const char *author;
	const char *title;
	const char *date;
	const char *symbol;
	const char *visibility;
	const char *embargo; /* a date */
	const char *supersedes;
	const char *file_name;
};

/* What intake may check names against; it does not know the catalogue. */
struct intake_names {
	const void *context;
	int (*is_state)(const void *context, const char *iso3);
	int (*is_round)(const void *context, const char *id);
};

/**
 * Checks FIELDS and fills OUT (strings in A); id, document, received_s and the
 * findings stay empty.
 * Errors: FAULT_INPUT naming the field, what was wrong and what is allowed.
 */
int intake_declare(const struct intake_fields *fields,
                   const struct intake_names *names, struct arena *a,
                   struct submission *out, struct fault *f);

/**
 * Tells the format from the bytes alone.
 * Errors: FAULT_INPUT or FAULT_UNSUPPORTED, in words that say what it is and
 *         what to do: empty, legacy .doc (save as .docx), RTF, image,
 *         executable, archive, spreadsheet, wrong charset, not a document.
 */
int intake_sniff(const char *bytes, size_t len, enum format *out,
                 struct fault *f);

/**
 * Reads a list of endorsers, one a line, numbered ("12. Name", "12) Name"),
 * bulleted or bare. Errors: FAULT_INPUT with the line.
 */
int intake_endorsers(const char *bytes, size_t len, struct arena *a,
                     const struct endorser **out, size_t *n, struct fault *f);

/* What the endorser list itself shows: METHOD.md 5. */
struct endorser_facts {
	size_t count;       /* lines */
	size_t distinct;    /* names, case and spaces folded */
	const int *missing; /* numbers skipped */
	size_t n_missing;
	const char *const *duplicates; /* names that stand twice */
	size_t n_duplicates;
};

/** Counts a list. Owns: lists live in A. */
int intake_endorser_facts(const struct endorser *endorsers, size_t n,
                          struct arena *a, struct endorser_facts *out,
                          struct fault *f);

/* One row of a manifest. */
struct manifest_row {
	size_t line;
	const char *path;      /* relative to the manifest */
	const char *endorsers; /* path or "" */
	struct intake_fields fields;
};

/**
 * Reads a manifest (CSV: file,state,voice,round and any of the optional
 * columns kind language author title date symbol visibility embargo
 * supersedes endorsers, in any order).
 * Errors: FAULT_INPUT with NAME and line; an unknown column is refused.
 */
int intake_manifest(const char *bytes, size_t len, const char *name,
                    struct arena *a, struct manifest_row **out, size_t *n,
                    struct fault *f);

#endif
