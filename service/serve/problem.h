/* SPDX-License-Identifier: Apache-2.0 */
/* Problem: trouble as an answer (RFC 9457), from one table. */
#ifndef SERVE_PROBLEM_H
#define SERVE_PROBLEM_H

#include "base/fault.h"
#include "params.h"

struct arena;
struct answer;

enum problem {
	PROBLEM_PARAMETERS,
	PROBLEM_REQUEST, /* malformed: refused before routing */
	PROBLEM_TOKEN,
	PROBLEM_NOT_FOUND,
	PROBLEM_METHOD,
	PROBLEM_FORMAT,
	PROBLEM_TIMEOUT,
	PROBLEM_CONFLICT,
	PROBLEM_LENGTH, /* a body of unsaid length */
	PROBLEM_TOO_LARGE,
	PROBLEM_URI,
	PROBLEM_MEDIA,
	PROBLEM_EXPECT,
	PROBLEM_HEADERS,
	PROBLEM_INTERNAL,
	PROBLEM_UNKNOWN_METHOD,
	PROBLEM_BUSY,
	PROBLEM_VERSION,
	PROBLEM_COUNT
};

/** The HTTP status of P. */
int problem_status(enum problem p);

/** The last part of P's type, and its title. */
const char *problem_name(enum problem p);
const char *problem_title(enum problem p);

/** The problem a handler's fault becomes; the one table from code to HTTP. */
enum problem problem_of(enum fault_code code);

/**
 * Fills OUT with P as application/problem+json; TROUBLE may be NULL. When
 * memory is out, the body is a constant.
 */
void problem_answer(enum problem p, const char *detail,
                    const struct trouble *trouble, struct arena *a,
                    struct answer *out);

/** Adds a header to OUT; VALUE is borrowed. */
void answer_header(struct answer *out, const char *name, const char *value);

/** The value of the header NAME in OUT, or NULL. */
const char *answer_find(const struct answer *out, const char *name);

#endif
