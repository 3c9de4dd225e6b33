/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "base/clock.h"
#include "model/commitment.h"

static void rounds_come_in_their_order(void **state)
{
	static const char *const WANT[] = {
		"RR2020",   "IMRF2022", "RR2024",  "IMRF2026", "RR2028",
		"IMRF2030", "UPR2010",  "UPR2014", "UPR2019",  "UPR2025",
	};
	struct catalogue *c = all_of_them();
	size_t n;
	const struct round *rounds = catalogue_rounds(c, &n);

	(void)state;

	assert_int_equal(n, COUNT_OF(WANT));
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(rounds[i].id, WANT[i]);
		assert_ptr_equal(catalogue_round(c, WANT[i]), &rounds[i]);
	}
	assert_null(catalogue_round(c, "IMRF2027"));
	catalogue_free(c);
}

static void window_closes_when_its_last_day_is_over(void **state)
{
	struct catalogue *c = all_of_them();
	const struct round *round = catalogue_round(c, "IMRF2022");
	char opens[CLOCK_TEXT_SIZE], closes[CLOCK_TEXT_SIZE];

	(void)state;

	clock_text(round->opens_s, opens);
	clock_text(round->closes_s, closes);

	assert_string_equal(opens, "2022-05-17T00:00:00Z");
	assert_string_equal(closes, "2022-05-21T00:00:00Z");
	assert_string_equal(round->family, "IMRF");
	assert_int_equal(round->year, 2022);
	assert_false(round->is_assumed);
	catalogue_free(c);
}

static void assumed_windows_say_how_they_were_assumed(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct round *rounds = catalogue_rounds(c, &n);

	(void)state;

	assert_true(catalogue_round(c, "IMRF2030")->is_assumed);
	for (size_t i = 0; i < n; i++) {
		if (rounds[i].is_assumed && !*rounds[i].note)
			fail_msg("%s has no note", rounds[i].id);
		if (!*rounds[i].source)
			fail_msg("%s has no source", rounds[i].id);
	}
	catalogue_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rounds_come_in_their_order),
		cmocka_unit_test(window_closes_when_its_last_day_is_over),
		cmocka_unit_test(assumed_windows_say_how_they_were_assumed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
