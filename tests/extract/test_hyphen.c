/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"

#include "../../service/extract/hyphen.h"

#define MEMORY ((size_t)4 << 20)

static bool stays(const char *document, const char *left, const char *right)
{
	struct fault f = { 0 };
	struct arena *a = NULL;
	struct hyphen_words *w = NULL;
	bool answer;

	assert_ok(arena_new(MEMORY, &a, &f), &f);
	assert_ok(hyphen_words_new(a, &w, &f), &f);
	assert_ok(hyphen_words_add(w, document, strlen(document), &f), &f);
	answer = hyphen_stays(w, (struct span){ left, strlen(left) },
	                      (struct span){ right, strlen(right) });
	arena_free(a);
	return answer;
}

static void a_cut_word_is_made_whole(void **state)
{
	(void)state;
	assert_false(stays("", "the imple-", "mentation of"));
	assert_false(stays("", "la mise en œu-", "vre du plan"));
	assert_false(stays("", "ми-", "грация"));
}

static void compounds_keep_their_hyphen(void **state)
{
	(void)state;
	assert_true(stays("", "of non-", "refoulement,"));
	assert_true(stays("", "the Inter-", "Ministerial Commission"));
	assert_true(stays("", "a mid-", "term report"));
	assert_true(stays("", "2014-", "2020"));
}

static void the_document_is_the_better_witness(void **state)
{
	(void)state;
	assert_false(stays("nongovernmental bodies", "non-", "governmental"));
	assert_true(stays("a cost-saving one", "cost-", "saving"));
	assert_true(stays("policy of makers", "policy-", "makers"));
	assert_false(stays("with draw", "with-", "draw"));
}

static void only_a_letter_and_a_hyphen_end_a_cut_line(void **state)
{
	(void)state;
	assert_true(hyphen_ends("imple-", 6));
	assert_false(hyphen_ends("this -", 6));
	assert_false(hyphen_ends("-", 1));
	assert_false(hyphen_ends("", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cut_word_is_made_whole),
		cmocka_unit_test(compounds_keep_their_hyphen),
		cmocka_unit_test(the_document_is_the_better_witness),
		cmocka_unit_test(only_a_letter_and_a_hyphen_end_a_cut_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
