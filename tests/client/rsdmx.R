# SPDX-License-Identifier: Apache-2.0
# rsdmx, which knows a service by nothing but SDMX 2.1 and its REST.
source(file.path(Sys.getenv("HERE"), "tap.R"))
needs("rsdmx")
suppressPackageStartupMessages(library(rsdmx))
# R 4.2 warns of rsdmx 0.6's own conditions, some hundred times.
options(warn = -1)

# A service of a user's own, as rsdmx's manual adds one.
where <- paste0(base, "/sdmx/v1")
addSDMXServiceProvider(SDMXServiceProvider(agencyId = "GCMTRACK", name = "gcmtrack",
	builder = SDMXREST21RequestBuilder(regUrl = where, repoUrl = where, compliant = TRUE)))
ask <- function(...) readSDMX(providerId = "GCMTRACK", logger = NULL, ...)

flows <- as.data.frame(ask(resource = "dataflow"))
check(all(c("CELLS", "OBSERVATIONS") %in% flows$id), "rsdmx lists the dataflows", flows)

structure <- ask(resource = "datastructure", resourceId = "CELLS")
lists <- slot(structure, "codelists")
areas <- as.data.frame(lists, codelistId = "CL_AREA")
own <- areas[areas$id == "XAV", ]
check(identical(own$label.en, "Avelia") && identical(own$label.ar, "\u0623\u0641\u064a\u0644\u064a\u0627"),
	"rsdmx reads the codes of states with labels in English and Arabic", own)
commitments <- as.data.frame(lists, codelistId = "CL_COMMITMENT")
check(grepl("detention", commitments$label.en[commitments$id == "GCM_13"]) &&
	grepl("r\u00e9tention", commitments$label.fr[commitments$id == "GCM_13"]),
	"and of commitments in English and French", commitments[commitments$id == "GCM_13", ])

# What a service does not offer it answers with 501.
if (attr(curlGetHeaders(paste0(where, "/data/CELLS/A.XAV.GCM_13.STATE")), "status") == 501) {
	check(TRUE, "rsdmx reads the cells # SKIP this service offers no SDMX data")
	end()
}

# The cells, by their codes in the JSON.
code <- function(d) paste(d$REF_AREA, d$COMMITMENT, d$VOICE, d$obsTime)
told <- truth[truth$state == "XAV", ]
told$code <- paste(told$state, sub(".", "_", told$commitment, fixed = TRUE), toupper(told$voice),
	sub("^[A-Z]*", "", told$round))
is_told <- function(d) {
	at <- match(code(d), told$code)
	same <- function(a, b) identical(is.na(a), is.na(b)) && all(abs(a - b) < 1e-9, na.rm = TRUE)
	!anyNA(at) && !anyDuplicated(at) &&
		same(as.numeric(d$obsValue), told$score[at]) && same(as.numeric(d$LOW), told$low[at]) &&
		same(as.numeric(d$HIGH), told$high[at]) && all(toupper(told$status[at]) == d$SILENCE)
}
gcm <- paste0("GCM_", 1:23)
asked <- function(...) as.data.frame(ask(resource = "data", flowRef = "CELLS", start = 2022, end = 2026, ...))
data <- asked(key = list(NULL, "XAV", gcm, NULL))
check(is_told(data), "rsdmx reads the cells of a state as the JSON has them, silence without a value",
	utils::head(data[, c("REF_AREA", "COMMITMENT", "VOICE", "obsTime", "obsValue", "SILENCE")]))
scored <- told[!is.na(told$score), ]
check(all(scored$code %in% code(data)) && nrow(scored) > 20, "and none that has a score is lost",
	setdiff(scored$code, code(data)))

labelled <- as.data.frame(ask(resource = "data", flowRef = "CELLS", key = list(NULL, c("XAV", "XBO"), "GCM_13", NULL),
	start = 2026, end = 2026, dsd = TRUE), labels = TRUE)
check(setequal(labelled$REF_AREA_label.en, c("Avelia", "Borunda")) &&
	setequal(labelled$REF_AREA_label.ru, c("\u0410\u0432\u0435\u043b\u0438\u044f", "\u0411\u043e\u0440\u0443\u043d\u0434\u0430")),
	"rsdmx reads the cells of two states with labels in two languages", utils::head(labelled))
check(all(labelled$obsTime == "2026"), "and only of the time asked", labelled$obsTime)

specific <- readSDMX(paste0(where, "/data/CELLS/.XAV../all/?startPeriod=2022&format=structurespecificdata"), logger = NULL)
specific <- as.data.frame(specific)
check(nrow(specific) > 0 && all(scored$code %in% paste(specific$REF_AREA, specific$COMMITMENT, specific$VOICE,
	specific$TIME_PERIOD)), "it reads the structure-specific form too", utils::head(specific))

# What is not there is no error of R's.
none <- tryCatch(is.null(readSDMX(paste0(where, "/data/CELLS/.XAV../all/?startPeriod=1999&endPeriod=1999"), logger = NULL)) || TRUE,
	error = function(e) grepl("404|not found", conditionMessage(e), ignore.case = TRUE))
check(none, "where nothing is, rsdmx says so")
end()
