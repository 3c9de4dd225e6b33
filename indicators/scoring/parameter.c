/* SPDX-License-Identifier: Apache-2.0 */
#include "parameter.h"

#include "scoring.h"

/* Held against the table of METHOD.md 9.9 by tests/scoring. */
static const struct parameter PARAMETERS[] = {
	{ "confidence_least", CONFIDENCE_LEAST,
	  "a coding counts once it is more likely right than wrong" },
	{ "source_correlation", SOURCE_CORRELATION,
	  "passages of one source repeat each other: Kish's effective sample "
	  "size with this correlation never passes 5" },
	{ "unreviewed_most", UNREVIEWED_MOST,
	  "one program coded them all: its error is shared and does not "
	  "average out" },
	{ "thin_below", THIN_BELOW,
	  "less evidence than the prior itself weighs is no finding" },
	{ "split_share", SPLIT_SHARE,
	  "two heaps, each a quarter of the evidence or more: a mean "
	  "describes neither" },
	{ "prior_regression", PRIOR_REGRESSION,
	  "with the other four the prior weighs 1 and its mean is 0: no "
	  "progress shown" },
	{ "prior_other", PRIOR_OTHER,
	  "gap, intention, measure and result alike: no opinion among them" },
	{ "value_regression", VALUE_REGRESSION,
	  "as far below nothing as a result is above it" },
	{ "value_gap", VALUE_GAP, "no progress shown" },
	{ "value_intention", VALUE_INTENTION, "a third of the way" },
	{ "value_measure", VALUE_MEASURE, "two thirds of the way" },
	{ "value_result", VALUE_RESULT, "an effect on people" },
	{ "interval_tail", INTERVAL_TAIL,
	  "intervals are 90 %: a twentieth lies beyond each end" },
	{ "draws_cell", DRAWS_CELL,
	  "a probability near 0.95 is then known to 0.007 (twice its standard "
	  "error)" },
	{ "draws_rollup", DRAWS_ROLLUP,
	  "an end of the interval of a roll-up is then known to a few tenths "
	  "of a point" },
	{ "order_least", ORDER_LEAST,
	  "an order is stated only when it is wrong once in twenty" },
	{ "contradict_least", CONTRADICT_LEAST,
	  "lower than for an order, since the two conditions on what the "
	  "evidence is must hold as well" },
	{ "contradict_share", CONTRADICT_SHARE,
	  "half of one side asserts acts, half of the other harm or lack" },
	{ "close_within", CLOSE_WITHIN, "one step of the scale" },
	{ "agree_least", AGREE_LEAST,
	  "three to one that the two are within a step" },
	{ "alleged_least", ALLEGED_LEAST,
	  "an allegation is grave: wrong at most once in twenty" },
	{ "rollup_share", (double)ROLLUP_SHARE_OVER / ROLLUP_SHARE_UNDER,
	  "a mean over fewer would speak for what was left out" },
	{ "copula_correlation", COPULA_CORRELATION,
	  "one report and one coder stand behind all cells of a roll-up" },
	{ "similar_least", (double)SIMILAR_OVER / SIMILAR_UNDER,
	  "passages that share this much of their shingles are copies" },
	{ "shingle_words", SHINGLE_WORDS,
	  "three words in a row seldom meet by chance" },
	{ "sketch_most", SKETCH_MOST,
	  "a likeness of 0.8 between two long documents is then known to 0.018 "
	  "(its standard error)" },
	{ "sketch_least", SKETCH_LEAST,
	  "a document of fewer shingles, a sentence or two, may be like another "
	  "by chance" },
	{ "repeated_least", REPEATED_LEAST,
	  "two intentions with half of their words in common promise the same" },
	{ "pair_least", PAIR_LEAST,
	  "below a quarter of shared words two passages only meet by chance" },
	{ "stem_letters", STEM_LETTERS,
	  "endings of the languages we meet come after the sixth letter" },
	{ "stem_least", STEM_LEAST,
	  "shorter words are mostly grammar, which any two passages share" },
	{ "statistic_years", STATISTIC_YEARS,
	  "the Compact is reviewed every four years: as much belongs to the "
	  "first round of a family" },
};

const char *scoring_version(void)
{
	return METHOD_VERSION;
}

const struct parameter *scoring_parameters(size_t *n)
{
	*n = sizeof(PARAMETERS) / sizeof(PARAMETERS[0]);
	return PARAMETERS;
}
