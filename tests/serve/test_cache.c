/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "cache.h"
#include "etag.h"
#include "respond.h"

#include "base/buf.h"

#define MOST      ((size_t)256 << 10)
#define BODY_SIZE 4000

static char body[BODY_SIZE];

static struct cache *cache_of(size_t most)
{
	struct cache *c = NULL;
	struct fault f = { 0 };

	assert_ok(cache_new(most, &c, &f), &f);
	return c;
}

static struct kept *put(struct cache *c, const char *key, size_t len)
{
	const struct answer answer = {
		.status = 200,
		.header = { { "ETag", "\"x\"" }, { "Content-Type", "a/b" } },
		.n_headers = 2,
		.body = body,
		.len = len,
	};

	return cache_put(c, key, strlen(key), &answer);
}

static struct kept *find(struct cache *c, const char *key)
{
	return cache_find(c, key, strlen(key));
}

static void it_never_holds_more_than_its_limit(void **state)
{
	struct cache *c = cache_of(MOST);
	char key[32];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct kept *k;

		(void)snprintf(key, sizeof(key), "N%d", i);
		k = put(c, key, (size_t)(i * 37 % BODY_SIZE));
		assert_non_null(k);
		(void)snprintf(key, sizeof(key), "R%d", i);
		cache_alias(c, key, strlen(key), k);
		assert_true(cache_bytes(c) <= MOST);
		assert_ptr_equal(find(c, key), k);
	}
	/* And it uses what it may have. */
	assert_true(cache_bytes(c) > MOST / 2);
	cache_empty(c);
	assert_int_equal(cache_bytes(c), 0);
	cache_free(c);
}

static void what_is_asked_for_stays_when_much_passes_by(void **state)
{
	struct cache *c = cache_of(MOST);
	char key[32];

	(void)state;
	assert_non_null(put(c, "hot", 1000));
	for (int i = 0; i < 5000; i++) {
		(void)snprintf(key, sizeof(key), "N%d", i);
		assert_non_null(put(c, key, BODY_SIZE));
		assert_non_null(find(c, "hot"));
	}
	assert_null(find(c, "N0"));
	cache_free(c);
}

static void what_is_too_large_is_not_kept_and_drops_nothing(void **state)
{
	struct cache *c = cache_of(MOST / 16);
	struct cache *none = cache_of(0);

	(void)state;
	assert_non_null(put(c, "small", 100));
	assert_null(put(c, "large", BODY_SIZE));
	assert_null(find(c, "large"));
	assert_non_null(find(c, "small"));
	assert_null(put(none, "small", 0));
	assert_int_equal(cache_bytes(none), 0);
	cache_free(none);
	cache_free(c);
}

static void what_is_being_written_outlives_the_cache(void **state)
{
	struct cache *c = cache_of(MOST);
	struct answer answer;
	struct kept *k = put(c, "key", BODY_SIZE);

	(void)state;
	kept_answer(k, &answer);
	kept_hold(answer.kept);
	cache_empty(c);
	assert_int_equal(cache_bytes(c), 0);
	assert_memory_equal(answer.body, body, BODY_SIZE);
	kept_drop(answer.kept);
	cache_free(c);
}

/* Fills OUT with the head of ANSWER as it is sent. */
static void head_of(const struct answer *answer, struct buf *out)
{
	struct stamp stamp = { 0 };
	struct fault f = { 0 };

	stamp_set(&stamp, 0);
	buf_init(out, 4096);
	assert_ok(respond_head(out, answer, &stamp, false, &f), &f);
}

static void heads_of_the_kept_are_those_of_the_made(void **state)
{
	struct answer made = { .status = 200,
		               .header = { { "ETag", "\"x\"" },
		                           { "Content-Type", "a/b" } },
		               .n_headers = 2,
		               .body = body,
		               .len = 7 };
	struct cache *c = cache_of(MOST);
	struct buf slow, fast;
	struct answer kept;

	(void)state;
	for (int is_spared = 0; is_spared < 2; is_spared++) {
		struct kept *k = put(c, "key", 7);

		if (is_spared) {
			answer_spare(&made);
			kept_unchanged(k, &kept);
		} else {
			kept_answer(k, &kept);
		}
		head_of(&made, &slow);
		head_of(&kept, &fast);
		assert_null(made.lines);
		assert_non_null(kept.lines);
		assert_string_equal(slow.at, fast.at);
		assert_int_equal(kept.len, made.len);
		buf_clear(&slow);
		buf_clear(&fast);
	}
	cache_free(c);
}

static void a_date_is_that_of_its_second(void **state)
{
	struct stamp s = { 0 };

	(void)state;
	stamp_set(&s, 784111777);
	assert_string_equal(s.line, "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
	stamp_set(&s, 784111777);
	stamp_set(&s, 784111778);
	assert_string_equal(s.line, "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n");
	assert_int_equal(s.len, strlen(s.line));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_never_holds_more_than_its_limit),
		cmocka_unit_test(what_is_asked_for_stays_when_much_passes_by),
		cmocka_unit_test(
			what_is_too_large_is_not_kept_and_drops_nothing),
		cmocka_unit_test(what_is_being_written_outlives_the_cache),
		cmocka_unit_test(heads_of_the_kept_are_those_of_the_made),
		cmocka_unit_test(a_date_is_that_of_its_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
