/* SPDX-License-Identifier: Apache-2.0 */
/* Data queries: from a path and parameters to rows, and to a message. */
#include "sdmx_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "sdmx_context.h"

/* A question under way. */
struct query {
	const struct sdmx_ask *ask;
	const struct sdmx_flow *flow;
	struct sdmx_wanted wanted;
	struct sdmx_extent_of extent;
	size_t observed;
	struct sdmx_rows rows;
	struct sdmx_telling telling;
	struct reply *reply;
	struct fault *fault;
};

/* Its own: refusals give 0, going on 1, a fault -1. */

bool sdmx_is_flat(const struct sdmx_rows *rows)
{
	return rows->observed >= rows->flow->n_dimensions;
}

bool sdmx_is_value(const struct sdmx_telling *t, size_t i)
{
	return i == t->rows->flow->n_dimensions;
}

bool sdmx_is_attribute(const struct sdmx_telling *t, size_t i,
                       enum sdmx_attached at)
{
	const struct sdmx_component *c = &t->rows->flow->components[i];
	bool is_one = c->role == SDMX_ATTRIBUTE ||
	              (t->ask->api == SDMX_V1 && c->role == SDMX_MEASURE &&
	               !sdmx_is_value(t, i));

	return is_one && t->told[i] && sdmx_written_at(t->rows, i) == at;
}

const char *sdmx_flow_name(const struct sdmx_telling *t, struct fault *f)
{
	return arena_print(t->ask->q->arena, f, "%s:%s(%s)", SDMX_AGENCY,
	                   t->rows->flow->id, sdmx_version(t->ask->api));
}

/* ---- parameters
 * ----------------------------------------------------------------- */

static void read_extent(struct query *q)
{
	q->extent.first = strtoul(sdmx_value(q->ask, "firstNObservations", "0"),
	                          NULL, 10);
	q->extent.last =
		strtoul(sdmx_value(q->ask, "lastNObservations", "0"), NULL, 10);
}

/* A message of time series has the time at its observations. */
static int read_observed(struct query *q)
{
	const char *id =
		sdmx_value(q->ask, "dimensionAtObservation", "TIME_PERIOD");
	bool is_timed = q->ask->form == SDMX_FORM_GENERIC_TIME_21 ||
	                q->ask->form == SDMX_FORM_SPECIFIC_TIME_21;
	size_t i = 0;

	q->observed = q->flow->n_dimensions;
	if (is_timed && strcmp(id, "TIME_PERIOD") != 0)
		return sdmx_refuse(q->ask, q->reply, SDMX_ERROR_SYNTAX,
		                   "a message of time series has the time at "
		                   "its observations: ask for another format, "
		                   "or leave dimensionAtObservation out");
	if (strcmp(id, "AllDimensions") == 0)
		return 1;
	while (i < q->flow->n_dimensions &&
	       strcmp(q->flow->components[i].id, id) != 0)
		i++;
	if (i == q->flow->n_dimensions)
		return sdmx_refuse(q->ask, q->reply, SDMX_ERROR_SYNTAX,
		                   "dimensionAtObservation=%.40s: use "
		                   "AllDimensions or a dimension of %s",
		                   id, q->flow->id);
	q->observed = i;
	return 1;
}

/* Earlier values are those of releases: release=NAME tells them. */
static int check_history(struct query *q)
{
	if (!sdmx_flag(q->ask, "includeHistory"))
		return 1;
	return sdmx_refuse(q->ask, q->reply, SDMX_ERROR_NOT_DONE,
	                   "earlier values are kept by release, not in one "
	                   "message: ask for each with release=NAME; "
	                   "/api/v1/releases lists them");
}

/* ---- what is told
 * ------------------------------------------------------------------ */

/* Tells of the measures, or attributes, what parameter NAME of v2 lists. */
static int tell_listed(struct query *q, const char *name, enum sdmx_role role)
{
	const char *text = sdmx_value(q->ask, name, "all");
	bool is_all = strcmp(text, "all") == 0 || strcmp(text, "dsd") == 0;
	struct sdmx_list list;

	if (sdmx_split(q->ask, text, ",", &list, q->fault) < 0)
		return -1;
	for (size_t i = 0; !is_all && i < list.n; i++) {
		const struct sdmx_component *c =
			sdmx_component_find(q->flow, list.value[i]);

		if (strcmp(list.value[i], "none") != 0 &&
		    strcmp(list.value[i], "msd") != 0 &&
		    strcmp(list.value[i], "dataset") != 0 &&
		    strcmp(list.value[i], "series") != 0 &&
		    strcmp(list.value[i], "obs") != 0 &&
		    (!c || c->role != role))
			return sdmx_refuse(q->ask, q->reply, SDMX_ERROR_SYNTAX,
			                   "%s=%.40s: %s has no such "
			                   "component",
			                   name, list.value[i], q->flow->id);
	}
	for (size_t i = 0; i < q->flow->n; i++) {
		const struct sdmx_component *c = &q->flow->components[i];
		bool by_level = (c->attached == SDMX_TO_DATASET &&
		                 sdmx_list_has(&list, "dataset")) ||
		                (c->attached == SDMX_TO_SERIES &&
		                 sdmx_list_has(&list, "series")) ||
		                (c->attached == SDMX_TO_OBSERVATION &&
		                 sdmx_list_has(&list, "obs"));

		if (c->role == role)
			q->telling.told[i] =
				is_all || sdmx_list_has(&list, c->id) ||
				(role == SDMX_ATTRIBUTE && by_level);
	}
	return 1;
}

static int choose_told(struct query *q)
{
	const char *detail = sdmx_value(q->ask, "detail", "full");
	struct sdmx_telling *t = &q->telling;
	bool has_attributes =
		strcmp(detail, "full") == 0 || strcmp(detail, "nodata") == 0;

	t->ask = q->ask;
	t->rows = &q->rows;
	t->has_observations =
		strcmp(detail, "full") == 0 || strcmp(detail, "dataonly") == 0;
	for (size_t i = q->flow->n_dimensions; i < q->flow->n; i++)
		t->told[i] = sdmx_is_value(t, i) ? t->has_observations
		                                 : has_attributes;
	if (q->ask->api == SDMX_V1)
		return 1;
	if (tell_listed(q, "measures", SDMX_MEASURE) != 1)
		return 0;
	return tell_listed(q, "attributes", SDMX_ATTRIBUTE);
}

/* ---- the answer
 * ---------------------------------------------------------------------- */

typedef int writer(const struct sdmx_telling *t, struct pen *p,
                   struct fault *f);

static writer *const WRITERS[SDMX_FORM_COUNT] = {
	[SDMX_FORM_GENERIC_21] = sdmx_write_generic,
	[SDMX_FORM_GENERIC_TIME_21] = sdmx_write_generic,
	[SDMX_FORM_SPECIFIC_21] = sdmx_write_specific,
	[SDMX_FORM_SPECIFIC_TIME_21] = sdmx_write_specific,
	[SDMX_FORM_DATA_XML_30] = sdmx_write_specific,
	[SDMX_FORM_DATA_JSON_10] = sdmx_write_data_json,
	[SDMX_FORM_DATA_JSON_20] = sdmx_write_data_json,
	[SDMX_FORM_CSV_10] = sdmx_write_csv,
	[SDMX_FORM_CSV_20] = sdmx_write_csv,
};

/* Leaves the rows that offset= and limit= of v2 take. */
static void take_page(struct query *q)
{
	size_t offset = strtoul(sdmx_value(q->ask, "offset", "0"), NULL, 10);
	size_t limit = strtoul(sdmx_value(q->ask, "limit", "0"), NULL, 10);

	offset = offset < q->rows.n ? offset : q->rows.n;
	q->rows.row += offset;
	q->rows.n -= offset;
	if (limit > 0 && limit < q->rows.n)
		q->rows.n = limit;
}

static int answer(struct query *q, size_t key_at)
{
	int rc = sdmx_wanted_read(q->ask, q->flow, key_at, &q->wanted, q->reply,
	                          q->fault);

	read_extent(q);
	if (rc == 1)
		rc = read_observed(q);
	if (rc == 1)
		rc = check_history(q);
	if (rc == 1)
		rc = sdmx_context_updated(q->ask, q->reply);
	if (rc != 1)
		return rc;
	if (sdmx_rows_make(q->ask, &q->wanted, &q->extent, q->observed,
	                   &q->rows, q->fault) < 0)
		return -1;
	take_page(q);
	q->reply->is_live |= q->rows.figures != NULL;
	if (q->rows.n == 0)
		return sdmx_refuse(q->ask, q->reply, SDMX_ERROR_NONE,
		                   "no observation has such a key in that "
		                   "time");
	rc = choose_told(q);
	if (rc != 1)
		return rc;
	return WRITERS[q->ask->form](&q->telling, &q->reply->pen, q->fault);
}

static struct query *query_new(const struct sdmx_ask *ask, struct reply *r,
                               struct fault *f)
{
	struct query *q = arena_alloc(ask->q->arena, sizeof(*q), f);

	if (q) {
		q->ask = ask;
		q->reply = r;
		q->fault = f;
	}
	return q;
}

int sdmx_answer_data(const struct sdmx_ask *ask, struct reply *r,
                     struct fault *f)
{
	struct query *q = query_new(ask, r, f);
	int rc = q ? sdmx_context_v1(ask, &q->flow, r, f) : -1;

	if (rc == 1)
		rc = sdmx_context_provider(ask, 2, r, f);
	return rc == 1 ? answer(q, 1) : rc;
}

int sdmx_answer_data_v2(const struct sdmx_ask *ask, struct reply *r,
                        struct fault *f)
{
	struct query *q = query_new(ask, r, f);
	int rc = q ? sdmx_context_v2(ask, &q->flow, r, f) : -1;

	return rc == 1 ? answer(q, 4) : rc;
}
