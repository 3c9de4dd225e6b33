/* SPDX-License-Identifier: Apache-2.0 */
#include "ask.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/fault.h"

#include "db.h"

void ask_start(struct ask *a, struct store *s, enum query query)
{
	a->store = s;
	a->stmt = s->query[query];
	a->query = query;
	a->n_bound = 0;
	a->rc = a->stmt ? SQLITE_OK : SQLITE_READONLY;
	a->is_on = false;
}

static void keep(struct ask *a, int rc)
{
	if (a->rc == SQLITE_OK)
		a->rc = rc;
}

static int place(struct ask *a, const char *name)
{
	struct bound *b;

	if (a->n_bound == BOUND_MOST)
		return sqlite3_bind_parameter_index(a->stmt, name);
	b = &a->store->bound[a->query][a->n_bound++];
	if (b->name != name) {
		b->name = name;
		b->place = sqlite3_bind_parameter_index(a->stmt, name);
	}
	return b->place;
}

void ask_int(struct ask *a, const char *name, int64_t value)
{
	keep(a, sqlite3_bind_int64(a->stmt, place(a, name), value));
}

void ask_double(struct ask *a, const char *name, double value)
{
	keep(a, sqlite3_bind_double(a->stmt, place(a, name), value));
}

void ask_text(struct ask *a, const char *name, const char *text)
{
	ask_chars(a, name, text ? text : "", text ? strlen(text) : 0);
}

void ask_chars(struct ask *a, const char *name, const char *at, size_t len)
{
	keep(a, sqlite3_bind_text64(a->stmt, place(a, name), at ? at : "", len,
	                            SQLITE_STATIC, SQLITE_UTF8));
}

void ask_blob(struct ask *a, const char *name, const void *at, size_t len)
{
	keep(a, sqlite3_bind_blob64(a->stmt, place(a, name), at ? at : "", len,
	                            SQLITE_STATIC));
}

void ask_digest(struct ask *a, const char *name, const struct digest *d)
{
	ask_blob(a, name, d->bytes, sizeof(d->bytes));
}

int ask_row(struct ask *a, struct fault *f)
{
	int rc;

	if (a->rc != SQLITE_OK)
		return db_fault(a->store, a->rc, f);
	a->is_on = true;
	rc = sqlite3_step(a->stmt);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	return db_fault(a->store, rc, f);
}

int ask_run(struct ask *a, struct fault *f)
{
	int rc = ask_row(a, f);

	ask_end(a);
	return rc < 0 ? -1 : 0;
}

void ask_end(struct ask *a)
{
	if (!a->stmt)
		return;
	(void)sqlite3_reset(a->stmt);
	(void)sqlite3_clear_bindings(a->stmt);
	a->is_on = false;
}

int64_t row_int(const struct ask *a, int column)
{
	return sqlite3_column_int64(a->stmt, column);
}

uint32_t row_uint(const struct ask *a, int column)
{
	return (uint32_t)sqlite3_column_int64(a->stmt, column);
}

double row_double(const struct ask *a, int column)
{
	return sqlite3_column_double(a->stmt, column);
}

const char *row_text(const struct ask *a, int column)
{
	const char *text = (const char *)sqlite3_column_text(a->stmt, column);

	return text ? text : "";
}

const void *row_blob(const struct ask *a, int column, size_t *len)
{
	const void *at = sqlite3_column_blob(a->stmt, column);

	*len = (size_t)sqlite3_column_bytes(a->stmt, column);
	return at ? at : "";
}

bool row_digest(const struct ask *a, int column, struct digest *out)
{
	size_t len;
	const void *at = row_blob(a, column, &len);

	memset(out, 0, sizeof(*out));
	if (len != sizeof(out->bytes))
		return false;
	memcpy(out->bytes, at, len);
	return true;
}

void row_into(const struct ask *a, int column, char *out, size_t size)
{
	size_t len;
	const void *at = row_blob(a, column, &len);

	if (len >= size)
		len = size - 1;
	memcpy(out, at, len);
	memset(out + len, 0, size - len);
}

const char *row_copy(const struct ask *a, int column, struct arena *arena,
                     struct fault *f)
{
	size_t len;
	const void *at = row_blob(a, column, &len);

	return len == 0 ? "" : arena_copy(arena, at, len, f);
}

/* The same bytes on any machine: least significant first. */
static void digest_bits(uint64_t bits, struct digester *d)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(bits >> (8 * i));
	digester_add_field(d, bytes, sizeof(bytes));
}

static void digest_column(const struct ask *a, int column, struct digester *d)
{
	unsigned char type =
		(unsigned char)sqlite3_column_type(a->stmt, column);
	const void *at;
	uint64_t bits;
	double real;
	size_t len;

	digester_add(d, &type, 1);
	switch (type) {
	case SQLITE_INTEGER:
		digest_bits((uint64_t)row_int(a, column), d);
		break;
	case SQLITE_FLOAT:
		real = row_double(a, column);
		memcpy(&bits, &real, sizeof(bits));
		digest_bits(bits, d);
		break;
	default:
		at = row_blob(a, column, &len);
		digester_add_field(d, at, len);
		break;
	}
}

int ask_digest_rows(struct ask *a, struct digester *d, struct fault *f)
{
	int rc;

	while ((rc = ask_row(a, f)) == 1)
		for (int i = 0; i < sqlite3_column_count(a->stmt); i++)
			digest_column(a, i, d);
	return rc;
}
