/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Desk: what a verb works with: the catalogues and the database, opened
 * together and put away together.
 */
#ifndef DAEMON_DESK_H
#define DAEMON_DESK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "catalogue.h"
#include "cli.h"
#include "store.h"

struct arena;
struct extract_nursery;
struct fault;
struct pipeline;

struct desk {
	struct catalogue *catalogue;
	struct store *store;
	struct pipeline *pipeline;
	struct extract_nursery *nursery; /* NULL: the pipeline has its own */
	struct buf given[CLI_LIST_MOST]; /* catalogue files, as read */
	size_t n_given;
	struct arena *kept; /* catalogue files the database keeps */
};

/** Starts empty; desk_close() is then always safe. */
void desk_init(struct desk *d);

/** Opens the database DB, waiting for other writers as a person would. */
int desk_store(struct desk *d, const char *db, enum store_mode mode,
               struct fault *f);

/**
 * Reads the catalogues: those embedded, then those that the database keeps,
 * if it is open, then the files GIVEN, each in place of one of its name.
 */
int desk_catalogue(struct desk *d, const struct cli_list *given,
                   struct fault *f);

/** Keeps the files GIVEN to desk_catalogue() in the database. */
int desk_keep(struct desk *d, const struct cli_list *given, struct fault *f);

/**
 * Forks the children's parent off, while this process holds nothing yet, and
 * makes memory ready for all that follows: for verbs that read documents, one
 * or many, and first of all.
 */
int desk_nursery(struct desk *d, bool is_many, struct fault *f);

/** Binds both into a pipeline. JOBS 0: one per core. */
int desk_pipeline(struct desk *d, bool require_sandbox, int jobs,
                  struct fault *f);

/** Puts everything away. */
void desk_close(struct desk *d);

/** Says F on standard error; gives STATUS_FAILED. */
int desk_fail(const char *verb, const struct fault *f);

#endif
