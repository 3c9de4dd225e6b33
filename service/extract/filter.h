/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Filter: which system calls each jail leaves, as a program for the kernel.
 *
 * libseccomp makes it from lists of names, in the time that reading a small
 * document takes: so it is made once, before the children are.
 */
#ifndef EXTRACT_FILTER_H
#define EXTRACT_FILTER_H

#include <linux/filter.h>

struct fault;

struct filters {
	struct sock_fprog reader;  /* an allow-list: not even open */
	struct sock_fprog program; /* a deny-list, for pdftotext */
};

/**
 * Compiles both.
 * Owns:   filters_clear().
 * Errors: FAULT_SYSTEM, FAULT_MEMORY.
 */
int filters_init(struct filters *out, struct fault *f);

/** Releases what FILTERS holds; one of zeros holds nothing. */
void filters_clear(struct filters *filters);

/** Puts this process under FILTER, for good. */
int filter_load(const struct sock_fprog *filter, struct fault *f);

#endif
