/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints whose claims a document holds: show_claims FORMAT KIND VOICE ISO3
 * FILE. First a line for each source ("S", voice, key, passages, name), then
 * one for each passage ("P", ordinal, how, voice, key, endorsers by "|",
 * quoted or not, text). KIND may be "".
 */
#include <stdio.h>
#include <string.h>

#include "attribution.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/word.h"
#include "catalogue.h"
#include "extract.h"
#include "model/text.h"

#define MEMORY    ((size_t)512 << 20)
#define FILE_MOST ((size_t)64 << 20)

static void show_sources(const struct attributions *all, size_t n)
{
	for (size_t i = 0; i < all->n_claimants; i++) {
		const struct claimant *c = &all->claimants[i];
		size_t passages = 0;

		for (size_t k = 0; k < n; k++)
			passages += all->passages[k].claimant == i;
		printf("S\t%s\t%s\t%zu\t%s\n", VOICE_NAMES[c->voice], c->key,
		       passages, c->name);
	}
}

static void show_passage(const struct attributions *all,
                         const struct attribution_question *q, size_t i)
{
	const struct attributed *p = &all->passages[i];
	const struct claimant *c = &all->claimants[p->claimant];

	printf("P\t%zu\t%s\t%s\t%s\t", i, ATTRIBUTION_NAMES[p->how],
	       VOICE_NAMES[c->voice], c->key);
	for (size_t k = 0; k < p->n_endorsers; k++)
		printf("%s%s", k ? "|" : "",
		       all->claimants[p->endorsers[k]].key);
	printf("\t%s\t%.*s\n", p->is_quoted ? "quoted" : "",
	       (int)q->passages[i].len, q->text->bytes + q->passages[i].start);
}

static int show(char **argv, struct arena *a, struct fault *f)
{
	const struct extract_options options = { .require_sandbox = false };
	struct attribution_question q = { .kind = argv[2],
		                          .key = "document",
		                          .name = "" };
	struct attributions all;
	struct catalogue *c;
	struct buf bytes;
	struct text text;
	char state[1][STATE_SIZE] = { "" };
	int kind, voice;

	buf_init(&bytes, FILE_MOST);
	if (word_need(FORMAT_NAMES, FORMAT_COUNT, "format", argv[1], &kind, f) <
	            0 ||
	    word_need(VOICE_NAMES, VOICE_COUNT, "voice", argv[3], &voice, f) <
	            0 ||
	    catalogue_new(NULL, 0, &c, f) < 0 ||
	    file_read(argv[5], &bytes, f) < 0 ||
	    extract_run(&options, bytes.at, bytes.len, (enum format)kind, a,
	                &text, f) < 0 ||
	    extract_passages(&text, a, &q.passages, &q.n_passages, f) < 0)
		return -1;
	(void)snprintf(state[0], STATE_SIZE, "%s", argv[4]);
	q.text = &text;
	q.voice = (enum voice)voice;
	q.states = (const char(*)[STATE_SIZE])state;
	q.n_states = 1;
	if (attribute(c, &q, a, &all, f) < 0)
		return -1;
	show_sources(&all, q.n_passages);
	for (size_t i = 0; i < q.n_passages; i++)
		show_passage(&all, &q, i);
	catalogue_free(c);
	buf_clear(&bytes);
	return 0;
}

int main(int argc, char **argv)
{
	struct fault f = { 0 };
	struct arena *a;

	if (argc != 6) {
		fprintf(stderr, "usage: show_claims FORMAT KIND VOICE ISO3 "
		                "FILE\n");
		return 2;
	}
	if (arena_new(MEMORY, &a, &f) < 0 || show(argv, a, &f) < 0) {
		fprintf(stderr, "%s: %s\n", argv[5], f.text);
		return 1;
	}
	arena_free(a);
	return 0;
}
