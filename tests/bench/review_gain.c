/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which codings are most worth a person's time: on labelled passages, the area
 * under the curve of what is found (wrong codings; movement of the scores)
 * over the share of codings looked at, for each order; 0.5 is chance.
 */
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
#include "labelled.h"
#include "model/cell.h"
#include "review.h"
#include "scoring.h"

#define ITEMS_MOST 20000
#define RESAMPLES  1000
#define ARENA_MOST ((size_t)1 << 30)

enum rule {
	RULE_CONFIDENCE, /* lowest first */
	RULE_DOUBT,      /* --least-certain */
	RULE_WORTH,      /* --most-moving */
	RULE_COUNT
};

static const char *const RULES[RULE_COUNT] = { "lowest confidence", "doubt",
	                                       "worth" };

struct item {
	struct coding coding;
	struct cell_key key;
	bool is_right;
	enum level truth; /* where it is right */
	bool has_level;   /* labels say it */
	double rank[RULE_COUNT];
	double gain[2]; /* wrong; movement of the score */
};

static struct item items[ITEMS_MOST];
static size_t n_items;

static struct evidence evidence_of(const struct item *i, bool is_judged)
{
	return (struct evidence){
		.level = is_judged ? i->truth : i->coding.level,
		.is_accepted = is_judged,
		.confidence = is_judged ? 1.0 : i->coding.confidence,
	};
}

/* Scores the cell of item AT as the program has it, or with the truth of AT in
   place of its own. One source: a document. */
static void score(size_t at, bool is_judged, struct arena *a, struct cell *out)
{
	struct evidence e[512];
	struct fault f;
	size_t n = 0;

	for (size_t i = 0; i < n_items && n < 512; i++) {
		bool is_own = i == at && is_judged;

		if (memcmp(&items[i].key, &items[at].key, sizeof(items[i].key)))
			continue;
		if (is_own ? items[i].is_right
		           : items[i].coding.confidence >= 0.5)
			e[n++] = evidence_of(&items[i], is_own);
	}
	if (cell_score(&items[at].key, e, n, a, out, &f) < 0)
		memset(out, 0, sizeof(*out));
}

static void rank_all(bool has_cells, struct arena *a)
{
	for (size_t i = 0; i < n_items; i++) {
		struct item *it = &items[i];
		bool counts = it->coding.confidence >= 0.5;
		bool is_exact = it->is_right && (!it->has_level ||
		                                 it->truth == it->coding.level);
		struct cell now = { 0 }, then = { 0 };

		arena_reset(a);
		if (has_cells) {
			score(i, false, a, &now);
			score(i, true, a, &then);
		}
		it->gain[0] = counts != is_exact;
		it->gain[1] = now.score > then.score ? now.score - then.score
		                                     : then.score - now.score;
		it->rank[RULE_CONFIDENCE] = -it->coding.confidence;
		it->rank[RULE_DOUBT] = coding_doubt(&it->coding);
		it->rank[RULE_WORTH] =
			coding_worth(&it->coding, has_cells ? &now : NULL);
	}
}

struct pick {
	double rank, gain;
};

static int compare(const void *left, const void *right)
{
	const struct pick *a = left, *b = right;

	return (a->rank < b->rank) - (a->rank > b->rank);
}

/* Ties are looked at in any order: each gains the mean of its run. */
static double area(struct pick *p, size_t n)
{
	double all = 0, found = 0, sum = 0;

	qsort(p, n, sizeof(*p), compare);
	for (size_t i = 0; i < n; i++)
		all += p[i].gain;
	for (size_t i = 0, end; i < n; i = end) {
		double run = 0;

		for (end = i; end < n && p[end].rank >= p[i].rank; end++)
			run += p[end].gain;
		for (size_t k = i; k < end; k++) {
			double own = run / (double)(end - i);

			sum += found + own / 2;
			found += own;
		}
	}
	return all > 0 ? sum / all / (double)n : 0.5;
}

static int compare_numbers(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static void print_rule(enum rule rule, int gain)
{
	static struct pick p[ITEMS_MOST];
	static double all[RESAMPLES];
	uint64_t seed = 1;
	double whole;

	for (size_t i = 0; i < n_items; i++)
		p[i] = (struct pick){ items[i].rank[rule],
			              items[i].gain[gain] };
	whole = area(p, n_items);
	for (int r = 0; r < RESAMPLES; r++) {
		for (size_t i = 0; i < n_items; i++) {
			seed = seed * 6364136223846793005u +
			       1442695040888963407u;
			const struct item *it = &items[(seed >> 33) % n_items];
			p[i] = (struct pick){ it->rank[rule], it->gain[gain] };
		}
		all[r] = area(p, n_items);
	}
	qsort(all, RESAMPLES, sizeof(*all), compare_numbers);
	printf("   %-18s %.3f  [%.3f %.3f]\n", RULES[rule], whole,
	       all[RESAMPLES / 40], all[RESAMPLES - RESAMPLES / 40 - 1]);
}

static void print_all(const char *name, bool has_cells)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n_items; i++)
		wrong += items[i].gain[0] > 0;
	printf("%s: %zu codings, %zu wrong; area under the curve, with 95 %%\n",
	       name, n_items, wrong);
	for (int gain = 0; gain < (has_cells ? 2 : 1); gain++) {
		printf("  %s (at random 0.500)\n",
		       gain ? "movement of scores" : "wrong codings");
		for (int r = 0; r < RULE_COUNT; r++)
			print_rule((enum rule)r, gain);
	}
}

/* What reader CODER says of objective K. */
static bool is_labelled(const cJSON *coder, int k)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(coder,
	                                                         "objectives"))
	{
		if ((int)one->valuedouble == k)
			return true;
	}
	return false;
}

static void take(const struct labelled *row, const struct coding *c)
{
	const cJSON *coder =
		cJSON_GetObjectItemCaseSensitive(row->json, "coder_1");
	const char *voice = json_string(row->json, "voice");
	const char *document = json_string(row->json, "document");
	int k = (int)strtol(c->commitment + 4, NULL, 10), level;
	struct item *it = &items[n_items];

	if (strncmp(c->commitment, "GCM.", 4) != 0 || n_items == ITEMS_MOST)
		return;
	memset(it, 0, sizeof(*it));
	it->coding = *c;
	it->is_right = coder ? is_labelled(coder, k) : row->is_label[k];
	it->truth = c->level;
	level = coder ? word_find(LEVEL_NAMES, LEVEL_COUNT,
	                          json_string(coder, "level"))
	              : -1;
	it->has_level = level >= 0;
	if (level >= 0)
		it->truth = (enum level)level;
	(void)snprintf(it->key.commitment, COMMITMENT_SIZE, "GCM.%d", k);
	/* A document stands for its state and round. */
	for (size_t i = 0; document && document[i]; i++)
		it->key.round[i % (ROUND_SIZE - 1)] =
			(char)(' ' + (it->key.round[i % (ROUND_SIZE - 1)] +
		                      document[i]) %
		                             90);
	it->key.voice =
		voice && voice[0] == 's' ? VOICE_STATE : VOICE_CIVIL_SOCIETY;
	n_items++;
}

static int measure(struct coder *c, const char *dir, const char *name,
                   bool has_cells, struct fault *f)
{
	struct arena *a, *scratch;
	struct labelled_set set;
	int rc = labelled_read(dir, name, &set, f);

	if (rc <= 0) {
		if (rc == 0)
			printf("%s: not there\n", name);
		return rc;
	}
	rc = arena_new(ARENA_MOST, &a, f);
	if (rc == 0)
		rc = arena_new(ARENA_MOST, &scratch, f);
	n_items = 0;
	for (size_t i = 0; rc == 0 && i < set.n; i++) {
		const char *context = json_string(set.at[i].json, "context");
		const struct utterance u = {
			.text = set.at[i].text,
			.len = strlen(set.at[i].text),
			.language = set.at[i].language,
			.context = context ? context : "",
			.trail = "",
			.declared = "",
		};
		struct passage_coding out;

		if (!coding_speaks(u.language))
			continue;
		rc = coder_code(c, &u, a, &out, f);
		for (size_t k = 0; rc == 0 && k < out.n; k++)
			take(&set.at[i], &out.codings[k]);
	}
	if (rc == 0) {
		rank_all(has_cells, scratch);
		print_all(name, has_cells);
	}
	labelled_free(&set);
	arena_free(a);
	arena_free(scratch);
	return rc;
}

int main(void)
{
	const char *dir = getenv("CORPUS");
	struct catalogue *catalogue = NULL;
	struct coder *c = NULL;
	struct fault f = { 0 };
	int rc = catalogue_new(NULL, 0, &catalogue, &f);

	if (rc == 0)
		rc = coder_new(catalogue, &c, &f);
	if (rc == 0)
		rc = measure(c, dir ? dir : "../shared/corpus",
		             "levels-dev.jsonl", true, &f);
	if (rc >= 0)
		rc = measure(c, dir ? dir : "../shared/corpus", "dev.jsonl",
		             false, &f);
	if (rc < 0)
		fprintf(stderr, "review_gain: %s\n", f.text);
	coder_free(c);
	catalogue_free(catalogue);
	return rc < 0;
}
