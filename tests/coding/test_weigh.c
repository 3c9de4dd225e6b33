/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "catalogue.h"
#include "coding.h"

#include "../../indicators/coding/coder.h"

struct world {
	struct catalogue *catalogue;
	struct coder *coder;
	struct fault f;
};

static void open_world(struct world *w)
{
	assert_ok(catalogue_new(NULL, 0, &w->catalogue, &w->f), &w->f);
	assert_ok(coder_new(w->catalogue, &w->coder, &w->f), &w->f);
	assert_ok(coder_learn(w->coder, "en", &w->f), &w->f);
}

static void close_world(struct world *w)
{
	coder_free(w->coder);
	catalogue_free(w->catalogue);
}

/* Weighs TEXT of no heading, context or declaration but those of U. */
static bool weigh(struct world *w, struct utterance u, const char *text)
{
	u.text = text;
	u.len = strlen(text);
	u.context = u.context ? u.context : "";
	u.trail = u.trail ? u.trail : "";
	u.declared = u.declared ? u.declared : "";
	for (size_t i = 0; i < w->coder->n_tongues; i++)
		if (w->coder->tongues[i]) /* only one was learned */
			reading_take(&w->coder->said, w->coder->tongues[i],
			             u.text, u.len);
	return coder_weigh(w->coder, &u);
}

static const struct tally *tally(const struct world *w, const char *code)
{
	int at = catalogue_position(w->catalogue, code);

	assert_true(at >= 0);
	return &w->coder->tallies[at];
}

static void weigh_leaves_at_once_what_touches_nothing(void **state)
{
	struct world w;

	(void)state;
	open_world(&w);

	assert_false(weigh(&w, (struct utterance){ 0 }, "Roads were built."));
	assert_true(weigh(&w, (struct utterance){ 0 }, "Remittances rose."));
	close_world(&w);
}

static void weigh_trusts_a_declaration_whatever_is_said(void **state)
{
	const struct utterance u = { .declared = "GCM.14,GCM.2" };
	struct world w;

	(void)state;
	open_world(&w);
	assert_true(weigh(&w, u, "Roads were built."));

	assert_int_equal(tally(&w, "GCM.2")->origin, ORIGIN_DECLARED);
	assert_true(tally(&w, "GCM.2")->p >= 0.98);
	assert_int_equal(tally(&w, "GCM.23")->origin, ORIGIN_TERMS);
	close_world(&w);
}

static void weigh_trusts_a_name_more_than_a_heading(void **state)
{
	const struct utterance u = { .trail = "Objective 20" };
	struct world w;

	(void)state;
	open_world(&w);

	assert_true(weigh(&w, u, "Roads were built."));
	assert_int_equal(tally(&w, "GCM.20")->origin, ORIGIN_HEADED);
	assert_true(weigh(&w, u, "It serves GCM objective 20."));
	assert_int_equal(tally(&w, "GCM.20")->origin, ORIGIN_NAMED);
	close_world(&w);
}

static void weigh_reads_the_headings_of_each_passage_anew(void **state)
{
	const struct utterance with = { .trail = "Objective 20" };
	struct world w;

	(void)state;
	open_world(&w);
	assert_true(weigh(&w, with, "Roads were built."));

	assert_false(weigh(&w, (struct utterance){ 0 }, "Roads were built."));
	close_world(&w);
}

static void weigh_ranks_objectives_and_not_lines_that_lean_on_them(void **state)
{
	struct world w;

	(void)state;
	open_world(&w);
	assert_true(weigh(&w, (struct utterance){ 0 },
	                  "Pushbacks of migrants took place."));

	assert_true(tally(&w, "GCM.11")->is_ranked);
	assert_false(tally(&w, "CTA26.4b")->is_ranked);
	assert_true(tally(&w, "CTA26.4b")->is_against);
	assert_true(tally(&w, "CTA26.4b")->p > tally(&w, "CTA26.5")->p);
	close_world(&w);
}

static void weigh_takes_headings_longer_than_it_reads(void **state)
{
	char trail[3 * TRAIL_MOST];
	const struct utterance u = { .trail = trail };
	struct world w;

	(void)state;
	for (size_t i = 0; i < sizeof(trail); i += 2)
		memcpy(trail + i, "\xC3\xA9", 2);
	strcpy(trail + sizeof(trail) - sizeof("\nObjective 20"),
	       "\nObjective 20");
	open_world(&w);
	assert_true(weigh(&w, u, "Roads were built."));

	assert_int_equal(tally(&w, "GCM.20")->origin, ORIGIN_HEADED);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weigh_leaves_at_once_what_touches_nothing),
		cmocka_unit_test(weigh_trusts_a_declaration_whatever_is_said),
		cmocka_unit_test(weigh_trusts_a_name_more_than_a_heading),
		cmocka_unit_test(weigh_reads_the_headings_of_each_passage_anew),
		cmocka_unit_test(
			weigh_ranks_objectives_and_not_lines_that_lean_on_them),
		cmocka_unit_test(weigh_takes_headings_longer_than_it_reads),
	};

	return cmocka_run_group_tests_name("coding/weigh", tests, NULL, NULL);
}
