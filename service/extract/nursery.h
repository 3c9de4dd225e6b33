/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nursery: a small process that does nothing but start children. The door
 * (extract.h) says why.
 */
#ifndef EXTRACT_NURSERY_H
#define EXTRACT_NURSERY_H

#include "child.h"
#include "extract.h"

/** Forks it; READ is what its children do with their bytes. */
int nursery_new(child_read *read, struct extract_nursery **out,
                struct fault *f);

/**
 * Has N start a child on JOB, whose read() and languages are N's own. The
 * child is this process's to wait for; its result follows its pid_t at *FD.
 * Owns: the caller closes *FD.
 */
int nursery_start(struct extract_nursery *n, const struct child_job *job,
                  int *fd, struct fault *f);

#endif
