# SPDX-License-Identifier: Apache-2.0
source(file.path(Sys.getenv("HERE"), "tap.R"))
needs("readr", "jsonlite")

rows <- readr::read_csv(paste0(cells_url, "&format=csv"), show_col_types = FALSE)
check(nrow(readr::problems(rows)) == 0, "readr parses every row of the cells without a problem", readr::problems(rows))
check(is_truth(rows), "readr reads the numbers of the JSON, and what is missing as NA", head(rows))
type <- function(column) class(rows[[column]])[1]
numbers <- c("score", "low", "high", "evidence_mass", "sources", "effective_sources", "passages", "reviewed_share",
	"levels_regression", "levels_gap", "levels_intention", "levels_measure", "levels_result")
texts <- c("state", "commitment", "round", "voice", "status", "evidence")
check(all(vapply(numbers, type, "") == "numeric"), "readr guesses numbers to be numbers", vapply(numbers, type, ""))
check(all(vapply(texts, type, "") == "character"), "readr guesses words to be text", vapply(texts, type, ""))
check(is.na(sum(rows$score[rows$status == "silent"])) && any(rows$status == "silent"),
	"silence has no score in readr, not 0")

marked <- readr::read_csv(paste0(cells_url, "&format=csv&bom=1"), show_col_types = FALSE)
check(identical(names(marked), names(rows)), "readr does not see a byte order mark in the first name", names(marked))

states <- readr::read_csv(paste0(base, "/api/v1/states?lang=ar&format=csv"), show_col_types = FALSE)
check(nrow(readr::problems(states)) == 0, "readr parses the states without a problem", readr::problems(states))
check(identical(states$name[states$iso3 == "XAV"], "\u0623\u0641\u064a\u0644\u064a\u0627"),
	"readr keeps a name in Arabic", states$name[states$iso3 == "XAV"])

# Its code of two letters is NA, which stands for missing unless one says so.
states <- readr::read_csv(paste0(base, "/api/v1/states?format=csv"), na = "", show_col_types = FALSE)
check(identical(states$iso2[states$iso3 == "NAM"], "NA"), "readr has Namibia's code where only the empty is missing")

sent <- readr::read_csv(paste0(base, "/api/v1/submissions?state=XBO&format=csv"), show_col_types = FALSE)
check(nrow(readr::problems(sent)) == 0 && Sys.getenv("ARABIC") %in% sent$title, "readr keeps a title in Arabic", sent$title)
check(inherits(sent$received, "POSIXct"), "readr takes the time of receipt for a time", class(sent$received))

quotes <- readr::read_csv(paste0(base, "/api/v1/passages?state=XAV&format=csv&limit=1000"), show_col_types = FALSE)
count <- length(jsonlite::fromJSON(paste0(base, "/api/v1/passages?state=XAV&limit=1000"))$data$id)
check(nrow(readr::problems(quotes)) == 0 && nrow(quotes) == count && count > 20,
	"readr parses quotes with commas, quotation marks and line ends", c(nrow(quotes), count))
end()
