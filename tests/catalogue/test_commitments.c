/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "model/commitment.h"

static size_t lines_of(const struct catalogue *c, const char *id)
{
	return catalogue_find(c, id)->n;
}

static void compact_has_23_objectives_and_187_actions(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n, actions = 0;
	const struct commitment *all = catalogue_commitments(c, &n);

	(void)state;

	for (size_t i = 0; i < n; i++)
		actions += all[i].n_actions;

	assert_int_equal(lines_of(c, "gcm"), 23);
	assert_int_equal(actions, 187);
	catalogue_free(c);
}

static void call_to_action_has_15_lines(void **state)
{
	struct catalogue *c = all_of_them();

	(void)state;

	assert_int_equal(lines_of(c, "cta26"), 15);
	assert_non_null(catalogue_commitment(c, "CTA26.4e"));
	assert_null(catalogue_commitment(c, "CTA26.4"));
	catalogue_free(c);
}

static void item_seven_is_put_to_stakeholders_alone(void **state)
{
	struct catalogue *c = all_of_them();
	const struct catalogue_info *info = catalogue_find(c, "cta26");
	size_t n;
	const struct commitment *all = catalogue_commitments(c, &n);

	(void)state;

	for (size_t i = info->first; i < info->first + info->n; i++) {
		bool is_seven = strcmp(all[i].code, "CTA26.7") == 0;

		assert_int_equal(all[i].applies,
		                 is_seven ? APPLIES_STAKEHOLDERS : APPLIES_ALL);
	}
	catalogue_free(c);
}

static void regional_lines_apply_to_their_region(void **state)
{
	struct catalogue *c = all_of_them();

	(void)state;

	assert_int_equal(catalogue_commitment(c, "OSCE.LJU2005")->applies,
	                 APPLIES_OSCE);
	assert_int_equal(catalogue_commitment(c, "COE.PACE2595")->applies,
	                 APPLIES_COE);
	assert_int_equal(lines_of(c, "osce"), 8);
	assert_int_equal(lines_of(c, "coe"), 3);
	catalogue_free(c);
}

static void every_commitment_has_english_words_and_a_reference(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct commitment *all = catalogue_commitments(c, &n);

	(void)state;

	for (size_t i = 0; i < n; i++) {
		if (!all[i].title[UN_EN].text && !all[i].label[UN_EN].text)
			fail_msg("%s has no words", all[i].code);
		if (!*all[i].reference)
			fail_msg("%s has no reference", all[i].code);
	}
	catalogue_free(c);
}

static void titles_say_how_far_they_were_verified(void **state)
{
	struct catalogue *c = all_of_them();
	const struct commitment *line = catalogue_commitment(c, "GCM.2");

	(void)state;

	assert_string_equal(line->title[UN_EN].status, "verified");
	assert_string_equal(line->title[UN_ES].status, "memory-unverified");
	assert_null(line->title[UN_AR].text);
	assert_string_equal(line->label[UN_FR].text,
	                    "Lutter contre les facteurs n\xc3\xa9gatifs");
	catalogue_free(c);
}

static void clusters_are_the_four_round_tables(void **state)
{
	struct catalogue *c = all_of_them();
	const struct commitment *line = catalogue_commitment(c, "GCM.8");
	size_t n;
	const struct cluster *clusters = catalogue_clusters(c, &n);

	(void)state;

	assert_int_equal(n, 4);
	assert_int_equal(clusters[1].number, 2);
	assert_int_equal(line->cluster, 2);
	assert_string_equal(line->cluster_status, "verified");
	assert_string_equal(catalogue_commitment(c, "GCM.1")->cluster_status,
	                    "general-knowledge");
	assert_string_equal(catalogue_commitment(c, "GCM.1")->sdg,
	                    "10.7 17.18");
	catalogue_free(c);
}

static void principles_are_ten_letters_and_their_bits(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct principle *p = catalogue_principles(c, &n);

	(void)state;

	assert_int_equal(n, 10);
	assert_int_equal(p[6].letter, 'g');
	assert_string_equal(p[6].title[UN_EN].text, "Gender-responsive");
	assert_null(p[6].title[UN_RU].text);
	/* "d f" */
	assert_int_equal(catalogue_commitment(c, "CTA26.1")->principles,
	                 1u << 3 | 1u << 5);
	catalogue_free(c);
}

static void crosswalks_are_read_from_both_ends(void **state)
{
	struct catalogue *c = all_of_them();
	const struct commitment *from = catalogue_commitment(c, "CTA26.4a");
	const struct commitment *to = catalogue_commitment(c, "GCM.8");
	const struct crosswalk *back = NULL;

	(void)state;

	for (size_t i = 0; i < to->n_crosswalks; i++)
		if (strcmp(to->crosswalks[i].commitment, "CTA26.4a") == 0)
			back = &to->crosswalks[i];

	assert_string_equal(from->crosswalks[0].commitment, "GCM.8");
	assert_string_equal(from->crosswalks[0].strength, "primary");
	assert_string_equal(from->crosswalks[0].source,
	                    "mapping by gcmtrack, 2026");
	assert_false(from->crosswalks[0].is_reverse);
	assert_true(back && strcmp(back->strength, "primary") == 0);
	assert_true(back && back->is_reverse);
	catalogue_free(c);
}

static void every_crosswalk_has_one_way_back(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n, there = 0, back = 0;
	const struct commitment *all = catalogue_commitments(c, &n);

	(void)state;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < all[i].n_crosswalks; j++) {
			there += !all[i].crosswalks[j].is_reverse;
			back += all[i].crosswalks[j].is_reverse;
		}

	assert_true(there > 50);
	assert_int_equal(there, back);
	catalogue_free(c);
}

static void crosswalk_stated_at_both_ends_is_not_mirrored(void **state)
{
	static const char TEXT[] =
		"<catalogue id=\"two\" version=\"1\" order=\"9\">\n"
		"<title>T</title><source>S</source>\n"
		"<commitment code=\"TWO.1\" reference=\"r\">"
		"<label lang=\"en\" status=\"own\">One</label>"
		"<crosswalk to=\"TWO.2\" strength=\"primary\" source=\"s\"/>"
		"</commitment>\n"
		"<commitment code=\"TWO.2\" reference=\"r\">"
		"<label lang=\"en\" status=\"own\">Two</label>"
		"<crosswalk to=\"TWO.1\" strength=\"secondary\" source=\"s\"/>"
		"</commitment></catalogue>\n";
	const struct catalogue_file file = written("two.xml", TEXT);
	struct catalogue *c = NULL;
	struct fault f = { 0 };
	const struct commitment *two;

	(void)state;

	assert_ok(catalogue_new(&file, 1, &c, &f), &f);

	two = catalogue_commitment(c, "TWO.2");
	assert_int_equal(two->n_crosswalks, 1);
	assert_string_equal(two->crosswalks[0].strength, "secondary");
	assert_false(two->crosswalks[0].is_reverse);
	catalogue_free(c);
}

static void commitments_are_found_by_code_at_their_position(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct commitment *all = catalogue_commitments(c, &n);

	(void)state;

	for (size_t i = 0; i < n; i++) {
		assert_ptr_equal(catalogue_commitment(c, all[i].code), &all[i]);
		assert_int_equal(catalogue_position(c, all[i].code), i);
	}
	assert_int_equal(catalogue_position(c, "GCM.24"), -1);
	assert_null(catalogue_commitment(c, ""));
	assert_null(catalogue_find(c, "GCM"));
	catalogue_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compact_has_23_objectives_and_187_actions),
		cmocka_unit_test(call_to_action_has_15_lines),
		cmocka_unit_test(item_seven_is_put_to_stakeholders_alone),
		cmocka_unit_test(regional_lines_apply_to_their_region),
		cmocka_unit_test(
			every_commitment_has_english_words_and_a_reference),
		cmocka_unit_test(titles_say_how_far_they_were_verified),
		cmocka_unit_test(clusters_are_the_four_round_tables),
		cmocka_unit_test(principles_are_ten_letters_and_their_bits),
		cmocka_unit_test(crosswalks_are_read_from_both_ends),
		cmocka_unit_test(every_crosswalk_has_one_way_back),
		cmocka_unit_test(crosswalk_stated_at_both_ends_is_not_mirrored),
		cmocka_unit_test(
			commitments_are_found_by_code_at_their_position),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
