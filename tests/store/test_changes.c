/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

static void publish_as_of(struct fill *x, int64_t as_of_s)
{
	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_publish(x->store, NULL, 0, as_of_s, "1.0", "gcm/2018",
	                        &x->f),
	          &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
}

static void freeze_as(struct fill *x, const char *name)
{
	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_release(x->store, name, 600, &x->f), &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
}

/* "received ID, published 1, …" behind AFTER, as R sees it. */
static const char *told(struct fill *x, const struct reader *r, int64_t after)
{
	const char *all = "";
	struct change *list;
	size_t n;

	assert_ok(store_changes(x->store, r, after, 100, x->arena, &list, &n,
	                        &x->f),
	          &x->f);
	for (size_t i = 0; i < n; i++) {
		const struct change *c = &list[i];

		assert_int_equal(c->seq, after + (int64_t)i + 1);
		all = arena_print(x->arena, &x->f, "%s%s%s %s%s%s", all,
		                  i ? ", " : "", CHANGE_KIND_NAMES[c->kind],
		                  c->submission[0] ? c->submission
		                  : c->name[0]     ? c->name
		                                   : "",
		                  c->other[0] ? ">" : "", c->other);
		assert_non_null(all);
	}
	return all;
}

#define PRINT(x, ...) arena_print((x)->arena, &(x)->f, __VA_ARGS__)

static void what_comes_is_told_in_order_and_once(void **state)
{
	struct note first = note_of("Slovenia trained its coast guard.");
	struct note second = note_of("Slovenia bought two boats.");
	char a[SUBMISSION_ID_SIZE], b[SUBMISSION_ID_SIZE];
	struct decision decision;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &first, a);
	assert_string_equal(told(&x, &PUBLIC, 0), "");
	publish_as_of(&x, 500);
	assert_string_equal(told(&x, &PUBLIC, 0),
	                    PRINT(&x, "received %s, assessed %s, published ", a,
	                          a));
	freeze_as(&x, "2026.1");
	second.supersedes = a;
	put_note(&x, &second, b);
	decision = decision_of(&second, "ana", DECISION_ACCEPT, second.level);
	decide(&x, &decision);
	publish_as_of(&x, 600);

	assert_string_equal(
		told(&x, &PUBLIC, 3),
		PRINT(&x,
	              "released 2026.1, received %s, superseded %s>%s, "
	              "assessed %s, decided %s, published ",
	              b, a, b, b, b));
	publish_as_of(&x, 600);
	assert_string_equal(told(&x, &PUBLIC, 9), "");
	assert_sound(&x);
	fill_close(&x);
}

static void what_is_not_public_moves_nothing(void **state)
{
	static const enum visibility HIDDEN[] = { VISIBILITY_SEALED,
		                                  VISIBILITY_NETWORK };
	struct note open = note_of("Slovenia trained its coast guard.");
	char a[SUBMISSION_ID_SIZE], id[SUBMISSION_ID_SIZE];
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &open, a);
	publish_as_of(&x, 500);
	for (size_t i = 0; i < COUNT_OF(HIDDEN); i++) {
		struct note note = note_of(i ? "One is told." : "Two are.");
		struct decision decision;

		note.visibility = HIDDEN[i];
		note.supersedes = i == 0 ? a : NULL;
		put_note(&x, &note, id);
		decision =
			decision_of(&note, "ana", DECISION_ACCEPT, note.level);
		decide(&x, &decision);
	}
	publish_as_of(&x, 500);

	assert_string_equal(told(&x, &PUBLIC, 0),
	                    PRINT(&x, "received %s, assessed %s, published ", a,
	                          a));
	fill_close(&x);
}

static void an_embargo_that_ends_is_told_as_of_then(void **state)
{
	struct note note = note_of("Slovenia trained its coast guard.");
	const struct reader later = { AUDIENCE_PUBLIC, 700, 0 };
	char id[SUBMISSION_ID_SIZE];
	struct fill x;
	int64_t at = -1;

	(void)state;
	fill_open(&x);
	note.embargo_s = 700;
	put_note(&x, &note, id);
	publish_as_of(&x, 699);
	assert_string_equal(told(&x, &later, 0), "published ");
	publish_as_of(&x, 700);

	assert_string_equal(told(&x, &later, 1),
	                    PRINT(&x, "received %s, assessed %s, published ",
	                          id, id));
	assert_ok(store_changes_before(x.store, 700, &at, &x.f), &x.f);
	assert_int_equal(at, 1);
	assert_ok(store_changes_before(x.store, 701, &at, &x.f), &x.f);
	assert_int_equal(at, 4);
	fill_close(&x);
}

static void what_was_told_is_never_changed(void **state)
{
	struct fill x;

	(void)state;
	fill_open(&x);
	publish_as_of(&x, 500);
	assert_ok(store_changes_before(x.store, 0, &(int64_t){ 0 }, &x.f),
	          &x.f);
	assert_string_equal(told(&x, &PUBLIC, 0), "published ");
	fill_close(&x);
}

/* What RELEASE, or the head, rested on. */
static struct grounds grounds_of(struct fill *x, const char *release)
{
	struct publication of;
	struct grounds out;

	assert_int_equal(store_publication(x->store, release, x->arena, &of,
	                                   &x->f),
	                 1);
	assert_ok(store_grounds(x->store, &of, x->arena, &out, &x->f), &x->f);
	return out;
}

static void a_release_keeps_which_codings_counted(void **state)
{
	struct note first = note_of("Slovenia trained its coast guard.");
	struct note hidden = note_of("Nobody reads this.");
	struct note later = note_of("Slovenia bought two boats.");
	char id[SUBMISSION_ID_SIZE];
	struct grounds then, now;
	struct digest before;
	struct made m;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &first, id);
	publish_as_of(&x, 500);
	freeze_as(&x, "2026.1");
	before = grounds_of(&x, "2026.1").submissions[0].findings;
	/* It is read again and says more; another comes, and one unseen. */
	first.level = LEVEL_RESULT;
	first.confidence = 0.75;
	make_found(&first, &m);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_findings_put(x.store, id, &m.found, &x.f), &x.f);
	assert_ok(store_commit(x.store, &x.f), &x.f);
	put_note(&x, &later, id);
	hidden.visibility = VISIBILITY_SEALED;
	put_note(&x, &hidden, id);
	publish_as_of(&x, 600);

	then = grounds_of(&x, "2026.1");
	now = grounds_of(&x, "");

	assert_true(then.is_recorded);
	assert_int_equal(then.n_submissions, 1);
	assert_int_equal(then.n_codings, 1);
	assert_string_equal(then.codings[0].key.commitment, "GCM.8");
	assert_int_equal(then.codings[0].level, LEVEL_MEASURE);
	assert_int_equal(then.codings[0].confidence, 9123);
	assert_true(digest_is_equal(&then.submissions[0].findings, &before));
	assert_int_equal(now.n_submissions, 2);
	assert_int_equal(now.n_codings, 2);
	assert_int_equal(now.codings[0].level, LEVEL_RESULT);
	assert_int_equal(now.codings[0].confidence, 7500);
	assert_false(digest_is_equal(&now.submissions[0].findings, &before));
	assert_sound(&x);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_comes_is_told_in_order_and_once),
		cmocka_unit_test(what_is_not_public_moves_nothing),
		cmocka_unit_test(an_embargo_that_ends_is_told_as_of_then),
		cmocka_unit_test(what_was_told_is_never_changed),
		cmocka_unit_test(a_release_keeps_which_codings_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
