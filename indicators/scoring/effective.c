/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

/* METHOD.md 6.4; the effective number of Kish (1965), as for weights. */
double cell_effective_sources(const struct cell *c)
{
	double sum = 0, squares = 0;

	for (size_t i = 0; i < c->n_by_source; i++) {
		sum += c->by_source[i].mass;
		squares += c->by_source[i].mass * c->by_source[i].mass;
	}
	return squares > 0 ? sum * sum / squares : 0;
}
