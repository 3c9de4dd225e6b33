/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labelled: passages with what readers said of them; those of the shared
 * corpus, and our own (fixtures/coding/README.md).
 */
#ifndef TESTS_BENCH_LABELLED_H
#define TESTS_BENCH_LABELLED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OBJECTIVES  23
#define LABELS_MOST 24
/* One group of our own sentences in so many is never learned from. */
#define HELD_SHARE 5

#define LABELLED_LANGUAGES 6

static const char *const LABELLED_LANGUAGE[LABELLED_LANGUAGES] = {
	"en", "fr", "es", "ar", "ru", "zh",
};

struct cJSON;
struct fault;

struct labelled {
	struct cJSON *json; /* owned */
	const char *text;
	const char *language;
	const char *kind;  /* label_kind, "" */
	const char *level; /* "gap" …, "" when not said */
	const char *group; /* translations share one; TEXT when none */
	bool is_label[LABELS_MOST];
	size_t n_labels;
};

struct labelled_set {
	struct labelled *at;
	size_t n;
};

/**
 * Reads DIR/labelled/NAME. Gives 1, 0 when there is no such file, or -1.
 * Owns: the caller releases *OUT with labelled_free().
 */
int labelled_read(const char *dir, const char *name, struct labelled_set *out,
                  struct fault *f);

/** Reads the file PATH likewise. */
int labelled_read_path(const char *path, struct labelled_set *out,
                       struct fault *f);

/**
 * Adds our own sentences, fixtures/coding/LANGUAGE/labelled.jsonl below
 * SOURCE, of every language that has a file, to *OUT.
 */
int labelled_add_own(const char *source, struct labelled_set *out,
                     struct fault *f);

/** A number that all rows of GROUP share, in any language. */
uint64_t labelled_hash(const char *group);

/** Says whether ROW is one of ours that no weight is learned from. */
bool labelled_is_held(const struct labelled *row);

/** Releases what SET holds. */
void labelled_free(struct labelled_set *set);

#endif
