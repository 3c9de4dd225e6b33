# SPDX-License-Identifier: Apache-2.0
# TAP for clients in R: source(file.path(Sys.getenv("HERE"), "tap.R")).
tap <- new.env()
tap$n <- 0
tap$failed <- 0

# A test of a package that is not here is skipped, saying so.
needs <- function(...) {
	for (package in c(...)) {
		if (!requireNamespace(package, quietly = TRUE)) {
			cat("1..0 # SKIP no R package", package, "on this machine\n")
			quit(status = 0)
		}
	}
}

check <- function(is_good, what, why = "") {
	tap$n <- tap$n + 1
	is_good <- isTRUE(is_good)
	tap$failed <- tap$failed + !is_good
	cat(if (is_good) "ok" else "not ok", tap$n, "-", what, "\n")
	if (!is_good) cat(paste0("# ", utils::capture.output(print(why))), sep = "\n")
}

end <- function() {
	cat("1..", tap$n, "\n", sep = "")
	quit(status = if (tap$failed) 1 else 0)
}

base <- Sys.getenv("BASE")
cells_url <- paste0(base, Sys.getenv("CELLS"))

# The cells as the JSON API has them.
truth <- utils::read.delim(Sys.getenv("TRUTH"), na.strings = "NA", quote = "",
	encoding = "UTF-8", stringsAsFactors = FALSE)

# Whether the numbers of a data frame are those of the truth, row by row,
# and nothing that is missing has become a number.
is_truth <- function(rows) {
	rows <- as.data.frame(rows)
	key <- c("state", "commitment", "round", "voice")
	id <- function(d) do.call(paste, lapply(key, function(k) as.character(d[[k]])))
	if (nrow(rows) != nrow(truth) || anyDuplicated(id(rows))) {
		return(FALSE)
	}
	rows <- rows[match(id(truth), id(rows)), ]
	same <- function(column) {
		a <- as.numeric(rows[[column]])
		b <- as.numeric(truth[[column]])
		identical(is.na(a), is.na(b)) && all(abs(a - b) < 1e-9, na.rm = TRUE)
	}
	all(vapply(c("score", "low", "high", "passages"), same, TRUE)) &&
		identical(as.character(rows$status), truth$status)
}
