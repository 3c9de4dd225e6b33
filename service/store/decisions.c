/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "audit.h"
#include "db.h"
#include "list.h"
#include "visibility.h"

/* "FRA " for each state there is. */
#define STATES_MOST ((size_t)4 << 10)

/* '' as the passage is read, 'none', or codes parted by blanks. */
static int write_states(const struct decision *d, struct buf *b,
                        struct fault *f)
{
	if (!d->has_states)
		return 0;
	if (d->n_states == 0)
		return buf_add_str(b, DECISION_NO_STATE, f);
	for (size_t i = 0; i < d->n_states; i++)
		if ((i > 0 && buf_add_char(b, ' ', f) < 0) ||
		    buf_add_str(b, d->states[i], f) < 0)
			return -1;
	return 0;
}

static int read_states(const char *text, struct arena *a, struct decision *out,
                       struct fault *f)
{
	char(*states)[STATE_SIZE];
	size_t n = (strlen(text) + 1) / STATE_SIZE;

	out->has_states = text[0] != '\0';
	if (!out->has_states || strcmp(text, DECISION_NO_STATE) == 0)
		return 0;
	states = arena_array(a, n + 1, sizeof(*states), f);
	if (!states)
		return -1;
	for (size_t i = 0; i < n; i++)
		memcpy(states[i], text + i * STATE_SIZE, STATE_SIZE - 1);
	out->states = (const char(*)[STATE_SIZE])states;
	out->n_states = n;
	return 0;
}

static int find_document(struct store *s, const struct digest *sha256,
                         int64_t *out, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_DOCUMENT_FIND);
	ask_digest(&a, ":sha256", sha256);
	rc = ask_row(&a, f);
	if (rc == 1)
		*out = row_int(&a, 0);
	ask_end(&a);
	return rc == 0 ? fault_set(f, FAULT_NOTFOUND,
	                           "no document with these bytes is here")
	               : rc;
}

static int put_decision(struct store *s, const struct decision *d,
                        int64_t document, const char *states, int64_t now_s,
                        struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_DECISION_ADD);
	ask_int(&a, ":document", document);
	ask_text(&a, ":quote", d->quote);
	ask_text(&a, ":prefix", d->prefix);
	ask_text(&a, ":suffix", d->suffix);
	ask_text(&a, ":commitment", d->commitment);
	ask_int(&a, ":kind", (int64_t)d->kind);
	ask_int(&a, ":level", (int64_t)d->level);
	ask_int(&a, ":demand", d->is_demand);
	ask_text(&a, ":states", states);
	ask_text(&a, ":coder", d->coder);
	ask_int(&a, ":decided", d->decided_s);
	ask_text(&a, ":note", d->note);
	ask_int(&a, ":received", now_s);
	return ask_run(&a, f);
}

int store_decide(struct store *s, const struct decision *d, int64_t now_s,
                 struct fault *f)
{
	int64_t document = 0;
	struct buf states;
	int rc;

	if (db_need_begun(s, f) < 0 ||
	    find_document(s, &d->document, &document, f) < 0)
		return -1;
	buf_init(&states, STATES_MOST);
	rc = write_states(d, &states, f);
	if (rc == 0)
		rc = put_decision(s, d, document, states.at, now_s, f);
	buf_clear(&states);
	if (rc < 0)
		return -1;
	return audit_add(s, AUDIT_DECISION, sqlite3_last_insert_rowid(s->db),
	                 f);
}

static int decision_row(const struct ask *ask, struct arena *a,
                        struct decision *out, struct fault *f)
{
	const struct {
		const char **to;
		int column;
	} strings[] = {
		{ &out->quote, 1 }, { &out->prefix, 2 }, { &out->suffix, 3 },
		{ &out->coder, 9 }, { &out->note, 11 },
	};

	(void)row_digest(ask, 0, &out->document);
	row_into(ask, 4, out->commitment, sizeof(out->commitment));
	out->kind = (enum decision_kind)row_uint(ask, 5);
	out->level = (enum level)row_uint(ask, 6);
	out->is_demand = row_int(ask, 7) != 0;
	out->decided_s = row_int(ask, 10);
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		*strings[i].to = row_copy(ask, strings[i].column, a, f);
		if (!*strings[i].to)
			return -1;
	}
	return read_states(row_text(ask, 8), a, out, f);
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_decisions(struct store *s, const struct reader *r,
                    const struct digest *document, struct arena *a,
                    struct decision **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct decision *d;
	struct ask ask;
	int rc;

	ask_start(&ask, s, document ? QUERY_DECISIONS_OF : QUERY_DECISIONS);
	visibility_bind(&ask, r);
	if (document)
		ask_digest(&ask, ":document", document);
	while ((rc = ask_row(&ask, f)) == 1) {
		d = rows_add(&rows, f);
		if (!d || decision_row(&ask, a, d, f) < 0) {
			rc = -1;
			break;
		}
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}
