/* SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/fault.h"
#include "model/text.h"

#include "blocks.h"

/* Tabs and ends of lines part fields and rows, so none stays in a field. */
static int put_field(struct buf *b, const char *field, struct fault *f)
{
	size_t start = b->len;

	if (buf_add_char(b, '\t', f) < 0 || buf_add_str(b, field, f) < 0)
		return -1;
	for (size_t i = start + 1; i < b->len; i++)
		if ((unsigned char)b->at[i] < 0x20)
			b->at[i] = ' ';
	return 0;
}

static int put_row(struct buf *b, const struct csv_row *row, struct fault *f)
{
	if (buf_addf(b, f, "%zu", row->line) < 0)
		return -1;
	for (size_t i = 0; i < row->n; i++)
		if (put_field(b, row->field[i], f) < 0)
			return -1;
	return buf_add_char(b, '\n', f);
}

static int put_table(struct buf *b, const struct csv_table *t, struct fault *f)
{
	if (put_row(b, &t->head, f) < 0)
		return -1;
	for (size_t i = 0; i < t->n_rows; i++)
		if (put_row(b, &t->rows[i], f) < 0)
			return -1;
	return 0;
}

int table_read(const char *bytes, size_t len, struct arena *a, struct text *out,
               struct fault *f)
{
	struct block *all = arena_alloc(a, sizeof(*all), f);
	struct csv_table table;
	struct buf b;
	int rc = -1;

	buf_init(&b, BLOCKS_TEXT_MOST);
	if (all && csv_read(bytes, len, "table", a, &table, f) == 0)
		rc = put_table(&b, &table, f);
	if (rc == 0) {
		memset(out, 0, sizeof(*out));
		*all = (struct block){ .kind = BLOCK_CELL,
			               .heading = BLOCK_NO_HEADING,
			               .len = b.len,
			               .number = "",
			               .declared = "" };
		out->bytes = arena_copy(a, b.at, b.len, f);
		out->len = b.len;
		out->blocks = all;
		out->n_blocks = 1;
		out->format = FORMAT_TABLE;
		out->title = "";
		memcpy(out->language, "und", sizeof("und"));
		rc = out->bytes ? 0 : -1;
	}
	buf_clear(&b);
	return rc;
}
