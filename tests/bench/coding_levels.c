/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Levels and states against our own labelled sentences and those of the
 * corpus that two coders read, and how far each rule of levels is trusted.
 *
 * Own sentences lie in FIXTURES/LANGUAGE/levels.jsonl, by which rules are
 * mended, and levels-held.jsonl, by which they are only measured. With OUT it
 * writes the trust in each rule there: its share of right passages, drawn to
 * the share of all by as many passages as leaving one out calls for. The
 * sentences the rules were mended by tell nothing of how often they fail, and
 * are left out of it. Equal input, equal bytes. `make codebook` does so.
 *
 * Usage: coding_levels [-v] CORPUS FIXTURES [OUT]
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
#include "model/commitment.h"

#include "../../indicators/coding/coder.h"
#include "labelled.h"

#define ARENA_MOST (8u << 20)
#define PATH_MOST  1024
#define NAME_MOST  64
#define BINS       10
/* The weight of the common share is sought between: a rule seen once or twice
   is not to be trusted for it. */
#define PULL_LEAST 4
#define PULL_MOST  64
/* Two readers of the corpus agree so often: no rule is trusted more. */
#define SURE_MOST 0.97

#define LEAST_ROWS 200 /* of fewer the shares tell nothing */

struct tally_of_rule {
	size_t n, right;
};

struct bench {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
	struct fault f;
	struct tally_of_rule rules[LEVEL_RULES];
	bool is_fitted; /* the set read now is counted for the rules */
	bool is_wordy;
};

struct measure {
	size_t n, right, demands_right;
	size_t cross[LEVEL_COUNT][LEVEL_COUNT]; /* wanted, got */
	size_t states_n, states_right;
	double bin_sum[BINS];
	size_t bin_n[BINS], bin_hit[BINS];
};

/* What is said of one sentence: in the row itself or by its first coder. */
struct wanted {
	int level;
	const cJSON *states;
	bool is_label[LABELS_MOST];
	const cJSON *is_demand; /* NULL: not told */
	char state[STATE_SIZE]; /* the document's */
};

static const char *field(const cJSON *json, const char *name)
{
	const char *text = json_string(json, name);

	return text ? text : "";
}

/* The letters of TEXT before any of STOPS, in lower case. */
static void letters_of(const char *text, const char *stops, char *out)
{
	size_t n = 0;

	for (const char *p = text; *p && !strchr(stops, *p); p++)
		if (isalpha((unsigned char)*p) && n < NAME_MOST - 1)
			out[n++] = (char)tolower((unsigned char)*p);
	out[n] = '\0';
}

/* "unitedkingdom2012.txt" and "SVN" to a code, or "". */
static void take_state(const struct bench *b, const char *name, char *out)
{
	char key[NAME_MOST];
	char other[NAME_MOST];
	size_t len;
	size_t n;
	const struct state *states = catalogue_states(b->catalogue, &n);

	*out = '\0';
	letters_of(name, ".", key);
	len = strlen(key);
	for (size_t i = 0; i < n && !*out; i++) {
		size_t k;

		letters_of(states[i].name[UN_EN], "(", other);
		k = strlen(other) < len ? strlen(other) : len;
		if (strcmp(states[i].iso3, name) == 0 ||
		    (k >= 4 && strncmp(key, other, k) == 0 &&
		     (k == len || k > 8)))
			memcpy(out, states[i].iso3, STATE_SIZE);
	}
}

static bool take_wanted(const struct bench *b, const struct labelled *row,
                        struct wanted *out)
{
	const cJSON *json = row->json;
	const cJSON *by = cJSON_GetObjectItemCaseSensitive(json, "coder_1");
	const cJSON *one;

	*out = (struct wanted){ 0 };
	take_state(b, field(json, by ? "document_state" : "state"), out->state);
	by = by ? by : json;
	memcpy(out->is_label, row->is_label, sizeof(out->is_label));
	cJSON_ArrayForEach(one,
	                   cJSON_GetObjectItemCaseSensitive(by, "objectives"))
		out->is_label[(int)one->valuedouble] = true;
	out->level = word_find(LEVEL_NAMES, LEVEL_COUNT, field(by, "level"));
	out->states = cJSON_GetObjectItemCaseSensitive(by, "states");
	out->is_demand = cJSON_GetObjectItemCaseSensitive(by, "is_demand");
	return out->level >= 0;
}

static int code(struct bench *b, const struct labelled *row,
                const struct wanted *want, struct passage_coding *out)
{
	int voice =
		word_find(VOICE_NAMES, VOICE_COUNT, field(row->json, "voice"));
	char states[1][STATE_SIZE];
	struct utterance u = {
		.text = row->text,
		.len = strlen(row->text),
		.language = row->language,
		.voice = voice < 0 ? VOICE_STATE : (enum voice)voice,
		.context = field(row->json, "context"),
		.trail = "",
		.declared = "",
	};

	memcpy(states[0], want->state, STATE_SIZE);
	u.states = (const char(*)[STATE_SIZE])states;
	u.n_states = *want->state ? 1 : 0;
	arena_reset(b->arena);
	return coder_code(b->coder, &u, b->arena, out, &b->f);
}

static bool same_states(const cJSON *want, const struct coding *c)
{
	size_t found = 0;
	const cJSON *one;

	cJSON_ArrayForEach(one, want)
	{
		for (size_t i = 0; i < c->n_states; i++)
			found += strcmp(one->valuestring, c->states[i]) == 0;
	}
	return found == c->n_states &&
	       found == (size_t)cJSON_GetArraySize(want);
}

static void count_coding(const struct wanted *want, const struct coding *c,
                         struct measure *m)
{
	int k = strncmp(c->commitment, "GCM.", 4) == 0
	                ? (int)strtol(c->commitment + 4, NULL, 10)
	                : 0;
	size_t bin = (size_t)(c->confidence * BINS);

	if (!k || k >= LABELS_MOST)
		return;
	bin = bin < BINS ? bin : BINS - 1;
	m->bin_sum[bin] += c->confidence;
	m->bin_n[bin]++;
	m->bin_hit[bin] += want->is_label[k] && (int)c->level == want->level;
}

static void count_rule(struct bench *b, const struct wanted *want,
                       const struct passage_coding *out)
{
	const struct verdict *v = &b->coder->verdict;
	enum level_rule rule =
		out->level == v->level ? v->number : RULE_AGAINST;

	b->rules[rule].n++;
	b->rules[rule].right += (int)out->level == want->level;
}

static void count(struct bench *b, const struct labelled *row,
                  const struct wanted *want, const struct passage_coding *out,
                  struct measure *m)
{
	bool is_right = (int)out->level == want->level;
	bool is_demand_right = !want->is_demand ||
	                       cJSON_IsTrue(want->is_demand) == out->is_demand;
	const struct coding *first = NULL;

	m->n++;
	m->right += is_right;
	m->demands_right += is_right && is_demand_right;
	m->cross[want->level][out->level]++;
	if (b->is_fitted && !*out->skipped)
		count_rule(b, want, out);
	for (size_t i = 0; i < out->n; i++) {
		count_coding(want, &out->codings[i], m);
		if (!first &&
		    strncmp(out->codings[i].commitment, "GCM.", 4) == 0)
			first = &out->codings[i];
	}
	if (first) {
		m->states_n++;
		m->states_right += same_states(want->states, first);
	}
	if (b->is_wordy && !(is_right && is_demand_right))
		printf("%s want %s got %s%s (%s) | %.230s\n", row->language,
		       LEVEL_NAMES[want->level], LEVEL_NAMES[out->level],
		       out->is_demand ? " demanded" : "",
		       *out->skipped ? out->skipped : b->coder->verdict.rule,
		       row->text);
	if (b->is_wordy && first && !same_states(want->states, first))
		printf("%s states got %s | %.230s\n", row->language,
		       first->n_states ? first->states[0] : "-", row->text);
}

static double f1_of(const struct measure *m, size_t level)
{
	size_t said = 0;
	size_t want = 0;

	for (size_t k = 0; k < LEVEL_COUNT; k++) {
		said += m->cross[k][level];
		want += m->cross[level][k];
	}
	return said + want ? 2.0 * (double)m->cross[level][level] /
	                             (double)(said + want)
	                   : 0;
}

static double error_of(const struct measure *m)
{
	double off = 0;
	size_t n = 0;

	for (size_t i = 0; i < BINS; i++) {
		double gap = m->bin_sum[i] - (double)m->bin_hit[i];

		off += gap < 0 ? -gap : gap;
		n += m->bin_n[i];
	}
	return n ? off / (double)n : 0;
}

static void print(const char *name, const struct measure *m)
{
	double macro = 0;
	size_t present = 0;

	for (size_t i = 0; i < LEVEL_COUNT; i++) {
		size_t want = 0;

		for (size_t k = 0; k < LEVEL_COUNT; k++)
			want += m->cross[i][k];
		present += want > 0;
		macro += want ? f1_of(m, i) : 0;
	}
	printf("%-16s n %3zu  accuracy %.3f  with demand %.3f  macro-F1 %.3f"
	       "  states %.3f of %zu  ECE %.3f\n",
	       name, m->n, (double)m->right / (double)m->n,
	       (double)m->demands_right / (double)m->n, macro / (double)present,
	       (double)m->states_right / (double)(m->states_n + !m->states_n),
	       m->states_n, error_of(m));
}

static int measure(struct bench *b, const char *path, const char *name)
{
	struct measure m = { 0 };
	struct labelled_set set;
	int rc = labelled_read_path(path, &set, &b->f);

	if (rc == 0)
		printf("skipped: %s is not there\n", path);
	if (rc <= 0)
		return rc;
	for (size_t i = 0; i < set.n && rc >= 0; i++) {
		struct passage_coding out;
		struct wanted want;

		if (!take_wanted(b, &set.at[i], &want))
			continue;
		rc = code(b, &set.at[i], &want, &out);
		if (rc >= 0)
			count(b, &set.at[i], &want, &out, &m);
	}
	labelled_free(&set);
	if (rc >= 0)
		print(name, &m);
	return rc;
}

static int measure_all(struct bench *b, const char *corpus,
                       const char *fixtures)
{
	static const char *const LANGUAGES[] = { "en", "fr", "es" };
	static const char *const NAMES[] = { "levels", "levels-held" };
	char path[PATH_MOST];
	int rc;

	snprintf(path, sizeof(path), "%s/labelled/levels-dev.jsonl", corpus);
	b->is_fitted = true;
	rc = measure(b, path, "corpus en");
	for (size_t k = 0; k < 2 && rc >= 0; k++)
		for (size_t i = 0; i < 3 && rc >= 0; i++) {
			char name[PATH_MOST];

			snprintf(path, sizeof(path), "%s/%s/%s.jsonl", fixtures,
			         LANGUAGES[i], NAMES[k]);
			snprintf(name, sizeof(name), "%s %s",
			         k ? "held" : "own", LANGUAGES[i]);
			b->is_fitted = k > 0;
			rc = measure(b, path, name);
		}
	return rc;
}

/* The share of right passages, PULL of the common share added; LESS left out:
   one, right or wrong. */
static double share_of(const struct tally_of_rule *rule, double common,
                       double pull, double less, double less_right)
{
	double n = (double)rule->n - less + pull;

	return ((double)rule->right - less_right + pull * common) / n;
}

/* Sum of squared errors when each passage is foretold by the others. */
static double loss_of(const struct bench *b, const struct tally_of_rule *all,
                      double pull)
{
	double loss = 0;

	for (size_t i = 0; i < LEVEL_RULES; i++) {
		const struct tally_of_rule *r = &b->rules[i];

		for (size_t y = 0; y < 2; y++) {
			double n = (double)(y ? r->right : r->n - r->right);
			double common = ((double)(all->right - y * (n > 0))) /
			                (double)(all->n - 1);
			double off = (double)y -
			             share_of(r, common, pull, 1, (double)y);

			loss += n * off * off;
		}
	}
	return loss;
}

static double best_pull(const struct bench *b, const struct tally_of_rule *all)
{
	double best = PULL_LEAST;

	for (double pull = PULL_LEAST; pull <= PULL_MOST; pull *= 2)
		if (loss_of(b, all, pull) < loss_of(b, all, best))
			best = pull;
	return best;
}

static int write_rules(struct bench *b, const char *path)
{
	struct tally_of_rule all = { 0 };
	double common;
	double pull;
	FILE *file;

	for (size_t i = 0; i < LEVEL_RULES; i++) {
		all.n += b->rules[i].n;
		all.right += b->rules[i].right;
	}
	if (all.n < LEAST_ROWS)
		return fault_set(&b->f, FAULT_INPUT,
		                 "only %zu passages: %s is left as it was",
		                 all.n, path);
	common = (double)all.right / (double)all.n;
	pull = best_pull(b, &all);
	file = fopen(path, "w");
	if (!file)
		return fault_set(&b->f, FAULT_SYSTEM, "cannot write %s", path);
	fprintf(file,
	        "/* SPDX-License-Identifier: Apache-2.0 */\n"
	        "/*\n * Written by tests/bench/coding_levels: `make codebook`."
	        " METHOD.md 2.4.\n *\n"
	        " * How often each rule of levels is right, in the order of enum"
	        " level_rule,\n * drawn to %.3f (%zu of %zu) with the weight of"
	        " %.0f passages.\n */\n"
	        "#include \"level.h\"\n\n"
	        "static const double SURE[] = {\n",
	        common, all.right, all.n, pull);
	for (size_t i = 0; i < LEVEL_RULES; i++) {
		double sure = share_of(&b->rules[i], common, pull, 0, 0);

		fprintf(file, "\t%.3f, /* %zu of %zu: %s */\n",
		        sure < SURE_MOST ? sure : SURE_MOST, b->rules[i].right,
		        b->rules[i].n, level_rule_name((enum level_rule)i));
	}
	fprintf(file,
	        "};\n\n"
	        "_Static_assert(sizeof(SURE) / sizeof(*SURE) == LEVEL_RULES,\n"
	        "               \"of other rules: make codebook\");\n\n"
	        "double level_sure(enum level_rule rule)\n"
	        "{\n\treturn SURE[rule];\n}\n");
	fclose(file);
	return 0;
}

int main(int argc, char **argv)
{
	struct bench b = { .is_wordy = argc > 1 && strcmp(argv[1], "-v") == 0 };
	int at = b.is_wordy ? 2 : 1;
	int rc = -1;

	if (argc < at + 2) {
		fprintf(stderr, "usage: %s [-v] CORPUS FIXTURES [OUT]\n",
		        argv[0]);
		return 2;
	}
	if (catalogue_new(NULL, 0, &b.catalogue, &b.f) == 0 &&
	    coder_new(b.catalogue, &b.coder, &b.f) == 0 &&
	    arena_new(ARENA_MOST, &b.arena, &b.f) == 0)
		rc = measure_all(&b, argv[at], argv[at + 1]);
	if (rc >= 0 && argc > at + 2)
		rc = write_rules(&b, argv[at + 2]);
	if (rc < 0)
		fprintf(stderr, "%s\n", b.f.text);
	coder_free(b.coder);
	catalogue_free(b.catalogue);
	arena_free(b.arena);
	return rc < 0;
}
