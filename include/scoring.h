/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Scoring: from codings to cells, and what cells say beside each other.
 *
 * Takes:  struct evidence of one cell; struct cell.
 * Gives:  struct cell, struct difference, relations, roll-ups.
 * Never:  reads a file, the clock or the store; equal evidence, equal bytes,
 *         on any machine and with any number of threads.
 */
#ifndef SCORING_H
#define SCORING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/cell.h"
#include "model/method.h"

struct arena;
struct catalogue;
struct commitment;
struct fault;
struct goalposts;
struct round;
struct span;
struct state;

/** Version of the method in use, e.g. "1.0"; printed with every answer. */
const char *scoring_version(void);

/** Every version there is, the one in use first. Static. */
const struct method *scoring_methods(size_t *n);

/** The version named; NULL names the one in use. NULL for a stranger. */
const struct method *scoring_method(const char *version);

/* One row of the parameter table of METHOD.md 9.9, for /method and the page. */
struct parameter {
	const char *name;
	double value;
	const char *reason;
};

/** Parameter I of M, from 0, with its reason; false past the last. */
bool method_parameter(const struct method *m, size_t i, struct parameter *out);

/**
 * Says whether A and B make the same masses of the same evidence, so that what
 * one stored can be scored by the other with cell_under().
 */
bool method_is_akin(const struct method *a, const struct method *b);

/**
 * Sets the parameter NAME of M to VALUE ("0.3"), whose version then says so.
 * Errors: FAULT_INPUT for a name or a value that cannot be.
 */
int method_set(struct method *m, const char *name, const char *value,
               struct fault *f);

/* Evidence of one cell, in any order. */
struct evidence_list {
	const struct evidence *at; /* borrowed */
	size_t n;
};

/**
 * Scores one cell from its evidence by M; KEY seeds the draws. Evidence below
 * the least confidence of M must have been left out. The status is one of
 * mentioned, demanded, thin, assessed; silent when there is no evidence.
 * `flags` other than SPLIT are the caller's. by_source lives in A.
 * Errors: FAULT_INPUT for a confidence outside 0..1, or below the least and
 *         not accepted; FAULT_LIMIT, FAULT_MEMORY of A.
 * Source: METHOD.md 6 and 7.
 */
int cell_score(const struct method *m, const struct cell_key *key,
               const struct evidence_list *evidence, struct arena *a,
               struct cell *out, struct fault *f);

/**
 * Scores C anew from its stored masses by M, which must be akin to the method
 * that stored them: status thin or assessed, score and interval.
 * Source: METHOD.md 9.15.
 */
void cell_under(const struct method *m, const struct cell *c, struct cell *out);

/**
 * Status of a cell without any evidence. COVERAGE may be NULL: nothing sent.
 * AS_OF_S decides not_due. The first that holds of: not_applicable,
 * not_assessed (something is still to be read), unreadable (nothing could be
 * read), not_due (the round is open), silent, no_report.
 * Source: METHOD.md 7.
 */
enum cell_status cell_silence(const struct coverage *coverage,
                              const struct commitment *commitment,
                              const struct state *state,
                              const struct round *round, enum voice voice,
                              int64_t as_of_s);

/** Says whether COMMITMENT is put to STATE when VOICE speaks of it. */
bool commitment_applies(const struct commitment *commitment,
                        const struct state *state);

/**
 * A beside B: difference, interval, probabilities. Draws are paired with
 * independent streams, each seeded by its cell's key; B beside A gives the
 * same with the sign turned. Undefined unless both cells are assessed.
 * Source: METHOD.md 9.
 */
void cell_compare(const struct method *m, const struct cell *a,
                  const struct cell *b, struct difference *out);

/** The order D allows to state: P >= 0.95, else indistinguishable. */
enum order difference_order(const struct method *m, const struct difference *d);

/**
 * The relation of one state's two voices on one commitment and round; A is
 * the state's side when one is. D is cell_compare() of the same two.
 * Source: METHOD.md 8.
 */
enum relation cell_relation(const struct method *m, const struct cell *a,
                            const struct cell *b, const struct difference *d);

/**
 * The flag of a ledger row from all cells of one state, commitment and round
 * (one per voice, N of them). Source: METHOD.md 8.
 */
enum regression_alleged cells_regression(const struct method *m,
                                         const struct cell *cells, size_t n);

/**
 * Sets VALUE, in millionths, on goalposts: 0 at low or beyond, 1 at high or
 * beyond. False where there are none. Source: METHOD.md 10.5.
 */
bool statistic_share(const struct goalposts *g, int64_t value, double *out);

/**
 * Says whether a figure of YEAR belongs to ROUND, one of the N ROUNDS.
 * Source: METHOD.md 10.6.
 */
bool round_takes_year(const struct round *rounds, size_t n,
                      const struct round *round, int year);

/* What one series says on a cell. */
struct statistic {
	bool is_scored; /* published goalposts, and a commitment of theirs */
	double share;   /* of statistic_share(), if it is */
};

/**
 * Makes a cell of the voice of statistics from N >= 1 series: assessed with
 * the plain mean of those that are scored, or mentioned. Source: METHOD.md
 * 10.7. Errors: FAULT_LIMIT, FAULT_MEMORY of A, which holds by_source.
 */
int statistic_cell(const struct cell_key *key, const struct statistic *list,
                   size_t n, struct arena *a, struct cell *out,
                   struct fault *f);

/* A catalogue or cluster summed up for one state, round and voice. */
struct rollup {
	uint32_t commitments; /* put to this state */
	uint32_t assessed;
	uint32_t below_zero; /* assessed cells with score < 0 */
	uint32_t status[CELL_STATUS_COUNT];
	double mass[SCALE_COUNT];
	bool is_defined; /* at least 2/3 assessed */
	double mean;     /* equal weights, assessed cells only */
	double low;
	double high;
	double mean_silent_zero; /* beside it: silent counted as 0 */
	double weights_low;      /* apart from it: where the mean lies under */
	double weights_high;     /* nine in ten of all weights (9.12) */
};

/**
 * Rolls N cells up. SEED is the key that names the roll-up.
 * Source: METHOD.md 9 (prior / C, 1,000 draws, Gaussian copula 0.5).
 */
int cells_rollup(const struct method *m, const struct cell *cells, size_t n,
                 const char *seed, struct rollup *out, struct fault *f);

/* One side of a comparison of roll-ups. */
struct rollup_side {
	const struct cell *cells; /* one per commitment */
	const char *seed;         /* the key that names the roll-up */
};

/* Two roll-ups beside each other, on what is assessed for both. */
struct rollup_pair {
	uint32_t commitments; /* put to both */
	uint32_t common;      /* assessed for both */
	double mean_a;        /* over those; 0 where undefined */
	double mean_b;
	struct difference d;  /* undefined below 2/3; never any_scale */
	double weights_above; /* share of weight draws with A above B, */
	double weights_below; /* and below: METHOD.md 9.12 */
};

/**
 * Rolls A and B up on the commitments assessed for both and compares the
 * means; position I of both is the same commitment, N of them.
 * Source: METHOD.md 9.11.
 */
int rollups_compare(const struct method *m, const struct rollup_side *a,
                    const struct rollup_side *b, size_t n,
                    struct rollup_pair *out, struct fault *f);

/* What one source weighs in a cell. */
struct source_weight {
	uint32_t source;
	double weight; /* its share of the score's weights, 0..1 */
	double points; /* what it adds to the score */
};

struct cell_weight {
	double prior;             /* weight of the prior, which adds nothing */
	double effective_sources; /* as many sources of equal mass */
};

/**
 * The weight of each source of a scored cell, c->n_by_source of them: with the
 * prior's they come to 1, and their points to the score.
 * Source: METHOD.md 9.13.
 */
void cell_weights(const struct method *m, const struct cell *c,
                  struct source_weight *out, struct cell_weight *cell);

/* What one commitment weighs in a roll-up. */
struct commitment_weight {
	double weight; /* 1/C where assessed, else 0 */
	double points; /* what it adds to the mean */
	double spread; /* its share of the variance of the mean's draws */
};

/**
 * The weight of each of N cells in their roll-up, whether the mean is stated
 * or not; SEED as for cells_rollup(). Source: METHOD.md 9.12.
 */
int rollup_weights(const struct method *m, const struct cell *cells, size_t n,
                   const char *seed, struct commitment_weight *out,
                   struct fault *f);

/* States beside each other on one set of commitments. */
struct standings {
	const struct cell *cells; /* state by state, N_COMMITMENTS of each */
	size_t n_states;
	size_t n_commitments;
	const char *seed;      /* names catalogue, round and voice */
	bool is_under_weights; /* draw the weights too, instead of equal */
};

struct standing {
	bool is_defined; /* at least 2/3 assessed */
	double mean;     /* over all commitments put to the state, 0 where
	                    nothing is assessed */
	double low;
	double median;
	double high;
	uint32_t rank_low; /* 1 is the highest score */
	uint32_t rank_median;
	uint32_t rank_high;
};

/**
 * Intervals of score and rank of many states at once, OUT one per state. Each
 * cell is drawn by a cubic of a normal number that has its mean and variance,
 * and nearly its skewness and kurtosis: a thousand times cheaper than its
 * Dirichlet draws. Source: METHOD.md 9.14, which states the error.
 */
int states_rank(const struct method *m, const struct standings *s,
                struct standing *out, struct fault *f);

/* Robustness of one cell: METHOD.md 9. */
struct robustness {
	double low_without_one;  /* range when any one source is left out; */
	double high_without_one; /* 0 to 0 where there is but one */
	double intention_zero;   /* score with intention = 0 */
	double regression_third; /* score with regression = -1/3 */
	double steep;            /* score under (-1, 0, .1, .5, 1) */
};

/**
 * Fills OUT from a scored cell alone; all 0 for a cell without a score. The
 * other sources keep the mass they have, also where the limit on unreviewed
 * evidence would now bind less.
 */
void cell_robustness(const struct method *m, const struct cell *c,
                     struct robustness *out);

/**
 * Finds repeats among N passages of one voice and round, in the order in which
 * their sources came (METHOD.md 5.3): FIRST[i] becomes the index of the
 * earliest passage that TEXTS[i] nearly repeats and that repeats none itself,
 * or i. Texts are valid UTF-8 in any language; one without words repeats
 * nothing.
 * Errors: FAULT_LIMIT, FAULT_MEMORY of A, which holds what it needs.
 */
int passages_similar(const struct span *texts, size_t n, struct arena *a,
                     uint32_t *first, struct fault *f);

/*
 * What a document's shingles look like, small enough to keep: the lowest of
 * their hashes, in order, each once.
 */
struct sketch {
	const uint64_t *at;
	size_t n; /* up to the parameter sketch_most */
};

/**
 * Sketches a document from its N passages, valid UTF-8. Owns: lives in A.
 * Errors: FAULT_MEMORY, FAULT_LIMIT of A. Source: METHOD.md 5.4.
 */
int sketch_of(const struct span *texts, size_t n, struct arena *a,
              struct sketch *out, struct fault *f);

/** The share of shingles that two documents have in common, 0..1: exact where
    both sketches hold the whole document, else estimated. */
double sketch_similarity(const struct sketch *a, const struct sketch *b);

/** Are two documents one text, so that their authors are one source? Never
    where one is too short to tell. Source: METHOD.md 5.4. */
bool sketch_is_alike(const struct sketch *a, const struct sketch *b);

/**
 * How many equal sources would weigh as the sources of C do: (sum of mass)^2
 * over the sum of squares; 0 without any mass. Source: METHOD.md 6.4.
 */
double cell_effective_sources(const struct cell *c);

/* Passages of one side of a comparison. */
struct texts {
	const struct span *at; /* borrowed; valid UTF-8 */
	size_t n;
};

/* Two passages that say much the same, of two rounds. */
struct pairing {
	uint32_t a; /* index on each side */
	uint32_t b;
	double similarity; /* share of stems in common, 0..1 */
};

struct pairings {
	struct pairing *at; /* the most alike first; in the arena */
	size_t n;
};

/** Most passages of one side that passages_pair() takes. */
#define PAIRING_MOST 1000

/**
 * Pairs passages of A with passages of B, the most alike first, each at most
 * once; those that share too little stay alone. Source: METHOD.md 9.4.
 * Errors: FAULT_LIMIT past PAIRING_MOST; as passages_similar().
 */
int passages_pair(const struct texts *a, const struct texts *b,
                  struct arena *arena, struct pairings *out, struct fault *f);

/* The intentions of one commitment, state and voice. */
struct intentions {
	struct texts now;        /* of the round that is scored */
	struct texts earlier;    /* of earlier rounds of its family */
	uint32_t measures_since; /* measures and results coded in the round
	                            scored and in those after the earlier */
};

/**
 * Says in *OUT whether a cell is to carry CELL_FLAG_REPEATED: it has
 * intentions, each repeats an earlier one, and no measure came since.
 * Source: METHOD.md 3.4. Errors: as passages_pair().
 */
int intentions_repeated(const struct intentions *all, struct arena *a,
                        bool *out, struct fault *f);

/* ---- classes of cells -----------------------------------------------------
 */

/* What a set of cells may lose as a whole between two releases. */
enum class_kind {
	CLASS_STATE,
	CLASS_COMMITMENT,
	CLASS_CATALOGUE,
	CLASS_ROUND,
	CLASS_VOICE,
	CLASS_VOICE_IN_ROUND,  /* "civil_society UPR2025" */
	CLASS_STATUS_OF_VOICE, /* "thin civil_society" */
	CLASS_SERIES,          /* of statistics; counted by who knows them */
	CLASS_KIND_COUNT
};

static const char *const CLASS_KIND_NAMES[CLASS_KIND_COUNT] = {
	[CLASS_STATE] = "state",
	[CLASS_COMMITMENT] = "commitment",
	[CLASS_CATALOGUE] = "catalogue",
	[CLASS_ROUND] = "round",
	[CLASS_VOICE] = "voice",
	[CLASS_VOICE_IN_ROUND] = "voice_in_round",
	[CLASS_STATUS_OF_VOICE] = "status_of_voice",
	[CLASS_SERIES] = "series",
};

#define CLASS_NAME_SIZE 64

struct cell_class {
	enum class_kind kind;
	char name[CLASS_NAME_SIZE];
	size_t before; /* cells of A in it */
	size_t after;  /* cells of B in it */
};

struct cell_list {
	const struct cell *at;
	size_t n;
};

/**
 * Counts the cells of A and of B by class, in the order first met. Cells that
 * say nothing are not stored and so not counted: a class that vanishes is one
 * that said something before. Errors: FAULT_LIMIT, FAULT_MEMORY of ARENA.
 */
int cell_classes(const struct catalogue *catalogue, const struct cell_list *a,
                 const struct cell_list *b, struct arena *arena,
                 struct cell_class **out, size_t *n, struct fault *f);

#endif
