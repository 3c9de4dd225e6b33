/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

/* What the notes of this test differ in. */
static const struct {
	const char *state, *round, *commitment, *sentence;
	enum voice voice;
	double confidence;
	enum level level;
	bool is_demand;
} NOTES[] = {
	{ "SVN", "IMRF2026", "GCM.8", "One.", VOICE_STATE, 0.6, LEVEL_MEASURE,
	  false },
	{ "SVN", "IMRF2026", "GCM.8", "Two.", VOICE_CIVIL_SOCIETY, 0.9,
	  LEVEL_GAP, true },
	{ "HRV", "IMRF2026", "GCM.8", "Three.", VOICE_STATE, 0.8, LEVEL_RESULT,
	  false },
	{ "SVN", "UPR2025", "GCM.13", "Four.", VOICE_STATE, 0.7, LEVEL_GAP,
	  false },
	{ "SVN", "IMRF2026", "GCM.8", "Five.", VOICE_STATE, 0.4, LEVEL_MEASURE,
	  false },
	{ "SVN", "IMRF2026", NULL, "Six.", VOICE_STATE, 0, LEVEL_MENTION,
	  false },
};

static void fill_notes(struct fill *x, char ids[][SUBMISSION_ID_SIZE])
{
	fill_open(x);
	for (size_t i = 0; i < COUNT_OF(NOTES); i++) {
		struct note note = note_of(NOTES[i].sentence);

		note.state = NOTES[i].state;
		note.round = NOTES[i].round;
		note.commitment = NOTES[i].commitment;
		note.voice = NOTES[i].voice;
		note.confidence = NOTES[i].confidence;
		note.level = NOTES[i].level;
		note.is_demand = NOTES[i].is_demand;
		put_note(x, &note, ids[i]);
	}
}

/* The quotes that FILTER gives, headings left out, each by its first
   letter pair: "OnTw". */
static const char *letters(struct fill *x, const struct passage_filter *filter)
{
	struct passage_row *rows;
	const char *out = "";
	size_t n;

	assert_ok(store_passages(x->store, &PUBLIC, filter, x->arena, &rows, &n,
	                         &x->f),
	          &x->f);
	for (size_t i = 0; i < n; i++)
		if (rows[i].ordinal == 1)
			out = arena_print(x->arena, &x->f, "%s%.2s", out,
			                  rows[i].quote);
	return out;
}

static const char *const SVN[] = { "SVN" };
static const char *const BOTH[] = { "HRV", "SVN" };
static const char *const GCM8[] = { "GCM.8" };
static const char *const UPR[] = { "UPR2025" };

static void each_filter_keeps_what_fits(void **state)
{
	static const struct {
		const char *why;
		struct passage_filter filter;
		const char *want;
	} rows[] = {
		{ "all", { .limit = 99 }, "OnTwThFoFiSi" },
		{ "a state",
		  { .states = SVN, .n_states = 1, .limit = 99 },
		  "OnTwFoFi" },
		{ "two states",
		  { .states = BOTH, .n_states = 2, .limit = 99 },
		  "OnTwThFoFi" },
		{ "a commitment",
		  { .commitments = GCM8, .n_commitments = 1, .limit = 99 },
		  "OnTwThFi" },
		{ "state and commitment",
		  { .states = SVN,
		    .n_states = 1,
		    .commitments = GCM8,
		    .n_commitments = 1,
		    .limit = 99 },
		  "OnTwFi" },
		{ "a round",
		  { .rounds = UPR, .n_rounds = 1, .limit = 99 },
		  "Fo" },
		{ "a voice",
		  { .voices = 1u << VOICE_CIVIL_SOCIETY, .limit = 99 },
		  "Tw" },
		{ "a level",
		  { .levels = 1u << LEVEL_GAP, .limit = 99 },
		  "TwFo" },
		{ "a level of a topic",
		  { .levels = 1u << LEVEL_GAP,
		    .commitments = GCM8,
		    .n_commitments = 1,
		    .limit = 99 },
		  "Tw" },
		{ "confidence", { .confidence = 0.8, .limit = 99 }, "TwTh" },
		{ "counted",
		  { .only_counted = true, .limit = 99 },
		  "OnTwThFo" },
		{ "counted on a topic",
		  { .only_counted = true,
		    .states = SVN,
		    .n_states = 1,
		    .limit = 99 },
		  "OnTwFo" },
		{ "coded", { .only_coded = true, .limit = 99 }, "OnTwThFoFi" },
		{ "asserted",
		  { .asserted_only = true,
		    .states = SVN,
		    .n_states = 1,
		    .limit = 99 },
		  "OnFoFi" },
		{ "asserted, uncoded too",
		  { .asserted_only = true, .limit = 99 },
		  "OnThFoFiSi" },
		{ "strongest of a topic",
		  { .commitments = GCM8,
		    .n_commitments = 1,
		    .order = PASSAGE_STRONGEST,
		    .limit = 3 },
		  "TwThOn" },
		{ "strongest about a state",
		  { .states = SVN,
		    .n_states = 1,
		    .order = PASSAGE_STRONGEST,
		    .limit = 99 },
		  "TwFoOnFi" },
		{ "strongest of all",
		  { .only_coded = true,
		    .order = PASSAGE_STRONGEST,
		    .limit = 2 },
		  "TwTh" },
	};
	char ids[COUNT_OF(NOTES)][SUBMISSION_ID_SIZE];
	struct fill x;

	(void)state;
	fill_notes(&x, ids);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *got = letters(&x, &rows[i].filter);

		if (strcmp(got, rows[i].want) != 0)
			fail_msg("%s: want %s, got %s", rows[i].why,
			         rows[i].want, got);
	}
	fill_close(&x);
}

/* Walks FILTER one by one; gives the letters met. */
static const char *walk(struct fill *x, struct passage_filter filter)
{
	struct passage_row *rows;
	const char *out = "";
	size_t n;

	filter.limit = 1;
	filter.after = "";
	for (;;) {
		assert_ok(store_passages(x->store, &PUBLIC, &filter, x->arena,
		                         &rows, &n, &x->f),
		          &x->f);
		if (n == 0)
			return out;
		if (rows[0].ordinal == 1)
			out = arena_print(x->arena, &x->f, "%s%.2s", out,
			                  rows[0].quote);
		filter.after = arena_print(x->arena, &x->f, "%s.%u",
		                           rows[0].submission,
		                           (unsigned)rows[0].ordinal);
	}
}

static void pages_join_without_gap_or_overlap(void **state)
{
	char ids[COUNT_OF(NOTES)][SUBMISSION_ID_SIZE];
	struct passage_filter filter = { .states = SVN, .n_states = 1 };
	struct fill x;

	(void)state;
	fill_notes(&x, ids);

	assert_string_equal(walk(&x, filter), "OnTwFoFi");
	filter.order = PASSAGE_STRONGEST;
	assert_string_equal(walk(&x, filter), "TwFoOnFi");
	filter.n_states = 0;
	assert_string_equal(walk(&x, filter), "TwThFoOnFiSi");
	filter.order = PASSAGE_IN_TEXT;
	assert_string_equal(walk(&x, filter), "OnTwThFoFiSi");
	filter.submission = ids[2];
	assert_string_equal(walk(&x, filter), "Th");
	filter.submission = "0123456789abcdef-1";
	assert_string_equal(walk(&x, filter), "");
	fill_close(&x);
}

static void a_passage_is_known_by_one_name_only(void **state)
{
	static const char *const TAILS[] = {
		".01", ".2", ".", ".-1", ".1x", "", ".1.", ".99999999999"
	};
	char ids[COUNT_OF(NOTES)][SUBMISSION_ID_SIZE];
	struct passage_row row;
	struct fill x;

	(void)state;
	fill_notes(&x, ids);

	for (size_t i = 0; i < COUNT_OF(TAILS); i++) {
		const char *id =
			arena_print(x.arena, &x.f, "%s%s", ids[0], TAILS[i]);

		assert_int_equal(store_passage(x.store, &PUBLIC, id, x.arena,
		                               &row, &x.f),
		                 0);
	}
	fill_close(&x);
}

struct gathered {
	char text[512];
};

static int gather(void *context, const struct evidence_row *row,
                  struct fault *f)
{
	struct gathered *g = context;
	size_t len = strlen(g->text);

	(void)f;
	(void)snprintf(g->text + len, sizeof(g->text) - len,
	               "%s %s %s %.*s %s %.1f %d\n", row->key.state,
	               row->key.round, VOICE_NAMES[row->key.voice],
	               (int)row->quote_len, row->quote, row->source,
	               row->confidence, row->is_demand);
	return 0;
}

static void evidence_is_what_counts_in_order_of_cells(void **state)
{
	char ids[COUNT_OF(NOTES)][SUBMISSION_ID_SIZE];
	struct gathered g = { "" };
	struct fill x;

	(void)state;
	fill_notes(&x, ids);

	assert_ok(store_evidence(x.store, &PUBLIC, gather, &g, &x.f), &x.f);

	assert_string_equal(g.text,
	                    "HRV IMRF2026 state Three. author:A 0.8 0\n"
	                    "SVN IMRF2026 state One. author:A 0.6 0\n"
	                    "SVN IMRF2026 civil_society Two. author:A 0.9 1\n"
	                    "SVN UPR2025 state Four. author:A 0.7 0\n");
	fill_close(&x);
}

static void what_a_state_says_of_another_counts_in_no_cell(void **state)
{
	static const char SERBIA[] = "SRB";
	const char *about = SERBIA;
	struct passage_filter filter = {
		.states = &about, .n_states = 1, .after = "", .limit = 10
	};
	struct note own = note_of("Own."), other = note_of("Other.");
	struct note watched = note_of("Watched.");
	char id[SUBMISSION_ID_SIZE];
	struct gathered g = { "" };
	struct passage_row *rows;
	struct fill x;
	size_t n, all;

	(void)state;
	fill_open(&x);
	own.voice = other.voice = VOICE_STATE;
	other.about = watched.about = SERBIA;
	put_note(&x, &own, id);
	put_note(&x, &other, id);
	put_note(&x, &watched, id);

	assert_ok(store_evidence(x.store, &PUBLIC, gather, &g, &x.f), &x.f);
	assert_ok(store_passages(x.store, &PUBLIC, &filter, x.arena, &rows,
	                         &all, &x.f),
	          &x.f);
	filter.only_counted = true;
	assert_ok(store_passages(x.store, &PUBLIC, &filter, x.arena, &rows, &n,
	                         &x.f),
	          &x.f);

	assert_string_equal(
		g.text, "SRB IMRF2026 civil_society Watched. author:A 0.9 0\n"
			"SVN IMRF2026 state Own. author:A 0.9 0\n");
	assert_int_equal(all, 2);
	assert_int_equal(n, 1);
	fill_close(&x);
}

static void coverage_counts_what_each_voice_sent(void **state)
{
	char ids[COUNT_OF(NOTES)][SUBMISSION_ID_SIZE], id[SUBMISSION_ID_SIZE];
	struct note waiting = note_of("Waiting.");
	struct coverage *cover;
	struct fill x;
	size_t n;

	(void)state;
	fill_notes(&x, ids);
	waiting.voice = VOICE_STATE;
	assert_ok(store_begin(x.store, &x.f), &x.f);
	submit_note(&x, &waiting, id);
	assert_ok(store_commit(x.store, &x.f), &x.f);

	assert_ok(store_coverage(x.store, &PUBLIC, x.arena, &cover, &n, &x.f),
	          &x.f);

	assert_int_equal(n, 4);
	assert_string_equal(cover[1].state, "SVN");
	assert_string_equal(cover[1].round, "IMRF2026");
	assert_int_equal(cover[1].voice, VOICE_STATE);
	assert_int_equal(cover[1].submissions, 4);
	assert_int_equal(cover[1].assessed, 3);
	assert_int_equal(cover[1].not_assessed, 1);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_filter_keeps_what_fits),
		cmocka_unit_test(pages_join_without_gap_or_overlap),
		cmocka_unit_test(a_passage_is_known_by_one_name_only),
		cmocka_unit_test(evidence_is_what_counts_in_order_of_cells),
		cmocka_unit_test(
			what_a_state_says_of_another_counts_in_no_cell),
		cmocka_unit_test(coverage_counts_what_each_voice_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
