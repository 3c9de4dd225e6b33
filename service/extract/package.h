/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Package: the ZIP file that a DOCX or ODT is. Members are looked up by name
 * and unpacked into memory; nothing is written anywhere, so a name can climb
 * nowhere.
 */
#ifndef EXTRACT_PACKAGE_H
#define EXTRACT_PACKAGE_H

#include <stddef.h>

struct buf;
struct fault;
struct package;

/* Most that one member unpacks to, counted while it is unpacked. */
#define PACKAGE_MEMBER_MOST ((size_t)128 << 20)

/**
 * Opens BYTES (borrowed) and checks every name and size in its directory.
 * Errors: FAULT_INPUT damaged, a name twice; FAULT_UNSUPPORTED encrypted,
 *         macros, programs, OLE objects; FAULT_LIMIT a bomb, too many members.
 */
int package_open(const char *bytes, size_t len, struct package **out,
                 struct fault *f);

/** Releases P; NULL is allowed. */
void package_close(struct package *p);

/**
 * Unpacks the member NAME into OUT: 1 there, 0 none of that name, -1 a fault.
 */
int package_read(struct package *p, const char *name, struct buf *out,
                 struct fault *f);

#endif
