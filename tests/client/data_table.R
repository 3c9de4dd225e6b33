# SPDX-License-Identifier: Apache-2.0
source(file.path(Sys.getenv("HERE"), "tap.R"))
needs("data.table")

# fread warns of whatever it has to guess at.
warned <- character()
quietly <- function(expr) {
	withCallingHandlers(expr, warning = function(w) {
		warned <<- c(warned, conditionMessage(w))
		invokeRestart("muffleWarning")
	})
}
read <- function(url) quietly(data.table::fread(url, showProgress = FALSE, encoding = "UTF-8"))

rows <- read(paste0(cells_url, "&format=csv"))
check(is_truth(rows), "fread reads the numbers of the JSON, and what is missing as NA", head(rows))
check(is.numeric(rows$score) && is.integer(rows$passages) && is.character(rows$status),
	"fread finds numbers, counts and words", vapply(rows, class, ""))
marked <- read(paste0(cells_url, "&format=csv&bom=1"))
check(identical(names(marked), names(rows)), "fread does not see a byte order mark", names(marked))
states <- read(paste0(base, "/api/v1/states?lang=ar&format=csv"))
check(identical(states$name[states$iso3 == "XAV"], "\u0623\u0641\u064a\u0644\u064a\u0627"), "fread keeps a name in Arabic")
quotes <- read(paste0(base, "/api/v1/passages?state=XAV&format=csv&limit=1000"))
check(nrow(quotes) > 20 && all(nchar(quotes$anchor_document_sha256) == 64),
	"fread reads quotes with commas, quotation marks and line ends", nrow(quotes))
check(length(warned) == 0, "fread has nothing to warn of", warned)

plain <- utils::read.csv(paste0(cells_url, "&format=csv"))
check(is_truth(plain), "read.csv of R itself reads the same", head(plain))
end()
