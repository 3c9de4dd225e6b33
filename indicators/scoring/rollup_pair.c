/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <math.h>
#include <stdlib.h>

#include "base/fault.h"

#include "compare.h"
#include "number.h"
#include "rollup.h"
#include "weight.h"

/* Draws of two means. */
struct two {
	struct rollup_draws a;
	struct rollup_draws b;
};

static void compare_means(const struct method *m, const struct rollup_part *a,
                          const struct rollup_part *b, struct two *w,
                          struct rollup_pair *out)
{
	double mean_a = rollup_mean(m, a), mean_b = rollup_mean(m, b);

	rollup_draw(m, a, &w->a);
	rollup_draw(m, b, &w->b);
	out->mean_a = number_score(mean_a);
	out->mean_b = number_score(mean_b);
	out->d.is_defined = true;
	out->d.value = number_score(mean_a - mean_b);
	compare_draws(m, w->a.mean, w->b.mean, DRAWS_ROLLUP, &out->d);
	out->weights_above = weight_above(m, a, b);
	out->weights_below = weight_above(m, b, a);
}

/* METHOD.md 9.11: the commitments assessed for both. */
static void find_common(const struct rollup_part *a,
                        const struct rollup_part *b, bool *is_in,
                        struct rollup_pair *out)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct cell *x = &a->cells[i], *y = &b->cells[i];

		out->commitments += x->status != CELL_NOT_APPLICABLE &&
		                    y->status != CELL_NOT_APPLICABLE;
		is_in[i] = x->status == CELL_ASSESSED &&
		           y->status == CELL_ASSESSED;
		out->common += is_in[i];
	}
}

int rollups_compare(const struct method *m, const struct rollup_side *a,
                    const struct rollup_side *b, size_t n,
                    struct rollup_pair *out, struct fault *f)
{
	struct rollup_part left = { .cells = a->cells,
		                    .n = n,
		                    .seed = draw_seed_text(a->seed) };
	struct rollup_part right = { .cells = b->cells,
		                     .n = n,
		                     .seed = draw_seed_text(b->seed) };
	struct rollup_pair pair = { 0 };
	bool *is_in = calloc(n + 1, sizeof(*is_in));
	struct two *w = malloc(sizeof(*w));

	if (!is_in || !w) {
		free(is_in);
		free(w);
		return fault_set(f, FAULT_MEMORY, "no memory for roll-ups");
	}
	find_common(&left, &right, is_in, &pair);
	left.is_in = right.is_in = is_in;
	left.n_in = right.n_in = pair.common;
	/* Figures are not summed (METHOD.md 10.8), so neither are two sums. */
	if (pair.common > 0 && a->cells[0].key.voice != VOICE_STATISTICS &&
	    b->cells[0].key.voice != VOICE_STATISTICS &&
	    rollup_is_enough(m, pair.common, pair.commitments))
		compare_means(m, &left, &right, w, &pair);
	free(is_in);
	free(w);
	*out = pair;
	return 0;
}
