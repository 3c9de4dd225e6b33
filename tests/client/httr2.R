# SPDX-License-Identifier: Apache-2.0
source(file.path(Sys.getenv("HERE"), "tap.R"))
needs("httr2")
library(httr2)

ask <- function(url, ...) {
	request(url) |> req_error(is_error = function(r) FALSE) |> req_headers(...) |> req_perform()
}

first <- ask(cells_url)
check(resp_status(first) == 200 && resp_content_type(first) == "application/json", "httr2 is given JSON where it asks for nothing")
check(is_truth(do.call(rbind, lapply(resp_body_json(first)$data, function(c) {
	c <- lapply(c, function(v) if (is.null(v)) NA else v)
	data.frame(c[c("state", "commitment", "round", "voice", "status", "score", "low", "high", "passages")])
}))), "httr2 reads the numbers of the JSON")
check(resp_encoding(first) == "utf-8", "httr2 is told the encoding", resp_encoding(first))

again <- ask(cells_url, `If-None-Match` = resp_header(first, "ETag"))
check(resp_status(again) == 304 && length(again$body) == 0, "httr2 gets 304 for what it has", resp_status(again))
since <- ask(cells_url, `If-Modified-Since` = resp_header(first, "Last-Modified"))
check(resp_status(since) == 304, "and for what has not changed since", resp_status(since))

# Its own cache: what it keeps is asked for once more, and not sent again.
kept <- file.path(Sys.getenv("PLACE"), "httr2")
cached <- function() request(cells_url) |> req_cache(kept) |> req_perform()
check(identical(resp_body_string(cached()), resp_body_string(cached())), "httr2's cache gives what was sent")

table <- ask(cells_url, Accept = "text/csv")
check(resp_content_type(table) == "text/csv" && is_truth(utils::read.csv(text = resp_body_string(table))),
	"httr2 gets CSV by Accept", resp_content_type(table))

pages <- list()
url <- paste0(base, "/api/v1/cells?state=XAV&round=IMRF2022,IMRF2026&catalogue=gcm&status=all&format=csv&limit=50")
while (!is.null(url) && length(pages) < 20) {
	page <- ask(url)
	pages[[length(pages) + 1]] <- utils::read.csv(text = resp_body_string(page))
	link <- resp_link_url(page, "next")
	url <- if (is.null(link)) NULL else if (startsWith(link, "/")) paste0(base, link) else link
}
check(length(pages) > 2 && is_truth(do.call(rbind, pages)), "httr2 walks the pages of a table by Link", length(pages))

wrong <- ask(paste0(base, "/api/v1/cells?stat=XAV"))
check(resp_status(wrong) == 400 && resp_content_type(wrong) == "application/problem+json" &&
	identical(resp_body_json(wrong, check_type = FALSE)$errors[[1]]$parameter, "stat"), "httr2 reads what was wrong of a request")
check(resp_status(ask(cells_url, Accept = "image/png")) == 406, "httr2 is told of a form that is not there")
end()
