/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "model/commitment.h"

#include "../../indicators/coding/state.h"

static const struct codebook_term TERMS[] = {
	{ TERM_CUE, "noted", "says", 0 },
	{ TERM_CUE, "inquiries by", "asked-by", 0 },
	{ TERM_CUE, "nationals", "people", 0 },
	{ TERM_CUE, "from", "away", 0 },
	{ TERM_CUE, "member states", "general", 0 },
	{ TERM_STATE, "Slovenian", "SVN", 0 },
	{ TERM_STATE, "Spaniards", "ESP", 0 },
	{ TERM_CUE, "spaniards", "nation", 0 },
	{ TERM_CUE, "funded schools", "abroad", 0 },
	{ TERM_CUE, "in", "place", 0 },
};

static const char SUBJECT[][STATE_SIZE] = { "SVN" };

/* "SVN ESP": whom TEXT is about when the document is about N_STATES. */
static void find(struct given *g, const char *text, size_t n_states, char *out)
{
	struct utterance u = { .states = SUBJECT, .n_states = n_states };
	struct whereabouts w;
	size_t n;
	const struct state *states = catalogue_states(g->catalogue, &n);

	state_find(given_read(g, text), g->catalogue, &u, &w);
	*out = '\0';
	for (size_t i = 0; i < w.n; i++) {
		if (i)
			strcat(out, " ");
		strcat(out, states[w.about[i].state].iso3);
	}
	if (w.is_general)
		strcat(out, " all");
}

static const struct {
	const char *why, *text;
	size_t n_states;
	const char *want;
} ROWS[] = {
	{ "a name", "Slovenia adopted a plan.", 1, "SVN" },
	{ "its people's form", "The Slovenian parliament adopted it.", 1,
	  "SVN" },
	{ "a small letter is no name", "slovenia adopted a plan.", 1, "" },
	{ "another state named plainly", "Spain adopted a plan.", 1, "ESP" },
	{ "who recommends", "Adopt a plan (Spain).", 1, "" },
	{ "a bracket that closed before", "The plan (2019) of Spain.", 1,
	  "ESP" },
	{ "who speaks", "Spain noted the plan.", 1, "" },
	{ "who speaks in a row", "Italy, Spain and Malta noted it.", 1, "" },
	{ "who asked", "After inquiries by Spain the plan was sent.", 1, "" },
	{ "its people elsewhere", "Spain nationals were received.", 1, "" },
	{ "where they came from", "Families came from Spain.", 1, "" },
	{ "the document's own state from there", "They came from Slovenia.", 1,
	  "SVN" },
	{ "a document about no state", "Families came from Spain.", 0, "ESP" },
	{ "the longer name", "The Democratic Republic of the Congo adopted it.",
	  1, "COD" },
	{ "a people is not its state", "Spaniards waited for years.", 1, "" },
	{ "where the money went", "The ministry funded schools in Spain.", 1,
	  "" },
	{ "where its own acts", "Slovenia opened an office in Spain.", 1,
	  "SVN" },
	{ "where something is", "In Spain, an office was opened.", 1, "ESP" },
	{ "where those from elsewhere are",
	  "Families from Peru in Spain have waited.", 1, "ESP" },
	{ "a comma before people", "In Spain, nationals were heard.", 1,
	  "ESP" },
	{ "a verb before people", "Spain was protected by nationals.", 1,
	  "ESP" },
	{ "who recommends to a named one", "Spain noted that Peru did.", 0,
	  "PER" },
	{ "nobody alone", "Member States should act.", 1, " all" },
};

static void state_tells_whom_a_passage_is_about(void **state)
{
	struct given g;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));

	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		char got[5 * ABOUT_MOST];

		find(&g, ROWS[i].text, ROWS[i].n_states, got);
		if (strcmp(got, ROWS[i].want) != 0)
			fail_msg("%s: want \"%s\", got \"%s\"", ROWS[i].why,
			         ROWS[i].want, got);
	}
	given_close(&g);
}

static void state_parts_clauses_at_semicolons(void **state)
{
	struct given g;
	const struct reading *r;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	r = given_read(&g, "a; b, c; d;;;;;;;; e");

	assert_int_equal(state_clause(r, 0), 0);
	assert_int_equal(state_clause(r, 1), 1);
	assert_int_equal(state_clause(r, 2), 1);
	assert_int_equal(state_clause(r, 3), 2);
	assert_int_equal(state_clause(r, 4), CLAUSES_MOST - 1);
	r = given_read(&g, "a\xD8\x9B b");
	assert_int_equal(state_clause(r, 1), 1);
	given_close(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(state_tells_whom_a_passage_is_about),
		cmocka_unit_test(state_parts_clauses_at_semicolons),
	};

	return cmocka_run_group_tests_name("coding/state", tests, NULL, NULL);
}
