/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "model/commitment.h"
#include "model/series.h"

/* Which reader reads which kind of file; codebooks are read last, apart. */
static const struct {
	const char *root;
	int (*read)(const struct reading *r, struct fault *f);
} READERS[] = {
	{ "catalogue", commitments_read }, { "rounds", rounds_read },
	{ "states", states_read },         { "principles", principles_read },
	{ "clusters", clusters_read },     { "speakers", speakers_read },
	{ "statistics", series_read },     { "codebook", NULL },
};

#define READER_COUNT (sizeof(READERS) / sizeof(READERS[0]))

/* Lines of ELEMENT in all files whose root is ROOT. */
static size_t lines_of(const struct source *sources, size_t n, const char *root,
                       const char *element)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		if (source_is(&sources[i], root))
			lines += node_count(sources[i].root, element);
	return lines;
}

/* Room for those who speak, and the words that say so. */
static int speakers_room(struct catalogue *c, const struct source *sources,
                         size_t n, struct fault *f)
{
	size_t speakers = lines_of(sources, n, "speakers", "speaker");
	size_t phrases = 0;

	for (size_t i = 0; i < n; i++)
		if (source_is(&sources[i], "speakers"))
			phrases += speakers_phrases(sources[i].root);
	c->speaker_list = arena_array(c->arena, speakers + 1,
	                              sizeof(*c->speaker_list), f);
	c->phrase_list =
		arena_array(c->arena, phrases + 1, sizeof(*c->phrase_list), f);
	c->speakers.at = c->speaker_list;
	c->speakers.phrases = c->phrase_list;
	return c->speaker_list && c->phrase_list ? 0 : -1;
}

/* Makes room for all lines, so that readers never have to grow. */
static int make_room(struct catalogue *c, const struct source *sources,
                     size_t n, struct fault *f)
{
	struct arena *a = c->arena;
	size_t commitments = lines_of(sources, n, "catalogue", "commitment");
	size_t rounds = lines_of(sources, n, "rounds", "round");
	size_t states = lines_of(sources, n, "states", "state");
	size_t letters = lines_of(sources, n, "principles", "principle");
	size_t clusters = lines_of(sources, n, "clusters", "cluster");
	size_t series = lines_of(sources, n, "statistics", "series");

	c->infos = arena_array(a, n, sizeof(*c->infos), f);
	c->commitments =
		arena_array(a, commitments, sizeof(*c->commitments), f);
	c->rounds = arena_array(a, rounds, sizeof(*c->rounds), f);
	c->states = arena_array(a, states, sizeof(*c->states), f);
	c->principles = arena_array(a, letters, sizeof(*c->principles), f);
	c->clusters = arena_array(a, clusters, sizeof(*c->clusters), f);
	c->series = arena_array(a, series, sizeof(*c->series), f);
	c->file_ids = arena_array(a, n, sizeof(*c->file_ids), f);
	return c->infos && c->commitments && c->rounds && c->states &&
	                       c->principles && c->clusters && c->series &&
	                       c->file_ids
	               ? 0
	               : -1;
}

/* What every kind of file must say of itself. */
static void head_check(const struct source *src, struct findings *fs)
{
	static const char *const SAID[] = { "title", "source" };

	if (!*src->id)
		(void)node_need(fs, src, src->root, "id");
	(void)node_need(fs, src, src->root, "version");
	for (size_t i = 0; i < sizeof(SAID) / sizeof(SAID[0]); i++)
		if (!node_child(src->root, SAID[i]))
			finding_add(fs, src, src->root,
			            "<%s> has no <%s>; say it first",
			            (const char *)src->root->name, SAID[i]);
}

static int read_one(const struct reading *r, struct fault *f)
{
	struct catalogue *c = r->c;
	const char *id = arena_string(c->arena, r->src->id, f);

	if (!id)
		return -1;
	c->file_ids[c->n_file_ids++] = id;
	for (size_t i = 0; i < READER_COUNT; i++) {
		if (!source_is(r->src, READERS[i].root))
			continue;
		head_check(r->src, r->fs);
		return READERS[i].read ? READERS[i].read(r, f) : 0;
	}
	finding_add(r->fs, r->src, r->src->root,
	            "<%s> is not a catalogue file; its root may be catalogue, "
	            "rounds, states, principles, clusters, speakers, "
	            "statistics or codebook",
	            (const char *)r->src->root->name);
	return 0;
}

/* Hands all codebook files over together. */
static int codebooks_read(struct catalogue *c, const struct source *sources,
                          size_t n, const struct catalogue *context,
                          struct findings *fs, struct fault *f)
{
	struct source *books = calloc(n ? n : 1, sizeof(*books));
	size_t n_books = 0;
	int rc;

	if (!books)
		return fault_set(f, FAULT_MEMORY, "no memory for a codebook");
	for (size_t i = 0; i < n; i++)
		if (source_is(&sources[i], "codebook"))
			books[n_books++] = sources[i];
	rc = codebook_read(books, n_books, context, c->arena, fs, &c->codebook,
	                   f);
	free(books);
	return rc;
}

int catalogue_fill(struct catalogue *c, const struct source *sources, size_t n,
                   const struct catalogue *context, struct findings *fs,
                   struct fault *f)
{
	if (make_room(c, sources, n, f) < 0 ||
	    speakers_room(c, sources, n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct reading r = { c, fs, &sources[i] };

		if (read_one(&r, f) < 0)
			return -1;
	}
	if (index_fill(c, f) < 0 ||
	    references_check(c, sources, n, context, fs, f) < 0)
		return -1;
	return codebooks_read(c, sources, n, context, fs, f);
}
