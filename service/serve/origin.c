/* SPDX-License-Identifier: Apache-2.0 */
#include "origin.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/fault.h"

/* Longest address with a zone and a port: "[....]:65535". */
#define ADDRESS_TEXT_MOST 64

/* Blanks and commas, which part a list. */
static const char PARTING[] = " \t,";

static void map_four(const struct in_addr *four, struct address *out)
{
	memset(out->at, 0, 10);
	memset(out->at + 10, 0xff, 2);
	memcpy(out->at + 12, four, 4);
}

static bool is_four(const struct address *a)
{
	static const unsigned char FRONT[12] = { [10] = 0xff, [11] = 0xff };

	return memcmp(a->at, FRONT, sizeof(FRONT)) == 0;
}

static bool address_read(const char *at, size_t len, struct address *out)
{
	char text[ADDRESS_TEXT_MOST];
	struct in_addr four;

	if (len >= sizeof(text))
		return false;
	memcpy(text, at, len);
	text[len] = '\0';
	if (inet_pton(AF_INET, text, &four) == 1) {
		map_four(&four, out);
		return true;
	}
	return inet_pton(AF_INET6, text, out->at) == 1;
}

/* ---- proxies
 * ------------------------------------------------------------------ */

static int block_read(const char *at, size_t len, struct proxies *out,
                      struct fault *f)
{
	const char *slash = memchr(at, '/', len);
	size_t name = slash ? (size_t)(slash - at) : len;
	size_t digits = slash ? len - name - 1 : 0;
	unsigned bits = 128, most;
	struct address a;

	if (out->n == PROXIES_MOST)
		return fault_set(f, FAULT_LIMIT, "more than %d proxies",
		                 PROXIES_MOST);
	if (!address_read(at, name, &a))
		goto bad;
	most = is_four(&a) ? 32 : 128;
	if (slash) {
		if (digits == 0 || digits > 3 ||
		    strspn(slash + 1, "0123456789") < digits)
			goto bad;
		bits = (unsigned)strtoul(slash + 1, NULL, 10);
		if (bits > most)
			goto bad;
		bits += 128 - most;
	}
	out->block[out->n].address = a;
	out->block[out->n++].bits = bits;
	return 0;

bad:
	return fault_set(f, FAULT_INPUT,
	                 "proxies: \"%.*s\" is no address or block: write "
	                 "e.g. 127.0.0.1, 10.0.0.0/8 or ::1",
	                 (int)(len < ADDRESS_TEXT_MOST ? len
	                                               : ADDRESS_TEXT_MOST),
	                 at);
}

int proxies_read(const char *text, struct proxies *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	while (*(text += strspn(text, PARTING))) {
		size_t len = strcspn(text, PARTING);

		if (block_read(text, len, out, f) < 0)
			return -1;
		text += len;
	}
	return 0;
}

static bool is_within(const struct address *a, const struct address *block,
                      unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;
	unsigned char mask = (unsigned char)(0xff00u >> rest);

	return memcmp(a->at, block->at, whole) == 0 &&
	       (rest == 0 || ((a->at[whole] ^ block->at[whole]) & mask) == 0);
}

bool proxies_hold(const struct proxies *p, const struct address *a)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_within(a, &p->block[i].address, p->block[i].bits))
			return true;
	return false;
}

/* ---- addresses
 * ---------------------------------------------------------------- */

bool address_of(const struct sockaddr *at, struct address *out)
{
	struct sockaddr_in four;
	struct sockaddr_in6 six;

	switch (at->sa_family) {
	case AF_INET:
		memcpy(&four, at, sizeof(four));
		map_four(&four.sin_addr, out);
		return true;
	case AF_INET6:
		memcpy(&six, at, sizeof(six));
		memcpy(out->at, &six.sin6_addr, sizeof(out->at));
		return true;
	default:
		return false;
	}
}

struct address address_sender(const struct address *a)
{
	struct address sender = *a;

	if (!is_four(a))
		memset(sender.at + 8, 0, 8);
	return sender;
}

/* ---- what headers name
 * ---------------------------------------------------------- */

/* "192.0.2.1", "192.0.2.1:4711", "2001:db8::1", "[2001:db8::1]:4711". */
static void node_read(const char *at, size_t len, struct address *out)
{
	const char *colon = memchr(at, ':', len);
	const char *end;

	memset(out, 0, sizeof(*out));
	if (len > 0 && at[0] == '[') {
		end = memchr(at, ']', len);
		at++;
		len = end ? (size_t)(end - at) : 0;
	} else if (colon &&
	           !memchr(colon + 1, ':', len - (size_t)(colon + 1 - at))) {
		len = (size_t)(colon - at);
	}
	if (!address_read(at, len, out))
		memset(out, 0, sizeof(*out));
}

/* A value of Forwarded from AT to END, with or without quotes. */
static void value_read(const char *at, const char *end, struct address *out)
{
	if (at < end && *at == '"') {
		const char *quote;

		at++;
		quote = memchr(at, '"', (size_t)(end - at));
		end = quote ? quote : at;
	}
	node_read(at, (size_t)(end - at), out);
}

/* The value of for= in one element of Forwarded (RFC 7239, 4). */
static void element_read(const char *at, size_t len, struct address *out)
{
	const char *stop = at + len;

	memset(out, 0, sizeof(*out));
	while (at < stop) {
		const char *end = memchr(at, ';', (size_t)(stop - at));

		end = end ? end : stop;
		while (at < end && (*at == ' ' || *at == '\t'))
			at++;
		if (end - at > 4 && strncasecmp(at, "for=", 4) == 0) {
			value_read(at + 4, end, out);
			return;
		}
		at = end + 1;
	}
}

/* The element that ends at STOP, without blanks; gives where it starts. */
static const char *last_element(const char *list, const char *stop,
                                const char **at, size_t *len)
{
	const char *start = stop;

	while (start > list && start[-1] != ',')
		start--;
	*at = start;
	while (*at < stop && (**at == ' ' || **at == '\t'))
		(*at)++;
	while (stop > *at && (stop[-1] == ' ' || stop[-1] == '\t'))
		stop--;
	*len = (size_t)(stop - *at);
	return start;
}

bool origin_named(const struct proxies *p, const char *x_forwarded_for,
                  const char *forwarded, struct address *out)
{
	const char *list = x_forwarded_for ? x_forwarded_for : forwarded;
	const char *stop = list ? list + strlen(list) : NULL;

	/* From the right: each proxy added whom it saw, and what stands left
	   of a stranger's address the stranger may have made up. */
	while (list) {
		const char *at;
		size_t len;
		const char *start = last_element(list, stop, &at, &len);

		if (x_forwarded_for)
			node_read(at, len, out);
		else
			element_read(at, len, out);
		if (start == list || !proxies_hold(p, out))
			return true;
		stop = start - 1;
	}
	return false;
}
