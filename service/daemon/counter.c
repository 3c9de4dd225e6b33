/* SPDX-License-Identifier: Apache-2.0 */
#include "counter.h"

#include <string.h>
#include <strings.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/json.h"

/* One page of the largest table, rendered. */
#define ANSWER_MEMORY_MOST ((size_t)512 << 20)

int counter_open(struct counter *c, const char *db,
                 const struct cli_list *catalogues, struct fault *f)
{
	const struct site_options options = { .db = db, .public_url = "" };

	memset(c, 0, sizeof(*c));
	desk_init(&c->desk);
	if (desk_store(&c->desk, db, STORE_READ, f) < 0 ||
	    desk_catalogue(&c->desk, catalogues, f) < 0 ||
	    arena_new(ANSWER_MEMORY_MOST, &c->arena, f) < 0)
		return -1;
	return site_open(&options, c->desk.catalogue, &c->site, f);
}

void counter_close(struct counter *c)
{
	site_close(c->site);
	arena_free(c->arena);
	desk_close(&c->desk);
	memset(c, 0, sizeof(*c));
}

/* The words of a problem document (RFC 9457), or its status alone. */
static int problem(const struct answer *a, struct fault *f)
{
	const char *detail = NULL;
	struct cJSON *body = NULL;
	struct fault unread;

	if (json_read(a->body, a->len, &body, &unread) == 0) {
		detail = json_string(body, "detail");
		if (!detail)
			detail = json_string(body, "title");
	}
	(void)fault_set(f, FAULT_INPUT, "%s (%d)",
	                detail ? detail : "no answer", a->status);
	cJSON_Delete(body);
	return -1;
}

int counter_ask(struct counter *c, const char *path, const char *query,
                const char *accept, struct answer *out, struct fault *f)
{
	const struct ask ask = {
		.method = "GET",
		.path = path,
		.query = query,
		.accept = accept,
		.now_s = clock_now_s(),
	};

	arena_reset(c->arena);
	site_answer(c->site, &ask, c->arena, out);
	return out->status == 200 ? 0 : problem(out, f);
}

const char *answer_value(const struct answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->n_headers; i++)
		if (strcasecmp(answer->header[i].name, name) == 0)
			return answer->header[i].value;
	return NULL;
}
