/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fault: why a function could not do what it was asked.
 *
 * A struct fault is filled by whoever first sees the trouble and is carried
 * up unchanged; it allocates nothing, so it can report a lack of memory.
 *
 * Takes:  a code and words.
 * Gives:  struct fault, a value.
 * Never:  allocates, logs or exits.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

enum fault_code {
	FAULT_NONE = 0,
	FAULT_INPUT,       /* the document, request or catalogue is at fault */
	FAULT_UNSUPPORTED, /* well formed, but not a kind we read */
	FAULT_LIMIT,       /* larger, deeper or slower than a named limit */
	FAULT_NOTFOUND,    /* the thing named does not exist, or not for you */
	FAULT_CONFLICT,    /* it would contradict what is already recorded */
	FAULT_STORE,       /* SQLite refused or failed */
	FAULT_SYSTEM,      /* a system call failed; text holds strerror */
	FAULT_MEMORY,      /* an allocation failed */
	FAULT_COUNT
};

#define FAULT_TEXT_SIZE 480

struct fault {
	enum fault_code code;
	char text[FAULT_TEXT_SIZE]; /* one line; says what to do if anything */
};

/**
 * Fills F and returns -1, so that a caller may `return fault_set(...)`.
 * Text past the size of F is cut at a UTF-8 boundary.
 */
int fault_set(struct fault *f, enum fault_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** Names CODE for logs and JSON, e.g. "input". Static storage; never NULL. */
const char *fault_name(enum fault_code code);

#endif
