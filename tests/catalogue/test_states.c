/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "model/commitment.h"

static void states_are_the_193_members_in_order_of_code(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct state *states = catalogue_states(c, &n);

	(void)state;

	assert_int_equal(n, 193);
	for (size_t i = 0; i < n; i++) {
		assert_ptr_equal(catalogue_state(c, states[i].iso3),
		                 &states[i]);
		assert_true(i == 0 ||
		            strcmp(states[i - 1].iso3, states[i].iso3) < 0);
	}
	assert_null(catalogue_state(c, "XAV"));
	catalogue_free(c);
}

static void every_state_has_codes_and_names_in_six_languages(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct state *states = catalogue_states(c, &n);

	(void)state;

	for (size_t i = 0; i < n; i++) {
		assert_int_equal(strlen(states[i].iso2), 2);
		assert_int_equal(strlen(states[i].m49), 3);
		for (int l = 0; l < UN_LANGUAGE_COUNT; l++)
			if (!states[i].name[l] || !states[i].official[l])
				fail_msg("%s has no name in %s", states[i].iso3,
				         UN_LANGUAGE_NAMES[l]);
	}
	catalogue_free(c);
}

static void plain_names_stand_beside_official_ones(void **state)
{
	struct catalogue *c = all_of_them();
	const struct state *andorra = catalogue_state(c, "AND");
	const struct state *iran = catalogue_state(c, "IRN");

	(void)state;

	assert_string_equal(andorra->name[UN_FR], "Andorre");
	assert_string_equal(andorra->official[UN_FR], "Andorre (l')");
	assert_string_equal(andorra->official[UN_EN], "Andorra");
	assert_string_equal(iran->name[UN_EN], "Iran");
	assert_string_equal(iran->official[UN_EN],
	                    "Iran (Islamic Republic of)");
	catalogue_free(c);
}

static void states_know_their_groups(void **state)
{
	struct catalogue *c = all_of_them();
	const struct state *slovenia = catalogue_state(c, "SVN");
	const struct state *armenia = catalogue_state(c, "ARM");
	size_t n, coe = 0, osce = 0;
	const struct state *states = catalogue_states(c, &n);

	(void)state;

	for (size_t i = 0; i < n; i++) {
		coe += states[i].is_coe;
		osce += states[i].is_osce;
	}

	assert_int_equal(coe, 46);
	assert_int_equal(osce, 56); /* the 57th is the Holy See */
	assert_string_equal(slovenia->region, "Europe");
	assert_string_equal(slovenia->review, "ECE");
	assert_true(slovenia->is_coe && slovenia->is_osce);
	assert_false(slovenia->is_sids);
	assert_string_equal(armenia->commissions, "ECE ESCAP");
	assert_true(armenia->is_lldc);
	assert_string_equal(armenia->vote_2018, "yes");
	catalogue_free(c);
}

static const char INVENTED[] =
	"<states id=\"states-trial\" version=\"1\">\n"
	"<title>Invented</title><source>invented for a test</source>\n"
	"<state iso3=\"%s\" iso2=\"XV\" region=\"Europe\"\n"
	"\tsubregion=\"Invented\" commissions=\"\" review=\"ECE\">\n"
	"<name lang=\"en\">Avelia</name></state></states>\n";

static void given_states_are_added_to_the_real_ones(void **state)
{
	char text[sizeof(INVENTED) + 4];
	struct catalogue *c = NULL;
	struct catalogue_file file;
	struct fault f = { 0 };
	size_t n;

	(void)state;
	(void)snprintf(text, sizeof(text), INVENTED, "XAV");
	file = written("trial.xml", text);

	assert_ok(catalogue_new(&file, 1, &c, &f), &f);

	catalogue_states(c, &n);
	assert_int_equal(n, 194);
	assert_string_equal(catalogue_state(c, "XAV")->name[UN_EN], "Avelia");
	assert_string_equal(catalogue_state(c, "XAV")->m49, "");
	assert_null(catalogue_state(c, "XAV")->name[UN_FR]);
	catalogue_free(c);
}

static void given_states_may_not_stand_in_for_real_ones(void **state)
{
	char text[sizeof(INVENTED) + 4];
	struct catalogue_file file;

	(void)state;
	(void)snprintf(text, sizeof(text), INVENTED, "SVN");
	file = written("trial.xml", text);

	assert_refused(&file, "SVN is taken",
	               "trial.xml:4: state iso3=\"SVN\" is already at "
	               "states.xml:");
}

static void demonstration_states_stand_beside_the_real_ones(void **state)
{
	const char *source = getenv("SOURCE");
	char path[512], text[8192];
	struct catalogue_file file = { "states.xml", text, 0 };
	struct catalogue *c = NULL;
	struct fault f = { 0 };
	FILE *in;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/fixtures/reports/states.xml",
	               source ? source : ".");
	in = fopen(path, "rb");
	if (!in) {
		fail_msg("%s is not there", path);
		return;
	}
	file.len = fread(text, 1, sizeof(text), in);
	(void)fclose(in);

	/* It is called as the embedded one; their ids tell them apart. */
	file.name = path;
	assert_ok(catalogue_new(&file, 1, &c, &f), &f);

	assert_string_equal(catalogue_state(c, "XAV")->name[UN_EN], "Avelia");
	assert_string_equal(catalogue_state(c, "XBO")->name[UN_EN], "Borunda");
	assert_non_null(catalogue_state(c, "SVN"));
	catalogue_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_are_the_193_members_in_order_of_code),
		cmocka_unit_test(
			every_state_has_codes_and_names_in_six_languages),
		cmocka_unit_test(plain_names_stand_beside_official_ones),
		cmocka_unit_test(states_know_their_groups),
		cmocka_unit_test(given_states_are_added_to_the_real_ones),
		cmocka_unit_test(
			demonstration_states_stand_beside_the_real_ones),
		cmocka_unit_test(given_states_may_not_stand_in_for_real_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
