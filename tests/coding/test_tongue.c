/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

static const struct codebook_term TERMS[] = {
	{ TERM_NAMED, "gcm objective #", "", 0 },
	{ TERM_FOR, "remittance", "GCM.20", 3 },
};

/* Refuses BOOK and gives its words in F. */
static void refuse(const struct codebook_language *book, struct fault *f)
{
	struct catalogue *c = NULL;
	struct tongue *t = NULL;

	assert_ok(catalogue_new(NULL, 0, &c, f), f);
	assert_fault(tongue_new(c, book, &t, f), f, FAULT_INPUT);
	assert_null(t);
	catalogue_free(c);
}

static void tongue_refuses_a_language_without_a_stemmer(void **state)
{
	const struct codebook_language book = { .language = "xx" };
	struct fault f;

	(void)state;
	refuse(&book, &f);

	assert_string_equal(f.text, "there is no stemmer for \"xx\"");
}

static void tongue_refuses_a_phrase_that_points_nowhere(void **state)
{
	static const struct codebook_term stray[] = {
		{ TERM_FOR, "remittance", "GCM.99", 3 },
	};
	const struct codebook_language book = {
		.language = "en",
		.terms = stray,
		.n_terms = 1,
	};
	struct fault f;

	(void)state;
	refuse(&book, &f);

	assert_string_equal(f.text, "codebook en: for phrase \"remittance\" "
	                            "points to \"GCM.99\", which no "
	                            "catalogue holds");
}

static void tongue_refuses_a_cue_it_does_not_know(void **state)
{
	static const struct codebook_term stray[] = {
		{ TERM_CUE, "hence", "conclude", 0 },
	};
	const struct codebook_language book = {
		.language = "en",
		.terms = stray,
		.n_terms = 1,
	};
	struct fault f;

	(void)state;
	refuse(&book, &f);

	assert_non_null(strstr(f.text, "cue phrase \"hence\""));
}

static void tongue_tells_objective_2_from_objective_20(void **state)
{
	struct given g;
	const struct reading *r;
	size_t at;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	r = given_read(&g, "GCM objective 20 was funded.");
	at = given_match(&g, TERM_NAMED, "gcm objective #");

	assert_int_equal(reading_rule(r, at)->target, given_at(&g, "GCM.20"));
	assert_int_equal(given_read(&g, "GCM objective 24")->n_matches, 0);
	given_close(&g);
}

static void tongue_knows_states_by_the_names_of_the_catalogue(void **state)
{
	struct given g;
	const struct reading *r;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	r = given_read(&g, "in Slovenia");

	assert_int_equal(r->n_matches, 1);
	assert_int_equal(reading_rule(r, 0)->kind, TERM_STATE);
	given_close(&g);
}

static void tongue_gives_what_a_pair_of_words_weighs(void **state)
{
	static const struct codebook_weight weights[] = {
		{ "bank account", "GCM.20", 0.75 },
	};
	struct given g;
	struct tongue *t = NULL;
	const struct learned *run;
	uint64_t feature;
	size_t n;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	g.book.weights = weights;
	g.book.n_weights = 1;
	assert_ok(tongue_new(g.catalogue, &g.book, &t, &g.f), &g.f);
	feature = t->learned[0].feature;
	run = tongue_learned(t, feature, &n);

	assert_int_equal(n, 1);
	assert_int_equal(run->target, given_at(&g, "GCM.20"));
	assert_null(tongue_learned(t, feature + 1, &n));
	assert_int_equal(n, 0);
	tongue_free(t);
	given_close(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tongue_refuses_a_language_without_a_stemmer),
		cmocka_unit_test(tongue_refuses_a_phrase_that_points_nowhere),
		cmocka_unit_test(tongue_refuses_a_cue_it_does_not_know),
		cmocka_unit_test(tongue_tells_objective_2_from_objective_20),
		cmocka_unit_test(
			tongue_knows_states_by_the_names_of_the_catalogue),
		cmocka_unit_test(tongue_gives_what_a_pair_of_words_weighs),
	};

	return cmocka_run_group_tests_name("coding/tongue", tests, NULL, NULL);
}
