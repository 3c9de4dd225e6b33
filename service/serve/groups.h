/* SPDX-License-Identifier: Apache-2.0 */
/* Groups: which states belong together, by the catalogue's facts. */
#ifndef SERVE_GROUPS_H
#define SERVE_GROUPS_H

#include <stdbool.h>

struct arena;
struct catalogue;
struct fault;
struct state;

/** Says whether NAME is a group that some state of C is in. */
bool is_group(const struct catalogue *c, const char *name);

/** Says whether STATE is in the group NAME. */
bool state_in_group(const struct state *state, const char *name);

/** All groups of STATE, blanks between; lives in A. */
const char *state_groups(const struct state *state, struct arena *a,
                         struct fault *f);

#endif
