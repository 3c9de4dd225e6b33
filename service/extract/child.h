/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Child: a process of its own for one document. It holds the document in
 * memory from its birth, reads nothing, opens nothing, and writes one result
 * to a pipe.
 */
#ifndef EXTRACT_CHILD_H
#define EXTRACT_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "model/text.h"

struct arena;
struct fault;
struct language_detector;

struct child_job {
	const char *bytes; /* borrowed; the child has its own copy */
	size_t len;
	enum format format;
	/* runs in the child, confined */
	int (*read)(const struct child_job *job, struct arena *a,
	            struct text *out, struct fault *f);
	const struct language_detector *languages; /* made by the child */
	size_t memory_most; /* of the arena given to read() */
	bool is_required;   /* no reading without a sandbox */
	int cpu_s;
	int wall_ms;
};

/**
 * Starts a child on JOB.
 * Owns: the caller waits for *PID and closes *FD, where the result is read.
 */
int child_start(const struct child_job *job, pid_t *pid, int *fd,
                struct fault *f);

/**
 * Says in words what an end other than the plain one means. STATUS is from
 * waitpid(), LEN the length of its result; 0 when the result may be taken.
 */
int child_verdict(int status, size_t len, struct fault *f);

#endif
