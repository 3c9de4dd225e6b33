/* SPDX-License-Identifier: Apache-2.0 */
/* Connection: one client, from accept to close. */
#ifndef SERVE_CONNECTION_H
#define SERVE_CONNECTION_H

#include <stdbool.h>
#include <stdint.h>

struct connection;
struct door;
struct fault;

/* Who is at the other end. */
struct origin {
	uint32_t seat; /* the sender's in the ledger, or SEAT_NONE */
	bool is_proxy; /* to be believed about whom it speaks for */
};

/** Takes over FD. On a fault FD is closed. */
int connection_open(struct door *d, int fd, const struct origin *origin,
                    struct fault *f);

/** Takes over FD, which was refused and shut down, for as long as its client
    may need to hear so. It is not counted. */
void connection_dismiss(struct door *d, int fd);

/** Closes it, unless a deadline says there is time. NOW is clock_steady_s().
    C may be gone afterwards. */
void connection_sweep(struct connection *c, double now);

/** Closes it if it waits for a request; else it closes after the answer. */
void connection_drain(struct connection *c);

/** Closes it at once; C is gone. */
void connection_close(struct connection *c);

/** The next in the door's list. */
struct connection *connection_next(const struct connection *c);

#endif
