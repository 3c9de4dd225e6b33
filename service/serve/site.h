/* SPDX-License-Identifier: Apache-2.0 */
/* Site: what answers are made from, kept between requests. */
#ifndef SERVE_SITE_H
#define SERVE_SITE_H

#include <stdint.h>

#include "serve.h"

struct cache;
struct diff_kept;
struct store;

/* Named releases in memory beside the head; a reader compares two. */
#define RELEASES_KEPT 4

struct named_release {
	struct snapshot *snapshot; /* NULL: free */
	char name[32];
	uint64_t used; /* turn it was last asked for */
};

struct site {
	struct site_options options;
	const struct catalogue *catalogue; /* borrowed */
	struct store *reading;
	struct store *writing; /* opened by the first POST, else NULL */
	struct snapshot *head;
	int64_t n_releases; /* when the head was loaded */
	struct named_release named[RELEASES_KEPT];
	uint64_t turn;
	struct diff_kept *diff; /* the last that was asked for, or NULL */
	struct cache *cache;
};

/**
 * The snapshot of RELEASE, loaded if need be; "" is the head.
 * Errors: FAULT_NOTFOUND and what a store can say.
 */
int site_snapshot(struct site *s, const char *release,
                  const struct snapshot **out, struct fault *f);

/** Forgets what was kept of the last diff. */
void diff_forget(struct site *s);

/** The connection that POST writes through. */
int site_writing(struct site *s, struct store **out, struct fault *f);

/** Says whether AUTHORIZATION bears the intake token. */
bool site_token_fits(const struct site *s, const char *authorization);

/**
 * What of ASK can be refused before its body of LEN bytes is read: then fills
 * OUT and gives true.
 */
bool site_refuses(struct site *s, const struct ask *ask, uint64_t len,
                  struct arena *a, struct answer *out);

#endif
