/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../service/pipeline/repeated.h"
#include "base/span.h"
#include "catalogue.h"
#include "model/cell.h"

#define PROMISE "The Government will open shelters for victims of trafficking."
#define OTHER   "Remittances will be made cheaper by the central bank."

/* One cell of one line of history. */
struct moment {
	const char *round;
	uint32_t intentions;
	uint32_t measures;
	const char *text; /* of its intention, or NULL */
};

/* Marks up to four MOMENTS of one commitment; gives which are repeated, a bit
   each. */
static unsigned repeated(const struct moment *moments, size_t n)
{
	struct cell cells[4] = { 0 };
	struct catalogue *catalogue;
	struct promises p;
	struct fault f = { 0 };
	unsigned out = 0;

	assert_ok(catalogue_new(NULL, 0, &catalogue, &f), &f);
	assert_ok(promises_init(&p, &f), &f);
	for (size_t i = 0; i < n; i++) {
		struct span text = { moments[i].text, 0 };

		(void)snprintf(cells[i].key.state, sizeof(cells[i].key.state),
		               "%s", "SVN");
		(void)snprintf(cells[i].key.commitment,
		               sizeof(cells[i].key.commitment), "%s", "GCM.10");
		(void)snprintf(cells[i].key.round, sizeof(cells[i].key.round),
		               "%s", moments[i].round);
		cells[i].counts[LEVEL_INTENTION] = moments[i].intentions;
		cells[i].counts[LEVEL_MEASURE] = moments[i].measures;
		if (!text.at)
			continue;
		text.len = strlen(text.at);
		assert_ok(promises_add(&p, i, &text, &f), &f);
	}
	assert_ok(promises_mark(&p, catalogue, cells, n, &f), &f);
	for (size_t i = 0; i < n; i++)
		if (cells[i].flags & CELL_FLAG_REPEATED)
			out |= 1u << i;
	promises_clear(&p);
	catalogue_free(catalogue);
	return out;
}

static void a_promise_made_again_is_marked(void **state)
{
	const struct moment moments[] = {
		{ "IMRF2022", 1, 0, PROMISE },
		{ "IMRF2026", 1, 0, PROMISE },
	};

	(void)state;

	assert_int_equal(repeated(moments, 2), 2);
}

static void a_deed_in_between_ends_it(void **state)
{
	const struct moment since[] = {
		{ "UPR2010", 1, 0, PROMISE },
		{ "UPR2014", 0, 1, NULL },
		{ "UPR2019", 1, 0, PROMISE },
	};
	const struct moment now[] = {
		{ "IMRF2022", 1, 0, PROMISE },
		{ "IMRF2026", 1, 1, PROMISE },
	};

	(void)state;

	assert_int_equal(repeated(since, 3), 0);
	assert_int_equal(repeated(now, 2), 0);
}

static void another_promise_is_not_the_same(void **state)
{
	const struct moment moments[] = {
		{ "IMRF2022", 1, 0, PROMISE },
		{ "IMRF2026", 1, 0, OTHER },
	};

	(void)state;

	assert_int_equal(repeated(moments, 2), 0);
}

static void rounds_of_another_family_do_not_count(void **state)
{
	const struct moment moments[] = {
		{ "UPR2019", 1, 0, PROMISE },
		{ "IMRF2026", 1, 0, PROMISE },
	};

	(void)state;

	assert_int_equal(repeated(moments, 2), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_promise_made_again_is_marked),
		cmocka_unit_test(a_deed_in_between_ends_it),
		cmocka_unit_test(another_promise_is_not_the_same),
		cmocka_unit_test(rounds_of_another_family_do_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
