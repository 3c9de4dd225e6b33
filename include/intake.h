/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Intake: what was handed in, said in full before anything is opened.
 *
 * Takes:  bytes with declared fields; a manifest; a list of endorsers; a file
 *         of decisions; the lines of a file of statistics.
 * Gives:  struct submission without an id, checked; the format of the bytes;
 *         struct decision; struct figures.
 * Never:  parses a stranger's document; that is the sandboxed child's work.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/decision.h"
#include "model/submission.h"

struct arena;
struct buf;
struct fault;
struct figures;
struct series;

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

/* What the figures of a file are held against. */
struct figures_want {
	const struct series *series;
	const char *state; /* declared, "" none */
	int year_last;     /* no figure is of a later year */
	/* Finds the member State that WORD names, or whose code it is. */
	bool (*find)(const void *context, const char *word, bool is_code,
	             char out[STATE_SIZE]);
	const void *context;
};

/**
 * Reads the figures of one file of statistics from the LINES that a confined
 * child made of it (FORMAT_TABLE). METHOD.md 10.1 to 10.3.
 * Owns:   all of *OUT lives in A, or is borrowed from WANT.
 * Errors: FAULT_INPUT with line and column: a missing column, a placeholder,
 *         nothing in it, mostly wrong rows; FAULT_LIMIT.
 */
int intake_figures(const char *lines, size_t len,
                   const struct figures_want *want, struct arena *a,
                   struct figures *out, struct fault *f);

/* The fields that go with a file of statistics; NULL where not given. */
struct intake_statistics {
	const char *series;
	const char *state;
	const char *as_of;
	const char *source;
	const char *visibility;
	const char *embargo;
	const char *supersedes;
	const char *file_name;
};

/** As intake_declare(), for a file of statistics: no round, voice given. */
int intake_declare_statistics(const struct intake_statistics *fields,
                              const struct intake_names *names, struct arena *a,
                              struct submission *out, struct fault *f);

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

/* A file of decisions, larger than any person fills. */
#define INTAKE_DECISIONS_MOST ((size_t)256 << 20)

enum decision_format {
	DECISION_CSV,
	DECISION_JSONL,
	DECISION_FORMAT_COUNT
};

static const char *const DECISION_FORMAT_NAMES[DECISION_FORMAT_COUNT] = {
	[DECISION_CSV] = "csv",
	[DECISION_JSONL] = "jsonl",
};

/* The columns of such a file, in the order in which it is given out; the
   members of a JSON line have the same names. */
enum sheet_column {
	SHEET_DOCUMENT,
	SHEET_PASSAGE,
	SHEET_ROUND,
	SHEET_VOICE,
	SHEET_PAGE,
	SHEET_PARAGRAPH,
	SHEET_HEADING,
	SHEET_PREFIX,
	SHEET_QUOTE,
	SHEET_SUFFIX,
	SHEET_COMMITMENT,
	SHEET_TITLE,
	SHEET_LEVEL,
	SHEET_DEMAND,
	SHEET_STATES,
	SHEET_CONFIDENCE,
	SHEET_WHY,
	SHEET_DECISION,
	SHEET_DECIDED_LEVEL,
	SHEET_DECIDED_DEMAND,
	SHEET_DECIDED_STATES,
	SHEET_CODER,
	SHEET_TIME,
	SHEET_NOTE,
	SHEET_COUNT
};

static const char *const SHEET_NAMES[SHEET_COUNT] = {
	[SHEET_DOCUMENT] = "document",
	[SHEET_PASSAGE] = "passage",
	[SHEET_ROUND] = "round",
	[SHEET_VOICE] = "voice",
	[SHEET_PAGE] = "page",
	[SHEET_PARAGRAPH] = "paragraph",
	[SHEET_HEADING] = "heading",
	[SHEET_PREFIX] = "prefix",
	[SHEET_QUOTE] = "quote",
	[SHEET_SUFFIX] = "suffix",
	[SHEET_COMMITMENT] = "commitment",
	[SHEET_TITLE] = "title",
	[SHEET_LEVEL] = "level",
	[SHEET_DEMAND] = "demand",
	[SHEET_STATES] = "states",
	[SHEET_CONFIDENCE] = "confidence",
	[SHEET_WHY] = "why",
	[SHEET_DECISION] = "decision",
	[SHEET_DECIDED_LEVEL] = "decided_level",
	[SHEET_DECIDED_DEMAND] = "decided_demand",
	[SHEET_DECIDED_STATES] = "decided_states",
	[SHEET_CODER] = "coder",
	[SHEET_TIME] = "time",
	[SHEET_NOTE] = "note",
};

/* A file of decisions as it came. */
struct decision_file {
	const char *name; /* for words */
	const char *bytes;
	size_t len;
	enum decision_format format;
	int64_t now_s; /* nothing is decided later */
	const struct intake_names *names;
};

/* What was decided in it; rows without a decision are left out. */
struct decision_list {
	struct decision_given *at; /* in the arena */
	size_t n;
	size_t open; /* rows without a decision */
};

/**
 * Reads a file of decisions. Gives 1; 0 with every refusal in REPORT, a line
 * each with file, line and column; -1.
 * Errors: FAULT_INPUT for what is no such file at all; FAULT_LIMIT.
 */
int intake_decisions(const struct decision_file *file, struct arena *a,
                     struct decision_list *out, struct buf *report,
                     struct fault *f);

#endif
