/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "catalogue.h"
#include "coding.h"

#define ARENA_MOST (1u << 20)

struct world {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
};

static int set_up(void **state)
{
	static struct world w;
	struct fault f;

	assert_ok(catalogue_new(NULL, 0, &w.catalogue, &f), &f);
	assert_ok(coder_new(w.catalogue, &w.coder, &f), &f);
	assert_ok(arena_new(ARENA_MOST, &w.arena, &f), &f);
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	coder_free(w->coder);
	catalogue_free(w->catalogue);
	arena_free(w->arena);
	return 0;
}

static struct passage_coding code(struct world *w, const char *language,
                                  const char *text)
{
	static const char SUBJECT[][STATE_SIZE] = { "SVN" };
	struct utterance u = {
		.text = text,
		.len = strlen(text),
		.language = language,
		.states = SUBJECT,
		.n_states = 1,
		.context = "",
		.trail = "",
		.declared = "",
	};
	struct passage_coding out;
	struct fault f;

	assert_ok(coder_code(w->coder, &u, w->arena, &out, &f), &f);
	return out;
}

static void coder_codes_a_rescue_to_objective_8(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "The government launched a search and rescue mission for "
	           "migrants in distress at sea.");

	assert_true(out.is_assessed);
	assert_true(out.n > 0);
	assert_string_equal(out.codings[0].commitment, "GCM.8");
	assert_int_equal(out.codings[0].level, LEVEL_MEASURE);
	assert_string_equal(out.codings[0].states[0], "SVN");
}

static void coder_leaves_other_topics_alone(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "The elections commission opened two hundred polling "
	           "stations in rural districts.");

	assert_true(out.is_assessed);
	assert_int_equal(out.n, 0);
}

static void coder_says_when_a_language_is_not_coded(void **state)
{
	struct passage_coding out;

	out = code(*state, "ru", "\xD0\x9C\xD0\xB8\xD0\xB3\xD1\x80");

	assert_false(out.is_assessed);
	assert_int_equal(out.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(coder_codes_a_rescue_to_objective_8),
		cmocka_unit_test(coder_leaves_other_topics_alone),
		cmocka_unit_test(coder_says_when_a_language_is_not_coded),
	};

	return cmocka_run_group_tests_name("coding/coder", tests, set_up,
	                                   tear_down);
}
