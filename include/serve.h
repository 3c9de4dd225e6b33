/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Serve: comparisons out, over HTTP, as JSON and CSV.
 *
 * Takes:  a store to read, a catalogue, requests.
 * Gives:  answers with an ETag; at the intake door, submissions recorded.
 * Never:  codes, scores a cell or parses a document; shows what the store's
 *         visibility does not allow; says more in an error than the request.
 */
#ifndef SERVE_H
#define SERVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct catalogue;
struct event_base;
struct fault;
struct kept;
struct meter;
struct snapshot;
struct site;
struct store;

/* ---- the published findings, in memory --------------------------------- */

/**
 * Loads RELEASE ("" the head) of STORE into an immutable snapshot: cells,
 * coverage, publication. CATALOGUE must outlive it.
 * Owns: snapshot_free().
 */
int snapshot_load(struct store *store, const struct catalogue *catalogue,
                  const char *release, struct snapshot **out, struct fault *f);

/** Releases S; NULL is allowed. */
void snapshot_free(struct snapshot *s);

/* ---- what is counted, for /metrics ------------------------------------- */

/* Counters that all processes forked after meter_new() share, and a row of
   what each of them is doing. Never names a reader or a submission. */
struct meter;

/**
 * Makes a meter for ROWS processes.
 * Owns: meter_free().
 */
int meter_new(size_t rows, struct meter **out, struct fault *f);

/** Releases M; NULL is allowed. So it is below: then nothing is counted. */
void meter_free(struct meter *m);

/** Says that process PID does WHAT in ROW from now on. */
void meter_sit(struct meter *m, size_t row, const char *what, int pid);

/** Forgets the process in ROW; what it counted stays counted. */
void meter_rise(struct meter *m, size_t row);

/** Counts a publication that took SECONDS. */
void meter_published(struct meter *m, double seconds);

/** Counts one time that the store failed. */
void meter_store_error(struct meter *m);

/* ---- answers without a socket ------------------------------------------ */

/* A request as a handler sees it, and as a command line can make it. */
struct ask {
	const char *method; /* "GET" */
	const char *path;   /* "/api/v1/cells", decoded by us */
	const char *query;  /* "state=SVN&limit=5", raw; "" none */
	const char *accept; /* header or NULL; so below */
	const char *accept_language;
	const char *accept_encoding;
	const char *if_none_match;
	const char *if_modified_since;
	const char *authorization;
	const char *content_type;
	const char *body; /* of a POST */
	size_t body_len;
	bool is_intake_door; /* else the read door's methods only */
	bool is_admin_door;  /* health and metrics, nothing else */
	bool is_late; /* waited too long already: what would have to be made
	                 is refused as busy */
	int64_t now_s;
};

struct answer_header {
	const char *name;
	const char *value;
};

/* Most headers that one answer carries. */
#define ANSWER_HEADERS_MOST 24

struct answer {
	int status;
	struct answer_header header[ANSWER_HEADERS_MOST];
	size_t n_headers;
	const char *body; /* borrowed from the arena or from a cache */
	size_t len;       /* of the body, also when HEAD leaves it out */
	bool is_head;
	struct kept *kept; /* what shares the body: for doors only */
	unsigned route;    /* its row in the table, from 1; 0 none */
	const char *lines; /* status line, headers and length as bytes, where
	                      they are ready; else NULL */
	size_t lines_len;
};

/* What a site answers from and with. Strings are borrowed. */
struct site_options {
	const char *db;           /* path */
	const char *token_digest; /* SHA-256 hex of the intake token; NULL:
	                             the POST door is closed */
	size_t body_most;         /* largest submission, bytes */
	const char *public_url;   /* for links, "" relative */
	uint64_t disk_least;      /* bytes free below which nothing should be
	                             handed in; 0: any will do */
	struct meter *meter;      /* borrowed; NULL: nothing is counted */
	size_t meter_row;         /* this process */
	size_t cache_most;        /* bytes of finished answers kept; 0: each is
	                             made anew */
};

/**
 * Opens a site: its own read-only connection and the head's snapshot.
 * Owns: site_close().
 */
int site_open(const struct site_options *options,
              const struct catalogue *catalogue, struct site **out,
              struct fault *f);

/** Closes S; NULL is allowed. */
void site_close(struct site *s);

/** Loads the head anew if its publication number changed. */
int site_refresh(struct site *s, struct fault *f);

/**
 * Answers ASK. Never fails: trouble is an answer too (RFC 9457). All of OUT
 * lives in A or in S, until the next site_answer() or site_refresh().
 */
void site_answer(struct site *s, const struct ask *ask, struct arena *a,
                 struct answer *out);

/* ---- what processes at one address share ------------------------------- */

/* Counts connections, in all and by sender, over processes that were forked
   after it was made: a row for each. */
struct ledger;

/**
 * Makes a ledger of ROWS rows.
 * Owns: ledger_free().
 */
int ledger_new(size_t rows, struct ledger **out, struct fault *f);

/** Releases L; NULL is allowed. */
void ledger_free(struct ledger *l);

/** Forgets what the process that wrote ROW counted; it is dead. */
void ledger_wipe(struct ledger *l, size_t row);

/* ---- doors -------------------------------------------------------------- */

/* A door: a listening socket that answers from a site. */
struct door;

struct door_options {
	bool is_intake;         /* else GET, HEAD, OPTIONS only, no body */
	bool is_admin;          /* health and metrics only */
	int header_deadline_ms; /* for the whole head, however slow */
	int body_deadline_ms;   /* for the whole body */
	int write_deadline_ms;  /* for each DOOR_WRITE_STEP of an answer */
	int idle_ms;            /* between requests of one connection */
	int wait_most_ms;       /* behind other requests, then 503; 0: no end */
	size_t connections_most;
	size_t address_most; /* connections of one sender; 0: as many as all */
	/* Blocks of addresses whose word is taken for whom a request comes
	   from, "" or NULL none; they are not held to address_most. */
	const char *proxies;
	struct ledger *ledger; /* borrowed; NULL: this door counts alone */
	size_t ledger_row;
	/* called after each answer; may be NULL */
	void (*log)(void *context, const char *method, const char *path,
	            int status, size_t len, double seconds);
	void *log_context;
};

/* Bytes of an answer that a reader must take within one write deadline, or
   all that is left of it: 4 KiB a second with the deadline as it comes. */
#define DOOR_WRITE_STEP ((size_t)256 << 10)

/** Says what is wrong with TEXT as door_options.proxies. */
int door_proxies_check(const char *text, struct fault *f);

/**
 * Serves SITE on LISTEN_FD (listening, non-blocking, borrowed) from BASE.
 * Errors: FAULT_INPUT for proxies that are none, FAULT_MEMORY.
 * Owns: door_close().
 */
int door_open(struct event_base *base, int listen_fd, struct site *site,
              const struct door_options *options, struct door **out,
              struct fault *f);

/** Writes into the site's meter how many connections are open. */
void door_tell(const struct door *d);

/** Stops accepting, lets requests under way finish; then DRAINED is called. */
void door_drain(struct door *d, void (*drained)(void *context), void *context);

/** Closes at once; NULL is allowed. */
void door_close(struct door *d);

#endif
