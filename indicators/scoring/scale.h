/* SPDX-License-Identifier: Apache-2.0 */
/* The scale of METHOD.md 3 and the posterior of METHOD.md 6. */
#ifndef SCORING_SCALE_H
#define SCORING_SCALE_H

#include "model/cell.h"
#include "parameter.h"

static const double SCALE_VALUES[SCALE_COUNT] = {
	[SCALE_REGRESSION] = VALUE_REGRESSION, [SCALE_GAP] = VALUE_GAP,
	[SCALE_INTENTION] = VALUE_INTENTION,   [SCALE_MEASURE] = VALUE_MEASURE,
	[SCALE_RESULT] = VALUE_RESULT,
};

/* All evidence of a cell, and sum v_j m_j of it. */
double scale_total(const double mass[SCALE_COUNT]);
double scale_sum(const double mass[SCALE_COUNT],
                 const double values[SCALE_COUNT]);

/* Dirichlet parameters: PART of the prior and the evidence. */
void scale_posterior(const double mass[SCALE_COUNT], double part,
                     double alpha[SCALE_COUNT]);

/* 100 x posterior mean of sum v_j p_j, closed form. */
double scale_score(const double alpha[SCALE_COUNT],
                   const double values[SCALE_COUNT]);

#endif
