/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Submission: one thing received, and who may see it.
 *
 * Takes:  what the sender declared.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_SUBMISSION_H
#define MODEL_SUBMISSION_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"

/* Who speaks: METHOD.md 1. The order is that of stored numbers. */
enum voice {
	VOICE_STATE,
	VOICE_CIVIL_SOCIETY,
	VOICE_INDEPENDENT,
	VOICE_PEER_STATE,
	VOICE_STATISTICS,
	VOICE_COUNT
};

static const char *const VOICE_NAMES[VOICE_COUNT] = {
	[VOICE_STATE] = "state",
	[VOICE_CIVIL_SOCIETY] = "civil_society",
	[VOICE_INDEPENDENT] = "independent",
	[VOICE_PEER_STATE] = "peer_state",
	[VOICE_STATISTICS] = "statistics",
};

enum visibility {
	VISIBILITY_PUBLIC,  /* anyone, once past the embargo */
	VISIBILITY_NETWORK, /* accounts only: today nobody over the API */
	VISIBILITY_SEALED,  /* the operator only */
	VISIBILITY_COUNT
};

static const char *const VISIBILITY_NAMES[VISIBILITY_COUNT] = {
	[VISIBILITY_PUBLIC] = "public",
	[VISIBILITY_NETWORK] = "network",
	[VISIBILITY_SEALED] = "sealed",
};

/* How far a submission has come. */
enum submission_status {
	SUBMISSION_RECEIVED,     /* stored; extraction and coding are due */
	SUBMISSION_ASSESSED,     /* extracted and coded */
	SUBMISSION_NOT_ASSESSED, /* extracted; a language not yet coded */
	SUBMISSION_REFUSED,      /* unreadable; `reason` says why */
	SUBMISSION_STATUS_COUNT
};

static const char *const SUBMISSION_STATUS_NAMES[SUBMISSION_STATUS_COUNT] = {
	[SUBMISSION_RECEIVED] = "received",
	[SUBMISSION_ASSESSED] = "assessed",
	[SUBMISSION_NOT_ASSESSED] = "not_assessed",
	[SUBMISSION_REFUSED] = "refused",
};

/* What the bytes are, told by the bytes themselves, never by a name. */
enum format {
	FORMAT_UNKNOWN,
	FORMAT_REPORT, /* our own structured XML report */
	FORMAT_AKN,    /* Akoma Ntoso 3.0 */
	FORMAT_HTML,
	FORMAT_DOCX,
	FORMAT_ODT,
	FORMAT_PDF,
	FORMAT_MARKDOWN,
	FORMAT_TEXT,
	FORMAT_TABLE, /* CSV of statistics; kept and shown as text */
	FORMAT_COUNT
};

static const char *const FORMAT_NAMES[FORMAT_COUNT] = {
	[FORMAT_UNKNOWN] = "unknown", [FORMAT_REPORT] = "report",
	[FORMAT_AKN] = "akn",         [FORMAT_HTML] = "html",
	[FORMAT_DOCX] = "docx",       [FORMAT_ODT] = "odt",
	[FORMAT_PDF] = "pdf",         [FORMAT_MARKDOWN] = "markdown",
	[FORMAT_TEXT] = "text",       [FORMAT_TABLE] = "table",
};

#define STATE_SIZE    4 /* ISO 3166-1 alpha-3 with the NUL */
#define ROUND_SIZE    16
#define LANGUAGE_SIZE 12

/* 16 hex digits, '-', a counter, NUL: architecture, "Identifiers". */
#define SUBMISSION_ID_SIZE 28

struct endorser {
	const char *name;
	int number; /* as numbered in the list, or 0 */
};

struct submission {
	char id[SUBMISSION_ID_SIZE];
	struct digest document;           /* SHA-256 of the bytes as received */
	const char (*states)[STATE_SIZE]; /* subject states, sorted */
	size_t n_states;
	enum voice voice;
	char round[ROUND_SIZE];        /* e.g. "IMRF2026" */
	const char *kind;              /* e.g. "national_report"; may be "" */
	const char *language_declared; /* BCP 47, or "" */
	const char *language;          /* found or declared; "und" unknown */
	const char *author;
	const char *title;
	const char *date;      /* YYYY[-MM[-DD]] as declared, or "" */
	const char *symbol;    /* e.g. "A/HRC/WG.6/48/SVN/1", or "" */
	const char *file_name; /* as given, without folders; or "" */
	enum visibility visibility;
	int64_t embargo_s;         /* public from then on; 0 none */
	int64_t received_s;        /* UTC */
	const char *supersedes;    /* a submission id, or "" */
	const char *superseded_by; /* a submission id, or "" */
	const struct endorser *endorsers;
	size_t n_endorsers;

	/* findings about it, empty until processed */
	enum submission_status status;
	enum format format;
	const char *reason;    /* why refused or not assessed; or "" */
	const char *extractor; /* version that read it, or "" */
	uint32_t n_passages;
	uint32_t n_codings;
	uint32_t flags;                     /* SUBMISSION_FLAG_* */
	const struct endorser *signatories; /* of the list in its text */
	size_t n_signatories;
};

/* Text was found that a reader of the rendered page cannot see: METHOD 5. */
#define SUBMISSION_FLAG_HIDDEN_TEXT 1u

#endif
