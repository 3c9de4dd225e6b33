/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every sentence of fixtures/coding is coded as it says there. To add a case,
 * add a line; no C.
 */
#include "check.h"

#include "base/arena.h"
#include "catalogue.h"
#include "coding.h"
#include "model/coding.h"

#define ARENA_MOST (1u << 22)
#define LINE_MOST  1000
#define PATH_MOST  1024

struct world {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
};

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct fault f;

	assert_non_null(w);
	assert_ok(catalogue_new(NULL, 0, &w->catalogue, &f), &f);
	assert_ok(coder_new(w->catalogue, &w->coder, &f), &f);
	assert_ok(arena_new(ARENA_MOST, &w->arena, &f), &f);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	coder_free(w->coder);
	catalogue_free(w->catalogue);
	arena_free(w->arena);
	free(w);
	return 0;
}

/* "gap demanded|GCM.8|-", as the first objective of OUT says. */
static void describe(const struct passage_coding *out, char *line, size_t room)
{
	const struct coding *c = NULL;
	const char *level = LEVEL_NAMES[out->level];
	bool is_demand = out->is_demand;
	size_t n;

	for (size_t i = 0; i < out->n && !c; i++)
		if (strncmp(out->codings[i].commitment, "GCM.", 4) == 0)
			c = &out->codings[i];
	if (c) {
		level = LEVEL_NAMES[c->level];
		is_demand = c->is_demand;
	}
	n = (size_t)snprintf(line, room, "%s%s|%s|", level,
	                     is_demand ? " demanded" : "",
	                     c ? c->commitment : "-");
	if (!c || c->n_states == 0)
		n += (size_t)snprintf(line + n, room - n, "-");
	for (size_t i = 0; c && i < c->n_states; i++)
		n += (size_t)snprintf(line + n, room - n, "%s%s", i ? " " : "",
		                      c->states[i]);
}

/* Codes the last field of LINE; 0 when it comes out as the others say. */
static int try_line(struct world *w, const char *language, char *line)
{
	static const char SUBJECT[][STATE_SIZE] = { "SVN" };
	char *text = strrchr(line, '|');
	struct utterance u = { .language = language,
		               .states = SUBJECT,
		               .n_states = 1,
		               .context = "",
		               .trail = "",
		               .declared = "" };
	struct passage_coding out;
	char got[LINE_MOST];
	struct fault f;

	assert_non_null(text);
	*text++ = '\0';
	u.text = text;
	u.len = strlen(text);
	arena_reset(w->arena);
	assert_ok(coder_code(w->coder, &u, w->arena, &out, &f), &f);
	describe(&out, got, sizeof(got));
	if (strcmp(got, line) == 0)
		return 0;
	print_error("%s: want %s, got %s: %s\n", language, line, got, text);
	return 1;
}

static void try_file(struct world *w, const char *language)
{
	char path[PATH_MOST];
	char line[LINE_MOST];
	FILE *file;
	int wrong = 0;
	int n = 0;

	snprintf(path, sizeof(path), "%s/fixtures/coding/%s/in.txt",
	         getenv("SOURCE") ? getenv("SOURCE") : ".", language);
	file = fopen(path, "r");
	if (!file)
		fail_msg("%s is not there", path);
	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '#' || !*line)
			continue;
		n++;
		wrong += try_line(w, language, line);
	}
	fclose(file);

	assert_true(n > 0);
	assert_int_equal(wrong, 0);
}

static void coding_gives_what_an_expert_expects_in_english(void **state)
{
	try_file(*state, "en");
}

static void coding_gives_what_an_expert_expects_in_french(void **state)
{
	try_file(*state, "fr");
}

static void coding_gives_what_an_expert_expects_in_spanish(void **state)
{
	try_file(*state, "es");
}

static void coding_gives_what_an_expert_expects_in_arabic(void **state)
{
	try_file(*state, "ar");
}

static void coding_gives_what_an_expert_expects_in_russian(void **state)
{
	try_file(*state, "ru");
}

static void coding_gives_what_an_expert_expects_in_chinese(void **state)
{
	try_file(*state, "zh");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			coding_gives_what_an_expert_expects_in_english),
		cmocka_unit_test(coding_gives_what_an_expert_expects_in_french),
		cmocka_unit_test(
			coding_gives_what_an_expert_expects_in_spanish),
		cmocka_unit_test(coding_gives_what_an_expert_expects_in_arabic),
		cmocka_unit_test(
			coding_gives_what_an_expert_expects_in_russian),
		cmocka_unit_test(
			coding_gives_what_an_expert_expects_in_chinese),
	};

	return cmocka_run_group_tests_name("coding/examples", tests, set_up,
	                                   tear_down);
}
