/* SPDX-License-Identifier: Apache-2.0 */
/*
 * File: whole files in, whole files out.
 *
 * Takes:  a path.
 * Gives:  its bytes.
 * Never:  reads past a limit the caller names; follows nothing but the path.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

struct buf;
struct fault;

/**
 * Appends the whole regular file PATH ("-" is standard input) to B.
 * Errors: FAULT_SYSTEM (not there, a folder), FAULT_LIMIT past the limit of B.
 */
int file_read(const char *path, struct buf *b, struct fault *f);

/**
 * Writes LEN bytes to PATH: a new file beside it, fsync, rename, fsync of the
 * folder. Either all of it is there or nothing changed.
 * Errors: FAULT_SYSTEM.
 */
int file_write(const char *path, const void *bytes, size_t len,
               struct fault *f);

#endif
