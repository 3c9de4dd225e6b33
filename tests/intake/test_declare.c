/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"

#include "intake.h"

static int is_state(const void *context, const char *iso3)
{
	(void)context;
	return strcmp(iso3, "SVN") == 0 || strcmp(iso3, "HRV") == 0;
}

static int is_round(const void *context, const char *id)
{
	(void)context;
	return strcmp(id, "IMRF2026") == 0;
}

static const struct intake_names NAMES = { NULL, is_state, is_round };

static struct intake_fields good(void)
{
	return (struct intake_fields){ .state = "SVN, HRV,SVN",
		                       .voice = "civil_society",
		                       .round = "IMRF2026",
		                       .kind = "joint_letter",
		                       .language = "pt-BR",
		                       .author = "A network",
		                       .title = "Une lettre \xc3\xa0 tous",
		                       .date = "2025-11",
		                       .symbol = "A/1",
		                       .visibility = "network",
		                       .embargo = "2026-05-04",
		                       .supersedes = "0123456789abcdef-2",
		                       .file_name = "C:\\docs/letter.pdf" };
}

static void declare_keeps_all_that_was_said(void **state)
{
	const struct intake_fields fields = good();
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct submission s;

	(void)state;
	assert_ok(arena_new((size_t)1 << 20, &a, &f), &f);

	assert_ok(intake_declare(&fields, &NAMES, a, &s, &f), &f);

	assert_int_equal(s.n_states, 2);
	assert_string_equal(s.states[0], "HRV");
	assert_string_equal(s.states[1], "SVN");
	assert_int_equal(s.voice, VOICE_CIVIL_SOCIETY);
	assert_string_equal(s.round, "IMRF2026");
	assert_string_equal(s.kind, "joint_letter");
	assert_string_equal(s.language_declared, "pt-BR");
	assert_string_equal(s.date, "2025-11");
	assert_int_equal(s.visibility, VISIBILITY_NETWORK);
	assert_int_equal(s.embargo_s, 1777852800);
	assert_string_equal(s.supersedes, "0123456789abcdef-2");
	assert_string_equal(s.file_name, "letter.pdf");
	assert_string_equal(s.id, "");
	assert_string_equal(s.reason, "");
	arena_free(a);
}

static void declare_needs_state_voice_and_round_only(void **state)
{
	const struct intake_fields fields = { .state = "SVN",
		                              .voice = "state",
		                              .round = "IMRF2026" };
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct submission s;

	(void)state;
	assert_ok(arena_new((size_t)1 << 20, &a, &f), &f);

	assert_ok(intake_declare(&fields, &NAMES, a, &s, &f), &f);

	assert_int_equal(s.visibility, VISIBILITY_PUBLIC);
	assert_string_equal(s.language, "und");
	assert_string_equal(s.author, "");
	assert_string_equal(s.supersedes, "");
	assert_int_equal(s.embargo_s, 0);
	arena_free(a);
}

#define FIELD(member) offsetof(struct intake_fields, member)

static void declare_refuses_by_the_name_of_the_field(void **state)
{
	static const struct {
		size_t field;
		const char *value;
		const char *words;
	} rows[] = {
		{ FIELD(state), NULL, "state is missing: give" },
		{ FIELD(state), "", "state is missing: give" },
		{ FIELD(state), "svn", "state \"svn\" is not a code" },
		{ FIELD(state), "SVN;HRV", "three capitals" },
		{ FIELD(state), "SVN,", "state \"\" is not a code" },
		{ FIELD(state), "XXX", "not one of the 193" },
		{ FIELD(voice), NULL, "voice is missing: give one of: state" },
		{ FIELD(voice), "State",
		  "is not one of: state, civil_society" },
		{ FIELD(round), "IMRF2027", "round \"IMRF2027\" is unknown" },
		{ FIELD(round), "a very long name of a round", "is unknown" },
		{ FIELD(kind), "National Report", "small letters" },
		{ FIELD(language), "english", "such as en, fr or pt-BR" },
		{ FIELD(language), "EN", "BCP 47" },
		{ FIELD(date), "12/11/2025", "date \"12/11/2025\" is not" },
		{ FIELD(date), "2025-02-30", "write YYYY" },
		{ FIELD(date), "2025-11-02T00:00:00Z", "write YYYY" },
		{ FIELD(visibility), "secret", "public, network, sealed" },
		{ FIELD(embargo), "soon", "embargo \"soon\" is not a date" },
		{ FIELD(supersedes), "17", "16 hex digits" },
		{ FIELD(supersedes), "0123456789abcdef-", "16 hex digits" },
		{ FIELD(author), "two\nlines",
		  "author has a control character" },
		{ FIELD(title), "caf\xe9", "title is not UTF-8 at byte 3" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct intake_fields fields = good();
		struct fault f = { .code = FAULT_NONE };
		struct submission s = { .n_states = 77 };
		struct arena *a = NULL;

		assert_ok(arena_new((size_t)1 << 20, &a, &f), &f);
		memcpy((char *)&fields + rows[i].field, &rows[i].value,
		       sizeof(rows[i].value));

		assert_fault(intake_declare(&fields, &NAMES, a, &s, &f), &f,
		             FAULT_INPUT);

		if (!strstr(f.text, rows[i].words))
			fail_msg("row %zu: %s", i, f.text);
		assert_int_equal(s.n_states, 77);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declare_keeps_all_that_was_said),
		cmocka_unit_test(declare_needs_state_voice_and_round_only),
		cmocka_unit_test(declare_refuses_by_the_name_of_the_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
