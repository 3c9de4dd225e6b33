/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measures coding against labelled passages: `make bench-coding`.
 *
 * Prints, per language: the right objective first and among the first three,
 * micro-F1, relevance F1, calibration error; then levels and states on the
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

#define ARENA_MOST   (8u << 20)
#define BINS         10
#define COUNTED_FROM 0.5
#define NAME_MOST    64

struct bench {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
	struct fault f;
	bool is_wordy; /* print what was coded wrongly */
};

struct score {
	size_t n, with, first, third;
	size_t hit, said, want;       /* micro, at 0.3 */
	size_t hit50, said50;         /* micro, at 0.5 */
	size_t rel_hit, rel_said;     /* relevance, any coding given */
	size_t rel50_hit, rel50_said; /* any coding counted */
	double bin_sum[BINS];
	size_t bin_n[BINS], bin_hit[BINS];
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
	return coder_code(b->coder, &u, b->arena, out, &b->f);
}

static void add_bin(struct score *s, double confidence, bool is_right)
{
	size_t bin = (size_t)(confidence * BINS);

	if (bin >= BINS)
		bin = BINS - 1;
	s->bin_sum[bin] += confidence;
	s->bin_n[bin]++;
	s->bin_hit[bin] += is_right;
}

static void count(const struct labelled *row, const struct passage_coding *out,
                  struct score *s)
{
	size_t rank = 0;
	bool is_given = false;
	bool is_counted = false;
	bool is_found = false;

	s->n++;
	s->want += row->n_labels;
	s->with += row->n_labels > 0;
	for (size_t i = 0; i < out->n; i++) {
		int k = objective_of(out->codings[i].commitment);
		bool is_right = k && row->is_label[k];

		if (!k)
			continue;
		rank++;
		is_given = true;
		s->said++;
		s->hit += is_right;
		add_bin(s, out->codings[i].confidence, is_right);
		if (out->codings[i].confidence >= COUNTED_FROM) {
			is_counted = true;
			s->said50++;
			s->hit50 += is_right;
		}
		if (!is_right || is_found)
			continue;
		is_found = rank <= 3;
		s->first += rank == 1;
		s->third += rank <= 3;
	}
	s->rel_said += is_given;
	s->rel50_said += is_counted;
	s->rel_hit += is_given && row->n_labels;
	s->rel50_hit += is_counted && row->n_labels;
}

static double f1(size_t hit, size_t said, size_t want)
{
	return said + want ? 2.0 * (double)hit / (double)(said + want) : 0;
}

static double calibration(const struct score *s)
{
	double off = 0;
	size_t n = 0;

	for (size_t i = 0; i < BINS; i++) {
		double gap = s->bin_sum[i] - (double)s->bin_hit[i];

		off += gap < 0 ? -gap : gap;
		n += s->bin_n[i];
	}
	return n ? off / (double)n : 0;
}

static void print_score(const char *name, const struct score *s)
{
	double with = s->with ? (double)s->with : 1;

	printf("%-18s %5zu %6.3f %6.3f %7.3f %7.3f %6.3f %6.3f %6.3f\n", name,
	       s->n, (double)s->first / with, (double)s->third / with,
	       f1(s->hit, s->said, s->want), f1(s->hit50, s->said50, s->want),
	       f1(s->rel_hit, s->rel_said, s->with),
	       f1(s->rel50_hit, s->rel50_said, s->with), calibration(s));
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

static int measure(struct bench *b, const char *dir, const char *file)
{
	static const char *const LANGUAGES[] = { "en", "fr", "es" };
	static const char *const KINDS[] = { "hand", "heading", "theme_map",
		                             "negative_theme", "gcm_text" };
	struct score by_language[3] = { 0 };
	struct score by_kind[3][5] = { 0 };
	struct labelled_set set;
	int rc = labelled_read(dir, file, &set, &b->f);

	if (rc == 0)
		printf("skipped: no corpus at %s\n", dir);
	if (rc <= 0)
		return rc;
	for (size_t i = 0; i < set.n && rc >= 0; i++) {
		const struct labelled *row = &set.at[i];
		int l = word_find(LANGUAGES, 3, row->language);
		int k = word_find(KINDS, 5, row->kind);
		struct passage_coding out;

		if (l < 0)
			continue;
		rc = code(b, row->json, row->language,
		          field(row->json, "state"), &out);
		if (rc < 0)
			break;
		count(row, &out, &by_language[l]);
		if (k >= 0)
			count(row, &out, &by_kind[l][k]);
		if (b->is_wordy)
			complain(row, &out);
	}
	labelled_free(&set);
	printf("%-18s %5s %6s %6s %7s %7s %6s %6s %6s\n", file, "n", "top1",
	       "top3", "F1@.3", "F1@.5", "rel.3", "rel.5", "ECE");
	for (size_t l = 0; l < 3; l++) {
		print_score(LANGUAGES[l], &by_language[l]);
		for (size_t k = 0; k < 5; k++) {
			char name[NAME_MOST];

			snprintf(name, sizeof(name), "  %s %s", LANGUAGES[l],
			         KINDS[k]);
			if (by_kind[l][k].n)
				print_score(name, &by_kind[l][k]);
		}
	}
	return rc < 0 ? -1 : 0;
}

struct levels {
	size_t n, right;
	size_t cross[LEVEL_COUNT][LEVEL_COUNT]; /* wanted, got */
	size_t states_n, states_right;
	struct score score;
};

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

static void judge(struct bench *b, const struct labelled *row,
                  const struct passage_coding *out, struct levels *l)
{
	const cJSON *coder =
		cJSON_GetObjectItemCaseSensitive(row->json, "coder_1");
	int want = word_find(LEVEL_NAMES, LEVEL_COUNT, field(coder, "level"));
	struct labelled shadow = *row;
	const cJSON *one;

	if (want < 0)
		return;
	l->n++;
	l->right += (enum level)want == out->level;
	l->cross[want][out->level]++;
	if (b->is_wordy && (enum level)want != out->level)
		printf("level want %s got %s | %.200s\n", LEVEL_NAMES[want],
		       LEVEL_NAMES[out->level], row->text);
	cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(coder,
	                                                         "objectives"))
	{
		shadow.is_label[(int)one->valuedouble] = true;
		shadow.n_labels++;
	}
	count(&shadow, out, &l->score);
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
			judge(b, &set.at[i], &out, &l);
	}
	labelled_free(&set);
	if (rc >= 0) {
		print_score("levels-dev en", &l.score);
		print_levels(&l);
	}
	return rc < 0 ? -1 : 0;
}

int main(int argc, char **argv)
{
	const char *dir = getenv("CORPUS");
	struct bench b = { .is_wordy = argc > 1 && strcmp(argv[1], "-v") == 0 };
	const char *file = argc > 1 && argv[argc - 1][0] != '-' ? argv[argc - 1]
	                                                        : "dev.jsonl";
	int rc = 0;

	if (!dir)
		dir = "../shared/corpus";
	if (catalogue_new(NULL, 0, &b.catalogue, &b.f) < 0 ||
	    coder_new(b.catalogue, &b.coder, &b.f) < 0 ||
	    arena_new(ARENA_MOST, &b.arena, &b.f) < 0 ||
	    measure(&b, dir, file) < 0 || measure_levels(&b, dir) < 0) {
		fprintf(stderr, "coding_table: %s\n", b.f.text);
		rc = 1;
	}
	arena_free(b.arena);
	coder_free(b.coder);
	catalogue_free(b.catalogue);
	return rc;
}
