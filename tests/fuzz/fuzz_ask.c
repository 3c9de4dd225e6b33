/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole question: "PATH?QUERY", and below it Accept and Accept-Language, put
 * to a small database. So paths, parameters, cursors, releases and all of SDMX
 * meet what strangers write. No answer may be trouble of ours, break off a
 * character, or be JSON that cannot be read.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "serve/house.h"

/* A request line has no more. */
#define LINE_MOST 2000

/* Copies the line at *AT, as far as the head of a request lets it through, and
   moves on: service/serve/head.c refuses controls, and in a target whatever is
   not ASCII. */
static void take_line(const char **at, const char *end, bool is_target,
                      char out[LINE_MOST + 1])
{
	size_t n = 0;

	for (; *at < end && **at != '\n'; (*at)++) {
		unsigned char c = (unsigned char)**at;
		bool is_let = is_target ? c > 0x20 && c < 0x7f && c != '#'
		                        : c >= 0x20 && c != 0x7f;

		if (is_let && n < LINE_MOST)
			out[n++] = **at;
	}
	out[n] = '\0';
	*at += *at < end;
}

static void complain(const struct answer *a, const struct ask *ask,
                     const char *why)
{
	fprintf(stderr, "%s: %s?%s: %d %.*s\n", why, ask->path, ask->query,
	        a->status, (int)(a->len < 400 ? a->len : 400), a->body);
	abort();
}

/* That JSON can be read is seen to by house_ask(). */
static void look_at(const struct house *h, const struct ask *ask)
{
	const struct answer *a = &h->answer;
	const char *type = house_header(h, "Content-Type");
	bool is_text = strstr(type, "json") || strstr(type, "/xml") ||
	               strstr(type, "+xml") || strstr(type, "csv") ||
	               strncmp(type, "text/", 5) == 0;
	size_t bad = 0;

	if (a->status == 500 || a->status < 200 || a->status > 501)
		complain(a, ask, "trouble");
	if (is_text && a->len > 0 && !utf8_is_valid(a->body, a->len, &bad))
		complain(a, ask, "a broken character");
}

static void *house; /* one database for all inputs */

static void leave(void)
{
	(void)house_close(&house);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[LINE_MOST + 1], accept[LINE_MOST + 1],
		language[LINE_MOST + 1];
	const char *at = (const char *)data, *end = at + size;
	char *query;
	struct ask ask = { .method = "GET", .path = path, .now_s = HOUSE_NOW };

	if (!house) {
		if (house_open(&house) != 0)
			abort();
		(void)atexit(leave);
	}
	take_line(&at, end, true, path);
	take_line(&at, end, false, accept);
	take_line(&at, end, false, language);
	query = strchr(path, '?');
	if (query)
		*query++ = '\0';
	ask.query = query ? query : "";
	ask.accept = accept[0] ? accept : NULL;
	ask.accept_language = language[0] ? language : NULL;
	if (path[0] == '/') {
		(void)house_ask(house, &ask);
		look_at(house, &ask);
	}
	return 0;
}
