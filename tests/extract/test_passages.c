/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "extract.h"
#include "model/text.h"

#define MEMORY ((size_t)16 << 20)
#define MOST   ((size_t)1 << 20)

/* Cuts WORDS, one block of KIND; the passages come back parted by "|". */
static void assert_cut(enum block_kind kind, const char *language,
                       const char *words, const char *want)
{
	const struct block block = { .kind = kind,
		                     .heading = BLOCK_NO_HEADING,
		                     .len = strlen(words),
		                     .number = "",
		                     .declared = "" };
	struct text text = { .bytes = words,
		             .len = strlen(words),
		             .blocks = &block,
		             .n_blocks = 1 };
	const struct passage *p = NULL;
	struct fault f = { 0 };
	struct arena *a = NULL;
	struct buf got;
	size_t n = 0;

	(void)snprintf(text.language, sizeof(text.language), "%s", language);
	buf_init(&got, MOST);
	assert_ok(arena_new(MEMORY, &a, &f), &f);
	assert_ok(extract_passages(&text, a, &p, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		assert_ok(buf_addf(&got, &f, "%s%.*s", i ? "|" : "",
		                   (int)p[i].len, words + p[i].start),
		          &f);
	if (strcmp(got.at ? got.at : "", want) != 0)
		fail_msg("want \"%s\"\ngot  \"%s\"", want, got.at);
	buf_clear(&got);
	arena_free(a);
}

static void assert_whole(const char *language, const char *words)
{
	assert_cut(BLOCK_PARAGRAPH, language, words, words);
}

static void sentences_end_where_a_reader_ends_them(void **state)
{
	static const struct {
		const char *language, *in, *want;
	} rows[] = {
		{ "en", "It opened. It closed! Why?",
		  "It opened.|It closed!|Why?" },
		{ "en", "It opened.\" It closed.", "It opened.\"|It closed." },
		{ "fr", "Il est ouvert. « C’est vrai ! » Il ferme.",
		  "Il est ouvert.|« C’est vrai ! »|Il ferme." },
		{ "es", "¿Abrió? Sí. ¡Cerró!", "¿Abrió?|Sí.|¡Cerró!" },
		{ "ru", "Открылось. Закрылось.", "Открылось.|Закрылось." },
		{ "ar", "هل فتح المكتب؟ نعم. أغلق.",
		  "هل فتح المكتب؟|نعم.|أغلق." },
		{ "zh", "办事处开放。它关闭了！为什么？",
		  "办事处开放。|它关闭了！|为什么？" },
		{ "en", "The law of 2031. The office of 2032.",
		  "The law of 2031.|The office of 2032." },
		{ "en", "It ended in section B. The office closed.",
		  "It ended in section B.|The office closed." },
		{ "en", "They met at the U.N. The office closed.",
		  "They met at the U.N.|The office closed." },
		{ "en", "No. The office closed.", "No.|The office closed." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_cut(BLOCK_PARAGRAPH, rows[i].language, rows[i].in,
		           rows[i].want);
}

static void abbreviations_hold_a_sentence_open(void **state)
{
	static const struct {
		const char *language, *in;
	} rows[] = {
		{ "en", "Mr. Lee and Dr. J. K. Doe met Ms. Roe." },
		{ "en", "See para. 3.2, paras. 4 and 5, Art. 12.1 and No. 5." },
		{ "en", "The U.N. Office met e.g. Friday, cf. Annex II." },
		{ "en", "Section 4 (p. 4 and pp. 5–6, vol. II) applies." },
		{ "en", "H.E. Mr. Roe spoke at 3 p.m. Friday." },
		{ "en", "Permits rose by 3.5 per cent." },
		{ "en", "Roe et al. (2031) and fig. 3 show it." },
		{ "fr", "M. Roux et Mme. Blanc citent l’art. 5 et le no. 12." },
		{ "fr", "L’art. L. 622-1 du code s’applique." },
		{ "fr", "« Non ! » dit-elle, et elle partit." },
		{ "es", "El Sr. Díaz citó el párr. 4, el núm. 5 y el art. 3." },
		{ "es", "Véase la pág. 12 del vol. II." },
		{ "ru", "См. п. 3 и ст. 5, т.е. Закон им. Иванова." },
		{ "ru", "В 2031 г. Россия приняла закон." },
		{ "ru", "Выступил А. Б. Иванов." },
		{ "en",
		  "The office had three tasks: to open; to work; to close." },
		{ "en", "The office … opened ... again in spring." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_whole(rows[i].language, rows[i].in);
}

static void a_glued_note_number_hides_no_end(void **state)
{
	(void)state;
	assert_cut(BLOCK_PARAGRAPH, "en",
	           "They have rights.12 The office closed.",
	           "They have rights.12|The office closed.");
	assert_whole("en", "The symbol is A/AVL/WG.6 and para.3 Applies.");
}

static void headings_and_notes_are_one_passage_furniture_none(void **state)
{
	(void)state;
	assert_cut(BLOCK_HEADING, "en", "A. One. Two.", "A. One. Two.");
	assert_cut(BLOCK_FOOTNOTE, "en", "See p. 3. See p. 4.",
	           "See p. 3. See p. 4.");
	assert_cut(BLOCK_FURNITURE, "en", "One. Two.", "");
	assert_cut(BLOCK_CELL, "en", "One. Two.", "One.|Two.");
}

static void what_never_ends_is_cut_at_a_mark(void **state)
{
	char words[8001];
	struct text text = { .bytes = words, .len = 8000, .language = "en" };
	const struct block block = { .kind = BLOCK_PARAGRAPH, .len = 8000 };
	const struct passage *p = NULL;
	struct fault f = { 0 };
	struct arena *a = NULL;
	size_t n = 0, sum = 0;

	(void)state;
	for (size_t i = 0; i < 8000; i += 8)
		memcpy(words + i, "permit; ", 8);
	words[8000] = '\0';
	text.blocks = &block;
	text.n_blocks = 1;
	assert_ok(arena_new(MEMORY, &a, &f), &f);
	assert_ok(extract_passages(&text, a, &p, &n, &f), &f);

	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++) {
		sum += p[i].len;
		assert_int_equal(words[p[i].start + p[i].len - 1], ';');
		assert_int_equal(p[i].ordinal, i);
	}
	assert_int_equal(sum + n, 8000); /* only the spaces between are left */
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_end_where_a_reader_ends_them),
		cmocka_unit_test(abbreviations_hold_a_sentence_open),
		cmocka_unit_test(a_glued_note_number_hides_no_end),
		cmocka_unit_test(
			headings_and_notes_are_one_passage_furniture_none),
		cmocka_unit_test(what_never_ends_is_cut_at_a_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
