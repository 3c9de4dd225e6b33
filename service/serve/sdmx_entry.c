/* SPDX-License-Identifier: Apache-2.0 */
/* The door of SDMX: a question in, its handler's answer or trouble out. */
#include "base/fault.h"

#include "handlers.h"
#include "sdmx_ask.h"

/* What a handler's fault is to a client; NULL: its own words are. What went
   wrong inside is for the log, not for a stranger. */
static const struct {
	enum sdmx_error error;
	const char *words;
} TROUBLES[FAULT_COUNT] = {
	[FAULT_INPUT] = { SDMX_ERROR_SYNTAX, NULL },
	[FAULT_NOTFOUND] = { SDMX_ERROR_NONE, NULL },
	[FAULT_LIMIT] = { SDMX_ERROR_TOO_LARGE,
	                  "ask for less at a time: a key, or a part of the "
	                  "time" },
};

static int refuse_fault(const struct sdmx_ask *ask, struct reply *r,
                        const struct fault *f)
{
	const char *words = TROUBLES[f->code].words;

	if (TROUBLES[f->code].error == SDMX_ERROR_NONE &&
	    f->code != FAULT_NOTFOUND)
		return sdmx_refuse(ask, r, SDMX_ERROR_INTERNAL,
		                   "the answer could not be made: try again, "
		                   "and tell the operator if it stays");
	return sdmx_refuse(ask, r, TROUBLES[f->code].error, "%s",
	                   words ? words : f->text);
}

int answer_sdmx(const struct request *q, struct reply *r, struct fault *f)
{
	struct sdmx_ask ask;
	int rc = sdmx_ask_read(q, &ask, r, f);

	if (rc == 1) {
		r->type = sdmx_form_row(ask.form)->type;
		rc = ask.resource->answer(&ask, r, f);
	}
	if (rc == 0)
		rc = pen_check(&r->pen, f);
	if (rc == 0)
		return 0;
	r->pen.is_bad = false;
	return refuse_fault(&ask, r, f);
}

int sdmx_answer_not_done(const struct sdmx_ask *ask, struct reply *r,
                         struct fault *f)
{
	(void)f;
	return sdmx_refuse(ask, r, SDMX_ERROR_NOT_DONE,
	                   "%s is not offered here: there are structures, "
	                   "data, availability and schemas",
	                   ask->resource->name);
}
