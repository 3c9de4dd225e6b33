/* SPDX-License-Identifier: Apache-2.0 */
#include "meter.h"

#include <string.h>
#include <sys/mman.h>

#include "base/fault.h"

#define NANOSECONDS 1e9

const struct meter_bucket METER_BUCKET[METER_BUCKETS] = {
	{ 0.0001, "0.0001" }, { 0.00025, "0.00025" }, { 0.0005, "0.0005" },
	{ 0.001, "0.001" },   { 0.0025, "0.0025" },   { 0.005, "0.005" },
	{ 0.01, "0.01" },     { 0.025, "0.025" },     { 0.1, "0.1" },
	{ 0.25, "0.25" },     { 1, "1.0" },           { 5, "5.0" },
};

static void add(meter_count *at, uint64_t n)
{
	(void)atomic_fetch_add_explicit(at, n, memory_order_relaxed);
}

int meter_new(size_t rows, struct meter **out, struct fault *f)
{
	size_t size = sizeof(struct meter) + rows * sizeof(struct meter_row);
	struct meter *m = mmap(NULL, size, PROT_READ | PROT_WRITE,
	                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (m == MAP_FAILED)
		return fault_set(f, FAULT_MEMORY, "no memory for counters");
	m->size = size;
	m->n_rows = rows;
	*out = m;
	return 0;
}

void meter_free(struct meter *m)
{
	if (m)
		(void)munmap(m, m->size);
}

void meter_sit(struct meter *m, size_t row, const char *what, int pid)
{
	struct meter_row *r;

	if (!m || row >= m->n_rows)
		return;
	r = &m->row[row];
	meter_rise(m, row);
	memset(r->what, 0, sizeof(r->what));
	memcpy(r->what, what, strnlen(what, sizeof(r->what) - 1));
	atomic_store(&r->pid, pid);
}

void meter_rise(struct meter *m, size_t row)
{
	struct meter_row *r;

	if (!m || row >= m->n_rows)
		return;
	r = &m->row[row];
	atomic_store(&r->pid, 0);
	atomic_store(&r->connections, 0);
	atomic_store(&r->publication, 0);
	atomic_store(&r->as_of_s, 0);
	atomic_store(&r->cache_bytes, 0);
}

void meter_published(struct meter *m, double seconds)
{
	if (!m)
		return;
	add(&m->publications, 1);
	atomic_store(&m->publish_nanoseconds,
	             (uint64_t)(seconds * NANOSECONDS));
}

void meter_store_error(struct meter *m)
{
	if (m)
		add(&m->store_errors, 1);
}

void meter_answer(struct meter *m, const struct answer *answer, double seconds)
{
	unsigned class = (unsigned)answer->status / 100;
	struct meter_route *r;
	size_t i = 0;

	if (!m || class < 1 || class > METER_CLASSES)
		return;
	r = &m->route[answer->route < METER_ROUTES_MOST ? answer->route : 0];
	while (i < METER_BUCKETS && seconds > METER_BUCKET[i].seconds)
		i++;
	add(&r->by_class[class - 1], 1);
	add(&r->in_bucket[i], 1);
	add(&r->nanoseconds, (uint64_t)(seconds * NANOSECONDS));
	add(&r->bytes, answer->is_head ? 0 : answer->len);
}

void meter_refused(struct meter *m, enum problem p)
{
	if (m)
		add(&m->refused[p], 1);
}

void meter_kept(struct meter *m, bool is_found)
{
	if (m)
		add(is_found ? &m->cache_hits : &m->cache_misses, 1);
}

struct meter_row *meter_row(const struct site_options *s)
{
	if (!s->meter || s->meter_row >= s->meter->n_rows)
		return NULL;
	return &s->meter->row[s->meter_row];
}
