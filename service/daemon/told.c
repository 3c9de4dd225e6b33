/* SPDX-License-Identifier: Apache-2.0 */
#include "told.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "parcel.h"
#include "pipeline.h"

/* Shorter work tells no rate: starting took most of it. */
#define RATE_LEAST_S 0.1

void told_init(struct told *t, size_t total)
{
	memset(t, 0, sizeof(*t));
	progress_init(&t->progress);
	t->total = total;
	t->began_s = clock_steady_s();
}

static const char *word_of(const struct outcome *o)
{
	if (o->status == SUBMISSION_REFUSED)
		return "refused";
	if (o->is_known)
		return "known";
	return o->status == SUBMISSION_NOT_ASSESSED ? "not assessed"
	                                            : "accepted";
}

static void line_print(const struct outcome *o)
{
	printf("%-12s %s", word_of(o), o->name);
	if (o->id[0])
		printf("  %s", o->id);
	if (o->status != SUBMISSION_REFUSED)
		printf("  %s %s, %u passages, %u codings",
		       FORMAT_NAMES[o->format], o->language, o->passages,
		       o->codings);
	printf("%s%s\n", o->reason[0] ? ": " : "", o->reason);
	/* Who reads a pipe wants each line when it is true. */
	(void)fflush(stdout);
}

static void outcome_count(struct told *t, const struct outcome *o)
{
	t->documents++;
	t->refused += o->status == SUBMISSION_REFUSED;
	if (o->is_known) {
		t->known++;
		return;
	}
	t->accepted += o->status == SUBMISSION_ASSESSED;
	t->not_assessed += o->status == SUBMISSION_NOT_ASSESSED;
	t->passages += o->passages;
	t->codings += o->codings;
	t->bytes += o->bytes;
	t->extract_s += o->extract_s;
	t->code_s += o->code_s;
	t->store_s += o->store_s;
}

void told_outcome(struct told *t, const struct outcome *o)
{
	outcome_count(t, o);
	/* Under a bar only what needs a person is worth a line. */
	if (!t->progress.is_shown || o->reason[0]) {
		progress_wipe(&t->progress);
		line_print(o);
	}
	progress_show(&t->progress, t->documents, t->total, o->name);
}

void told_undeclared(struct told *t, const struct undeclared *u)
{
	progress_wipe(&t->progress);
	printf("%-12s %s: %s\n", "refused", u->name, u->reason);
	t->documents++;
	t->refused++;
}

/* Processor seconds of WHO; children are the readers of documents. */
static double cpu_s(int who, long *peak_kib)
{
	struct rusage u;

	if (getrusage(who, &u) < 0)
		return 0;
	*peak_kib = u.ru_maxrss;
	return clock_spent_s(&u);
}

static void shares_print(const struct told *t, double extract_s)
{
	double all = extract_s + t->code_s + t->store_s;

	if (all <= 0)
		return;
	printf("time: extraction %.0f %%, coding %.0f %%, storing %.0f %% of "
	       "%.2f s of work\n",
	       100 * extract_s / all, 100 * t->code_s / all,
	       100 * t->store_s / all, all);
}

/* A rate of a moment, or of nothing, is a number about the clock. */
static void rates_print(double mb, size_t documents, double wall_s)
{
	printf("%.1f MB in %.2f s", mb, wall_s);
	if (wall_s >= RATE_LEAST_S && documents > 0)
		printf(": %.1f MB/s, %.1f documents/s", mb / wall_s,
		       (double)documents / wall_s);
	printf("\n");
}

void told_summary(struct told *t)
{
	double wall_s = clock_steady_s() - t->began_s, extract_s;
	long self_kib = 0, child_kib = 0;

	progress_wipe(&t->progress);
	extract_s = cpu_s(RUSAGE_CHILDREN, &child_kib);
	(void)cpu_s(RUSAGE_SELF, &self_kib);
	printf("%zu documents: %zu accepted, %zu known, %zu refused, %zu not "
	       "assessed\n%zu passages, %zu codings\n",
	       t->documents, t->accepted, t->known, t->refused, t->not_assessed,
	       t->passages, t->codings);
	rates_print((double)t->bytes / 1e6, t->documents, wall_s);
	shares_print(t, extract_s);
	printf("peak memory: %.0f MB, and %.0f MB in the largest reader\n",
	       (double)self_kib / 1024, (double)child_kib / 1024);
}
