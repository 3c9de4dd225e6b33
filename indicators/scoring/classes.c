/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "model/cell.h"
#include "model/commitment.h"

/* More states, rounds, commitments and words than any catalogue has. */
#define CLASSES_MOST 8192

struct counting {
	const struct catalogue *catalogue;
	struct cell_class *at;
	size_t n;
	size_t last[CLASS_KIND_COUNT]; /* found before: cells come in order */
	bool is_after;
};

/* Writes LEN bytes of FIRST, and SECOND behind a blank unless it is "". */
static void put(char *out, const char *first, size_t len, const char *second)
{
	size_t n = strlen(second);

	len = len < CLASS_NAME_SIZE - 1 ? len : CLASS_NAME_SIZE - 1;
	memcpy(out, first, len);
	out[len] = '\0';
	if (n == 0 || len + 1 + n >= CLASS_NAME_SIZE)
		return;
	out[len] = ' ';
	memcpy(out + len + 1, second, n + 1);
}

static int count(struct counting *c, enum class_kind kind, const char *name,
                 struct fault *f)
{
	size_t i = c->last[kind];

	if (i >= c->n || c->at[i].kind != kind ||
	    strcmp(c->at[i].name, name) != 0)
		for (i = 0; i < c->n; i++)
			if (c->at[i].kind == kind &&
			    strcmp(c->at[i].name, name) == 0)
				break;
	if (i == c->n) {
		if (c->n == CLASSES_MOST)
			return fault_set(f, FAULT_LIMIT,
			                 "more than %d classes of cells",
			                 CLASSES_MOST);
		c->at[c->n] = (struct cell_class){ .kind = kind };
		put(c->at[c->n].name, name, strlen(name), "");
		c->n++;
	}
	c->last[kind] = i;
	if (c->is_after)
		c->at[i].after++;
	else
		c->at[i].before++;
	return 0;
}

/* The catalogue of a commitment that no catalogue in use has is told by what
   stands before the point. */
static void catalogue_name(const struct catalogue *c, const char *code,
                           char *out)
{
	const struct commitment *known = catalogue_commitment(c, code);

	if (known)
		put(out, known->catalogue, strlen(known->catalogue), "");
	else
		put(out, code, strcspn(code, "."), "");
}

static int count_cell(struct counting *c, const struct cell *cell,
                      struct fault *f)
{
	const char *voice = VOICE_NAMES[cell->key.voice];
	char catalogue[CLASS_NAME_SIZE], status[CLASS_NAME_SIZE];
	char voice_round[CLASS_NAME_SIZE];

	catalogue_name(c->catalogue, cell->key.commitment, catalogue);
	put(status, CELL_STATUS_NAMES[cell->status],
	    strlen(CELL_STATUS_NAMES[cell->status]), voice);
	put(voice_round, voice, strlen(voice), cell->key.round);
	if (count(c, CLASS_STATE, cell->key.state, f) < 0 ||
	    count(c, CLASS_COMMITMENT, cell->key.commitment, f) < 0 ||
	    count(c, CLASS_CATALOGUE, catalogue, f) < 0 ||
	    count(c, CLASS_ROUND, cell->key.round, f) < 0 ||
	    count(c, CLASS_VOICE, voice, f) < 0 ||
	    count(c, CLASS_VOICE_IN_ROUND, voice_round, f) < 0)
		return -1;
	return count(c, CLASS_STATUS_OF_VOICE, status, f);
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int cell_classes(const struct catalogue *catalogue, const struct cell_list *a,
                 const struct cell_list *b, struct arena *arena,
                 struct cell_class **out, size_t *n, struct fault *f)
{
	struct counting c = { .catalogue = catalogue };

	c.at = arena_array(arena, CLASSES_MOST, sizeof(*c.at), f);
	if (!c.at)
		return -1;
	for (size_t i = 0; i < a->n; i++)
		if (count_cell(&c, &a->at[i], f) < 0)
			return -1;
	c.is_after = true;
	for (size_t i = 0; i < b->n; i++)
		if (count_cell(&c, &b->at[i], f) < 0)
			return -1;
	*out = c.at;
	*n = c.n;
	return 0;
}
