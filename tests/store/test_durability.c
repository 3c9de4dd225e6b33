/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "db.h"

/* As many as a check of the whole tree has time for. */
#define KILLS 50

/* Submits until killed, and tells each id once it is durable. */
static void submit_for_ever(struct fill *x, int round, int to)
{
	struct note note = note_of("");
	char text[64], id[SUBMISSION_ID_SIZE];

	if (store_open(x->path, STORE_WRITE, 5000, &x->store, &x->f) < 0)
		_exit(1);
	for (int i = 0;; i++) {
		(void)snprintf(text, sizeof(text), "Round %d, number %d.",
		               round, i);
		note.sentence = text;
		put_note(x, &note, id);
		memset(text, 0, sizeof(text));
		(void)snprintf(text, SUBMISSION_ID_SIZE, "%s", id);
		if (write(to, text, SUBMISSION_ID_SIZE) != SUBMISSION_ID_SIZE)
			_exit(1);
	}
}

/* Kills the child after WANT acknowledgements; keeps what was told. */
static size_t kill_after(struct fill *x, int round, size_t want, char *ids,
                         size_t most)
{
	size_t n = 0;
	int pipes[2], status;
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		(void)close(pipes[0]);
		submit_for_ever(x, round, pipes[1]);
	}
	(void)close(pipes[1]);
	while (n < want && n < most &&
	       read(pipes[0], ids + n * SUBMISSION_ID_SIZE,
	            SUBMISSION_ID_SIZE) == SUBMISSION_ID_SIZE)
		n++;
	(void)kill(child, SIGKILL);
	/* What was told before the end counts too. */
	while (n < most && read(pipes[0], ids + n * SUBMISSION_ID_SIZE,
	                        SUBMISSION_ID_SIZE) == SUBMISSION_ID_SIZE)
		n++;
	(void)close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	return n;
}

static void what_was_acknowledged_survives_a_kill(void **state)
{
	static char ids[4096 * SUBMISSION_ID_SIZE];
	struct submission sub;
	size_t total = 0;
	struct fill x;

	(void)state;
	fill_open(&x);
	store_close(x.store);
	x.store = NULL;

	for (int i = 0; i < KILLS; i++) {
		size_t n = kill_after(&x, i, (size_t)(i * 7 % 11), ids, 4096);

		assert_ok(store_open(x.path, STORE_WRITE, 0, &x.store, &x.f),
		          &x.f);
		for (size_t k = 0; k < n; k++) {
			const char *id = ids + k * SUBMISSION_ID_SIZE;

			if (store_submission(x.store, &PUBLIC, id, x.arena,
			                     &sub, &x.f) != 1 ||
			    sub.status != SUBMISSION_ASSESSED)
				fail_msg("%s was acknowledged and is gone", id);
		}
		total += n;
		arena_reset(x.arena);
		if (i % 10 == 9)
			assert_sound(&x);
		store_close(x.store);
		x.store = NULL;
	}

	print_message("# %zu acknowledged over %d kills, none lost\n", total,
	              KILLS);
	assert_true(total > KILLS);
	fill_close(&x);
}

static void a_full_disk_is_said_and_harms_nothing(void **state)
{
	struct note note = note_of("Slovenia adopted a law.");
	static char bytes[2 << 20];
	struct submission sub = { .round = "IMRF2026" };
	char id[SUBMISSION_ID_SIZE];
	struct rlimit limit, small;
	struct store_counts counts;
	bool is_known;
	struct fill x;
	int rc;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	memset(bytes, 'x', sizeof(bytes));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small = limit;
	small.rlim_cur = 1 << 20;
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);

	assert_ok(store_begin(x.store, &x.f), &x.f);
	rc = store_submit(x.store, &sub, bytes, sizeof(bytes), id, &is_known,
	                  &x.f);
	if (rc == 0)
		rc = store_commit(x.store, &x.f);
	store_rollback(x.store);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);

	assert_fault(rc, &x.f, FAULT_STORE);
	assert_non_null(strstr(x.f.text, "nothing was recorded"));
	assert_ok(store_count(x.store, &counts, &x.f), &x.f);
	assert_int_equal(counts.submissions, 1);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_submit(x.store, &sub, bytes, sizeof(bytes), id,
	                       &is_known, &x.f),
	          &x.f);
	assert_ok(store_commit(x.store, &x.f), &x.f);
	assert_sound(&x);
	fill_close(&x);
}

static void submit_one(struct fill *x, const char *bytes)
{
	static const char STATES[1][STATE_SIZE] = { "SVN" };
	struct submission sub = { .n_states = 1,
		                  .states = STATES,
		                  .voice = VOICE_STATE,
		                  .round = "UPR2025" };
	char id[SUBMISSION_ID_SIZE];
	bool is_known;

	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_submit(x->store, &sub, bytes, strlen(bytes), id,
	                       &is_known, &x->f),
	          &x->f);
}

static void what_is_committed_soon_is_seen_before_it_is_settled(void **state)
{
	struct store_counts counts;
	struct store *other;
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_open(x.path, STORE_READ, 0, &other, &x.f), &x.f);

	submit_one(&x, "One.");
	assert_ok(store_commit_soon(x.store, &x.f), &x.f);

	assert_ok(store_count(other, &counts, &x.f), &x.f);
	assert_int_equal(counts.submissions, 1);
	assert_ok(store_settle(x.store, &x.f), &x.f);
	store_close(other);
	assert_fault(store_commit_soon(x.store, &x.f), &x.f, FAULT_STORE);
	fill_close(&x);
}

/* A pipe cannot be made durable: so fails a disk that has gone. */
static void what_the_disk_does_not_take_is_not_called_durable(void **state)
{
	struct fill x;
	int ends[2];

	(void)state;
	fill_open(&x);
	assert_int_equal(pipe(ends), 0);
	assert_true(dup2(ends[0], x.store->wal) >= 0);

	submit_one(&x, "One.");
	assert_fault(store_commit(x.store, &x.f), &x.f, FAULT_STORE);
	assert_non_null(strstr(x.f.text, "the disk refused"));
	submit_one(&x, "Two.");
	assert_ok(store_commit_soon(x.store, &x.f), &x.f);
	assert_fault(store_settle(x.store, &x.f), &x.f, FAULT_STORE);

	(void)close(ends[0]);
	(void)close(ends[1]);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_acknowledged_survives_a_kill),
		cmocka_unit_test(
			what_is_committed_soon_is_seen_before_it_is_settled),
		cmocka_unit_test(
			what_the_disk_does_not_take_is_not_called_durable),
		cmocka_unit_test(a_full_disk_is_said_and_harms_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
