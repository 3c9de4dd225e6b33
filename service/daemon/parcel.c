/* SPDX-License-Identifier: Apache-2.0 */
#include "parcel.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "catalogue.h"

/* Names and declarations of all documents, endorsers with them. */
#define PARCEL_MEMORY_MOST ((size_t)512 << 20)

/* A manifest or list of endorsers is lines of words. */
#define LIST_MOST ((size_t)16 << 20)

static int is_state(const void *context, const char *iso3)
{
	return catalogue_state(context, iso3) != NULL;
}

static int is_round(const void *context, const char *id)
{
	return catalogue_round(context, id) != NULL;
}

int parcel_open(struct parcel *p, const struct catalogue *catalogue,
                struct fault *f)
{
	memset(p, 0, sizeof(*p));
	p->catalogue = catalogue;
	return arena_new(PARCEL_MEMORY_MOST, &p->arena, f);
}

void parcel_close(struct parcel *p)
{
	arena_free(p->arena);
	memset(p, 0, sizeof(*p));
}

int parcel_room(struct parcel *p, size_t n, struct fault *f)
{
	struct intake_item *items;
	struct undeclared *undeclared;

	items = arena_array(p->arena, p->n_items + n, sizeof(*items), f);
	undeclared = arena_array(p->arena, p->n_undeclared + n,
	                         sizeof(*undeclared), f);
	if (!items || !undeclared)
		return -1;
	if (p->n_items > 0)
		memcpy(items, p->items, p->n_items * sizeof(*items));
	if (p->n_undeclared > 0)
		memcpy(undeclared, p->undeclared,
		       p->n_undeclared * sizeof(*undeclared));
	p->items = items;
	p->undeclared = undeclared;
	return 0;
}

/* Reads a small file into the arena. */
static int list_read(struct parcel *p, const char *path, const char **bytes,
                     size_t *len, struct fault *f)
{
	struct buf b;
	int rc;

	buf_init(&b, LIST_MOST);
	rc = file_read(path, &b, f);
	if (rc == 0) {
		*bytes = arena_copy(p->arena, b.at, b.len, f);
		*len = b.len;
		rc = *bytes ? 0 : -1;
	}
	buf_clear(&b);
	return rc;
}

static int endorsers_add(struct parcel *p, const char *path,
                         struct submission *sub, struct fault *f)
{
	const char *bytes = NULL;
	size_t len = 0;

	if (!path[0])
		return 0;
	if (list_read(p, path, &bytes, &len, f) < 0)
		return -1;
	return intake_endorsers(bytes, len, p->arena, &sub->endorsers,
	                        &sub->n_endorsers, f);
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int parcel_add(struct parcel *p, const char *path, const char *endorsers,
               const struct intake_fields *fields, struct fault *f)
{
	const struct intake_names names = { .context = p->catalogue,
		                            .is_state = is_state,
		                            .is_round = is_round };
	struct intake_item *item = &p->items[p->n_items];
	struct intake_fields own = *fields;

	memset(item, 0, sizeof(*item));
	item->path = arena_string(p->arena, path, f);
	if (!item->path)
		return -1;
	item->name = item->path;
	own.file_name = name_of(item->path);
	if (intake_declare(&own, &names, p->arena, &item->submission, f) < 0 ||
	    endorsers_add(p, endorsers, &item->submission, f) < 0)
		return -1;
	p->n_items++;
	return 0;
}

/* PATH as seen from beside the manifest FROM. */
static const char *path_beside(struct parcel *p, const char *from,
                               const char *path, struct fault *f)
{
	const char *slash = strrchr(from, '/');

	if (!path[0] || path[0] == '/' || !slash)
		return path;
	return arena_print(p->arena, f, "%.*s/%s", (int)(slash - from), from,
	                   path);
}

static int row_add(struct parcel *p, const char *manifest,
                   const struct manifest_row *row, struct fault *f)
{
	const char *path = path_beside(p, manifest, row->path, f);
	const char *endorsers = path_beside(p, manifest, row->endorsers, f);
	struct undeclared *u;
	struct fault why = { 0 };

	if (!path || !endorsers)
		return -1;
	if (parcel_add(p, path, endorsers, &row->fields, &why) == 0)
		return 0;
	if (why.code == FAULT_MEMORY) {
		*f = why;
		return -1;
	}
	u = &p->undeclared[p->n_undeclared];
	u->name = path;
	u->reason = arena_print(p->arena, f, "%s:%zu: %s", manifest, row->line,
	                        why.text);
	if (!u->reason)
		return -1;
	p->n_undeclared++;
	return 0;
}

int parcel_add_manifest(struct parcel *p, const char *path, struct fault *f)
{
	struct manifest_row *rows;
	const char *bytes = NULL;
	size_t len = 0, n;

	if (list_read(p, path, &bytes, &len, f) < 0 ||
	    intake_manifest(bytes, len, path, p->arena, &rows, &n, f) < 0 ||
	    parcel_room(p, n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (row_add(p, path, &rows[i], f) < 0)
			return -1;
	return 0;
}
