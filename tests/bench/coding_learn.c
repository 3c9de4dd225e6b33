/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Learns the weights of words from labelled passages: `make codebook`. They are
 * those of the shared corpus and, but for a fifth, our own.
 *
 * For each objective a logistic model over stems and pairs of stems, on top of
 * what the written codebook already gives. Rows are weighed by how far their
 * kind of label is trusted (corpus/MANIFEST.md). Prints what five-fold
 * cross-validation by group gives, fits the curve of confidence on it, and
 * writes OUT/weights-LANGUAGE.xml. Equal input, equal bytes.
 *
 * Usage: coding_learn CORPUS SOURCE OUT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/word.h"
#include "catalogue.h"

#include "../../indicators/coding/coder.h"
#include "../../indicators/coding/number.h"
#include "labelled.h"
#include "measure.h"

#define FOLDS  5
#define EPOCHS 40
#define DECAY  0.006 /* L2 */
#define SPARSE 0.06  /* L1, as the others by cross-validation */
#define RATE   0.25
/*
 * One bias for all: how often an objective comes up differs from corpus to
 * corpus, so it is not learned from how many rows one of them has.
 */
#define BIAS          (-4.0)
#define TRAFFICKING   0.3 /* trust in one of its many rows */
#define POSITIVE      2.0 /* a rare objective's passage tells more */
#define AGAINST_MOST  0.15
#define LEAST_WEIGHT  0.1 /* smaller ones are left out of the file */
#define EMPTY_SHARE   4   /* one passage in so many is on other topics: en */
#define LEAST_ROWS    2   /* a feature seen in fewer rows is chance */
#define FEATURES_SLOT (1u << 20)
#define CURVE_STEPS   400
#define LENT          0.3    /* trust in other languages, for confidence */
#define X_LEAST       (-8.0) /* log odds that come to no confidence */
#define PATH_MOST     1024
#define NAME_MOST     64
#define SAID_LEAST    0.03 /* less is not said of a passage */

struct row {
	const struct labelled *from;
	double weight;
	unsigned fold;
	double written[LABELS_MOST]; /* log odds of the written codebook */
	uint32_t *features;          /* indices; owned */
	size_t n;
	double scale;
	double x[LABELS_MOST]; /* log odds as other folds teach them */
	bool is_tried;
};

struct model {
	double *w[LABELS_MOST]; /* by feature */
	double bias[LABELS_MOST];
};

struct pair {
	size_t rank;
	double weight;
	double x;
	bool y;
};

struct outcome {
	struct pair *pairs;
	size_t n;
	double tried, empty; /* rows, and those that speak to no objective */
};

struct learner {
	struct coder *coder;
	struct tongue *tongue;
	const struct catalogue *catalogue;
	struct row *rows;
	size_t n;
	uint64_t *keys; /* hash: feature, 0 free */
	uint32_t *slot_index;
	uint64_t *features;  /* by index */
	uint32_t *rows_with; /* by index */
	double *idf;
	size_t n_features;
	size_t n_all;
	int position[LABELS_MOST]; /* of GCM.k */
	struct row *row;           /* under way */
	bool is_wordy;             /* print what cross-validation gets wrong */
	struct model m;
	struct outcome o;
};

/*
 * How far each kind of label is trusted, and how much it tells of what a report
 * looks like, for confidence: our own sentences are shorter and plainer, the
 * Compact's own text is wordier, and both are all about it.
 */
static const struct {
	const char *kind;
	double weight;
	double share;
} TRUST[] = {
	{ "gcm_text", 1.0, 0.5 },
	{ "heading", 1.5, 1.5 },
	{ "hand", 2.0, 1.5 },
	{ "theme_map", 0.3, 0.5 },
	{ "negative_theme", 1.0, 1.0 },
	{ "crosswalk", 0.08, 0 },
	{ "own", 1.5, 1.0 },
};

#define TRUSTS (sizeof(TRUST) / sizeof(TRUST[0]))

static double natural_log(double x)
{
	double sum = 0;
	double y;
	double power;

	while (x > 1.5) {
		x /= 2;
		sum += 0.6931471805599453;
	}
	y = (x - 1) / (x + 1);
	power = y;
	for (int i = 1; i < 40; i += 2) {
		sum += 2 * power / i;
		power *= y * y;
	}
	return sum;
}

static double trust(const struct labelled *row)
{
	double weight = 0;

	for (size_t i = 0; i < TRUSTS; i++)
		if (strcmp(TRUST[i].kind, row->kind) == 0)
			weight = TRUST[i].weight;
	/* A third of all labels are the one theme of trafficking. */
	if (row->is_label[10] && strcmp(row->kind, "theme_map") == 0)
		weight *= TRAFFICKING;
	return weight;
}

static double share(const struct labelled *row)
{
	for (size_t i = 0; i < TRUSTS; i++)
		if (strcmp(TRUST[i].kind, row->kind) == 0)
			return TRUST[i].share;
	return 0;
}

static unsigned fold_of(const struct labelled *row)
{
	return (unsigned)(labelled_hash(row->group) >> 33) % FOLDS;
}

static uint32_t index_of(struct learner *l, uint64_t feature)
{
	size_t at = (feature * 0x9E3779B97F4A7C15u >> 44) & (FEATURES_SLOT - 1);

	while (l->keys[at] && l->keys[at] != feature)
		at = (at + 1) & (FEATURES_SLOT - 1);
	if (!l->keys[at]) {
		l->keys[at] = feature;
		l->slot_index[at] = (uint32_t)l->n_features;
		l->features[l->n_features++] = feature;
	}
	return l->slot_index[at];
}

static void take_feature(void *data, uint64_t feature)
{
	struct learner *l = data;
	uint32_t at = index_of(l, feature);

	l->rows_with[at]++;
	l->row->features[l->row->n++] = at;
}

static void take_row(struct learner *l, const struct labelled *from)
{
	struct coder *c = l->coder;
	struct row *row = &l->rows[l->n++];

	*row = (struct row){ .from = from,
		             .weight = trust(from),
		             .fold = fold_of(from) };
	reading_take(&c->said, l->tongue, from->text, strlen(from->text));
	relevance_sum(&c->said, c->n, false, &c->said_sum);
	row->features = calloc(2 * c->said.n + 2, sizeof(*row->features));
	row->scale = relevance_scale(&c->said);
	l->row = row;
	relevance_features(&c->said, NULL, take_feature, l);
	for (int k = 1; k <= OBJECTIVES; k++) {
		struct tally t = { .said = c->said_sum.terms[l->position[k]] };

		row->written[k] =
			relevance_written(&t, c->said_sum.has_subject);
	}
}

static double logit(const struct learner *l, const struct model *m,
                    const struct row *row, int k)
{
	double sum = 0;

	for (size_t i = 0; i < row->n; i++)
		sum += row->scale * l->idf[row->features[i]] *
		       m->w[k][row->features[i]];
	return m->bias[k] + row->written[k] + sum;
}

static void learn_row(const struct learner *l, struct model *m,
                      const struct row *row, double rate)
{
	for (int k = 1; k <= OBJECTIVES; k++) {
		double p = number_probability(logit(l, m, row, k));
		double y = row->from->is_label[k] ? 1 : 0;
		double step = rate * row->weight * (y - p);

		/* Rare objectives: a passage that has one tells more. */
		if (row->from->is_label[k])
			step *= POSITIVE;
		for (size_t i = 0; i < row->n; i++)
			m->w[k][row->features[i]] +=
				step * row->scale * l->idf[row->features[i]];
	}
}

/*
 * Words of other topics say little against an objective: what the labelled
 * passages happen not to hold would else veto a written term.
 */
static double bounded(double w, double idf)
{
	return w * idf < -AGAINST_MOST ? -AGAINST_MOST / idf : w;
}

static double magnitude(double x)
{
	return x < 0 ? -x : x;
}

/* Small weights become none, large ones smaller: few words, each to show. */
static void shrink(const struct learner *l, double *w, double rate)
{
	double decay = 1 + rate * DECAY * (double)l->n / 50;
	double cut = rate * SPARSE * (double)l->n / 1000;

	for (size_t f = 0; f < l->n_features; f++) {
		if (magnitude(w[f]) <= cut)
			w[f] = 0;
		else
			w[f] = bounded((w[f] + (w[f] < 0 ? cut : -cut)) / decay,
			               l->idf[f]);
	}
}

/* Learns from every row outside FOLD; FOLD FOLDS: from all. */
static void learn(const struct learner *l, struct model *m, unsigned fold)
{
	for (int k = 1; k <= OBJECTIVES; k++) {
		m->bias[k] = BIAS;
		memset(m->w[k], 0, l->n_features * sizeof(double));
	}
	for (int epoch = 0; epoch < EPOCHS; epoch++) {
		double rate = RATE / (1 + 0.15 * epoch);

		for (size_t i = 0; i < l->n; i++) {
			/* A fixed stride stands for a shuffle. */
			const struct row *row = &l->rows[i * 7919 % l->n];

			if (row->fold != fold)
				learn_row(l, m, row, rate);
		}
		for (int k = 1; k <= OBJECTIVES; k++)
			shrink(l, m->w[k], rate);
	}
	for (int k = 1; k <= OBJECTIVES; k++)
		for (size_t f = 0; f < l->n_features; f++)
			if (magnitude(m->w[k][f] * l->idf[f]) < LEAST_WEIGHT)
				m->w[k][f] = 0;
}

static void complain(const struct row *row)
{
	double top = row->x[1];

	for (int k = 2; k <= OBJECTIVES; k++)
		top = row->x[k] > top ? row->x[k] : top;
	for (int k = 1; k <= OBJECTIVES; k++)
		if (row->from->is_label[k] && row->x[k] >= top)
			return;
	if (row->from->n_labels == 0 && top <= 0)
		return;
	printf("%s %s want", row->from->language, row->from->kind);
	for (int k = 1; k <= OBJECTIVES; k++)
		if (row->from->is_label[k])
			printf(" %d(%.1f)", k, row->x[k]);
	printf(" got");
	for (int k = 1; k <= OBJECTIVES; k++)
		if (row->x[k] > top - 0.01)
			printf(" %d(%.1f)", k, row->x[k]);
	printf(" | %.200s\n", row->from->text);
}

static size_t rank_of(const struct row *row, int k)
{
	size_t rank = 0;

	for (int j = 1; j <= OBJECTIVES; j++)
		rank += row->x[j] > row->x[k];
	return rank < CODEBOOK_RANKS ? rank : CODEBOOK_RANKS - 1;
}

static void try_row(struct learner *l, struct row *row)
{
	struct outcome *o = &l->o;
	double weight = share(row->from);

	row->is_tried = true;
	for (int k = 1; k <= OBJECTIVES; k++)
		row->x[k] = logit(l, &l->m, row, k);
	o->tried += weight;
	if (row->from->n_labels == 0)
		o->empty += weight;
	for (int k = 1; k <= OBJECTIVES; k++)
		if (row->x[k] > X_LEAST)
			o->pairs[o->n++] = (struct pair){
				.rank = rank_of(row, k),
				.weight = weight,
				.x = row->x[k],
				.y = row->from->is_label[k],
			};
	if (l->is_wordy && row->weight > 0.9)
		complain(row);
}

/*
 * Where nearly every labelled passage of a language speaks to some objective,
 * the curve of the first rank learns that any log odds are good enough. So
 * passages in which nothing was found stand in for those that are missing.
 */
static void add_empty(struct outcome *o)
{
	double more = o->tried / EMPTY_SHARE - o->empty;

	if (more > 0)
		o->pairs[o->n++] = (struct pair){ .weight = more, .x = BIAS };
}

/* What one language's pairs of RANK add to the slopes of the fit. */
struct descent {
	double slope, shift, n;
};

static void descend(const struct outcome *o, size_t rank, double trust,
                    const struct codebook_curve *curve, struct descent *down)
{
	for (size_t i = 0; i < o->n; i++) {
		const struct pair *pair = &o->pairs[i];
		double off;

		if (pair->rank != rank)
			continue;
		off = number_probability(curve->slope * pair->x +
		                         curve->shift) -
		      (pair->y ? 1 : 0);
		down->slope += trust * pair->weight * off * pair->x;
		down->shift += trust * pair->weight * off;
		down->n += trust * pair->weight;
	}
}

/*
 * Platt: the slope and shift of RANK under which the odds of language AT are
 * likeliest. The others lend it theirs: most have too few passages.
 */
static void fit_curve(const struct learner *all, size_t n, size_t at,
                      size_t rank, struct codebook_curve *curve)
{
	*curve = (struct codebook_curve){ 1, 0 };
	for (int step = 0; step < CURVE_STEPS; step++) {
		struct descent down = { 0, 0, 0 };

		for (size_t i = 0; i < n; i++)
			descend(&all[i].o, rank, i == at ? 1 : LENT, curve,
			        &down);
		if (down.n <= 0)
			return;
		curve->slope -= 0.2 * down.slope / down.n;
		curve->shift -= 0.8 * down.shift / down.n;
	}
}

static int compare_features(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

static char *feature_text(const struct learner *l, uint64_t feature, double w)
{
	const struct lexicon *x = l->tongue->lexicon;
	const char *a = lexicon_text(x, (uint32_t)(feature >> 32));
	const char *b = lexicon_text(x, (uint32_t)(feature & UINT32_MAX));
	char text[2 * WORD_MOST + 32];

	snprintf(text, sizeof(text), "%s%s%s %.2f", a, *b ? " " : "", b, w);
	return strdup(text);
}

static void write_weights(const struct learner *l, const struct model *m, int k,
                          FILE *out)
{
	char **lines = calloc(l->n_features + 1, sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; lines && i < l->n_features; i++) {
		double w = m->w[k][i] * l->idf[i];

		if (magnitude(w) >= LEAST_WEIGHT)
			lines[n++] = feature_text(l, l->features[i], w);
	}
	if (lines)
		qsort(lines, n, sizeof(*lines), compare_features);
	fprintf(out, "\t<weights code=\"GCM.%d\" bias=\"%.2f\">\n", k,
	        m->bias[k]);
	for (size_t i = 0; i < n; i++) {
		fprintf(out, "%s\n", lines[i]);
		free(lines[i]);
	}
	fprintf(out, "\t</weights>\n");
	free(lines);
}

static int write_file(const struct learner *l, const struct model *m,
                      const char *dir, const struct codebook_curve *curves)
{
	const char *language = l->tongue->book->language;
	char path[PATH_MOST];
	FILE *out;

	snprintf(path, sizeof(path), "%s/weights-%s.xml", dir, language);
	out = fopen(path, "w");
	if (!out)
		return -1;
	fprintf(out,
	        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	        "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
	        "<!-- Written by `make codebook`; do not edit. -->\n"
	        "<codebook id=\"weights-%s\" version=\"2026.1\" "
	        "language=\"%s\">\n"
	        "\t<title>Learned weights, %s</title>\n"
	        "\t<source>tests/bench/coding_learn.c on %zu labelled "
	        "passages; no sentence of them is kept</source>\n",
	        language, language, language, l->n);
	for (int i = 0; i < CODEBOOK_RANKS; i++)
		fprintf(out,
		        "\t<curve rank=\"%d\" slope=\"%.3f\" "
		        "shift=\"%.3f\"/>\n",
		        i + 1, curves[i].slope, curves[i].shift);
	for (int k = 1; k <= OBJECTIVES; k++)
		write_weights(l, m, k, out);
	fprintf(out, "</codebook>\n");
	return fclose(out);
}

static void weigh_features(struct learner *l)
{
	for (size_t i = 0; i < l->n_features; i++) {
		double rows = (double)l->rows_with[i];

		l->idf[i] = l->rows_with[i] < LEAST_ROWS
		                    ? 0
		                    : natural_log((double)l->n / rows) / 4;
	}
}

/* What is said of ROW under CURVES, by falling confidence. */
static size_t say(const struct row *row, const struct codebook_curve *curves,
                  struct said *said)
{
	size_t n = 0;

	for (int k = 1; k <= OBJECTIVES; k++) {
		const struct codebook_curve *c = &curves[rank_of(row, k)];
		struct said one = { k, number_probability(c->slope * row->x[k] +
			                                  c->shift) };
		size_t at = n;

		if (one.confidence < SAID_LEAST)
			continue;
		while (at > 0 && said[at - 1].confidence < one.confidence) {
			said[at] = said[at - 1];
			at--;
		}
		said[at] = one;
		n++;
	}
	return n;
}

/* Cross-validated: each row as those outside its fold taught. */
static void report(const struct learner *l, const struct codebook_curve *curves)
{
	struct measure all = { 0 };
	struct measure kinds[TRUSTS] = { 0 };
	char name[NAME_MOST];

	for (size_t i = 0; i < l->n; i++) {
		struct said said[LABELS_MOST];
		const struct labelled *from = l->rows[i].from;
		size_t n;

		if (!l->rows[i].is_tried)
			continue;
		n = say(&l->rows[i], curves, said);
		measure_take(&all, from, said, n);
		for (size_t k = 0; k < TRUSTS; k++)
			if (strcmp(TRUST[k].kind, from->kind) == 0)
				measure_take(&kinds[k], from, said, n);
	}
	printf("%s: %zu passages, %zu features\n", l->tongue->book->language,
	       l->n, l->n_features);
	measure_print_head("cross-validated");
	measure_print(&all, l->tongue->book->language, true);
	for (size_t k = 0; k < TRUSTS; k++) {
		snprintf(name, sizeof(name), "  %s %s",
		         l->tongue->book->language, TRUST[k].kind);
		if (kinds[k].n)
			measure_print(&kinds[k], name, false);
		measure_clear(&kinds[k]);
	}
	measure_clear(&all);
}

/* Five-fold: each row is tried by what the others teach. */
static void cross_validate(struct learner *l)
{
	weigh_features(l);
	for (int k = 1; k <= OBJECTIVES; k++)
		l->m.w[k] = calloc(l->n_features + 1, sizeof(double));
	l->o.pairs = calloc(l->n * (OBJECTIVES + 1) + 1, sizeof(*l->o.pairs));
	for (unsigned fold = 0; fold < FOLDS; fold++) {
		learn(l, &l->m, fold);
		for (size_t i = 0; i < l->n; i++)
			if (l->rows[i].fold == fold &&
			    share(l->rows[i].from) > 0)
				try_row(l, &l->rows[i]);
	}
	add_empty(&l->o);
}

/* Fits the curves of language AT, then learns from all of its rows. */
static int finish(struct learner *all, size_t n, size_t at, const char *dir)
{
	struct learner *l = &all[at];
	struct codebook_curve curves[CODEBOOK_RANKS];

	if (l->n == 0)
		return 0;
	for (size_t i = 0; i < CODEBOOK_RANKS; i++)
		fit_curve(all, n, at, i, &curves[i]);
	report(l, curves);
	learn(l, &l->m, FOLDS);
	return write_file(l, &l->m, dir, curves);
}

static bool is_learned_from(const struct tongue *tongue,
                            const struct labelled *row)
{
	return strcmp(row->language, tongue->book->language) == 0 &&
	       !labelled_is_held(row);
}

/* Enters every stem first: what is not entered reads as no word. */
static int enter_all(struct learner *l, const struct labelled_set *set,
                     struct fault *f)
{
	for (size_t i = 0; i < set->n; i++) {
		uint32_t room[1024];
		struct symbols symbols = { .at = room, .most = 1024 };
		const struct labelled *row = &set->at[i];

		if (!is_learned_from(l->tongue, row))
			continue;
		l->n_all++;
		if (lexicon_enter(l->tongue->lexicon, row->text,
		                  strlen(row->text), false, &symbols, f) < 0)
			return -1;
	}
	return 0;
}

static int start(struct learner *l, struct coder *c, struct tongue *tongue,
                 const struct labelled_set *set, struct fault *f)
{
	int rc;

	*l = (struct learner){ .coder = c,
		               .tongue = tongue,
		               .is_wordy = getenv("WORDY") != NULL };
	rc = enter_all(l, set, f);
	l->rows = calloc(l->n_all + 1, sizeof(*l->rows));
	l->keys = calloc(FEATURES_SLOT, sizeof(*l->keys));
	l->slot_index = calloc(FEATURES_SLOT, sizeof(*l->slot_index));
	l->features = calloc(FEATURES_SLOT, sizeof(*l->features));
	l->rows_with = calloc(FEATURES_SLOT, sizeof(*l->rows_with));
	l->idf = calloc(FEATURES_SLOT, sizeof(*l->idf));
	for (int k = 1; k <= OBJECTIVES; k++) {
		char code[COMMITMENT_SIZE];

		snprintf(code, sizeof(code), "GCM.%d", k);
		l->position[k] = catalogue_position(c->catalogue, code);
	}
	for (size_t i = 0; i < set->n && rc == 0; i++)
		if (is_learned_from(tongue, &set->at[i]))
			take_row(l, &set->at[i]);
	if (rc == 0 && l->n > 0)
		cross_validate(l);
	return rc;
}

static void clear(struct learner *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->rows[i].features);
	for (int k = 1; k <= OBJECTIVES; k++)
		free(l->m.w[k]);
	free(l->o.pairs);
	free(l->rows);
	free(l->keys);
	free(l->slot_index);
	free(l->features);
	free(l->rows_with);
	free(l->idf);
}

/* All languages are tried before the first curve is fitted. */
static int learn_all(struct coder *c, const struct catalogue *catalogue,
                     const struct labelled_set *set, const char *dir,
                     struct fault *f)
{
	struct learner *all = calloc(c->n_tongues + 1, sizeof(*all));
	size_t n = 0;
	int rc = all ? 0 : fault_set(f, FAULT_MEMORY, "no memory");

	for (size_t i = 0; rc == 0 && i < c->n_tongues; i++) {
		rc = coder_learn(
			c, catalogue_codebook(catalogue)->languages[i].language,
			f);
		if (rc == 0 && c->tongues[i])
			rc = start(&all[n++], c, c->tongues[i], set, f);
	}
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = finish(all, n, i, dir);
	for (size_t i = 0; i < n; i++)
		clear(&all[i]);
	free(all);
	return rc;
}

int main(int argc, char **argv)
{
	struct catalogue *catalogue = NULL;
	struct coder *c = NULL;
	struct labelled_set set = { 0 };
	struct fault f = { 0 };
	int rc;

	if (argc != 4) {
		fprintf(stderr, "usage: coding_learn CORPUS SOURCE OUT\n");
		return 2;
	}
	rc = labelled_read(argv[1], "train.jsonl", &set, &f);
	if (rc == 0) {
		printf("no labelled passages in %s: nothing learned\n",
		       argv[1]);
		return 0;
	}
	if (rc > 0)
		rc = labelled_add_own(argv[2], &set, &f);
	if (rc == 0)
		rc = catalogue_new(NULL, 0, &catalogue, &f);
	if (rc == 0)
		rc = coder_new(catalogue, &c, &f);
	if (rc == 0)
		rc = learn_all(c, catalogue, &set, argv[3], &f);
	if (rc < 0)
		fprintf(stderr, "coding_learn: %s\n", f.text);
	coder_free(c);
	catalogue_free(catalogue);
	labelled_free(&set);
	return rc < 0;
}
