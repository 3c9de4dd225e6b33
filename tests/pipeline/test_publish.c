/* SPDX-License-Identifier: Apache-2.0 */
/* The whole line in one process: what changed, what lags, what is refused. */
#include "check.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "catalogue.h"
#include "pipeline.h"
#include "store.h"

#define NOW_S 1795305600 /* 2026-11-22 */

#define DETENTION                                                     \
	"Slovenia adopted a law that ends the detention of migrant "  \
	"children in 2025. It established guardians for every child " \
	"migrant who arrives alone.\n"
#define REMITTANCES                                                   \
	"Slovenia reduced the cost of remittances for migrant "       \
	"workers. It will open an office for consular protection of " \
	"migrants.\n"

struct line {
	struct catalogue *catalogue;
	struct store *store;
	struct pipeline *pipeline;
	struct arena *arena;
	char path[64];
	struct outcome last;
	size_t told;
};

static int open_line(void **state)
{
	const struct pipeline_options options = { .jobs = 2 };
	struct line *l = calloc(1, sizeof(*l));
	struct fault f = { 0 };

	assert_non_null(l);
	(void)snprintf(l->path, sizeof(l->path), "/tmp/gcmtrack-line-%d.db",
	               (int)getpid());
	(void)unlink(l->path);
	assert_ok(arena_new((size_t)64 << 20, &l->arena, &f), &f);
	assert_ok(catalogue_new(NULL, 0, &l->catalogue, &f), &f);
	assert_ok(store_open(l->path, STORE_CREATE, 1000, &l->store, &f), &f);
	assert_ok(pipeline_new(l->store, l->catalogue, &options, &l->pipeline,
	                       &f),
	          &f);
	*state = l;
	return 0;
}

static int close_line(void **state)
{
	struct line *l = *state;
	char side[80];

	pipeline_free(l->pipeline);
	store_close(l->store);
	catalogue_free(l->catalogue);
	arena_free(l->arena);
	(void)unlink(l->path);
	(void)snprintf(side, sizeof(side), "%s-wal", l->path);
	(void)unlink(side);
	(void)snprintf(side, sizeof(side), "%s-shm", l->path);
	(void)unlink(side);
	free(l);
	return 0;
}

static void told(void *context, size_t i, const struct outcome *outcome)
{
	struct line *l = context;

	(void)i;
	l->last = *outcome;
	l->last.reason = outcome->reason[0] ? "said" : "";
	l->told++;
}

static struct intake_item item_of(const char *text, enum voice voice)
{
	static const char SVN[1][STATE_SIZE] = { "SVN" };
	struct intake_item item = {
		.name = "a text",
		.bytes = text,
		.len = strlen(text),
		.submission = { .states = SVN,
		                .n_states = 1,
		                .voice = voice,
		                .round = "IMRF2026",
		                .kind = "",
		                .language_declared = "en",
		                .author = "Somebody",
		                .title = "",
		                .date = "",
		                .symbol = "",
		                .file_name = "",
		                .supersedes = "" },
	};

	return item;
}

static void ingest(struct line *l, const char *text, enum voice voice,
                   int64_t embargo_s, int64_t now_s)
{
	struct intake_item item = item_of(text, voice);
	struct fault f = { 0 };

	item.submission.embargo_s = embargo_s;
	assert_ok(pipeline_ingest(l->pipeline, &item, 1, now_s, told, l, &f),
	          &f);
}

/* Cells that hold any passage. */
static size_t cells(struct line *l)
{
	struct fault f = { 0 };
	struct cell *at;
	size_t n;

	assert_ok(store_cells(l->store, "", l->arena, &at, &n, &f), &f);
	return n;
}

static void must_verify(struct line *l)
{
	struct fault f = { 0 };
	struct buf report;
	int rc;

	buf_init(&report, 65536);
	rc = pipeline_verify(l->pipeline, NULL, NULL, &report, &f);
	if (rc == 0)
		(void)fault_set(&f, FAULT_STORE, "%s", report.at);
	buf_clear(&report);
	if (rc != 1)
		fail_msg("verify: %d %s", rc, f.text);
}

static void one_more_document_scores_what_changed_alike(void **state)
{
	struct line *l = *state;
	size_t before;

	ingest(l, DETENTION, VOICE_STATE, 0, NOW_S);
	before = cells(l);
	ingest(l, REMITTANCES, VOICE_CIVIL_SOCIETY, 0, NOW_S + 1);

	assert_true(before > 0);
	assert_true(cells(l) > before);
	must_verify(l);
}

static void an_embargo_that_ends_is_published_by_the_next_work(void **state)
{
	struct line *l = *state;
	struct outcome o;
	struct fault f = { 0 };

	ingest(l, DETENTION, VOICE_STATE, NOW_S + 100, NOW_S);
	assert_int_equal(cells(l), 0);
	assert_int_equal(pipeline_work(l->pipeline, NOW_S + 50, &o, &f), 0);
	assert_int_equal(cells(l), 0);

	assert_int_equal(pipeline_work(l->pipeline, NOW_S + 100, &o, &f), 0);

	assert_true(cells(l) > 0);
	must_verify(l);
}

static void what_was_received_is_worked_off_and_published(void **state)
{
	struct line *l = *state;
	struct intake_item item = item_of(DETENTION, VOICE_STATE);
	char id[SUBMISSION_ID_SIZE];
	struct outcome o;
	struct fault f = { 0 };
	bool is_known;

	item.submission.received_s = NOW_S;
	assert_ok(store_begin(l->store, &f), &f);
	assert_ok(store_submit(l->store, &item.submission, item.bytes, item.len,
	                       id, &is_known, &f),
	          &f);
	assert_ok(store_commit(l->store, &f), &f);

	assert_int_equal(pipeline_work(l->pipeline, NOW_S + 1, &o, &f), 1);

	assert_string_equal(o.id, id);
	assert_int_equal(o.status, SUBMISSION_ASSESSED);
	assert_true(cells(l) > 0);
	assert_int_equal(pipeline_work(l->pipeline, NOW_S + 1, &o, &f), 0);
	must_verify(l);
}

static void a_document_that_cannot_be_read_is_kept_as_refused(void **state)
{
	struct line *l = *state;
	struct submission sub;
	struct fault f = { 0 };
	const struct reader all = { .audience = AUDIENCE_OPERATOR };

	ingest(l, "{\\rtf1 no}", VOICE_STATE, 0, NOW_S);

	assert_int_equal(l->last.status, SUBMISSION_REFUSED);
	assert_string_equal(l->last.reason, "said");
	assert_int_equal(store_submission(l->store, &all, l->last.id, l->arena,
	                                  &sub, &f),
	                 1);
	assert_int_equal(sub.status, SUBMISSION_REFUSED);
	must_verify(l);
}

static void nothing_is_kept_of_nothing(void **state)
{
	struct line *l = *state;

	ingest(l, "", VOICE_STATE, 0, NOW_S);

	assert_int_equal(l->last.status, SUBMISSION_REFUSED);
	assert_string_equal(l->last.id, "");
}

static void a_rebuild_publishes_nothing_new(void **state)
{
	size_t adrift;
	struct line *l = *state;
	int64_t before = 0, after = 0;
	struct fault f = { 0 };

	ingest(l, DETENTION, VOICE_STATE, 0, NOW_S);
	assert_ok(store_publication_number(l->store, &before, &f), &f);

	assert_ok(pipeline_rebuild(l->pipeline, NULL, NULL, &adrift, &f), &f);

	assert_ok(store_publication_number(l->store, &after, &f), &f);
	assert_int_equal(before, after);
	must_verify(l);
}

static void many_are_told_in_the_order_given(void **state)
{
	struct line *l = *state;
	struct intake_item items[12];
	char texts[12][256];
	struct fault f = { 0 };

	for (size_t i = 0; i < COUNT_OF(items); i++) {
		(void)snprintf(texts[i], sizeof(texts[i]), "Paper %zu. %s", i,
		               i % 2 ? DETENTION : REMITTANCES);
		items[i] = item_of(texts[i], VOICE_CIVIL_SOCIETY);
	}

	assert_ok(pipeline_ingest(l->pipeline, items, COUNT_OF(items), NOW_S,
	                          told, l, &f),
	          &f);

	assert_int_equal(l->told, COUNT_OF(items));
	assert_true(cells(l) > 0);
	must_verify(l);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_line, close_line)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_more_document_scores_what_changed_alike),
		TEST(an_embargo_that_ends_is_published_by_the_next_work),
		TEST(what_was_received_is_worked_off_and_published),
		TEST(a_document_that_cannot_be_read_is_kept_as_refused),
		TEST(nothing_is_kept_of_nothing),
		TEST(a_rebuild_publishes_nothing_new),
		TEST(many_are_told_in_the_order_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
