/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <stdio.h>

#include "../../service/pipeline/evidence.h"
#include "base/arena.h"
#include "base/span.h"
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
		assert_ok(batch_add(&b, &e, NULL, a, &f), &f);
	}
	assert_ok(batch_score(scoring_method(NULL), &b, a, a, out, &f), &f);
	batch_clear(&b);
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

/* A document of N numbered words from FIRST on, of AUTHOR. */
static struct kin document(const char *author, size_t first, struct arena *a)
{
	char text[2048];
	size_t len = 0;
	struct sketch s;
	struct fault f = { 0 };

	for (size_t i = 0; i < 200; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "w%zu ",
		                        first + i);
	assert_ok(sketch_of(&(struct span){ text, len }, 1, a, &s, &f), &f);
	return (struct kin){ .source = author,
		             .sketch = s.at,
		             .n_sketch = s.n };
}

/* What three documents with a sentence each are, as sources. */
static uint32_t sources_of(const struct kin *kin, const char *of_second,
                           struct arena *a)
{
	static const char *const SAID[] = { ONE, TWO,
		                            "A fence was built instead." };
	struct batch b = { .key = { "SVN", "GCM.13", "IMRF2026",
		                    VOICE_CIVIL_SOCIETY } };
	struct fault f = { 0 };
	struct cell c;

	for (size_t i = 0; i < 3; i++) {
		struct evidence_row e = {
			.key = b.key,
			.source = i == 1 ? of_second : kin[i].source,
			.level = LEVEL_MEASURE,
			.confidence = 0.9,
			.quote = SAID[i],
			.quote_len = strlen(SAID[i]),
		};

		assert_ok(batch_add(&b, &e, &kin[i], a, &f), &f);
	}
	assert_ok(batch_score(scoring_method(NULL), &b, a, a, &c, &f), &f);
	batch_clear(&b);
	return c.sources;
}

static void copies_of_one_document_are_one_source(void **state)
{
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new((size_t)16 << 20, &a, &f), &f);
	{
		const struct kin copies[] = { document("author:a", 0, a),
			                      document("author:b", 4, a),
			                      document("author:c", 900, a) };
		/* The third is like the second, not like the first. */
		const struct kin chain[] = { document("author:a", 0, a),
			                     document("author:b", 15, a),
			                     document("author:c", 30, a) };

		assert_int_equal(sources_of(copies, "author:b", a), 2);
		/* What a copy quotes is still the quoted one's. */
		assert_int_equal(sources_of(copies, "author:who", a), 3);
		assert_int_equal(sources_of(chain, "author:b", a), 2);
	}
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
		cmocka_unit_test(copies_of_one_document_are_one_source),
		cmocka_unit_test(hidden_text_shows_on_the_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
