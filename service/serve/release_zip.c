/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole release in one file: its tables, what describes them, the method and
 * the catalogues. The same release has the same bytes each time: members are
 * sorted, and as old as their release.
 */
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/arena.h"
#include "base/clock.h"
#include "catalogue.h"

#include "export.h"
#include "handlers.h"
#include "method_text.h"
#include "package.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

/* Members: tables, catalogue files, and a few words. */
#define MEMBERS_MOST 160

/* The file as sent, twice in memory while it is made: a worker's bound. A
   million passages come near it; then `gcmtrack backup` is the way. */
#define ZIP_MOST ((size_t)96 << 20)

/* The tables before they are packed: what is packed well may still keep a
   worker for a minute. */
#define PLAIN_MOST ((uint64_t)1 << 30)

struct member {
	const char *name;
	const struct export_table *table; /* NULL: bytes */
	const char *bytes;
	size_t len;
	/* a table on its way, as libzip reads it */
	struct packing *packing;
	struct export_feed feed;
	size_t at; /* bytes of the page that are read */
};

/* All of one file on its way. */
struct packing {
	const struct request *q;
	struct request as; /* q, as of the release */
	const char *release;
	struct member member[MEMBERS_MOST];
	size_t n;
	uint64_t plain;
	zip_error_t error; /* for libzip: a member failed */
	struct fault fault;
};

/* ---- members ---------------------------------------------------------------
 */

static int add_bytes(struct packing *p, const char *name, const char *bytes,
                     size_t len, struct fault *f)
{
	if (p->n == MEMBERS_MOST)
		return fault_set(f, FAULT_LIMIT, "more than %d files",
		                 MEMBERS_MOST);
	if (!name || !bytes)
		return -1;
	p->member[p->n++] =
		(struct member){ .name = name, .bytes = bytes, .len = len };
	return 0;
}

static int add_tables(struct packing *p, struct fault *f)
{
	size_t n;
	const struct export_table *all = export_tables(&n);

	for (size_t i = 0; i < n; i++) {
		const char *name =
			arena_print(p->q->arena, f, "%s.csv", all[i].name);

		if (add_bytes(p, name, "", 0, f) < 0)
			return -1;
		p->member[p->n - 1].table = &all[i];
		p->member[p->n - 1].packing = p;
	}
	return 0;
}

static int add_catalogues(struct packing *p, struct fault *f)
{
	struct arena *a = p->q->arena;
	size_t n;
	const struct catalogue_file *own = catalogue_embedded(&n);
	const struct catalogue_file *schema = catalogue_schema();
	struct kept_file *given = NULL;

	for (size_t i = 0; i < n; i++)
		if (add_bytes(p, arena_print(a, f, "catalogue/%s", own[i].name),
		              own[i].bytes, own[i].len, f) < 0)
			return -1;
	if (add_bytes(p, arena_print(a, f, "catalogue/%s", schema->name),
	              schema->bytes, schema->len, f) < 0 ||
	    store_catalogue_files(p->q->store, a, &given, &n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (add_bytes(p,
		              arena_print(a, f, "catalogue/given/%s",
		                          given[i].name),
		              given[i].bytes, given[i].len, f) < 0)
			return -1;
	return 0;
}

/* Writes the package over the tables; their files lie beside it. */
static int write_package(struct packing *p, struct pen *pen, struct fault *f)
{
	size_t n;
	const struct export_table *all = export_tables(&n);

	package_begin(&p->as, pen, "gcmtrack-release",
	              "gcmtrack: a whole release");
	for (size_t i = 0; i < n; i++) {
		struct package_resource one = { .table = all[i].name,
			                        .help = export_help(&all[i]) };
		struct export_feed feed;
		int rc;

		if (export_open(&feed, &p->as, p->release, &all[i], f) < 0)
			return -1;
		rc = export_columns(&feed, &one.columns, &one.n, f);
		export_clear(&feed);
		one.path = arena_print(p->q->arena, f, "%s.csv", all[i].name);
		if (rc < 0 || !one.path)
			return -1;
		package_resource(pen, &one);
	}
	package_end(pen);
	return pen_check(pen, f);
}

static int add_package(struct packing *p, struct fault *f)
{
	struct pen pen;
	const char *copy = NULL;
	size_t len;
	int rc;

	pen_init(&pen, EXPORT_PAGE_MOST);
	rc = write_package(p, &pen, f);
	len = pen.out.len;
	if (rc == 0)
		copy = arena_copy(p->q->arena, pen.out.at, len, f);
	pen_clear(&pen);
	return copy ? add_bytes(p, "datapackage.json", copy, len, f) : -1;
}

/* Whether the catalogues at hand are those that the release names. */
static const char *catalogue_words(const struct packing *p)
{
	const char *now = catalogue_version(p->as.snapshot->catalogue);
	const char *then = p->as.snapshot->publication.catalogue;

	return !then || strcmp(now, then) == 0
	               ? "These are the files that the release was made with."
	               : "These are the files in use now; the release was made "
	                 "with others, which its\ncatalogue line names.";
}

static int add_readme(struct packing *p, struct fault *f)
{
	const struct publication *at = &p->as.snapshot->publication;
	char generated[CLOCK_TEXT_SIZE];
	const char *text;
	size_t n;
	const struct export_table *all = export_tables(&n);

	clock_text(at->as_of_s, generated);
	text = arena_print(
		p->q->arena, f,
		"gcmtrack, release %s\n\n"
		"release:   %s\nmethod:    %s\ncatalogue: %s\ngenerated: %s\n"
		"service:   " PACKAGE_NAME " " PACKAGE_VERSION "\n\n"
		"datapackage.json says what each column is. Files are CSV "
		"(RFC 4180, UTF-8); what is\nmissing is empty, never 0, and a "
		"status beside it says why. Text that a\nspreadsheet would run "
		"as a formula starts with an apostrophe.\n\n",
		at->release, at->release, at->method,
		at->catalogue ? at->catalogue : "", generated);
	for (size_t i = 0; text && i < n; i++)
		text = arena_print(p->q->arena, f, "%s%s.csv: %s.\n", text,
		                   all[i].name, export_help(&all[i]));
	text = text ? arena_print(p->q->arena, f,
	                          "%s\ncatalogue/: what was promised, by whom, "
	                          "when it is reviewed. %s\nA file in "
	                          "catalogue/given/ stands before one with the "
	                          "same id beside it.\n\n"
	                          "METHOD.md: how a number is made, as the "
	                          "program that packed this does it.\n"
	                          "Cells are those of the release. Passages "
	                          "and codings are of its submissions,\n"
	                          "as they are read by today's rules. What is "
	                          "not public is not here.\n",
	                          text, catalogue_words(p))
	            : NULL;
	return text ? add_bytes(p, "README.txt", text, strlen(text), f) : -1;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct member *)a)->name,
	              ((const struct member *)b)->name);
}

static int add_members(struct packing *p, struct fault *f)
{
	if (add_tables(p, f) < 0 || add_catalogues(p, f) < 0 ||
	    add_package(p, f) < 0 || add_readme(p, f) < 0 ||
	    add_bytes(p, "METHOD.md", METHOD_TEXT[0].bytes, METHOD_TEXT[0].len,
	              f) < 0)
		return -1;
	qsort(p->member, p->n, sizeof(p->member[0]), by_name);
	return 0;
}

/* ---- packing ---------------------------------------------------------------
 */

static zip_int64_t table_failed(struct packing *p)
{
	zip_error_set(&p->error, ZIP_ER_INTERNAL, 0);
	return -1;
}

/* Gives up to LEN bytes of the table to libzip. */
static zip_int64_t table_read(struct member *m, char *out, size_t len)
{
	struct packing *p = m->packing;
	size_t done = 0;

	while (done < len) {
		size_t left = m->feed.page.len - m->at;
		size_t take = left < len - done ? left : len - done;
		int rc;

		if (take > 0)
			memcpy(out + done, m->feed.page.at + m->at, take);
		m->at += take;
		done += take;
		if (left > take || done == len)
			continue;
		rc = export_page(&m->feed, &p->fault);
		m->at = 0;
		if (rc < 0)
			return table_failed(p);
		if (rc == 0) {
			buf_reset(&m->feed.page);
			break;
		}
	}
	p->plain += done;
	if (p->plain > PLAIN_MOST) {
		(void)fault_set(&p->fault, FAULT_LIMIT,
		                "this release is too large for one file: page "
		                "through its tables");
		return table_failed(p);
	}
	return (zip_int64_t)done;
}

/* A table as a source of libzip: made while it is packed. */
static zip_int64_t table_source(void *context, void *data, zip_uint64_t len,
                                zip_source_cmd_t command)
{
	struct member *m = context;
	struct packing *p = m->packing;

	if (command == ZIP_SOURCE_SUPPORTS)
		return zip_source_make_command_bitmap(
			ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
			ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	if (command == ZIP_SOURCE_OPEN) {
		m->at = 0;
		return export_open(&m->feed, &p->as, p->release, m->table,
		                   &p->fault) < 0
		               ? table_failed(p)
		               : 0;
	}
	if (command == ZIP_SOURCE_READ)
		return table_read(m, data, (size_t)len);
	if (command == ZIP_SOURCE_CLOSE) {
		export_clear(&m->feed);
		return 0;
	}
	if (command == ZIP_SOURCE_STAT) {
		zip_stat_init(data);
		return sizeof(zip_stat_t);
	}
	if (command == ZIP_SOURCE_ERROR)
		return zip_error_to_data(&p->error, data, len);
	return 0;
}

/* The time of a member, as DOS has it: to two seconds, from 1980 on. */
static void dos_time(int64_t t_s, zip_uint16_t *time, zip_uint16_t *date)
{
	/* where the parts of "2026-11-22T00:00:00Z" start */
	static const size_t START[] = { 0, 5, 8, 11, 14, 17, 20 };
	unsigned part[6] = { 0 };
	char text[CLOCK_TEXT_SIZE];

	clock_text(t_s, text);
	for (size_t i = 0; i < 6; i++)
		for (size_t k = START[i]; k + 1 < START[i + 1]; k++)
			part[i] = part[i] * 10 + (unsigned)(text[k] - '0');
	part[0] = part[0] < 1980 ? 0 : part[0] - 1980;
	*time = (zip_uint16_t)(part[3] << 11 | part[4] << 5 | part[5] / 2);
	*date = (zip_uint16_t)(part[0] << 9 | part[1] << 5 | part[2]);
}

static int zip_failed(struct packing *p, const char *words, struct fault *f)
{
	if (p->fault.code != FAULT_NONE) {
		*f = p->fault;
		return -1;
	}
	return fault_set(f, FAULT_SYSTEM, "the file cannot be packed: %s",
	                 words);
}

static int add_all(struct packing *p, zip_t *z, struct fault *f)
{
	zip_uint16_t time, date;

	dos_time(p->as.snapshot->publication.as_of_s, &time, &date);
	for (size_t i = 0; i < p->n; i++) {
		struct member *m = &p->member[i];
		zip_source_t *s =
			m->table ? zip_source_function(z, table_source, m)
				 : zip_source_buffer(z, m->bytes, m->len, 0);
		zip_int64_t at =
			s ? zip_file_add(z, m->name, s, ZIP_FL_ENC_UTF_8) : -1;

		if (at < 0) {
			if (s)
				zip_source_free(s);
			return zip_failed(p, zip_strerror(z), f);
		}
		if (zip_file_set_dostime(z, (zip_uint64_t)at, time, date, 0) <
		            0 ||
		    zip_file_set_external_attributes(z, (zip_uint64_t)at, 0,
		                                     ZIP_OPSYS_UNIX,
		                                     (zip_uint32_t)0100644
		                                             << 16) < 0)
			return zip_failed(p, zip_strerror(z), f);
	}
	return 0;
}

/* Reads the packed file into the arena. */
static int take(struct packing *p, zip_source_t *packed, struct reply *r,
                struct fault *f)
{
	zip_stat_t st;
	char *out;

	if (zip_source_stat(packed, &st) < 0 || zip_source_open(packed) < 0)
		return zip_failed(p, "it cannot be read back", f);
	if (st.size > ZIP_MOST) {
		(void)zip_source_close(packed);
		return fault_set(f, FAULT_LIMIT,
		                 "this release is too large for one file: page "
		                 "through its tables");
	}
	out = arena_alloc(p->q->arena, (size_t)st.size + 1, f);
	if (out &&
	    zip_source_read(packed, out, st.size) != (zip_int64_t)st.size) {
		(void)zip_failed(p, "it cannot be read back", f);
		out = NULL;
	}
	(void)zip_source_close(packed);
	r->body = out;
	r->body_len = out ? (size_t)st.size : 0;
	return out ? 0 : -1;
}

static int pack(struct packing *p, struct reply *r, struct fault *f)
{
	zip_source_t *packed;
	zip_error_t e;
	zip_t *z;
	int rc = -1;

	zip_error_init(&e);
	packed = zip_source_buffer_create(NULL, 0, 0, &e);
	if (!packed)
		return zip_failed(p, "no memory", f);
	zip_source_keep(packed); /* closing the archive lets go of one */
	z = zip_open_from_source(packed, ZIP_TRUNCATE, &e);
	if (!z) {
		zip_source_free(packed);
		zip_source_free(packed);
		return zip_failed(p, "no memory", f);
	}
	rc = add_all(p, z, f);
	if (rc == 0 && zip_close(z) < 0)
		rc = zip_failed(p, zip_strerror(z), f);
	else if (rc == 0)
		z = NULL;
	if (z)
		zip_discard(z);
	if (rc == 0)
		rc = take(p, packed, r, f);
	zip_source_free(packed);
	return rc;
}

/* ---- routes ----------------------------------------------------------------
 */

/* Tables are read page by page: the head must stay what the snapshot says. */
static int check_head(const struct packing *p, struct fault *f)
{
	int64_t number = 0;

	if (p->release[0])
		return 0;
	if (store_publication_number(p->q->store, &number, f) < 0)
		return -1;
	if (number != p->as.snapshot->publication.number)
		return fault_set(f, FAULT_STORE,
		                 "a publication is under way: try again");
	return 0;
}

static int make(struct packing *p, struct reply *r, struct fault *f)
{
	int rc;

	if (store_read_begin(p->q->store, f) < 0)
		return -1;
	rc = check_head(p, f);
	if (rc == 0)
		rc = add_members(p, f);
	if (rc == 0)
		rc = pack(p, r, f);
	store_rollback(p->q->store);
	return rc;
}

int answer_release_zip(const struct request *q, struct reply *r,
                       struct fault *f)
{
	bool is_head = strcmp(q->arg[0], "head") == 0;
	struct packing *p = arena_alloc(q->arena, sizeof(*p), f);
	int rc;

	if (!p)
		return -1;
	p->q = q;
	p->as = *q;
	p->release = is_head ? "" : q->arg[0];
	p->as.release = p->release;
	if (strlen(q->arg[0]) > 31)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no release has so long a name: "
		                 "/api/v1/releases lists them");
	if (site_snapshot(q->site, p->release, &p->as.snapshot, f) < 0)
		return -1;
	if (p->as.snapshot->publication.number == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "nothing is published yet: there is no head "
		                 "to pack");
	zip_error_init(&p->error);
	rc = make(p, r, f);
	zip_error_fini(&p->error);
	if (rc < 0)
		return -1;
	r->disposition = arena_print(q->arena, f,
	                             "attachment; filename=\"gcmtrack-%s.zip\"",
	                             p->as.snapshot->publication.release);
	return r->disposition ? 0 : -1;
}

/* The package over everything that a route gives without being told more. */
int answer_package(const struct request *q, struct reply *r, struct fault *f)
{
	const char *release = q->release;
	size_t n;
	const struct export_table *all = export_tables(&n);

	package_begin(q, &r->pen, "gcmtrack", "gcmtrack: tables by route");
	for (size_t i = 0; i < n; i++) {
		const struct route *route = export_route(&all[i]);
		struct package_resource one = { .table = all[i].name,
			                        .help = export_help(&all[i]) };
		struct export_feed feed;
		int rc;

		if (!route || all[i].by_catalogue)
			continue;
		if (export_open(&feed, q, release, &all[i], f) < 0)
			return -1;
		rc = export_columns(&feed, &one.columns, &one.n, f);
		export_clear(&feed);
		one.path = arena_print(
			q->arena, f, "%s%s?%s%s%sformat=csv",
			q->site->options.public_url,
			all[i].path + (q->site->options.public_url[0]
		                               ? 0
		                               : strlen("/api/v1/")),
			release[0] && (route->flags & ROUTE_RELEASE)
				? "release="
				: "",
			release[0] && (route->flags & ROUTE_RELEASE) ? release
								     : "",
			release[0] && (route->flags & ROUTE_RELEASE) ? "&"
								     : "");
		if (rc < 0 || !one.path)
			return -1;
		package_resource(&r->pen, &one);
	}
	package_end(&r->pen);
	return 0;
}
