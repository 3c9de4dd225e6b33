/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Origin: who a request comes from, as far as caps need to know. What a
 * header says of it is believed only where a configured proxy wrote it.
 */
#ifndef SERVE_ORIGIN_H
#define SERVE_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>

struct fault;
struct sockaddr;

/* IPv6, or IPv4 mapped into it (RFC 4291, 2.5.5.2). */
struct address {
	unsigned char at[16];
};

/* Blocks of addresses of proxies; a site has one or two. */
#define PROXIES_MOST 32

struct proxies {
	struct {
		struct address address;
		unsigned bits; /* of it that count */
	} block[PROXIES_MOST];
	size_t n;
};

/**
 * Reads blocks such as "127.0.0.0/8, ::1", parted by commas or blanks.
 * Errors: FAULT_INPUT naming the block.
 */
int proxies_read(const char *text, struct proxies *out, struct fault *f);

/** Whether A is one of P's. */
bool proxies_hold(const struct proxies *p, const struct address *a);

/** The address in AT; false for another family, such as a Unix socket. */
bool address_of(const struct sockaddr *at, struct address *out);

/** What a cap counts as one sender: IPv4 as it is, IPv6 by its first 64 bits,
    since whoever has one of those has them all. */
struct address address_sender(const struct address *a);

/**
 * Whom X-Forwarded-For, or where it is absent Forwarded (RFC 7239), names as
 * the last hop that is no proxy of P. Either may be NULL.
 * Gives true, or false when nobody is named; a name that is no address is ::.
 */
bool origin_named(const struct proxies *p, const char *x_forwarded_for,
                  const char *forwarded, struct address *out);

#endif
