/* SPDX-License-Identifier: Apache-2.0 */
/* Compare: the compare route as two tables, cells and pairs. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/json.h"
#include "cli.h"
#include "counter.h"
#include "table.h"
#include "verb.h"

#define QUERY_MOST ((size_t)16 << 10)

/* Words of all cells and pairs of one comparison. */
#define TABLE_MEMORY_MOST ((size_t)64 << 20)

struct compare_options {
	struct cli_list catalogues;
	const char *db;
	const char *states;
	const char *commitments;
	const char *rounds;
	const char *voices;
	const char *release;
	const char *method;
	bool is_robust;
};

#define AT(member) offsetof(struct compare_options, member)

static const struct cli_option OPTIONS[] = {
	{ "catalogue", "FILE", CLI_LIST, AT(catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "commitments", "CODES", CLI_TEXT, AT(commitments),
	  "e.g. GCM.13,GCM.8" },
	{ "db", "FILE", CLI_TEXT, AT(db), "the database" },
	{ "method", "VERSION", CLI_TEXT, AT(method),
	  "an earlier version of the method, replayed" },
	{ "release", "NAME", CLI_TEXT, AT(release),
	  "a frozen release instead of the head" },
	{ "robust", NULL, CLI_FLAG, AT(is_robust),
	  "what each score hangs on: sources left out, other scales" },
	{ "rounds", "IDS", CLI_TEXT, AT(rounds), "e.g. IMRF2022,IMRF2026" },
	{ "states", "ISO3", CLI_TEXT, AT(states), "one to eight: SVN,HRV" },
	{ "voices", "WORDS", CLI_TEXT, AT(voices), "e.g. state,civil_society" },
};

static const struct cli CLI = {
	.verb = "compare",
	.operands = "",
	.what = "Prints a comparison: each cell with its score and 90 % "
		"interval, or the word for\nits silence; then each pair with "
		"the difference, how sure it is, and the order\nor relation "
		"it allows to state. Pairs that say nothing are counted, "
		"not shown; the\nsurest passage of either side is named "
		"where the terminal is wide enough.",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
};

static const struct table_column CELL_COLUMNS[] = {
	{ "state", false },        { "commitment", false },
	{ "round", false },        { "voice", false },
	{ "status", false },       { "score", true },
	{ "90 % interval", true }, { "sources", true },
	{ "passages", true },      { "flags", false },
};

static const struct table_column PAIR_COLUMNS[] = {
	{ "commitment", false }, { "round", false },
	{ "a", false },          { "b", false },
	{ "a - b", true },       { "90 % interval", true },
	{ "P(a > b)", true },    { "error", true },
	{ "order", false },      { "relation", false },
	{ "passage a", false },  { "passage b", false },
};

/* The last two, which are left out where they do not fit. */
#define PASSAGE_A 10
#define PASSAGE_B 11

/* One comparison being printed. */
struct printing {
	struct counter *counter;
	struct arena *arena;
	const char *release; /* as asked for, or NULL */
	size_t left_out;     /* pairs that say nothing */
};

static const cJSON *of(const cJSON *object, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *word(const cJSON *object, const char *name)
{
	const char *text = json_string(object, name);

	return text ? text : "";
}

/* The number NAME with DIGITS decimals, "" when it is null or absent. */
static const char *number(struct arena *a, const cJSON *object,
                          const char *name, int digits, struct fault *f)
{
	const cJSON *n = of(object, name);

	if (!cJSON_IsNumber(n))
		return "";
	return arena_print(a, f, "%.*f", digits, n->valuedouble);
}

static const char *interval(struct arena *a, const cJSON *object,
                            struct fault *f)
{
	const cJSON *low = of(object, "low"), *high = of(object, "high");

	if (!cJSON_IsNumber(low) || !cJSON_IsNumber(high))
		return "";
	return arena_print(a, f, "%.1f .. %.1f", low->valuedouble,
	                   high->valuedouble);
}

static const char *words_joined(struct arena *a, const cJSON *list,
                                struct fault *f)
{
	const char *out = "";
	const cJSON *item;

	cJSON_ArrayForEach(item, list)
	{
		if (cJSON_IsString(item) && out)
			out = out[0] ? arena_print(a, f, "%s, %s", out,
			                           item->valuestring)
			             : item->valuestring;
	}
	return out;
}

static int cell_row(struct table *t, const cJSON *cell, struct fault *f)
{
	const char **row = table_row(t, f);

	if (!row)
		return -1;
	row[0] = word(cell, "state");
	row[1] = word(cell, "commitment");
	row[2] = word(cell, "round");
	row[3] = word(cell, "voice");
	row[4] = word(cell, "status");
	row[5] = number(t->arena, cell, "score", 1, f);
	row[6] = interval(t->arena, cell, f);
	row[7] = number(t->arena, cell, "sources", 0, f);
	row[8] = number(t->arena, cell, "passages", 0, f);
	row[9] = words_joined(t->arena, of(cell, "flags"), f);
	return row[5] && row[6] && row[7] && row[8] && row[9] ? 0 : -1;
}

/* "SVN state" for the side NAME, and its round when the pair is between
   rounds. */
static const char *side(struct arena *a, const cJSON *pair, const char *name,
                        struct fault *f)
{
	const cJSON *object = of(pair, name);
	const char *round = word(pair, "round")[0] ? "" : word(object, "round");

	return arena_print(a, f, "%s %s%s%s", word(object, "state"),
	                   word(object, "voice"), round[0] ? " " : "", round);
}

static int pair_row(struct table *t, const cJSON *pair, struct fault *f)
{
	const char **row = table_row(t, f);
	const char *alleged = word(pair, "regression_alleged");

	if (!row)
		return -1;
	row[0] = word(pair, "commitment");
	row[1] = word(pair, "round");
	row[2] = side(t->arena, pair, "a", f);
	row[3] = side(t->arena, pair, "b", f);
	row[4] = number(t->arena, pair, "difference", 1, f);
	row[5] = interval(t->arena, pair, f);
	row[6] = number(t->arena, pair, "p_greater", 3, f);
	row[7] = number(t->arena, pair, "p_error", 4, f);
	row[8] = word(pair, "order");
	row[9] = word(pair, "relation");
	if (alleged[0] && strcmp(alleged, "none") != 0)
		row[9] = arena_print(t->arena, f, "%s%sregression %s", row[9],
		                     row[9][0] ? ", " : "", alleged);
	for (size_t i = 2; i <= 9; i++)
		if (!row[i])
			return -1;
	return 0;
}

/* Whether PAIR states a difference, a silence or a regression. */
static bool says_something(const cJSON *pair)
{
	const char *relation = word(pair, "relation");
	const char *alleged = word(pair, "regression_alleged");

	return cJSON_IsNumber(of(pair, "difference")) ||
	       (relation[0] && strcmp(relation, "none") != 0) ||
	       (alleged[0] && strcmp(alleged, "none") != 0);
}

static int cells_fill(struct table *t, const cJSON *list, struct fault *f)
{
	const cJSON *cell;

	cJSON_ArrayForEach(cell, list)
	{
		if (cell_row(t, cell, f) < 0)
			return -1;
	}
	return 0;
}

static int pairs_fill(struct printing *p, struct table *t, const cJSON *list,
                      struct fault *f)
{
	const cJSON *pair;

	cJSON_ArrayForEach(pair, list)
	{
		if (!says_something(pair))
			p->left_out++;
		else if (pair_row(t, pair, f) < 0)
			return -1;
	}
	return 0;
}

/* Columns of the terminal; a pipe takes any. */
static size_t width_most(void)
{
	struct winsize size;

	if (isatty(STDOUT_FILENO) != 1 ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return SIZE_MAX;
	return size.ws_col;
}

/* The surest passage that counts on SIDE of PAIR, "" where none does. */
static const char *passage_of(struct printing *p, const cJSON *pair,
                              const char *name, struct fault *f)
{
	const cJSON *at = of(pair, name);
	struct answer answer = { 0 };
	const char *query, *id = NULL;
	cJSON *body = NULL;

	query = arena_print(p->arena, f,
	                    "state=%s&voice=%s&round=%s&commitment=%s&"
	                    "confidence=0.5&order=strongest&limit=1%s%s",
	                    word(at, "state"), word(at, "voice"),
	                    word(at, "round"), word(pair, "commitment"),
	                    p->release ? "&release=" : "",
	                    p->release ? p->release : "");
	if (query &&
	    counter_ask(p->counter, "/api/v1/passages", query,
	                "application/json", &answer, f) == 0 &&
	    json_read(answer.body, answer.len, &body, f) == 0)
		id = arena_string(p->arena,
		                  word(cJSON_GetArrayItem(of(body, "data"), 0),
		                       "id"),
		                  f);
	cJSON_Delete(body);
	return id;
}

/* Names the passages of each row, if the terminal has room for them. */
static int passages_fill(struct printing *p, struct table *t, const cJSON *list,
                         struct fault *f)
{
	const cJSON *pair;
	size_t i = 0;

	cJSON_ArrayForEach(pair, list)
	{
		const char **row;

		if (!says_something(pair))
			continue;
		row = t->rows[i++];
		row[PASSAGE_A] = passage_of(p, pair, "a", f);
		row[PASSAGE_B] = passage_of(p, pair, "b", f);
		if (!row[PASSAGE_A] || !row[PASSAGE_B])
			return -1;
	}
	if (table_width(t) > width_most())
		t->n_columns = PASSAGE_A;
	return 0;
}

static int pairs_print(struct printing *p, const cJSON *list, struct fault *f)
{
	struct table pairs;

	table_init(&pairs, p->arena, PAIR_COLUMNS,
	           sizeof(PAIR_COLUMNS) / sizeof(PAIR_COLUMNS[0]));
	if (pairs_fill(p, &pairs, list, f) < 0 ||
	    passages_fill(p, &pairs, list, f) < 0)
		return -1;
	if (pairs.n_rows > 0) {
		printf("\n");
		table_print(&pairs);
	}
	return 0;
}

static int comparison_print(struct printing *p, const cJSON *body,
                            struct fault *f)
{
	const cJSON *data = of(body, "data"), *meta = of(body, "meta");
	struct table cells;

	table_init(&cells, p->arena, CELL_COLUMNS,
	           sizeof(CELL_COLUMNS) / sizeof(CELL_COLUMNS[0]));
	if (cells_fill(&cells, of(data, "cells"), f) < 0)
		return -1;
	table_print(&cells);
	if (pairs_print(p, of(data, "pairs"), f) < 0)
		return -1;
	printf("\nrelease %s, method %s\n", word(meta, "release"),
	       word(meta, "method"));
	if (p->left_out > 0)
		printf("%zu %s left out: no difference and no relation can be "
		       "stated\n",
		       p->left_out, p->left_out == 1 ? "pair" : "pairs");
	return 0;
}

static const struct table_column ROBUST_COLUMNS[] = {
	{ "state", false },      { "commitment", false },
	{ "round", false },      { "voice", false },
	{ "score", true },       { "without one source", true },
	{ "intention 0", true }, { "regression -1/3", true },
	{ "steep", true },       { "effective sources", true },
	{ "prior", true },
};

static int robust_row(struct table *t, const cJSON *cell, struct fault *f)
{
	const cJSON *without = of(cell, "without_one");
	const cJSON *scales = of(cell, "scales");
	const char **row = table_row(t, f);

	if (!row)
		return -1;
	row[0] = word(cell, "state");
	row[1] = word(cell, "commitment");
	row[2] = word(cell, "round");
	row[3] = word(cell, "voice");
	row[4] = number(t->arena, cell, "score", 1, f);
	row[5] = interval(t->arena, without, f);
	row[6] = number(t->arena, scales, "intention_zero", 1, f);
	row[7] = number(t->arena, scales, "regression_third", 1, f);
	row[8] = number(t->arena, scales, "steep", 1, f);
	row[9] = number(t->arena, cell, "effective_sources", 1, f);
	row[10] = number(t->arena, cell, "prior_weight", 3, f);
	for (size_t i = 4; i <= 10; i++)
		if (!row[i])
			return -1;
	return 0;
}

/* METHOD.md 9.6: what the scores above hang on. */
static int robust_print(struct printing *p, const char *query, struct fault *f)
{
	struct answer answer = { 0 };
	struct table t;
	cJSON *body = NULL;
	const cJSON *cell;
	int rc = 0;

	table_init(&t, p->arena, ROBUST_COLUMNS,
	           sizeof(ROBUST_COLUMNS) / sizeof(ROBUST_COLUMNS[0]));
	if (counter_ask(p->counter, "/api/v1/robustness", query,
	                "application/json", &answer, f) < 0 ||
	    json_read(answer.body, answer.len, &body, f) < 0)
		return -1;
	cJSON_ArrayForEach(cell, of(body, "data"))
	{
		if (rc == 0)
			rc = robust_row(&t, cell, f);
	}
	if (rc == 0 && t.n_rows > 0) {
		printf("\n");
		table_print(&t);
	}
	cJSON_Delete(body);
	return rc;
}

/* Appends NAME=VALUE; codes and ids need no escaping, the rest is refused by
   the route itself. */
static int query_add(struct buf *q, const char *name, const char *value,
                     struct fault *f)
{
	if (!value)
		return 0;
	return buf_addf(q, f, "%s%s=%s", q->len > 0 ? "&" : "", name, value);
}

static int compare(const struct compare_options *o, struct counter *c,
                   struct arena *a, struct fault *f)
{
	struct printing p = { .counter = c, .arena = a, .release = o->release };
	struct answer answer = { 0 };
	cJSON *body = NULL;
	struct buf q;
	int rc;

	buf_init(&q, QUERY_MOST);
	rc = query_add(&q, "states", o->states, f) < 0 ||
	     query_add(&q, "commitments", o->commitments, f) < 0 ||
	     query_add(&q, "rounds", o->rounds, f) < 0 ||
	     query_add(&q, "voices", o->voices, f) < 0 ||
	     query_add(&q, "release", o->release, f) < 0 ||
	     query_add(&q, "method", o->method, f) < 0;
	if (!rc)
		rc = counter_ask(c, "/api/v1/compare", q.at ? q.at : "",
		                 "application/json", &answer, f) < 0 ||
		     json_read(answer.body, answer.len, &body, f) < 0 ||
		     comparison_print(&p, body, f) < 0;
	if (!rc && o->is_robust)
		rc = robust_print(&p, q.at ? q.at : "", f) < 0;
	cJSON_Delete(body);
	buf_clear(&q);
	return rc ? -1 : 0;
}

int verb_compare(int argc, char **argv)
{
	struct compare_options o = { 0 };
	struct fault f = { 0 };
	struct counter c;
	struct arena *a = NULL;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	if (!o.states)
		return cli_usage(&CLI, "say which states: --states SVN,HRV");
	if (counter_open(&c, o.db, &o.catalogues, &f) < 0 ||
	    arena_new(TABLE_MEMORY_MOST, &a, &f) < 0 ||
	    compare(&o, &c, a, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	arena_free(a);
	counter_close(&c);
	return status;
}
