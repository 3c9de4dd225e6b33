/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sandbox: a process that has read its document in memory gives up everything
 * but computing and writing to a pipe. security.md 2.2 and 2.3 measured it.
 *
 * Two jails: the reader's (an allow-list: not even open), and pdftotext's (a
 * program that must load its libraries and fonts, and may do nothing else).
 * All of it is irrevocable and only for a process just forked.
 */
#ifndef EXTRACT_SANDBOX_H
#define EXTRACT_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct fault;
struct filters;

/* What the kernel offers here. */
struct sandbox_support {
	int landlock_abi; /* 0: none */
	bool has_seccomp;
};

/** Asks the kernel; changes nothing. */
void sandbox_probe(struct sandbox_support *out);

struct sandbox_limits {
	int cpu_s;        /* SIGXCPU after this much computing */
	size_t memory;    /* bytes of address space beyond what is held now */
	size_t file_size; /* SIGXFSZ past it: 0, results go to a pipe */
	int files;        /* descriptors that may be open */
};

/** Sets the limits, and forbids core dumps, new processes and new rights. */
int sandbox_limit(const struct sandbox_limits *limits, struct fault *f);

/**
 * Confines a reader: Landlock without a rule, then the allow-list of FILTERS.
 * Errors: FAULT_SYSTEM when the kernel lacks either and IS_REQUIRED.
 */
int sandbox_reader(const struct filters *filters, bool is_required,
                   struct fault *f);

/** Confines the process that is about to become PROGRAM (pdftotext). */
int sandbox_program(const struct filters *filters, const char *program,
                    bool is_required, struct fault *f);

#endif
