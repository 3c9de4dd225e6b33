/* SPDX-License-Identifier: Apache-2.0 */
/* Who a request comes from, and how many of them there are. */
#include "check.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../service/serve/ledger.h"
#include "../../service/serve/origin.h"

static struct address address(const char *text)
{
	struct proxies one;
	struct fault f = { 0 };

	assert_ok(proxies_read(text, &one, &f), &f);
	return one.block[0].address;
}

static bool is_same(const struct address *a, const char *text)
{
	struct address b = { 0 };

	if (strcmp(text, "::") != 0)
		b = address(text);
	return memcmp(a, &b, sizeof(b)) == 0;
}

static void blocks_of_proxies_are_read(void **state)
{
	static const struct {
		const char *blocks, *address;
		bool is_held;
	} rows[] = {
		{ "127.0.0.0/8, ::1", "127.1.2.3", true },
		{ "127.0.0.0/8, ::1", "128.0.0.1", false },
		{ "127.0.0.0/8 ::1", "::1", true },
		{ "127.0.0.0/8, ::1", "::2", false },
		{ "10.0.0.8/29", "10.0.0.15", true },
		{ "10.0.0.8/29", "10.0.0.16", false },
		{ "0.0.0.0/0", "203.0.113.9", true },
		{ "0.0.0.0/0", "2001:db8::1", false },
		{ "2001:db8::/33", "2001:db8:7fff::1", true },
		{ "2001:db8::/33", "2001:db8:8000::1", false },
		{ "::ffff:192.0.2.1", "192.0.2.1", true },
		{ "", "127.0.0.1", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct address a = address(rows[i].address);
		struct proxies p;
		struct fault f = { 0 };

		assert_ok(proxies_read(rows[i].blocks, &p, &f), &f);
		if (proxies_hold(&p, &a) != rows[i].is_held)
			fail_msg("%s in \"%s\"", rows[i].address,
			         rows[i].blocks);
	}
}

static void what_is_no_block_is_named(void **state)
{
	static const char *const rows[] = {
		"localhost",   "127.0.0.1/33", "127.0.0.1/", "::1/129",
		"127.0.0.1/x", "127.0.0.1:80", "/8",         "1.2.3",
		"::1/-1",      "::1/0064",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct proxies p;
		struct fault f = { 0 };

		if (proxies_read(rows[i], &p, &f) == 0)
			fail_msg("taken: %s", rows[i]);
		assert_int_equal(f.code, FAULT_INPUT);
		assert_non_null(strstr(f.text, rows[i]));
	}
}

static void the_last_hop_that_is_no_proxy_is_the_sender(void **state)
{
	static const struct {
		const char *x, *forwarded, *want; /* NULL: nobody is named */
	} rows[] = {
		{ NULL, NULL, NULL },
		{ "192.0.2.1", NULL, "192.0.2.1" },
		{ "192.0.2.1:4711", NULL, "192.0.2.1" },
		{ "2001:db8::1", NULL, "2001:db8::1" },
		{ "[2001:db8::1]:4711", NULL, "2001:db8::1" },
		{ "6.6.6.6, 192.0.2.1", NULL, "192.0.2.1" },
		{ "6.6.6.6,192.0.2.1 , 127.0.0.9", NULL, "192.0.2.1" },
		{ "127.0.0.8, 127.0.0.9", NULL, "127.0.0.8" },
		{ "192.0.2.1", "for=192.0.2.2", "192.0.2.1" },
		{ NULL, "for=192.0.2.2", "192.0.2.2" },
		{ NULL, "FOR=192.0.2.2;proto=http;by=10.0.0.1", "192.0.2.2" },
		{ NULL, "by=10.0.0.1; for=192.0.2.2", "192.0.2.2" },
		{ NULL, "for=\"[2001:db8::2]:47\"", "2001:db8::2" },
		{ NULL, "for=6.6.6.6, for=192.0.2.2", "192.0.2.2" },
		{ NULL, "for=192.0.2.2, for=127.0.0.1", "192.0.2.2" },
		{ "nonsense", NULL, "::" },
		{ "192.0.2.1, ", NULL, "::" },
		{ "", NULL, "::" },
		{ "[", NULL, "::" },
		{ "999.1.1.1", NULL, "::" },
		{ NULL, "for=unknown", "::" },
		{ NULL, "for=_hidden", "::" },
		{ NULL, "for=\"[2001:db8::2", "::" },
		{ NULL, "proto=http", "::" },
		{ NULL, ";;for=", "::" },
	};
	struct proxies p;
	struct fault f = { 0 };

	(void)state;
	assert_ok(proxies_read("127.0.0.0/8", &p, &f), &f);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct address a;
		bool is_named =
			origin_named(&p, rows[i].x, rows[i].forwarded, &a);

		if (is_named != (rows[i].want != NULL) ||
		    (is_named && !is_same(&a, rows[i].want)))
			fail_msg("row %zu", i);
	}
}

static void an_ipv6_sender_is_a_network(void **state)
{
	struct address a = address("2001:db8:1:2:3::4");
	struct address b = address("2001:db8:1:2:5::6");
	struct address c = address("2001:db8:1:3::4");
	struct ledger *l = NULL;
	struct fault f = { 0 };

	(void)state;
	assert_ok(ledger_new(1, &l, &f), &f);
	a = address_sender(&a);
	b = address_sender(&b);
	c = address_sender(&c);

	assert_memory_equal(&a, &b, sizeof(a));
	assert_memory_not_equal(&a, &c, sizeof(a));
	assert_int_equal(ledger_seat(l, &a), ledger_seat(l, &b));
	ledger_free(l);
}

static void sockets_tell_addresses(void **state)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct sockaddr other = { .sa_family = AF_UNIX };
	struct address a;

	(void)state;
	four.sin_addr.s_addr = htonl(0xc0000201);
	six.sin6_addr = in6addr_loopback;

	assert_true(address_of((struct sockaddr *)&four, &a));
	assert_true(is_same(&a, "192.0.2.1"));
	assert_true(address_of((struct sockaddr *)&six, &a));
	assert_true(is_same(&a, "::1"));
	assert_false(address_of(&other, &a));
}

static void processes_count_together_and_the_dead_are_forgotten(void **state)
{
	struct address a = address("192.0.2.1");
	struct ledger *l = NULL;
	struct fault f = { 0 };
	uint32_t seat;
	pid_t child;
	int status;

	(void)state;
	assert_ok(ledger_new(2, &l, &f), &f);
	seat = ledger_seat(l, &a);
	ledger_open(l, 0);
	ledger_sit(l, 0, seat);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		for (int i = 0; i < 3; i++) {
			ledger_open(l, 1);
			ledger_sit(l, 1, seat);
		}
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);

	assert_int_equal(ledger_total(l), 4);
	assert_int_equal(ledger_at(l, seat), 4);
	ledger_wipe(l, 1);
	assert_int_equal(ledger_total(l), 1);
	assert_int_equal(ledger_at(l, seat), 1);
	ledger_rise(l, 0, seat);
	ledger_close(l, 0);
	assert_int_equal(ledger_total(l), 0);
	ledger_free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_of_proxies_are_read),
		cmocka_unit_test(what_is_no_block_is_named),
		cmocka_unit_test(the_last_hop_that_is_no_proxy_is_the_sender),
		cmocka_unit_test(an_ipv6_sender_is_a_network),
		cmocka_unit_test(sockets_tell_addresses),
		cmocka_unit_test(
			processes_count_together_and_the_dead_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
