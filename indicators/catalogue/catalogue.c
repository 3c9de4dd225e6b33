/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/fault.h"
#include "model/commitment.h"

/* All files embedded today take 2 MiB; a table for every language, 20. */
#define CATALOGUE_MOST ((size_t)128 << 20)

/* FINDINGS_MOST lines of the longest kind. */
#define REPORT_MOST ((size_t)128 << 10)

/* As many digits of the digest as a version shows. */
#define VERSION_DIGITS 12

/* The files under way in catalogue_new(). */
struct files {
	struct source *list;
	size_t n;
	struct buf report;
	struct findings fs;
};

const struct catalogue_file *catalogue_embedded(size_t *n)
{
	*n = EMBEDDED_COUNT - 1;
	return EMBEDDED;
}

const struct catalogue_file *catalogue_schema(void)
{
	return &EMBEDDED[EMBEDDED_COUNT - 1];
}

/* The name without folders: what files are known by, and digested under. */
static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int name_order(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	int by_name = strcmp(base_name(x->name), base_name(y->name));

	return by_name ? by_name : strcmp(x->id, y->id);
}

/* Printed order: attribute `order` of a catalogue, then name. */
static int printed_order(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	const char *p = node_attr(x->root, "order");
	const char *q = node_attr(y->root, "order");
	long i = p ? strtol(p, NULL, 10) : 0;
	long j = q ? strtol(q, NULL, 10) : 0;

	if (i != j)
		return (i > j) - (i < j);
	return name_order(a, b);
}

/* Says whether a line of the report speaks of a given file. */
static bool is_of_given(const struct files *files, const char *line)
{
	for (size_t i = 0; i < files->n; i++) {
		const struct source *src = &files->list[i];
		size_t len = strlen(src->name);

		if (src->is_given && strncmp(line, src->name, len) == 0 &&
		    line[len] == ':')
			return true;
	}
	return false;
}

/*
 * Hands one finding, whose words are NAME:LINE: ..., to F: the first in a
 * given file, since what is wrong there makes embedded ones look wrong.
 */
static int first_finding(const struct files *files, struct fault *f)
{
	const char *report = files->report.at ? files->report.at : "";
	const char *line = report;

	while (*line && !is_of_given(files, line))
		line += strcspn(line, "\n") + 1;
	if (!*line)
		line = report;
	return fault_set(f, FAULT_INPUT, "%.*s", (int)strcspn(line, "\n"),
	                 line);
}

static bool is_same(const struct source *a, const struct source *b)
{
	return strcmp(a->id, b->id) == 0;
}

/* Opens FILE at the end of the list. */
static int files_add(struct files *files, const struct catalogue_file *file,
                     bool is_given, struct fault *f)
{
	struct source *src = &files->list[files->n];
	int rc = source_open(file, &files->fs, src, f);

	if (rc < 0)
		return -1;
	if (rc == 0)
		return first_finding(files, f);
	src->is_given = is_given;
	files->n++;
	return 0;
}

/* A given file takes the place of the embedded one of its id. */
static int files_give(struct files *files, const struct catalogue_file *file,
                      struct fault *f)
{
	const struct source *src;
	size_t kept = 0;

	if (files_add(files, file, true, f) < 0)
		return -1;
	src = &files->list[files->n - 1];
	for (size_t i = 0; i + 1 < files->n; i++)
		if (files->list[i].is_given && is_same(&files->list[i], src))
			return fault_set(f, FAULT_INPUT,
			                 "%s:1: the same id as %s; give one "
			                 "of them",
			                 src->name, files->list[i].name);
	for (size_t i = 0; i < files->n; i++) {
		struct source *old = &files->list[i];

		if (!old->is_given && is_same(old, src))
			source_close(old);
		else
			files->list[kept++] = *old;
		if (old == src)
			break;
	}
	files->n = kept;
	return 0;
}

static int files_open(struct files *files, const struct catalogue_file *given,
                      size_t n_given, struct fault *f)
{
	size_t n;
	const struct catalogue_file *embedded = catalogue_embedded(&n);

	memset(files, 0, sizeof(*files));
	buf_init(&files->report, REPORT_MOST);
	files->fs.report = &files->report;
	files->list = calloc(n + n_given + 1, sizeof(*files->list));
	if (!files->list)
		return fault_set(f, FAULT_MEMORY, "no memory for catalogues");
	for (size_t i = 0; i < n; i++) {
		if (files_add(files, &embedded[i], false, f) < 0)
			return -1;
		files->list[i].sha256 = EMBEDDED_SHA256[i];
	}
	for (size_t i = 0; i < n_given; i++)
		if (files_give(files, &given[i], f) < 0)
			return -1;
	return 0;
}

static void files_close(struct files *files)
{
	for (size_t i = 0; i < files->n; i++)
		source_close(&files->list[i]);
	free(files->list);
	buf_clear(&files->report);
}

/* Writes the SHA-256 of a file into HEX, which holds DIGEST_HEX_SIZE bytes. */
static void file_digest(const struct source *src, char *hex)
{
	struct digest sum;

	if (src->sha256) {
		memcpy(hex, src->sha256, DIGEST_HEX_SIZE);
		return;
	}
	digest_of(src->file->bytes, src->file->len, &sum);
	digest_hex(&sum, hex);
}

/* Digests every file by name, and writes what catalogue_version() says. */
static int version_fill(struct catalogue *c, struct files *files,
                        struct fault *f)
{
	struct digester *d;
	struct digest sum;
	char hex[DIGEST_HEX_SIZE];
	const char *words = "";

	if (digester_new(&d, f) < 0)
		return -1;
	qsort(files->list, files->n, sizeof(*files->list), name_order);
	for (size_t i = 0; i < files->n; i++) {
		const char *name = base_name(files->list[i].name);

		file_digest(&files->list[i], hex);
		digester_add_field(d, name, strlen(name));
		digester_add_field(d, hex, strlen(hex));
	}
	digester_end(d, &sum);
	digester_free(d);
	digest_hex(&sum, hex);
	for (size_t i = 0; i < c->n_infos && words; i++)
		words = arena_print(c->arena, f, "%s%s/%s ", words,
		                    c->infos[i].id, c->infos[i].version);
	if (words)
		words = arena_print(c->arena, f, "%s%.*s", words,
		                    VERSION_DIGITS, hex);
	c->version = words;
	return words ? 0 : -1;
}

/* The schema costs more than all the rest: embedded files met it at build. */
static int schema_check_given(struct files *files, struct fault *f)
{
	for (size_t i = 0; i < files->n; i++)
		if (files->list[i].is_given &&
		    schema_check(&files->list[i], &files->fs, f) < 0)
			return -1;
	return 0;
}

static int fill(struct catalogue *c, struct files *files, struct fault *f)
{
	qsort(files->list, files->n, sizeof(*files->list), printed_order);
	if (catalogue_fill(c, files->list, files->n, c, &files->fs, f) < 0)
		return -1;
	if (schema_check_given(files, f) < 0)
		return -1;
	if (files->fs.n > 0)
		return first_finding(files, f);
	if (crosswalks_mirror(c, f) < 0)
		return -1;
	return version_fill(c, files, f);
}

/* An empty catalogue, itself in its own arena's care. */
static struct catalogue *blank(struct fault *f)
{
	struct catalogue *c = calloc(1, sizeof(*c));

	if (!c) {
		(void)fault_set(f, FAULT_MEMORY, "no memory for catalogues");
		return NULL;
	}
	if (arena_new(CATALOGUE_MOST, &c->arena, f) < 0) {
		free(c);
		return NULL;
	}
	return c;
}

int catalogue_new(const struct catalogue_file *given, size_t n_given,
                  struct catalogue **out, struct fault *f)
{
	struct files files;
	struct catalogue *c = NULL;
	int rc = files_open(&files, given, n_given, f);

	if (rc == 0) {
		c = blank(f);
		rc = c ? fill(c, &files, f) : -1;
	}
	files_close(&files);
	if (rc < 0) {
		catalogue_free(c);
		return -1;
	}
	*out = c;
	return 0;
}

void catalogue_free(struct catalogue *c)
{
	if (!c)
		return;
	arena_free(c->arena);
	free(c);
}

/* The file by itself, then against the schema; finds, never fails. */
static int check_one(const struct source *src, const struct catalogue *context,
                     struct findings *fs, struct fault *f)
{
	struct catalogue *c = blank(f);
	int rc;

	if (!c)
		return -1;
	rc = catalogue_fill(c, src, 1, context, fs, f);
	if (rc == 0)
		rc = schema_check(src, fs, f);
	catalogue_free(c);
	return rc;
}

int catalogue_check(const struct catalogue_file *file,
                    const struct catalogue *context, struct buf *report,
                    struct fault *f)
{
	struct findings fs = { .report = report };
	struct source src;
	int rc = source_open(file, &fs, &src, f);

	if (rc > 0) {
		rc = check_one(&src, context, &fs, f);
		source_close(&src);
	}
	if (rc < 0)
		return -1;
	return fs.n == 0 && !fs.is_cut ? 1 : 0;
}
