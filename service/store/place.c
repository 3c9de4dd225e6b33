/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/utf8.h"
#include "model/text.h"

#include "ask.h"
#include "coding_pack.h"
#include "db.h"
#include "store.h"
#include "visibility.h"

/* METHOD.md 12: 32 characters either side, of at most four bytes. */
#define AROUND_CHARACTERS 32
#define AROUND_BYTES      ((size_t)AROUND_CHARACTERS * 4)

/* Headings nest no deeper than this in any report seen. */
#define TRAIL_MOST 16

void place_init(struct place *p, struct store *s, const struct reader *r,
                struct arena *a)
{
	memset(p, 0, sizeof(*p));
	p->store = s;
	p->reader = r;
	p->arena = a;
}

void place_clear(struct place *p)
{
	(void)sqlite3_blob_close(p->text);
	p->text = NULL;
}

static int read_blocks(struct place *p, int64_t seq, struct fault *f)
{
	const void *at;
	struct ask a;
	size_t len;
	int rc;

	ask_start(&a, p->store, QUERY_PLACES);
	visibility_bind(&a, p->reader);
	ask_int(&a, ":submission", seq);
	rc = ask_row(&a, f);
	if (rc == 0)
		rc = fault_set(f, FAULT_STORE,
		               "text %" PRId64 " is missing: run gcmtrack "
		               "verify",
		               seq);
	if (rc == 1) {
		at = row_blob(&a, 0, &len);
		rc = blocks_unpack(at, len, p->arena, &p->blocks, &p->n_blocks,
		                   f);
	}
	ask_end(&a);
	return rc;
}

/* Turns to the text of SEQ. */
static int turn_to(struct place *p, int64_t seq, struct fault *f)
{
	int rc;

	if (p->seq == seq)
		return 0;
	p->seq = 0;
	if (read_blocks(p, seq, f) < 0)
		return -1;
	rc = p->text ? sqlite3_blob_reopen(p->text, seq)
	             : sqlite3_blob_open(p->store->db, "main", "text", "bytes",
	                                 seq, 0, &p->text);
	if (rc != SQLITE_OK)
		return db_fault(p->store, rc, f);
	p->len = (size_t)sqlite3_blob_bytes(p->text);
	p->seq = seq;
	return 0;
}

/* Copies bytes of the text, ended by NUL; NULL with F set. */
static char *piece(const struct place *p, size_t start, size_t len,
                   struct fault *f)
{
	char *at;
	int rc;

	if (start > p->len || len > p->len - start) {
		(void)fault_set(f, FAULT_STORE,
		                "text %" PRId64 " is shorter than its blocks: "
		                "run gcmtrack verify",
		                p->seq);
		return NULL;
	}
	at = arena_alloc(p->arena, len + 1, f);
	if (!at)
		return NULL;
	rc = sqlite3_blob_read(p->text, at, (int)len, (int)start);
	if (rc != SQLITE_OK) {
		(void)db_fault(p->store, rc, f);
		return NULL;
	}
	return at;
}

static bool is_inside(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static int fill_prefix(const struct place *p, struct passage_row *row,
                       struct fault *f)
{
	size_t len = row->start < AROUND_BYTES ? row->start : AROUND_BYTES;
	char *at = piece(p, row->start - len, len, f);
	size_t from = len;

	if (!at)
		return -1;
	for (int n = 0; n < AROUND_CHARACTERS && from > 0; n++) {
		from--;
		while (from > 0 && is_inside(at[from]))
			from--;
	}
	/* The window may have opened inside a character. */
	while (from < len && is_inside(at[from]))
		from++;
	row->prefix = at + from;
	return 0;
}

static int fill_suffix(const struct place *p, struct passage_row *row,
                       struct fault *f)
{
	size_t start = row->start + row->len;
	size_t left = start < p->len ? p->len - start : 0;
	size_t len = left < AROUND_BYTES ? left : AROUND_BYTES;
	char *at = piece(p, start, len, f);
	size_t to = 0;

	if (!at)
		return -1;
	for (int n = 0; n < AROUND_CHARACTERS && to < len; n++) {
		to++;
		while (to < len && is_inside(at[to]))
			to++;
	}
	at[to] = '\0';
	row->suffix = at;
	return 0;
}

/* Joins the headings above BLOCK, outermost first. */
static int fill_trail(const struct place *p, uint32_t block,
                      struct passage_row *row, struct fault *f)
{
	uint32_t chain[TRAIL_MOST];
	uint32_t at = p->blocks[block].heading;
	const char *trail = "";
	size_t n = 0;

	/* A heading stands before what it heads; anything else is damage. */
	for (uint32_t from = block; n < TRAIL_MOST && at < from;
	     from = at, at = p->blocks[at].heading)
		chain[n++] = at;
	while (n > 0) {
		const struct block *b = &p->blocks[chain[--n]];
		const char *heading = piece(p, b->start, b->len, f);

		if (!heading)
			return -1;
		trail = *trail ? arena_print(p->arena, f, "%s\n%s", trail,
		                             heading)
		               : heading;
		if (!trail)
			return -1;
	}
	row->trail = trail;
	return 0;
}

int place_fill(struct place *p, int64_t seq, uint32_t block,
               struct passage_row *row, struct fault *f)
{
	if (turn_to(p, seq, f) < 0)
		return -1;
	if (block >= p->n_blocks)
		return fault_set(f, FAULT_STORE,
		                 "passage %s.%" PRIu32
		                 " stands in no block: run gcmtrack verify",
		                 row->submission, row->ordinal);
	row->page = p->blocks[block].page;
	row->paragraph = p->blocks[block].number;
	row->block_kind = BLOCK_NAMES[p->blocks[block].kind];
	if (fill_prefix(p, row, f) < 0 || fill_suffix(p, row, f) < 0)
		return -1;
	return fill_trail(p, block, row, f);
}
