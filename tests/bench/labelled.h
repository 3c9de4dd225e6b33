/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labelled: passages of the shared corpus with what readers said of them.
 */
#ifndef TESTS_BENCH_LABELLED_H
#define TESTS_BENCH_LABELLED_H

#include <stdbool.h>
#include <stddef.h>

#define OBJECTIVES  23
#define LABELS_MOST 24

struct cJSON;
struct fault;

struct labelled {
	struct cJSON *json; /* owned */
	const char *text;
	const char *language;
	const char *kind;  /* label_kind, "" */
	const char *group; /* translations share one */
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

/** Releases what SET holds. */
void labelled_free(struct labelled_set *set);

#endif
