/* SPDX-License-Identifier: Apache-2.0 */
#include "shapes.h"

#include <string.h>

#include "model/attribution.h"
#include "model/cell.h"
#include "model/coding.h"
#include "model/commitment.h"
#include "model/series.h"
#include "model/submission.h"

#include "diff.h"
#include "handlers.h"
#include "passages.h"
#include "scoring.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Objects inside rows, and answers that are no tables. */
static const struct shape NESTED[] = {
	{ .name = "Action", .members = "code:text label:text" },
	{ .name = "Catalogue",
	  .members = "id:text version:text title:text source:~text "
	             "clusters:Cluster* principles:Principle* "
	             "commitments:Commitment*" },
	{ .name = "CellClass",
	  .members = "kind:text name:text before:count after:count" },
	{ .name = "ChangeReason",
	  .members = "reason:text count:count submissions:text* from?:~text "
	             "to?:~text superseded_by?:text* passages?:text*" },
	{ .name = "Claimant",
	  .members = "source:text name:~text voice:voice passages:count "
	             "endorsed:count members:text*" },
	{ .name = "Cluster",
	  .members = "number:count title:~text status:~text" },
	{ .name = "Coding",
	  .members = "commitment:text level:level demand:bool "
	             "confidence:number counted:bool states:text* "
	             "principles:text* why:Reason* review:Review" },
	{ .name = "Comparison",
	  .members = "cells:Cell* pairs:Pair* names:ComparisonNames" },
	{ .name = "ComparisonNames",
	  .members = "states:NamedState{} commitments:NamedCommitment{}" },
	{ .name = "Coverage",
	  .members = "round:text voice:voice submissions:count assessed:count "
	             "not_assessed:count refused:count" },
	{ .name = "Crosswalk",
	  .members = "commitment:text strength:~text source:~text" },
	{ .name = "Diff",
	  .members = "a:DiffSide b:DiffSide summary:DiffSummary "
	             "vanished:CellClass* appeared:CellClass* "
	             "cells:CellChange*" },
	{ .name = "DiffSide",
	  .members = "release:text as_of:~time method:~text catalogue:~text "
	             "cells:count submissions:count recorded:bool" },
	{ .name = "DiffSummary",
	  .members = "cells_changed:count changed:count{} why:count{}" },
	{ .name = "Endorser", .members = "source:text name:text" },
	{ .name = "Endorsers",
	  .members = "count:count distinct:count missing_numbers:count* "
	             "duplicates:text* names:text* from:~text" },
	{ .name = "Health", .members = "status:text" },
	{ .name = "Help",
	  .members = "service:text version:text routes:HelpRoute*" },
	{ .name = "HelpParameter",
	  .members = "name:text help:text allowed:text required:bool "
	             "values_most:count" },
	{ .name = "HelpRoute",
	  .members = "method:text path:text help:text formats:text* "
	             "parameters:HelpParameter*" },
	{ .name = "Job",
	  .members = "id:text submission:text status:text done:bool "
	             "reason:~text document_sha256:text passages:~count "
	             "codings:~count job:text self:text" },
	{ .name = "Mark", .members = "start:count length:count" },
	{ .name = "NamedCommitment", .members = "title:text title_lang:~text" },
	{ .name = "NamedState", .members = "name:text name_lang:text" },
	{ .name = "Paired",
	  .members = "pairing:text similarity:~number before:~Quote "
	             "now:~Quote further:PairedFurther*" },
	{ .name = "PairedFurther",
	  .members = "similarity:number before:~Quote now:~Quote" },
	{ .name = "Principle", .members = "code:text titles:Titles" },
	{ .name = "Quote",
	  .members = "passage:text quote:text level:level author:~text "
	             "title:~text symbol:~text paragraph:~text page:~count" },
	{ .name = "Readiness",
	  .members = "status:text store:text publication:count current:bool "
	             "schema:~count checks:ReadinessCheck*" },
	{ .name = "ReadinessCheck", .members = "name:text ok:bool says:text" },
	{ .name = "Reason", .members = "kind:text text:text weight:number" },
	{ .name = "ReleaseCells",
	  .members = "stored:count by_status:count{} by_voice:count{}" },
	{ .name = "ReleaseSince",
	  .members = "release:text submissions_came:count "
	             "submissions_superseded:count "
	             "submissions_read_anew:count method_changed:bool "
	             "catalogue_changed:bool decided_on:bool diff:text" },
	{ .name = "ReleaseSubmissions",
	  .members = "known:count superseded:count by_status:count{} "
	             "by_voice:count{}" },
	{ .name = "Review",
	  .members = "status:text coders:count agreed:count "
	             "program_level:~level" },
	{ .name = "Scorecard",
	  .members = "state:text name:text name_lang:text round:text "
	             "catalogue:text commitments:ScorecardRow*" },
	{ .name = "ScorecardCell",
	  .members = "status:status score:~number low:~number high:~number "
	             "passages:count sources:count evidence:text "
	             "trend:~ScorecardTrend" },
	{ .name = "ScorecardDivergence",
	  .members = "a:voice b:voice relation:relation higher:~voice "
	             "difference:~number low:~number high:~number "
	             "p_greater:~number reviewed:bool" },
	{ .name = "ScorecardRow",
	  .members = "commitment:text title:text title_lang:~text "
	             "cluster:~count cells:ScorecardCell{} "
	             "divergence:ScorecardDivergence "
	             "regression_alleged:regression_alleged" },
	{ .name = "ScorecardTrend",
	  .members = "from:text difference:number low:number high:number "
	             "p_better:number p_worse:number" },
	{ .name = "Selector",
	  .members = "type:text exact?:text prefix?:text suffix?:text "
	             "unit?:text start?:count end?:count" },
	{ .name = "SourceWeight",
	  .members = "source:count passages:count score:number weight:number "
	             "points:number" },
	{ .name = "Strongest", .members = "a:~Quote b:~Quote" },
	{ .name = "SubmissionLinks",
	  .members = "self:text text:text original:text passages:text" },
	{ .name = "Title", .members = "text:text status:~text" },
	{ .name = "Titles",
	  .members = "en?:Title fr?:Title es?:Title ar?:Title ru?:Title "
	             "zh?:Title" },
	{ .name = "VersionCount", .members = "version:text submissions:count" },
};

static const struct shape *const TABLES[] = {
	&SHAPE_AGREEMENT,
	&SHAPE_CATALOGUE_INFO,
	&SHAPE_CELL,
	&SHAPE_CELL_CHANGE,
	&SHAPE_CHANGE,
	&SHAPE_COMMITMENT,
	&SHAPE_COMMITMENT_WEIGHT,
	&SHAPE_DIVERGENCE,
	&SHAPE_INDICATOR,
	&SHAPE_METHOD,
	&SHAPE_METHOD_PARAMETER,
	&SHAPE_OBSERVATION,
	&SHAPE_PAIR,
	&SHAPE_PASSAGE,
	&SHAPE_PASSAGE_FOUND,
	&SHAPE_RANK,
	&SHAPE_RELEASE,
	&SHAPE_RELEASE_WHOLE,
	&SHAPE_ROBUSTNESS,
	&SHAPE_ROLLUP,
	&SHAPE_ROLLUP_PAIR,
	&SHAPE_ROUND,
	&SHAPE_STATE,
	&SHAPE_STATE_WHOLE,
	&SHAPE_SUBMISSION,
	&SHAPE_SUBMISSION_WHOLE,
	&SHAPE_TREND_STEP,
};

/* A handler that gives JSON has its row here. */
static const struct shaped SHAPED[] = {
	{ .answer = answer_agreement, .data = "Agreement*" },
	{ .answer = answer_catalogue, .data = "Catalogue" },
	{ .answer = answer_catalogues, .data = "CatalogueInfo*" },
	{ .answer = answer_cells, .data = "Cell*" },
	{ .answer = answer_changes, .data = "Change*" },
	{ .answer = answer_compare, .data = "Comparison" },
	{ .answer = answer_diff, .data = "Diff" },
	{ .answer = answer_divergence, .data = "Divergence*" },
	{ .answer = answer_health, .data = "Health", .is_bare = true },
	{ .answer = answer_help, .data = "Help" },
	{ .answer = answer_index, .data = "Help" },
	{ .answer = answer_indicators, .data = "Indicator*" },
	{ .answer = answer_job, .data = "Job" },
	{ .answer = answer_method, .data = "MethodParameter*" },
	{ .answer = answer_methods, .data = "Method*" },
	{ .answer = answer_observations, .data = "Observation*" },
	{ .answer = answer_openapi, .is_foreign = true },
	{ .answer = answer_passage, .data = "Passage" },
	{ .answer = answer_passages, .data = "Passage*" },
	{ .answer = answer_post, .data = "Job" },
	{ .answer = answer_ready,
	  .data = "Readiness",
	  .is_bare = true,
	  .can_fail = true },
	{ .answer = answer_release, .data = "ReleaseWhole" },
	{ .answer = answer_releases, .data = "Release*" },
	{ .answer = answer_robustness, .data = "Robustness*" },
	{ .answer = answer_rollup, .data = "Rollup*" },
	{ .answer = answer_rollup_pairs, .data = "RollupPair*" },
	{ .answer = answer_rollup_ranks, .data = "Rank*" },
	{ .answer = answer_rollup_weights, .data = "CommitmentWeight*" },
	{ .answer = answer_rounds, .data = "Round*" },
	{ .answer = answer_scorecard, .data = "Scorecard" },
	{ .answer = answer_search, .data = "PassageFound*" },
	{ .answer = answer_state, .data = "StateWhole" },
	{ .answer = answer_states, .data = "State*" },
	{ .answer = answer_submission, .data = "SubmissionWhole" },
	{ .answer = answer_submissions, .data = "Submission*" },
	{ .answer = answer_trend, .data = "TrendStep*" },
};

/* The narrower first. */
static const struct word_list WORD_LISTS[] = {
	{ "Submission", "status", SUBMISSION_STATUS_NAMES,
	  SUBMISSION_STATUS_COUNT },
	{ "SubmissionWhole", "status", SUBMISSION_STATUS_NAMES,
	  SUBMISSION_STATUS_COUNT },
	{ "Passage", "attribution", ATTRIBUTION_NAMES, ATTRIBUTION_COUNT },
	{ "PassageFound", "attribution", ATTRIBUTION_NAMES, ATTRIBUTION_COUNT },
	{ "Agreement", "status", ALPHA_WORDS, ALPHA_WORDS_COUNT },
	{ "Change", "kind", CHANGE_KIND_NAMES, CHANGE_KIND_COUNT },
	{ "Change", "status", SUBMISSION_STATUS_NAMES,
	  SUBMISSION_STATUS_COUNT },
	{ "CellClass", "kind", CLASS_KIND_NAMES, CLASS_KIND_COUNT },
	{ "ChangeReason", "reason", DIFF_WHY_WORDS, WHY_COUNT },
	{ NULL, "applies", APPLIES_NAMES, APPLIES_COUNT },
	{ NULL, "direction", DIRECTION_NAMES, DIRECTION_COUNT },
	{ NULL, "higher", VOICE_NAMES, VOICE_COUNT },
	{ NULL, "level", LEVEL_NAMES, LEVEL_COUNT },
	{ NULL, "name_lang", UN_LANGUAGE_NAMES, UN_LANGUAGE_COUNT },
	{ NULL, "nature", NATURE_NAMES, NATURE_COUNT },
	{ NULL, "order", ORDER_NAMES, ORDER_COUNT },
	{ NULL, "place", PLACE_NAMES, PLACE_COUNT },
	{ NULL, "regression_alleged", REGRESSION_NAMES,
	  REGRESSION_ALLEGED_COUNT },
	{ NULL, "relation", RELATION_NAMES, RELATION_COUNT },
	{ NULL, "status", CELL_STATUS_NAMES, CELL_STATUS_COUNT },
	{ NULL, "tally", TALLY_NAMES, TALLY_COUNT },
	{ NULL, "title_lang", UN_LANGUAGE_NAMES, UN_LANGUAGE_COUNT },
	{ NULL, "voice", VOICE_NAMES, VOICE_COUNT },
};

/* Sorted by name: what a column or member means wherever it stands. */
static const struct {
	const char *name, *meaning;
} MEANINGS[] = {
	{ "any_scale", "whether the order holds under every scale of the "
	               "levels that was tried (METHOD.md 9.6)" },
	{ "assessed", "how many have a score that is stated" },
	{ "attribution", "how it is known whose claim it is" },
	{ "by_source", "what each source weighs; source counts from 1" },
	{ "cells_sha256", "over all cells, as published" },
	{ "cluster", "round table of the Compact's review, 1 to 4" },
	{ "coders", "people who decided on it" },
	{ "commitment", "its code, such as GCM.13" },
	{ "copy_of", "the earlier submission whose text it repeats" },
	{ "coverage_sha256", "over what each voice had sent, as published" },
	{ "decisions", "decisions of people that stand" },
	{ "difference", "a less b, or now less before" },
	{ "document_sha256", "SHA-256 of the document's bytes" },
	{ "effective_sources", "sources, as many of equal weight would be" },
	{ "evidence", "address of exactly the passages that count" },
	{ "evidence_mass", "passages by confidence and weight, without the "
	                   "prior" },
	{ "heading_trail", "headings above it, the outermost first" },
	{ "high", "upper end of the interval" },
	{ "higher", "the voice that stands higher, where they differ" },
	{ "level", "what a passage asserts" },
	{ "low", "lower end of the interval" },
	{ "marks", "where the words lie in the quote, in bytes" },
	{ "mean_silent_zero", "the mean if what is not assessed were 0" },
	{ "name_lang", "language of the name" },
	{ "normalised", "its place between the goalposts, 0 to 1" },
	{ "order", "which of two stands above, where P is at least 0.95" },
	{ "p_error", "standard error of p_greater, from drawing it" },
	{ "p_greater", "probability that a is above b" },
	{ "p_less", "probability that a is below b" },
	{ "prior_weight", "share of the score that is the prior's" },
	{ "quote", "the passage, word for word" },
	{ "relation", "of two voices on one commitment (METHOD.md 8)" },
	{ "reviewed", "a person accepted a passage on each side" },
	{ "reviewed_share", "share of the passages that people reviewed" },
	{ "round", "review round" },
	{ "score", "-100 to 100; null unless the status is assessed" },
	{ "set_aside", "codings that people rejected or only some added" },
	{ "share_assessed", "assessed, of the commitments" },
	{ "state", "ISO 3166-1 alpha-3" },
	{ "status", "how far it is known, or why nothing is" },
	{ "title_lang", "language of the title" },
	{ "voice", "who speaks" },
};

const struct shape *shape_at(size_t i)
{
	if (i < COUNT(TABLES))
		return TABLES[i];
	i -= COUNT(TABLES);
	return i < COUNT(NESTED) ? &NESTED[i] : NULL;
}

const struct shaped *shaped_by(handler *answer)
{
	for (size_t i = 0; i < COUNT(SHAPED); i++)
		if (SHAPED[i].answer == answer)
			return &SHAPED[i];
	return NULL;
}

const struct word_list *words_listed_for(const char *shape, const char *name)
{
	for (size_t i = 0; i < COUNT(WORD_LISTS); i++)
		if (strcmp(WORD_LISTS[i].name, name) == 0 &&
		    (!WORD_LISTS[i].shape ||
		     strcmp(WORD_LISTS[i].shape, shape) == 0))
			return &WORD_LISTS[i];
	return NULL;
}

const struct word_list *words_listed(size_t i)
{
	return i < COUNT(WORD_LISTS) ? &WORD_LISTS[i] : NULL;
}

const char *meaning_of(const char *name)
{
	for (size_t i = 0; i < COUNT(MEANINGS); i++)
		if (strcmp(MEANINGS[i].name, name) == 0)
			return MEANINGS[i].meaning;
	return NULL;
}
