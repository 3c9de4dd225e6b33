/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/heap.h"
#include "extract.h"
#include "pipeline.h"

/* Catalogue files are small; larger is another file by mistake. */
#define CATALOGUE_FILE_MOST ((size_t)8 << 20)

/* All catalogue files of one database. */
#define KEPT_MEMORY_MOST ((size_t)512 << 20)

/* What one report needs in this process: the catalogues, a codebook, its text
   and passages, the pages of the database that it fills; and many. */
#define WARM      ((size_t)24 << 20)
#define WARM_MANY ((size_t)64 << 20)

/* Another writer, e.g. a rebuild, is waited for this long. */
#define WRITER_WAIT_MS 60000

void desk_init(struct desk *d)
{
	memset(d, 0, sizeof(*d));
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int desk_store(struct desk *d, const char *db, enum store_mode mode,
               struct fault *f)
{
	return store_open(db, mode, WRITER_WAIT_MS, &d->store, f);
}

static int given_read(struct desk *d, const struct cli_list *given,
                      struct catalogue_file *files, struct fault *f)
{
	for (size_t i = 0; i < given->n; i++) {
		struct buf *b = &d->given[d->n_given++];

		buf_init(b, CATALOGUE_FILE_MOST);
		if (file_read(given->at[i], b, f) < 0)
			return -1;
		files[i] = (struct catalogue_file){
			.name = name_of(given->at[i]),
			.bytes = b->at ? b->at : "",
			.len = b->len,
		};
	}
	return 0;
}

static bool has_name(const struct catalogue_file *files, size_t n,
                     const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(files[i].name, name) == 0)
			return true;
	return false;
}

/* Appends to the N of FILES what the database keeps under other names. */
static int kept_read(struct desk *d, struct catalogue_file *files, size_t *n,
                     struct fault *f)
{
	struct kept_file *kept;
	size_t n_kept, n_given = *n;

	if (!d->store)
		return 0;
	if (arena_new(KEPT_MEMORY_MOST, &d->kept, f) < 0 ||
	    store_catalogue_files(d->store, d->kept, &kept, &n_kept, f) < 0)
		return -1;
	for (size_t i = 0; i < n_kept; i++)
		if (!has_name(files, n_given, kept[i].name))
			files[(*n)++] = (struct catalogue_file){
				.name = kept[i].name,
				.bytes = kept[i].bytes,
				.len = kept[i].len,
			};
	return 0;
}

int desk_catalogue(struct desk *d, const struct cli_list *given,
                   struct fault *f)
{
	struct catalogue_file files[CLI_LIST_MOST + STORE_CATALOGUE_FILES_MOST];
	size_t n = given->n;

	if (given_read(d, given, files, f) < 0 ||
	    kept_read(d, files, &n, f) < 0)
		return -1;
	return catalogue_new(files, n, &d->catalogue, f);
}

static int keep_all(struct desk *d, const struct cli_list *given,
                    struct fault *f)
{
	int64_t now_s = clock_now_s();
	bool is_known;

	for (size_t i = 0; i < given->n; i++)
		if (store_catalogue_keep(d->store, name_of(given->at[i]),
		                         d->given[i].at ? d->given[i].at : "",
		                         d->given[i].len, now_s, &is_known,
		                         f) < 0)
			return -1;
	return 0;
}

int desk_keep(struct desk *d, const struct cli_list *given, struct fault *f)
{
	if (given->n == 0)
		return 0;
	if (store_begin(d->store, f) < 0)
		return -1;
	if (keep_all(d, given, f) == 0 && store_commit(d->store, f) == 0)
		return 0;
	store_rollback(d->store);
	return -1;
}

int desk_nursery(struct desk *d, bool is_many, struct fault *f)
{
	if (extract_nursery_new(&d->nursery, f) < 0)
		return -1;
	/* Now, and not before: what is forked off stays small. */
	heap_warm(is_many ? WARM_MANY : WARM);
	return 0;
}

int desk_pipeline(struct desk *d, bool require_sandbox, int jobs,
                  struct fault *f)
{
	const struct pipeline_options options = {
		.require_sandbox = require_sandbox,
		.jobs = jobs,
		.nursery = d->nursery,
	};

	return pipeline_new(d->store, d->catalogue, &options, &d->pipeline, f);
}

void desk_close(struct desk *d)
{
	pipeline_free(d->pipeline);
	extract_nursery_free(d->nursery);
	store_close(d->store);
	catalogue_free(d->catalogue);
	for (size_t i = 0; i < d->n_given; i++)
		buf_clear(&d->given[i]);
	arena_free(d->kept);
	desk_init(d);
}

int desk_fail(const char *verb, const struct fault *f)
{
	(void)fflush(stdout);
	(void)fprintf(stderr, "gcmtrack %s: %s\n", verb, f->text);
	return STATUS_FAILED;
}
