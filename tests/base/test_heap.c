/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <stdbool.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/heap.h"

#define WARM ((size_t)4 << 20)

/* Times this process was stopped for a page. */
static long stops(void)
{
	struct rusage u;

	assert_int_equal(getrusage(RUSAGE_SELF, &u), 0);
	return u.ru_minflt;
}

/* Whether this kernel gives pages before they are touched, and this allocator
   is the one that was asked to. */
static bool is_warmable(void)
{
#ifdef WITH_SANITIZER
	return false;
#else
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *at = mmap(NULL, page, PROT_READ | PROT_WRITE,
	                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	bool is_known =
		at != MAP_FAILED && madvise(at, page, MADV_POPULATE_WRITE) == 0;

	if (at != MAP_FAILED)
		(void)munmap(at, page);
	return is_known;
#endif
}

static void heap_warmed_is_used_without_a_stop_for_each_page(void **state)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t half = WARM / 2;
	long before;
	char *at;

	(void)state;
	if (!is_warmable())
		skip();
	heap_warm(WARM);
	before = stops();

	at = malloc(half);
	assert_non_null(at);
	memset(at, 1, half);

	assert_in_range(stops() - before, 0, half / page / 4);
	free(at);
}

static void heap_filled_gives_from_its_end_and_keeps_what_it_gave(void **state)
{
	char *kept[100], *freed[100], *more;

	(void)state;
	if (!is_warmable())
		skip();
	for (size_t i = 0; i < 100; i++) {
		freed[i] = malloc(3000 + i * 100);
		kept[i] = malloc(1000);
		assert_non_null(kept[i]);
		assert_non_null(freed[i]);
		memset(kept[i], (int)i, 1000);
	}
	for (size_t i = 0; i < 100; i++)
		free(freed[i]);

	heap_fill();
	more = malloc(3000);

	assert_non_null(more);
	assert_true(more > kept[99]);
	memset(more, 0xff, 3000);
	for (size_t i = 0; i < 100; i++) {
		assert_int_equal(kept[i][0], i);
		assert_int_equal(kept[i][999], i);
		free(kept[i]);
	}
	free(more);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			heap_filled_gives_from_its_end_and_keeps_what_it_gave),
		cmocka_unit_test(
			heap_warmed_is_used_without_a_stop_for_each_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
