/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Of our own sentences (fixtures/coding/LANGUAGE/labelled.jsonl) those that no
 * weight was learned from are coded as well as required.txt beside them asks.
 */
#include "check.h"

#include "base/arena.h"
#include "base/word.h"
#include "catalogue.h"
#include "coding.h"

#include "../bench/measure.h"

#define ARENA_MOST (1u << 22)
#define PATH_MOST  1024
#define LINE_MOST  256
/* In required.txt beside the names of figures. */
#define LEVEL       "level"
#define CALIBRATION "calibration"

struct world {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
	struct labelled_set set;
};

static const char *source(void)
{
	return getenv("SOURCE") ? getenv("SOURCE") : ".";
}

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct fault f;

	assert_non_null(w);
	assert_ok(catalogue_new(NULL, 0, &w->catalogue, &f), &f);
	assert_ok(coder_new(w->catalogue, &w->coder, &f), &f);
	coder_give_from(w->coder, CODING_LEAST_LISTED);
	assert_ok(arena_new(ARENA_MOST, &w->arena, &f), &f);
	assert_ok(labelled_add_own(source(), &w->set, &f), &f);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	labelled_free(&w->set);
	coder_free(w->coder);
	catalogue_free(w->catalogue);
	arena_free(w->arena);
	free(w);
	return 0;
}

/* What came out of the held sentences of one language. */
struct result {
	struct measure measure;
	size_t levels, levels_right;
};

static void code(struct world *w, const struct labelled *row, struct result *r)
{
	struct utterance u = { .text = row->text,
		               .len = strlen(row->text),
		               .language = row->language,
		               .voice = VOICE_STATE,
		               .context = "",
		               .trail = "",
		               .declared = "" };
	struct said said[LABELS_MOST];
	struct passage_coding out;
	struct fault f;
	size_t n = 0;

	arena_reset(w->arena);
	assert_ok(coder_code(w->coder, &u, w->arena, &out, &f), &f);
	for (size_t i = 0; i < out.n && n < LABELS_MOST; i++) {
		const char *code = out.codings[i].commitment;

		if (strncmp(code, "GCM.", 4) == 0)
			said[n++] =
				(struct said){ (int)strtol(code + 4, NULL, 10),
				               out.codings[i].confidence };
	}
	assert_int_equal(measure_take(&r->measure, row, said, n), 0);
	if (*row->level) {
		r->levels++;
		r->levels_right +=
			strcmp(row->level, LEVEL_NAMES[out.level]) == 0;
	}
}

/* "top1 0.80": 1 when R falls short of it. */
static int fails(const struct result *r, const char *language, const char *line)
{
	char name[LINE_MOST];
	double least;
	double got;
	int which;

	assert_int_equal(sscanf(line, "%255s %lf", name, &least), 2);
	which = word_find(FIGURE_NAMES, FIGURE_COUNT, name);
	if (strcmp(name, CALIBRATION) == 0) {
		got = measure_calibration(&r->measure);
		if (got <= least)
			return 0;
		print_error("%s: %s %.3f is above %.3f\n", language, name, got,
		            least);
		return 1;
	}
	if (which < 0 && strcmp(name, LEVEL) != 0)
		fail_msg("%s: no figure is called \"%s\"", language, name);
	got = which >= 0 ? measure_figure(&r->measure, (enum figure)which)
	                 : (double)r->levels_right /
	                           (double)(r->levels + !r->levels);
	if (got >= least)
		return 0;
	print_error("%s: %s %.3f is below %.3f\n", language, name, got, least);
	return 1;
}

/* Holds R against required.txt; gives how many figures fall short. */
static int hold(const struct result *r, const char *language)
{
	char path[PATH_MOST];
	char line[LINE_MOST];
	FILE *file;
	int wrong = 0;
	int n = 0;

	snprintf(path, sizeof(path), "%s/fixtures/coding/%s/required.txt",
	         source(), language);
	file = fopen(path, "r");
	if (!file)
		fail_msg("%s is not there", path);
	while (file && fgets(line, sizeof(line), file)) {
		if (*line == '#' || *line == '\n')
			continue;
		n++;
		wrong += fails(r, language, line);
	}
	fclose(file);
	assert_true(n > 0);
	return wrong;
}

static void held_back_sentences_are_coded_as_well_as_required(void **state)
{
	struct world *w = *state;
	int tried = 0;
	int wrong = 0;

	for (size_t l = 0; l < LABELLED_LANGUAGES; l++) {
		const char *language = LABELLED_LANGUAGE[l];
		struct result r = { 0 };

		for (size_t i = 0; i < w->set.n; i++)
			if (strcmp(w->set.at[i].language, language) == 0 &&
			    labelled_is_held(&w->set.at[i]) &&
			    coding_speaks(language))
				code(w, &w->set.at[i], &r);
		if (r.measure.n) {
			tried++;
			wrong += hold(&r, language);
		}
		measure_clear(&r.measure);
	}

	assert_int_equal(wrong, 0);
	if (tried == 0)
		skip();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			held_back_sentences_are_coded_as_well_as_required),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
