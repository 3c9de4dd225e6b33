/* SPDX-License-Identifier: Apache-2.0 */
/* Worth: how far a person's word on a coding is expected to move the score of
   its cell. METHOD.md 11.11. */
#include "review.h"

#include "model/cell.h"

/* From here on a coding counts: METHOD.md 6.1. */
#define COUNTED_FROM 0.5

/* Passages of one source repeat each other: METHOD.md 6.2. */
#define SOURCE_CORRELATION 0.2

static const double VALUES[LEVEL_COUNT] = {
	[LEVEL_REGRESSION] = -1.0,     [LEVEL_GAP] = 0.0,
	[LEVEL_INTENTION] = 1.0 / 3.0, [LEVEL_MEASURE] = 2.0 / 3.0,
	[LEVEL_RESULT] = 1.0,
};

static double positive(double x)
{
	return x < 0.0 ? -x : x;
}

/* What one passage of an average source of the cell weighs. */
static double passage_weight(const struct cell *cell)
{
	double m = 1.0;

	if (cell && cell->sources > 0 && cell->passages > cell->sources)
		m = (double)cell->passages / (double)cell->sources;
	return 1.0 / (1.0 + SOURCE_CORRELATION * (m - 1.0));
}

/* How far the score moves when MASS more is at VALUE. */
static double moved(double score, double total, double value, double mass)
{
	double after = 1.0 + total + mass;

	if (after < 0.1)
		after = 0.1;
	return positive(mass * (value - score) / after);
}

double coding_worth(const struct coding *c, const struct cell *cell)
{
	double weight = passage_weight(cell), total = 0.0, score = 0.0;
	double value = VALUES[c->level], p = c->confidence, has, accepted;

	if (c->level == LEVEL_MENTION)
		return 0.0;
	for (int i = 0; cell && i < SCALE_COUNT; i++)
		total += cell->mass[i];
	if (cell)
		score = cell->score / 100.0;
	has = p >= COUNTED_FROM ? p * weight : 0.0;
	accepted = moved(score, total, value, weight - has);
	return p * accepted + (1.0 - p) * moved(score, total, value, -has);
}

double coding_doubt(const struct coding *c)
{
	return c->confidence >= COUNTED_FROM ? 1.0 - c->confidence
	                                     : c->confidence;
}
