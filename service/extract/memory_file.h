/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory file: a file without a name, to hand bytes to another process or to a
 * library that reads files only. Nobody can run it; it can be sealed.
 */
#ifndef EXTRACT_MEMORY_FILE_H
#define EXTRACT_MEMORY_FILE_H

#include <stddef.h>

/**
 * An empty one; NAME is for whoever looks into /proc.
 * Owns:   the caller closes what is given.
 * Errors: -1 with errno.
 */
int memory_file(const char *name);

/** One that holds LEN bytes and is at its beginning; as memory_file(). */
int memory_file_of(const char *name, const char *bytes, size_t len);

#endif
