/* SPDX-License-Identifier: Apache-2.0 */
#include "listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fault.h"

#define HOST_SIZE 64
#define PORT_SIZE 8

/* Cuts "[::1]:8710" into host and port. */
static int address_cut(const char *address, char *host, char *port,
                       struct fault *f)
{
	const char *start = address, *end, *colon = strrchr(address, ':');
	size_t n;

	if (!colon)
		goto bad;
	end = colon;
	if (*start == '[') {
		start++;
		if (colon == address || colon[-1] != ']')
			goto bad;
		end = colon - 1;
	}
	n = (size_t)(end - start);
	if (n == 0 || n >= HOST_SIZE || strlen(colon + 1) >= PORT_SIZE)
		goto bad;
	memcpy(host, start, n);
	host[n] = '\0';
	memcpy(port, colon + 1, strlen(colon + 1) + 1);
	return 0;

bad:
	return fault_set(f, FAULT_INPUT,
	                 "\"%.60s\" is no address: write ADDR:PORT, e.g. "
	                 "127.0.0.1:8710 or [::1]:8710",
	                 address);
}

static bool is_loopback(const struct sockaddr *a)
{
	const struct sockaddr_in *four;
	const struct sockaddr_in6 *six;

	if (a->sa_family == AF_INET) {
		four = (const struct sockaddr_in *)(const void *)a;
		return ntohl(four->sin_addr.s_addr) >> 24 == 127;
	}
	six = (const struct sockaddr_in6 *)(const void *)a;
	return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

static int socket_open(const struct addrinfo *at, const char *address, int *out,
                       struct fault *f)
{
	int on = 1, fd;

	fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	            0);
	if (fd < 0)
		return fault_set(f, FAULT_SYSTEM, "%s: %s", address,
		                 strerror(errno));
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, at->ai_addr, at->ai_addrlen) < 0 ||
	    listen(fd, SOMAXCONN) < 0) {
		(void)fault_set(f, FAULT_SYSTEM, "%s: %s", address,
		                strerror(errno));
		(void)close(fd);
		return -1;
	}
	*out = fd;
	return 0;
}

/* Words for what was bound; the port may have been chosen for us. */
static int url_write(int fd, char *url, struct fault *f)
{
	struct sockaddr_storage at = { 0 };
	socklen_t len = sizeof(at);
	char host[HOST_SIZE], port[PORT_SIZE];

	if (getsockname(fd, (struct sockaddr *)&at, &len) < 0 ||
	    getnameinfo((struct sockaddr *)&at, len, host, sizeof(host), port,
	                sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return fault_set(f, FAULT_SYSTEM, "no name for a socket: %s",
		                 strerror(errno));
	(void)snprintf(url, URL_SIZE,
	               at.ss_family == AF_INET6 ? "http://[%s]:%s/"
	                                        : "http://%s:%s/",
	               host, port);
	return 0;
}

int listen_open(const char *address, bool is_insecure, int *out_fd, char *url,
                struct fault *f)
{
	const struct addrinfo hints = {
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
		.ai_socktype = SOCK_STREAM,
	};
	char host[HOST_SIZE], port[PORT_SIZE];
	struct addrinfo *at;
	int error, fd = -1, rc;

	if (address_cut(address, host, port, f) < 0)
		return -1;
	/* getaddrinfo() takes 99999 for 34463. */
	if (strtol(port, NULL, 10) > UINT16_MAX)
		return fault_set(f, FAULT_INPUT,
		                 "%s: a port is a number from 0 to 65535",
		                 address);
	error = getaddrinfo(host, port, &hints, &at);
	if (error)
		return fault_set(f, FAULT_INPUT, "%s: %s: write numbers",
		                 address, gai_strerror(error));
	if (!is_insecure && !is_loopback(at->ai_addr))
		rc = fault_set(f, FAULT_INPUT,
		               "%s: plain HTTP beyond this machine can be "
		               "read and changed on the way: put a TLS proxy "
		               "in front of a loopback address, or say "
		               "--insecure",
		               address);
	else
		rc = socket_open(at, address, &fd, f);
	freeaddrinfo(at);
	if (rc < 0)
		return -1;
	if (url_write(fd, url, f) < 0) {
		(void)close(fd);
		return -1;
	}
	*out_fd = fd;
	return 0;
}
