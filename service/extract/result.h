/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Result: what a confined child hands back, as bytes on a pipe.
 *
 * The child may be in a stranger's hands by then: the side that takes trusts
 * no length, number or character of it.
 */
#ifndef EXTRACT_RESULT_H
#define EXTRACT_RESULT_H

#include <stddef.h>

#include "model/text.h"

struct arena;
struct buf;
struct fault;

/* Largest result: all text, with a record and some words for each block. */
#define RESULT_MOST ((size_t)64 << 20)

/** Writes TEXT as a result into OUT. */
int result_put_text(struct buf *out, const struct text *text, struct fault *f);

/** Writes the refusal WHY as a result into OUT. */
int result_put_fault(struct buf *out, const struct fault *why, struct fault *f);

/**
 * Takes a result; the text is copied into A and gets FORMAT.
 * Errors: the fault the child sent; FAULT_INPUT "handed back nonsense" for
 *         bytes no honest child writes; FAULT_LIMIT, FAULT_MEMORY.
 */
int result_take(const char *bytes, size_t len, enum format format,
                struct arena *a, struct text *out, struct fault *f);

#endif
