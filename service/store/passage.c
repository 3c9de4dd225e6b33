/* SPDX-License-Identifier: Apache-2.0 */
#include "passage.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "ask.h"
#include "coding_pack.h"
#include "place.h"
#include "record.h"
#include "store.h"
#include "submission.h"
#include "verdict.h"
#include "visibility.h"

static int copy_strings(const struct ask *ask, struct arena *a,
                        struct passage_row *out, struct fault *f)
{
	const struct {
		const char **to;
		int column;
	} strings[] = {
		{ &out->source, 6 },     { &out->quote, 8 },
		{ &out->language, 14 },  { &out->author, 15 },
		{ &out->title, 16 },     { &out->symbol, 17 },
		{ &out->extractor, 18 }, { &out->coder, 19 },
		{ &out->catalogue, 20 }, { &out->source_name, 21 },
		{ &out->endorsers, 22 }, { &out->members, 23 },
	};

	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		*strings[i].to = row_copy(ask, strings[i].column, a, f);
		if (!*strings[i].to)
			return -1;
	}
	return 0;
}

/* The program's codings, and in their place what people made of them. */
static int take_codings(const struct ask *ask, struct arena *a,
                        struct passage_row *out, struct fault *f)
{
	const void *packed;
	size_t len;

	packed = row_blob(ask, 7, &len);
	if (codings_unpack(packed, len, a, &out->machine, &out->n_machine, f) <
	    0)
		return -1;
	out->codings = out->machine;
	out->n_codings = out->n_machine;
	packed = row_blob(ask, 26, &len);
	if (len == 0)
		return 0;
	if (verdict_unpack(packed, len, a, &out->codings, &out->n_codings, f) <
	    0)
		return -1;
	while (out->n_codings > 0 &&
	       !(out->codings[out->n_codings - 1].confidence > 0)) {
		out->n_codings--;
		out->n_aside++;
	}
	out->aside = out->codings + out->n_codings;
	return 0;
}

int passage_take(const struct ask *ask, struct place *p,
                 struct passage_row *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	out->ordinal = (uint32_t)(row_int(ask, 0) & (ORDINAL_MOST - 1));
	out->start = (size_t)row_int(ask, 2);
	out->len = (size_t)row_int(ask, 3);
	out->level = (enum level)row_uint(ask, 4);
	out->is_demand = row_int(ask, 5) != 0;
	(void)row_blob(ask, 8, &out->quote_len);
	row_into(ask, 10, out->submission, sizeof(out->submission));
	(void)row_digest(ask, 11, &out->document);
	out->voice = (enum voice)row_uint(ask, 12);
	row_into(ask, 13, out->round, sizeof(out->round));
	out->attribution = (enum attribution)row_uint(ask, 24);
	out->is_quoted = row_int(ask, 25) != 0;
	out->coders = row_uint(ask, 27);
	out->decisions = row_uint(ask, 28);
	out->machine_level = (enum level)row_uint(ask, 29);
	out->machine_demand = row_int(ask, 30) != 0;
	if (take_codings(ask, p->arena, out, f) < 0 ||
	    copy_strings(ask, p->arena, out, f) < 0)
		return -1;
	return place_fill(p, row_int(ask, 9), row_uint(ask, 1), out, f);
}

int passage_seq(struct store *s, const char *id, int64_t *out, struct fault *f)
{
	char submission[SUBMISSION_ID_SIZE];
	const char *dot = strchr(id, '.');
	unsigned long ordinal;
	int64_t seq;
	char *end;
	int rc;

	if (!dot || (size_t)(dot - id) >= sizeof(submission) || dot[1] < '0' ||
	    dot[1] > '9' || (dot[1] == '0' && dot[2] != '\0'))
		return 0;
	memcpy(submission, id, (size_t)(dot - id));
	submission[dot - id] = '\0';
	ordinal = strtoul(dot + 1, &end, 10);
	if (*end || ordinal >= ORDINAL_MOST)
		return 0;
	rc = submission_seq(s, submission, &seq, f);
	if (rc == 1)
		*out = record_first(seq) + (int64_t)ordinal;
	return rc;
}

int store_passage(struct store *s, const struct reader *r, const char *id,
                  struct arena *a, struct passage_row *out, struct fault *f)
{
	struct place place;
	struct ask ask;
	int64_t row;
	int rc = passage_seq(s, id, &row, f);

	if (rc != 1)
		return rc;
	place_init(&place, s, r, a);
	ask_start(&ask, s, QUERY_PASSAGE_ONE);
	visibility_bind(&ask, r);
	ask_int(&ask, ":id", row);
	rc = ask_row(&ask, f);
	if (rc == 1 && passage_take(&ask, &place, out, f) < 0)
		rc = -1;
	ask_end(&ask);
	place_clear(&place);
	return rc;
}
