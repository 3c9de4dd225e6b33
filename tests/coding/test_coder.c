/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "catalogue.h"
#include "coding.h"

#include "../../indicators/coding/coder.h"

#define ARENA_MOST (1u << 20)

struct world {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
};

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct fault f;

	assert_non_null(w);
	assert_ok(catalogue_new(NULL, 0, &w->catalogue, &f), &f);
	assert_ok(coder_new(w->catalogue, &w->coder, &f), &f);
	assert_ok(arena_new(ARENA_MOST, &w->arena, &f), &f);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	coder_free(w->coder);
	catalogue_free(w->catalogue);
	arena_free(w->arena);
	free(w);
	return 0;
}

static const char SUBJECT[][STATE_SIZE] = { "SVN" };

static struct utterance about(const char *language, const char *text)
{
	return (struct utterance){
		.text = text,
		.len = strlen(text),
		.language = language,
		.states = SUBJECT,
		.n_states = 1,
		.context = "",
		.trail = "",
		.declared = "",
	};
}

static struct passage_coding code_one(struct world *w,
                                      const struct utterance *u)
{
	struct passage_coding out;
	struct fault f;

	assert_ok(coder_code(w->coder, u, w->arena, &out, &f), &f);
	return out;
}

static struct passage_coding code(struct world *w, const char *language,
                                  const char *text)
{
	struct utterance u = about(language, text);

	return code_one(w, &u);
}

/* The coding of COMMITMENT; an empty one where there is none. */
static struct coding find(const struct passage_coding *out,
                          const char *commitment)
{
	struct coding none = { 0 };

	for (size_t i = 0; i < out->n; i++)
		if (strcmp(out->codings[i].commitment, commitment) == 0)
			return out->codings[i];
	return none;
}

static bool is_coded(const struct passage_coding *out, const char *commitment)
{
	return *find(out, commitment).commitment != '\0';
}

static bool has_reason(struct coding c, enum reason_kind kind)
{
	for (size_t i = 0; i < c.n_why; i++)
		if (c.why[i].kind == kind)
			return true;
	return false;
}

/* "ESP", or "" where it is not about exactly one state. */
static const char *only_state(struct coding c)
{
	return c.n_states == 1 && c.states ? c.states[0] : "";
}

static void coder_codes_a_rescue_to_objective_8(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "The government launched a search and rescue mission for "
	           "migrants in distress at sea.");

	assert_true(out.is_assessed);
	assert_true(out.n > 0);
	assert_int_equal(find(&out, "GCM.8").level, LEVEL_MEASURE);
	assert_string_equal(only_state(find(&out, "GCM.8")), "SVN");
}

static void coder_leaves_other_topics_alone(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "The elections commission opened two hundred polling "
	           "stations in rural districts.");

	assert_true(out.is_assessed);
	assert_int_equal(out.n, 0);
}

static void coder_lists_candidates_only_when_asked(void **state)
{
	static const char PASSAGE[] =
		"The embassy issued passports to workers abroad and told them "
		"about their rights.";
	struct world *w = *state;
	struct passage_coding out;
	size_t usual;

	out = code(w, "en", PASSAGE);
	usual = out.n;
	for (size_t i = 0; i < out.n; i++)
		assert_true(out.codings[i].confidence >= CODING_LEAST);
	coder_give_from(w->coder, CODING_LEAST_LISTED);
	out = code(w, "en", PASSAGE);
	coder_give_from(w->coder, CODING_LEAST);

	assert_true(out.n > usual);
	assert_true(out.n <= 8);
	for (size_t i = 1; i < out.n; i++)
		assert_true(out.codings[i - 1].confidence >=
		            out.codings[i].confidence);
	assert_true(out.codings[out.n - 1].confidence >= CODING_LEAST_LISTED);
}

static void coder_says_when_a_language_is_not_coded(void **state)
{
	struct passage_coding out;

	out = code(*state, "sv", "Migranter har rätt till vård.");

	assert_false(out.is_assessed);
	assert_int_equal(out.n, 0);
}

static void coder_leaves_the_neighbours_of_a_coded_language(void **state)
{
	static const char *const TEXTS[] = {
		"Мигранти немају приступ здравственој заштити.",
		"Мігранти не мають доступу до медичної допомоги.",
		"مهاجران به خدمات درمانی و آموزش دسترسی ندارند.",
		"کډوال روغتیایي خدمتونو ته لاسرسی نه لري.",
	};

	for (size_t i = 0; i < sizeof(TEXTS) / sizeof(*TEXTS); i++) {
		struct passage_coding out = code(*state, "", TEXTS[i]);

		assert_false(out.is_assessed);
		assert_int_equal(out.n, 0);
	}
}

static void coder_tells_the_language_of_what_has_none(void **state)
{
	struct passage_coding out;

	out = code(*state, "",
	           "La ley prohíbe la detención de los niños migrantes en la "
	           "frontera.");

	assert_string_equal(out.language, "es");
	assert_true(out.is_assessed);
}

static void coder_tells_a_language_by_its_terms_where_all_else_fails(
	void **state)
{
	static const struct {
		const char *text, *language;
	} rows[] = {
		{ "Police pushed back migrants.", "en" },
		{ "Poland suspended asylum applications in March 2025.", "en" },
		{ "España regularizó a 12.000 migrantes en 2025.", "es" },
		{ "Zzyzx 2025", "und" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(code(*state, "", rows[i].text).language,
		                    rows[i].language);
}

static void coder_trusts_a_declaration_most(void **state)
{
	struct utterance u = about("en", "Twelve new posts were created.");
	struct passage_coding out;
	struct coding c;

	u.declared = "GCM.14 GCM.2";
	out = code_one(*state, &u);
	c = find(&out, "GCM.14");

	assert_true(c.confidence > 0.7);
	assert_true(has_reason(c, REASON_DECLARED));
	assert_true(is_coded(&out, "GCM.2"));
	assert_false(is_coded(&out, "GCM.20"));
}

static void coder_trusts_a_heading_that_names_the_objective(void **state)
{
	struct utterance u = about("en", "Twelve new posts were created.");
	struct passage_coding out;

	u.trail = "Part two\nObjective 14: our consulates";
	out = code_one(*state, &u);

	assert_true(out.n > 0);
	assert_true(is_coded(&out, "GCM.14"));
	assert_true(has_reason(find(&out, "GCM.14"), REASON_HEADING));
}

static void coder_forgets_the_heading_of_the_passage_before(void **state)
{
	struct utterance u = about("en", "Twelve new posts were created.");
	struct passage_coding out;

	u.trail = "Objective 14: our consulates";
	code_one(*state, &u);
	u.trail = "Roads";
	out = code_one(*state, &u);

	assert_int_equal(out.n, 0);
}

static void coder_knows_an_objective_by_its_number(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "A budget line for GCM objective 20 was created.");

	assert_true(is_coded(&out, "GCM.20"));
	assert_true(has_reason(find(&out, "GCM.20"), REASON_NAMED));
	assert_false(is_coded(&out, "GCM.2"));
}

static void coder_gives_a_line_of_the_call_to_action_too(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "Pushbacks of families continued at the border.");

	assert_true(is_coded(&out, "CTA26.4b"));
	assert_int_equal(find(&out, "CTA26.4b").level, LEVEL_REGRESSION);
	assert_true(has_reason(find(&out, "CTA26.4b"), REASON_AGAINST));
}

static void coder_does_not_code_a_title_or_boilerplate(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "Save lives and establish coordinated international efforts "
	           "on missing migrants");
	assert_int_equal(out.n, 0);
	assert_string_not_equal(out.skipped, "");

	out = code(*state, "en", "Remittances ........................ 14");
	assert_int_equal(out.n, 0);
	assert_string_not_equal(out.skipped, "");
}

static void coder_tells_clauses_on_two_states_apart(void **state)
{
	struct passage_coding out;

	out = code(*state, "en",
	           "Regular pathways and family reunification were extended in "
	           "Spain; access to health care for migrants was guaranteed "
	           "in Brazil.");

	assert_true(is_coded(&out, "GCM.5"));
	assert_true(is_coded(&out, "GCM.15"));
	assert_string_equal(only_state(find(&out, "GCM.5")), "ESP");
	assert_string_equal(only_state(find(&out, "GCM.15")), "BRA");
}

static void coder_gives_equal_codings_for_equal_passages(void **state)
{
	const char *text = "The asylum procedure was reformed and detention of "
			   "migrants was limited.";
	struct passage_coding first = code(*state, "en", text);
	struct passage_coding second = code(*state, "en", text);

	assert_true(first.n > 0);
	assert_int_equal(first.n, second.n);
	for (size_t i = 0; i < first.n; i++) {
		const struct coding *a = &first.codings[i];
		const struct coding *b = &second.codings[i];

		assert_string_equal(a->commitment, b->commitment);
		assert_memory_equal(&a->confidence, &b->confidence,
		                    sizeof(a->confidence));
	}
}

static void coder_takes_empty_and_endless_passages(void **state)
{
	char *text = malloc(400001);
	struct passage_coding out;

	assert_non_null(text);
	for (size_t i = 0; i < 400000; i++)
		text[i] = "pushback "[i % 9];
	text[400000] = '\0';

	out = code(*state, "en", "");
	assert_int_equal(out.n, 0);
	out = code(*state, "en", text);
	assert_true(out.is_assessed);
	free(text);
}

static size_t count(struct world *w, const char *language, const char *text)
{
	struct fault f = { 0 };
	size_t n = 99;

	assert_ok(coder_count_terms(w->coder, language, text, strlen(text), &n,
	                            &f),
	          &f);
	return n;
}

/* How many languages C has compiled. */
static size_t learned(const struct coder *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_tongues; i++)
		n += c->tongues[i] != NULL;
	return n;
}

static void coder_learns_a_language_ahead_or_at_its_first_use(void **state)
{
	struct world *w = *state;
	struct world fresh = { .catalogue = w->catalogue };
	struct fault f = { 0 };

	assert_ok(coder_new(w->catalogue, &fresh.coder, &f), &f);
	assert_int_equal(learned(fresh.coder), 0);

	assert_ok(coder_learn(fresh.coder, "xx", &f), &f);
	assert_int_equal(learned(fresh.coder), 0);
	assert_ok(coder_learn(fresh.coder, "fr-CA", &f), &f);
	assert_ok(coder_learn(fresh.coder, "fr", &f), &f);
	assert_int_equal(learned(fresh.coder), 1);
	assert_true(count(&fresh, "fr", "la traite des personnes") > 0);
	assert_int_equal(learned(fresh.coder), 1);
	assert_true(count(&fresh, "en", "pushbacks") > 0);
	assert_int_equal(learned(fresh.coder), 2);

	coder_free(fresh.coder);
}

static void coder_takes_the_first_codebook_of_those_that_find_as_much(
	void **state)
{
	struct world *w = *state;

	/* A name in Spanish and French: in the order of the codebooks. */
	assert_string_equal(code(w, "", "OIM").language, "es");
}

static void coder_counts_terms_across_word_bounds_only(void **state)
{
	struct world *w = *state;
	const char *one = "xpushbackx";
	const char *two = "Pushbacks and PUSHBACK";

	assert_int_equal(count(w, "en", one), 0);
	assert_true(count(w, "en", two) >= 2);
	assert_int_equal(count(w, "zh", two), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(coder_codes_a_rescue_to_objective_8),
		cmocka_unit_test(coder_leaves_other_topics_alone),
		cmocka_unit_test(coder_lists_candidates_only_when_asked),
		cmocka_unit_test(coder_says_when_a_language_is_not_coded),
		cmocka_unit_test(
			coder_learns_a_language_ahead_or_at_its_first_use),
		cmocka_unit_test(
			coder_takes_the_first_codebook_of_those_that_find_as_much),
		cmocka_unit_test(coder_counts_terms_across_word_bounds_only),
		cmocka_unit_test(coder_takes_empty_and_endless_passages),
		cmocka_unit_test(coder_gives_equal_codings_for_equal_passages),
		cmocka_unit_test(coder_tells_clauses_on_two_states_apart),
		cmocka_unit_test(coder_does_not_code_a_title_or_boilerplate),
		cmocka_unit_test(coder_gives_a_line_of_the_call_to_action_too),
		cmocka_unit_test(coder_knows_an_objective_by_its_number),
		cmocka_unit_test(
			coder_forgets_the_heading_of_the_passage_before),
		cmocka_unit_test(
			coder_trusts_a_heading_that_names_the_objective),
		cmocka_unit_test(coder_trusts_a_declaration_most),
		cmocka_unit_test(
			coder_leaves_the_neighbours_of_a_coded_language),
		cmocka_unit_test(coder_tells_the_language_of_what_has_none),
		cmocka_unit_test(
			coder_tells_a_language_by_its_terms_where_all_else_fails),
	};

	return cmocka_run_group_tests_name("coding/coder", tests, set_up,
	                                   tear_down);
}
