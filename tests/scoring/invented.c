/* SPDX-License-Identifier: Apache-2.0 */
#include "invented.h"

#include <stdio.h>
#include <string.h>

uint32_t invented_below(struct invented *v, uint32_t n)
{
	uint64_t z = ++v->at * 0x9e3779b97f4a7c15U; /* splitmix64 */

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	z ^= z >> 31;
	return (uint32_t)(((z >> 32) * n) >> 32);
}

static void invent(struct invented *v, uint32_t silent, struct cell *c)
{
	if (invented_below(v, 100) < silent) {
		c->status = CELL_SILENT;
		return;
	}
	c->status = CELL_ASSESSED;
	for (size_t j = 0; j < SCALE_COUNT; j++)
		c->mass[j] = invented_below(v, 96) / 64.0;
	c->mass[SCALE_MEASURE] += 1.0;
}

void invented_cells(struct invented *v, const char *round, size_t n_states,
                    size_t n_commitments, uint32_t silent, struct cell *out)
{
	for (size_t s = 0; s < n_states; s++)
		for (size_t c = 0; c < n_commitments; c++) {
			struct cell *one = &out[s * n_commitments + c];

			memset(one, 0, sizeof(*one));
			one->key.voice = VOICE_STATE;
			snprintf(one->key.state, STATE_SIZE, "%c%c%c",
			         (int)('A' + s / 676), (int)('A' + s / 26 % 26),
			         (int)('A' + s % 26));
			snprintf(one->key.commitment, COMMITMENT_SIZE, "C.%zu",
			         c + 1);
			snprintf(one->key.round, ROUND_SIZE, "%s", round);
			invent(v, silent, one);
		}
}
