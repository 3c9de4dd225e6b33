/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "model/text.h"

#include "extract.h"

#define MOST ((size_t)512 << 20)

static const char WORDS[] = "The office opened in 2021. It has two desks, and "
			    "the desks are made of wood from the hills.";

struct house {
	struct extract_options options;
	struct arena *a;
	struct fault f;
};

static int set_up(void **state)
{
	struct house *h = calloc(1, sizeof(*h));

	*state = h;
	h->options.require_sandbox = true;
	assert_ok(arena_new(MOST, &h->a, &h->f), &h->f);
	assert_ok(extract_nursery_new(&h->options.nursery, &h->f), &h->f);
	return 0;
}

static int tear_down(void **state)
{
	struct house *h = *state;

	extract_nursery_free(h->options.nursery);
	arena_free(h->a);
	free(h);
	/* Neither nursery nor child is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	return 0;
}

static int read_words(struct house *h, struct text *out)
{
	return extract_run(&h->options, WORDS, strlen(WORDS), FORMAT_TEXT, h->a,
	                   out, &h->f);
}

static void nursery_child_gives_what_a_child_of_ours_gives(void **state)
{
	const struct extract_options plain = { .require_sandbox = true };
	struct house *h = *state;
	struct text ours, its;

	assert_ok(extract_run(&plain, WORDS, strlen(WORDS), FORMAT_TEXT, h->a,
	                      &ours, &h->f),
	          &h->f);
	assert_ok(read_words(h, &its), &h->f);

	assert_string_equal(its.bytes, ours.bytes);
	assert_string_equal(its.language, "en");
	assert_string_equal(its.language, ours.language);
	assert_int_equal(its.n_blocks, ours.n_blocks);
}

static void nursery_raises_several_side_by_side(void **state)
{
	struct extraction *e[8] = { NULL };
	struct house *h = *state;
	struct text text;

	for (size_t i = 0; i < COUNT_OF(e); i++)
		assert_ok(extract_start(&h->options, WORDS + i,
		                        strlen(WORDS) - i, FORMAT_TEXT, &e[i],
		                        &h->f),
		          &h->f);

	for (size_t i = COUNT_OF(e); i-- > 0;) {
		assert_ok(extract_finish(e[i], h->a, &text, &h->f), &h->f);
		assert_non_null(strstr(WORDS + i, text.bytes));
	}
}

static void nursery_child_refuses_in_its_own_words(void **state)
{
	struct house *h = *state;
	struct text text;

	assert_fault(extract_run(&h->options, "<a", 2, FORMAT_AKN, h->a, &text,
	                         &h->f),
	             &h->f, FAULT_INPUT);
	assert_fault(extract_run(&h->options, "%PDF-", 5, FORMAT_PDF, h->a,
	                         &text, &h->f),
	             &h->f, FAULT_INPUT);
	assert_non_null(strstr(h->f.text, "damaged"));
}

static void nursery_child_ends_with_its_time(void **state)
{
	struct house *h = *state;
	struct text text;
	struct buf pdf;
	const char *path = "fixtures/extract/same-report/in.pdf";

	if (chdir(getenv("SOURCE")) < 0)
		fail_msg("SOURCE: %s", strerror(errno));
	buf_init(&pdf, MOST);
	assert_ok(file_read(path, &pdf, &h->f), &h->f);
	h->options.wall_ms = 1; /* pdftotext takes longer to load */

	assert_fault(extract_run(&h->options, pdf.at, pdf.len, FORMAT_PDF, h->a,
	                         &text, &h->f),
	             &h->f, FAULT_LIMIT);

	buf_clear(&pdf);
}

/* The only child we have before any document. */
static pid_t only_child(void)
{
	char path[64], line[64] = "";
	int fd;

	(void)snprintf(path, sizeof(path), "/proc/self/task/%d/children",
	               (int)getpid());
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, line, sizeof(line) - 1) <= 0)
		skip(); /* a kernel without CONFIG_PROC_CHILDREN */
	(void)close(fd);
	return (pid_t)strtol(line, NULL, 10);
}

static void nursery_that_was_killed_is_replaced(void **state)
{
	struct house *h = *state;
	pid_t pid = only_child();
	siginfo_t ended;
	struct text text;

	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT),
	                 0);

	assert_ok(read_words(h, &text), &h->f);
	assert_string_equal(text.bytes, WORDS);
}

static void nursery_is_not_ended_by_the_terminal(void **state)
{
	struct house *h = *state;
	pid_t pid = only_child();
	struct text text;

	assert_ok(read_words(h, &text), &h->f);
	assert_int_equal(kill(pid, SIGINT), 0);
	assert_int_equal(kill(pid, SIGTERM), 0);

	assert_ok(read_words(h, &text), &h->f);
	assert_int_equal(only_child(), pid);
}

static void nursery_leaves_no_descriptor_behind(void **state)
{
	struct house *h = *state;
	struct text text;
	int before, after;

	before = open("/dev/null", O_RDONLY | O_CLOEXEC);

	for (size_t i = 0; i < 5; i++)
		assert_ok(read_words(h, &text), &h->f);

	after = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_int_equal(after, before + 1);
	(void)close(before);
	(void)close(after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nursery_child_gives_what_a_child_of_ours_gives),
		TEST(nursery_raises_several_side_by_side),
		TEST(nursery_child_refuses_in_its_own_words),
		TEST(nursery_child_ends_with_its_time),
		TEST(nursery_that_was_killed_is_replaced),
		TEST(nursery_is_not_ended_by_the_terminal),
		TEST(nursery_leaves_no_descriptor_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
