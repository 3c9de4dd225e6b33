/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How many of our own labelled sentences are read as their labels say: those
 * the rules were mended by, and those set aside before. METHOD.md 3 and 4.
 */
#include "judged.h"

#include <cjson/cJSON.h>

#include "base/json.h"
#include "base/word.h"

#define LINE_MOST 4000
#define PATH_MOST 1024

struct share {
	size_t n, right;
};

/* Where the label of LINE and OUT differ in level or demand, says so. */
static bool is_as_labelled(const cJSON *line, const struct passage_coding *out)
{
	int want =
		word_find(LEVEL_NAMES, LEVEL_COUNT, json_string(line, "level"));
	bool is_demand = cJSON_IsTrue(
		cJSON_GetObjectItemCaseSensitive(line, "is_demand"));

	assert_true(want >= 0);
	if ((int)out->level == want && out->is_demand == is_demand)
		return true;
	print_message("want %s, got %s: %s\n", LEVEL_NAMES[want],
	              LEVEL_NAMES[out->level], json_string(line, "text"));
	return false;
}

static void take_line(struct judged *w, const char *text, struct share *s)
{
	char states[1][STATE_SIZE];
	struct utterance u = { .context = "", .trail = "", .declared = "" };
	struct passage_coding out;
	cJSON *line;
	struct fault f;

	assert_ok(json_read(text, strlen(text), &line, &f), &f);
	u.text = json_string(line, "text");
	u.len = strlen(u.text);
	u.language = json_string(line, "lang");
	snprintf(states[0], STATE_SIZE, "%s", json_string(line, "state"));
	u.states = (const char(*)[STATE_SIZE])states;
	u.n_states = 1;
	arena_reset(w->arena);
	assert_ok(coder_code(w->coder, &u, w->arena, &out, &f), &f);
	s->n++;
	s->right += is_as_labelled(line, &out);
	cJSON_Delete(line);
}

/* At least LEAST of 100 sentences of LANGUAGE's file NAME are read right. */
static void reads(struct judged *w, const char *language, const char *name,
                  size_t least)
{
	char path[PATH_MOST];
	char line[LINE_MOST];
	struct share s = { 0 };
	FILE *file;

	snprintf(path, sizeof(path), "%s/fixtures/coding/%s/%s.jsonl",
	         getenv("SOURCE") ? getenv("SOURCE") : ".", language, name);
	file = fopen(path, "r");
	if (!file)
		fail_msg("%s is not there", path);
	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		take_line(w, line, &s);
	}
	fclose(file);
	if (s.n == 0 || s.right * 100 < least * s.n)
		fail_msg("%s %s: %zu of %zu right, %zu %% wanted", language,
		         name, s.right, s.n, least);
}

static void levels_of_the_sentences_they_were_mended_by(void **state)
{
	reads(*state, "en", "levels", 97);
	reads(*state, "fr", "levels", 97);
	reads(*state, "es", "levels", 95);
}

static void levels_of_the_sentences_set_aside(void **state)
{
	reads(*state, "en", "levels-held", 85);
	reads(*state, "fr", "levels-held", 85);
	reads(*state, "es", "levels-held", 85);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_of_the_sentences_they_were_mended_by),
		cmocka_unit_test(levels_of_the_sentences_set_aside),
	};

	return cmocka_run_group_tests_name("coding/levels", tests,
	                                   judged_set_up, judged_tear_down);
}
