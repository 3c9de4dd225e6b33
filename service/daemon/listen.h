/* SPDX-License-Identifier: Apache-2.0 */
/* Listen: an address in words into a listening socket. */
#ifndef DAEMON_LISTEN_H
#define DAEMON_LISTEN_H

#include <stdbool.h>
#include <stddef.h>

struct fault;

#define URL_SIZE 96

/**
 * Listens on ADDRESS, "127.0.0.1:8710" or "[::1]:0"; the socket does not
 * block. URL (URL_SIZE bytes) gets what to open, with the port chosen.
 * Errors: FAULT_INPUT: no such address, or plain HTTP beyond this machine
 *         without IS_INSECURE; FAULT_SYSTEM: taken, not ours.
 */
int listen_open(const char *address, bool is_insecure, int *out_fd, char *url,
                struct fault *f);

#endif
