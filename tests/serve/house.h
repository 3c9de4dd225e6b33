/* SPDX-License-Identifier: Apache-2.0 */
/*
 * House: a small database to serve from, invented for these tests: Slovenia
 * and Croatia before two rounds, three voices, a contradiction, a regression,
 * silence, a refused file, and documents that nobody may see.
 */
#ifndef TESTS_SERVE_HOUSE_H
#define TESTS_SERVE_HOUSE_H

#include "check.h"

#include "serve.h"

struct arena;
struct catalogue;
struct cJSON;

/* A word that stands in every hidden document and nowhere else. */
#define CANARY "zanzibarquail"

/* When the house was published: 2026-11-22T00:00:00Z. */
#define HOUSE_NOW ((int64_t)1795305600)

/* The token of its intake door. */
#define HOUSE_TOKEN "gcm_test_token"

struct house {
	struct catalogue *catalogue;
	struct site *site;
	struct arena *arena; /* of the last answer */
	struct answer answer;
	struct cJSON *json; /* of the last answer, when it was JSON */
	char path[64];
	char token_digest[65];
	char ids[8][32]; /* of the documents, in order */
};

/** Group set-up and tear-down: builds and removes the database. */
int house_open(void **state);
int house_close(void **state);

/** Asks GET TARGET ("/path?query") and checks that JSON is well formed. */
const struct answer *house_get(struct house *h, const char *target);

/** Asks ASK. */
const struct answer *house_ask(struct house *h, const struct ask *ask);

/** The header NAME of the last answer, or "". */
const char *house_header(const struct house *h, const char *name);

/** data[.PATH] of the last JSON answer: names and numbers parted by dots. */
const struct cJSON *house_data(const struct house *h, const char *path);

/** The string, or number, at PATH; fails when it is none. */
const char *house_string(const struct house *h, const char *path);
double house_number(const struct house *h, const char *path);

/** Rows of data. */
size_t house_rows(const struct house *h);

/** Whether the last body holds TEXT. */
int house_holds(const struct house *h, const char *text);

/** Takes in a paper that speaks where nobody had, contradicts what stands and
    pairs with it, and publishes it; does not refresh. */
void house_add(struct house *h);

/** Freezes the head under NAME; does not refresh. */
void house_release(struct house *h, const char *name);

/** Publishes again, so that the number goes up; does not refresh. */
void house_publish(struct house *h);

#endif
