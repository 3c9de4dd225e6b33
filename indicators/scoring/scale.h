/* SPDX-License-Identifier: Apache-2.0 */
/* The scale of METHOD.md 3 and the posterior of METHOD.md 6. */
#ifndef SCORING_SCALE_H
#define SCORING_SCALE_H

#include "model/cell.h"
#include "model/method.h"

/* All evidence of a cell, and sum v_j m_j of it. */
double scale_total(const double mass[SCALE_COUNT]);
double scale_sum(const double mass[SCALE_COUNT],
                 const double values[SCALE_COUNT]);

/* Dirichlet parameters: PART of the prior of M and the evidence. */
void scale_posterior(const struct method *m, const double mass[SCALE_COUNT],
                     double part, double alpha[SCALE_COUNT]);

struct draw_of;

/* The same, with the values of M: what a score is drawn from. */
void scale_drawn(const struct method *m, const double mass[SCALE_COUNT],
                 double part, struct draw_of *out);

/* 100 x posterior mean of sum v_j p_j, closed form. */
double scale_score(const double alpha[SCALE_COUNT],
                   const double values[SCALE_COUNT]);

#endif
