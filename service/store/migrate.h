/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Migrate: the numbered, append-only steps that make the schema.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include <stddef.h>

struct migration {
	const char *name;
	const char *sql;
	size_t len;
};

/** All of them, migrate_version() in number. */
const struct migration *migrate_table(void);

#endif
