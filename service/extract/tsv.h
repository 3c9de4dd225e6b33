/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tsv: the words of `pdftotext -tsv`, one at a time, with their places.
 *
 * Only geometry tells a note's number from a figure and a heading from a
 * sentence; plain output has lost it. Units are hundredths of a point, as
 * whole numbers, counted from the top left.
 */
#ifndef EXTRACT_TSV_H
#define EXTRACT_TSV_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct fault;

struct tsv {
	const char *bytes; /* borrowed */
	size_t len;
	size_t at;
	uint32_t row;
	int32_t page_height; /* of the page the last word is on */
	int32_t page_width;
};

struct tsv_word {
	uint32_t page; /* 1-based */
	uint32_t flow, block, line;
	int32_t x, y, width, height;
	struct span text;
};

/** Starts at the first row of BYTES, which must outlive T; it may be what
    several programs wrote, one after the other. */
void tsv_init(struct tsv *t, const char *bytes, size_t len);

/**
 * Gives the next word: 1, or 0 after the last.
 * Errors: FAULT_INPUT with the row: not what pdftotext writes.
 */
int tsv_next(struct tsv *t, struct tsv_word *out, struct fault *f);

#endif
