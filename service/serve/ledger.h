/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ledger: how many connections are open, in all and of one sender, over all
 * processes that answer at one address.
 *
 * It lies in memory they share. Each writes a row of its own and reads the sum
 * of all, so that nothing is locked, and what a process leaves behind when it
 * is killed is one row to be wiped. Two that take a connection at the same
 * moment do not see each other's yet: a cap may be passed by as many as there
 * are processes.
 */
#ifndef SERVE_LEDGER_H
#define SERVE_LEDGER_H

#include <stdint.h>

#include "origin.h"
#include "serve.h"

/* A sender's place in the ledger. */
#define SEAT_NONE UINT32_MAX

/** The seat of A's sender. Two senders meet on one by chance only: where is
    drawn anew for each ledger. */
uint32_t ledger_seat(const struct ledger *l, const struct address *a);

/** One connection more in ROW, or one less; and one of the sender at SEAT. */
void ledger_open(struct ledger *l, size_t row);
void ledger_close(struct ledger *l, size_t row);
void ledger_sit(struct ledger *l, size_t row, uint32_t seat);
void ledger_rise(struct ledger *l, size_t row, uint32_t seat);

/** What all rows say together. */
size_t ledger_total(const struct ledger *l);
size_t ledger_at(const struct ledger *l, uint32_t seat);

#endif
