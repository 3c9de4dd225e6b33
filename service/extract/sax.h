/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sax: the one way XML of strangers is read here: as events, without entities,
 * without a DTD, no deeper than READERS_DEPTH_MOST, never from disk or net.
 */
#ifndef EXTRACT_SAX_H
#define EXTRACT_SAX_H

#include <stdbool.h>
#include <stddef.h>

struct fault;

struct sax_element {
	const char *name_space;     /* "" when none */
	const char *name;           /* without prefix */
	const char *const *details; /* libxml2's five for each attribute */
	size_t n_attributes;
	int line;
};

/* What happens at each event; every function may refuse by -1. */
struct sax_events {
	/* 0 go on, 1 leave this element and all in it out */
	int (*start)(void *context, const struct sax_element *e,
	             struct fault *f);
	int (*end)(void *context, const char *name_space, const char *name,
	           struct fault *f);
	int (*text)(void *context, const char *bytes, size_t len,
	            struct fault *f);
};

/**
 * Reads all of BYTES. WHAT begins the words of a fault, e.g. "document.xml";
 * "" for a file that is XML as a whole.
 * Errors: FAULT_INPUT with the line: not well formed, a DOCTYPE; FAULT_LIMIT
 *         nested too deep; whatever an event refused.
 */
int sax_read(const char *bytes, size_t len, const char *what,
             const struct sax_events *events, void *context, struct fault *f);

/**
 * Copies the attribute NAME (in whatever namespace) into OUT of ROOM bytes,
 * cut to fit. Says whether E has it; "" when not.
 */
bool sax_attribute(const struct sax_element *e, const char *name, char *out,
                   size_t room);

/** Name of attribute number I of E. */
const char *sax_attribute_name(const struct sax_element *e, size_t i);

/** Namespace of attribute number I of E, "" when none. */
const char *sax_attribute_space(const struct sax_element *e, size_t i);

#endif
