/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/digest.h"

/* FIPS 180-4 test vectors, as NIST publishes them. */
static void digest_is_sha_256(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} rows[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b"
		      "7852b855" },
		{ "abc",
		  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61"
		  "f20015ad" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct digest d;
		char hex[DIGEST_HEX_SIZE];

		digest_of(rows[i].text, strlen(rows[i].text), &d);
		digest_hex(&d, hex);
		assert_string_equal(hex, rows[i].want);
	}
}

static void digest_in_parts_is_the_digest_of_the_whole(void **state)
{
	struct fault f = { 0 };
	struct digester *d = NULL;
	struct digest whole, parts, again;

	(void)state;
	assert_ok(digester_new(&d, &f), &f);
	digest_of("abc", 3, &whole);

	digester_add(d, "a", 1);
	digester_add(d, "bc", 2);
	digester_end(d, &parts);
	digester_add(d, "abc", 3);
	digester_end(d, &again);

	assert_true(digest_is_equal(&whole, &parts));
	assert_true(digest_is_equal(&whole, &again));
	digester_free(d);
}

static void digest_fields_never_run_into_each_other(void **state)
{
	struct fault f = { 0 };
	struct digester *d = NULL;
	struct digest one, two;

	(void)state;
	assert_ok(digester_new(&d, &f), &f);

	digester_add_field(d, "ab", 2);
	digester_add_field(d, "c", 1);
	digester_end(d, &one);
	digester_add_field(d, "a", 1);
	digester_add_field(d, "bc", 2);
	digester_end(d, &two);

	assert_false(digest_is_equal(&one, &two));
	digester_free(d);
}

static void digest_hex_reads_back_and_refuses_the_rest(void **state)
{
	static const char *const bad[] = { "", "ab", "zz" };
	struct fault f = { 0 };
	struct digest d, back;
	char hex[DIGEST_HEX_SIZE];

	(void)state;
	digest_of("x", 1, &d);
	digest_hex(&d, hex);

	assert_ok(digest_from_hex(hex, &back, &f), &f);
	assert_true(digest_is_equal(&d, &back));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_fault(digest_from_hex(bad[i], &back, &f), &f,
		             FAULT_INPUT);
	hex[5] = 'g';
	assert_fault(digest_from_hex(hex, &back, &f), &f, FAULT_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digest_is_sha_256),
		cmocka_unit_test(digest_in_parts_is_the_digest_of_the_whole),
		cmocka_unit_test(digest_fields_never_run_into_each_other),
		cmocka_unit_test(digest_hex_reads_back_and_refuses_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
