#!/usr/bin/env Rscript
# SPDX-License-Identifier: Apache-2.0
# How does a state's own report compare with what organisations submitted,
# and is it worse than last round?
#
#     Rscript compare.R [ADDRESS [STATE [COMMITMENT]]]
#
# Needs jsonlite, and nothing of the service but its JSON (API.md).
suppressPackageStartupMessages(library(jsonlite))

given <- commandArgs(trailingOnly = TRUE)
default <- c("http://127.0.0.1:8710", "SVN", "GCM.13")
given <- c(given, default[seq_along(default) > length(given)])
base <- given[1]
state <- given[2]
commitment <- given[3]

words <- c(
	contradict = "they contradict each other",
	differ_in_degree = "one is higher than the other, without contradiction",
	agree = "they agree",
	undecided = "the evidence does not decide whether they agree",
	state_silent = "the state's report says nothing on it; organisations do",
	civil_society_silent = "organisations say nothing on it; the state's report does",
	both_silent = "neither says anything on it",
	none = "there are not two accounts to compare"
)

# The data of one answer of the service, as a data frame or a list of them.
ask <- function(route, ...) {
	query <- list(...)
	query <- paste0(names(query), "=", query, collapse = "&")
	fromJSON(paste0(base, "/api/v1/", route, "?", query), flatten = TRUE)$data
}

both <- ask("compare", states = state, commitments = commitment, voices = "state,civil_society")
pair <- both$pairs
if (length(pair) == 0) {
	message("Nothing was received on ", state, ".")
	quit(status = 1)
}
# Without rounds= it is the latest in which anybody spoke of the state.
this_round <- pair$round[1]
trend <- ask("trend", state = state, commitment = commitment, voice = "state,civil_society")

cat(sprintf("%s, %s, %s\n", state, commitment, this_round))
voices <- c(state = "own report", civil_society = "organisations")
for (voice in names(voices)) {
	cell <- both$cells[both$cells$voice == voice & both$cells$round == this_round, ]
	change <- trend[trend$voice == voice & trend$round == this_round, ]
	cat("\n")
	# A score is stated only where enough was said; else a word says why not.
	if (cell$status == "assessed") {
		cat(sprintf("%s: %.1f (90 %% interval %.1f to %.1f)\n", voices[voice], cell$score, cell$low, cell$high))
	} else {
		cat(sprintf("%s: no score (%s)\n", voices[voice], cell$status))
	}
	# A change is stated against the last round of the family with a score.
	if (nrow(change) == 1 && !is.na(change$change.p_worse)) {
		cat(sprintf("  worse than in %s: P = %.3f\n", change$change.from, change$change.p_worse))
	} else {
		cat("  worse than last round: cannot be told, there are not two scores\n")
	}
	cat(sprintf("  quotes: %s%s\n", base, cell$evidence))
}
cat(sprintf("\nrelation: %s (%s)\n", words[pair$relation[1]], pair$relation[1]))
if (!is.na(pair$p_greater[1])) {
	cat(sprintf("  own report higher: P = %.3f\n", pair$p_greater[1]))
}
