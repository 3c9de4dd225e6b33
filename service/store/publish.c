/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "audit.h"
#include "cell_pack.h"
#include "cells.h"
#include "changes.h"
#include "coverage.h"
#include "db.h"
#include "grounds.h"
#include "publication.h"
#include "stale.h"

/* Cells under way into the store. */
struct publishing {
	struct store *s;
	struct arena *arena;
	struct buf left;  /* packed: the one stored */
	struct buf right; /* packed: the one given */
};

static int add_cell(struct publishing *p, const struct cell *c, struct fault *f)
{
	struct ask a;

	buf_reset(&p->left);
	if (cell_pack_facts(c, &p->left, f) < 0)
		return -1;
	ask_start(&a, p->s, QUERY_CELL_ADD);
	ask_text(&a, ":state", c->key.state);
	ask_text(&a, ":commitment", c->key.commitment);
	ask_text(&a, ":round", c->key.round);
	ask_int(&a, ":voice", (int64_t)c->key.voice);
	ask_int(&a, ":status", (int64_t)c->status);
	ask_double(&a, ":score", c->score);
	ask_double(&a, ":low", c->low);
	ask_double(&a, ":high", c->high);
	ask_blob(&a, ":facts", p->left.at, p->left.len);
	return ask_run(&a, f);
}

static int delete_cell(struct publishing *p, const struct cell *c,
                       struct fault *f)
{
	struct ask a;

	ask_start(&a, p->s, QUERY_CELL_DELETE);
	ask_text(&a, ":state", c->key.state);
	ask_text(&a, ":commitment", c->key.commitment);
	ask_text(&a, ":round", c->key.round);
	ask_int(&a, ":voice", (int64_t)c->key.voice);
	return ask_run(&a, f);
}

/* Writes C over OLD unless they are the same. */
static int update_cell(struct publishing *p, const struct cell *old,
                       const struct cell *c, struct fault *f)
{
	buf_reset(&p->left);
	buf_reset(&p->right);
	if (cell_pack(old, &p->left, f) < 0 || cell_pack(c, &p->right, f) < 0)
		return -1;
	if (p->left.len == p->right.len &&
	    memcmp(p->left.at, p->right.at, p->left.len) == 0)
		return 0;
	return add_cell(p, c, f);
}

/* One document changes few cells: only those are written. */
static int write_changes(struct publishing *p, const struct cell *const *cells,
                         size_t n, struct fault *f)
{
	struct cell *old;
	size_t n_old, i = 0, k = 0;

	if (cells_read(p->s, p->arena, &old, &n_old, f) < 0)
		return -1;
	while (i < n || k < n_old) {
		int order = i == n       ? 1
		            : k == n_old ? -1
		                         : cell_key_compare(cells[i], &old[k]);
		int rc;

		if (order < 0)
			rc = add_cell(p, cells[i++], f);
		else if (order > 0)
			rc = delete_cell(p, &old[k++], f);
		else
			rc = update_cell(p, &old[k++], cells[i++], f);
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* Digests what each voice sent, as anybody saw it at AS_OF_S; B holds it
   packed afterwards. */
static int digest_coverage(struct store *s, int64_t as_of_s,
                           struct arena *arena, struct buf *b,
                           struct digest *out, struct fault *f)
{
	struct coverage *coverage;
	size_t n;

	if (coverage_public(s, as_of_s, arena, &coverage, &n, f) < 0)
		return -1;
	return coverage_digest(coverage, n, b, out, f);
}

/* Numbers WANT, unless the head says the same already: a rebuild that finds
   the same publishes nothing new. */
static int put_number(struct store *s, const struct publication *want,
                      struct arena *arena, struct fault *f)
{
	struct publication head;
	struct ask a;
	int rc = store_publication(s, "", arena, &head, f);

	if (rc < 0)
		return -1;
	if (rc == 1 && head.as_of_s == want->as_of_s &&
	    strcmp(head.method, want->method) == 0 &&
	    strcmp(head.catalogue, want->catalogue) == 0 &&
	    digest_is_equal(&head.cells, &want->cells) &&
	    digest_is_equal(&head.coverage, &want->coverage))
		return 0;
	ask_start(&a, s, QUERY_PUBLICATION_ADD);
	ask_int(&a, ":number", head.number + 1);
	ask_int(&a, ":as_of", want->as_of_s);
	ask_text(&a, ":method", want->method);
	ask_text(&a, ":catalogue", want->catalogue);
	ask_digest(&a, ":cells", &want->cells);
	ask_digest(&a, ":coverage", &want->coverage);
	if (ask_run(&a, f) < 0 ||
	    audit_add(s, AUDIT_PUBLICATION, head.number + 1, f) < 0)
		return -1;
	return changes_published(s, want->as_of_s, head.number + 1, f);
}

static int publish(struct publishing *p, const struct cell *cells, size_t n,
                   struct publication *want, struct fault *f)
{
	const struct cell **order;
	struct buf all;
	int rc;

	if (cells_sort(cells, n, p->arena, &order, f) < 0)
		return -1;
	buf_init(&all, CELLS_MOST);
	rc = cells_digest(order, n, &all, &want->cells, f);
	if (rc == 0)
		rc = digest_coverage(p->s, want->as_of_s, p->arena, &all,
		                     &want->coverage, f);
	buf_clear(&all);
	if (rc < 0 || write_changes(p, order, n, f) < 0 ||
	    stale_empty(p->s, f) < 0)
		return -1;
	/* What came is told before the state that counts it. */
	if (changes_tell(p->s, want->as_of_s, f) < 0)
		return -1;
	return put_number(p->s, want, p->arena, f);
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_publish(struct store *s, const struct cell *cells, size_t n,
                  int64_t as_of_s, const char *method, const char *catalogue,
                  struct fault *f)
{
	struct publication want = { .as_of_s = as_of_s,
		                    .catalogue = catalogue };
	struct publishing p = { .s = s };
	int rc;

	if (db_need_begun(s, f) < 0)
		return -1;
	if (strlen(method) >= sizeof(want.method))
		return fault_set(f, FAULT_INPUT,
		                 "method version \"%.40s\" is too long",
		                 method);
	memcpy(want.method, method, strlen(method) + 1);
	if (arena_new(CELLS_MEMORY, &p.arena, f) < 0)
		return -1;
	buf_init(&p.left, CELLS_MOST);
	buf_init(&p.right, CELLS_MOST);
	rc = publish(&p, cells, n, &want, f);
	buf_clear(&p.left);
	buf_clear(&p.right);
	arena_free(p.arena);
	return rc;
}

/* A-Z a-z 0-9 . _ -, up to 31. */
static bool is_name(const char *name)
{
	static const char ALLOWED[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789._-";
	size_t len = strlen(name);

	return len > 0 && len < RELEASE_NAME_SIZE &&
	       strspn(name, ALLOWED) == len;
}

/* Nothing may be on its way: what a release knows ends with the newest
   submission, and each of those is in it for good. */
static int need_settled(struct store *s, struct fault *f)
{
	int64_t pending = 0, stale = 0;
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_BEHIND);
	rc = ask_row(&a, f);
	if (rc == 1) {
		pending = row_int(&a, 0);
		stale = row_int(&a, 1);
	}
	ask_end(&a);
	if (rc < 0)
		return -1;
	if (pending > 0)
		return fault_set(f, FAULT_CONFLICT,
		                 "%lld documents received are not assessed "
		                 "yet: wait for gcmtrack serve, or run "
		                 "gcmtrack rebuild",
		                 (long long)pending);
	if (stale > 0)
		return fault_set(f, FAULT_CONFLICT,
		                 "findings are not published yet: wait for "
		                 "gcmtrack ingest or serve, or run gcmtrack "
		                 "rebuild");
	return 0;
}

/* What a release keeps. */
struct frozen {
	struct buf cells;
	struct buf coverage;
	struct arena *arena; /* of what is packed on the way */
};

static int pack_cells(struct store *s, struct arena *arena, struct buf *b,
                      struct digest *out, struct fault *f)
{
	const struct cell **order;
	struct cell *cells;
	size_t n;

	if (cells_read(s, arena, &cells, &n, f) < 0 ||
	    cells_sort(cells, n, arena, &order, f) < 0)
		return -1;
	return cells_digest(order, n, b, out, f);
}

/* Packs what HEAD is, and holds it against what HEAD said it was. */
static int freeze(struct store *s, const struct publication *head,
                  struct arena *arena, struct frozen *out, struct fault *f)
{
	struct digest cells, coverage;

	if (pack_cells(s, arena, &out->cells, &cells, f) < 0 ||
	    digest_coverage(s, head->as_of_s, arena, &out->coverage, &coverage,
	                    f) < 0)
		return -1;
	if (digest_is_equal(&cells, &head->cells) &&
	    digest_is_equal(&coverage, &head->coverage))
		return 0;
	return fault_set(f, FAULT_CONFLICT,
	                 "cells or coverage are not those of %s: publish "
	                 "first, with gcmtrack rebuild",
	                 head->release);
}

static int add_release(struct store *s, const char *name, int64_t now_s,
                       const struct publication *head,
                       const struct frozen *frozen, struct fault *f)
{
	int64_t seq;
	struct ask a;

	ask_start(&a, s, QUERY_RELEASE_ADD);
	ask_text(&a, ":name", name);
	ask_int(&a, ":publication", head->number);
	ask_int(&a, ":made", now_s);
	ask_blob(&a, ":cells", frozen->cells.at, frozen->cells.len);
	ask_blob(&a, ":coverage", frozen->coverage.at, frozen->coverage.len);
	if (ask_run(&a, f) < 0)
		return -1;
	seq = sqlite3_last_insert_rowid(s->db);
	if (audit_add(s, AUDIT_RELEASE, seq, f) < 0 ||
	    grounds_freeze(s, seq, head, frozen->arena, f) < 0 ||
	    changes_tell(s, head->as_of_s, f) < 0)
		return -1;
	return changes_released(s, head->as_of_s, head->number, name, f);
}

static int put_release(struct store *s, const char *name, int64_t now_s,
                       const struct publication *head, struct arena *arena,
                       struct fault *f)
{
	struct frozen frozen = { .arena = arena };
	int rc;

	if (need_settled(s, f) < 0)
		return -1;
	buf_init(&frozen.cells, CELLS_MOST);
	buf_init(&frozen.coverage, COVERAGE_MOST);
	rc = freeze(s, head, arena, &frozen, f);
	if (rc == 0)
		rc = add_release(s, name, now_s, head, &frozen, f);
	buf_clear(&frozen.cells);
	buf_clear(&frozen.coverage);
	return rc;
}

static int release(struct store *s, const char *name, int64_t now_s,
                   struct arena *arena, struct fault *f)
{
	struct publication head;
	int rc = store_publication(s, name, arena, &head, f);

	if (rc == 1)
		return fault_set(f, FAULT_CONFLICT,
		                 "release %s is there already: choose another "
		                 "name",
		                 name);
	if (rc == 0)
		rc = store_publication(s, "", arena, &head, f);
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "nothing is published yet: ingest first");
	if (rc < 0)
		return -1;
	return put_release(s, name, now_s, &head, arena, f);
}

int store_release(struct store *s, const char *name, int64_t now_s,
                  struct fault *f)
{
	struct arena *arena;
	int rc;

	if (db_need_begun(s, f) < 0)
		return -1;
	/* "head" and what begins with it name the published state, "latest"
	   the newest release. */
	if (!is_name(name) || strncmp(name, "head", 4) == 0 ||
	    strcmp(name, "latest") == 0)
		return fault_set(
			f, FAULT_INPUT,
			"\"%.40s\" is no name for a release: use "
			"letters, digits, . _ -, up to 31, not \"head\" or "
			"\"latest\"",
			name);
	if (arena_new(CELLS_MEMORY, &arena, f) < 0)
		return -1;
	rc = release(s, name, now_s, arena, f);
	arena_free(arena);
	return rc;
}
