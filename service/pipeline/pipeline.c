/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fault.h"
#include "coding.h"
#include "line.h"

/* Names, ids and reasons of one outcome. */
#define OUTCOME_MEMORY_MOST ((size_t)1 << 20)

static int jobs_of(int wanted)
{
	long cores = wanted > 0 ? wanted : sysconf(_SC_NPROCESSORS_ONLN);

	if (cores < 1)
		return 1;
	return cores > JOBS_MOST ? JOBS_MOST : (int)cores;
}

int pipeline_new(struct store *store, const struct catalogue *catalogue,
                 const struct pipeline_options *options, struct pipeline **out,
                 struct fault *f)
{
	struct pipeline *p = calloc(1, sizeof(*p));

	if (!p)
		return fault_set(f, FAULT_MEMORY, "no memory for a pipeline");
	p->store = store;
	p->catalogue = catalogue;
	p->extract.require_sandbox = options->require_sandbox;
	p->jobs = jobs_of(options->jobs);
	if ((!options->nursery && extract_nursery_new(&p->own, f) < 0) ||
	    arena_new(OUTCOME_MEMORY_MOST, &p->last, f) < 0) {
		pipeline_free(p);
		return -1;
	}
	p->extract.nursery = options->nursery ? options->nursery : p->own;
	*out = p;
	return 0;
}

void pipeline_free(struct pipeline *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < JOBS_MOST; i++)
		coder_free(p->coders[i]);
	extract_nursery_free(p->own);
	arena_free(p->last);
	free(p);
}
