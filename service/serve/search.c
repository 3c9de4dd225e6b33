/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "handlers.h"
#include "passages.h"
#include "reply.h"
#include "store.h"

/* Further on nobody reads; a deep skip would cost as much as all before. */
#define SKIP_MOST 10000

/* Where the words lie in the quote: a client marks them, never we as HTML. */
static void write_marks(struct pen *p, const struct search_hit *hit)
{
	pen_key(p, "marks");
	pen_open(p, '[');
	for (size_t i = 0; i < hit->n_marks; i++) {
		pen_open(p, '{');
		pen_key_count(p, "start", hit->marks[2 * i]);
		pen_key_count(p, "length", hit->marks[2 * i + 1]);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static int read_skip(const struct request *q, size_t *out, struct fault *f)
{
	const char *plain = NULL;

	if (after_read(q, &plain, f) < 0)
		return -1;
	*out = (size_t)request_number(plain, 0);
	if (*out <= SKIP_MOST)
		return 0;
	return request_refuse(q, "cursor", "goes too far",
	                      "narrow the search with more words", f);
}

int answer_search(const struct request *q, struct reply *r, struct fault *f)
{
	struct reader reader = public_reader(q);
	size_t limit = request_limit(q), skip = 0, n = 0;
	struct search_hit *hits = NULL;
	const char *plain;
	struct grid g;

	if (read_skip(q, &skip, f) < 0 ||
	    store_search(q->store, &reader, request_value(q, "q", ""),
	                 request_value(q, "lang", ""), skip, limit + 1,
	                 q->arena, &hits, &n, f) < 0)
		return -1;
	if (n > limit) {
		n = limit;
		plain = arena_print(q->arena, f, "%zu", skip + limit);
		r->next = plain ? cursor_write(q, plain, f) : NULL;
		if (!r->next)
			return -1;
	}
	reply_table(q, r, &g, PASSAGE_COLUMNS, PASSAGE_COLUMNS_COUNT);
	for (size_t i = 0; i < n; i++) {
		struct pen *p;

		passage_begin(q, &g, &hits[i].passage);
		p = grid_nested(&g);
		if (p) {
			pen_key_number(p, "rank", hits[i].rank, 3);
			write_marks(p, &hits[i]);
		}
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}
