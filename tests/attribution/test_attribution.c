/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

/* A summary with LIST and one sentence below it. */
static void read_summary(struct fixture *x, const char *list,
                         const char *sentences)
{
	struct buf b;

	buf_init(&b, 8 << 20);
	assert_ok(buf_addf(&b, &x->f,
	                   "# Summary of stakeholders' submissions on "
	                   "Avelia\n\n1. %s\n\nNotes\n\n7 The stakeholders "
	                   "listed below have contributed information for "
	                   "this summary. Civil society Individual "
	                   "submissions: %s\n",
	                   sentences, list),
	          &x->f);
	x->q.kind = "stakeholder_summary";
	fixture_read(x, b.at, b.len);
	buf_clear(&b);
}

static void names_fold_to_one_key(void **state)
{
	static const struct {
		const char *name, *key;
	} ROWS[] = {
		{ "Amnesty International", "author:amnesty international" },
		{ "AMNESTY  international.", "author:amnesty international" },
		{ "The Harbour Clinic", "author:harbour clinic" },
		{ "UNHCR", "author:unhcr" },
		{ "United Nations High Commissioner for Refugees",
		  "author:unhcr" },
		{ "", "author:" },
	};
	struct fixture x;

	(void)state;
	fixture_open(&x);
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		assert_string_equal(attribution_key(x.catalogue, ROWS[i].name,
		                                    x.arena, &x.f),
		                    ROWS[i].key);
	fixture_close(&x);
}

static void an_organisation_is_one_source_in_its_own_text_and_a_summary(
	void **state)
{
	struct fixture x;

	(void)state;
	fixture_open(&x);
	read_summary(&x, "AI Amnesty International, London (United Kingdom);",
	             "AI stated that the harbour is closed.");
	assert_string_equal(fixture_source(&x, "AI stated"),
	                    attribution_key(x.catalogue,
	                                    "Amnesty International", x.arena,
	                                    &x.f));
	fixture_close(&x);
}

static void an_abbreviation_that_is_a_common_word_needs_its_capitals(
	void **state)
{
	struct fixture x;

	(void)state;
	fixture_open(&x);
	read_summary(&x,
	             "WE Women of the Quay, Porto Avel (Avelia); Care Care, "
	             "Porto Avel (Avelia);",
	             "We recommended nothing of the kind. Care for the old "
	             "was lacking. WE recommended a school. Care stated that "
	             "it is full.");
	assert_string_equal(fixture_source(&x, "We recommended"), "document");
	assert_string_equal(fixture_source(&x, "Care for the old"), "document");
	assert_string_equal(fixture_source(&x, "WE recommended"),
	                    "author:women of the quay");
	assert_string_equal(fixture_source(&x, "Care stated"), "author:care");
	fixture_close(&x);
}

static void a_name_inside_another_is_not_that_one(void **state)
{
	struct fixture x;

	(void)state;
	fixture_open(&x);
	read_summary(&x,
	             "HW Harbour Watch, Porto Avel (Avelia); HWN Harbour "
	             "Watch North, Porto Avel (Avelia);",
	             "Harbour Watch North stated that ships wait. Harbour "
	             "Watch stated that crews are paid.");
	assert_string_equal(fixture_source(&x, "Harbour Watch North"),
	                    "author:harbour watch north");
	assert_string_equal(fixture_source(&x, "Harbour Watch stated"),
	                    "author:harbour watch");
	fixture_close(&x);
}

static void a_note_that_cites_two_gives_the_second_as_endorser(void **state)
{
	struct fixture x;
	const struct attributed *p;

	(void)state;
	fixture_open(&x);
	read_summary(&x,
	             "HW Harbour Watch, Porto Avel (Avelia); WE Women of the "
	             "Quay, Porto Avel (Avelia);\n\n8 HW, p. 2; see also WE, "
	             "p. 4.",
	             "Ships wait for weeks.8");
	p = &x.all.passages[fixture_find(&x, "Ships wait")];
	assert_int_equal(p->how, ATTRIBUTED_NOTE);
	assert_string_equal(x.all.claimants[p->claimant].key,
	                    "author:harbour watch");
	assert_int_equal(p->n_endorsers, 1);
	assert_string_equal(x.all.claimants[p->endorsers[0]].key,
	                    "author:women of the quay");
	fixture_close(&x);
}

static void one_listed_twice_is_one_source(void **state)
{
	struct fixture x;
	size_t n = 0;

	(void)state;
	fixture_open(&x);
	read_summary(&x,
	             "HW Harbour Watch, Porto Avel (Avelia); HW Harbour "
	             "Watch, Porto Avel (Avelia);",
	             "HW stated that ships wait. Harbour Watch noted that "
	             "crews are paid.");
	for (size_t i = 0; i < x.all.n_claimants; i++)
		n += strcmp(x.all.claimants[i].key, "author:harbour watch") ==
		     0;
	assert_int_equal(n, 1);
	assert_int_equal(x.all.n_claimants, 2);
	fixture_close(&x);
}

static void five_thousand_sources_are_read_up_to_the_limit(void **state)
{
	struct fixture x;
	struct buf list, said;

	(void)state;
	fixture_open(&x);
	buf_init(&list, 4 << 20);
	buf_init(&said, 4 << 20);
	for (int i = 0; i < 5000; i++) {
		assert_ok(buf_addf(&list, &x.f,
		                   "ORG%d Organisation number %d, Porto Avel "
		                   "(Avelia); ",
		                   i, i),
		          &x.f);
		assert_ok(buf_addf(&said, &x.f,
		                   "ORG%d stated that pier %d is closed. ", i,
		                   i),
		          &x.f);
	}
	read_summary(&x, list.at, said.at);
	assert_true(x.all.n_claimants <= CLAIMANTS_MOST);
	assert_string_equal(fixture_source(&x, "ORG7 stated"),
	                    "author:organisation number 7");
	assert_string_equal(fixture_source(&x, "ORG4999 stated"), "document");
	buf_clear(&list);
	buf_clear(&said);
	fixture_close(&x);
}

static void nothing_is_told_of_a_document_that_quotes_nobody(void **state)
{
	static const char *const KINDS[] = { "national_report", "letter",
		                             "shadow_report", "" };
	static const char TEXT[] =
		"# On Avelia\n\n1. UNHCR stated that piers are closed.\n";
	struct fixture x;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
		fixture_open(&x);
		x.q.kind = KINDS[i];
		fixture_read(&x, TEXT, sizeof(TEXT) - 1);
		assert_int_equal(x.all.n_claimants, 1);
		assert_int_equal(x.all.claimants[0].passages, x.q.n_passages);
		fixture_close(&x);
	}
}

static void members_of_a_joint_submission_are_kept(void **state)
{
	struct fixture x;
	const struct claimant *c;
	size_t i;

	(void)state;
	fixture_open(&x);
	read_summary(&x,
	             "HW Harbour Watch, Porto Avel (Avelia); Joint "
	             "submissions: JS1 Joint submission 1 submitted by: Union "
	             "of Dockers; and Women of the Quay, Porto Avel (Avelia);",
	             "JS1 stated that piers are closed.");
	i = fixture_find(&x, "JS1 stated");
	c = &x.all.claimants[x.all.passages[i].claimant];
	assert_string_equal(c->name, "Joint submission 1");
	assert_int_equal(c->n_members, 2);
	assert_string_equal(c->members[0], "Union of Dockers");
	assert_string_equal(c->members[1], "Women of the Quay");
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_fold_to_one_key),
		cmocka_unit_test(
			an_organisation_is_one_source_in_its_own_text_and_a_summary),
		cmocka_unit_test(
			an_abbreviation_that_is_a_common_word_needs_its_capitals),
		cmocka_unit_test(a_name_inside_another_is_not_that_one),
		cmocka_unit_test(
			a_note_that_cites_two_gives_the_second_as_endorser),
		cmocka_unit_test(one_listed_twice_is_one_source),
		cmocka_unit_test(
			five_thousand_sources_are_read_up_to_the_limit),
		cmocka_unit_test(
			nothing_is_told_of_a_document_that_quotes_nobody),
		cmocka_unit_test(members_of_a_joint_submission_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
