/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trend: what has gone up or down, and whether that is for the better. Deaths
 * that fall are no regression, and access that falls is no result.
 */
#ifndef CODING_TREND_H
#define CODING_TREND_H

#include "cues.h"

enum trend {
	TREND_NONE,
	TREND_BETTER, /* a harm fell, a good rose */
	TREND_WORSE   /* a harm rose, a good fell */
};

/** The trend the passage tells, and in *MATCH the verb that tells it. */
enum trend trend_told(const struct cues *c, size_t *match);

/** Is it money or staff that verb MATCH moves? More of it is a measure. */
bool trend_is_of_means(const struct cues *c, size_t match);

/** Does the passage say that the harm in match M has fallen? */
bool trend_takes_away(const struct cues *c, const struct match *m);

#endif
