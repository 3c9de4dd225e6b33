/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

static void cells_come_back_as_they_were_published(void **state)
{
	struct publication head;
	struct cell *cells;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	assert_int_equal(store_publication(x.store, "", x.arena, &head, &x.f),
	                 0);
	publish_one(&x, 35.3, 500);

	assert_ok(store_cells(x.store, "", x.arena, &cells, &n, &x.f), &x.f);
	assert_int_equal(store_publication(x.store, "", x.arena, &head, &x.f),
	                 1);

	assert_int_equal(n, 1);
	assert_string_equal(cells[0].key.commitment, "GCM.8");
	assert_int_equal(cells[0].status, CELL_ASSESSED);
	assert_true(cells[0].score == 35.3);
	assert_true(cells[0].high == 60.5);
	assert_true(cells[0].mass[SCALE_MEASURE] == 1.25);
	assert_int_equal(cells[0].counts[LEVEL_MEASURE], 2);
	assert_int_equal(cells[0].n_by_source, 1);
	assert_true(cells[0].by_source[0].mass == 1.5);
	assert_string_equal(head.release, "head+1");
	assert_int_equal(head.as_of_s, 500);
	assert_string_equal(head.method, "1.0");
	assert_string_equal(head.catalogue, "gcm/2018");
	fill_close(&x);
}

static void the_number_rises_only_when_something_changed(void **state)
{
	int64_t number = -1;
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_publication_number(x.store, &number, &x.f), &x.f);
	assert_int_equal(number, 0);

	publish_one(&x, 35.3, 500);
	publish_one(&x, 35.3, 500); /* a rebuild that finds the same */
	assert_ok(store_publication_number(x.store, &number, &x.f), &x.f);
	assert_int_equal(number, 1);
	publish_one(&x, 35.3, 501);
	publish_one(&x, 35.4, 501);
	assert_ok(store_publication_number(x.store, &number, &x.f), &x.f);
	assert_int_equal(number, 3);
	assert_sound(&x);
	fill_close(&x);
}

static void a_release_stays_when_the_head_moves_on(void **state)
{
	struct publication release, *all;
	struct cell *cells;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	publish_one(&x, 35.3, 500);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_release(x.store, "2026.1", 600, &x.f), &x.f);
	assert_ok(store_commit(x.store, &x.f), &x.f);
	publish_one(&x, -12.5, 700);

	assert_ok(store_cells(x.store, "2026.1", x.arena, &cells, &n, &x.f),
	          &x.f);
	assert_int_equal(store_publication(x.store, "2026.1", x.arena, &release,
	                                   &x.f),
	                 1);
	assert_ok(store_releases(x.store, x.arena, &all, &n, &x.f), &x.f);

	assert_int_equal(n, 1);
	assert_true(cells[0].score == 35.3);
	assert_true(cells[0].by_source[0].score == 10);
	assert_string_equal(release.release, "2026.1");
	assert_int_equal(release.number, 1);
	assert_string_equal(all[0].release, "2026.1");
	assert_sound(&x);
	fill_close(&x);
}

/* What each voice sent, as RELEASE saw it. */
static size_t coverage_of(struct fill *x, const char *release,
                          struct coverage **out)
{
	size_t n = 99;

	assert_ok(store_coverage_of(x->store, release, x->arena, out, &n,
	                            &x->f),
	          &x->f);
	return n;
}

static void freeze_as(struct fill *x, const char *name)
{
	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_release(x->store, name, 600, &x->f), &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
}

static void a_release_keeps_what_each_voice_had_sent(void **state)
{
	struct note first = note_of("Slovenia trained its coast guard.");
	struct note later = note_of("Slovenia bought two boats.");
	char id[SUBMISSION_ID_SIZE];
	struct coverage *cover;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &first, id);
	publish_one(&x, 35.3, 500);
	freeze_as(&x, "2026.1");
	put_note(&x, &later, id);
	publish_one(&x, 35.3, 700);

	assert_int_equal(coverage_of(&x, "2026.1", &cover), 1);
	assert_string_equal(cover[0].state, "SVN");
	assert_string_equal(cover[0].round, first.round);
	assert_int_equal(cover[0].voice, first.voice);
	assert_int_equal(cover[0].submissions, 1);
	assert_int_equal(cover[0].assessed, 1);
	assert_int_equal(coverage_of(&x, "", &cover), 1);
	assert_int_equal(cover[0].submissions, 2);
	assert_fault(store_coverage_of(x.store, "2026.2", x.arena, &cover,
	                               &(size_t){ 0 }, &x.f),
	             &x.f, FAULT_NOTFOUND);
	assert_sound(&x);
	fill_close(&x);
}

static void who_reads_a_release_knows_nothing_later(void **state)
{
	struct note first = note_of("Slovenia trained its coast guard.");
	struct note later = note_of("Slovenia bought two boats.");
	struct reader reader = { .audience = AUDIENCE_PUBLIC, .now_s = 1000 };
	char old[SUBMISSION_ID_SIZE], id[SUBMISSION_ID_SIZE];
	const struct passage_filter all = { .after = "",
		                            .limit = 9,
		                            .only_counted = true };
	struct publication release;
	struct passage_row *rows;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &first, old);
	publish_one(&x, 35.3, 500);
	freeze_as(&x, "2026.1");
	later.supersedes = old;
	put_note(&x, &later, id);
	publish_one(&x, 35.3, 700);
	assert_int_equal(store_publication(x.store, "2026.1", x.arena, &release,
	                                   &x.f),
	                 1);
	assert_int_equal(release.last, 1);
	reader.last = release.last;

	assert_ok(store_passages(x.store, &reader, &all, x.arena, &rows, &n,
	                         &x.f),
	          &x.f);

	assert_int_equal(n, 1);
	assert_string_equal(rows[0].submission, old);
	fill_close(&x);
}

static void a_release_waits_for_what_is_under_way(void **state)
{
	struct note note = note_of("Slovenia trained its coast guard.");
	char id[SUBMISSION_ID_SIZE];
	struct fill x;
	struct made m;

	(void)state;
	fill_open(&x);
	publish_one(&x, 35.3, 500);
	make_found(&note, &m);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	submit_note(&x, &note, id);

	assert_fault(store_release(x.store, "2026.1", 600, &x.f), &x.f,
	             FAULT_CONFLICT);
	assert_non_null(strstr(x.f.text, "1 documents received are not"));
	assert_ok(store_findings_put(x.store, id, &m.found, &x.f), &x.f);
	assert_fault(store_release(x.store, "2026.1", 600, &x.f), &x.f,
	             FAULT_CONFLICT);
	assert_non_null(strstr(x.f.text, "not published yet"));
	store_rollback(x.store);
	fill_close(&x);
}

static void the_number_rises_when_a_refusal_is_all_that_came(void **state)
{
	const struct findings refused = { .status = SUBMISSION_REFUSED,
		                          .language = "und",
		                          .reason = "no text layer",
		                          .extractor = "x1",
		                          .coder = "c1",
		                          .catalogue = "gcm/2018" };
	struct note note = note_of("A scan.");
	char id[SUBMISSION_ID_SIZE];
	int64_t number = 0;
	struct stale_line *lines;
	bool is_all = false;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	publish_one(&x, 35.3, 500);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	submit_note(&x, &note, id);
	assert_ok(store_findings_put(x.store, id, &refused, &x.f), &x.f);
	assert_ok(store_stale(x.store, x.arena, &lines, &n, &is_all, &x.f),
	          &x.f);
	assert_int_equal(n, 1);
	assert_ok(store_commit(x.store, &x.f), &x.f);

	publish_one(&x, 35.3, 500); /* the same cells in the same second */
	assert_ok(store_publication_number(x.store, &number, &x.f), &x.f);
	assert_int_equal(number, 2);
	publish_one(&x, 35.3, 500);
	assert_ok(store_publication_number(x.store, &number, &x.f), &x.f);
	assert_int_equal(number, 2);
	fill_close(&x);
}

static void a_release_needs_a_new_name_and_something_to_freeze(void **state)
{
	static const char *const BAD[] = {
		"",  "head+1", "a b",
		"ü", "x/y",    "12345678901234567890123456789012"
	};
	struct cell *cells;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	assert_ok(store_begin(x.store, &x.f), &x.f);

	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_fault(store_release(x.store, BAD[i], 1, &x.f), &x.f,
		             FAULT_INPUT);
	assert_fault(store_release(x.store, "2026.1", 1, &x.f), &x.f,
	             FAULT_NOTFOUND);
	store_rollback(x.store);
	publish_one(&x, 35.3, 500);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_release(x.store, "2026.1", 1, &x.f), &x.f);
	assert_fault(store_release(x.store, "2026.1", 1, &x.f), &x.f,
	             FAULT_CONFLICT);
	store_rollback(x.store);
	assert_fault(store_cells(x.store, "2026.1", x.arena, &cells, &n, &x.f),
	             &x.f, FAULT_NOTFOUND);
	fill_close(&x);
}

static void cells_check_names_the_first_difference(void **state)
{
	const struct cell cells[] = {
		{ .key = { "HRV", "GCM.8", "IMRF2026", VOICE_STATE },
		  .status = CELL_SILENT },
		{ .key = { "SVN", "GCM.10", "IMRF2026", VOICE_STATE },
		  .status = CELL_THIN },
		{ .key = { "SVN", "GCM.8", "IMRF2026", VOICE_STATE },
		  .status = CELL_ASSESSED,
		  .score = 1 },
	};
	struct cell other[COUNT_OF(cells)];
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_publish(x.store, cells, COUNT_OF(cells), 1, "1.0", "g",
	                        &x.f),
	          &x.f);
	assert_ok(store_commit(x.store, &x.f), &x.f);
	memcpy(other, cells, sizeof(cells));

	assert_int_equal(store_cells_check(x.store, other, 3, &x.report, &x.f),
	                 1);
	assert_int_equal(store_cells_check(x.store, other, 2, &x.report, &x.f),
	                 0);
	assert_string_equal(x.report.at, "cell SVN GCM.8 IMRF2026 state: "
	                                 "stored, but none is found");
	other[1].mass_demanded = 0.5;
	assert_int_equal(store_cells_check(x.store, other, 3, &x.report, &x.f),
	                 0);
	assert_string_equal(x.report.at,
	                    "cell SVN GCM.10 IMRF2026 state: differs");
	other[2] = other[1];
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_fault(store_publish(x.store, other, 3, 1, "1.0", "g", &x.f),
	             &x.f, FAULT_INPUT);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_come_back_as_they_were_published),
		cmocka_unit_test(the_number_rises_only_when_something_changed),
		cmocka_unit_test(a_release_stays_when_the_head_moves_on),
		cmocka_unit_test(a_release_keeps_what_each_voice_had_sent),
		cmocka_unit_test(who_reads_a_release_knows_nothing_later),
		cmocka_unit_test(a_release_waits_for_what_is_under_way),
		cmocka_unit_test(
			the_number_rises_when_a_refusal_is_all_that_came),
		cmocka_unit_test(
			a_release_needs_a_new_name_and_something_to_freeze),
		cmocka_unit_test(cells_check_names_the_first_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
