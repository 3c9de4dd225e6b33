/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A crosswalk is stated once, at the younger line ("CTA26.4a speaks to
 * GCM.8"), and read from both ends.
 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "model/commitment.h"

/* Says whether A already has a crosswalk to CODE, of its own stating. */
static bool has_own(const struct commitment *a, const char *code)
{
	for (size_t i = 0; i < a->n_crosswalks; i++)
		if (strcmp(a->crosswalks[i].commitment, code) == 0)
			return true;
	return false;
}

/* Writes the ways back from TO to FROM into OUT, which may be NULL; gives
 * their number. */
static size_t ways_between(const struct commitment *from,
                           const struct commitment *to, struct crosswalk *out)
{
	size_t n = 0;

	if (has_own(to, from->code))
		return 0;
	for (size_t i = 0; i < from->n_crosswalks; i++) {
		const struct crosswalk *w = &from->crosswalks[i];

		if (w->is_reverse || strcmp(w->commitment, to->code) != 0)
			continue;
		if (out) {
			out[n] = *w;
			out[n].is_reverse = true;
			memcpy(out[n].commitment, from->code,
			       sizeof(out[n].commitment));
		}
		n++;
	}
	return n;
}

/* The same from TO to every other. */
static size_t ways_back(const struct catalogue *c, const struct commitment *to,
                        struct crosswalk *out)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_commitments; i++)
		n += ways_between(&c->commitments[i], to, out ? out + n : NULL);
	return n;
}

int crosswalks_mirror(struct catalogue *c, struct fault *f)
{
	for (size_t i = 0; i < c->n_commitments; i++) {
		struct commitment *to = &c->commitments[i];
		size_t back = ways_back(c, to, NULL);
		struct crosswalk *all;

		if (back == 0)
			continue;
		all = arena_array(c->arena, to->n_crosswalks + back,
		                  sizeof(*all), f);
		if (!all)
			return -1;
		if (to->n_crosswalks)
			memcpy(all, to->crosswalks,
			       to->n_crosswalks * sizeof(*all));
		(void)ways_back(c, to, all + to->n_crosswalks);
		to->crosswalks = all;
		to->n_crosswalks += back;
	}
	return 0;
}
