/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include <sodium.h>

#include "base/fault.h"

/* Seats. With a thousand senders about one in sixteen shares a seat with
   another, and then both share the cap of one. */
#define SEATS 16384

/* Only its own process writes a row, but for wiping it when that is dead. */
struct row {
	_Atomic uint32_t open;
	_Atomic uint16_t at[SEATS];
};

struct ledger {
	size_t size; /* bytes of it all */
	size_t n;
	unsigned char key[crypto_shorthash_KEYBYTES];
	struct row row[];
};

int ledger_new(size_t rows, struct ledger **out, struct fault *f)
{
	size_t size = sizeof(struct ledger) + rows * sizeof(struct row);
	struct ledger *l = mmap(NULL, size, PROT_READ | PROT_WRITE,
	                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (l == MAP_FAILED)
		return fault_set(f, FAULT_MEMORY, "no memory for a ledger: %s",
		                 strerror(errno));
	l->size = size;
	l->n = rows;
	randombytes_buf(l->key, sizeof(l->key));
	*out = l;
	return 0;
}

void ledger_free(struct ledger *l)
{
	if (l)
		(void)munmap(l, l->size);
}

void ledger_wipe(struct ledger *l, size_t row)
{
	memset(&l->row[row], 0, sizeof(l->row[row]));
}

uint32_t ledger_seat(const struct ledger *l, const struct address *a)
{
	struct address sender = address_sender(a);
	unsigned char hash[crypto_shorthash_BYTES];
	uint32_t seat;

	(void)crypto_shorthash(hash, sender.at, sizeof(sender.at), l->key);
	memcpy(&seat, hash, sizeof(seat));
	return seat % SEATS;
}

void ledger_open(struct ledger *l, size_t row)
{
	atomic_fetch_add_explicit(&l->row[row].open, 1, memory_order_relaxed);
}

void ledger_close(struct ledger *l, size_t row)
{
	atomic_fetch_sub_explicit(&l->row[row].open, 1, memory_order_relaxed);
}

void ledger_sit(struct ledger *l, size_t row, uint32_t seat)
{
	atomic_fetch_add_explicit(&l->row[row].at[seat], 1,
	                          memory_order_relaxed);
}

void ledger_rise(struct ledger *l, size_t row, uint32_t seat)
{
	atomic_fetch_sub_explicit(&l->row[row].at[seat], 1,
	                          memory_order_relaxed);
}

size_t ledger_total(const struct ledger *l)
{
	size_t sum = 0;

	for (size_t i = 0; i < l->n; i++)
		sum += atomic_load_explicit(&l->row[i].open,
		                            memory_order_relaxed);
	return sum;
}

size_t ledger_at(const struct ledger *l, uint32_t seat)
{
	size_t sum = 0;

	/* A row without connections has no sender, and no page of memory. */
	for (size_t i = 0; i < l->n; i++)
		if (atomic_load_explicit(&l->row[i].open,
		                         memory_order_relaxed) > 0)
			sum += atomic_load_explicit(&l->row[i].at[seat],
			                            memory_order_relaxed);
	return sum;
}
