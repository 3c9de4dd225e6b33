/* SPDX-License-Identifier: Apache-2.0 */
#include "observations.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/fault.h"
#include "model/series.h"

#include "ask.h"
#include "list.h"
#include "pack.h"
#include "record.h"
#include "stale.h"
#include "store.h"
#include "visibility.h"

/* One row, packed: its notes are the longest part. */
#define ROW_MOST ((size_t)64 << 10)

/* Names in one filter, as JSON. */
#define FILTER_MOST ((size_t)64 << 10)

/* ---- one row as bytes, for digest and comparison ------------------------- */

static int pack_head(struct buf *b, const struct figures *r, struct fault *f)
{
	const uint32_t numbers[] = { r->rows, r->used, r->missing, r->stateless,
		                     r->refused };

	buf_reset(b);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (pack_uint(b, numbers[i], f) < 0)
			return -1;
	if (pack_string(b, r->series, f) < 0 || pack_string(b, r->scope, f) < 0)
		return -1;
	return pack_string(b, r->notes, f);
}

static int pack_figure(struct buf *b, const struct figure *r, struct fault *f)
{
	char value[DECIMAL_TEXT_SIZE];

	decimal_write(r->value, value);
	buf_reset(b);
	if (pack_string(b, r->state, f) < 0 || pack_uint(b, r->year, f) < 0 ||
	    pack_string(b, r->period, f) < 0 || pack_string(b, r->by, f) < 0 ||
	    pack_string(b, r->member, f) < 0 || pack_string(b, value, f) < 0 ||
	    pack_uint(b, r->rows, f) < 0)
		return -1;
	return pack_uint(b, r->line, f);
}

static void head_row(const struct ask *a, struct figures *out)
{
	memset(out, 0, sizeof(*out));
	out->series = row_text(a, 0);
	row_into(a, 1, out->scope, sizeof(out->scope));
	out->rows = row_uint(a, 2);
	out->used = row_uint(a, 3);
	out->missing = row_uint(a, 4);
	out->stateless = row_uint(a, 5);
	out->refused = row_uint(a, 6);
	out->notes = row_text(a, 7);
}

/* Read from column FIRST on. */
static void figure_row(const struct ask *a, int first, struct figure *out)
{
	memset(out, 0, sizeof(*out));
	row_into(a, first, out->state, sizeof(out->state));
	out->year = (uint16_t)row_uint(a, first + 1);
	out->period = row_text(a, first + 2);
	out->by = row_text(a, first + 3);
	out->member = row_text(a, first + 4);
	out->value = row_int(a, first + 5);
	out->rows = row_uint(a, first + 6);
	out->line = row_uint(a, first + 7);
}

/* ---- writing ------------------------------------------------------------- */

static int put_head(struct store *s, int64_t seq, const struct figures *r,
                    struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_FIGURES_ADD);
	ask_int(&a, ":submission", seq);
	ask_text(&a, ":series", r->series);
	ask_text(&a, ":scope", r->scope);
	ask_int(&a, ":rows", r->rows);
	ask_int(&a, ":used", r->used);
	ask_int(&a, ":missing", r->missing);
	ask_int(&a, ":stateless", r->stateless);
	ask_int(&a, ":refused", r->refused);
	ask_text(&a, ":notes", r->notes);
	return ask_run(&a, f);
}

static int put_figure(struct store *s, int64_t id, const struct figure *r,
                      struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_OBSERVATION_ADD);
	ask_int(&a, ":id", id);
	ask_text(&a, ":state", r->state);
	ask_int(&a, ":year", r->year);
	ask_text(&a, ":period", r->period);
	ask_text(&a, ":dimension", r->by);
	ask_text(&a, ":member", r->member);
	ask_int(&a, ":value", r->value);
	ask_int(&a, ":rows", r->rows);
	ask_int(&a, ":line", r->line);
	return ask_run(&a, f);
}

static int put_all(struct store *s, int64_t seq, const struct figures *found,
                   struct digester *d, struct buf *b, struct fault *f)
{
	struct ask a;

	if (pack_head(b, found, f) < 0 || put_head(s, seq, found, f) < 0)
		return -1;
	digester_add_field(d, b->at, b->len);
	for (size_t i = 0; i < found->n; i++) {
		if (pack_figure(b, &found->at[i], f) < 0 ||
		    put_figure(s, record_first(seq) + (int64_t)i, &found->at[i],
		               f) < 0)
			return -1;
		digester_add_field(d, b->at, b->len);
	}
	ask_start(&a, s, QUERY_EDITION_ADD);
	ask_int(&a, ":submission", seq);
	ask_int(&a, ":first", record_first(seq));
	ask_int(&a, ":last", record_last(seq));
	/* A file speaks of any state: all cells of statistics are behind. */
	return ask_run(&a, f) < 0 ? -1 : stale_all(s, f);
}

int observations_put(struct store *s, int64_t seq, const struct figures *found,
                     struct digester *d, struct fault *f)
{
	struct buf b;
	int rc;

	if (!found)
		return 0;
	buf_init(&b, ROW_MOST);
	rc = put_all(s, seq, found, d, &b, f);
	buf_clear(&b);
	return rc;
}

int observations_delete(struct store *s, int64_t seq, struct fault *f)
{
	static const enum query DELETE[] = { QUERY_FIGURES_DELETE,
		                             QUERY_EDITION_DELETE };
	struct ask a;

	for (size_t i = 0; i < sizeof(DELETE) / sizeof(DELETE[0]); i++) {
		ask_start(&a, s, DELETE[i]);
		ask_int(&a, ":submission", seq);
		if (ask_run(&a, f) < 0)
			return -1;
	}
	ask_start(&a, s, QUERY_OBSERVATION_DELETE);
	ask_int(&a, ":first", record_first(seq));
	ask_int(&a, ":last", record_last(seq));
	return ask_run(&a, f);
}

/* ---- checking ------------------------------------------------------------ */

/* Calls EACH with the packed head (I is SIZE_MAX) and each packed figure.
   EACH gives 0, or 1 to stop. */
static int walk(struct store *s, int64_t seq,
                int (*each)(void *context, size_t i, const struct buf *row,
                            struct fault *f),
                void *context, struct fault *f)
{
	struct figures head;
	struct figure figure;
	struct buf b;
	struct ask a;
	size_t i = 0;
	int rc;

	buf_init(&b, ROW_MOST);
	ask_start(&a, s, QUERY_FIGURES_ROW);
	ask_int(&a, ":submission", seq);
	rc = ask_row(&a, f);
	if (rc == 1) {
		head_row(&a, &head);
		rc = pack_head(&b, &head, f);
		if (rc == 0)
			rc = each(context, SIZE_MAX, &b, f);
	}
	ask_end(&a);
	if (rc == 0) {
		ask_start(&a, s, QUERY_OBSERVATION_ROWS);
		ask_int(&a, ":first", record_first(seq));
		ask_int(&a, ":last", record_last(seq));
		while ((rc = ask_row(&a, f)) == 1) {
			figure_row(&a, 0, &figure);
			rc = pack_figure(&b, &figure, f);
			if (rc == 0)
				rc = each(context, i++, &b, f);
			if (rc != 0)
				break;
		}
		ask_end(&a);
	}
	buf_clear(&b);
	return rc < 0 ? -1 : 0;
}

static int digest_row(void *context, size_t i, const struct buf *row,
                      struct fault *f)
{
	(void)i;
	(void)f;
	digester_add_field(context, row->at, row->len);
	return 0;
}

int observations_digest(struct store *s, int64_t seq, struct digester *d,
                        struct fault *f)
{
	return walk(s, seq, digest_row, d, f);
}

struct checking {
	const char *id;
	const struct figures *found;
	struct buf *report;
	struct buf want;
	size_t n;
	bool has_head;
};

static bool is_same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && memcmp(a->at, b->at, a->len) == 0;
}

static int check_row(void *context, size_t i, const struct buf *row,
                     struct fault *f)
{
	struct checking *c = context;
	int rc;

	if (i == SIZE_MAX) {
		c->has_head = true;
		rc = pack_head(&c->want, c->found, f);
		if (rc == 0 && !is_same(row, &c->want))
			rc = buf_addf(c->report, f,
			              "figures %s: what became of the rows "
			              "differs",
			              c->id);
	} else if (i >= c->found->n) {
		rc = buf_addf(c->report, f,
		              "observation %s.%zu: stored, but none is found",
		              c->id, i);
	} else {
		c->n = i + 1;
		rc = pack_figure(&c->want, &c->found->at[i], f);
		if (rc == 0 && !is_same(row, &c->want))
			rc = buf_addf(c->report, f,
			              "observation %s.%zu: differs from what "
			              "line %u of the file says",
			              c->id, i, (unsigned)c->found->at[i].line);
	}
	if (rc < 0)
		return -1;
	return c->report->len > 0;
}

int observations_check(struct store *s, const char *id, int64_t seq,
                       const struct figures *found, struct buf *report,
                       struct fault *f)
{
	static const struct figures NONE = { .series = "", .notes = "" };
	struct checking c = { .id = id,
		              .found = found ? found : &NONE,
		              .report = report };
	int rc;

	buf_init(&c.want, ROW_MOST);
	rc = walk(s, seq, check_row, &c, f);
	buf_clear(&c.want);
	if (rc < 0 || report->len > 0)
		return rc;
	if (found && (!c.has_head || c.n < found->n))
		return buf_addf(report, f,
		                "observation %s.%zu: nothing is "
		                "stored",
		                id, c.n);
	return 0;
}

/* ---- reading ------------------------------------------------------------- */

static int take_row(const struct ask *ask, struct arena *a,
                    struct observation *out, struct fault *f)
{
	figure_row(ask, 1, &out->figure);
	out->id = row_int(ask, 0);
	out->figure.period = row_copy(ask, 3, a, f);
	out->figure.by = row_copy(ask, 4, a, f);
	out->figure.member = row_copy(ask, 5, a, f);
	out->series = row_copy(ask, 9, a, f);
	row_into(ask, 10, out->submission, sizeof(out->submission));
	out->as_of = row_copy(ask, 11, a, f);
	out->publisher = row_copy(ask, 12, a, f);
	out->is_superseded = row_int(ask, 13) != 0;
	return out->figure.period && out->figure.by && out->figure.member &&
	                       out->series && out->as_of && out->publisher
	               ? 0
	               : -1;
}

static int take_all(struct ask *ask, struct arena *a, struct rows *rows,
                    struct fault *f)
{
	struct observation *o;
	int rc;

	while ((rc = ask_row(ask, f)) == 1) {
		o = rows_add(rows, f);
		if (!o || take_row(ask, a, o, f) < 0)
			return -1;
	}
	return rc;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_observations(struct store *s, const struct reader *r,
                       const struct observation_filter *filter, struct arena *a,
                       struct observation **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct buf series, states;
	struct ask ask;
	int rc;

	buf_init(&series, FILTER_MOST);
	buf_init(&states, FILTER_MOST);
	ask_start(&ask, s, QUERY_OBSERVATIONS);
	visibility_bind(&ask, r);
	ask_int(&ask, ":from", filter->from);
	ask_int(&ask, ":to", filter->to);
	ask_int(&ask, ":totals", filter->only_totals);
	ask_int(&ask, ":current", filter->only_current);
	ask_int(&ask, ":after", filter->after);
	ask_int(&ask, ":limit", (int64_t)filter->limit);
	rc = list_bind(&ask, ":series", filter->series, filter->n_series,
	               &series, f);
	if (rc == 0)
		rc = list_bind(&ask, ":states", filter->states,
		               filter->n_states, &states, f);
	if (rc == 0)
		rc = take_all(&ask, a, &rows, f);
	ask_end(&ask);
	buf_clear(&series);
	buf_clear(&states);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}

static int take_facet(const struct ask *ask, struct arena *a, struct rows *rows,
                      struct fault *f)
{
	struct facet *x = rows_add(rows, f);

	if (!x)
		return -1;
	x->kind = (enum facet_kind)row_int(ask, 0);
	x->value = row_copy(ask, 1, a, f);
	x->part = row_copy(ask, 2, a, f);
	return x->value && x->part ? 0 : -1;
}

int store_facets(struct store *s, const struct reader *r, struct arena *a,
                 struct facet **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_FACETS);
	visibility_bind(&ask, r);
	while ((rc = ask_row(&ask, f)) == 1)
		if (take_facet(&ask, a, &rows, f) < 0) {
			rc = -1;
			break;
		}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}

int store_figures(struct store *s, const struct reader *r, const char *id,
                  struct arena *a, struct figures *out, struct fault *f)
{
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_FIGURES);
	visibility_bind(&ask, r);
	ask_text(&ask, ":id", id);
	rc = ask_row(&ask, f);
	if (rc == 1) {
		head_row(&ask, out);
		out->n = (size_t)row_int(&ask, 8);
		out->series = row_copy(&ask, 0, a, f);
		out->notes = row_copy(&ask, 7, a, f);
		rc = out->series && out->notes ? 1 : -1;
	}
	ask_end(&ask);
	return rc;
}
