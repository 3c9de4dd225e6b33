# SPDX-License-Identifier: Apache-2.0
source(file.path(Sys.getenv("HERE"), "tap.R"))
needs("jsonlite")

answer <- jsonlite::fromJSON(cells_url)
check(is_truth(answer$data), "jsonlite makes a data frame of the cells, with NA for null", head(answer$data))
check(is.numeric(answer$data$levels$gap), "jsonlite makes columns of nested objects", class(answer$data$levels))
check(is.character(answer$meta$release), "jsonlite reads of which release they are", answer$meta)

pair <- jsonlite::fromJSON(paste0(base, "/api/v1/compare?states=XAV&commitments=GCM.13&rounds=IMRF2026"))$data
own <- truth[truth$commitment == "GCM.13" & truth$round == "IMRF2026" & truth$voice == "state", ]
check(identical(pair$pairs$a$score, own$score), "jsonlite reads the side of a pair as its cell has it", pair$pairs$a)
check(is.logical(pair$pairs$any_scale), "jsonlite reads true and false as such", pair$pairs$any_scale)
end()
