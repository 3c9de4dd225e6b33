/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../service/pipeline/evidence.h"
#include "base/arena.h"
#include "model/cell.h"
#include "scoring.h"
#include "store.h"

#define ONE "The Government adopted a law that ends the detention of children."
#define ALIKE \
	"The Government  adopted a law that ends the detention of children!"
#define TWO "It established guardians for every child who arrives alone."

struct row {
	const char *source;
	const char *quote;
	uint32_t flags;
};

static void score(const struct row *rows, size_t n, enum voice voice,
                  struct arena *a, struct cell *out)
{
	struct batch b = { 0 };
	struct fault f = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct evidence_row e = {
			.key = { "SVN", "GCM.13", "IMRF2026", voice },
			.source = rows[i].source,
			.level = LEVEL_MEASURE,
			.confidence = 0.9,
			.flags = rows[i].flags,
			.quote = rows[i].quote,
			.quote_len = strlen(rows[i].quote),
		};

		b.key = e.key;
		assert_ok(batch_add(&b, &e, a, &f), &f);
	}
	assert_ok(batch_score(scoring_method(NULL), &b, a, a, out, &f), &f);
	free(b.claims);
}

static void repeats_count_once_in_the_earliest_source(void **state)
{
	const struct row rows[] = { { "author:a", ONE, 0 },
		                    { "author:b", ALIKE, 0 },
		                    { "author:b", TWO, 0 } };
	const struct row early[] = { { "author:a", ONE, 0 },
		                     { "author:b", ALIKE, 0 } };
	struct cell c;
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new((size_t)16 << 20, &a, &f), &f);

	score(rows, 3, VOICE_CIVIL_SOCIETY, a, &c);
	assert_int_equal(c.passages, 2);
	assert_int_equal(c.sources, 2);
	score(early, 2, VOICE_CIVIL_SOCIETY, a, &c);
	assert_int_equal(c.passages, 1);
	assert_int_equal(c.sources, 1);

	arena_free(a);
}

static void a_state_is_one_source_whatever_organ_signs(void **state)
{
	const struct row rows[] = { { "state:SVN", ONE, 0 },
		                    { "state:HRV,SVN", TWO, 0 } };
	struct cell c;
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new((size_t)16 << 20, &a, &f), &f);

	score(rows, 2, VOICE_STATE, a, &c);
	assert_int_equal(c.sources, 1);
	score(rows, 2, VOICE_CIVIL_SOCIETY, a, &c);
	assert_int_equal(c.sources, 2);

	arena_free(a);
}

static void hidden_text_shows_on_the_cell(void **state)
{
	const struct row rows[] = {
		{ "author:a", ONE, 0 },
		{ "author:b", TWO, SUBMISSION_FLAG_HIDDEN_TEXT },
	};
	struct cell c;
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new((size_t)16 << 20, &a, &f), &f);

	score(rows, 1, VOICE_CIVIL_SOCIETY, a, &c);
	assert_int_equal(c.flags & CELL_FLAG_HIDDEN, 0);
	score(rows, 2, VOICE_CIVIL_SOCIETY, a, &c);
	assert_int_equal(c.flags & CELL_FLAG_HIDDEN, CELL_FLAG_HIDDEN);

	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(repeats_count_once_in_the_earliest_source),
		cmocka_unit_test(a_state_is_one_source_whatever_organ_signs),
		cmocka_unit_test(hidden_text_shows_on_the_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
