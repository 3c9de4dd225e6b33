/* SPDX-License-Identifier: Apache-2.0 */
#include "problem.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "pen.h"
#include "serve.h"

/* An error says no more than this. */
#define PROBLEM_BYTES_MOST ((size_t)64 << 10)

static const struct {
	int status;
	const char *name; /* last part of the type */
	const char *title;
} PROBLEMS[PROBLEM_COUNT] = {
	[PROBLEM_PARAMETERS] = { 400, "parameters",
	                         "Parameters not understood" },
	[PROBLEM_REQUEST] = { 400, "request", "Request not understood" },
	[PROBLEM_TOKEN] = { 401, "token", "A token is needed" },
	[PROBLEM_NOT_FOUND] = { 404, "not-found", "Not found" },
	[PROBLEM_METHOD] = { 405, "method", "Method not allowed here" },
	[PROBLEM_FORMAT] = { 406, "format", "No such format of this" },
	[PROBLEM_TIMEOUT] = { 408, "timeout", "Request came too slowly" },
	[PROBLEM_CONFLICT] = { 409, "conflict",
	                       "Contradicts what is recorded" },
	[PROBLEM_LENGTH] = { 411, "length", "Length required" },
	[PROBLEM_TOO_LARGE] = { 413, "too-large", "Too large" },
	[PROBLEM_URI] = { 414, "uri", "Address too long" },
	[PROBLEM_MEDIA] = { 415, "media", "Not a kind that is read" },
	[PROBLEM_EXPECT] = { 417, "expect", "Expectation not met" },
	[PROBLEM_HEADERS] = { 431, "headers", "Headers too large" },
	[PROBLEM_INTERNAL] = { 500, "internal", "Trouble at the server" },
	[PROBLEM_UNKNOWN_METHOD] = { 501, "unknown-method",
	                             "Method or coding not known" },
	[PROBLEM_BUSY] = { 503, "busy", "Busy" },
	[PROBLEM_VERSION] = { 505, "version", "HTTP version not spoken" },
};

static const enum problem OF_FAULT[FAULT_COUNT] = {
	[FAULT_NONE] = PROBLEM_INTERNAL,
	[FAULT_INPUT] = PROBLEM_PARAMETERS,
	[FAULT_UNSUPPORTED] = PROBLEM_MEDIA,
	[FAULT_LIMIT] = PROBLEM_TOO_LARGE,
	[FAULT_NOTFOUND] = PROBLEM_NOT_FOUND,
	[FAULT_CONFLICT] = PROBLEM_CONFLICT,
	[FAULT_STORE] = PROBLEM_INTERNAL,
	[FAULT_SYSTEM] = PROBLEM_INTERNAL,
	[FAULT_MEMORY] = PROBLEM_INTERNAL,
};

static const char OUT_OF_MEMORY[] =
	"{\"type\":\"urn:gcmtrack:problem:internal\","
	"\"title\":\"Trouble at the server\",\"status\":500,"
	"\"detail\":\"out of memory: try again later\"}";

int problem_status(enum problem p)
{
	return PROBLEMS[p].status;
}

const char *problem_name(enum problem p)
{
	return PROBLEMS[p].name;
}

const char *problem_title(enum problem p)
{
	return PROBLEMS[p].title;
}

enum problem problem_of(enum fault_code code)
{
	return OF_FAULT[code];
}

void answer_header(struct answer *out, const char *name, const char *value)
{
	assert(out->n_headers < ANSWER_HEADERS_MOST);
	out->header[out->n_headers++] = (struct answer_header){ name, value };
}

const char *answer_find(const struct answer *out, const char *name)
{
	for (size_t i = 0; i < out->n_headers; i++)
		if (strcasecmp(out->header[i].name, name) == 0)
			return out->header[i].value;
	return NULL;
}

static void write_troubles(struct pen *p, const struct trouble *trouble)
{
	pen_key(p, "errors");
	pen_open(p, '[');
	for (size_t i = 0; i < trouble->n; i++) {
		pen_open(p, '{');
		pen_key_text(p, "parameter", trouble->row[i].parameter);
		pen_key_text(p, "problem", trouble->row[i].problem);
		pen_key_text(p, "allowed", trouble->row[i].allowed);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static void write_problem(struct pen *p, enum problem which, const char *detail,
                          const struct trouble *trouble)
{
	pen_open(p, '{');
	pen_key(p, "type");
	pen_raw(p, "\"urn:gcmtrack:problem:", 22);
	pen_raw(p, PROBLEMS[which].name, strlen(PROBLEMS[which].name));
	pen_raw(p, "\"", 1);
	pen_key_text(p, "title", PROBLEMS[which].title);
	pen_key_count(p, "status", (uint64_t)PROBLEMS[which].status);
	pen_key_text(p, "detail", detail);
	if (trouble && trouble->n > 0)
		write_troubles(p, trouble);
	pen_close(p, '}');
}

void problem_answer(enum problem p, const char *detail,
                    const struct trouble *trouble, struct arena *a,
                    struct answer *out)
{
	struct fault f = { 0 };
	struct pen pen;
	char *body;

	pen_init(&pen, PROBLEM_BYTES_MOST);
	write_problem(&pen, p, detail, trouble);
	body = pen.is_bad ? NULL : arena_copy(a, pen.out.at, pen.out.len, &f);
	out->status = body ? PROBLEMS[p].status : 500;
	out->body = body ? body : OUT_OF_MEMORY;
	out->len = body ? pen.out.len : sizeof(OUT_OF_MEMORY) - 1;
	pen_clear(&pen);
	answer_header(out, "Content-Type", "application/problem+json");
	answer_header(out, "Cache-Control", "no-store");
	/* RFC 9110, 10.2.3. */
	if (p == PROBLEM_BUSY)
		answer_header(out, "Retry-After", "1");
}

void trouble_add(struct trouble *t, const char *parameter, const char *problem,
                 const char *allowed)
{
	if (t->n < TROUBLES_MOST)
		t->row[t->n++] =
			(struct trouble_row){ parameter, problem, allowed };
}

bool trouble_names(const struct trouble *t, const char *parameter)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->row[i].parameter, parameter) == 0)
			return true;
	return false;
}
