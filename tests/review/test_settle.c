/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <stdlib.h>

#include "base/arena.h"
#include "review.h"

static const char SVN[][STATE_SIZE] = { "SVN" };
static const char FRA[][STATE_SIZE] = { "FRA" };

static const struct coding MACHINE[] = {
	{ .commitment = "GCM.13",
	  .level = LEVEL_MEASURE,
	  .confidence = 0.71,
	  .states = SVN,
	  .n_states = 1 },
	{ .commitment = "GCM.8",
	  .level = LEVEL_GAP,
	  .is_demand = true,
	  .confidence = 0.4,
	  .states = SVN,
	  .n_states = 1 },
};

static struct decision decide(const char *coder, enum decision_kind kind,
                              const char *commitment, enum level level)
{
	struct decision d = { .kind = kind, .level = level, .coder = coder };

	(void)snprintf(d.commitment, sizeof(d.commitment), "%s", commitment);
	return d;
}

struct court {
	struct arena *arena;
	struct settled out;
};

static int open_court(void **state)
{
	struct court *c = calloc(1, sizeof(*c));
	struct fault f;

	assert_non_null(c);
	assert_ok(arena_new(1 << 20, &c->arena, &f), &f);
	*state = c;
	return 0;
}

static int close_court(void **state)
{
	struct court *c = *state;

	arena_free(c->arena);
	free(c);
	return 0;
}

static void settle(struct court *c, const struct decision *d, size_t n)
{
	const struct decision *all[16];
	const struct settling in = {
		.machine = MACHINE,
		.n_machine = COUNT_OF(MACHINE),
		.decisions = all,
		.n_decisions = n,
		.states = SVN,
		.n_states = 1,
		.level = LEVEL_MEASURE,
	};
	struct fault f;

	for (size_t i = 0; i < n; i++)
		all[i] = &d[i];
	assert_ok(codings_settle(&in, c->arena, &c->out, &f), &f);
}

static const struct coding *coding(const struct court *c, const char *name)
{
	for (size_t i = 0; i < c->out.n; i++)
		if (strcmp(c->out.codings[i].commitment, name) == 0)
			return &c->out.codings[i];
	fail_msg("no coding to %s", name);
	abort(); /* unreached, which the compiler cannot know */
}

static void assert_confidence(const struct coding *c, double want)
{
	assert_true(c->confidence >= want && c->confidence <= want);
}

static void an_accepted_coding_has_confidence_one(void **state)
{
	const struct decision d[] = { decide("a", DECISION_ACCEPT, "GCM.8",
		                             LEVEL_GAP) };
	struct court *c = *state;

	settle(c, d, 1);
	assert_int_equal(coding(c, "GCM.8")->review, REVIEW_ACCEPTED);
	assert_confidence(coding(c, "GCM.8"), 1.0);
	assert_string_equal(c->out.codings[0].commitment, "GCM.8");
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_NONE);
	assert_confidence(coding(c, "GCM.13"), 0.71);
	assert_int_equal(c->out.level, LEVEL_GAP);
	assert_int_equal(c->out.coders, 1);
	assert_int_equal(c->out.decisions, 1);
}

static void a_rejected_coding_is_set_aside(void **state)
{
	const struct decision d[] = { decide("a", DECISION_REJECT, "GCM.13",
		                             LEVEL_MENTION) };
	struct court *c = *state;

	settle(c, d, 1);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_REJECTED);
	assert_confidence(coding(c, "GCM.13"), 0.0);
	assert_string_equal(c->out.codings[1].commitment, "GCM.13");
	assert_int_equal(c->out.level, LEVEL_MEASURE);
}

static void a_relevelled_coding_takes_level_and_states_given(void **state)
{
	struct decision d[] = { decide("a", DECISION_RELEVEL, "GCM.13",
		                       LEVEL_RESULT) };
	struct court *c = *state;

	d[0].has_states = true;
	d[0].states = FRA;
	d[0].n_states = 1;
	settle(c, d, 1);
	assert_int_equal(coding(c, "GCM.13")->level, LEVEL_RESULT);
	assert_string_equal(coding(c, "GCM.13")->states[0], "FRA");
	assert_int_equal(c->out.level, LEVEL_RESULT);
}

static void an_added_coding_is_about_the_states_of_its_submission(void **state)
{
	const struct decision d[] = { decide("a", DECISION_ADD, "GCM.7",
		                             LEVEL_MEASURE) };
	struct court *c = *state;

	settle(c, d, 1);
	assert_int_equal(coding(c, "GCM.7")->review, REVIEW_ACCEPTED);
	assert_int_equal(coding(c, "GCM.7")->n_states, 1);
	assert_string_equal(coding(c, "GCM.7")->states[0], "SVN");
}

static void half_is_not_more_than_half(void **state)
{
	const struct decision d[] = {
		decide("a", DECISION_ACCEPT, "GCM.13", LEVEL_MEASURE),
		decide("b", DECISION_REJECT, "GCM.13", LEVEL_MENTION),
		decide("a", DECISION_ADD, "GCM.7", LEVEL_MEASURE),
		decide("b", DECISION_REJECT, "GCM.7", LEVEL_MENTION),
	};
	struct court *c = *state;

	settle(c, d, 4);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_DISPUTED);
	assert_confidence(coding(c, "GCM.13"), 0.71);
	assert_int_equal(coding(c, "GCM.13")->level, LEVEL_MEASURE);
	assert_int_equal(coding(c, "GCM.13")->coders, 2);
	assert_int_equal(coding(c, "GCM.13")->agreed, 1);
	assert_int_equal(coding(c, "GCM.7")->review, REVIEW_DISPUTED);
	assert_confidence(coding(c, "GCM.7"), 0.0);
}

static void two_of_three_decide(void **state)
{
	const struct decision d[] = {
		decide("a", DECISION_RELEVEL, "GCM.13", LEVEL_INTENTION),
		decide("b", DECISION_REJECT, "GCM.13", LEVEL_MENTION),
		decide("c", DECISION_RELEVEL, "GCM.13", LEVEL_INTENTION),
	};
	struct court *c = *state;

	settle(c, d, 3);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_ACCEPTED);
	assert_int_equal(coding(c, "GCM.13")->level, LEVEL_INTENTION);
	assert_int_equal(coding(c, "GCM.13")->agreed, 2);
}

static void three_levels_of_three_coders_settle_nothing(void **state)
{
	const struct decision d[] = {
		decide("a", DECISION_RELEVEL, "GCM.13", LEVEL_INTENTION),
		decide("b", DECISION_ACCEPT, "GCM.13", LEVEL_MEASURE),
		decide("c", DECISION_RELEVEL, "GCM.13", LEVEL_RESULT),
	};
	struct court *c = *state;

	settle(c, d, 3);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_DISPUTED);
	assert_int_equal(coding(c, "GCM.13")->level, LEVEL_MEASURE);
}

static void asserted_and_demanded_are_two_verdicts(void **state)
{
	struct decision d[] = {
		decide("a", DECISION_ACCEPT, "GCM.8", LEVEL_GAP),
		decide("b", DECISION_RELEVEL, "GCM.8", LEVEL_GAP),
	};
	struct court *c = *state;

	d[0].is_demand = true;
	settle(c, d, 2);
	assert_int_equal(coding(c, "GCM.8")->review, REVIEW_DISPUTED);
}

static void states_written_out_are_those_left_open(void **state)
{
	struct decision d[] = {
		decide("a", DECISION_ACCEPT, "GCM.13", LEVEL_MEASURE),
		decide("b", DECISION_ACCEPT, "GCM.13", LEVEL_MEASURE),
	};
	struct court *c = *state;

	d[1].has_states = true;
	d[1].states = SVN;
	d[1].n_states = 1;
	settle(c, d, 2);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_ACCEPTED);
	d[1].n_states = 0;
	settle(c, d, 2);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_DISPUTED);
}

static void the_later_decision_of_a_coder_stands(void **state)
{
	struct decision d[] = {
		decide("a", DECISION_REJECT, "GCM.13", LEVEL_MENTION),
		decide("a", DECISION_ACCEPT, "GCM.13", LEVEL_MEASURE),
	};
	struct court *c = *state;

	d[0].decided_s = 200;
	d[1].decided_s = 100;
	settle(c, d, 2);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_REJECTED);
	d[1].decided_s = 200;
	settle(c, d, 2);
	assert_int_equal(coding(c, "GCM.13")->review, REVIEW_ACCEPTED);
	assert_int_equal(c->out.decisions, 1);
}

static void what_was_accepted_stays_when_the_program_finds_it_no_more(
	void **state)
{
	const struct decision d[] = { decide("a", DECISION_ACCEPT, "GCM.21",
		                             LEVEL_GAP) };
	struct court *c = *state;

	settle(c, d, 1);
	assert_int_equal(coding(c, "GCM.21")->review, REVIEW_ACCEPTED);
	assert_confidence(coding(c, "GCM.21"), 1.0);
}

#define SETTLED(test) \
	cmocka_unit_test_setup_teardown(test, open_court, close_court)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SETTLED(an_accepted_coding_has_confidence_one),
		SETTLED(a_rejected_coding_is_set_aside),
		SETTLED(a_relevelled_coding_takes_level_and_states_given),
		SETTLED(an_added_coding_is_about_the_states_of_its_submission),
		SETTLED(half_is_not_more_than_half),
		SETTLED(two_of_three_decide),
		SETTLED(three_levels_of_three_coders_settle_nothing),
		SETTLED(asserted_and_demanded_are_two_verdicts),
		SETTLED(states_written_out_are_those_left_open),
		SETTLED(the_later_decision_of_a_coder_stands),
		SETTLED(what_was_accepted_stays_when_the_program_finds_it_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
