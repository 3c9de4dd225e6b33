/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sentence: where ICU would end one and a reader would not.
 *
 * ICU's rules (UAX 29) know letters, not words: they end a sentence after
 * "Art." before a number, after "Mr." and inside "« … ! » disait-il".
 */
#ifndef EXTRACT_SENTENCE_H
#define EXTRACT_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Says whether the sentence that began at START goes on at AT, where ICU
 * found a boundary; END is the end of the block. TEXT is normalised.
 */
bool sentence_goes_on(const char *text, size_t start, size_t at, size_t end);

/**
 * Moves the boundary AT past closing marks that belong to the sentence
 * before ("word. » Next").
 */
size_t sentence_close(const char *text, size_t at, size_t end);

/**
 * Finds the next place from AT on where a note's number hides the end of a
 * sentence ("rights.12 The"): gives the start of the next one, or END.
 */
size_t sentence_hidden_end(const char *text, size_t at, size_t end);

/** Whether [AT, END) holds a mark, before its last word, that may end one. */
bool sentence_may_end(const char *text, size_t at, size_t end);

#endif
