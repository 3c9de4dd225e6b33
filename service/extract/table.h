/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Table: a stranger's CSV file into lines that need no more parsing: the line
 * it stood on and the fields, parted by tabs.
 */
#ifndef EXTRACT_TABLE_H
#define EXTRACT_TABLE_H

#include <stddef.h>

struct arena;
struct fault;
struct text;

/**
 * Reads LEN bytes, UTF-8 without a byte order mark, strictly by RFC 4180.
 * White space inside a field becomes one kind of blank.
 * Errors: FAULT_INPUT with the line; FAULT_LIMIT.
 */
int table_read(const char *bytes, size_t len, struct arena *a, struct text *out,
               struct fault *f);

#endif
