/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Store: what was received, for ever; and what we made of it, rebuildable.
 *
 * Takes:  model structs.
 * Gives:  model structs, only those the given reader may see.
 * Never:  decides what a value means; builds SQL from data; shows a reader
 *         what visible() in visibility.c does not allow.
 */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "model/attribution.h"
#include "model/cell.h"
#include "model/coding.h"
#include "model/decision.h"
#include "model/series.h"
#include "model/submission.h"

struct arena;
struct block;
struct buf;
struct fault;
struct passage;
struct passage_finding;
struct store;
struct text;

/*
 * Who asks, and when. Every function that reads takes one, and one place
 * (service/store/visibility.c) turns it into what may be seen. Another
 * audience is a new value here, never a new read path.
 */
enum audience {
	AUDIENCE_PUBLIC,  /* anybody: public, past the embargo */
	AUDIENCE_NETWORK, /* signed-in members: no door opens it yet */
	AUDIENCE_OPERATOR /* who holds the file: rebuild, verify, ingest */
};

struct reader {
	enum audience audience;
	int64_t now_s; /* decides embargoes; UTC */
	int64_t last;  /* newest submission known, by order of receipt:
	                  publication.last; 0 all, -1 none */
};

/* ---- opening ---------------------------------------------------------- */

enum store_mode {
	STORE_READ,  /* read-only; must exist */
	STORE_WRITE, /* must exist; migrated if older */
	STORE_CREATE /* made if absent */
};

/**
 * Opens PATH. A database newer than the program is refused. Writers share one
 * lock: a second writer waits up to WAIT_MS for it at store_begin().
 * Owns:   the caller releases *OUT with store_close().
 * Errors: FAULT_STORE, FAULT_NOTFOUND, FAULT_UNSUPPORTED (not ours, newer).
 */
int store_open(const char *path, enum store_mode mode, int wait_ms,
               struct store **out, struct fault *f);

/** Closes S; NULL is allowed. An open transaction is rolled back. */
void store_close(struct store *s);

/** Starts a write transaction (BEGIN IMMEDIATE). Does not nest. */
int store_begin(struct store *s, struct fault *f);

/** Makes it durable: on return 0 it survives kill -9 and power loss. */
int store_commit(struct store *s, struct fault *f);

/**
 * As store_commit(), but the caller does not wait for the disk: others see it,
 * and it outlives this process, but not power loss before a store_settle()
 * that is called later has returned 0.
 */
int store_commit_soon(struct store *s, struct fault *f);

/**
 * Makes durable all that store_commit_soon() ended before. The one function
 * that another thread may call while S is in use.
 */
int store_settle(struct store *s, struct fault *f);

/** Undoes it. Harmless when none is open. */
void store_rollback(struct store *s);

/** Starts one consistent read; end it with store_rollback(). */
int store_read_begin(struct store *s, struct fault *f);

/* ---- evidence: submissions -------------------------------------------- */

/**
 * Records a submission and its document bytes; status received. Needs an open
 * transaction. OUT_ID gets the id (SUBMISSION_ID_SIZE bytes). When the same
 * bytes with the same states, round and voice are there already, nothing is
 * written, OUT_ID names that one and *IS_KNOWN is true.
 * Adds a link to the audit chain. With sub->supersedes the older one is marked.
 * Errors: FAULT_NOTFOUND when `supersedes` names nothing; FAULT_CONFLICT when
 *         that one is superseded already; FAULT_STORE.
 */
int store_submit(struct store *s, const struct submission *sub,
                 const char *bytes, size_t len, char *out_id, bool *is_known,
                 struct fault *f);

/**
 * The oldest submission of status received after AFTER ("" for the first).
 * Gives 1 with OUT_ID filled, 0 when none, -1 on a fault.
 */
int store_pending(struct store *s, const char *after, char *out_id,
                  struct fault *f);

/** The bytes as received, copied into A. Gives 1, 0 (not for you), -1. */
int store_document(struct store *s, const struct reader *r, const char *id,
                   struct arena *a, const char **bytes, size_t *len,
                   struct fault *f);

struct submission_filter {
	const char *const *states; /* NULL: any; so below */
	size_t n_states;
	const char *const *rounds;
	size_t n_rounds;
	const struct digest *document; /* with these bytes; NULL any */
	uint32_t voices;               /* bit per enum voice; 0 any */
	uint32_t statuses; /* bit per enum submission_status; 0 any */
	const char *after; /* id of the last one seen, "" from the start */
	size_t limit;
};

/** One submission. Gives 1, 0 (none, or not for you: the same), -1. */
int store_submission(struct store *s, const struct reader *r, const char *id,
                     struct arena *a, struct submission *out, struct fault *f);

/** Submissions in order of receipt, then id. */
int store_submissions(struct store *s, const struct reader *r,
                      const struct submission_filter *filter, struct arena *a,
                      struct submission **out, size_t *n, struct fault *f);

/* ---- evidence: catalogue files ----------------------------------------- */

/* Most catalogue files that one database is explained by. */
#define STORE_CATALOGUE_FILES_MOST 64

struct kept_file {
	const char *name; /* without folders */
	const char *bytes;
	size_t len;
};

/**
 * Keeps a catalogue file that was given at run time, so that the database
 * explains itself to whoever rebuilds, verifies or serves it. Needs an open
 * transaction. *IS_KNOWN is true, and nothing written, when the newest file
 * of that name holds the same bytes.
 */
int store_catalogue_keep(struct store *s, const char *name, const char *bytes,
                         size_t len, int64_t now_s, bool *is_known,
                         struct fault *f);

/** The newest of each name, in order of name. Catalogues are public. */
int store_catalogue_files(struct store *s, struct arena *a,
                          struct kept_file **out, size_t *n, struct fault *f);

/* ---- evidence: decisions ------------------------------------------------ */

/**
 * Records what one coder decided, received at NOW_S. Needs an open
 * transaction. Adds a link to the audit chain.
 * Errors: FAULT_NOTFOUND when no document has these bytes; FAULT_STORE.
 */
int store_decide(struct store *s, const struct decision *d, int64_t now_s,
                 struct fault *f);

/**
 * Decisions on DOCUMENT, or on all that R may see a submission of when it is
 * NULL: by document, then in order of receipt.
 */
int store_decisions(struct store *s, const struct reader *r,
                    const struct digest *document, struct arena *a,
                    struct decision **out, size_t *n, struct fault *f);

/* ---- findings: texts, passages, codings -------------------------------- */

/* All that was found in one submission, as written and as verified. */
struct findings {
	const struct text *text; /* NULL when refused */
	const struct passage *passages;
	const struct passage_finding *coded; /* one per passage */
	size_t n_passages;
	const struct claimant *claimants; /* whose claims they are */
	size_t n_claimants;
	const struct figures *figures; /* of statistics; else NULL */
	enum submission_status status; /* assessed, not_assessed,
	                                  refused */
	enum format format;
	const char *language;
	const char *reason;     /* "" when assessed */
	const char *extractor;  /* extract_version() */
	const char *coder;      /* coding_version(), attribution_version() */
	const char *catalogue;  /* catalogue_version() */
	uint32_t flags;         /* SUBMISSION_FLAG_* */
	const char *source;     /* who speaks where nothing is attributed */
	const uint64_t *sketch; /* scoring.h, struct sketch */
	size_t n_sketch;
	const struct endorser *signatories; /* of the list in the text */
	size_t n_signatories;
};

struct passage_finding {
	enum level level;
	bool is_demand;
	const struct coding *codings;
	size_t n_codings;
	const char *source; /* who makes the claim, e.g. "state:SVN" */
	enum voice voice;   /* of that claim */
	enum attribution attribution;
	bool is_quoted;        /* a state's claim told by another */
	const char *endorsers; /* lines of source, tab, name; "" none */
};

/**
 * Replaces all findings about ID. Needs an open transaction.
 * Errors: FAULT_NOTFOUND, FAULT_STORE.
 */
int store_findings_put(struct store *s, const char *id,
                       const struct findings *found, struct fault *f);

/**
 * Compares stored findings about ID with FOUND, byte for byte, quotes and
 * anchors included. Gives 1 when equal; 0 with the first difference named in
 * REPORT ("passage 0123…-1.12: quote differs: …"); -1 on a fault.
 */
int store_findings_check(struct store *s, const char *id,
                         const struct findings *found, struct buf *report,
                         struct fault *f);

/** Empties every findings table. Needs an open transaction. */
int store_findings_empty(struct store *s, struct fault *f);

/* One passage as people's decisions leave it. */
struct verdict {
	uint32_t ordinal;
	enum level level;
	bool is_demand;
	const struct coding *codings; /* those set aside last, at 0 */
	size_t n_codings;
	uint32_t coders;
	uint32_t decisions;
};

/**
 * Replaces all verdicts on ID's passages, in order of ordinal; readers and
 * cells get them in place of what store_findings_put() stored, which also
 * forgets them. Needs an open transaction.
 * Errors: FAULT_NOTFOUND, FAULT_STORE.
 */
int store_verdicts_put(struct store *s, const char *id,
                       const struct verdict *verdicts, size_t n,
                       struct fault *f);

/** As store_findings_check(), for the verdicts on ID. */
int store_verdicts_check(struct store *s, const char *id,
                         const struct verdict *verdicts, size_t n,
                         struct buf *report, struct fault *f);

/** The frozen text of a submission. Gives 1, 0 (not for you, no text), -1. */
int store_text(struct store *s, const struct reader *r, const char *id,
               struct arena *a, struct text *out, struct fault *f);

/* A passage as a reader gets it: quote, anchor, place, codings. */
struct passage_row {
	char submission[SUBMISSION_ID_SIZE];
	uint32_t ordinal;
	const char *quote;
	size_t quote_len;
	size_t start; /* byte range in the frozen text */
	size_t len;
	const char *prefix;    /* up to 32 characters before */
	const char *suffix;    /* up to 32 characters after */
	uint32_t page;         /* 0 none */
	const char *paragraph; /* "" none */
	const char *trail;     /* headings, outermost first, '\n' between */
	const char *block_kind;
	const char *extractor;
	const char *coder;
	const char *catalogue;
	struct digest document;
	enum level level;
	bool is_demand;
	const struct coding *codings; /* that stand */
	size_t n_codings;
	const struct coding *aside; /* set aside by people */
	size_t n_aside;
	const struct coding *machine; /* as the program found them */
	size_t n_machine;
	enum level machine_level;
	bool machine_demand;
	uint32_t coders;    /* people who decided on it */
	uint32_t decisions; /* of theirs that stand */
	/* facts of its submission, for a reader's list */
	enum voice voice;
	char round[ROUND_SIZE];
	const char *language;
	const char *author;
	const char *title;
	const char *symbol;
	const char *source; /* who makes the claim; its voice is above */
	const char *source_name;
	enum attribution attribution; /* how that is known */
	bool is_quoted;               /* a state's claim told by another */
	const char *endorsers;        /* lines of source, tab, name; "" none */
	const char *members; /* of a joint submission, one a line; "" */
};

/* Which side of a cell a "strongest" list leans to. */
enum passage_order {
	PASSAGE_IN_TEXT,  /* submission, then ordinal */
	PASSAGE_STRONGEST /* confidence downwards, then in text order */
};

struct passage_filter {
	const char *const *states; /* coded about one of these */
	size_t n_states;
	const char *const *commitments;
	size_t n_commitments;
	const char *const *rounds;
	size_t n_rounds;
	uint32_t voices;        /* bit per enum voice; 0 any */
	uint32_t levels;        /* bit per enum level; 0 any */
	const char *submission; /* "" any */
	double confidence;      /* codings at or above; 0 any */
	bool only_counted;      /* those that count in a cell: not
	                           superseded, confidence >= 0.5 */
	bool only_coded;        /* leave out passages without coding */
	bool asserted_only;     /* leave out demands */
	enum passage_order order;
	const char *after; /* cursor: id of the last seen, "" */
	size_t limit;
};

/** One passage by id "SUBMISSION.ORDINAL". Gives 1, 0, -1. */
int store_passage(struct store *s, const struct reader *r, const char *id,
                  struct arena *a, struct passage_row *out, struct fault *f);

/** Passages that fit FILTER. */
int store_passages(struct store *s, const struct reader *r,
                   const struct passage_filter *filter, struct arena *a,
                   struct passage_row **out, size_t *n, struct fault *f);

/** Who makes claims in submission ID. None is not for R, or not read yet. */
int store_claimants(struct store *s, const struct reader *r, const char *id,
                    struct arena *a, struct claimant **out, size_t *n,
                    struct fault *f);

/* A hit: the passage and where its words lie in the quote. */
struct search_hit {
	struct passage_row passage;
	double rank;         /* bm25, better is smaller */
	const size_t *marks; /* pairs: byte start, byte length in the quote */
	size_t n_marks;      /* pairs */
};

/**
 * Full text over passages. QUERY is words and "quoted phrases", cut by ICU as
 * the text was; nothing else in it is an operator. LANGUAGE "" is any.
 * Errors: FAULT_INPUT when nothing searchable is left of QUERY.
 */
int store_search(struct store *s, const struct reader *r, const char *query,
                 const char *language, size_t skip, size_t limit,
                 struct arena *a, struct search_hit **out, size_t *n,
                 struct fault *f);

/* ---- findings: figures of statistics ------------------------------------ */

struct observation_filter {
	const char *const *series; /* NULL: any; so below */
	size_t n_series;
	const char *const *states;
	size_t n_states;
	int from; /* years, both included */
	int to;
	bool only_totals;  /* nothing broken down */
	bool only_current; /* no newer edition speaks for the year */
	int64_t after;     /* observation.id of the last one seen, 0 */
	size_t limit;
};

/** Observations that fit FILTER, in order of receipt and place. */
int store_observations(struct store *s, const struct reader *r,
                       const struct observation_filter *filter, struct arena *a,
                       struct observation **out, size_t *n, struct fault *f);

/* What figures are told apart by. */
enum facet_kind {
	FACET_STATE,  /* value */
	FACET_SERIES, /* value */
	FACET_BY,   /* value is what they are broken down by, part its member */
	FACET_TIME, /* value is the year, part the period */
};

struct facet {
	enum facet_kind kind;
	const char *value;
	const char *part;
};

/** What occurs in figures that no newer edition replaces, each once, by kind
    and then in order of bytes. */
int store_facets(struct store *s, const struct reader *r, struct arena *a,
                 struct facet **out, size_t *n, struct fault *f);

/** What became of the rows of submission ID: counts, not the figures
    themselves. Gives 1, 0 (no statistics, or not for you), -1. */
int store_figures(struct store *s, const struct reader *r, const char *id,
                  struct arena *a, struct figures *out, struct fault *f);

/* ---- findings: cells ---------------------------------------------------- */

/* What one submission as a whole is told by. */
struct kin {
	char submission[SUBMISSION_ID_SIZE];
	const char *source;     /* as in struct findings; in the arena */
	const uint64_t *sketch; /* likewise */
	size_t n_sketch;
};

/** What ID is told by. Gives 1, 0 (none, or not for you), -1. */
int store_kin(struct store *s, const struct reader *r, const char *id,
              struct arena *a, struct kin *out, struct fault *f);

/** Those received before ID that R may see, of its voice and round, about a
    state that it is about, and not superseded; in order of receipt. */
int store_kin_before(struct store *s, const struct reader *r, const char *id,
                     struct arena *a, struct kin **out, size_t *n,
                     struct fault *f);

/* One coding as scoring counts it, with what near-duplicates are told by. */
struct evidence_row {
	struct cell_key key;
	const char *source; /* "state:SVN", "author:…" */
	char submission[SUBMISSION_ID_SIZE];
	int64_t seq; /* of the submission, by order of receipt */
	uint32_t ordinal;
	int64_t received_s;
	enum level level;
	bool is_demand;
	double confidence;
	bool is_accepted;  /* by people: METHOD.md 11 */
	uint32_t flags;    /* SUBMISSION_FLAG_* */
	const char *quote; /* valid during the call */
	size_t quote_len;
};

/**
 * Calls EACH for every coding of confidence >= 0.5 that R may see, one row
 * per state, superseded submissions left out, in order of state, round, voice,
 * commitment, receipt, submission, ordinal. EACH returns 0, or -1 to stop.
 */
int store_evidence(struct store *s, const struct reader *r,
                   int (*each)(void *context, const struct evidence_row *row,
                               struct fault *f),
                   void *context, struct fault *f);

/*
 * What the published cells are behind with: one voice on one state, in all
 * rounds, because a promise is repeated across rounds.
 */
struct stale_line {
	char state[STATE_SIZE];
	enum voice voice;
};

/**
 * Lists whose findings changed since the last publication; *IS_ALL says that
 * everything did. A crash between findings and publication leaves it filled.
 */
int store_stale(struct store *s, struct arena *a, struct stale_line **out,
                size_t *n, bool *is_all, struct fault *f);

/** As store_evidence(), of one state and voice alone. */
int store_evidence_of(struct store *s, const struct reader *r,
                      const struct stale_line *of,
                      int (*each)(void *context, const struct evidence_row *row,
                                  struct fault *f),
                      void *context, struct fault *f);

/** The first embargo that ends later than AFTER_S. Gives 1, 0 none, -1. */
int store_embargo_next(struct store *s, int64_t after_s, int64_t *out,
                       struct fault *f);

/** What each voice sent, as R may see it, in order of state, round, voice. */
int store_coverage(struct store *s, const struct reader *r, struct arena *a,
                   struct coverage **out, size_t *n, struct fault *f);

/**
 * What each voice had sent as RELEASE saw it ("" the head); a release keeps
 * it, so what arrives later changes no silence. Errors: FAULT_NOTFOUND.
 */
int store_coverage_of(struct store *s, const char *release, struct arena *a,
                      struct coverage **out, size_t *n, struct fault *f);

/* One state of the published findings. */
struct publication {
	int64_t number;   /* counts up from 1; 0: nothing published yet */
	int64_t as_of_s;  /* embargoes and windows were judged then */
	char release[32]; /* "head+7", or the release's name */
	char method[16];
	const char *catalogue;  /* in the arena given */
	struct digest cells;    /* digest of all cells, in order */
	struct digest coverage; /* digest of what each voice sent */
	int64_t made_s;         /* a release: when it was frozen; else 0 */
	int64_t last;           /* a release: newest submission it knows,
	                           for struct reader; 0 for the head */
};

/**
 * Replaces all cells by CELLS (sorted by key) and numbers the publication,
 * unless cells and coverage are the head's already, as of the same second.
 * Needs an open transaction.
 */
int store_publish(struct store *s, const struct cell *cells, size_t n,
                  int64_t as_of_s, const char *method, const char *catalogue,
                  struct fault *f);

/** As store_findings_check(), for the cells now published. */
int store_cells_check(struct store *s, const struct cell *cells, size_t n,
                      struct buf *report, struct fault *f);

/** The publication of RELEASE, or the head when RELEASE is "". 1, 0, -1. */
int store_publication(struct store *s, const char *release, struct arena *a,
                      struct publication *out, struct fault *f);

/** Cheap: the head's number alone, for noticing a change. */
int store_publication_number(struct store *s, int64_t *out, struct fault *f);

/** How many releases there are. */
int store_release_count(struct store *s, int64_t *out, struct fault *f);

/** All cells of RELEASE ("" the head), sorted by key. */
int store_cells(struct store *s, const char *release, struct arena *a,
                struct cell **out, size_t *n, struct fault *f);

/**
 * Freezes the head under NAME, as of its own publication: cells, coverage,
 * and which submissions it knows. Needs an open transaction.
 * Errors: FAULT_CONFLICT when NAME is taken or something received is not yet
 * assessed and published,
 * FAULT_INPUT when it is no name (A-Z a-z 0-9 . _ -, up to 31).
 */
int store_release(struct store *s, const char *name, int64_t now_s,
                  struct fault *f);

/** Releases, oldest first. */
int store_releases(struct store *s, struct arena *a, struct publication **out,
                   size_t *n, struct fault *f);

/* ---- what a release rested on -------------------------------------------- */

/* One submission that anybody may see, as a publication read it. */
struct ground {
	int64_t seq; /* by order of receipt */
	char submission[SUBMISSION_ID_SIZE];
	enum voice voice;
	char round[ROUND_SIZE];
	const char *states;         /* ["HRV","SVN"]: that it is about */
	const char *series;         /* of statistics, else "" */
	const char *counted_states; /* with figures in it, likewise */
	char superseded_by[SUBMISSION_ID_SIZE]; /* or "" */
	enum submission_status status;
	struct digest findings; /* over all that was found in it */
	const char *extractor;
	const char *coder;
	const char *catalogue;
};

/* One coding that counted in a cell. */
struct grounding {
	struct cell_key key;
	int64_t seq; /* of the submission */
	uint32_t ordinal;
	enum level level;
	uint32_t confidence; /* 1/10000 */
	bool is_demand;
	bool is_accepted; /* by people */
};

struct grounds {
	bool is_recorded; /* false: a release from before they were kept; then
	                     readings are those of today and codings none */
	struct ground *submissions; /* in order of receipt */
	size_t n_submissions;
	struct grounding *codings; /* in order of cell, receipt, ordinal */
	size_t n_codings;
	int64_t decision; /* newest decision it knows */
};

/** What publication OF rested on: frozen for a release, else as it stands. */
int store_grounds(struct store *s, const struct publication *of,
                  struct arena *a, struct grounds *out, struct fault *f);

/** Order of cells: state, commitment, round, voice. */
int grounding_compare(const struct cell_key *a, const struct cell_key *b);

/* That people decided on a commitment in a submission. */
struct decided_on {
	int64_t seq; /* of the submission */
	char commitment[COMMITMENT_SIZE];
};

/** What was decided later than decision FROM, up to TO, on submissions that
    are in AS; each once, in order. */
int store_decided(struct store *s, const struct publication *as, int64_t from,
                  int64_t to, struct arena *a, struct decided_on **out,
                  size_t *n, struct fault *f);

/* ---- the log of changes ---------------------------------------------------
 */

/* Order of stored numbers. */
enum change_kind {
	CHANGE_RECEIVED,
	CHANGE_ASSESSED, /* or refused; again when it is read otherwise */
	CHANGE_SUPERSEDED,
	CHANGE_DECIDED,
	CHANGE_PUBLISHED,
	CHANGE_RELEASED,
	CHANGE_KIND_COUNT
};

static const char *const CHANGE_KIND_NAMES[CHANGE_KIND_COUNT] = {
	[CHANGE_RECEIVED] = "received",     [CHANGE_ASSESSED] = "assessed",
	[CHANGE_SUPERSEDED] = "superseded", [CHANGE_DECIDED] = "decided",
	[CHANGE_PUBLISHED] = "published",   [CHANGE_RELEASED] = "released",
};

/* What anybody could see from one publication on, and not before. */
struct change {
	int64_t seq; /* 1, 2, 3 ... without a gap */
	enum change_kind kind;
	int64_t at_s;                        /* as_of of the publication */
	char submission[SUBMISSION_ID_SIZE]; /* "" about none */
	char other[SUBMISSION_ID_SIZE];      /* what took its place, or "" */
	int64_t number;   /* of the publication; else internal */
	const char *name; /* of the release; the status it was given */
};

/** Up to LIMIT changes behind AFTER, in order. store_publish() and
    store_release() add to them. */
int store_changes(struct store *s, const struct reader *r, int64_t after,
                  size_t limit, struct arena *a, struct change **out, size_t *n,
                  struct fault *f);

/** The place before the first change told as of AT_S or later. */
int store_changes_before(struct store *s, int64_t at_s, int64_t *out,
                         struct fault *f);

/* ---- trust -------------------------------------------------------------- */

/**
 * Checks all that needs no recomputing: SQLite's own structure, the schema
 * itself, document digests, the audit chain over every evidence row, passage
 * anchors against texts, the search index, release digests. PROGRESS (may be
 * NULL) is called with done and total.
 * Gives 1 when sound; 0 with the first thing wrong in REPORT; -1 on a fault.
 */
int store_check(struct store *s,
                void (*progress)(void *context, size_t done, size_t total),
                void *context, struct buf *report, struct fault *f);

/** Copies the database to DEST while others read and write. */
int store_backup(struct store *s, const char *dest, struct fault *f);

/** The schema that the database has, and the one that this program makes. */
int store_schema(struct store *s, int64_t *has, int64_t *wants,
                 struct fault *f);

/** How many submissions there are by status, sealed ones too: for the operator,
    who is told no more than the number. OUT has SUBMISSION_STATUS_COUNT. */
int store_statuses(struct store *s, uint64_t *out, struct fault *f);

/** Counts for a summary line. */
struct store_counts {
	uint64_t submissions;
	uint64_t passages;
	uint64_t codings;
	uint64_t cells;
};

int store_count(struct store *s, struct store_counts *out, struct fault *f);

#endif
