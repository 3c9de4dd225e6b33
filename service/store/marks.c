/* SPDX-License-Identifier: Apache-2.0 */
#include "marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#include "ask.h"
#include "coding_pack.h"
#include "db.h"

/* What people set aside is not found by what it was coded to. */
static bool stands(const struct coding *c)
{
	return c->confidence > 0;
}

size_t marks_count(const struct coding *codings, size_t n)
{
	size_t marks = 0;

	for (size_t i = 0; i < n; i++)
		if (stands(&codings[i]))
			marks += codings[i].n_states ? codings[i].n_states : 1;
	return marks;
}

static struct mark mark_of(const struct marked *m, const struct coding *c,
                           const char *state, size_t place)
{
	return (struct mark){
		.commitment = c->commitment,
		.state = state,
		.passage = m->passage,
		.place = (uint32_t)place,
		.level = c->level,
		.is_demand = c->is_demand,
		.confidence = confidence_stored(c->confidence),
		.voice = m->voice,
		.is_quoted = m->is_quoted,
		.review = c->review,
	};
}

void marks_make(const struct marked *m, const struct coding *codings, size_t n,
                struct mark *out)
{
	for (size_t i = 0; i < n; i++) {
		if (!stands(&codings[i]))
			continue;
		if (codings[i].n_states == 0)
			*out++ = mark_of(m, &codings[i], "", i);
		for (size_t k = 0; k < codings[i].n_states; k++)
			*out++ = mark_of(m, &codings[i], codings[i].states[k],
			                 i);
	}
}

static int compare_marks(const void *left, const void *right)
{
	const struct mark *a = left, *b = right;
	int rc = strcmp(a->commitment, b->commitment);

	if (rc == 0)
		rc = strcmp(a->state, b->state);
	if (rc == 0)
		rc = (a->passage > b->passage) - (a->passage < b->passage);
	if (rc == 0)
		rc = (a->place > b->place) - (a->place < b->place);
	return rc;
}

int marks_put(struct store *s, struct mark *marks, size_t n, struct fault *f)
{
	struct ask a;

	/* In the order of the index its pages are each touched once. */
	if (n > 1)
		qsort(marks, n, sizeof(*marks), compare_marks);
	for (size_t i = 0; i < n; i++) {
		ask_start(&a, s, QUERY_MARK_ADD);
		ask_text(&a, ":commitment", marks[i].commitment);
		ask_text(&a, ":state", marks[i].state);
		ask_int(&a, ":passage", marks[i].passage);
		ask_int(&a, ":place", marks[i].place);
		ask_int(&a, ":level", (int64_t)marks[i].level);
		ask_int(&a, ":demand", marks[i].is_demand);
		ask_int(&a, ":confidence", marks[i].confidence);
		ask_int(&a, ":voice", (int64_t)marks[i].voice);
		ask_int(&a, ":quoted", marks[i].is_quoted);
		ask_int(&a, ":review", (int64_t)marks[i].review);
		if (ask_run(&a, f) < 0)
			return -1;
	}
	return 0;
}

int marks_delete(struct store *s, const struct mark *marks, size_t n,
                 struct fault *f)
{
	struct ask a;

	for (size_t i = 0; i < n; i++) {
		ask_start(&a, s, QUERY_MARK_DELETE);
		ask_text(&a, ":commitment", marks[i].commitment);
		ask_text(&a, ":state", marks[i].state);
		ask_int(&a, ":passage", marks[i].passage);
		ask_int(&a, ":place", marks[i].place);
		if (ask_run(&a, f) < 0)
			return -1;
	}
	return 0;
}
