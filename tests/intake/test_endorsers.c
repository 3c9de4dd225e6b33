/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"

#include "intake.h"

#define MOST ((size_t)1 << 20)

struct setting {
	struct arena *arena;
	struct fault fault;
	const struct endorser *list;
	size_t n;
};

static int read_list(struct setting *s, const char *list)
{
	*s = (struct setting){ .arena = NULL };
	assert_ok(arena_new(MOST, &s->arena, &s->fault), &s->fault);
	return intake_endorsers(list, strlen(list), s->arena, &s->list, &s->n,
	                        &s->fault);
}

static void endorsers_are_read_however_a_list_is_set(void **state)
{
	static const struct {
		const char *line;
		const char *name;
		int number;
	} rows[] = {
		{ "12. Casa del Migrante", "Casa del Migrante", 12 },
		{ "12) Casa", "Casa", 12 },
		{ "(12) Casa", "Casa", 12 },
		{ "12\tCasa", "Casa", 12 },
		{ "12 - Casa", "12 - Casa", 0 },
		{ "- Casa", "Casa", 0 },
		{ "\xe2\x80\xa2 Casa", "Casa", 0 },
		{ "* 3. Casa", "Casa", 3 },
		{ "  Casa \r", "Casa", 0 },
		{ "350.org", "350.org", 0 },
		{ "11.11.11", "11.11.11", 0 },
		{ "\xd9\xa1\xd9\xa2. \xd8\xaf\xd8\xa7\xd8\xb1",
		  "\xd8\xaf\xd8\xa7\xd8\xb1", 12 },
		{ "7\xe3\x80\x81 \xe4\xb9\x8b\xe5\xae\xb6",
		  "\xe4\xb9\x8b\xe5\xae\xb6", 7 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct setting s;

		assert_ok(read_list(&s, rows[i].line), &s.fault);

		assert_int_equal(s.n, 1);
		assert_string_equal(s.list[0].name, rows[i].name);
		assert_int_equal(s.list[0].number, rows[i].number);
		arena_free(s.arena);
	}
}

static void endorsers_leave_out_blank_lines_and_headings(void **state)
{
	struct setting s;

	(void)state;

	assert_ok(read_list(&s, "\xef\xbb\xbfSigned by:\n\n1. A\n \n2. B"),
	          &s.fault);

	assert_int_equal(s.n, 2);
	assert_string_equal(s.list[1].name, "B");
	arena_free(s.arena);
}

static void endorsers_are_refused_with_their_line(void **state)
{
	static const struct {
		const char *list;
		const char *words;
	} rows[] = {
		{ "A\n2. ", "endorsers:2: a number or mark without a name" },
		{ "A\xff", "not UTF-8 at byte 1" },
		{ "\n\n", "no names" },
		{ "A\nB\x01", "endorsers:2: a control character" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct setting s;

		assert_fault(read_list(&s, rows[i].list), &s.fault,
		             FAULT_INPUT);
		if (!strstr(s.fault.text, rows[i].words))
			fail_msg("row %zu: %s", i, s.fault.text);
		arena_free(s.arena);
	}
}

static void endorser_facts_count_doubles_once_and_name_gaps(void **state)
{
	struct endorser_facts facts = { .count = 99 };
	struct setting s;

	(void)state;
	assert_ok(read_list(&s, "1. Caf\xc3\xa9 Solidaire\n2. Beta\n"
	                        "4. CAF\xc3\x89  SOLIDAIRE\n5. Gamma\n"
	                        "5. beta\n7. Delta"),
	          &s.fault);

	assert_ok(intake_endorser_facts(s.list, s.n, s.arena, &facts, &s.fault),
	          &s.fault);

	assert_int_equal(facts.count, 6);
	assert_int_equal(facts.distinct, 4);
	assert_int_equal(facts.n_duplicates, 2);
	assert_string_equal(facts.duplicates[0], "Caf\xc3\xa9 Solidaire");
	assert_string_equal(facts.duplicates[1], "Beta");
	assert_int_equal(facts.n_missing, 2);
	assert_int_equal(facts.missing[0], 3);
	assert_int_equal(facts.missing[1], 6);
	arena_free(s.arena);
}

static void endorser_facts_find_no_gaps_in_a_bare_list(void **state)
{
	struct endorser_facts facts = { .count = 99 };
	struct setting s;

	(void)state;
	assert_ok(read_list(&s, "A\nB\n90000. C"), &s.fault);

	assert_ok(intake_endorser_facts(s.list, s.n, s.arena, &facts, &s.fault),
	          &s.fault);

	assert_int_equal(facts.distinct, 3);
	assert_int_equal(facts.n_missing, 0);
	assert_int_equal(facts.n_duplicates, 0);
	arena_free(s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(endorsers_are_read_however_a_list_is_set),
		cmocka_unit_test(endorsers_leave_out_blank_lines_and_headings),
		cmocka_unit_test(endorsers_are_refused_with_their_line),
		cmocka_unit_test(
			endorser_facts_count_doubles_once_and_name_gaps),
		cmocka_unit_test(endorser_facts_find_no_gaps_in_a_bare_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
