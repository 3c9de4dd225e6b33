/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/word.h"
#include "model/submission.h"

static void word_find_is_exact(void **state)
{
	(void)state;

	assert_int_equal(word_find(VOICE_NAMES, VOICE_COUNT, "independent"),
	                 VOICE_INDEPENDENT);
	assert_int_equal(word_find(VOICE_NAMES, VOICE_COUNT, "State"), -1);
	assert_int_equal(word_find(VOICE_NAMES, VOICE_COUNT, ""), -1);
}

static void word_need_lists_what_is_allowed(void **state)
{
	struct fault f = { 0 };
	int got = 77;

	(void)state;

	assert_fault(word_need(VOICE_NAMES, VOICE_COUNT, "voice", "ngo", &got,
	                       &f),
	             &f, FAULT_INPUT);

	assert_string_equal(f.text, "voice \"ngo\" is not one of: state, "
	                            "civil_society, independent, peer_state, "
	                            "statistics");
	assert_int_equal(got, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(word_find_is_exact),
		cmocka_unit_test(word_need_lists_what_is_allowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
