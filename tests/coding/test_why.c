/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "catalogue.h"
#include "coding.h"

#define ARENA_MOST   (1u << 20)
#define REASONS_MOST 8

struct world {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
	struct fault f;
};

static const char SUBJECT[][STATE_SIZE] = { "SVN" };

static void open_world(struct world *w)
{
	assert_ok(catalogue_new(NULL, 0, &w->catalogue, &w->f), &w->f);
	assert_ok(coder_new(w->catalogue, &w->coder, &w->f), &w->f);
	assert_ok(arena_new(ARENA_MOST, &w->arena, &w->f), &w->f);
}

static void close_world(struct world *w)
{
	coder_free(w->coder);
	catalogue_free(w->catalogue);
	arena_free(w->arena);
}

/* The coding of TEXT to CODE; fails when there is none. */
static struct coding code(struct world *w, const char *text, const char *code)
{
	const struct utterance u = {
		.text = text,
		.len = strlen(text),
		.language = "en",
		.states = SUBJECT,
		.n_states = 1,
		.context = "",
		.trail = "",
		.declared = "",
	};
	struct passage_coding out;

	assert_ok(coder_code(w->coder, &u, w->arena, &out, &w->f), &w->f);
	for (size_t i = 0; i < out.n; i++)
		if (strcmp(out.codings[i].commitment, code) == 0)
			return out.codings[i];
	fail_msg("%s is not coded to %s", text, code);
	return (struct coding){ 0 };
}

static size_t count(const struct coding *c, enum reason_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_why; i++)
		n += c->why[i].kind == kind;
	return n;
}

static void why_tells_the_words_as_they_were_written(void **state)
{
	struct world w;
	struct coding c;

	(void)state;
	open_world(&w);
	c = code(&w, "The cost of REMITTANCES fell to 3 per cent.", "GCM.20");

	assert_true(count(&c, REASON_TERM) > 0);
	for (size_t i = 0; i < c.n_why; i++)
		if (c.why[i].kind == REASON_TERM)
			assert_non_null(strstr(c.why[i].text, "REMITTANCES"));
	close_world(&w);
}

static void why_puts_the_strongest_reason_first(void **state)
{
	struct world w;
	struct coding c;
	double before = 1e9;

	(void)state;
	open_world(&w);
	c = code(&w,
	         "A bank and mobile money lower the cost of remittances of "
	         "migrants and their families.",
	         "GCM.20");

	assert_true(c.n_why > 2);
	for (size_t i = 0; i < c.n_why; i++) {
		double weight = c.why[i].weight;

		weight = weight < 0 ? -weight : weight;
		assert_true(weight <= before);
		before = weight;
	}
	close_world(&w);
}

static void why_keeps_room_for_the_level(void **state)
{
	struct world w;
	struct coding c;

	(void)state;
	open_world(&w);
	c = code(&w,
	         "In Slovenia and Spain banks, mobile money, financial "
	         "inclusion, bank accounts, transfer costs and payment systems "
	         "for remittances of migrants and diaspora were adopted.",
	         "GCM.20");

	assert_true(c.n_why <= REASONS_MOST);
	assert_int_equal(count(&c, REASON_LEVEL), 1);
	assert_true(count(&c, REASON_STATE) > 0);
	close_world(&w);
}

static void why_names_the_document_s_state_where_none_is_said(void **state)
{
	struct world w;
	struct coding c;

	(void)state;
	open_world(&w);

	c = code(&w, "The cost of remittances fell.", "GCM.20");
	assert_int_equal(c.n_states, 1);
	assert_string_equal(c.states[0], "SVN");
	c = code(&w, "In Spain the cost of remittances fell.", "GCM.20");
	assert_int_equal(c.n_states, 1);
	assert_string_equal(c.states[0], "ESP");
	close_world(&w);
}

static void why_lists_states_in_order_and_once(void **state)
{
	struct world w;
	struct coding c;

	(void)state;
	open_world(&w);
	c = code(&w,
	         "Spain, Albania and Spain lowered the cost of remittances.",
	         "GCM.20");

	assert_int_equal(c.n_states, 2);
	assert_string_equal(c.states[0], "ALB");
	assert_string_equal(c.states[1], "ESP");
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(why_tells_the_words_as_they_were_written),
		cmocka_unit_test(why_puts_the_strongest_reason_first),
		cmocka_unit_test(why_keeps_room_for_the_level),
		cmocka_unit_test(
			why_names_the_document_s_state_where_none_is_said),
		cmocka_unit_test(why_lists_states_in_order_and_once),
	};

	return cmocka_run_group_tests_name("coding/why", tests, NULL, NULL);
}
