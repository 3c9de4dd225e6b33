/* SPDX-License-Identifier: Apache-2.0 */
#include "head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Digits of the largest length that is not absurd: 10^15 bytes. */
#define LENGTH_DIGITS_MOST 15

/* Longer than any method known. */
#define METHOD_MOST 20

/* A request line with the longest method and target. */
#define LINE_MOST (METHOD_MOST + TARGET_MOST + 10)

/* A header list that comes in parts is joined by a comma (RFC 9110, 5.3);
   everything else may stand once only. */
static const struct {
	const char *name;
	bool is_list;
} KNOWN[HEADER_COUNT] = {
	[HEADER_ACCEPT] = { "accept", true },
	[HEADER_ACCEPT_ENCODING] = { "accept-encoding", true },
	[HEADER_ACCEPT_LANGUAGE] = { "accept-language", true },
	[HEADER_AUTHORIZATION] = { "authorization", false },
	[HEADER_CONNECTION] = { "connection", true },
	[HEADER_CONTENT_LENGTH] = { "content-length", false },
	[HEADER_CONTENT_TYPE] = { "content-type", false },
	[HEADER_EXPECT] = { "expect", false },
	[HEADER_FORWARDED] = { "forwarded", true },
	[HEADER_HOST] = { "host", false },
	[HEADER_IF_MODIFIED_SINCE] = { "if-modified-since", false },
	[HEADER_IF_NONE_MATCH] = { "if-none-match", true },
	[HEADER_TRANSFER_ENCODING] = { "transfer-encoding", false },
	[HEADER_X_FORWARDED_FOR] = { "x-forwarded-for", true },
};

static enum head_result refuse(struct head *out, enum problem p,
                               const char *detail)
{
	out->problem = p;
	out->detail = detail;
	return HEAD_REFUSED;
}

/* RFC 9110, 5.6.2. */
static bool is_token_char(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') ||
	       (c != '\0' && strchr("!#$%&'*+-.^_`|~", c));
}

static size_t token_len(const char *at, size_t most)
{
	size_t n = 0;

	while (n < most && is_token_char((unsigned char)at[n]))
		n++;
	return n;
}

/* ---- the request line (RFC 9112, 3)
 * ------------------------------------------- */

/* The parts of a request line, where they stand. */
struct line {
	size_t method; /* bytes of it, from the start */
	char *target;
	size_t target_len;
	bool is_old;
};

/* RFC 9112, 2.3: case matters. RFC 9110, 2.5: a later 1.x is read as 1.1; an
   other major version, the preface of HTTP/2 among them, is another language.
 */
static enum head_result read_version(const char *at, size_t len, bool *is_old,
                                     struct head *out)
{
	if (len != 8 || memcmp(at, "HTTP/", 5) != 0 || at[6] != '.' ||
	    at[5] < '0' || at[5] > '9' || at[7] < '0' || at[7] > '9')
		return refuse(out, PROBLEM_REQUEST,
		              "the request line does not end in a version "
		              "such as HTTP/1.1");
	if (at[5] != '1')
		return refuse(out, PROBLEM_VERSION,
		              "HTTP/1.1 and HTTP/1.0 are spoken here");
	*is_old = at[7] == '0';
	return HEAD_WHOLE;
}

/* RFC 3986, 2: ASCII without blanks and controls; RFC 9112, 3.2: no fragment
   in any form of target. */
static enum head_result check_target(const char *at, size_t len,
                                     struct head *out)
{
	if (len > TARGET_MOST)
		return refuse(out, PROBLEM_URI,
		              "the address is longer than 8000 bytes: ask in "
		              "parts");
	for (size_t i = 0; i < len; i++)
		if (at[i] <= 0x20 || at[i] >= 0x7f || at[i] == '#')
			return refuse(out, PROBLEM_REQUEST,
			              "the target holds a character that must "
			              "be percent-encoded");
	return HEAD_WHOLE;
}

/* METHOD SP TARGET SP VERSION, each blank a single one (RFC 9112, 3). */
static enum head_result read_request_line(char *at, size_t len,
                                          struct line *line, struct head *out)
{
	char *blank;

	line->method = token_len(at, len);
	if (line->method == 0 || line->method > METHOD_MOST ||
	    line->method >= len || at[line->method] != ' ')
		return refuse(out, PROBLEM_REQUEST,
		              "the request line does not start with a method "
		              "and one blank");
	line->target = at + line->method + 1;
	blank = memchr(line->target, ' ', len - line->method - 1);
	if (!blank)
		return refuse(out, PROBLEM_REQUEST,
		              "the request line has no version");
	line->target_len = (size_t)(blank - line->target);
	if (read_version(blank + 1, len - (size_t)(blank + 1 - at),
	                 &line->is_old, out) != HEAD_WHOLE)
		return HEAD_REFUSED;
	return check_target(line->target, line->target_len, out);
}

/* Bytes of "http://" or "https://" at the start of TARGET, else 0. */
static size_t scheme_len(const char *target)
{
	if (strncasecmp(target, "http://", 7) == 0)
		return 7;
	return strncasecmp(target, "https://", 8) == 0 ? 8 : 0;
}

/* The four forms of RFC 9112, 3.2: a path; an address whose authority must be
   the Host's (check_host()); "*" for OPTIONS. What is left, the authority
   alone, is for proxies. */
static enum head_result take_target(char *target, struct head *out)
{
	size_t scheme = scheme_len(target);
	char *query = strchr(target, '?');

	if (query)
		*query++ = '\0';
	out->query = query ? query : "";
	out->path = target;
	if (scheme > 0) {
		out->authority = target + scheme;
		out->authority_len = strcspn(out->authority, "/");
		out->path = out->authority + out->authority_len;
		out->path = out->path[0] ? out->path : "/";
	}
	if (out->path[0] == '/' || (strcmp(out->path, "*") == 0 && !query &&
	                            strcmp(out->method, "OPTIONS") == 0))
		return HEAD_WHOLE;
	return refuse(out, PROBLEM_REQUEST,
	              "the target must start with a slash: a proxy is not "
	              "spoken to here");
}

/* Ends the strings in place. */
static enum head_result cut_line(char *at, const struct line *line,
                                 struct head *out)
{
	at[line->method] = '\0';
	line->target[line->target_len] = '\0';
	out->method = at;
	out->is_old = line->is_old;
	return take_target(line->target, out);
}

/* ---- header lines
 * --------------------------------------------------------------- */

static int find_known(const char *name, size_t len)
{
	for (int i = 0; i < HEADER_COUNT; i++)
		if (strncasecmp(KNOWN[i].name, name, len) == 0 &&
		    KNOWN[i].name[len] == '\0')
			return i;
	return -1;
}

/* RFC 9110, 5.5: no control character but the tab. */
static bool is_value_clean(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)at[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

/* Joins MORE to what header I says already. */
static enum head_result join(struct head *out, int i, const char *more)
{
	size_t old = strlen(out->header[i]), len = strlen(more);
	char *at = out->joined + out->joined_len;

	if (old + len + 2 > JOINED_MOST - out->joined_len)
		return refuse(out, PROBLEM_HEADERS,
		              "a header comes in too many parts");
	memcpy(at, out->header[i], old);
	at[old] = ',';
	memcpy(at + old + 1, more, len + 1);
	out->header[i] = at;
	out->joined_len += old + len + 2;
	return HEAD_WHOLE;
}

static enum head_result keep_header(struct head *out, int i, const char *value)
{
	if (!out->header[i]) {
		out->header[i] = value;
		return HEAD_WHOLE;
	}
	if (!KNOWN[i].is_list)
		return refuse(out, PROBLEM_REQUEST,
		              "a header that may stand once stands twice");
	return join(out, i, value);
}

static enum head_result read_header(char *at, size_t len, struct head *out)
{
	size_t name = token_len(at, len);
	char *value, *end = at + len;
	int known;

	/* RFC 9112, 5.2: folding is obsolete; 5.1: no blank before the colon.
	 */
	if (len > 0 && (at[0] == ' ' || at[0] == '\t'))
		return refuse(out, PROBLEM_REQUEST,
		              "a header line is folded: write it on one line");
	if (name == 0 || name >= len || at[name] != ':')
		return refuse(out, PROBLEM_REQUEST,
		              "a header line has no name followed by a colon");
	value = at + name + 1;
	if (!is_value_clean(value, (size_t)(end - value)))
		return refuse(out, PROBLEM_REQUEST,
		              "a header holds a control character");
	known = find_known(at, name);
	if (known < 0)
		return HEAD_WHOLE;
	while (value < end && (*value == ' ' || *value == '\t'))
		value++;
	while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	return keep_header(out, known, value);
}

/* ---- what the headers say together
 * ------------------------------------------------ */

/* Bytes of a name, a number, or an IPv6 address in brackets: RFC 3986, 3.2.2,
   without what no name in DNS has. */
static size_t host_len(const char *at)
{
	size_t n;

	if (at[0] != '[')
		return strspn(at, "0123456789abcdefghijklmnopqrstuvwxyz"
		                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ-._");
	n = 1 + strspn(at + 1, "0123456789abcdefABCDEF:.");
	return n > 2 && at[n] == ']' ? n + 1 : 0;
}

static bool is_port(const char *at)
{
	size_t n = strspn(at, "0123456789");

	return n > 0 && n <= 5 && at[n] == '\0' &&
	       strtol(at, NULL, 10) <= UINT16_MAX;
}

/* RFC 9112, 3.2: one Host, and a valid one, whatever the target says; 3.2.2:
   the target's authority would go before it, so that the two must agree. */
static enum head_result check_host(struct head *out)
{
	const char *host = out->header[HEADER_HOST];
	size_t n = host ? host_len(host) : 0;

	if (!host && !out->is_old)
		return refuse(out, PROBLEM_REQUEST,
		              "HTTP/1.1 wants a Host header");
	if (host && (n == 0 || (host[n] != '\0' &&
	                        (host[n] != ':' || !is_port(host + n + 1)))))
		return refuse(out, PROBLEM_REQUEST,
		              "the Host header is no name and port");
	if (out->authority &&
	    (!host || strlen(host) != out->authority_len ||
	     strncasecmp(host, out->authority, out->authority_len) != 0))
		return refuse(out, PROBLEM_REQUEST,
		              "the address asked for is of another host than "
		              "the Host header: a proxy is not spoken to here");
	return HEAD_WHOLE;
}

/* RFC 9112, 6.1 and 6.3: what ends a body must be sure. A server may want a
   length (RFC 9110, 15.5.12), and need not know every coding. */
static enum head_result check_length(struct head *out)
{
	const char *length = out->header[HEADER_CONTENT_LENGTH];
	const char *coding = out->header[HEADER_TRANSFER_ENCODING];

	if (coding && (length || out->is_old))
		return refuse(out, PROBLEM_REQUEST,
		              "Transfer-Encoding beside Content-Length, or in "
		              "HTTP/1.0, can be read in two ways");
	if (coding && strcasecmp(coding, "chunked") != 0)
		return refuse(out, PROBLEM_UNKNOWN_METHOD,
		              "this Transfer-Encoding is not known here");
	if (coding)
		return refuse(out, PROBLEM_LENGTH,
		              "send a Content-Length instead of chunks");
	if (!length)
		return HEAD_WHOLE;
	if (length[0] == '\0' || strlen(length) > LENGTH_DIGITS_MOST ||
	    length[strspn(length, "0123456789")] != '\0')
		return refuse(out, PROBLEM_REQUEST,
		              "Content-Length is not a plain number");
	out->has_length = true;
	for (; *length; length++)
		out->length = out->length * 10 + (uint64_t)(*length - '0');
	return HEAD_WHOLE;
}

/* Whether the comma-parted LIST holds WORD. */
static bool has_option(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (list && *list) {
		list += strspn(list, " \t,");
		if (strncasecmp(list, word, len) == 0 &&
		    strchr(" \t,", list[len]))
			return true;
		list += strcspn(list, ",");
	}
	return false;
}

static enum head_result check_rest(struct head *out)
{
	const char *expect = out->header[HEADER_EXPECT];

	/* RFC 9110, 10.1.1. */
	if (expect && strcasecmp(expect, "100-continue") != 0)
		return refuse(out, PROBLEM_EXPECT,
		              "only 100-continue can be expected");
	/* RFC 9112, 9.3. HTTP/1.0 ends by closing: its keep-alive was never
	   one thing (C.2.2). */
	out->is_closing = out->is_old ||
	                  has_option(out->header[HEADER_CONNECTION], "close");
	return HEAD_WHOLE;
}

/* ---- the whole head
 * --------------------------------------------------------------- */

/* The end of the line at AT: CR LF and nothing else. NULL: not there. */
static char *line_end(char *at, char *stop)
{
	char *cr = memchr(at, '\r', (size_t)(stop - at));

	return cr && cr + 1 < stop && cr[1] == '\n' ? cr : NULL;
}

/* Reads all lines from AT to STOP, which follows an empty line. */
static enum head_result read_lines(char *at, char *stop, struct head *out)
{
	char *end = line_end(at, stop);
	struct line line;
	size_t lines = 0;

	if (!end || memchr(at, '\n', (size_t)(end - at)))
		return refuse(out, PROBLEM_REQUEST,
		              "a line must end in CR LF and hold neither");
	if (read_request_line(at, (size_t)(end - at), &line, out) !=
	            HEAD_WHOLE ||
	    cut_line(at, &line, out) != HEAD_WHOLE)
		return HEAD_REFUSED;
	for (at = end + 2; at < stop; at = end + 2) {
		end = line_end(at, stop);
		if (!end)
			return refuse(out, PROBLEM_REQUEST,
			              "a line must end in CR LF");
		if (end == at)
			break;
		if (++lines > HEADER_LINES_MOST)
			return refuse(out, PROBLEM_HEADERS,
			              "more than 64 header lines");
		if (read_header(at, (size_t)(end - at), out) != HEAD_WHOLE)
			return HEAD_REFUSED;
	}
	return HEAD_WHOLE;
}

/* RFC 9112, 2.2 lets a reader take a bare LF; then it would see other lines
   than one that does not. A bare CR and NUL are refused there and in RFC 9110,
   5.5. */
static bool are_ends_clean(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (at[i] == '\0' ||
		    (at[i] == '\n' && (i == 0 || at[i - 1] != '\r')) ||
		    (at[i] == '\r' && i + 1 < len && at[i + 1] != '\n'))
			return false;
	}
	return true;
}

/* A head that is not whole yet, or whole and too large, can be past mending
   already: then nobody waits for the rest of it, and however it is cut it has
   one end. */
static enum head_result judge_part(char *bytes, size_t len, bool is_whole,
                                   struct head *out)
{
	char *end = line_end(bytes, bytes + len);
	struct line line;

	if (end && read_request_line(bytes, (size_t)(end - bytes), &line,
	                             out) != HEAD_WHOLE)
		return HEAD_REFUSED;
	if (!are_ends_clean(bytes, len))
		return refuse(out, PROBLEM_REQUEST,
		              "a line must end in CR LF and hold neither, nor "
		              "a NUL");
	if (!end && len > 0 && bytes[0] != '\r' && token_len(bytes, len) == 0)
		return refuse(out, PROBLEM_REQUEST,
		              "the request line does not start with a method "
		              "and one blank");
	if (!end && len > LINE_MOST)
		return refuse(out, PROBLEM_URI,
		              "the address is longer than 8000 bytes: ask in "
		              "parts");
	if (is_whole || len >= HEAD_MOST)
		return refuse(out, PROBLEM_HEADERS,
		              "the head is larger than 16 KiB");
	return HEAD_MORE;
}

enum head_result head_read(char *bytes, size_t len, struct head *out,
                           size_t *size)
{
	/* RFC 9112, 2.2: one empty line before a request is passed over. */
	size_t skip = len >= 2 && memcmp(bytes, "\r\n", 2) == 0 ? 2 : 0;
	char *end;

	memset(out, 0, offsetof(struct head, joined));
	out->joined_len = 0;
	end = memmem(bytes + skip, len - skip, "\r\n\r\n", 4);
	*size = end ? (size_t)(end + 4 - bytes) : 0;
	if (!end || *size > HEAD_MOST)
		return judge_part(bytes + skip, len - skip, end != NULL, out);
	if (read_lines(bytes + skip, end + 4, out) != HEAD_WHOLE ||
	    check_host(out) != HEAD_WHOLE || check_length(out) != HEAD_WHOLE ||
	    check_rest(out) != HEAD_WHOLE)
		return HEAD_REFUSED;
	return HEAD_WHOLE;
}
