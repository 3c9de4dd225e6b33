/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Speed of coding: plain matching, and everything.
 *
 * Reads the text files named on the command line, then prints MB/s of
 * coder_count_terms() over the whole, of coder_code() over its sentences, and
 * the time of compiling a codebook. bench_coding.sh interleaves it with rg.
 *
 * Usage: bench_coding ROUNDS FILE...
 *        bench_coding --terms     every English phrase of plain words
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "catalogue.h"
#include "coding.h"
#include "model/codebook.h"

#define TEXT_MOST  (256u << 20)
#define ARENA_MOST (64u << 20)

/* Processor time: other work on the machine does not count. */
static double now(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

/* Sentences by full stop and line: near enough for a speed. */
static size_t next_sentence(const char *text, size_t len, size_t at)
{
	for (size_t i = at; i < len; i++) {
		if (text[i] == '.' && i + 1 < len && text[i + 1] == ' ')
			return i + 1;
		if (text[i] == '\n' && i + 1 < len && text[i + 1] == '\n')
			return i + 1;
	}
	return len;
}

static int code_all(struct coder *c, const struct buf *text, struct arena *a,
                    size_t *codings, struct fault *f)
{
	static const char SUBJECT[][STATE_SIZE] = { "SVN" };
	struct utterance u = { .language = "en",
		               .states = SUBJECT,
		               .n_states = 1,
		               .trail = "",
		               .declared = "" };
	size_t at = 0;

	*codings = 0;
	while (at < text->len) {
		size_t end = next_sentence(text->at, text->len, at);
		struct passage_coding out;

		u.text = text->at + at;
		u.len = end - at;
		u.context = "";
		arena_reset(a);
		if (coder_code(c, &u, a, &out, f) < 0)
			return -1;
		*codings += out.n;
		at = end;
	}
	return 0;
}

static int run(int rounds, const struct buf *text, struct fault *f)
{
	struct catalogue *catalogue = NULL;
	struct coder *c = NULL;
	struct arena *a = NULL;
	double mb = (double)text->len / 1e6;
	int rc;

	rc = catalogue_new(NULL, 0, &catalogue, f);
	if (rc == 0) {
		double start = now();

		rc = coder_new(catalogue, &c, f);
		if (rc == 0)
			rc = coder_learn(c, "en", f);
		printf("codebook compiled in %.1f ms\n", (now() - start) * 1e3);
	}
	if (rc == 0)
		rc = arena_new(ARENA_MOST, &a, f);
	for (int i = 0; rc == 0 && i < rounds; i++) {
		double start = now();
		double middle = start;
		size_t codings = 0, n = 0;

		rc = coder_count_terms(c, "en", text->at, text->len, &n, f);
		middle = now();
		if (rc == 0)
			rc = code_all(c, text, a, &codings, f);
		printf("count %.1f MB/s (%zu terms) code %.1f MB/s (%zu "
		       "codings) of %.1f MB\n",
		       mb / (middle - start), n, mb / (now() - middle), codings,
		       mb);
	}
	arena_free(a);
	coder_free(c);
	catalogue_free(catalogue);
	return rc;
}

static int print_terms(struct fault *f)
{
	struct catalogue *catalogue = NULL;
	const struct codebook *book;

	if (catalogue_new(NULL, 0, &catalogue, f) < 0)
		return -1;
	book = catalogue_codebook(catalogue);
	for (size_t i = 0; i < book->n_languages; i++) {
		const struct codebook_language *l = &book->languages[i];

		if (strcmp(l->language, "en") != 0)
			continue;
		for (size_t k = 0; k < l->n_terms; k++)
			if (!strpbrk(l->terms[k].words, ".|^=~#"))
				puts(l->terms[k].words);
	}
	catalogue_free(catalogue);
	return 0;
}

int main(int argc, char **argv)
{
	struct buf text;
	struct fault f = { 0 };
	int rc = 0;

	buf_init(&text, TEXT_MOST);
	if (argc == 2 && strcmp(argv[1], "--terms") == 0)
		rc = print_terms(&f);
	for (int i = 2; i < argc && rc == 0; i++)
		rc = file_read(argv[i], &text, &f);
	if (argc > 2 && rc == 0)
		rc = run((int)strtol(argv[1], NULL, 10), &text, &f);
	if (rc < 0)
		fprintf(stderr, "bench_coding: %s\n", f.text);
	buf_clear(&text);
	return rc < 0;
}
