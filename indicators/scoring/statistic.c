/* SPDX-License-Identifier: Apache-2.0 */
/* Statistics: from a published figure to a cell. METHOD.md 10. */
#include "scoring.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "model/commitment.h"
#include "model/series.h"

#include "number.h"
#include "parameter.h"

/* METHOD.md 10.5. */
bool statistic_share(const struct goalposts *g, int64_t value, double *out)
{
	double x;

	if (!g->has)
		return false;
	x = (double)(value - g->low) / (double)(g->high - g->low);
	*out = x <= 0.0 ? 0.0 : x >= 1.0 ? 1.0 : number_mass(x);
	return true;
}

/* The year of the last day of the window of R. */
static int closing_year(const struct round *r)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text(r->closes_s - 1, text);
	return (int)strtol(text, NULL, 10);
}

/* METHOD.md 10.6. */
bool round_takes_year(const struct round *rounds, size_t n,
                      const struct round *round, int year)
{
	int last = closing_year(round), before = last - STATISTIC_YEARS;
	bool has_before = false;

	for (size_t i = 0; i < n; i++) {
		int other = closing_year(&rounds[i]);

		if (strcmp(rounds[i].family, round->family) != 0 ||
		    other >= last)
			continue;
		before = has_before && before > other ? before : other;
		has_before = true;
	}
	return year > before && year <= last;
}

/* METHOD.md 10.7. */
int statistic_cell(const struct cell_key *key, const struct statistic *list,
                   size_t n, struct arena *a, struct cell *out, struct fault *f)
{
	struct source_score *scores = arena_array(a, n, sizeof(*scores), f);
	double sum = 0.0;
	size_t n_scored = 0;

	if (!scores)
		return -1;
	memset(out, 0, sizeof(*out));
	out->key = *key;
	for (size_t i = 0; i < n; i++) {
		if (!list[i].is_scored)
			continue;
		scores[n_scored].source = (uint32_t)i;
		scores[n_scored++].score = number_score(100.0 * list[i].share);
		sum += list[i].share;
	}
	out->sources = (uint32_t)n;
	out->status = n_scored > 0 ? CELL_ASSESSED : CELL_MENTIONED;
	if (n_scored == 0)
		return 0;
	out->score = number_score(100.0 * sum / (double)n_scored);
	/* Nobody published how sure the figure is: no interval is made up. */
	out->low = out->score;
	out->high = out->score;
	out->by_source = scores;
	out->n_by_source = n_scored;
	return 0;
}
