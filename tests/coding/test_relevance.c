/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "../../indicators/coding/relevance.h"

#define MOST      200
#define TOLERANCE 1e-9

static const struct codebook_term TERMS[] = {
	{ TERM_FOR, "remittance", "GCM.20", 3 },
	{ TERM_FOR, "bank", "GCM.20", 1 },
	{ TERM_AGAINST, "pushback", "GCM.11", 2 },
	{ TERM_FOR, "trafficking", "GCM.10", 3 },
	{ TERM_GUARD, "drug trafficking", "GCM.10", -2 },
	{ TERM_HEADED, "objective #", "", 0 },
	{ TERM_SUBJECT, "migrant", "", 1 },
};

struct sums {
	double terms[MOST];
	bool against[MOST];
	bool named[MOST];
	struct evidence_sum sum;
};

static void sum_up(struct given *g, const char *text, bool is_heading,
                   struct sums *out)
{
	size_t n;

	catalogue_commitments(g->catalogue, &n);
	assert_true(n <= MOST);
	out->sum = (struct evidence_sum){ .terms = out->terms,
		                          .against = out->against,
		                          .named = out->named };
	relevance_sum(given_read(g, text), n, is_heading, &out->sum);
}

static void relevance_counts_a_second_term_for_half(void **state)
{
	struct given g;
	struct sums s;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	sum_up(&g, "A bank takes remittances.", false, &s);

	assert_float_equal(s.terms[given_at(&g, "GCM.20")], 3.5, TOLERANCE);
	given_close(&g);
}

static void relevance_counts_a_repeated_term_once(void **state)
{
	struct given g;
	struct sums s;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	sum_up(&g, "Remittances, remittances and remittances.", false, &s);

	assert_float_equal(s.terms[given_at(&g, "GCM.20")], 3, TOLERANCE);
	given_close(&g);
}

static void relevance_says_where_a_term_stands_against(void **state)
{
	struct given g;
	struct sums s;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	sum_up(&g, "Pushbacks took place.", false, &s);

	assert_true(s.against[given_at(&g, "GCM.11")]);
	assert_false(s.against[given_at(&g, "GCM.20")]);
	assert_true(s.sum.has_any);
	given_close(&g);
}

static void relevance_takes_off_what_a_guard_weighs(void **state)
{
	struct given g;
	struct sums s;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	sum_up(&g, "Drug trafficking fell.", false, &s);

	assert_float_equal(s.terms[given_at(&g, "GCM.10")], -2, TOLERANCE);
	assert_false(s.sum.has_any);
	given_close(&g);
}

static void relevance_hears_a_numbered_objective_in_headings_only(void **state)
{
	struct given g;
	struct sums s;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));

	sum_up(&g, "Objective 20", true, &s);
	assert_true(s.named[given_at(&g, "GCM.20")]);
	sum_up(&g, "Objective 20", false, &s);
	assert_false(s.named[given_at(&g, "GCM.20")]);
	given_close(&g);
}

static void relevance_asks_that_people_on_the_move_are_meant(void **state)
{
	const struct tally t = { .said = 1 };
	struct given g;
	struct sums s;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));

	sum_up(&g, "A bank opened.", false, &s);
	assert_false(s.sum.has_subject);
	sum_up(&g, "A bank opened for migrants.", false, &s);
	assert_true(s.sum.has_subject);
	assert_float_equal(relevance_written(&t, true) -
	                           relevance_written(&t, false),
	                   2.5, TOLERANCE);
	given_close(&g);
}

static void relevance_lets_context_strengthen_and_never_make(void **state)
{
	const struct tally alone = { .context = 3 };
	const struct tally both = { .said = 1, .context = 3 };
	const struct tally said = { .said = 1 };

	(void)state;

	assert_float_equal(relevance_written(&alone, true), 0, TOLERANCE);
	assert_true(relevance_written(&both, true) >
	            relevance_written(&said, true));
}

static void relevance_weighs_each_word_of_long_passages_less(void **state)
{
	struct tongue tongue = { .is_han = false };
	struct reading r = { .n = 24, .tongue = &tongue };

	(void)state;

	assert_float_equal(relevance_scale(&r), 1, TOLERANCE);
	r.n = 96;
	assert_float_equal(relevance_scale(&r), 0.5, TOLERANCE);
	/* Two characters make a word. */
	tongue.is_han = true;
	r.n = 192;
	assert_float_equal(relevance_scale(&r), 0.5, TOLERANCE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(relevance_counts_a_second_term_for_half),
		cmocka_unit_test(relevance_counts_a_repeated_term_once),
		cmocka_unit_test(relevance_says_where_a_term_stands_against),
		cmocka_unit_test(relevance_takes_off_what_a_guard_weighs),
		cmocka_unit_test(
			relevance_hears_a_numbered_objective_in_headings_only),
		cmocka_unit_test(
			relevance_asks_that_people_on_the_move_are_meant),
		cmocka_unit_test(
			relevance_lets_context_strengthen_and_never_make),
		cmocka_unit_test(
			relevance_weighs_each_word_of_long_passages_less),
	};

	return cmocka_run_group_tests_name("coding/relevance", tests, NULL,
	                                   NULL);
}
