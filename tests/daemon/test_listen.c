/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <sys/socket.h>
#include <unistd.h>

#include "../../service/daemon/listen.h"

static void port_0_is_chosen_and_told(void **state)
{
	char url[URL_SIZE], again[URL_SIZE];
	struct fault f = { 0 };
	int fd = -1, other = -1;

	(void)state;

	assert_ok(listen_open("127.0.0.1:0", false, &fd, url, &f), &f);
	assert_ok(listen_open("127.0.0.1:0", false, &other, again, &f), &f);

	assert_true(strncmp(url, "http://127.0.0.1:", 17) == 0);
	assert_null(strstr(url, ":0/"));
	assert_string_not_equal(url, again);
	(void)close(fd);
	(void)close(other);
}

static void loopback_of_version_6_is_loopback(void **state)
{
	char url[URL_SIZE];
	struct fault f = { 0 };
	int fd = -1, probe = socket(AF_INET6, SOCK_STREAM, 0);

	(void)state;
	if (probe < 0)
		skip();
	(void)close(probe);

	assert_ok(listen_open("[::1]:0", false, &fd, url, &f), &f);

	assert_true(strncmp(url, "http://[::1]:", 13) == 0);
	(void)close(fd);
}

static void addresses_that_cannot_be_are_refused(void **state)
{
	static const struct {
		const char *address;
		const char *said;
	} ROWS[] = {
		{ "127.0.0.1", "is no address" },
		{ "[::1:8710", "is no address" },
		{ "::1]:8710", "numbers" },
		{ ":8710", "is no address" },
		{ "127.0.0.1:", "127.0.0.1:" },
		{ "127.0.0.1:http", "numbers" },
		{ "127.0.0.1:123456789", "is no address" },
		{ "127.0.0.1:65536", "from 0 to 65535" },
		{ "127.0.0.1:99999", "from 0 to 65535" },
		{ "localhost:8710", "numbers" },
		{ "0.0.0.0:0", "plain HTTP" },
		{ "[::]:0", "plain HTTP" },
		{ "192.0.2.1:0", "plain HTTP" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		char url[URL_SIZE] = "unset";
		struct fault f = { 0 };
		int fd = -7;
		int rc = listen_open(ROWS[i].address, false, &fd, url, &f);

		/* An empty port is 0 to getaddrinfo(): chosen, no mistake. */
		if (rc == 0 && strcmp(ROWS[i].address, "127.0.0.1:") == 0) {
			(void)close(fd);
			continue;
		}
		if (rc != -1 || fd != -7)
			fail_msg("taken: %s", ROWS[i].address);
		if (!strstr(f.text, ROWS[i].said))
			fail_msg("%s says: %s", ROWS[i].address, f.text);
	}
}

static void insecure_allows_other_machines(void **state)
{
	char url[URL_SIZE];
	struct fault f = { 0 };
	int fd = -1;

	(void)state;

	assert_ok(listen_open("0.0.0.0:0", true, &fd, url, &f), &f);

	(void)close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(port_0_is_chosen_and_told),
		cmocka_unit_test(loopback_of_version_6_is_loopback),
		cmocka_unit_test(addresses_that_cannot_be_are_refused),
		cmocka_unit_test(insecure_allows_other_machines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
