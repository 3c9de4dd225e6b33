/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

/* Hits for QUERY as the public sees them. */
static size_t hits_for(struct fill *x, const char *query, const char *language,
                       struct search_hit **hits)
{
	size_t n;

	assert_ok(store_search(x->store, &PUBLIC, query, language, 0, 50,
	                       x->arena, hits, &n, &x->f),
	          &x->f);
	return n;
}

static void words_are_found_as_people_write_them(void **state)
{
	static const struct {
		const char *why, *sentence, *query;
		size_t hits;
	} rows[] = {
		{ "case", "Slovenia ADOPTED a law.", "adopted", 1 },
		{ "accents", "Los niños están aquí.", "ninos", 1 },
		{ "accents in the query", "Los ninos.", "niños", 1 },
		{ "elision", "La politique de l’immigration.", "immigration",
		  1 },
		{ "a Chinese word", "中国关于移民政策的报告。", "移民", 1 },
		{ "a Chinese phrase", "中国关于移民政策的报告。", "移民政策",
		  1 },
		{ "hamza and vowel signs", "إنقاذُ الأرواح في البحر",
		  "انقاذ الارواح", 1 },
		{ "teh marbuta", "الهجرة", "الهجره", 1 },
		{ "Cyrillic io", "Всё о мигрантах.", "все", 1 },
		{ "both words", "rescue at sea", "sea rescue", 1 },
		{ "one word is not both", "rescue at sea", "sea land", 0 },
		{ "a phrase in order", "rescue at sea", "\"at sea\"", 1 },
		{ "a phrase out of order", "rescue at sea", "\"sea at\"", 0 },
		{ "OR is a word", "rescue at sea", "rescue OR land", 0 },
		{ "NOT is a word", "rescue at sea", "rescue NOT sea", 0 },
		{ "a star is nothing", "rescue at sea", "resc*", 0 },
		{ "a column is no filter", "rescue at sea", "quote:sea", 0 },
		{ "an open quote ends at the end", "rescue at sea", "\"at sea",
		  1 },
		{ "brackets are nothing", "rescue at sea", "(sea) ^rescue", 1 },
		{ "a hyphen joins a phrase", "a re-admission accord",
		  "re-admission", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct note note = note_of(rows[i].sentence);
		char id[SUBMISSION_ID_SIZE];
		struct search_hit *hits;
		struct fill x;
		size_t n;

		fill_open(&x);
		put_note(&x, &note, id);
		n = hits_for(&x, rows[i].query, "", &hits);
		if (n != rows[i].hits)
			fail_msg("%s: want %zu, got %zu", rows[i].why,
			         rows[i].hits, n);
		assert_sound(&x);
		fill_close(&x);
	}
}

static void marks_are_byte_ranges_of_what_matched(void **state)
{
	struct note note = note_of("Los niños: at sea, at sea again.");
	char id[SUBMISSION_ID_SIZE];
	struct search_hit *hits;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);

	assert_int_equal(hits_for(&x, "ninos \"at sea\"", "", &hits), 1);

	assert_int_equal(hits[0].n_marks, 3);
	assert_int_equal(hits[0].marks[0], 4);
	assert_int_equal(hits[0].marks[1], strlen("niños"));
	assert_int_equal(hits[0].marks[2], 12);
	assert_int_equal(hits[0].marks[3], strlen("at sea"));
	fill_close(&x);
}

static void the_language_and_the_page_are_kept_to(void **state)
{
	struct note english = note_of("Rescue at sea."), french = english;
	char id[SUBMISSION_ID_SIZE];
	struct search_hit *first, *second, *hits;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &english, id);
	french.sentence = "Rescue en mer.";
	french.language = "fr-CA";
	put_note(&x, &french, id);

	assert_int_equal(hits_for(&x, "rescue", "", &hits), 2);
	assert_int_equal(hits_for(&x, "rescue", "fr", &hits), 1);
	assert_string_equal(hits[0].passage.language, "fr-CA");
	assert_ok(store_search(x.store, &PUBLIC, "rescue", "", 0, 1, x.arena,
	                       &first, &n, &x.f),
	          &x.f);
	assert_ok(store_search(x.store, &PUBLIC, "rescue", "", 1, 1, x.arena,
	                       &second, &n, &x.f),
	          &x.f);
	assert_int_equal(n, 1);
	assert_string_not_equal(first->passage.submission,
	                        second->passage.submission);
	fill_close(&x);
}

static void a_query_of_nothing_is_refused(void **state)
{
	static const char *const NOTHING[] = { "",     "  ", "\"\"",
		                               "*()-", "…",  "\xff" };
	struct search_hit *hits;
	char longest[1200];
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';

	for (size_t i = 0; i < COUNT_OF(NOTHING); i++)
		assert_fault(store_search(x.store, &PUBLIC, NOTHING[i], "", 0,
		                          10, x.arena, &hits, &n, &x.f),
		             &x.f, FAULT_INPUT);
	assert_fault(store_search(x.store, &PUBLIC, longest, "", 0, 10, x.arena,
	                          &hits, &n, &x.f),
	             &x.f, FAULT_INPUT);
	for (size_t i = 1; i < sizeof(longest) - 300; i += 2)
		longest[i] = ' ';
	longest[900] = '\0';
	assert_fault(store_search(x.store, &PUBLIC, longest, "", 0, 10, x.arena,
	                          &hits, &n, &x.f),
	             &x.f, FAULT_INPUT);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_as_people_write_them),
		cmocka_unit_test(marks_are_byte_ranges_of_what_matched),
		cmocka_unit_test(the_language_and_the_page_are_kept_to),
		cmocka_unit_test(a_query_of_nothing_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
