/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is answered fast is what would have been answered slowly; and what is
 * answered from memory needs no database.
 */
#include "serve/house.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "respond.h"

#define ANSWER_MOST ((size_t)4 << 20)

static const struct ask ASKS[] = {
	{ .path = "/api/v1/cells" },
	{ .path = "/api/v1/cells", .query = "state=SVN&limit=3" },
	{ .path = "/api/v1/cells", .query = "limit=3&state=SVN" },
	{ .path = "/api/v1/cells", .accept = "text/csv" },
	{ .path = "/api/v1/cells", .query = "bom=1&format=csv" },
	{ .path = "/api/v1/cells", .accept_encoding = "gzip" },
	{ .path = "/api/v1/cells", .accept_encoding = "GZIP;q=0.001" },
	{ .path = "/api/v1/cells", .accept_encoding = "gzip;q=0" },
	{ .path = "/api/v1/cells", .accept_encoding = "identity;q=0, *" },
	{ .path = "/api/v1/cells", .accept_encoding = "br;q=1,,gzip ;q=.5" },
	{ .path = "/api/v1/cells", .accept_encoding = "" },
	{ .path = "/api/v1/cells", .method = "HEAD" },
	{ .path = "/api/v1/cells", .method = "HEAD", .accept_encoding = "*" },
	{ .path = "/api/v1/cells", .if_none_match = "*" },
	{ .path = "/api/v1/cells", .if_none_match = "\"other\"" },
	{ .path = "/api/v1/cells",
	  .method = "HEAD",
	  .accept_encoding = "gzip",
	  .if_none_match = "*" },
	{ .path = "/api/v1/cells",
	  .if_modified_since = "Sat, 01 Jan 2028 00:00:00 GMT" },
	{ .path = "/api/v1/cells",
	  .if_modified_since = "Sat, 01 Jan 2000 00:00:00 GMT" },
	{ .path = "/api/v1/compare", .query = "states=SVN,HRV" },
	{ .path = "/api/v1/compare",
	  .query = "states=SVN,HRV",
	  .accept_encoding = "gzip" },
	{ .path = "/api/v1/states/SVN", .accept_language = "fr" },
	{ .path = "/api/v1/states/SVN", .accept_language = "ru;q=0.5, es" },
	{ .path = "/api/v1/states/SVN/scorecard" },
	{ .path = "/api/v1/divergence", .query = "state=SVN" },
	{ .path = "/api/v1/trend", .query = "state=SVN&release=2026.1" },
	{ .path = "/api/v1/rounds", .is_intake_door = true },
	{ .path = "/api/v1" },
	{ .path = "/" },
	{ .path = "/api/v1/%63ells", .query = "state=HRV" },
	{ .path = "/api/v1/cells", .query = "state=XXX" },
	{ .path = "/api/v1/cells", .accept = "image/png" },
	{ .path = "/nowhere" },
	{ .path = "/healthz" },
};

/* Appends to OUT all that is sent in answer to ASK. */
static void send_to(struct site *s, const struct ask *ask, struct house *h,
                    struct buf *out)
{
	struct ask mine = *ask;
	struct stamp stamp = { 0 };
	struct answer answer;
	struct fault f = { 0 };

	mine.method = mine.method ? mine.method : "GET";
	mine.query = mine.query ? mine.query : "";
	mine.now_s = HOUSE_NOW;
	arena_reset(h->arena);
	site_answer(s, &mine, h->arena, &answer);
	stamp_set(&stamp, HOUSE_NOW);
	buf_reset(out);
	assert_ok(respond_head(out, &answer, &stamp, false, &f), &f);
	if (!answer.is_head)
		assert_ok(buf_add(out, answer.body, answer.len, &f), &f);
}

static struct site *open_site(struct house *h, size_t cache_most)
{
	const struct site_options options = { .db = h->path,
		                              .token_digest = h->token_digest,
		                              .body_most = 4096,
		                              .cache_most = cache_most };
	struct site *s = NULL;
	struct fault f = { 0 };

	assert_ok(site_open(&options, h->catalogue, &s, &f), &f);
	return s;
}

static void a_kept_answer_is_the_made_one_byte_for_byte(void **state)
{
	struct house *h = *state;
	struct site *cold = open_site(h, 0), *hot = open_site(h, 8 << 20);
	struct buf made, kept;

	buf_init(&made, ANSWER_MOST);
	buf_init(&kept, ANSWER_MOST);
	for (int turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < COUNT_OF(ASKS); i++) {
			send_to(cold, &ASKS[i], h, &made);
			send_to(hot, &ASKS[i], h, &kept);
			if (made.len != kept.len ||
			    memcmp(made.at, kept.at, made.len) != 0)
				fail_msg("turn %d, row %zu: %s\n%s", turn, i,
				         made.at, kept.at);
		}
	buf_clear(&made);
	buf_clear(&kept);
	site_close(cold);
	site_close(hot);
}

/* The pairs of an answer are drawn once and then found; the method asked for
   governs both times. */
static void a_pair_found_is_the_pair_drawn(void **state)
{
	static const char *const QUERIES[] = {
		"states=SVN,HRV&voices=state",
		"states=SVN,HRV&voices=state&method=1.0",
		"states=HRV,SVN&voices=state",
		"states=SVN&rounds=UPR2019,UPR2025&voices=state",
		"states=SVN&commitments=GCM.13",
	};
	struct house *h = *state;
	struct site *used = open_site(h, 0), *fresh;
	struct buf found, drawn;

	buf_init(&found, ANSWER_MOST);
	buf_init(&drawn, ANSWER_MOST);
	for (size_t i = 0; i < 2 * COUNT_OF(QUERIES); i++) {
		const struct ask ask = {
			.path = "/api/v1/compare",
			.query = QUERIES[i % COUNT_OF(QUERIES)]
		};

		fresh = open_site(h, 0);
		send_to(used, &ask, h, &found);
		send_to(fresh, &ask, h, &drawn);
		assert_int_equal(found.len, drawn.len);
		assert_memory_equal(found.at, drawn.at, drawn.len);
		site_close(fresh);
	}
	buf_clear(&found);
	buf_clear(&drawn);
	site_close(used);
}

static int status_of(struct house *h, const char *path, const char *query)
{
	const struct ask ask = { .path = path, .query = query };

	return house_ask(h, &ask)->status;
}

static void empty_file(const char *path, const char *suffix)
{
	char name[80];

	(void)snprintf(name, sizeof(name), "%s%s", path, suffix);
	assert_return_code(truncate(name, 0), 0);
}

static void findings_are_answered_when_the_database_is_gone(void **state)
{
	static const struct {
		const char *path, *query;
	} rows[] = {
		{ "/", "" },
		{ "/api/v1", "" },
		{ "/api/v1/catalogues", "" },
		{ "/api/v1/catalogues/gcm", "" },
		{ "/api/v1/cells", "status=all&limit=500" },
		{ "/api/v1/cells", "state=SVN&format=csv" },
		{ "/api/v1/compare", "states=SVN,HRV" },
		{ "/api/v1/indicators", "" },
		{ "/api/v1/method", "" },
		{ "/api/v1/methods", "" },
		{ "/api/v1/rollup", "states=SVN,HRV" },
		{ "/api/v1/rollup/pairs", "states=SVN,HRV&round=UPR2025" },
		{ "/api/v1/rollup/ranks", "round=UPR2025" },
		{ "/api/v1/rollup/weights", "states=SVN&round=UPR2025" },
		{ "/api/v1/rounds", "" },
		{ "/api/v1/states", "" },
		{ "/api/v1/states/SVN", "" },
		{ "/api/v1/states/SVN/scorecard", "" },
		{ "/healthz", "" },
	};
	struct house *h = *state;
	struct site *own = h->site;

	h->site = open_site(h, 0);
	empty_file(h->path, "");
	empty_file(h->path, "-wal");
	/* It is gone indeed. */
	assert_int_equal(status_of(h, "/api/v1/passages", ""), 500);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (status_of(h, rows[i].path, rows[i].query) != 200)
			fail_msg("%s?%s: %s", rows[i].path, rows[i].query,
			         h->answer.body);
	site_close(h->site);
	h->site = own;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kept_answer_is_the_made_one_byte_for_byte),
		cmocka_unit_test(a_pair_found_is_the_pair_drawn),
		/* Last: it leaves no database behind. */
		cmocka_unit_test(
			findings_are_answered_when_the_database_is_gone),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
