/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parcel: all documents of one command line or manifest, declared and ready
 * to go down the line; and those that could not even be declared.
 */
#ifndef DAEMON_PARCEL_H
#define DAEMON_PARCEL_H

#include <stddef.h>

#include "intake.h"
#include "pipeline.h"

struct arena;
struct catalogue;
struct fault;

/* A row whose declaration is wrong; the rest goes on without it. */
struct undeclared {
	const char *name;
	const char *reason;
};

struct parcel {
	struct arena *arena; /* all lives here */
	const struct catalogue *catalogue;
	struct intake_item *items;
	size_t n_items;
	struct undeclared *undeclared;
	size_t n_undeclared;
};

/** Starts empty. Owns: parcel_close(). */
int parcel_open(struct parcel *p, const struct catalogue *catalogue,
                struct fault *f);

/** Releases P; a struct of zeroes is allowed. */
void parcel_close(struct parcel *p);

/** Makes room for N more documents. */
int parcel_room(struct parcel *p, size_t n, struct fault *f);

/**
 * Adds the document at PATH with what FIELDS declare; ENDORSERS is the path
 * of a list or "". Errors: FAULT_INPUT when the declaration is wrong.
 */
int parcel_add(struct parcel *p, const char *path, const char *endorsers,
               const struct intake_fields *fields, struct fault *f);

/**
 * Adds all rows of the manifest PATH; wrong rows become undeclared.
 * Errors: FAULT_INPUT when it cannot be read as a manifest at all.
 */
int parcel_add_manifest(struct parcel *p, const char *path, struct fault *f);

#endif
