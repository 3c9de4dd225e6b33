/* SPDX-License-Identifier: Apache-2.0 */
#include "parameter.h"

#include <stddef.h>
#include <string.h>

#include "base/fault.h"

#include "scoring.h"

/*
 * The versions of the method, the one in use first. None is ever changed: a
 * release names the version that made it, and its sums are made again by that.
 */
static const struct method METHODS[] = {
	{
		.version = "1.1",
		.confidence_least = 0.5,
		.source_correlation = 0.2,
		.unreviewed_most = 6.0,
		.thin_below = 1.0,
		.split_share = 0.25,
		.prior = { 1.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0,
	                   1.0 / 6.0 },
		.values = { -1.0, 0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0 },
		.interval_tail = 0.05,
		.order_least = 0.95,
		.contradict_least = 0.90,
		.contradict_share = 0.5,
		.close_within = 100.0 / 3.0,
		.agree_least = 0.75,
		.alleged_least = 0.95,
		.rollup_share = 2.0 / 3.0,
		.copula_correlation = 0.6,
	},
	{
		.version = "1.0",
		.confidence_least = 0.5,
		.source_correlation = 0.2,
		.unreviewed_most = 6.0,
		.thin_below = 1.0,
		.split_share = 0.25,
		.prior = { 1.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0,
	                   1.0 / 6.0 },
		.values = { -1.0, 0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0 },
		.interval_tail = 0.05,
		.order_least = 0.95,
		.contradict_least = 0.90,
		.contradict_share = 0.5,
		.close_within = 100.0 / 3.0,
		.agree_least = 0.75,
		.alleged_least = 0.95,
		.rollup_share = 2.0 / 3.0,
		.copula_correlation = 0.5,
	},
};

#define METHODS_COUNT (sizeof(METHODS) / sizeof(METHODS[0]))

/* Where the value of a parameter stands. */
enum place {
	PLACE_STORED,   /* in struct method; acts on masses that are stored */
	PLACE_EVIDENCE, /* in struct method; acts on what is stored of sources
	                 */
	PLACE_FIXED     /* here: the same in every version */
};

struct row {
	const char *name;
	const char *reason;
	enum place place;
	size_t offset; /* in struct method */
	double fixed;
};

#define AT(member)   PLACE_STORED, offsetof(struct method, member), 0
#define FROM(member) PLACE_EVIDENCE, offsetof(struct method, member), 0
#define FIXED(value) PLACE_FIXED, 0, (value)

/* Held against the table of METHOD.md 9.9 by tests/scoring. */
static const struct row ROWS[] = {
	{ "confidence_least",
	  "a coding counts once it is more likely right than wrong",
	  FROM(confidence_least) },
	{ "source_correlation",
	  "passages of one source repeat each other: Kish's effective sample "
	  "size with this correlation never passes 5",
	  FROM(source_correlation) },
	{ "unreviewed_most",
	  "one program coded them all: its error is shared and does not "
	  "average out",
	  FROM(unreviewed_most) },
	{ "thin_below",
	  "less evidence than the prior itself weighs is no finding",
	  AT(thin_below) },
	{ "split_share",
	  "two heaps, each a quarter of the evidence or more: a mean "
	  "describes neither",
	  FROM(split_share) },
	{ "prior_regression",
	  "with the other four the prior weighs 1 and its mean is 0: no "
	  "progress shown",
	  AT(prior[SCALE_REGRESSION]) },
	{ "prior_other",
	  "gap, intention, measure and result alike: no opinion among them",
	  AT(prior[SCALE_GAP]) },
	{ "value_regression", "as far below nothing as a result is above it",
	  FROM(values[SCALE_REGRESSION]) },
	{ "value_gap", "no progress shown", FROM(values[SCALE_GAP]) },
	{ "value_intention", "a third of the way",
	  FROM(values[SCALE_INTENTION]) },
	{ "value_measure", "two thirds of the way",
	  FROM(values[SCALE_MEASURE]) },
	{ "value_result", "an effect on people", FROM(values[SCALE_RESULT]) },
	{ "interval_tail",
	  "intervals are 90 %: a twentieth lies beyond each end",
	  AT(interval_tail) },
	{ "draws_cell",
	  "a probability near 0.95 is then known to 0.007 (twice its standard "
	  "error)",
	  FIXED(DRAWS_CELL) },
	{ "draws_rollup",
	  "an end of the interval of a roll-up is then known to a few tenths "
	  "of a point",
	  FIXED(DRAWS_ROLLUP) },
	{ "draws_weights",
	  "a share of weight draws is then known to 0.032 at most (twice "
	  "its standard error)",
	  FIXED(DRAWS_WEIGHTS) },
	{ "order_least",
	  "an order is stated only when it is wrong once in twenty",
	  AT(order_least) },
	{ "contradict_least",
	  "lower than for an order, since the two conditions on what the "
	  "evidence is must hold as well",
	  AT(contradict_least) },
	{ "contradict_share",
	  "half of one side asserts acts, half of the other harm or lack",
	  AT(contradict_share) },
	{ "close_within", "one step of the scale", AT(close_within) },
	{ "agree_least", "three to one that the two are within a step",
	  AT(agree_least) },
	{ "alleged_least",
	  "an allegation is grave: wrong at most once in twenty",
	  AT(alleged_least) },
	{ "rollup_share", "a mean over fewer would speak for what was left out",
	  AT(rollup_share) },
	{ "copula_correlation",
	  "one report and one coder stand behind all cells of a roll-up; "
	  "fitted to the simulation of 9.5",
	  AT(copula_correlation) },
	{ "similar_least",
	  "passages that share this much of their shingles are copies",
	  FIXED((double)SIMILAR_OVER / SIMILAR_UNDER) },
	{ "shingle_words", "three words in a row seldom meet by chance",
	  FIXED(SHINGLE_WORDS) },
	{ "sketch_most",
	  "a likeness of 0.8 between two long documents is then known to 0.018 "
	  "(its standard error)",
	  FIXED(SKETCH_MOST) },
	{ "sketch_least",
	  "a document of fewer shingles, a sentence or two, may be like another "
	  "by chance",
	  FIXED(SKETCH_LEAST) },
	{ "repeated_least",
	  "two intentions with half of their words in common promise the same",
	  FIXED(REPEATED_LEAST) },
	{ "pair_least",
	  "below a quarter of shared words two passages only meet by chance",
	  FIXED(PAIR_LEAST) },
	{ "stem_letters",
	  "endings of the languages we meet come after the sixth letter",
	  FIXED(STEM_LETTERS) },
	{ "stem_least",
	  "shorter words are mostly grammar, which any two passages share",
	  FIXED(STEM_LEAST) },
	{ "statistic_years",
	  "the Compact is reviewed every four years: as much belongs to the "
	  "first round of a family",
	  FIXED(STATISTIC_YEARS) },
};

#define ROWS_COUNT (sizeof(ROWS) / sizeof(ROWS[0]))

const char *scoring_version(void)
{
	return METHODS[0].version;
}

const struct method *scoring_methods(size_t *n)
{
	*n = METHODS_COUNT;
	return METHODS;
}

const struct method *scoring_method(const char *version)
{
	for (size_t i = 0; i < METHODS_COUNT; i++)
		if (!version || strcmp(METHODS[i].version, version) == 0)
			return &METHODS[i];
	return NULL;
}

static double value_of(const struct method *m, const struct row *row)
{
	double value;

	if (row->place == PLACE_FIXED)
		return row->fixed;
	memcpy(&value, (const char *)m + row->offset, sizeof(value));
	return value;
}

/* Equal values are equal bytes: they are never computed. */
static bool is_same(double a, double b)
{
	return !(a < b) && !(a > b);
}

bool method_is_akin(const struct method *a, const struct method *b)
{
	for (size_t i = 0; i < ROWS_COUNT; i++)
		if (ROWS[i].place == PLACE_EVIDENCE &&
		    !is_same(value_of(a, &ROWS[i]), value_of(b, &ROWS[i])))
			return false;
	return true;
}

/* Sets the place of ROW; the prior's other four levels are one parameter. */
static void set_value(struct method *m, const struct row *row, double value)
{
	memcpy((char *)m + row->offset, &value, sizeof(value));
	if (row->offset == offsetof(struct method, prior[SCALE_GAP]))
		for (size_t j = SCALE_GAP; j < SCALE_COUNT; j++)
			m->prior[j] = value;
}

/* What no value may leave: a share is a share, a prior is there. */
static bool is_possible(const struct row *row, double value)
{
	bool is_value = row->offset >= offsetof(struct method, values) &&
	                row->offset < offsetof(struct method, interval_tail);
	bool is_large =
		row->offset == offsetof(struct method, close_within) ||
		row->offset == offsetof(struct method, unreviewed_most) ||
		row->offset == offsetof(struct method, thin_below);

	if (is_value)
		return value >= -1.0 && value <= 1.0;
	if (is_large)
		return value >= 0.0 && value <= 200.0;
	if (row->offset == offsetof(struct method, confidence_least))
		return value >= 0.5 && value <= 1.0;
	if (row->offset == offsetof(struct method, interval_tail))
		return value >= 0.01 && value <= 0.25;
	return value > 0.0 && value <= 1.0;
}

static const struct row *row_find(const char *name)
{
	for (size_t i = 0; i < ROWS_COUNT; i++)
		if (strcmp(ROWS[i].name, name) == 0)
			return &ROWS[i];
	return NULL;
}

/* Reads "0.25" or "-1": digits with one point, six after it at most. */
static bool read_decimal(const char *text, double *out)
{
	bool is_negative = *text == '-';
	double whole = 0.0, part = 1.0;
	size_t digits = 0, after = 0;

	for (text += is_negative; *text >= '0' && *text <= '9'; text++)
		if (++digits <= 6)
			whole = whole * 10.0 + (*text - '0');
	for (text += *text == '.'; *text >= '0' && *text <= '9'; text++) {
		whole = whole * 10.0 + (*text - '0');
		part *= 10.0;
		after++;
	}
	*out = (is_negative ? -whole : whole) / part;
	return *text == '\0' && digits >= 1 && digits <= 6 && after <= 6;
}

/* For which there is room. */
static void append(char *text, const char *more)
{
	memcpy(text + strlen(text), more, strlen(more) + 1);
}

int method_set(struct method *m, const char *name, const char *value,
               struct fault *f)
{
	const struct row *row = row_find(name);
	size_t len = strlen(m->version);
	double number;

	if (!row)
		return fault_set(f, FAULT_INPUT,
		                 "no parameter is called \"%.40s\": "
		                 "METHOD.md 9.9 lists them",
		                 name);
	if (row->place == PLACE_FIXED)
		return fault_set(f, FAULT_INPUT,
		                 "%s is the same in every version", name);
	if (!read_decimal(value, &number) || !is_possible(row, number))
		return fault_set(f, FAULT_INPUT, "%s cannot be \"%.40s\"", name,
		                 value);
	if (len + strlen(name) + strlen(value) + 3 > sizeof(m->version))
		return fault_set(f, FAULT_LIMIT,
		                 "more parameters set than the name of a draft "
		                 "holds");
	set_value(m, row, number);
	append(m->version, "+");
	append(m->version, name);
	append(m->version, "=");
	append(m->version, value);
	return 0;
}

bool method_parameter(const struct method *m, size_t i, struct parameter *out)
{
	if (i >= ROWS_COUNT)
		return false;
	*out = (struct parameter){ ROWS[i].name, value_of(m, &ROWS[i]),
		                   ROWS[i].reason };
	return true;
}
