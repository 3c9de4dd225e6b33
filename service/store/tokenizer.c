/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What FTS5 of Debian cannot do by itself: find a Chinese word, fold an Arabic
 * hamza (ecosystem, finding 7); and rank without telling of passages that the
 * reader may not see.
 */
#include "db.h"

#include <stdlib.h>

#include "base/fault.h"

#include "words.h"

/* Words in one query; store_search() refuses more. */
#define PHRASES_MOST 64

/* Okapi BM25's usual constants, and the length of an ordinary sentence. */
#define BM25_K1     1.2
#define BM25_B      0.75
#define BM25_LENGTH 140.0

struct tokenizing {
	int (*token)(void *context, int flags, const char *at, int len,
	             int start, int end);
	void *context;
};

static int tokenizer_create(void *context, const char **argv, int argc,
                            Fts5Tokenizer **out)
{
	(void)argv;
	if (argc != 0)
		return SQLITE_ERROR;
	/* The words belong to the store, which outlives the connection. */
	*out = context;
	return SQLITE_OK;
}

static void tokenizer_delete(Fts5Tokenizer *t)
{
	(void)t;
}

static int give_token(void *context, const char *folded, size_t len,
                      size_t start, size_t end)
{
	const struct tokenizing *t = context;

	return t->token(t->context, 0, folded, (int)len, (int)start, (int)end);
}

static int tokenizer_cut(Fts5Tokenizer *tokenizer, void *context, int flags,
                         const char *text, int len,
                         int (*token)(void *, int, const char *, int, int, int))
{
	struct tokenizing t = { token, context };
	int rc;

	(void)flags;
	rc = words_cut((struct words *)(void *)tokenizer, text, (size_t)len,
	               give_token, &t);
	return rc == -1 ? SQLITE_ERROR : rc;
}

/*
 * closeness(word, LENGTH): BM25 of the row without the two figures that come
 * from the whole index, how rare a word is and how long a row is on average:
 * they would change with passages the reader must not know of.
 */
static void closeness(const Fts5ExtensionApi *api, Fts5Context *fts,
                      sqlite3_context *out, int n, sqlite3_value **values)
{
	int counts[PHRASES_MOST] = { 0 };
	int instances = 0, phrase, column, offset, rc;
	double norm, sum = 0;

	if (n != 1) {
		sqlite3_result_error(out, "closeness(word, length)", -1);
		return;
	}
	rc = api->xInstCount(fts, &instances);
	for (int i = 0; rc == SQLITE_OK && i < instances; i++) {
		rc = api->xInst(fts, i, &phrase, &column, &offset);
		if (rc == SQLITE_OK && phrase >= 0 && phrase < PHRASES_MOST)
			counts[phrase]++;
	}
	if (rc != SQLITE_OK) {
		sqlite3_result_error_code(out, rc);
		return;
	}
	norm = BM25_K1 *
	       (1 - BM25_B +
	        BM25_B * sqlite3_value_double(values[0]) / BM25_LENGTH);
	for (int i = 0; i < PHRASES_MOST; i++)
		sum += counts[i] * (BM25_K1 + 1) / (counts[i] + norm);
	sqlite3_result_double(out, -sum);
}

static fts5_api *find_api(struct store *s)
{
	fts5_api *api = NULL;
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(s->db, "SELECT fts5(?1)", -1, &stmt, NULL) ==
	    SQLITE_OK) {
		(void)sqlite3_bind_pointer(stmt, 1, (void *)&api,
		                           "fts5_api_ptr", NULL);
		(void)sqlite3_step(stmt);
	}
	(void)sqlite3_finalize(stmt);
	return api;
}

int tokenizer_register(struct store *s, struct fault *f)
{
	fts5_tokenizer tokenizer = {
		.xCreate = tokenizer_create,
		.xDelete = tokenizer_delete,
		.xTokenize = tokenizer_cut,
	};
	fts5_api *api = find_api(s);

	if (!api ||
	    api->xCreateTokenizer(api, "gcmtrack", s->words, &tokenizer,
	                          NULL) != SQLITE_OK ||
	    api->xCreateFunction(api, "closeness", NULL, closeness, NULL) !=
	            SQLITE_OK)
		return fault_set(f, FAULT_STORE,
		                 "SQLite %s was built without FTS5",
		                 sqlite3_libversion());
	return 0;
}
