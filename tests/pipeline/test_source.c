/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../service/pipeline/source.h"
#include "base/arena.h"
#include "model/submission.h"

static const char SVN[1][STATE_SIZE] = { "SVN" };
static const char BOTH[2][STATE_SIZE] = { "HRV", "SVN" };

static void all_organs_of_a_state_are_one_source(void **state)
{
	struct submission sub = { .states = SVN,
		                  .n_states = 1,
		                  .voice = VOICE_STATE };
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new(65536, &a, &f), &f);

	sub.author = "Ministry of the Interior";
	assert_string_equal(source_of(&sub, NULL, a, &f), "state:SVN");
	sub.author = "Government of Slovenia";
	assert_string_equal(source_of(&sub, NULL, a, &f), "state:SVN");
	sub.states = BOTH;
	sub.n_states = 2;
	assert_string_equal(source_of(&sub, NULL, a, &f), "state:HRV,SVN");

	arena_free(a);
}

static void an_author_is_one_source_however_written(void **state)
{
	static const struct {
		const char *author;
		const char *source;
	} ROWS[] = {
		{ "UNHCR, Ljubljana", "author:unhcr ljubljana" },
		{ "unhcr   ljubljana", "author:unhcr ljubljana" },
		{ "  UNHCR (Ljubljana) ", "author:unhcr ljubljana" },
		{ "Zavod Križ", "author:zavod križ" },
	};
	struct submission sub = { .states = SVN,
		                  .n_states = 1,
		                  .voice = VOICE_CIVIL_SOCIETY };
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new(65536, &a, &f), &f);
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		sub.author = ROWS[i].author;
		assert_string_equal(source_of(&sub, NULL, a, &f),
		                    ROWS[i].source);
	}
	arena_free(a);
}

static void what_nobody_signed_is_a_source_of_its_own(void **state)
{
	struct submission sub = { .states = SVN,
		                  .n_states = 1,
		                  .voice = VOICE_INDEPENDENT,
		                  .author = " - " };
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new(65536, &a, &f), &f);
	sub.document.bytes[0] = 0xab;

	assert_string_equal(source_of(&sub, NULL, a, &f),
	                    "document:ab00000000000000");

	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_organs_of_a_state_are_one_source),
		cmocka_unit_test(an_author_is_one_source_however_written),
		cmocka_unit_test(what_nobody_signed_is_a_source_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
