/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures coding against labelled passages: `make bench-coding`.
 *
 * Prints, per language and kind of label: the right objective first and among
 * the first three, micro-F1, relevance F1, calibration error; the same for our
 * own sentences that no weight was learned from; then levels and states on the
 * sentences two coders read. Says so and ends well where there is no corpus.
 *
 * Usage: coding_table [-v] [FILE.jsonl]
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/word.h"
#include "catalogue.h"
#include "coding.h"
#include "model/commitment.h"

#include "labelled.h"
#include "measure.h"

#define ARENA_MOST (8u << 20)
#define NAME_MOST  64

struct bench {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
	struct fault f;
	bool is_wordy; /* print what was coded wrongly */
};

static int objective_of(const char *code)
{
	return code && strncmp(code, "GCM.", 4) == 0
	               ? (int)strtol(code + 4, NULL, 10)
	               : 0;
}

static const char *field(const cJSON *json, const char *name)
{
	const char *text = json_string(json, name);

	return text ? text : "";
}

/* "unitedkingdom2012.txt" and "Bosnia & Herzegovina" to a code, or "". */
static const char *iso3_of(const struct bench *b, const char *name)
{
	char key[NAME_MOST] = "";
	size_t n = 0;
	size_t n_states;
	const struct state *states = catalogue_states(b->catalogue, &n_states);

	for (const char *p = name; *p && *p != '.' && n < NAME_MOST - 1; p++)
		if (isalpha((unsigned char)*p))
			key[n++] = (char)tolower((unsigned char)*p);
	key[n] = '\0';
	for (size_t i = 0; n && i < n_states; i++) {
		char other[NAME_MOST] = "";
		size_t k = 0;

		for (const char *p = states[i].name[UN_EN];
		     *p && *p != '(' && k < NAME_MOST - 1; p++)
			if (isalpha((unsigned char)*p))
				other[k++] = (char)tolower((unsigned char)*p);
		other[k] = '\0';
		if (k >= 4 && strncmp(key, other, n < k ? n : k) == 0 &&
		    (n == k || n > 8))
			return states[i].iso3;
	}
	return "";
}

static int code(struct bench *b, const cJSON *json, const char *language,
                const char *state, struct passage_coding *out)
{
	char states[1][STATE_SIZE] = { "" };
	const char *iso3 = iso3_of(b, state);
	int voice = word_find(VOICE_NAMES, VOICE_COUNT, field(json, "voice"));
	struct utterance u = {
		.text = field(json, "text"),
		.language = language,
		.voice = voice < 0 ? VOICE_STATE : (enum voice)voice,
		.context = field(json, "context"),
		.trail = "",
		.declared = "",
	};

	u.len = strlen(u.text);
	memcpy(states[0], iso3, strlen(iso3) + 1);
	u.states = (const char(*)[STATE_SIZE])states;
	u.n_states = *iso3 ? 1 : 0;
	arena_reset(b->arena);
	coder_give_from(b->coder, CODING_LEAST_LISTED);
	return coder_code(b->coder, &u, b->arena, out, &b->f);
}

/* The objectives of OUT as they come; lines of other catalogues left out. */
static int take(struct bench *b, const struct labelled *row,
                const struct passage_coding *out, struct measure *m)
{
	struct said said[LABELS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < out->n && n < LABELS_MOST; i++) {
		int k = objective_of(out->codings[i].commitment);

		if (k)
			said[n++] =
				(struct said){ k, out->codings[i].confidence };
	}
	if (measure_take(m, row, said, n) < 0)
		return fault_set(&b->f, FAULT_MEMORY, "no memory");
	return 0;
}

static void complain(const struct labelled *row,
                     const struct passage_coding *out)
{
	const struct coding *c = out->n ? &out->codings[0] : NULL;

	if (c && row->is_label[objective_of(c->commitment)])
		return;
	if (!c && row->n_labels == 0)
		return;
	printf("%s %s want", row->language, row->kind);
	for (int k = 1; k <= OBJECTIVES; k++)
		if (row->is_label[k])
			printf(" %d", k);
	printf(" got %s %.2f |", c ? c->commitment : "-",
	       c ? c->confidence : 0);
	for (size_t i = 0; c && i < c->n_why; i++)
		printf(" %s:%.40s(%.1f)", REASON_NAMES[c->why[i].kind],
		       c->why[i].text, c->why[i].weight);
	printf(" | %.160s\n", row->text);
}

static const char *const KINDS[] = { "hand", "heading", "theme_map",
	                             "negative_theme", "gcm_text" };
#define KIND_COUNT (sizeof(KINDS) / sizeof(KINDS[0]))

struct levels {
	size_t n, right;
	size_t cross[LEVEL_COUNT][LEVEL_COUNT]; /* wanted, got */
	size_t states_n, states_right;
	struct measure measure;
};

struct table {
	struct measure all[LABELLED_LANGUAGES];
	struct measure kinds[LABELLED_LANGUAGES][KIND_COUNT];
	struct levels levels[LABELLED_LANGUAGES]; /* of our own sentences */
};

static void judge_level(struct bench *b, const struct labelled *row,
                        const char *name, enum level got, struct levels *l)
{
	int want = word_find(LEVEL_NAMES, LEVEL_COUNT, name);

	if (want < 0)
		return;
	l->n++;
	l->right += (enum level)want == got;
	l->cross[want][got]++;
	if (b->is_wordy && (enum level)want != got)
		printf("%s level want %s got %s | %.200s\n", row->language,
		       LEVEL_NAMES[want], LEVEL_NAMES[got], row->text);
}

static int take_row(struct bench *b, const struct labelled *row,
                    struct table *t)
{
	int l = word_find(LABELLED_LANGUAGE, LABELLED_LANGUAGES, row->language);
	int k = word_find(KINDS, KIND_COUNT, row->kind);
	struct passage_coding out;

	if (l < 0 || !coding_speaks(row->language))
		return 0;
	if (code(b, row->json, row->language, field(row->json, "state"), &out) <
	            0 ||
	    take(b, row, &out, &t->all[l]) < 0 ||
	    (k >= 0 && take(b, row, &out, &t->kinds[l][k]) < 0))
		return -1;
	judge_level(b, row, field(row->json, "level"), out.level,
	            &t->levels[l]);
	if (b->is_wordy)
		complain(row, &out);
	return 0;
}

static void print_table(const struct table *t, const char *name)
{
	measure_print_head(name);
	for (size_t l = 0; l < LABELLED_LANGUAGES; l++) {
		const struct levels *levels = &t->levels[l];

		if (t->all[l].n == 0)
			continue;
		measure_print(&t->all[l], LABELLED_LANGUAGE[l], true);
		for (size_t k = 0; k < KIND_COUNT; k++) {
			char line[NAME_MOST];

			snprintf(line, sizeof(line), "  %s %s",
			         LABELLED_LANGUAGE[l], KINDS[k]);
			if (t->kinds[l][k].n)
				measure_print(&t->kinds[l][k], line, false);
		}
		measure_print_objectives(&t->all[l], LABELLED_LANGUAGE[l]);
		if (levels->n)
			printf("  %s levels: n %zu  accuracy %.3f\n",
			       LABELLED_LANGUAGE[l], levels->n,
			       (double)levels->right / (double)levels->n);
	}
}

static void clear_table(struct table *t)
{
	for (size_t l = 0; l < LABELLED_LANGUAGES; l++) {
		measure_clear(&t->all[l]);
		for (size_t k = 0; k < KIND_COUNT; k++)
			measure_clear(&t->kinds[l][k]);
	}
}

/* Codes the rows of SET, or only those of ours that are held back. */
static int measure_set(struct bench *b, const struct labelled_set *set,
                       bool is_own, const char *name)
{
	struct table t = { 0 };
	int rc = 0;

	for (size_t i = 0; i < set->n && rc == 0; i++)
		if (!is_own || labelled_is_held(&set->at[i]))
			rc = take_row(b, &set->at[i], &t);
	if (rc == 0)
		print_table(&t, name);
	clear_table(&t);
	return rc;
}

static int measure_file(struct bench *b, const char *dir, const char *file)
{
	struct labelled_set set;
	int rc = labelled_read(dir, file, &set, &b->f);

	if (rc == 0)
		printf("skipped: no corpus at %s\n", dir);
	if (rc <= 0)
		return rc;
	rc = measure_set(b, &set, false, file);
	labelled_free(&set);
	return rc;
}

static int measure_own(struct bench *b, const char *source)
{
	struct labelled_set set = { 0 };
	int rc = labelled_add_own(source, &set, &b->f);

	if (rc == 0 && set.n)
		rc = measure_set(b, &set, true, "our own, held back");
	labelled_free(&set);
	return rc;
}

static bool same_states(const cJSON *want, const struct coding *c)
{
	const cJSON *one;

	if ((size_t)cJSON_GetArraySize(want) != c->n_states)
		return false;
	cJSON_ArrayForEach(one, want)
	{
		bool is_there = false;

		for (size_t i = 0; i < c->n_states; i++)
			if (strcmp(one->valuestring, c->states[i]) == 0)
				is_there = true;
		if (!is_there)
			return false;
	}
	return true;
}

static int judge(struct bench *b, const struct labelled *row,
                 const struct passage_coding *out, struct levels *l)
{
	const cJSON *coder =
		cJSON_GetObjectItemCaseSensitive(row->json, "coder_1");
	struct labelled shadow = *row;
	const cJSON *one;

	judge_level(b, row, field(coder, "level"), out->level, l);
	cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(coder,
	                                                         "objectives"))
	{
		shadow.is_label[(int)one->valuedouble] = true;
		shadow.n_labels++;
	}
	if (take(b, &shadow, out, &l->measure) < 0)
		return -1;
	if (b->is_wordy)
		complain(&shadow, out);
	for (size_t i = 0; i < out->n; i++) {
		const cJSON *states =
			cJSON_GetObjectItemCaseSensitive(coder, "states");

		if (!objective_of(out->codings[i].commitment))
			continue;
		l->states_n++;
		l->states_right += same_states(states, &out->codings[i]);
		if (b->is_wordy && !same_states(states, &out->codings[i]))
			printf("states got %s | %.200s\n",
			       out->codings[i].n_states
			               ? out->codings[i].states[0]
			               : "-",
			       row->text);
		break;
	}
	return 0;
}

static double f1(size_t hit, size_t said, size_t want)
{
	return said + want ? 2.0 * (double)hit / (double)(said + want) : 0;
}

static void print_levels(const struct levels *l)
{
	double macro = 0;
	size_t present = 0;

	for (size_t i = 0; i < LEVEL_COUNT; i++) {
		size_t said = 0;
		size_t want = 0;

		for (size_t k = 0; k < LEVEL_COUNT; k++) {
			said += l->cross[k][i];
			want += l->cross[i][k];
		}
		if (want == 0)
			continue;
		present++;
		macro += f1(l->cross[i][i], said, want);
		printf("  %-10s n %3zu  F1 %.3f  got", LEVEL_NAMES[i], want,
		       f1(l->cross[i][i], said, want));
		for (size_t k = 0; k < LEVEL_COUNT; k++)
			printf(" %s %zu", LEVEL_NAMES[k], l->cross[i][k]);
		printf("\n");
	}
	printf("levels: n %zu  accuracy %.3f  macro-F1 %.3f\n", l->n,
	       (double)l->right / (double)l->n, macro / (double)present);
	printf("states: n %zu  exact %.3f\n", l->states_n,
	       (double)l->states_right / (double)(l->states_n + !l->states_n));
}

static int measure_levels(struct bench *b, const char *dir)
{
	struct levels l = { 0 };
	struct labelled_set set;
	int rc = labelled_read(dir, "levels-dev.jsonl", &set, &b->f);

	if (rc <= 0)
		return rc;
	for (size_t i = 0; i < set.n && rc >= 0; i++) {
		struct passage_coding out;

		rc = code(b, set.at[i].json, set.at[i].language,
		          field(set.at[i].json, "document_state"), &out);
		if (rc >= 0)
			rc = judge(b, &set.at[i], &out, &l);
	}
	labelled_free(&set);
	if (rc >= 0) {
		measure_print_head("levels-dev.jsonl");
		measure_print(&l.measure, "en", true);
		print_levels(&l);
	}
	measure_clear(&l.measure);
	return rc < 0 ? -1 : 0;
}

int main(int argc, char **argv)
{
	const char *dir = getenv("CORPUS");
	const char *source = getenv("SOURCE");
	struct bench b = { .is_wordy = argc > 1 && strcmp(argv[1], "-v") == 0 };
	const char *file = argc > 1 && argv[argc - 1][0] != '-' ? argv[argc - 1]
	                                                        : "dev.jsonl";
	int rc = 0;

	if (!dir)
		dir = "../shared/corpus";
	if (catalogue_new(NULL, 0, &b.catalogue, &b.f) < 0 ||
	    coder_new(b.catalogue, &b.coder, &b.f) < 0 ||
	    arena_new(ARENA_MOST, &b.arena, &b.f) < 0 ||
	    measure_file(&b, dir, file) < 0 ||
	    measure_own(&b, source ? source : ".") < 0 ||
	    measure_levels(&b, dir) < 0) {
		fprintf(stderr, "coding_table: %s\n", b.f.text);
		rc = 1;
	}
	arena_free(b.arena);
	coder_free(b.coder);
	catalogue_free(b.catalogue);
	return rc;
}
