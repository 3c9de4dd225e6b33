/* SPDX-License-Identifier: Apache-2.0 */
/* Give: codings as a table that people fill in, blind to one another; or, for
   the operator, what was decided. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/json.h"
#include "catalogue.h"
#include "model/cell.h"
#include "model/commitment.h"
#include "review.h"
#include "reviewing.h"
#include "store.h"

/* Rows are written out in pieces of about this size. */
#define PIECE ((size_t)64 << 10)

/* One row of the table may take: a passage, its headings and reasons. */
#define ROW_MOST ((size_t)16 << 20)

/* A coding that a person is to look at; NULL: the passage has none. */
struct task {
	const struct passage_row *row;
	const struct coding *coding;
	double worth;
	size_t order;
};

struct giving {
	const struct review_desk *r;
	struct arena *arena;
	struct passage_row *rows;
	size_t n_rows;
	struct cell *cells; /* published, sorted by key */
	size_t n_cells;
	struct decision *decisions; /* of the coder that is asked for */
	size_t n_decisions;
	struct task *tasks;
	size_t n_tasks;
	struct buf out;
};

/* ---- what to give ---------------------------------------------------------
 */

static int compare_key(const struct cell_key *a, const struct cell_key *b)
{
	int order = strcmp(a->state, b->state);

	if (order == 0)
		order = strcmp(a->commitment, b->commitment);
	if (order == 0)
		order = strcmp(a->round, b->round);
	return order ? order : (a->voice > b->voice) - (a->voice < b->voice);
}

static int compare_cells(const void *left, const void *right)
{
	const struct cell *a = left, *b = right;

	return compare_key(&a->key, &b->key);
}

/* How far the coding moves the cell of any of its states at most. */
static double worth_of(const struct giving *g, const struct passage_row *row,
                       const struct coding *c)
{
	double most = 0.0;

	for (size_t i = 0; i < c->n_states; i++) {
		struct cell key = { .key = { .voice = row->voice } };
		const struct cell *cell;
		double now;

		memcpy(key.key.state, c->states[i], STATE_SIZE);
		memcpy(key.key.commitment, c->commitment, COMMITMENT_SIZE);
		memcpy(key.key.round, row->round, ROUND_SIZE);
		cell = g->n_cells == 0 ? NULL
		                       : bsearch(&key, g->cells, g->n_cells,
		                                 sizeof(key), compare_cells);
		now = coding_worth(c, cell);
		most = now > most ? now : most;
	}
	return most;
}

/* Most worth first, else as they stand in the texts. */
static int compare_tasks(const void *left, const void *right)
{
	const struct task *a = left, *b = right;

	if (a->worth < b->worth || a->worth > b->worth)
		return a->worth > b->worth ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static bool is_about(const struct giving *g, const struct coding *c)
{
	const struct review_options *o = g->r->options;

	if (!review_has(&o->commitments, c->commitment))
		return false;
	for (size_t i = 0; i < c->n_states; i++)
		if (review_has(&o->states, c->states[i]))
			return true;
	return o->states.n == 0;
}

static bool is_quote(const struct passage_row *row, const char *quote)
{
	return strlen(quote) == row->quote_len &&
	       memcmp(quote, row->quote, row->quote_len) == 0;
}

/* Whether the coder asked for has decided on C already. */
static bool is_decided(const struct giving *g, const struct passage_row *row,
                       const char *commitment)
{
	for (size_t i = 0; i < g->n_decisions; i++) {
		const struct decision *d = &g->decisions[i];

		if (strcmp(d->coder, g->r->options->coder) == 0 &&
		    digest_is_equal(&d->document, &row->document) &&
		    (!commitment || strcmp(d->commitment, commitment) == 0) &&
		    is_quote(row, d->quote) &&
		    strcmp(d->prefix, row->prefix) == 0 &&
		    strcmp(d->suffix, row->suffix) == 0)
			return true;
	}
	return false;
}

static void add_task(struct giving *g, const struct passage_row *row,
                     const struct coding *c)
{
	const struct review_options *o = g->r->options;

	if (o->coder && is_decided(g, row, c ? c->commitment : NULL))
		return;
	g->tasks[g->n_tasks] = (struct task){ row, c, 0.0, g->n_tasks };
	if (o->least_certain && c)
		g->tasks[g->n_tasks].worth = coding_doubt(c);
	if (o->most_moving && c)
		g->tasks[g->n_tasks].worth = worth_of(g, row, c);
	g->n_tasks++;
}

static int read_tasks(struct giving *g, struct fault *f)
{
	const struct review_options *o = g->r->options;
	size_t n = 0;

	for (size_t i = 0; i < g->n_rows; i++)
		n += g->rows[i].n_machine + 1;
	g->tasks = arena_array(g->arena, n + 1, sizeof(*g->tasks), f);
	if (!g->tasks)
		return -1;
	for (size_t i = 0; i < g->n_rows; i++) {
		const struct passage_row *row = &g->rows[i];

		for (size_t k = 0; k < row->n_machine; k++)
			if (is_about(g, &row->machine[k]))
				add_task(g, row, &row->machine[k]);
		if (o->uncoded && row->n_machine == 0)
			add_task(g, row, NULL);
	}
	if ((o->least_certain || o->most_moving) && g->n_tasks > 1)
		qsort(g->tasks, g->n_tasks, sizeof(*g->tasks), compare_tasks);
	if (o->limit > 0 && (size_t)o->limit < g->n_tasks)
		g->n_tasks = (size_t)o->limit;
	return 0;
}

static int read_all(struct giving *g, struct fault *f)
{
	const struct review_options *o = g->r->options;
	struct store *s = g->r->desk->store;
	const struct reader operator= { .audience = AUDIENCE_OPERATOR,
		                        .now_s = clock_now_s() };
	const struct passage_filter filter = {
		.rounds = o->rounds.n ? o->rounds.at : NULL,
		.n_rounds = o->rounds.n,
		.voices = g->r->voices,
		.after = "",
		.limit = SIZE_MAX >> 1,
	};

	if (store_passages(s, &operator, & filter, g->arena, &g->rows,
	                   &g->n_rows, f) < 0)
		return -1;
	if (o->most_moving &&
	    store_cells(s, "", g->arena, &g->cells, &g->n_cells, f) < 0)
		return -1;
	if (g->n_cells > 1)
		qsort(g->cells, g->n_cells, sizeof(*g->cells), compare_cells);
	if (o->coder && store_decisions(s, &operator, NULL, g->arena,
	                                &g->decisions, &g->n_decisions, f) < 0)
		return -1;
	return read_tasks(g, f);
}

/* ---- how it is written ----------------------------------------------------
 */

static int flush(struct giving *g, size_t least, struct fault *f)
{
	if (g->out.len < least || g->out.len == 0)
		return 0;
	if (fwrite(g->out.at, 1, g->out.len, stdout) != g->out.len ||
	    fflush(stdout) != 0)
		return fault_set(f, FAULT_SYSTEM, "standard output: refused");
	buf_reset(&g->out);
	return 0;
}

/* Strings of one row, NULL where nothing is to say. */
struct sheet {
	const char *value[SHEET_COUNT];
};

static int write_csv(struct giving *g, const struct sheet *s, struct fault *f)
{
	for (size_t i = 0; i < SHEET_COUNT; i++) {
		const char *text = s->value[i] ? s->value[i] : "";

		if (csv_text(&g->out, i == 0, text, strlen(text), f) < 0)
			return -1;
	}
	return csv_end(&g->out, f);
}

static int write_jsonl(struct giving *g, const struct sheet *s, struct fault *f)
{
	if (buf_add_char(&g->out, '{', f) < 0)
		return -1;
	for (size_t i = 0; i < SHEET_COUNT; i++) {
		const char *text = s->value[i] ? s->value[i] : "";

		if ((i > 0 && buf_add_char(&g->out, ',', f) < 0) ||
		    json_add_str(&g->out, SHEET_NAMES[i], f) < 0 ||
		    buf_add_char(&g->out, ':', f) < 0 ||
		    json_add_str(&g->out, text, f) < 0)
			return -1;
	}
	return buf_add_str(&g->out, "}\n", f);
}

static int write_row(struct giving *g, const struct sheet *s, struct fault *f)
{
	if ((g->r->format == DECISION_CSV ? write_csv(g, s, f)
	                                  : write_jsonl(g, s, f)) < 0)
		return -1;
	return flush(g, PIECE, f);
}

static int write_head(struct giving *g, struct fault *f)
{
	struct sheet s;

	if (g->r->format != DECISION_CSV)
		return 0;
	if (g->r->options->bom && buf_add_str(&g->out, "\xef\xbb\xbf", f) < 0)
		return -1;
	for (size_t i = 0; i < SHEET_COUNT; i++)
		s.value[i] = SHEET_NAMES[i];
	return write_csv(g, &s, f);
}

static const char *states_text(const struct giving *g,
                               const char (*states)[STATE_SIZE], size_t n,
                               struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; all && i < n; i++)
		all = arena_print(g->arena, f, "%s%s%s", all, i ? " " : "",
		                  states[i]);
	return all;
}

/* "term \"search and rescue\" +1.25; level \"adopted\"". */
static const char *why_text(const struct giving *g, const struct coding *c,
                            struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; all && i < c->n_why; i++) {
		const struct reason *w = &c->why[i];
		bool has_weight = w->weight < 0 || w->weight > 0;

		all = has_weight
		              ? arena_print(g->arena, f, "%s%s%s \"%s\" %+.2f",
		                            all, i ? "; " : "",
		                            REASON_NAMES[w->kind], w->text,
		                            w->weight)
		              : arena_print(g->arena, f, "%s%s%s \"%s\"", all,
		                            i ? "; " : "",
		                            REASON_NAMES[w->kind], w->text);
	}
	return all;
}

static const char *title_of(const struct giving *g, const char *code)
{
	const struct commitment *c =
		catalogue_commitment(g->r->desk->catalogue, code);

	if (!c)
		return "";
	if (c->label[UN_EN].text)
		return c->label[UN_EN].text;
	return c->title[UN_EN].text ? c->title[UN_EN].text : "";
}

static const char *yes_no(enum level level, bool is_demand)
{
	if (level != LEVEL_GAP)
		return "";
	return is_demand ? "yes" : "no";
}

static int fill_passage(struct giving *g, const struct passage_row *row,
                        struct sheet *s, struct fault *f)
{
	char *hex = arena_alloc(g->arena, DIGEST_HEX_SIZE, f);
	const char *end = row->trail ? strrchr(row->trail, '\n') : NULL;

	if (!hex)
		return -1;
	digest_hex(&row->document, hex);
	s->value[SHEET_DOCUMENT] = hex;
	s->value[SHEET_PASSAGE] =
		arena_print(g->arena, f, "%s.%u", row->submission,
	                    (unsigned)row->ordinal);
	s->value[SHEET_ROUND] = row->round;
	s->value[SHEET_VOICE] = VOICE_NAMES[row->voice];
	s->value[SHEET_PAGE] =
		row->page ? arena_print(g->arena, f, "%u", (unsigned)row->page)
			  : "";
	s->value[SHEET_PARAGRAPH] = row->paragraph;
	s->value[SHEET_HEADING] = end ? end + 1 : row->trail;
	s->value[SHEET_PREFIX] = row->prefix;
	s->value[SHEET_QUOTE] = row->quote;
	s->value[SHEET_SUFFIX] = row->suffix;
	s->value[SHEET_CODER] = g->r->options->coder;
	return s->value[SHEET_PASSAGE] && s->value[SHEET_PAGE] ? 0 : -1;
}

static int fill_coding(struct giving *g, const struct coding *c,
                       struct sheet *s, struct fault *f)
{
	s->value[SHEET_COMMITMENT] = c->commitment;
	s->value[SHEET_TITLE] = title_of(g, c->commitment);
	s->value[SHEET_LEVEL] = LEVEL_NAMES[c->level];
	s->value[SHEET_DEMAND] = yes_no(c->level, c->is_demand);
	s->value[SHEET_STATES] = states_text(g, c->states, c->n_states, f);
	s->value[SHEET_CONFIDENCE] =
		arena_print(g->arena, f, "%.4f", c->confidence);
	s->value[SHEET_WHY] = why_text(g, c, f);
	return s->value[SHEET_STATES] && s->value[SHEET_CONFIDENCE] &&
	                       s->value[SHEET_WHY]
	               ? 0
	               : -1;
}

static int give_tasks(struct giving *g, struct fault *f)
{
	if (read_all(g, f) < 0)
		return -1;
	for (size_t i = 0; i < g->n_tasks; i++) {
		const struct task *t = &g->tasks[i];
		struct sheet s = { 0 };

		if (fill_passage(g, t->row, &s, f) < 0 ||
		    (t->coding && fill_coding(g, t->coding, &s, f) < 0) ||
		    write_row(g, &s, f) < 0)
			return -1;
	}
	return 0;
}

/* ---- what was decided -----------------------------------------------------
 */

static int fill_decision(struct giving *g, const struct decision *d,
                         struct sheet *s, struct fault *f)
{
	char *hex = arena_alloc(g->arena, DIGEST_HEX_SIZE, f);
	char *time = arena_alloc(g->arena, CLOCK_TEXT_SIZE, f);
	bool is_at = d->kind == DECISION_RELEVEL || d->kind == DECISION_ADD;

	if (!hex || !time)
		return -1;
	digest_hex(&d->document, hex);
	clock_text(d->decided_s, time);
	s->value[SHEET_DOCUMENT] = hex;
	s->value[SHEET_PREFIX] = d->prefix;
	s->value[SHEET_QUOTE] = d->quote;
	s->value[SHEET_SUFFIX] = d->suffix;
	s->value[SHEET_COMMITMENT] = d->commitment;
	s->value[SHEET_TITLE] = title_of(g, d->commitment);
	s->value[SHEET_DECISION] = DECISION_NAMES[d->kind];
	/* What was accepted is the level that the coder saw. */
	if (d->kind == DECISION_ACCEPT)
		s->value[SHEET_LEVEL] = LEVEL_NAMES[d->level];
	if (is_at) {
		s->value[SHEET_DECIDED_LEVEL] = LEVEL_NAMES[d->level];
		s->value[SHEET_DECIDED_DEMAND] = yes_no(d->level, d->is_demand);
	}
	s->value[SHEET_CODER] = d->coder;
	s->value[SHEET_TIME] = time;
	s->value[SHEET_NOTE] = d->note;
	if (!d->has_states)
		return 0;
	s->value[SHEET_DECIDED_STATES] =
		d->n_states == 0 ? DECISION_NO_STATE
				 : states_text(g, d->states, d->n_states, f);
	return s->value[SHEET_DECIDED_STATES] ? 0 : -1;
}

static bool is_asked(const struct giving *g, const struct decision *d)
{
	const struct review_options *o = g->r->options;

	return review_has(&o->commitments, d->commitment) &&
	       (!o->coder || strcmp(o->coder, d->coder) == 0);
}

static int give_decisions(struct giving *g, struct fault *f)
{
	const struct reader operator= { .audience = AUDIENCE_OPERATOR };
	int left = g->r->options->limit;
	struct decision *all;
	size_t n;

	if (store_decisions(g->r->desk->store, &operator, NULL, g->arena, &all,
	                    &n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct sheet s = { 0 };

		if (!is_asked(g, &all[i]))
			continue;
		if (fill_decision(g, &all[i], &s, f) < 0 ||
		    write_row(g, &s, f) < 0)
			return -1;
		if (left > 0 && --left == 0)
			break;
	}
	return 0;
}

int review_give(const struct review_desk *r, struct fault *f)
{
	struct giving g = { .r = r };
	int rc;

	if (arena_new(REVIEW_MEMORY_MOST, &g.arena, f) < 0)
		return -1;
	buf_init(&g.out, ROW_MOST);
	rc = write_head(&g, f);
	if (rc == 0)
		rc = r->options->decisions ? give_decisions(&g, f)
		                           : give_tasks(&g, f);
	if (rc == 0)
		rc = flush(&g, 0, f);
	buf_clear(&g.out);
	arena_free(g.arena);
	return rc;
}
