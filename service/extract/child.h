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
struct filters;
struct language_detector;

struct child_job;

/* Runs in the child, confined. */
typedef int child_read(const struct child_job *job, struct arena *a,
                       struct text *out, struct fault *f);

struct child_job {
	const char *bytes; /* borrowed; the child has its own copy */
	size_t len;
	enum format format;
	child_read *read;
	const struct language_detector *languages; /* NULL: it makes them */
	size_t memory_most;            /* of the arena given to read() */
	bool is_required;              /* no reading without a sandbox */
	const struct filters *filters; /* NULL: it makes them */
	int cores; /* that this one document may keep busy */
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
 * What a process just forked does with JOB: it writes to FD and ends. PARENT
 * is who started it, without whom it does not live.
 */
_Noreturn void child_live(const struct child_job *job, int fd, pid_t parent);

/** Leaves no signal handler of the parent's and no file but FD, as 3. */
int child_bare(int fd, struct fault *f);

/**
 * Says in words what an end other than the plain one means. STATUS is from
 * waitpid(), LEN the length of its result; 0 when the result may be taken.
 */
int child_verdict(int status, size_t len, struct fault *f);

#endif
