/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decisions: a table or lines of JSON that a person filled in, checked row by
 * row; all that is wrong is told at once, so that it is mended at once.
 */
#include "intake.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/utf8.h"
#include "base/word.h"

/* Refusals of one file that are told; a wrong file has one per row. */
#define REFUSALS_MOST 100

/* States that one decision may name: there are not more. */
#define STATES_MOST 300

static const enum sheet_column NEEDED[] = {
	SHEET_DOCUMENT, SHEET_QUOTE, SHEET_COMMITMENT,
	SHEET_DECISION, SHEET_CODER,
};

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* One row, whatever it was written in; NULL where nothing was. */
struct row {
	size_t line;
	const char *value[SHEET_COUNT];
};

struct reading {
	const struct decision_file *file;
	struct arena *arena;
	struct decision_list *out;
	struct buf *report;
	size_t refusals;
	size_t room;
	struct fault *fault;
};

/* Notes why COLUMN of LINE cannot be taken; gives 0, or -1 on a fault. */
__attribute__((format(printf, 4, 5))) static int refuse(
	struct reading *r, size_t line, enum sheet_column column,
	const char *fmt, ...)
{
	char words[FAULT_TEXT_SIZE];
	va_list args;

	if (++r->refusals > REFUSALS_MOST)
		return 0;
	va_start(args, fmt);
	(void)vsnprintf(words, sizeof(words), fmt, args);
	va_end(args);
	return buf_addf(r->report, r->fault, "%s:%zu: %s: %s\n", r->file->name,
	                line, SHEET_NAMES[column], words);
}

/* Takes the blanks around VALUE away. */
static const char *trimmed(const struct reading *r, const char *value)
{
	const char *copy;
	size_t len;

	if (!value)
		return "";
	value += strspn(value, " \t\r\n");
	len = strlen(value);
	while (len > 0 && strchr(" \t\r\n", value[len - 1]))
		len--;
	if (!value[len])
		return value;
	copy = arena_copy(r->arena, value, len, r->fault);
	return copy ? copy : value;
}

/* Words as they were before csv_text() made them safe. */
static const char *words_of(const char *value)
{
	return value ? csv_words(value) : "";
}

/* Whether TEXT is one line that a terminal shows as it is. */
static bool is_plain_line(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	return true;
}

static int take_words(struct reading *r, const struct row *row,
                      struct decision *d)
{
	size_t line = row->line;

	d->quote = words_of(row->value[SHEET_QUOTE]);
	d->prefix = words_of(row->value[SHEET_PREFIX]);
	d->suffix = words_of(row->value[SHEET_SUFFIX]);
	d->coder = words_of(trimmed(r, row->value[SHEET_CODER]));
	d->note = words_of(trimmed(r, row->value[SHEET_NOTE]));
	if (!*trimmed(r, d->quote) &&
	    refuse(r, line, SHEET_QUOTE,
	           "is empty: it is what the decision is about") < 0)
		return -1;
	if (!*d->coder && refuse(r, line, SHEET_CODER,
	                         "is empty: say who decided; several "
	                         "coders are kept apart") < 0)
		return -1;
	if ((strlen(d->coder) > CODER_MOST || !is_plain_line(d->coder)) &&
	    refuse(r, line, SHEET_CODER,
	           "is no name: one line of up to %d bytes", CODER_MOST) < 0)
		return -1;
	if (strlen(d->note) > NOTE_MOST)
		return refuse(r, line, SHEET_NOTE,
		              "has %zu bytes: shorten it to %d",
		              strlen(d->note), NOTE_MOST);
	return 0;
}

/* The document, and the commitment, whose name the catalogue is asked for
   later. */
static int take_place(struct reading *r, const struct row *row,
                      struct decision *d)
{
	const char *hex = trimmed(r, row->value[SHEET_DOCUMENT]);
	const char *commitment = trimmed(r, row->value[SHEET_COMMITMENT]);
	struct fault why;

	if (digest_from_hex(hex, &d->document, &why) < 0 &&
	    refuse(r, row->line, SHEET_DOCUMENT,
	           "is not the SHA-256 of a document, 64 hex digits: copy it "
	           "from what gcmtrack review --give wrote") < 0)
		return -1;
	if (!*commitment || strlen(commitment) >= sizeof(d->commitment))
		return refuse(r, row->line, SHEET_COMMITMENT,
		              "is no code of a commitment, such as GCM.8: see "
		              "gcmtrack catalogue list");
	memcpy(d->commitment, commitment, strlen(commitment) + 1);
	return 0;
}

/* Levels are the words of METHOD.md 3.1. Gives 1, 0 none or refused, -1. */
static int take_level(struct reading *r, const struct row *row,
                      enum sheet_column column, enum level *out)
{
	const char *word = trimmed(r, row->value[column]);
	struct fault why;
	int at;

	if (!*word)
		return 0;
	if (word_need(LEVEL_NAMES, LEVEL_COUNT, SHEET_NAMES[column], word, &at,
	              &why) < 0)
		return refuse(r, row->line, column, "%s", why.text);
	*out = (enum level)at;
	return 1;
}

/* Gives 1 with *OUT, 0 none or refused, -1. */
static int take_demand(struct reading *r, const struct row *row, bool *out)
{
	static const char *const YES[] = { "yes", "true", "1" };
	static const char *const NOT[] = { "no", "false", "0" };
	const char *word = trimmed(r, row->value[SHEET_DECIDED_DEMAND]);

	if (!*word)
		return 0;
	*out = word_find(YES, COUNT_OF(YES), word) >= 0;
	if (!*out && word_find(NOT, COUNT_OF(NOT), word) < 0)
		return refuse(r, row->line, SHEET_DECIDED_DEMAND,
		              "say yes or no, not \"%.40s\"", word);
	return 1;
}

/* What a decision of this kind must say of the level, and what it must not. */
static int take_levels(struct reading *r, const struct row *row,
                       struct decision_given *g)
{
	struct decision *d = &g->decision;
	enum level level = LEVEL_MENTION;
	bool is_demand = false, is_given;
	int seen = take_level(r, row, SHEET_LEVEL, &g->seen);
	int has_level = take_level(r, row, SHEET_DECIDED_LEVEL, &level);
	int has_demand = take_demand(r, row, &is_demand);

	if (seen < 0 || has_level < 0 || has_demand < 0)
		return -1;
	g->has_seen = seen == 1;
	g->has_level = has_level == 1;
	g->has_demand = has_demand == 1;
	is_given = g->has_level || g->has_demand;
	if (d->kind == DECISION_RELEVEL || d->kind == DECISION_ADD) {
		d->level = level;
		d->is_demand = is_demand;
		if (!g->has_level &&
		    !*trimmed(r, row->value[SHEET_DECIDED_LEVEL]))
			return refuse(r, row->line, SHEET_DECIDED_LEVEL,
			              "is empty: %s needs the level that is "
			              "right",
			              DECISION_NAMES[d->kind]);
		if (is_demand && level != LEVEL_GAP)
			return refuse(r, row->line, SHEET_DECIDED_DEMAND,
			              "only a gap is asserted or demanded");
		return 0;
	}
	if (is_given && !(d->kind == DECISION_ACCEPT && g->has_level &&
	                  !g->has_demand && g->has_seen && level == g->seen))
		return refuse(r, row->line, SHEET_DECIDED_LEVEL,
		              "%s says nothing of the level: leave it empty, "
		              "or write relevel",
		              DECISION_NAMES[d->kind]);
	return 0;
}

static int compare_states(const void *left, const void *right)
{
	return memcmp(left, right, STATE_SIZE);
}

/* "SVN HRV", "SVN,HRV" or "none"; sorted, each once. */
static int take_states(struct reading *r, const struct row *row,
                       struct decision *d)
{
	const struct intake_names *names = r->file->names;
	const char *at = trimmed(r, row->value[SHEET_DECIDED_STATES]);
	char(*states)[STATE_SIZE];
	size_t n = 0, kept = 0;

	d->has_states = *at != '\0';
	if (!d->has_states || strcmp(at, DECISION_NO_STATE) == 0)
		return 0;
	if (d->kind == DECISION_REJECT)
		return refuse(r, row->line, SHEET_DECIDED_STATES,
		              "a reject says nothing of states: leave it "
		              "empty");
	states = arena_array(r->arena, STATES_MOST, sizeof(*states), r->fault);
	if (!states)
		return -1;
	for (at += strspn(at, " ,"); *at; at += strspn(at, " ,")) {
		size_t len = strcspn(at, " ,");

		if (len == STATE_SIZE - 1)
			memcpy(states[n], at, len);
		if (len != STATE_SIZE - 1 || n + 1 == STATES_MOST ||
		    names->is_state(names->context, states[n]) != 1)
			return refuse(r, row->line, SHEET_DECIDED_STATES,
			              "\"%.*s\" is no ISO 3166-1 alpha-3 code, "
			              "such as SVN; for no state write none",
			              len < 40 ? (int)len : 40, at);
		n++;
		at += len;
	}
	qsort(states, n, sizeof(*states), compare_states);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 ||
		    memcmp(states[kept - 1], states[i], STATE_SIZE) != 0)
			memmove(states[kept++], states[i], STATE_SIZE);
	d->states = (const char(*)[STATE_SIZE])states;
	d->n_states = kept;
	return 0;
}

static int take_time(struct reading *r, const struct row *row,
                     struct decision_given *g)
{
	const char *text = trimmed(r, row->value[SHEET_TIME]);
	struct fault why;

	g->has_time = *text != '\0';
	if (!g->has_time)
		return 0;
	if (clock_parse(text, &g->decision.decided_s, &why) < 0)
		return refuse(r, row->line, SHEET_TIME,
		              "\"%.40s\" is no time: write 2026-11-23 or "
		              "2026-11-23T14:00:00Z, as text; empty is now",
		              text);
	if (g->decision.decided_s > r->file->now_s)
		return refuse(r, row->line, SHEET_TIME,
		              "%.40s has not come yet: it is UTC; empty is now",
		              text);
	return 0;
}

static int grow(struct reading *r)
{
	size_t room = r->room ? r->room * 2 : 64;
	struct decision_given *at;

	if (r->out->n < r->room)
		return 0;
	at = arena_array(r->arena, room, sizeof(*at), r->fault);
	if (!at)
		return -1;
	if (r->out->n > 0)
		memcpy(at, r->out->at, r->out->n * sizeof(*at));
	r->out->at = at;
	r->room = room;
	return 0;
}

/* Rows left open may have columns filled in that nobody asked for. */
static bool is_open(const struct reading *r, const struct row *row)
{
	return !*trimmed(r, row->value[SHEET_DECISION]);
}

static bool is_half_done(const struct reading *r, const struct row *row)
{
	return *trimmed(r, row->value[SHEET_DECIDED_LEVEL]) ||
	       *trimmed(r, row->value[SHEET_DECIDED_DEMAND]) ||
	       *trimmed(r, row->value[SHEET_DECIDED_STATES]);
}

static int take_row(struct reading *r, const struct row *row)
{
	struct decision_given *g;
	struct fault why;
	int kind;

	if (is_open(r, row)) {
		r->out->open++;
		return is_half_done(r, row)
		               ? refuse(r, row->line, SHEET_DECISION,
		                        "is empty, but what was decided is "
		                        "filled in: write accept, reject, "
		                        "relevel or add")
		               : 0;
	}
	if (word_need(DECISION_NAMES, DECISION_COUNT, "decision",
	              trimmed(r, row->value[SHEET_DECISION]), &kind, &why) < 0)
		return refuse(r, row->line, SHEET_DECISION, "%s", why.text);
	if (grow(r) < 0)
		return -1;
	g = &r->out->at[r->out->n++];
	g->line = row->line;
	g->decision.kind = (enum decision_kind)kind;
	if (take_place(r, row, &g->decision) < 0 ||
	    take_words(r, row, &g->decision) < 0 ||
	    take_levels(r, row, g) < 0 || take_states(r, row, &g->decision) < 0)
		return -1;
	return take_time(r, row, g);
}

/* ---- CSV ------------------------------------------------------------------
 */

/* A spreadsheet in a language that writes 0,5 parts columns by ';'. */
static int check_delimiter(const struct decision_file *file, struct fault *f)
{
	const char *end = memchr(file->bytes, '\n', file->len);
	size_t len = end ? (size_t)(end - file->bytes) : file->len;
	const char *other = memchr(file->bytes, ';', len);

	if (!other)
		other = memchr(file->bytes, '\t', len);
	if (!other || memchr(file->bytes, ',', len))
		return 0;
	return fault_set(f, FAULT_INPUT,
	                 "%s:1: the columns are parted by %s, not by a comma: "
	                 "in LibreOffice save as \"Text CSV\" with the field "
	                 "delimiter \",\"; in Excel set the list separator of "
	                 "the system to \",\" and save as \"CSV UTF-8\"",
	                 file->name, *other == ';' ? "\";\"" : "a tab");
}

static int check_head(const struct csv_table *t, const char *name, int *column,
                      struct fault *f)
{
	struct fault why;

	for (size_t i = 0; i < t->head.n; i++) {
		if (word_need(SHEET_NAMES, SHEET_COUNT, "column",
		              t->head.field[i], &column[i], &why) < 0)
			return fault_set(f, FAULT_INPUT, "%s:%zu: %s", name,
			                 t->head.line, why.text);
		if ((size_t)csv_column(t, t->head.field[i]) != i)
			return fault_set(f, FAULT_INPUT,
			                 "%s:%zu: column \"%s\" stands twice",
			                 name, t->head.line, t->head.field[i]);
	}
	for (size_t i = 0; i < COUNT_OF(NEEDED); i++)
		if (csv_column(t, SHEET_NAMES[NEEDED[i]]) < 0)
			return fault_set(f, FAULT_INPUT,
			                 "%s:%zu: column \"%s\" is missing",
			                 name, t->head.line,
			                 SHEET_NAMES[NEEDED[i]]);
	return 0;
}

static int read_csv(struct reading *r)
{
	const struct decision_file *file = r->file;
	struct csv_table t;
	int *column;

	if (check_delimiter(file, r->fault) < 0 ||
	    csv_read(file->bytes, file->len, file->name, r->arena, &t,
	             r->fault) < 0)
		return -1;
	column = arena_array(r->arena, t.head.n + 1, sizeof(*column), r->fault);
	if (!column || check_head(&t, file->name, column, r->fault) < 0)
		return -1;
	for (size_t i = 0; i < t.n_rows; i++) {
		struct row row = { .line = t.rows[i].line };

		for (size_t k = 0; k < t.rows[i].n; k++)
			row.value[column[k]] = t.rows[i].field[k];
		if (take_row(r, &row) < 0)
			return -1;
	}
	return 0;
}

/* ---- JSON lines -----------------------------------------------------------
 */

/* Codes in a list are as good as codes parted by blanks. */
static const char *joined(struct reading *r, const cJSON *list)
{
	const char *all = "";
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
	{
		if (!cJSON_IsString(one))
			return NULL;
		all = arena_print(r->arena, r->fault, "%s%s%s", all,
		                  *all ? " " : "", one->valuestring);
		if (!all)
			return NULL;
	}
	return *all ? all : DECISION_NO_STATE;
}

/* The value of a member as a cell of the table would have it; NULL when it
   cannot be one. */
static const char *member_text(struct reading *r, enum sheet_column column,
                               const cJSON *member)
{
	if (cJSON_IsString(member))
		return arena_string(r->arena, member->valuestring, r->fault);
	if (cJSON_IsBool(member))
		return cJSON_IsTrue(member) ? "yes" : "no";
	if (cJSON_IsArray(member) && column == SHEET_DECIDED_STATES)
		return joined(r, member);
	/* What we gave out and do not read again may be anything. */
	if (cJSON_IsNull(member) || column == SHEET_PAGE ||
	    column == SHEET_CONFIDENCE || column == SHEET_STATES ||
	    column == SHEET_WHY)
		return "";
	return NULL;
}

static int read_members(struct reading *r, const cJSON *object, struct row *row)
{
	const cJSON *member;
	struct fault why;
	int column;

	cJSON_ArrayForEach(member, object)
	{
		if (word_need(SHEET_NAMES, SHEET_COUNT, "member",
		              member->string, &column, &why) < 0)
			return fault_set(r->fault, FAULT_INPUT, "%s:%zu: %s",
			                 r->file->name, row->line, why.text);
		row->value[column] =
			member_text(r, (enum sheet_column)column, member);
		if (!row->value[column])
			return fault_set(r->fault, FAULT_INPUT,
			                 "%s:%zu: %s: is no text",
			                 r->file->name, row->line,
			                 member->string);
	}
	return 0;
}

static int read_object(struct reading *r, const char *at, size_t len,
                       struct row *row)
{
	struct fault why;
	cJSON *object;
	int rc;

	if (json_take(at, len, &object, &why) < 0)
		return fault_set(r->fault, why.code, "%s:%zu: %s",
		                 r->file->name, row->line, why.text);
	rc = cJSON_IsObject(object)
	             ? read_members(r, object, row)
	             : fault_set(r->fault, FAULT_INPUT,
	                         "%s:%zu: is no JSON object: write one a line",
	                         r->file->name, row->line);
	cJSON_Delete(object);
	return rc;
}

static int read_jsonl(struct reading *r)
{
	const char *at = r->file->bytes;
	const char *end = at + r->file->len;
	size_t line = 0, len;

	for (; at < end; at += len + 1) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct row row = { .line = ++line };

		len = stop ? (size_t)(stop - at) : (size_t)(end - at);
		if (len == 0 || (len == 1 && at[0] == '\r'))
			continue;
		if (read_object(r, at, len, &row) < 0 || take_row(r, &row) < 0)
			return -1;
	}
	return 0;
}

int intake_decisions(const struct decision_file *file, struct arena *a,
                     struct decision_list *out, struct buf *report,
                     struct fault *f)
{
	struct reading r = { .file = file,
		             .arena = a,
		             .out = out,
		             .report = report,
		             .fault = f };
	int rc;

	memset(out, 0, sizeof(*out));
	buf_reset(report);
	rc = file->format == DECISION_CSV ? read_csv(&r) : read_jsonl(&r);
	if (rc == 0 && r.refusals > REFUSALS_MOST)
		rc = buf_addf(report, f, "%s: %zu more\n", file->name,
		              r.refusals - REFUSALS_MOST);
	if (rc < 0)
		return -1;
	return r.refusals == 0;
}
