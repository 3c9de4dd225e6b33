/* SPDX-License-Identifier: Apache-2.0 */
#include "passages.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "model/cell.h"

#include "counted.h"
#include "handlers.h"
#include "pairs.h"
#include "reply.h"
#include "shapes.h"
#include "site.h"
#include "snapshot.h"
#include "words.h"

const struct column PASSAGE_COLUMNS[PASSAGE_COLUMNS_COUNT] = {
	{ NULL, "id", COLUMN_CODE },
	{ NULL, "submission", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "source", COLUMN_TEXT },
	{ NULL, "source_name", COLUMN_TEXT },
	{ NULL, "attribution", COLUMN_CODE },
	{ NULL, "quoted", COLUMN_BOOL },
	{ NULL, "author", COLUMN_TEXT },
	{ NULL, "title", COLUMN_TEXT },
	{ NULL, "symbol", COLUMN_TEXT },
	{ NULL, "language", COLUMN_CODE },
	{ NULL, "level", COLUMN_CODE },
	{ NULL, "demand", COLUMN_BOOL },
	{ NULL, "commitments", COLUMN_WORDS },
	{ NULL, "states", COLUMN_WORDS },
	{ NULL, "quote", COLUMN_TEXT },
	{ NULL, "page", COLUMN_COUNT },
	{ NULL, "paragraph", COLUMN_TEXT },
	{ NULL, "heading", COLUMN_TEXT },
	{ "anchor", "document_sha256", COLUMN_CODE },
	{ "anchor", "extractor", COLUMN_TEXT },
	{ "anchor", "start", COLUMN_COUNT },
	{ "anchor", "end", COLUMN_COUNT },
	{ "anchor", "prefix", COLUMN_TEXT },
	{ "anchor", "suffix", COLUMN_TEXT },
	{ NULL, "coders", COLUMN_COUNT },
	{ NULL, "decisions", COLUMN_COUNT },
};

const struct shape SHAPE_PASSAGE = {
	.name = "Passage",
	.columns = PASSAGE_COLUMNS,
	.n_columns = PASSAGE_COLUMNS_COUNT,
	.sure = "id submission voice attribution quoted level "
		"demand commitments states quote coders decisions "
		"anchor.document_sha256 anchor.start anchor.end",
	.members = "endorsers:Endorser* members:text* "
		   "heading_trail:text* block:~text "
		   "selectors:Selector* codings:Coding* "
		   "set_aside:Coding* coder:~text catalogue:~text "
		   "text:text repeated_by?:text*",
};

const struct shape SHAPE_PASSAGE_FOUND = {
	.name = "PassageFound",
	.columns = PASSAGE_COLUMNS,
	.n_columns = PASSAGE_COLUMNS_COUNT,
	.sure = "id submission voice attribution quoted level "
		"demand commitments states quote coders decisions "
		"anchor.document_sha256 anchor.start anchor.end",
	.members = "endorsers:Endorser* members:text* "
		   "heading_trail:text* block:~text "
		   "selectors:Selector* codings:Coding* "
		   "set_aside:Coding* coder:~text catalogue:~text "
		   "text:text rank:number marks:Mark*",
};

struct reader public_reader(const struct request *q)
{
	return (struct reader){ .audience = AUDIENCE_PUBLIC,
		                .now_s = q->snapshot->publication.as_of_s,
		                .last = q->snapshot->publication.last };
}

const char *const *filter_values(const struct request *q, const char *name,
                                 size_t *n)
{
	const struct given *g = request_given(q, name);

	*n = g ? g->n : 0;
	return g ? g->value : NULL;
}

int after_read(const struct request *q, const char **after, struct fault *f)
{
	*after = "";
	return request_given(q, "cursor") ? cursor_read(q, "cursor", after, f)
	                                  : 0;
}

/* Whether WORD stands among the blank-parted WORDS already. */
static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	while (*words) {
		size_t n = strcspn(words, " ");

		if (n == len && strncmp(words, word, n) == 0)
			return true;
		words += n;
		words += strspn(words, " ");
	}
	return false;
}

static const char *add_word(const struct request *q, const char *words,
                            const char *word, struct fault *f)
{
	if (!words || has_word(words, word))
		return words;
	return arena_print(q->arena, f, "%s%s%s", words, words[0] ? " " : "",
	                   word);
}

static const char *commitment_words(const struct request *q,
                                    const struct passage_row *row,
                                    struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; i < row->n_codings; i++)
		all = add_word(q, all, row->codings[i].commitment, f);
	return all;
}

static const char *state_words(const struct request *q,
                               const struct passage_row *row, struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; i < row->n_codings; i++)
		for (size_t j = 0; j < row->codings[i].n_states; j++)
			all = add_word(q, all, row->codings[i].states[j], f);
	return all;
}

static void write_why(struct pen *p, const struct coding *c)
{
	pen_key(p, "why");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n_why; i++) {
		pen_open(p, '{');
		pen_key_text(p, "kind", REASON_NAMES[c->why[i].kind]);
		pen_key_text(p, "text", c->why[i].text);
		pen_key_number(p, "weight", c->why[i].weight, 3);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static void write_principles(struct pen *p, uint32_t bits)
{
	char code[] = "GP.a";

	pen_key(p, "principles");
	pen_open(p, '[');
	for (int i = 0; i < 26; i++) {
		code[3] = (char)('a' + i);
		if (bits & (1u << i))
			pen_text(p, code);
	}
	pen_close(p, ']');
}

/* What people made of C: how many, not who. METHOD.md 11.8. */
static void write_review(struct pen *p, const struct passage_row *row,
                         const struct coding *c)
{
	const struct coding *machine = NULL;

	for (size_t i = 0; i < row->n_machine && !machine; i++)
		if (strcmp(row->machine[i].commitment, c->commitment) == 0)
			machine = &row->machine[i];
	pen_key(p, "review");
	pen_open(p, '{');
	pen_key_text(p, "status", REVIEW_NAMES[c->review]);
	pen_key_count(p, "coders", c->coders);
	pen_key_count(p, "agreed", c->agreed);
	pen_key_maybe(p, "program_level",
	              machine ? LEVEL_NAMES[machine->level] : NULL);
	pen_close(p, '}');
}

static void write_codings(struct pen *p, const struct passage_row *row,
                          const char *name, const struct coding *codings,
                          size_t n)
{
	pen_key(p, name);
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++) {
		const struct coding *c = &codings[i];

		pen_open(p, '{');
		pen_key_text(p, "commitment", c->commitment);
		pen_key_text(p, "level", LEVEL_NAMES[c->level]);
		pen_key_bool(p, "demand", c->is_demand);
		pen_key_number(p, "confidence", c->confidence, 3);
		pen_key_bool(p, "counted", c->confidence >= 0.5);
		pen_key(p, "states");
		pen_open(p, '[');
		for (size_t j = 0; j < c->n_states; j++)
			pen_text(p, c->states[j]);
		pen_close(p, ']');
		write_principles(p, c->principles);
		write_why(p, c);
		write_review(p, row, c);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

/* W3C Web Annotation: the quote with its surroundings, and its place. */
static void write_selectors(struct pen *p, const struct passage_row *row)
{
	pen_key(p, "selectors");
	pen_open(p, '[');
	pen_open(p, '{');
	pen_key_text(p, "type", "TextQuoteSelector");
	pen_key(p, "exact");
	pen_bytes(p, row->quote, row->quote_len);
	pen_key_text(p, "prefix", row->prefix);
	pen_key_text(p, "suffix", row->suffix);
	pen_close(p, '}');
	pen_open(p, '{');
	pen_key_text(p, "type", "TextPositionSelector");
	pen_key_text(p, "unit", "byte");
	pen_key_count(p, "start", row->start);
	pen_key_count(p, "end", row->start + row->len);
	pen_close(p, '}');
	pen_close(p, ']');
}

/* Headings, outermost first; '\n' parts them in the store. */
static void write_trail(struct pen *p, const char *trail)
{
	pen_key(p, "heading_trail");
	pen_open(p, '[');
	while (trail && *trail) {
		size_t len = strcspn(trail, "\n");

		if (len > 0)
			pen_bytes(p, trail, len);
		trail += len;
		trail += *trail == '\n';
	}
	pen_close(p, ']');
}

/* Who else is named for it: lines of source, tab, name. */
static void write_endorsers(struct pen *p, const char *lines)
{
	pen_key(p, "endorsers");
	pen_open(p, '[');
	while (*lines) {
		size_t len = strcspn(lines, "\n");
		size_t source = strcspn(lines, "\t");

		source = source < len ? source : len;
		pen_open(p, '{');
		pen_key(p, "source");
		pen_bytes(p, lines, source);
		pen_key(p, "name");
		pen_bytes(p, lines + source + (source < len),
		          len - source - (source < len));
		pen_close(p, '}');
		lines += len + (lines[len] == '\n');
	}
	pen_close(p, ']');
}

/* Who signed the joint submission that the passage is of. */
static void write_members(struct pen *p, const char *lines)
{
	pen_key(p, "members");
	pen_open(p, '[');
	while (*lines) {
		size_t len = strcspn(lines, "\n");

		pen_bytes(p, lines, len);
		lines += len + (lines[len] == '\n');
	}
	pen_close(p, ']');
}

static void write_nested(const struct request *q, struct pen *p,
                         const struct passage_row *row)
{
	write_endorsers(p, row->endorsers);
	write_members(p, row->members);
	write_trail(p, row->trail);
	pen_key_maybe(p, "block", row->block_kind);
	write_selectors(p, row);
	write_codings(p, row, "codings", row->codings, row->n_codings);
	write_codings(p, row, "set_aside", row->aside, row->n_aside);
	pen_key_maybe(p, "coder", row->coder);
	pen_key_maybe(p, "catalogue", row->catalogue);
	pen_key_text(p, "text",
	             arena_print(q->arena, &p->fault,
	                         "%s/api/v1/submissions/%s/text",
	                         q->site->options.public_url, row->submission));
}

/* The heading nearest to the passage. */
static void last_heading(struct grid *g, const char *trail)
{
	const char *end = trail ? strrchr(trail, '\n') : NULL;

	grid_maybe(g, end ? end + 1 : trail);
}

void passage_begin(const struct request *q, struct grid *g,
                   const struct passage_row *row)
{
	char hex[DIGEST_HEX_SIZE];
	struct pen *p;

	digest_hex(&row->document, hex);
	grid_row(g);
	grid_text(g, passage_name(q, row, &g->pen->fault));
	grid_text(g, row->submission);
	grid_text(g, row->round);
	grid_text(g, VOICE_NAMES[row->voice]);
	grid_maybe(g, row->source);
	grid_maybe(g, row->source_name);
	grid_text(g, ATTRIBUTION_NAMES[row->attribution]);
	grid_bool(g, row->is_quoted);
	grid_maybe(g, row->author);
	grid_maybe(g, row->title);
	grid_maybe(g, row->symbol);
	grid_maybe(g, row->language);
	grid_text(g, LEVEL_NAMES[row->level]);
	grid_bool(g, row->is_demand);
	grid_text(g, commitment_words(q, row, &g->pen->fault));
	grid_text(g, state_words(q, row, &g->pen->fault));
	grid_bytes(g, row->quote, row->quote_len);
	if (row->page > 0)
		grid_count(g, row->page);
	else
		grid_null(g);
	grid_maybe(g, row->paragraph);
	last_heading(g, row->trail);
	grid_text(g, hex);
	grid_text(g, row->extractor);
	grid_count(g, row->start);
	grid_count(g, row->start + row->len);
	grid_text(g, row->prefix);
	grid_text(g, row->suffix);
	grid_count(g, row->coders);
	grid_count(g, row->decisions);
	p = grid_nested(g);
	if (p)
		write_nested(q, p, row);
}

static double confidence_of(const struct request *q)
{
	const char *text = request_value(q, "confidence", "0");
	const char *dot = strchr(text, '.');
	double value = (double)(text[0] - '0'), scale = 1;

	for (const char *at = dot ? dot + 1 : ""; *at; at++) {
		scale /= 10;
		value += (double)(*at - '0') * scale;
	}
	return value;
}

/*
 * What a cell counts is what a question about cells gets: superseded and
 * unsure passages appear when one asks for them, or for a whole submission.
 */
static bool is_counted_only(const struct request *q)
{
	const char *otherwise = request_given(q, "submission") ? "0" : "1";

	return strcmp(request_value(q, "counted", otherwise), "1") == 0;
}

static void fill_filter(const struct request *q, struct passage_filter *w)
{
	const char *order = request_value(q, "order", ORDER_WORDS[ORDER_TEXT]);

	memset(w, 0, sizeof(*w));
	w->states = filter_values(q, "state", &w->n_states);
	w->commitments = filter_values(q, "commitment", &w->n_commitments);
	w->rounds = filter_values(q, "round", &w->n_rounds);
	w->voices = request_bits(q, "voice", VOICE_NAMES, VOICE_COUNT);
	w->levels = request_bits(q, "level", LEVEL_NAMES, LEVEL_COUNT);
	w->submission = request_value(q, "submission", "");
	w->confidence = confidence_of(q);
	w->only_counted = is_counted_only(q);
	w->only_coded = strcmp(request_value(q, "coded", "0"), "1") == 0;
	w->order = strcmp(order, ORDER_WORDS[ORDER_STRONGEST]) == 0
	                   ? PASSAGE_STRONGEST
	                   : PASSAGE_IN_TEXT;
	w->limit = request_limit(q) + 1;
}

static int set_next(const struct request *q, struct reply *r,
                    const struct passage_row *last, struct fault *f)
{
	const char *id = passage_name(q, last, f);

	r->next = id ? cursor_write(q, id, f) : NULL;
	return r->next ? 0 : -1;
}

static void write_repeats(const struct request *q, struct grid *g,
                          const struct counted *c, size_t at)
{
	struct pen *p = grid_nested(g);

	if (!p)
		return;
	pen_key(p, "repeated_by");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n; i++)
		if (i != at && c->first[i] == at)
			pen_text(p, passage_name(q, &c->row[i], &p->fault));
	pen_close(p, ']');
}

/* The place after the passage that the cursor names. */
static size_t find_after(const struct request *q, const struct counted *c,
                         const char *after, struct fault *f)
{
	for (size_t i = 0; after[0] && i < c->n; i++) {
		const char *id = passage_name(q, &c->row[i], f);

		if (id && strcmp(id, after) == 0)
			return i + 1;
	}
	return after[0] ? c->n : 0;
}

/* What a cell's evidence link opens: just what counts in it. */
static int answer_cell(const struct request *q, struct reply *r,
                       const struct passage_filter *filter, struct fault *f)
{
	size_t limit = request_limit(q), n = 0;
	size_t *shown = arena_array(q->arena, limit + 1, sizeof(*shown), f);
	struct counted c;
	struct grid g;

	if (!shown || counted_read(q, filter, &c, f) < 0)
		return -1;
	for (size_t i = find_after(q, &c, filter->after, f);
	     i < c.n && n <= limit; i++)
		if (c.first[i] == i)
			shown[n++] = i;
	if (n > limit) {
		n = limit;
		if (set_next(q, r, &c.row[shown[n - 1]], f) < 0)
			return -1;
	}
	reply_table(q, r, &g, PASSAGE_COLUMNS, PASSAGE_COLUMNS_COUNT);
	for (size_t i = 0; i < n; i++) {
		passage_begin(q, &g, &c.row[shown[i]]);
		write_repeats(q, &g, &c, shown[i]);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}

int answer_passages(const struct request *q, struct reply *r, struct fault *f)
{
	struct reader reader = public_reader(q);
	struct passage_row *rows = NULL;
	size_t n = 0, limit = request_limit(q);
	struct passage_filter filter;
	struct grid g;

	fill_filter(q, &filter);
	if (after_read(q, &filter.after, f) < 0)
		return -1;
	if (is_one_cell(q, &filter))
		return answer_cell(q, r, &filter, f);
	if (store_passages(q->store, &reader, &filter, q->arena, &rows, &n, f) <
	    0)
		return -1;
	if (n > limit) {
		n = limit;
		if (set_next(q, r, &rows[n - 1], f) < 0)
			return -1;
	}
	reply_table(q, r, &g, PASSAGE_COLUMNS, PASSAGE_COLUMNS_COUNT);
	for (size_t i = 0; i < n; i++) {
		passage_begin(q, &g, &rows[i]);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}

int answer_passage(const struct request *q, struct reply *r, struct fault *f)
{
	struct reader reader = public_reader(q);
	struct passage_row row;
	struct grid g;
	int rc;

	rc = store_passage(q->store, &reader, q->arg[0], q->arena, &row, f);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no passage has this id: ids look like "
		                 "0123456789abcdef-1.12 and come from "
		                 "/api/v1/passages");
	reply_begin(q, r);
	grid_open(&g, &r->pen, PASSAGE_COLUMNS, PASSAGE_COLUMNS_COUNT, false);
	passage_begin(q, &g, &row);
	grid_end(&g);
	reply_end(q, r);
	return 0;
}
