/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Skip: passages in which words match and nothing is said, METHOD.md 2 and 5.
 */
#ifndef CODING_SKIP_H
#define CODING_SKIP_H

#include "reading.h"

/* Note of a rule whose phrases must together nearly fill the passage to skip
 * it. */
#define SKIP_TITLE "quotes the objective's title"
/* Likewise of a rule whose phrase is the name of an instrument. */
#define SKIP_TREATY "names a treaty"

/** Why nothing of R is to be coded, or "". Static, or of the codebook. */
const char *skip_reason(const struct reading *r);

#endif
