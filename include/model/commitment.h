/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commitment: one scored line of a catalogue, and the facts around it: rounds,
 * states, guiding principles.
 *
 * Takes:  what the catalogues say.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_COMMITMENT_H
#define MODEL_COMMITMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/coding.h"
#include "model/submission.h"

/* The six UN languages, in the order of every table of names. */
enum un_language {
	UN_EN,
	UN_FR,
	UN_ES,
	UN_AR,
	UN_RU,
	UN_ZH,
	UN_LANGUAGE_COUNT
};

static const char *const UN_LANGUAGE_NAMES[UN_LANGUAGE_COUNT] = {
	[UN_EN] = "en", [UN_FR] = "fr", [UN_ES] = "es",
	[UN_AR] = "ar", [UN_RU] = "ru", [UN_ZH] = "zh",
};

struct title {
	const char *text;   /* NULL where there is none */
	const char *status; /* "verified", "own", "memory-unverified" … */
};

/* One evidence slot of a commitment, in our own short words. */
struct action {
	const char *code; /* "8a" */
	const char *label;
};

/* "This line corresponds to that commitment", with who says so. */
struct crosswalk {
	char commitment[COMMITMENT_SIZE]; /* the other one */
	const char *strength;             /* "primary" or "secondary" */
	const char *source;
	bool is_reverse; /* stated at the other line, and true of both */
};

/* Whom a commitment is put to. */
enum applies {
	APPLIES_ALL,
	APPLIES_OSCE,         /* OSCE participating States */
	APPLIES_COE,          /* Council of Europe member States */
	APPLIES_STAKEHOLDERS, /* not to States: never scores one */
	APPLIES_COUNT
};

static const char *const APPLIES_NAMES[APPLIES_COUNT] = {
	[APPLIES_ALL] = "all",
	[APPLIES_OSCE] = "osce",
	[APPLIES_COE] = "coe",
	[APPLIES_STAKEHOLDERS] = "stakeholders",
};

struct commitment {
	char code[COMMITMENT_SIZE]; /* "GCM.8" */
	const char *catalogue;      /* id, "gcm" */
	struct title title[UN_LANGUAGE_COUNT];
	struct title label[UN_LANGUAGE_COUNT]; /* short */
	const char *reference;      /* paragraph or symbol in the source */
	int cluster;                /* IMRF round table 1..4, 0 none */
	const char *cluster_status; /* "verified", "general-knowledge", "" */
	const char *sdg; /* targets beside it, "10.7 17.18"; "" none */
	enum applies applies;
	uint32_t principles; /* bit i: principle 'a' + i */
	const struct action *actions;
	size_t n_actions;
	const struct crosswalk *crosswalks;
	size_t n_crosswalks;
	const char *note; /* "" none */
};

struct catalogue_info {
	const char *id;      /* "gcm" */
	const char *version; /* "2018" */
	const char *title;
	const char *source;
	size_t first; /* its commitments are a run in the whole list */
	size_t n;
};

struct round {
	char id[ROUND_SIZE]; /* "IMRF2026" */
	const char *family;  /* "IMRF", "RR", "UPR": trend stays inside one */
	const char *title;
	int year;         /* TIME_PERIOD of its cells */
	int64_t opens_s;  /* its window: not_due until it closes */
	int64_t closes_s; /* first second after the window */
	bool is_assumed;  /* nobody has announced the window; see note */
	const char *source;
	const char *note; /* "" none */
};

struct principle {
	char letter; /* 'a'..'j' */
	struct title title[UN_LANGUAGE_COUNT];
};

struct cluster {
	int number; /* 1..4 */
	const char *title;
	const char *status;
};

struct state {
	char iso3[STATE_SIZE];
	char iso2[3];
	char m49[4];                             /* "" for an invented one */
	const char *name[UN_LANGUAGE_COUNT];     /* plain: "Andorre" */
	const char *official[UN_LANGUAGE_COUNT]; /* UNTERM: "Andorre (l')" */
	const char *region;                      /* M49 */
	const char *subregion;                   /* M49 */
	const char *intermediate;                /* M49; "" none */
	const char *commissions; /* UN regional commissions, "ECE ESCAP" */
	const char *review;      /* regional review it takes part in first */
	bool is_coe;
	bool is_osce;
	bool is_champion;
	bool is_ldc;
	bool is_lldc;
	bool is_sids;
	const char *vote_2018; /* fact shown, never a score input */
	const char *note;      /* "" none */
};

#endif
