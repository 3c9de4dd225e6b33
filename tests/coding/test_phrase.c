/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../indicators/coding/phrase.h"

#define MOST 64

struct world {
	struct lexicon *lexicon;
	struct phrases *phrases;
	struct fault f;
};

static void open_world(struct world *w, const char *language)
{
	assert_ok(lexicon_new(language, &w->lexicon, &w->f), &w->f);
	assert_ok(phrases_new(w->lexicon, &w->phrases, &w->f), &w->f);
}

static void close_world(struct world *w)
{
	phrases_free(w->phrases);
	lexicon_free(w->lexicon);
}

static void add(struct world *w, const char *words, uint32_t term)
{
	assert_ok(phrases_add(w->phrases, words, false, term, &w->f), &w->f);
}

static size_t find(struct world *w, const char *text, struct match *out)
{
	struct word words[MOST];
	size_t at = 0;
	size_t n =
		lexicon_read(w->lexicon, text, strlen(text), &at, words, MOST);

	return phrases_find(w->phrases, words, n, out, MOST);
}

static void phrase_meets_every_form_of_its_stems(void **state)
{
	struct match m[MOST];
	struct world w;

	(void)state;
	open_world(&w, "english");
	add(&w, "missing migrant", 7);

	assert_int_equal(find(&w, "MISSING MIGRANTS were found.", m), 1);
	assert_int_equal(m[0].term, 7);
	assert_int_equal(m[0].end, 2);
	assert_int_equal(find(&w, "missing. Migrants", m), 0);
	close_world(&w);
}

static void phrase_asks_for_a_form_where_it_says_so(void **state)
{
	struct match m[MOST];
	struct world w;

	(void)state;
	open_world(&w, "english");
	add(&w, "=adopted", 1);

	assert_int_equal(find(&w, "They adopted it.", m), 1);
	assert_int_equal(find(&w, "They will adopt it.", m), 0);
	close_world(&w);
}

static void phrase_leaps_no_further_than_its_gap(void **state)
{
	struct match m[MOST];
	struct world w;

	(void)state;
	open_world(&w, "english");
	add(&w, "rescue ...2 sea", 1);

	assert_int_equal(find(&w, "rescue sea", m), 1);
	assert_int_equal(find(&w, "rescue at open sea", m), 1);
	assert_int_equal(find(&w, "rescue at the open sea", m), 0);
	add(&w, "search ...12 coast", 2);
	assert_int_equal(find(&w, "search a b c d e f g h i j k l coast", m),
	                 1);
	assert_int_equal(find(&w, "search a b c d e f g h i j k l m coast", m),
	                 0);
	close_world(&w);
}

static void phrase_leaping_too_far_is_refused(void **state)
{
	struct world w;

	(void)state;
	open_world(&w, "english");
	assert_fault(phrases_add(w.phrases, "rescue ...16 sea", false, 1, &w.f),
	             &w.f, FAULT_LIMIT);
	assert_fault(phrases_add(w.phrases, "rescue ...4294967296 sea", false,
	                         1, &w.f),
	             &w.f, FAULT_LIMIT);
	close_world(&w);
}

static void phrase_takes_either_word(void **state)
{
	struct match m[MOST];
	struct world w;

	(void)state;
	open_world(&w, "english");
	add(&w, "migrant|refugee child", 1);

	assert_int_equal(find(&w, "refugee children", m), 1);
	assert_int_equal(find(&w, "migrant children", m), 1);
	assert_int_equal(find(&w, "all children", m), 0);
	close_world(&w);
}

static void phrase_with_a_capital_needs_one(void **state)
{
	struct match m[MOST];
	struct world w;

	(void)state;
	open_world(&w, "english");
	add(&w, "Turkey", 1);

	assert_int_equal(find(&w, "in Turkey", m), 1);
	assert_int_equal(find(&w, "a turkey", m), 0);
	close_world(&w);
}

static void phrase_may_be_bound_to_the_beginning(void **state)
{
	struct match m[MOST];
	struct world w;

	(void)state;
	open_world(&w, "english");
	add(&w, "^ ensure", 1);

	assert_int_equal(find(&w, "110.12. Ensure access", m), 1);
	assert_int_equal(find(&w, "Laws ensure access", m), 0);
	close_world(&w);
}

static void phrase_reads_over_elisions_and_typographic_signs(void **state)
{
	struct match m[MOST];
	struct world w;

	(void)state;
	open_world(&w, "french");
	add(&w, "procédure d asile", 1);
	add(&w, "n ont pas", 2);

	assert_int_equal(find(&w,
	                      "la PROCÉDURE d\xE2\x80\x99"
	                      "asile",
	                      m),
	                 1);
	assert_int_equal(find(&w, "ils n\xE2\x80\x99ont pas", m), 1);
	assert_int_equal(find(&w, "la procédure d'asile", m), 1);
	close_world(&w);
}

static void phrase_without_words_is_refused(void **state)
{
	struct world w;

	(void)state;
	open_world(&w, "english");

	assert_fault(phrases_add(w.phrases, "...", false, 1, &w.f), &w.f,
	             FAULT_INPUT);
	close_world(&w);
}

static void lexicon_survives_bytes_that_are_no_text(void **state)
{
	struct match m[MOST];
	struct world w;
	char bytes[256];

	(void)state;
	open_world(&w, "english");
	add(&w, "border", 1);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(255 - i);
	bytes[255] = '\0';

	assert_int_equal(find(&w, bytes, m), 0);
	assert_int_equal(find(&w, "\xC3", m), 0);
	assert_int_equal(find(&w, "border\xE2\x80", m), 1);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrase_meets_every_form_of_its_stems),
		cmocka_unit_test(phrase_asks_for_a_form_where_it_says_so),
		cmocka_unit_test(phrase_leaps_no_further_than_its_gap),
		cmocka_unit_test(phrase_leaping_too_far_is_refused),
		cmocka_unit_test(phrase_takes_either_word),
		cmocka_unit_test(phrase_with_a_capital_needs_one),
		cmocka_unit_test(phrase_may_be_bound_to_the_beginning),
		cmocka_unit_test(
			phrase_reads_over_elisions_and_typographic_signs),
		cmocka_unit_test(phrase_without_words_is_refused),
		cmocka_unit_test(lexicon_survives_bytes_that_are_no_text),
	};

	return cmocka_run_group_tests_name("coding/phrase", tests, NULL, NULL);
}
