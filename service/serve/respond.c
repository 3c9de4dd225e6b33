/* SPDX-License-Identifier: Apache-2.0 */
#include "respond.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"

/* Status line, Date, Content-Length and Connection. */
#define FRAME_SIZE 256

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

int respond_head(struct buf *out, const struct answer *answer, bool is_closing,
                 struct fault *f)
{
	char frame[FRAME_SIZE], date[DATE_SIZE];
	bool has_body = answer->status != 304 && answer->status != 204;
	int n;

	clock_http(clock_now_s(), date);
	n = snprintf(frame, sizeof(frame), "HTTP/1.1 %d %s\r\nDate: %s\r\n",
	             answer->status, status_words(answer->status), date);
	if (buf_add(out, frame, (size_t)n, f) < 0)
		return -1;
	for (size_t i = 0; i < answer->n_headers; i++)
		if (add_header(out, &answer->header[i], f) < 0)
			return -1;
	n = 0;
	if (has_body)
		n = snprintf(frame, sizeof(frame), "Content-Length: %zu\r\n",
		             answer->len);
	n += snprintf(frame + n, sizeof(frame) - (size_t)n, "%s\r\n",
	              is_closing ? "Connection: close\r\n" : "");
	return buf_add(out, frame, (size_t)n, f);
}
