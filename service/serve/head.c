/* SPDX-License-Identifier: Apache-2.0 */
#include "head.h"

#include <string.h>
#include <strings.h>

/* Digits of the largest length that is not absurd: 10^15 bytes. */
#define LENGTH_DIGITS_MOST 15

/* Longer than any method known. */
#define METHOD_MOST 20

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
	[HEADER_HOST] = { "host", false },
	[HEADER_IF_MODIFIED_SINCE] = { "if-modified-since", false },
	[HEADER_IF_NONE_MATCH] = { "if-none-match", true },
	[HEADER_TRANSFER_ENCODING] = { "transfer-encoding", false },
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

/* ---- the request line
 * -------------------------------------------------------- */

static enum head_result read_version(const char *at, size_t len,
                                     struct head *out)
{
	if (len != 8 || memcmp(at, "HTTP/", 5) != 0 || at[6] != '.')
		return refuse(out, PROBLEM_REQUEST,
		              "the request line does not end in a version "
		              "such as HTTP/1.1");
	if (at[5] != '1' || (at[7] != '0' && at[7] != '1'))
		return refuse(out, PROBLEM_VERSION,
		              "HTTP/1.1 and HTTP/1.0 are spoken here");
	out->is_old = at[7] == '0';
	return HEAD_WHOLE;
}

static enum head_result check_target(const char *at, size_t len,
                                     struct head *out)
{
	if (len > TARGET_MOST)
		return refuse(out, PROBLEM_URI,
		              "the address is longer than 8000 bytes: ask in "
		              "parts");
	if (len == 0 || at[0] != '/')
		return refuse(out, PROBLEM_REQUEST,
		              "the target must start with a slash: a proxy is "
		              "not spoken to here");
	for (size_t i = 0; i < len; i++)
		if (at[i] <= 0x20 || at[i] >= 0x7f || at[i] == '#')
			return refuse(out, PROBLEM_REQUEST,
			              "the target holds a character that must "
			              "be percent-encoded");
	return HEAD_WHOLE;
}

/* METHOD SP TARGET SP VERSION, each blank a single one. */
static enum head_result read_request_line(char *at, size_t len,
                                          struct head *out)
{
	size_t method = token_len(at, len);
	char *target = at + method + 1, *query;
	char *blank;

	if (method == 0 || method > METHOD_MOST || method >= len ||
	    at[method] != ' ')
		return refuse(out, PROBLEM_REQUEST,
		              "the request line does not start with a method "
		              "and one blank");
	blank = memchr(target, ' ', len - method - 1);
	if (!blank)
		return refuse(out, PROBLEM_REQUEST,
		              "the request line has no version");
	if (check_target(target, (size_t)(blank - target), out) != HEAD_WHOLE ||
	    read_version(blank + 1, len - (size_t)(blank + 1 - at), out) !=
	            HEAD_WHOLE)
		return HEAD_REFUSED;
	at[method] = '\0';
	*blank = '\0';
	query = strchr(target, '?');
	if (query)
		*query++ = '\0';
	out->method = at;
	out->path = target;
	out->query = query ? query : "";
	return HEAD_WHOLE;
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

static enum head_result check_host(struct head *out)
{
	const char *host = out->header[HEADER_HOST];

	if (!host)
		return out->is_old ? HEAD_WHOLE
		                   : refuse(out, PROBLEM_REQUEST,
		                            "HTTP/1.1 wants a Host header");
	for (const char *at = host; *at; at++)
		if (!((*at >= '0' && *at <= '9') ||
		      (*at >= 'a' && *at <= 'z') ||
		      (*at >= 'A' && *at <= 'Z') || strchr("-._:[]", *at)))
			return refuse(out, PROBLEM_REQUEST,
			              "the Host header is no name and port");
	return host[0] ? HEAD_WHOLE
	               : refuse(out, PROBLEM_REQUEST,
	                        "the Host header is empty");
}

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
	const char *connection = out->header[HEADER_CONNECTION];

	if (expect && strcasecmp(expect, "100-continue") != 0)
		return refuse(out, PROBLEM_EXPECT,
		              "only 100-continue can be expected");
	out->is_closing =
		has_option(connection, "close") ||
		(out->is_old && !has_option(connection, "keep-alive"));
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
	size_t lines = 0;

	if (!end || memchr(at, '\n', (size_t)(end - at)))
		return refuse(out, PROBLEM_REQUEST,
		              "a line must end in CR LF and hold neither");
	if (read_request_line(at, (size_t)(end - at), out) != HEAD_WHOLE)
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

/* A head that is not whole yet can be past mending already. */
static enum head_result judge_part(const char *bytes, size_t len,
                                   struct head *out)
{
	if (memmem(bytes, len, "\n\n", 2))
		return refuse(out, PROBLEM_REQUEST, "a line must end in CR LF");
	if (len < HEAD_MOST)
		return HEAD_MORE;
	return memchr(bytes, '\n', len)
	               ? refuse(out, PROBLEM_HEADERS,
	                        "the head is larger than 16 KiB")
	               : refuse(out, PROBLEM_URI,
	                        "the address is longer than 8000 bytes: ask "
	                        "in parts");
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
	if (!end)
		return judge_part(bytes, len, out);
	*size = (size_t)(end + 4 - bytes);
	if (*size > HEAD_MOST)
		return refuse(out, PROBLEM_HEADERS,
		              "the head is larger than 16 KiB");
	if (read_lines(bytes + skip, end + 4, out) != HEAD_WHOLE ||
	    check_host(out) != HEAD_WHOLE || check_length(out) != HEAD_WHOLE ||
	    check_rest(out) != HEAD_WHOLE)
		return HEAD_REFUSED;
	return HEAD_WHOLE;
}
