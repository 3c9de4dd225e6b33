/* SPDX-License-Identifier: Apache-2.0 */
#include "respond.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"

#define DATE_SIZE 30

static const struct {
	int status;
	const char *words;
} STATUSES[] = {
	{ 200, "OK" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 304, "Not Modified" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 406, "Not Acceptable" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 411, "Length Required" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 417, "Expectation Failed" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 503, "Service Unavailable" },
	{ 505, "HTTP Version Not Supported" },
};

const char *status_words(int status)
{
	for (size_t i = 0; i < sizeof(STATUSES) / sizeof(STATUSES[0]); i++)
		if (STATUSES[i].status == status)
			return STATUSES[i].words;
	return "Unknown";
}

static int add_header(struct buf *out, const struct answer_header *h,
                      struct fault *f)
{
	/* No handler writes one; if one ever did, this is the last place to
	   see that a value would become two headers, or two answers. */
	if (strpbrk(h->value, "\r\n"))
		return fault_set(f, FAULT_INPUT, "%s holds a line end",
		                 h->name);
	if (buf_add_str(out, h->name, f) < 0 || buf_add(out, ": ", 2, f) < 0 ||
	    buf_add_str(out, h->value, f) < 0)
		return -1;
	return buf_add(out, "\r\n", 2, f);
}

void stamp_set(struct stamp *s, int64_t now_s)
{
	char date[DATE_SIZE];

	if (s->len > 0 && s->now_s == now_s)
		return;
	clock_http(now_s, date);
	s->now_s = now_s;
	s->len = (size_t)snprintf(s->line, sizeof(s->line), "Date: %s\r\n",
	                          date);
}

int respond_lines(struct buf *out, const struct answer *answer, struct fault *f)
{
	bool has_body = answer->status != 304 && answer->status != 204;

	if (buf_addf(out, f, "HTTP/1.1 %d %s\r\n", answer->status,
	             status_words(answer->status)) < 0)
		return -1;
	for (size_t i = 0; i < answer->n_headers; i++)
		if (add_header(out, &answer->header[i], f) < 0)
			return -1;
	if (!has_body)
		return 0;
	return buf_addf(out, f, "Content-Length: %zu\r\n", answer->len);
}

int respond_head(struct buf *out, const struct answer *answer,
                 const struct stamp *stamp, bool is_closing, struct fault *f)
{
	static const char CLOSE[] = "Connection: close\r\n\r\n";
	const char *end = is_closing ? CLOSE : "\r\n";
	int rc = answer->lines
	                 ? buf_add(out, answer->lines, answer->lines_len, f)
	                 : respond_lines(out, answer, f);

	if (rc < 0 || buf_add(out, stamp->line, stamp->len, f) < 0)
		return -1;
	return buf_add_str(out, end, f);
}
