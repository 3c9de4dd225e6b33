/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include "../../service/store/query.h"
#include "../../service/store/visibility.h"

/* A word that stands in no document but those a reader must not see. */
#define CANARY "kanarienvogel"

/* Everything a reader can be given, written out. */
static size_t count_canaries(const char *text)
{
	size_t n = 0;

	while (text && (text = strstr(text, CANARY)) != NULL) {
		text += strlen(CANARY);
		n++;
	}
	return n;
}

static int look(void *context, const struct evidence_row *row, struct fault *f)
{
	size_t *n = context;

	(void)f;
	*n += count_canaries(row->quote);
	*n += row->submission[0] ? 1 : 0;
	return 0;
}

/* Calls every function that reads for R; gives how often ID or what it holds
   was seen. */
static size_t sightings(struct fill *x, const struct reader *r, const char *id)
{
	const char *state[] = { "SVN" }, *about[] = { "GCM.8" };
	const struct submission_filter all = { .after = "", .limit = 100 };
	struct passage_filter filter = { .after = "", .limit = 100 };
	char passage[SUBMISSION_ID_SIZE + 8];
	struct submission sub, *subs;
	struct passage_row row, *rows;
	struct search_hit *hits;
	struct decision *decisions;
	struct coverage *cover;
	const char *bytes;
	struct text text;
	size_t n, len, seen = 0;

	(void)snprintf(passage, sizeof(passage), "%s.1", id);
	seen += (size_t)store_document(x->store, r, id, x->arena, &bytes, &len,
	                               &x->f);
	seen += (size_t)store_submission(x->store, r, id, x->arena, &sub,
	                                 &x->f);
	seen += (size_t)store_text(x->store, r, id, x->arena, &text, &x->f);
	seen += (size_t)store_passage(x->store, r, passage, x->arena, &row,
	                              &x->f);
	assert_ok(store_submissions(x->store, r, &all, x->arena, &subs, &n,
	                            &x->f),
	          &x->f);
	seen += n;
	for (int strongest = 0; strongest < 2; strongest++) {
		filter.order = strongest ? PASSAGE_STRONGEST : PASSAGE_IN_TEXT;
		filter.n_states = filter.n_commitments = 0;
		assert_ok(store_passages(x->store, r, &filter, x->arena, &rows,
		                         &n, &x->f),
		          &x->f);
		seen += n;
		filter.commitments = about;
		filter.n_commitments = 1;
		assert_ok(store_passages(x->store, r, &filter, x->arena, &rows,
		                         &n, &x->f),
		          &x->f);
		seen += n;
		filter.states = state;
		filter.n_states = 1;
		assert_ok(store_passages(x->store, r, &filter, x->arena, &rows,
		                         &n, &x->f),
		          &x->f);
		seen += n;
		filter.submission = id;
		assert_ok(store_passages(x->store, r, &filter, x->arena, &rows,
		                         &n, &x->f),
		          &x->f);
		seen += n;
		filter.submission = NULL;
	}
	assert_ok(store_search(x->store, r, CANARY, "", 0, 100, x->arena, &hits,
	                       &n, &x->f),
	          &x->f);
	seen += n;
	assert_ok(store_decisions(x->store, r, NULL, x->arena, &decisions, &n,
	                          &x->f),
	          &x->f);
	seen += n;
	if (n > 0) {
		assert_ok(store_decisions(x->store, &OPERATOR,
		                          &decisions[0].document, x->arena,
		                          &decisions, &n, &x->f),
		          &x->f);
		assert_int_equal(n, 1);
	}
	assert_ok(store_evidence(x->store, r, look, &seen, &x->f), &x->f);
	assert_ok(store_coverage(x->store, r, x->arena, &cover, &n, &x->f),
	          &x->f);
	return seen + n;
}

static const struct {
	const char *why;
	enum visibility visibility;
	int64_t embargo_s;
	bool public_sees, network_sees;
} LADDER[] = {
	{ "public is for all", VISIBILITY_PUBLIC, 0, true, true },
	{ "network is for members", VISIBILITY_NETWORK, 0, false, true },
	{ "sealed is for the operator", VISIBILITY_SEALED, 0, false, false },
	{ "an embargo holds back", VISIBILITY_PUBLIC, 1001, false, false },
	{ "an embargo opens at its second", VISIBILITY_PUBLIC, 1000, true,
	  true },
	{ "an embargo opens nothing sealed", VISIBILITY_SEALED, 1, false,
	  false },
};

static void every_reading_function_keeps_the_ladder(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(LADDER); i++) {
		struct note note = note_of("The " CANARY " sang in Slovenia.");
		char id[SUBMISSION_ID_SIZE];
		struct decision decision;
		struct fill x;

		fill_open(&x);
		note.visibility = LADDER[i].visibility;
		note.embargo_s = LADDER[i].embargo_s;
		put_note(&x, &note, id);
		decision =
			decision_of(&note, "ana", DECISION_ACCEPT, note.level);
		decide(&x, &decision);

		if ((sightings(&x, &PUBLIC, id) > 0) != LADDER[i].public_sees ||
		    (sightings(&x, &NETWORK, id) > 0) != LADDER[i].network_sees)
			fail_msg("%s", LADDER[i].why);
		assert_true(sightings(&x, &OPERATOR, id) > 0);
		fill_close(&x);
	}
}

static void an_unseen_newer_version_replaces_nothing(void **state)
{
	struct note old = note_of("Slovenia trained its coast guard.");
	struct note newer = note_of("The " CANARY " is sealed.");
	char id[SUBMISSION_ID_SIZE], sealed[SUBMISSION_ID_SIZE];
	struct submission sub;
	size_t seen = 0, all = 0;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &old, id);
	newer.visibility = VISIBILITY_SEALED;
	newer.supersedes = id;
	put_note(&x, &newer, sealed);

	assert_ok(store_evidence(x.store, &PUBLIC, look, &seen, &x.f), &x.f);
	assert_ok(store_evidence(x.store, &OPERATOR, look, &all, &x.f), &x.f);

	assert_int_equal(seen, 1); /* the older one, still */
	assert_int_equal(all, 2);  /* the newer one, with its canary */
	assert_int_equal(store_submission(x.store, &PUBLIC, id, x.arena, &sub,
	                                  &x.f),
	                 1);
	assert_string_equal(sub.superseded_by, "");
	assert_int_equal(store_submission(x.store, &OPERATOR, id, x.arena, &sub,
	                                  &x.f),
	                 1);
	assert_string_equal(sub.superseded_by, sealed);
	fill_close(&x);
}

static void a_seen_newer_version_hides_the_name_of_a_sealed_one(void **state)
{
	struct note old = note_of("The " CANARY " is sealed.");
	struct note newer = note_of("Slovenia trained its coast guard.");
	char sealed[SUBMISSION_ID_SIZE], id[SUBMISSION_ID_SIZE];
	struct submission sub;
	struct fill x;

	(void)state;
	fill_open(&x);
	old.visibility = VISIBILITY_SEALED;
	put_note(&x, &old, sealed);
	newer.supersedes = sealed;
	put_note(&x, &newer, id);

	assert_int_equal(store_submission(x.store, &PUBLIC, id, x.arena, &sub,
	                                  &x.f),
	                 1);

	assert_string_equal(sub.supersedes, "");
	fill_close(&x);
}

static void the_rank_does_not_tell_of_sealed_passages(void **state)
{
	struct note open = note_of("Slovenia rescued people at sea.");
	struct note sealed = note_of("Rescued, rescued, rescued again.");
	char id[SUBMISSION_ID_SIZE];
	struct search_hit *hits;
	double before;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &open, id);
	assert_ok(store_search(x.store, &PUBLIC, "rescued", "", 0, 10, x.arena,
	                       &hits, &n, &x.f),
	          &x.f);
	before = hits[0].rank;
	sealed.visibility = VISIBILITY_SEALED;
	put_note(&x, &sealed, id);

	assert_ok(store_search(x.store, &PUBLIC, "rescued", "", 0, 10, x.arena,
	                       &hits, &n, &x.f),
	          &x.f);

	assert_int_equal(n, 1);
	assert_true(hits[0].rank == before);
	fill_close(&x);
}

/* Statements that read documents' content without a reader, and why. */
static bool is_for_the_house(enum query q)
{
	switch ((int)q) {
	case QUERY_SEQ:          /* gives a number that no door shows */
	case QUERY_EMBARGO_NEXT: /* a date, for the house to publish */
	case QUERY_PENDING:
	case QUERY_FINDING_ALL:
	case QUERY_FINDING_ROW:
	case QUERY_TEXT_ROW:
	case QUERY_PASSAGE_ROWS:
	case QUERY_CLAIMANT_ROWS:
	case QUERY_VERDICT_ROWS:
	case QUERY_FIGURES_ROW:
	case QUERY_OBSERVATION_ROWS:
	case QUERY_MARK_ONE:
	case QUERY_COMMITMENTS: /* catalogue codes, then filtered */
	case QUERY_DOCUMENT_ALL:
	case QUERY_GROUNDS: /* of what anybody saw, over a list from SEEN */
	case QUERY_DECISION_LAST: /* a number that no door shows */
	case QUERY_BEHIND:        /* numbers, before a release */
	case QUERY_COUNTS:
	case QUERY_STATUSES: /* counts of jobs, for the admin door */
		return true;
	default:
		return q >= QUERY_AUDIT_ALL && q <= QUERY_RELEASE_ALL;
	}
}

static void every_statement_for_readers_takes_from_seen(void **state)
{
	static const char *const PRIVATE[] = {
		"document", "submission", "finding", "passage",
		"text",     "mark",       "word",    "decision",
		"verdict",  "figures",    "edition", "observation"
	};
	const struct query_row *table = query_table();

	(void)state;
	for (int q = 0; q < QUERY_COUNT; q++) {
		bool touches = false;

		for (size_t i = 0; i < COUNT_OF(PRIVATE); i++)
			touches = touches || strstr(table[q].sql, PRIVATE[i]);
		if (touches && !table[q].is_write &&
		    !is_for_the_house((enum query)q) &&
		    !strstr(table[q].sql, SEEN))
			fail_msg("not from SEEN: %s", table[q].sql);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_reading_function_keeps_the_ladder),
		cmocka_unit_test(an_unseen_newer_version_replaces_nothing),
		cmocka_unit_test(
			a_seen_newer_version_hides_the_name_of_a_sealed_one),
		cmocka_unit_test(the_rank_does_not_tell_of_sealed_passages),
		cmocka_unit_test(every_statement_for_readers_takes_from_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
