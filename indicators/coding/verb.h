/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verb: finite verbs told by their endings, where no list of a codebook
 * holds them. A language without a table here has none.
 */
#ifndef CODING_VERB_H
#define CODING_VERB_H

#include <stdbool.h>
#include <stddef.h>

#include "reading.h"

/** Does word I say that something was done: "was consulted", "aprobaron"? */
bool verb_is_done(const struct reading *r, size_t i);

/** Does the passage begin with an infinitive, as recommendations do? */
bool verb_orders(const struct reading *r);

#endif
