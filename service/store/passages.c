/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "coding_pack.h"
#include "list.h"
#include "passage.h"
#include "place.h"
#include "record.h"
#include "submission.h"
#include "visibility.h"

/* Names in one filter, as JSON. */
#define FILTER_MOST ((size_t)64 << 10)

/* Confidence from which a coding counts in a cell: METHOD.md 6. */
#define COUNTED_FROM (CONFIDENCE_PARTS / 2)

/* A filter as values to bind. */
struct asked {
	const struct passage_filter *filter;
	int64_t first; /* passage ids looked at */
	int64_t last;
	int64_t after;
	struct buf states;
	struct buf commitments;
	struct buf rounds;
};

static bool is_about(const struct passage_filter *filter)
{
	return filter->n_states > 0 || filter->n_commitments > 0;
}

/* By what is asked for first: states, commitments alone, or neither. */
static enum query choose(const struct passage_filter *filter)
{
	bool strongest = filter->order == PASSAGE_STRONGEST;

	if (filter->n_states > 0)
		return strongest ? QUERY_PASSAGE_ABOUT_STRONGEST
		                 : QUERY_PASSAGE_ABOUT_IN_TEXT;
	if (filter->n_commitments > 0)
		return strongest ? QUERY_PASSAGE_TOPIC_STRONGEST
		                 : QUERY_PASSAGE_TOPIC_IN_TEXT;
	return strongest ? QUERY_PASSAGE_STRONGEST : QUERY_PASSAGE_IN_TEXT;
}

/* Gives 1, or 0 when the filter names a submission that is not there. */
static int find_range(struct store *s, struct asked *q, struct fault *f)
{
	const struct passage_filter *filter = q->filter;
	int64_t seq;
	int rc;

	q->first = 0;
	q->last = INT64_MAX;
	q->after = 0;
	if (filter->after && *filter->after) {
		rc = passage_seq(s, filter->after, &q->after, f);
		if (rc == 0)
			return fault_set(f, FAULT_INPUT,
			                 "no page starts after \"%.40s\"",
			                 filter->after);
		if (rc < 0)
			return -1;
	}
	if (!filter->submission || !*filter->submission)
		return 1;
	rc = submission_seq(s, filter->submission, &seq, f);
	if (rc == 1) {
		q->first = record_first(seq);
		q->last = record_last(seq);
	}
	return rc;
}

/* All commitments there are: what "any" means beside a state. */
static int every_commitment(struct store *s, struct buf *b, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_COMMITMENTS);
	rc = ask_row(&a, f);
	if (rc == 1)
		rc = buf_add_str(b, row_text(&a, 0), f);
	ask_end(&a);
	return rc;
}

static uint32_t confidence_floor(const struct passage_filter *filter)
{
	uint32_t least = confidence_stored(filter->confidence);

	return filter->only_counted && least < COUNTED_FROM ? COUNTED_FROM
	                                                    : least;
}

static int bind_about(struct ask *ask, struct asked *q, struct fault *f)
{
	const struct passage_filter *filter = q->filter;

	if (filter->n_states > 0 &&
	    list_bind(ask, ":states", filter->states, filter->n_states,
	              &q->states, f) < 0)
		return -1;
	if (filter->n_commitments > 0)
		return list_bind(ask, ":commitments", filter->commitments,
		                 filter->n_commitments, &q->commitments, f);
	if (every_commitment(ask->store, &q->commitments, f) < 0)
		return -1;
	ask_chars(ask, ":commitments", q->commitments.at, q->commitments.len);
	return 0;
}

static int bind(struct ask *ask, struct asked *q, struct fault *f)
{
	const struct passage_filter *filter = q->filter;

	ask_int(ask, ":first", q->first);
	ask_int(ask, ":last", q->last);
	ask_int(ask, ":after", q->after);
	ask_int(ask, ":voices", filter->voices);
	ask_int(ask, ":levels", filter->levels);
	ask_int(ask, ":confidence", confidence_floor(filter));
	ask_int(ask, ":counted", filter->only_counted);
	ask_int(ask, ":asserted", filter->asserted_only);
	ask_int(ask, ":limit", (int64_t)filter->limit);
	if (!is_about(filter))
		ask_int(ask, ":coded",
		        filter->only_coded || filter->only_counted);
	else if (bind_about(ask, q, f) < 0)
		return -1;
	return list_bind(ask, ":rounds", filter->rounds, filter->n_rounds,
	                 &q->rounds, f);
}

static int take_all(struct ask *ask, struct place *place, struct rows *rows,
                    struct fault *f)
{
	struct passage_row *row;
	int rc;

	while ((rc = ask_row(ask, f)) == 1) {
		row = rows_add(rows, f);
		if (!row || passage_take(ask, place, row, f) < 0)
			return -1;
	}
	return rc;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_passages(struct store *s, const struct reader *r,
                   const struct passage_filter *filter, struct arena *a,
                   struct passage_row **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct asked q = { .filter = filter };
	struct place place;
	struct ask ask;
	int rc = find_range(s, &q, f);

	if (rc < 0)
		return -1;
	if (rc == 1) {
		buf_init(&q.states, FILTER_MOST);
		buf_init(&q.commitments, FILTER_MOST);
		buf_init(&q.rounds, FILTER_MOST);
		place_init(&place, s, r, a);
		ask_start(&ask, s, choose(filter));
		visibility_bind(&ask, r);
		rc = bind(&ask, &q, f);
		if (rc == 0)
			rc = take_all(&ask, &place, &rows, f);
		ask_end(&ask);
		place_clear(&place);
		buf_clear(&q.states);
		buf_clear(&q.commitments);
		buf_clear(&q.rounds);
	}
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}
