/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Metrics: the meter as Prometheus reads it (text format 0.0.4). A label says
 * a route's template, never an address that somebody asked for.
 */
#include <dirent.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fault.h"

#include "handlers.h"
#include "meter.h"
#include "request.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

/* Longest line: a route's template, its labels and a number. */
#define LINE_MOST 400

static const char TYPE[] = "text/plain; version=0.0.4; charset=utf-8";

static void put(struct pen *p, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void put(struct pen *p, const char *fmt, ...)
{
	char line[LINE_MOST];
	va_list list;
	int n;

	va_start(list, fmt);
	n = vsnprintf(line, sizeof(line), fmt, list);
	va_end(list);
	if (n > 0 && (size_t)n < sizeof(line))
		pen_raw(p, line, (size_t)n);
}

static void head(struct pen *p, const char *name, const char *type,
                 const char *help)
{
	put(p, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static uint64_t value(const meter_count *at)
{
	return atomic_load_explicit(at, memory_order_relaxed);
}

static double seconds(const meter_count *at)
{
	return (double)value(at) / 1e9;
}

/* ---- requests ------------------------------------------------------------ */

static const char *template_of(size_t i)
{
	size_t n;
	const struct route *all = routes(&n);

	return i == 0 ? "none" : i <= n ? all[i - 1].path : NULL;
}

static const char *method_of(size_t i)
{
	size_t n;
	const struct route *all = routes(&n);

	return i == 0 || i > n ? "any" : all[i - 1].method;
}

static uint64_t requests_of(const struct meter_route *r)
{
	uint64_t sum = 0;

	for (size_t k = 0; k < METER_CLASSES; k++)
		sum += value(&r->by_class[k]);
	return sum;
}

static void write_requests(struct pen *p, const struct meter *m)
{
	head(p, "gcmtrack_requests_total", "counter",
	     "Requests answered, by route template and class of status.");
	for (size_t i = 0; template_of(i); i++)
		for (size_t k = 0; k < METER_CLASSES; k++)
			if (value(&m->route[i].by_class[k]) > 0)
				put(p,
				    "gcmtrack_requests_total{method=\"%s\","
				    "route=\"%s\",status=\"%zuxx\"} %" PRIu64
				    "\n",
				    method_of(i), template_of(i), k + 1,
				    value(&m->route[i].by_class[k]));
	head(p, "gcmtrack_response_bytes_total", "counter",
	     "Bytes of the bodies sent.");
	for (size_t i = 0; template_of(i); i++)
		if (requests_of(&m->route[i]) > 0)
			put(p,
			    "gcmtrack_response_bytes_total{method=\"%s\","
			    "route=\"%s\"} %" PRIu64 "\n",
			    method_of(i), template_of(i),
			    value(&m->route[i].bytes));
}

/* Read once, so that count and buckets are of one moment. */
static void write_latency(struct pen *p, const struct meter_route *r, size_t i)
{
	const char *route = template_of(i), *method = method_of(i);
	uint64_t sum = 0;

	for (size_t k = 0; k <= METER_BUCKETS; k++) {
		sum += value(&r->in_bucket[k]);
		put(p,
		    "gcmtrack_request_duration_seconds_bucket{method=\"%s\","
		    "route=\"%s\",le=\"%s\"} %" PRIu64 "\n",
		    method, route,
		    k < METER_BUCKETS ? METER_BUCKET[k].label : "+Inf", sum);
	}
	put(p,
	    "gcmtrack_request_duration_seconds_sum{method=\"%s\",route=\"%s\"} "
	    "%.9g\n"
	    "gcmtrack_request_duration_seconds_count{method=\"%s\","
	    "route=\"%s\"} %" PRIu64 "\n",
	    method, route, seconds(&r->nanoseconds), method, route, sum);
}

static void write_latencies(struct pen *p, const struct meter *m)
{
	head(p, "gcmtrack_request_duration_seconds", "histogram",
	     "Time from a whole head to the answer, sending left out.");
	for (size_t i = 0; template_of(i); i++)
		if (requests_of(&m->route[i]) > 0)
			write_latency(p, &m->route[i], i);
}

static void write_refusals(struct pen *p, const struct meter *m)
{
	head(p, "gcmtrack_refused_total", "counter",
	     "Requests and connections refused, by the problem told.");
	for (int i = 0; i < PROBLEM_COUNT; i++)
		put(p, "gcmtrack_refused_total{reason=\"%s\"} %" PRIu64 "\n",
		    problem_name((enum problem)i), value(&m->refused[i]));
}

/* ---- processes ----------------------------------------------------------- */

/* Pages of memory that PID holds, or 0. */
static uint64_t resident_bytes(pid_t pid)
{
	char path[64], line[128] = "", *rest = line;
	unsigned long here = 0;
	FILE *file;

	(void)snprintf(path, sizeof(path), "/proc/%d/statm", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return 0;
	/* All pages first, then those that are in memory. */
	if (fgets(line, sizeof(line), file)) {
		(void)strtoul(line, &rest, 10);
		here = strtoul(rest, NULL, 10);
	}
	(void)fclose(file);
	return (uint64_t)here * (uint64_t)sysconf(_SC_PAGESIZE);
}

static uint64_t open_fds(pid_t pid)
{
	char path[64];
	uint64_t n = 0;
	DIR *dir;

	(void)snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	dir = opendir(path);
	if (!dir)
		return 0;
	while (readdir(dir))
		n++;
	(void)closedir(dir);
	return n > 2 ? n - 2 : 0; /* . and .. */
}

static uint64_t connections_of(const struct meter_row *r)
{
	return value(&r->connections);
}

static uint64_t resident_of(const struct meter_row *r)
{
	return resident_bytes(atomic_load(&r->pid));
}

static uint64_t fds_of(const struct meter_row *r)
{
	return open_fds(atomic_load(&r->pid));
}

static uint64_t cache_of(const struct meter_row *r)
{
	return value(&r->cache_bytes);
}

static uint64_t publication_of(const struct meter_row *r)
{
	return value(&r->publication);
}

/* What each process says of itself. */
static const struct {
	const char *name, *help;
	uint64_t (*of)(const struct meter_row *r);
	bool is_door; /* a job has no such thing */
} GAUGES[] = {
	{ "gcmtrack_connections", "Connections open.", connections_of, true },
	{ "gcmtrack_cache_bytes", "Bytes of finished answers kept.", cache_of,
	  true },
	{ "gcmtrack_snapshot_publication",
	  "Number of the publication that is answered from.", publication_of,
	  true },
	{ "gcmtrack_resident_memory_bytes", "Memory held.", resident_of,
	  false },
	{ "gcmtrack_open_fds", "Descriptors open.", fds_of, false },
};

static bool is_shown(const struct meter_row *r, size_t gauge)
{
	return atomic_load(&r->pid) != 0 &&
	       (!GAUGES[gauge].is_door || strcmp(r->what, "job") != 0);
}

static void write_processes(struct pen *p, const struct meter *m)
{
	for (size_t k = 0; k < sizeof(GAUGES) / sizeof(GAUGES[0]); k++) {
		head(p, GAUGES[k].name, "gauge", GAUGES[k].help);
		for (size_t i = 0; i < m->n_rows; i++)
			if (is_shown(&m->row[i], k))
				put(p,
				    "%s{process=\"%s\",slot=\"%zu\"} %" PRIu64
				    "\n",
				    GAUGES[k].name, m->row[i].what, i,
				    GAUGES[k].of(&m->row[i]));
	}
}

/* The oldest that any reader is answered from. */
static int64_t oldest_as_of(const struct meter *m)
{
	int64_t oldest = 0;

	for (size_t i = 0; i < m->n_rows; i++) {
		int64_t as_of = atomic_load(&m->row[i].as_of_s);

		if (atomic_load(&m->row[i].pid) != 0 && as_of > 0 &&
		    (oldest == 0 || as_of < oldest))
			oldest = as_of;
	}
	return oldest;
}

/* ---- the rest ------------------------------------------------------------ */

static void write_one(struct pen *p, const char *name, const char *type,
                      const char *help, uint64_t n)
{
	head(p, name, type, help);
	put(p, "%s %" PRIu64 "\n", name, n);
}

static void write_sums(const struct request *q, struct pen *p,
                       const struct meter *m)
{
	int64_t as_of = oldest_as_of(m);

	write_one(p, "gcmtrack_cache_hits_total", "counter",
	          "Answers found kept.", value(&m->cache_hits));
	write_one(p, "gcmtrack_cache_misses_total", "counter",
	          "Answers that could be kept and had to be made.",
	          value(&m->cache_misses));
	write_one(p, "gcmtrack_store_errors_total", "counter",
	          "Times that the database failed.", value(&m->store_errors));
	write_one(p, "gcmtrack_publications_total", "counter",
	          "Publications made by serve since it started.",
	          value(&m->publications));
	head(p, "gcmtrack_last_publish_duration_seconds", "gauge",
	     "Time that the last of them took; 0 before the first.");
	put(p, "gcmtrack_last_publish_duration_seconds %.9g\n",
	    seconds(&m->publish_nanoseconds));
	if (as_of > 0)
		write_one(p, "gcmtrack_snapshot_age_seconds", "gauge",
		          "Age of the oldest publication that somebody is "
		          "answered from.",
		          q->ask->now_s > as_of
		                  ? (uint64_t)(q->ask->now_s - as_of)
		                  : 0);
}

/* The database may be in trouble; then the rest is still told. */
static void write_store(const struct request *q, struct pen *p)
{
	uint64_t by_status[SUBMISSION_STATUS_COUNT] = { 0 };
	struct fault why = { 0 };
	struct statvfs fs;
	int64_t number = 0;

	if (store_publication_number(q->store, &number, &why) == 0)
		write_one(p, "gcmtrack_store_publication", "gauge",
		          "Number of the newest publication.",
		          (uint64_t)number);
	if (store_statuses(q->store, by_status, &why) == 0) {
		head(p, "gcmtrack_jobs", "gauge",
		     "Submissions by how far they have come.");
		for (int i = 0; i < SUBMISSION_STATUS_COUNT; i++)
			put(p, "gcmtrack_jobs{state=\"%s\"} %" PRIu64 "\n",
			    SUBMISSION_STATUS_NAMES[i], by_status[i]);
	}
	if (statvfs(q->site->options.db, &fs) == 0)
		write_one(p, "gcmtrack_disk_free_bytes", "gauge",
		          "Room left where the database lies.",
		          (uint64_t)fs.f_bavail * (uint64_t)fs.f_frsize);
}

int answer_metrics(const struct request *q, struct reply *r, struct fault *f)
{
	const struct meter *m = q->site->options.meter;
	struct pen *p = &r->pen;

	if (!m)
		return fault_set(f, FAULT_NOTFOUND, "nothing is counted here");
	r->type = TYPE;
	head(p, "gcmtrack_build_info", "gauge", "The version that runs.");
	put(p, "gcmtrack_build_info{version=\"%s\"} 1\n", PACKAGE_VERSION);
	write_requests(p, m);
	write_latencies(p, m);
	write_refusals(p, m);
	write_processes(p, m);
	write_sums(q, p, m);
	write_store(q, p);
	return 0;
}
