/* SPDX-License-Identifier: Apache-2.0 */
#include "request.h"

#include <string.h>

#include "handlers.h"

/* A region's worth of states, a catalogue's worth of commitments. */
#define MANY VALUES_MOST

/* More states side by side than one can read. */
#define STATES_COMPARED 8

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define TABLE                                                             \
	(FORM_BIT(FORM_JSON) | FORM_BIT(FORM_CSV) | FORM_BIT(FORM_XLSX) | \
	 FORM_BIT(FORM_SDMX_CSV) | FORM_BIT(FORM_PACKAGE))
#define CUBE (TABLE | FORM_BIT(FORM_JSON_STAT))
#define JSON FORM_BIT(FORM_JSON)

static const struct param CELLS[] = {
	{ "state", VALUE_STATE, MANY, false, "states, comma or repeated" },
	{ "commitment", VALUE_COMMITMENT, MANY, false, "commitments" },
	{ "catalogue", VALUE_CATALOGUE, MANY, false,
	  "only commitments of these catalogues" },
	{ "round", VALUE_ROUND, MANY, false, "review rounds" },
	{ "voice", VALUE_VOICE, MANY, false, "who speaks" },
	{ "status", VALUE_STATUS, MANY, false,
	  "typed silence or assessed; without it: every cell of a voice that "
	  "was heard on the state in the round; all: every combination" },
	{ "group", VALUE_GROUP, MANY, false, "states of these groups" },
};

static const struct param COMPARE[] = {
	{ "states", VALUE_STATE, STATES_COMPARED, true, "one to eight states" },
	{ "commitments", VALUE_COMMITMENT, MANY, false,
	  "commitments; without it all of catalogue=" },
	{ "catalogue", VALUE_CATALOGUE, 1, false,
	  "used where no commitment is named; gcm by default" },
	{ "rounds", VALUE_ROUND, MANY, false,
	  "rounds; without it the latest in which one of the states was "
	  "spoken of" },
	{ "voices", VALUE_VOICE, MANY, false,
	  "voices; without it state and civil_society" },
};

static const struct param DIVERGENCE[] = {
	{ "state", VALUE_STATE, STATES_COMPARED, true, "one to eight states" },
	{ "round", VALUE_ROUND, MANY, false,
	  "rounds; without it the latest in which one of the states was "
	  "spoken of" },
	{ "relation", VALUE_RELATION, MANY, false, "only these relations" },
	{ "commitment", VALUE_COMMITMENT, MANY, false,
	  "commitments; without it all of catalogue=" },
	{ "catalogue", VALUE_CATALOGUE, 1, false,
	  "used where no commitment is named; gcm by default" },
	{ "voices", VALUE_VOICE, 2, false,
	  "two voices; without it state and civil_society" },
};

static const struct param TREND[] = {
	{ "state", VALUE_STATE, STATES_COMPARED, true, "one to eight states" },
	{ "commitment", VALUE_COMMITMENT, MANY, false,
	  "commitments; without it all of catalogue=" },
	{ "catalogue", VALUE_CATALOGUE, 1, false,
	  "used where no commitment is named; gcm by default" },
	{ "voice", VALUE_VOICE, MANY, false,
	  "voices; without it state and civil_society" },
	{ "family", VALUE_FAMILY, 1, false,
	  "rounds of one family only; a trend never leaves its family" },
};

static const struct param OBSERVATIONS[] = {
	{ "state", VALUE_STATE, MANY, false,
	  "states; without it also figures "
	  "whose state could not be told" },
	{ "series", VALUE_SERIES, MANY, false, "series by name" },
	{ "from", VALUE_YEAR, 1, false, "of this year or later" },
	{ "to", VALUE_YEAR, 1, false, "of this year or earlier" },
	{ "commitment", VALUE_COMMITMENT, MANY, false,
	  "series that bear on one of these" },
	{ "totals", VALUE_FLAG, 1, false, "1: nothing that is broken down" },
	{ "current", VALUE_FLAG, 1, false,
	  "1: only the edition that speaks for the year (the default); 0: "
	  "older ones too" },
};

static const struct param PASSAGES[] = {
	{ "state", VALUE_STATE, MANY, false, "coded about one of these" },
	{ "commitment", VALUE_COMMITMENT, MANY, false, "coded to one" },
	{ "round", VALUE_ROUND, MANY, false, "review rounds" },
	{ "voice", VALUE_VOICE, MANY, false, "who speaks" },
	{ "level", VALUE_LEVEL, MANY, false, "what the passage asserts" },
	{ "submission", VALUE_SUBMISSION, 1, false,
	  "of one submission, counted or not" },
	{ "confidence", VALUE_SHARE, 1, false,
	  "codings at or above this probability" },
	{ "counted", VALUE_FLAG, 1, false,
	  "1: only what counts in a cell (the default, except with "
	  "submission=); 0: superseded and unsure ones too" },
	{ "coded", VALUE_FLAG, 1, false, "1: leave out what is not coded" },
	{ "order", VALUE_ORDER, 1, false, "as in the text, or surest first" },
};

static const struct param SUBMISSIONS[] = {
	{ "state", VALUE_STATE, MANY, false, "about one of these states" },
	{ "round", VALUE_ROUND, MANY, false, "review rounds" },
	{ "voice", VALUE_VOICE, MANY, false, "who speaks" },
	{ "status", VALUE_SUBMISSION_STATUS, MANY, false,
	  "how far it has come" },
};

static const struct param POST[] = {
	{ "state", VALUE_STATE, MANY, false, "subject states" },
	{ "voice", VALUE_VOICE, 1, false, "who speaks" },
	{ "round", VALUE_ROUND, 1, false, "review round" },
	{ "kind", VALUE_WORDS, 1, false, "such as national_report" },
	{ "language", VALUE_WORDS, 1, false, "BCP 47, such as fr" },
	{ "author", VALUE_WORDS, 1, false, "who wrote it" },
	{ "title", VALUE_WORDS, 1, false, "its title" },
	{ "date", VALUE_WORDS, 1, false, "YYYY, YYYY-MM or YYYY-MM-DD" },
	{ "symbol", VALUE_WORDS, 1, false, "document symbol" },
	{ "visibility", VALUE_WORDS, 1, false, "public, network or sealed" },
	{ "embargo", VALUE_WORDS, 1, false, "public from this date on" },
	{ "supersedes", VALUE_SUBMISSION, 1, false,
	  "the submission that this one replaces" },
	{ "file_name", VALUE_WORDS, 1, false, "its name, without folders" },
};

static const struct param ROLLUP[] = {
	{ "states", VALUE_STATE, STATES_COMPARED, true, "one to eight states" },
	{ "round", VALUE_ROUND, MANY, false,
	  "rounds; without it the latest in which one of the states was "
	  "spoken of" },
	{ "catalogue", VALUE_CATALOGUE, 1, false, "gcm by default" },
	{ "cluster", VALUE_CLUSTER, 1, false, "one IMRF round table only" },
	{ "voices", VALUE_VOICE, MANY, false,
	  "voices; without it state and civil_society" },
};

static const struct param ROBUSTNESS[] = {
	{ "states", VALUE_STATE, STATES_COMPARED, true, "one to eight states" },
	{ "commitments", VALUE_COMMITMENT, MANY, false,
	  "commitments; without it all of catalogue=" },
	{ "catalogue", VALUE_CATALOGUE, 1, false,
	  "used where no commitment is named; gcm by default" },
	{ "rounds", VALUE_ROUND, MANY, false,
	  "rounds; without it the latest in which one of the states was "
	  "spoken of" },
	{ "voices", VALUE_VOICE, MANY, false,
	  "voices; without it state and civil_society" },
};

static const struct param RANKS[] = {
	{ "group", VALUE_GROUP, MANY, false,
	  "only states of these groups; without it all" },
	{ "round", VALUE_ROUND, 1, true, "the round" },
	{ "voice", VALUE_VOICE, 1, false, "who speaks; state by default" },
	{ "catalogue", VALUE_CATALOGUE, 1, false, "gcm by default" },
	{ "cluster", VALUE_CLUSTER, 1, false, "one IMRF round table only" },
	{ "weights", VALUE_FLAG, 1, false,
	  "1: draw the weights of commitments too, instead of equal ones" },
};

static const struct param CHANGES[] = {
	{ "since", VALUE_SINCE, 1, false,
	  "what came behind this cursor, or as of this time or later; without "
	  "it all" },
};

static const struct param DIFF[] = {
	{ "state", VALUE_STATE, MANY, false, "states" },
	{ "commitment", VALUE_COMMITMENT, MANY, false, "commitments" },
	{ "catalogue", VALUE_CATALOGUE, MANY, false,
	  "only commitments of these catalogues" },
	{ "round", VALUE_ROUND, MANY, false, "review rounds" },
	{ "voice", VALUE_VOICE, MANY, false, "who speaks" },
	{ "change", VALUE_CHANGE, MANY, false,
	  "cells in which one of these is otherwise" },
	{ "why", VALUE_WHY, MANY, false,
	  "cells that changed for one of these reasons" },
};

static const struct param SCORECARD[] = {
	{ "round", VALUE_ROUND, 1, false,
	  "without it the latest in which the state was spoken of" },
	{ "catalogue", VALUE_CATALOGUE, 1, false, "gcm by default" },
};

static const struct param SEARCH[] = {
	{ "q", VALUE_WORDS, 1, true, "words and \"quoted phrases\"" },
	{ "lang", VALUE_LANGUAGE, 1, false, "passages in this language" },
};

static const struct param STATES[] = {
	{ "group", VALUE_GROUP, MANY, false, "states of these groups" },
};

/* Sorted by path. tests/serve/check_routes.sh holds this against API.md. */
static const struct route ROUTES[] = {
	{ "GET", "/", answer_index, JSON | FORM_BIT(FORM_HTML), 0, NULL, 0,
	  "A page of links; as JSON the same as /api/v1" },
	{ "GET", "/api/v1", answer_help, JSON, 0, NULL, 0,
	  "Every route with its help and parameters" },
	{ "GET", "/api/v1/agreement", answer_agreement, TABLE, 0, NULL, 0,
	  "How far the people who decided on codings agree: Krippendorff's "
	  "alpha by catalogue and language" },
	{ "GET", "/api/v1/catalogues", answer_catalogues, TABLE, ROUTE_RELEASE,
	  NULL, 0, "The frameworks of commitments" },
	{ "GET", "/api/v1/catalogues/{id}", answer_catalogue, TABLE,
	  ROUTE_RELEASE | ROUTE_LANGUAGE, NULL, 0,
	  "Commitments of one: titles, cluster, principles, crosswalk" },
	{ "GET", "/api/v1/cells", answer_cells, CUBE,
	  ROUTE_RELEASE | ROUTE_PAGED | ROUTE_METHOD, CELLS, COUNT(CELLS),
	  "The flat table: state x commitment x round x voice" },
	{ "GET", "/api/v1/changes", answer_changes, TABLE,
	  ROUTE_PAGED | ROUTE_LIVE, CHANGES, COUNT(CHANGES),
	  "What could be seen from one publication on and not before, in "
	  "order: to follow" },
	{ "GET", "/api/v1/compare", answer_compare, TABLE,
	  ROUTE_RELEASE | ROUTE_LANGUAGE | ROUTE_METHOD, COMPARE,
	  COUNT(COMPARE),
	  "Cells side by side: differences, probabilities, order" },
	{ "GET", "/api/v1/datapackage.json", answer_package,
	  FORM_BIT(FORM_PACKAGE), ROUTE_RELEASE, NULL, 0,
	  "A Frictionless data package over the tables of this service" },
	{ "GET", "/api/v1/divergence", answer_divergence, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, DIVERGENCE, COUNT(DIVERGENCE),
	  "What a state says beside what others say, with passages" },
	{ "GET", "/api/v1/indicators", answer_indicators, TABLE, ROUTE_RELEASE,
	  NULL, 0,
	  "Series of statistics: unit, source, goalposts or why there are "
	  "none" },
	{ "GET", "/api/v1/jobs/{id}", answer_job, JSON,
	  ROUTE_INTAKE | ROUTE_LIVE, NULL, 0,
	  "How far a posted document has come" },
	{ "GET", "/api/v1/method", answer_method, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, NULL, 0,
	  "Every parameter of the method, with its reason" },
	{ "GET", "/api/v1/methods", answer_methods, TABLE, 0, NULL, 0,
	  "Versions of the method, and how each differs" },
	{ "GET", "/api/v1/observations", answer_observations, CUBE,
	  ROUTE_RELEASE | ROUTE_PAGED | ROUTE_LIVE, OBSERVATIONS,
	  COUNT(OBSERVATIONS),
	  "Figures of statistics: value, unit, edition, place on goalposts" },
	{ "GET", "/api/v1/passages", answer_passages, TABLE,
	  ROUTE_RELEASE | ROUTE_PAGED | ROUTE_LIVE, PASSAGES, COUNT(PASSAGES),
	  "Quotes with their anchors and codings" },
	{ "GET", "/api/v1/passages/{id}", answer_passage, JSON,
	  ROUTE_RELEASE | ROUTE_LIVE, NULL, 0,
	  "One quote: anchor, place, codings and why" },
	{ "GET", "/api/v1/releases", answer_releases,
	  TABLE | FORM_BIT(FORM_ATOM), ROUTE_LIVE, NULL, 0,
	  "Frozen states of all findings, and the head" },
	{ "GET", "/api/v1/releases.atom", answer_releases, FORM_BIT(FORM_ATOM),
	  ROUTE_LIVE, NULL, 0, "The same as a feed to subscribe to" },
	{ "GET", "/api/v1/releases/{a}/diff/{b}", answer_diff, TABLE,
	  ROUTE_PAGED, DIFF, COUNT(DIFF),
	  "Every cell that changed from one release to a later one, and why" },
	{ "GET", "/api/v1/releases/{id}", answer_release, JSON, ROUTE_LIVE,
	  NULL, 0,
	  "One release: what is in it, its versions, what came since the one "
	  "before" },
	{ "GET", "/api/v1/releases/{id}.zip", answer_release_zip,
	  FORM_BIT(FORM_ZIP), 0, NULL, 0,
	  "A whole release, or head: tables, data package, method, catalogues" },
	{ "GET", "/api/v1/robustness", answer_robustness, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, ROBUSTNESS, COUNT(ROBUSTNESS),
	  "What a score hangs on: sources left out, other scales, weights" },
	{ "GET", "/api/v1/rollup", answer_rollup, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, ROLLUP, COUNT(ROLLUP),
	  "Clusters and catalogues: share assessed, mean, interval" },
	{ "GET", "/api/v1/rollup/pairs", answer_rollup_pairs, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, ROLLUP, COUNT(ROLLUP),
	  "Roll-ups side by side, on what is assessed for both" },
	{ "GET", "/api/v1/rollup/ranks", answer_rollup_ranks, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, RANKS, COUNT(RANKS),
	  "Intervals of rank among states; no league table" },
	{ "GET", "/api/v1/rollup/weights", answer_rollup_weights, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, ROLLUP, COUNT(ROLLUP),
	  "What each commitment weighs in a roll-up" },
	{ "GET", "/api/v1/rounds", answer_rounds, TABLE, ROUTE_RELEASE, NULL, 0,
	  "Review rounds and their windows" },
	{ "GET", "/api/v1/search", answer_search, TABLE,
	  ROUTE_RELEASE | ROUTE_PAGED | ROUTE_LIVE, SEARCH, COUNT(SEARCH),
	  "Full text over passages, with the places of the words" },
	{ "GET", "/api/v1/states", answer_states, TABLE,
	  ROUTE_RELEASE | ROUTE_LANGUAGE, STATES, COUNT(STATES),
	  "States with their facts and groups" },
	{ "GET", "/api/v1/states/{iso3}", answer_state, JSON,
	  ROUTE_RELEASE | ROUTE_LANGUAGE, NULL, 0,
	  "One state: facts, names, what was sent on it" },
	{ "GET", "/api/v1/states/{iso3}/scorecard", answer_scorecard, TABLE,
	  ROUTE_RELEASE | ROUTE_LANGUAGE | ROUTE_METHOD, SCORECARD,
	  COUNT(SCORECARD),
	  "All commitments of a catalogue x voices, with divergence, trend" },
	{ "GET", "/api/v1/submissions", answer_submissions, TABLE,
	  ROUTE_RELEASE | ROUTE_PAGED | ROUTE_LIVE, SUBMISSIONS,
	  COUNT(SUBMISSIONS), "What was received" },
	{ "POST", "/api/v1/submissions", answer_post, JSON,
	  ROUTE_INTAKE | ROUTE_DOCUMENT, POST, COUNT(POST),
	  "Hands a document in: raw with the fields in the query, or as "
	  "multipart/form-data" },
	{ "GET", "/api/v1/submissions/{id}", answer_submission, JSON,
	  ROUTE_RELEASE | ROUTE_LIVE, NULL, 0,
	  "One submission, its endorsers and status" },
	{ "GET", "/api/v1/submissions/{id}/original",
	  answer_submission_original, FORM_BIT(FORM_FILE),
	  ROUTE_RELEASE | ROUTE_LIVE, NULL, 0,
	  "The document itself, to be saved" },
	{ "GET", "/api/v1/submissions/{id}/text", answer_submission_text,
	  FORM_BIT(FORM_TEXT), ROUTE_RELEASE | ROUTE_LIVE, NULL, 0,
	  "Its frozen text, which anchors point into" },
	{ "GET", "/api/v1/trend", answer_trend, TABLE,
	  ROUTE_RELEASE | ROUTE_METHOD, TREND, COUNT(TREND),
	  "Rounds of one family in order, with what changed" },
	{ "GET", "/catalog", answer_dcat, FORM_BIT(FORM_JSONLD), ROUTE_LIVE,
	  NULL, 0,
	  "What can be had here, as DCAT 3, for portals of open data" },
	{ "GET", "/healthz", answer_health, JSON, ROUTE_PLAIN, NULL, 0,
	  "Whether the process answers" },
	{ "GET", "/metrics", answer_metrics, FORM_BIT(FORM_TEXT),
	  ROUTE_ADMIN | ROUTE_PLAIN, NULL, 0,
	  "Counters for Prometheus; admin door only" },
	{ "GET", "/openapi.json", answer_openapi, JSON, 0, NULL, 0,
	  "This interface, described as OpenAPI 3.1" },
	{ "GET", "/readyz", answer_ready, JSON, ROUTE_PLAIN, NULL, 0,
	  "Whether all that answers need is there, and what is not" },
	{ "GET", "/sdmx/v1/{path*}", answer_sdmx, FORM_BIT(FORM_SDMX),
	  ROUTE_SDMX, NULL, 0,
	  "SDMX 2.1: structures, data, availability, schemas" },
	{ "GET", "/sdmx/v2/{path*}", answer_sdmx, FORM_BIT(FORM_SDMX),
	  ROUTE_SDMX, NULL, 0,
	  "SDMX 3.0: structures, data, availability, schemas" },
};

/* Parts of paths in braces; sorted by path. */
static const struct path_part PARTS[] = {
	{ "/api/v1/catalogues/{id}", VALUE_CATALOGUE,
	  "id of a catalogue; /api/v1/catalogues lists them", "gcm" },
	{ "/api/v1/jobs/{id}", VALUE_SUBMISSION,
	  "id of a job, as POST answered", NULL },
	{ "/api/v1/passages/{id}", VALUE_WORDS,
	  "id of a passage; /api/v1/passages lists them", NULL },
	{ "/api/v1/releases/{a}", VALUE_RELEASE,
	  "the older release: a name, latest or head", "head" },
	{ "/api/v1/releases/{a}/diff/{b}", VALUE_RELEASE,
	  "the newer release: a name, latest or head", "head" },
	{ "/api/v1/releases/{id}", VALUE_RELEASE,
	  "a release by name, latest or head", "head" },
	{ "/api/v1/states/{iso3}", VALUE_STATE,
	  "ISO 3166-1 alpha-3 in capitals; /api/v1/states lists them", "SVN" },
	{ "/api/v1/submissions/{id}", VALUE_SUBMISSION,
	  "id of a submission; /api/v1/submissions lists them", NULL },
};

/* Parameters that routes share, by the flag that brings them. */
static const struct {
	unsigned flag;  /* ROUTE_*, 0: by form alone */
	unsigned forms; /* or one of these is there */
	struct param param;
} SHARED[] = {
	{ ROUTE_RELEASE,
	  0,
	  { "release", VALUE_RELEASE, 1, false,
	    "a named release, which never changes; latest, the newest of "
	    "them; head, or without it, what is published now" } },
	{ ROUTE_RELEASE,
	  0,
	  { "as_of", VALUE_DATE, 1, false,
	    "the newest release made of what was published on this day or "
	    "before" } },
	{ ROUTE_METHOD,
	  0,
	  { "method", VALUE_METHOD, 1, false,
	    "an earlier version of the method, replayed; without it the one "
	    "that published" } },
	{ ROUTE_LANGUAGE,
	  FORM_BIT(FORM_XLSX),
	  { "lang", VALUE_LANGUAGE, 1, false,
	    "language of names, titles and of a workbook, which is right to "
	    "left in ar; else Accept-Language" } },
	{ ROUTE_PAGED,
	  0,
	  { "limit", VALUE_LIMIT, 1, false, "rows of one page; 100" } },
	{ ROUTE_PAGED,
	  0,
	  { "cursor", VALUE_CURSOR, 1, false, "the page to go on with" } },
	{ 0,
	  JSON,
	  { "format", VALUE_FORMAT, 1, false,
	    "one of the route's formats; else Accept" } },
	{ 0,
	  FORM_BIT(FORM_CSV),
	  { "bom", VALUE_FLAG, 1, false,
	    "1: CSV starts with a byte order mark, for Excel" } },
};

const struct route *routes(size_t *n)
{
	*n = COUNT(ROUTES);
	return ROUTES;
}

const struct path_part *path_part(const char *path, size_t len)
{
	for (size_t i = 0; i < COUNT(PARTS); i++)
		if (strlen(PARTS[i].path) == len &&
		    strncmp(PARTS[i].path, path, len) == 0)
			return &PARTS[i];
	return NULL;
}

/* Search asks for the language of passages by a name that is shared. */
static bool has_own(const struct route *r, const char *name)
{
	for (size_t i = 0; i < r->n_params; i++)
		if (strcmp(r->params[i].name, name) == 0)
			return true;
	return false;
}

const struct param *route_param(const struct route *r, size_t i)
{
	if (i < r->n_params)
		return &r->params[i];
	i -= r->n_params;
	for (size_t k = 0; k < COUNT(SHARED); k++) {
		bool is_here = (r->flags & SHARED[k].flag) != 0 ||
		               (r->forms & SHARED[k].forms) != 0;

		if (is_here && !has_own(r, SHARED[k].param.name) && i-- == 0)
			return &SHARED[k].param;
	}
	return NULL;
}
