/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <sqlite3.h>

static const char FRA_SVN[][STATE_SIZE] = { "FRA", "SVN" };

static void a_decision_comes_back_as_it_was_given(void **state)
{
	struct note note = note_of("Slovenia adopted a law on rescue.");
	struct decision given[3], *got;
	char id[SUBMISSION_ID_SIZE];
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	for (size_t i = 0; i < 3; i++) {
		given[i] = decision_of(&note, "Ana \xc5\xbd.", DECISION_RELEVEL,
		                       LEVEL_GAP);
		given[i].is_demand = true;
		given[i].has_states = i > 0;
	}
	given[2].states = FRA_SVN;
	given[2].n_states = 2;
	for (size_t i = 0; i < 3; i++)
		decide(&x, &given[i]);

	assert_ok(store_decisions(x.store, &OPERATOR, &given[0].document,
	                          x.arena, &got, &n, &x.f),
	          &x.f);

	assert_int_equal(n, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_true(
			digest_is_equal(&got[i].document, &given[i].document));
		assert_string_equal(got[i].quote, given[i].quote);
		assert_string_equal(got[i].prefix, given[i].prefix);
		assert_string_equal(got[i].suffix, given[i].suffix);
		assert_string_equal(got[i].commitment, "GCM.8");
		assert_int_equal(got[i].kind, DECISION_RELEVEL);
		assert_int_equal(got[i].level, LEVEL_GAP);
		assert_true(got[i].is_demand);
		assert_string_equal(got[i].coder, given[i].coder);
		assert_int_equal(got[i].decided_s, 50);
		assert_string_equal(got[i].note, "a remark");
		assert_int_equal(got[i].has_states, given[i].has_states);
		assert_int_equal(got[i].n_states, given[i].n_states);
	}
	assert_string_equal(got[2].states[0], "FRA");
	assert_string_equal(got[2].states[1], "SVN");
	assert_sound(&x);
	fill_close(&x);
}

static void a_decision_on_no_document_is_refused(void **state)
{
	struct note note = note_of("Nobody sent this.");
	struct decision d = decision_of(&note, "ana", DECISION_REJECT, 0);
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_fault(store_decide(x.store, &d, 1, &x.f), &x.f, FAULT_STORE);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_fault(store_decide(x.store, &d, 1, &x.f), &x.f, FAULT_NOTFOUND);
	store_rollback(x.store);
	fill_close(&x);
}

static void decisions_are_never_changed_or_removed(void **state)
{
	static const char *const SQL[] = { "UPDATE decision SET note = 'x'",
		                           "DELETE FROM decision" };
	struct note note = note_of("Slovenia adopted a law on rescue.");
	struct decision d = decision_of(&note, "ana", DECISION_REJECT, 0);
	char id[SUBMISSION_ID_SIZE];
	struct fill x;
	sqlite3 *db;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	decide(&x, &d);
	assert_int_equal(sqlite3_open(x.path, &db), SQLITE_OK);

	for (size_t i = 0; i < COUNT_OF(SQL); i++) {
		assert_int_equal(sqlite3_exec(db, SQL[i], NULL, NULL, NULL),
		                 SQLITE_CONSTRAINT);
		assert_non_null(strstr(sqlite3_errmsg(db), "evidence is"));
	}
	(void)sqlite3_close(db);
	fill_close(&x);
}

/* What counts: the level and whether it was accepted, or nothing. */
struct counted {
	size_t n;
	enum level level;
	bool is_accepted;
	double confidence;
};

static int count(void *context, const struct evidence_row *row, struct fault *f)
{
	struct counted *c = context;

	(void)f;
	c->n++;
	c->level = row->level;
	c->is_accepted = row->is_accepted;
	c->confidence = row->confidence;
	return 0;
}

static struct counted counted(struct fill *x)
{
	struct counted c = { 0 };

	assert_ok(store_evidence(x->store, &PUBLIC, count, &c, &x->f), &x->f);
	return c;
}

static struct passage_row row_of(struct fill *x, const char *id)
{
	char passage[SUBMISSION_ID_SIZE + 8];
	struct passage_row row;

	(void)snprintf(passage, sizeof(passage), "%s.1", id);
	assert_int_equal(store_passage(x->store, &PUBLIC, passage, x->arena,
	                               &row, &x->f),
	                 1);
	return row;
}

static void a_verdict_stands_in_place_of_the_programs_coding(void **state)
{
	struct note note = note_of("Slovenia adopted a law on rescue.");
	char id[SUBMISSION_ID_SIZE];
	struct passage_row row;
	struct counted c;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	c = counted(&x);
	assert_int_equal(c.level, LEVEL_MEASURE);
	assert_false(c.is_accepted);

	put_verdict(&x, &note, id, LEVEL_RESULT, 1.0);

	c = counted(&x);
	assert_int_equal(c.n, 1);
	assert_int_equal(c.level, LEVEL_RESULT);
	assert_true(c.is_accepted && c.confidence >= 1.0);
	row = row_of(&x, id);
	assert_int_equal(row.level, LEVEL_RESULT);
	assert_int_equal(row.n_codings, 1);
	assert_int_equal(row.codings[0].review, REVIEW_ACCEPTED);
	assert_int_equal(row.codings[0].n_why, 2);
	assert_int_equal(row.machine[0].level, LEVEL_MEASURE);
	assert_int_equal(row.coders, 1);
	assert_int_equal(row.decisions, 1);
	assert_sound(&x);
	fill_close(&x);
}

static void a_coding_set_aside_counts_nowhere_and_is_shown(void **state)
{
	const char *about[] = { "GCM.8" };
	const struct passage_filter filter = { .commitments = about,
		                               .n_commitments = 1,
		                               .after = "",
		                               .limit = 9 };
	struct note note = note_of("Slovenia adopted a law on rescue.");
	struct passage_row row, *rows;
	char id[SUBMISSION_ID_SIZE];
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	put_verdict(&x, &note, id, LEVEL_MEASURE, 0.0);

	assert_int_equal(counted(&x).n, 0);
	assert_ok(store_passages(x.store, &PUBLIC, &filter, x.arena, &rows, &n,
	                         &x.f),
	          &x.f);
	assert_int_equal(n, 0);
	row = row_of(&x, id);
	assert_int_equal(row.n_codings, 0);
	assert_int_equal(row.n_aside, 1);
	assert_int_equal(row.aside[0].review, REVIEW_REJECTED);
	assert_int_equal(row.n_machine, 1);
	assert_sound(&x);
	fill_close(&x);
}

static void new_findings_and_no_verdicts_bring_the_program_back(void **state)
{
	struct note note = note_of("Slovenia adopted a law on rescue.");
	char id[SUBMISSION_ID_SIZE];
	struct made m;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	put_verdict(&x, &note, id, LEVEL_RESULT, 1.0);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_verdicts_put(x.store, id, NULL, 0, &x.f), &x.f);
	assert_ok(store_commit(x.store, &x.f), &x.f);
	assert_int_equal(counted(&x).level, LEVEL_MEASURE);
	assert_sound(&x);
	put_verdict(&x, &note, id, LEVEL_RESULT, 1.0);

	make_found(&note, &m);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_findings_put(x.store, id, &m.found, &x.f), &x.f);
	assert_ok(store_commit(x.store, &x.f), &x.f);

	assert_int_equal(counted(&x).level, LEVEL_MEASURE);
	assert_int_equal(row_of(&x, id).coders, 0);
	assert_sound(&x);
	fill_close(&x);
}

static void a_verdict_makes_its_cells_stale(void **state)
{
	struct note note = note_of("Slovenia adopted a law on rescue.");
	char id[SUBMISSION_ID_SIZE];
	struct stale_line *lines;
	struct fill x;
	bool is_all;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	publish_one(&x, 10, 500);
	put_verdict(&x, &note, id, LEVEL_RESULT, 1.0);

	assert_ok(store_stale(x.store, x.arena, &lines, &n, &is_all, &x.f),
	          &x.f);

	assert_false(is_all);
	assert_int_equal(n, 1);
	assert_string_equal(lines[0].state, "SVN");
	assert_int_equal(lines[0].voice, VOICE_CIVIL_SOCIETY);
	fill_close(&x);
}

static void verdicts_are_held_against_those_found(void **state)
{
	struct note note = note_of("Slovenia adopted a law on rescue.");
	struct made m;
	struct verdict v = { .ordinal = 1,
		             .level = LEVEL_RESULT,
		             .codings = &m.coding,
		             .n_codings = 1,
		             .coders = 1,
		             .decisions = 1 };
	char id[SUBMISSION_ID_SIZE];
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	put_verdict(&x, &note, id, LEVEL_RESULT, 1.0);
	make_found(&note, &m);
	m.coding.level = LEVEL_RESULT;
	m.coding.confidence = 1.0;
	m.coding.review = REVIEW_ACCEPTED;
	m.coding.coders = m.coding.agreed = 1;

	assert_int_equal(store_verdicts_check(x.store, id, &v, 1, &x.report,
	                                      &x.f),
	                 1);
	assert_int_equal(store_verdicts_check(x.store, id, &v, 0, &x.report,
	                                      &x.f),
	                 0);
	assert_non_null(strstr(x.report.at, "no decision gives it"));
	m.coding.coders = 2;
	assert_int_equal(store_verdicts_check(x.store, id, &v, 1, &x.report,
	                                      &x.f),
	                 0);
	assert_non_null(strstr(x.report.at, "codings differs"));
	v.ordinal = 0;
	assert_int_equal(store_verdicts_check(x.store, id, &v, 1, &x.report,
	                                      &x.f),
	                 0);
	assert_non_null(strstr(x.report.at, "passage differs"));
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_decision_comes_back_as_it_was_given),
		cmocka_unit_test(a_decision_on_no_document_is_refused),
		cmocka_unit_test(decisions_are_never_changed_or_removed),
		cmocka_unit_test(
			a_verdict_stands_in_place_of_the_programs_coding),
		cmocka_unit_test(
			a_coding_set_aside_counts_nowhere_and_is_shown),
		cmocka_unit_test(
			new_findings_and_no_verdicts_bring_the_program_back),
		cmocka_unit_test(a_verdict_makes_its_cells_stale),
		cmocka_unit_test(verdicts_are_held_against_those_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
