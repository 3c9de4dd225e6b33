/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Styles: the list of styles that a word processor's file keeps, grown one by
 * one up to a limit; DOCX and ODT hold different things in it.
 */
#ifndef EXTRACT_STYLES_H
#define EXTRACT_STYLES_H

#include <stddef.h>

struct fault;

/**
 * Gives LIST (of *ROOM places, N taken, SIZE bytes each) with a zeroed place
 * for one more: LIST itself or a larger one in its stead. NULL with F set when
 * MOST places are taken or memory ends; LIST is then as it was.
 * Owns: the caller frees the list.
 */
void *styles_grow(void *list, size_t n, size_t *room, size_t size, size_t most,
                  struct fault *f);

#endif
