/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

void given_open(struct given *g, const struct codebook_term *terms, size_t n)
{
	memset(g, 0, sizeof(*g));
	g->book = (struct codebook_language){
		.language = "en",
		.terms = terms,
		.n_terms = n,
		.curves = { { 1, 0 }, { 1, 0 }, { 1, 0 } },
	};
	assert_ok(catalogue_new(NULL, 0, &g->catalogue, &g->f), &g->f);
	assert_ok(tongue_new(g->catalogue, &g->book, &g->tongue, &g->f), &g->f);
	assert_ok(reading_init(&g->reading, &g->f), &g->f);
}

void given_close(struct given *g)
{
	reading_clear(&g->reading);
	tongue_free(g->tongue);
	catalogue_free(g->catalogue);
}

const struct reading *given_read(struct given *g, const char *text)
{
	reading_take(&g->reading, g->tongue, text, strlen(text));
	return &g->reading;
}

size_t given_match(const struct given *g, enum term_kind kind,
                   const char *words)
{
	for (size_t i = 0; i < g->reading.n_matches; i++) {
		const struct rule *rule = reading_rule(&g->reading, i);

		if (rule->kind == kind && strcmp(rule->words, words) == 0)
			return i;
	}
	fail_msg("no match of \"%s\"", words);
	return 0;
}

size_t given_at(const struct given *g, const char *code)
{
	int at = catalogue_position(g->catalogue, code);

	if (at < 0)
		fail_msg("no commitment %s", code);
	return (size_t)at;
}
