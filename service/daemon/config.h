/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Config: how `serve` is set up: defaults, then the file, then the command
 * line, all from one table.
 */
#ifndef DAEMON_CONFIG_H
#define DAEMON_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "log.h"

struct arena;
struct fault;

struct config {
	struct arena *arena; /* its strings */
	const char *admin;   /* "" none */
	const char *db;
	const char *intake; /* "" none */
	const char *listen;
	const char *proxies; /* "" none */
	const char *public_url;
	const char *token_digest; /* "" POST is closed */
	int address_most;
	int body_deadline_ms;
	int body_most;
	int cache_most;
	int connections_most;
	int disk_least; /* MiB */
	int drain_s;
	int header_deadline_ms;
	int idle_ms;
	int log_level; /* enum log_level */
	int wait_most_ms;
	int workers;
	int write_deadline_ms;
	bool insecure;
	bool require_sandbox;
};

enum option_kind {
	OPTION_DIGEST, /* 64 hex digits, or "" */
	OPTION_LEVEL,  /* a word of LOG_LEVEL_NAMES */
	OPTION_NUMBER,
	OPTION_PROXIES, /* what door_proxies_check() takes */
	OPTION_TEXT,
	OPTION_YES_NO
};

struct option_row {
	const char *name; /* in the file, and --NAME */
	enum option_kind kind;
	size_t at; /* offset in struct config */
	const char *initial;
	long min; /* of a number */
	long max;
	const char *word; /* stands for its value in --help */
	const char *help;
};

/* More rows than the table has. */
#define OPTION_ROWS_MOST 32

/** The table, sorted by name. Static. */
const struct option_row *config_rows(size_t *n);

/**
 * Fills OUT: defaults, then the file PATH unless NULL, then GIVEN, by row,
 * NULL where nothing was given.
 * Owns:   config_free().
 * Errors: FAULT_INPUT naming the option, with file and line.
 */
int config_load(const char *path, const char *const *given, struct config *out,
                struct fault *f);

/** Releases C; a struct of zeroes is allowed. */
void config_free(struct config *c);

#endif
