/* SPDX-License-Identifier: Apache-2.0 */
/* What every SDMX message opens with, and messages of trouble. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"

#include "pen.h"
#include "sdmx.h"
#include "snapshot.h"
#include "xml.h"

/* Words of one refusal. */
#define WORDS_SIZE 400

#define MES_21 "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
#define COM_21 "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"

static const struct {
	int code; /* of the standard */
	int status[SDMX_API_COUNT];
	const char *name; /* last part of a problem's type */
	const char *title;
} ERRORS[SDMX_ERROR_COUNT] = {
	[SDMX_ERROR_NONE] = { 100,
	                      { 404, 204 },
	                      "no-results",
	                      "No results found" },
	[SDMX_ERROR_SIGNED_OUT] = { 110,
	                            { 401, 401 },
	                            "unauthorized",
	                            "Unauthorized" },
	[SDMX_ERROR_TOO_LARGE] = { 130,
	                           { 413, 413 },
	                           "too-large",
	                           "Response too large" },
	[SDMX_ERROR_SYNTAX] = { 140, { 400, 400 }, "syntax", "Syntax error" },
	[SDMX_ERROR_SEMANTIC] = { 150,
	                          { 400, 422 },
	                          "semantic",
	                          "Semantic error" },
	[SDMX_ERROR_FORMAT] = { 140,
	                        { 406, 406 },
	                        "format",
	                        "No such format of this" },
	[SDMX_ERROR_INTERNAL] = { 500,
	                          { 500, 500 },
	                          "internal",
	                          "Internal server error" },
	[SDMX_ERROR_NOT_DONE] = { 501,
	                          { 501, 501 },
	                          "not-implemented",
	                          "Not implemented" },
	[SDMX_ERROR_BUSY] = { 503,
	                      { 503, 503 },
	                      "busy",
	                      "Service unavailable" },
};

const char *sdmx_version(enum sdmx_api api)
{
	return api == SDMX_V1 ? "1.0" : "1.0.0";
}

/* "head+7" as an IDType, which has no plus: "GCMTRACK-head-7". */
static void message_id(const struct sdmx_ask *ask, char *out, size_t size)
{
	(void)snprintf(out, size, "%s-%s", SDMX_AGENCY,
	               ask->snapshot->publication.release);
	for (char *at = out; *at; at++)
		if (*at == '+' || *at == '.')
			*at = '-';
}

/* When what is told was published: the same question has the same bytes. */
static void message_time(const struct sdmx_ask *ask, char *out)
{
	clock_text(ask->snapshot->publication.as_of_s, out);
}

void sdmx_header_open(const struct sdmx_ask *ask, struct xml *x)
{
	char id[64], time[CLOCK_TEXT_SIZE];

	message_id(ask, id, sizeof(id));
	message_time(ask, time);
	xml_open(x, "mes:Header");
	xml_leaf(x, "mes:ID", id);
	xml_leaf(x, "mes:Test", "false");
	xml_leaf(x, "mes:Prepared", time);
	xml_open(x, "mes:Sender");
	xml_attr(x, "id", SDMX_AGENCY);
	xml_close(x);
}

void sdmx_meta(const struct sdmx_ask *ask, struct pen *p, const char *schema)
{
	char id[64], time[CLOCK_TEXT_SIZE];

	message_id(ask, id, sizeof(id));
	message_time(ask, time);
	pen_key(p, "meta");
	pen_open(p, '{');
	pen_key_text(p, "schema", schema);
	pen_key_text(p, "id", id);
	pen_key_bool(p, "test", false);
	pen_key_text(p, "prepared", time);
	pen_key(p, "contentLanguages");
	pen_open(p, '[');
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		if (ask->languages & (1u << (unsigned)i))
			pen_text(p, UN_LANGUAGE_NAMES[i]);
	pen_close(p, ']');
	pen_key(p, "sender");
	pen_open(p, '{');
	pen_key_text(p, "id", SDMX_AGENCY);
	pen_close(p, '}');
	pen_close(p, '}');
}

/* ---- trouble ---------------------------------------------------------------
 */

static void write_xml(struct pen *p, enum sdmx_error error, const char *words)
{
	char code[16];
	struct xml x;

	(void)snprintf(code, sizeof(code), "%d", ERRORS[error].code);
	xml_begin(&x, p);
	xml_open(&x, "mes:Error");
	xml_attr(&x, "xmlns:mes", MES_21);
	xml_attr(&x, "xmlns:com", COM_21);
	xml_open(&x, "mes:ErrorMessage");
	xml_attr(&x, "code", code);
	xml_open(&x, "com:Text");
	xml_attr(&x, "xml:lang", "en");
	xml_text(&x, ERRORS[error].title);
	xml_text(&x, ": ");
	xml_text(&x, words);
	xml_close(&x);
	xml_close(&x);
	xml_close(&x);
}

static void write_problem(struct pen *p, enum sdmx_error error, int status,
                          const char *words)
{
	pen_open(p, '{');
	pen_key(p, "type");
	pen_raw(p, "\"urn:gcmtrack:problem:sdmx:", 27);
	pen_raw(p, ERRORS[error].name, strlen(ERRORS[error].name));
	pen_raw(p, "\"", 1);
	pen_key_text(p, "title", ERRORS[error].title);
	pen_key_count(p, "status", (uint64_t)status);
	pen_key_text(p, "detail", words);
	pen_key_count(p, "code", (uint64_t)ERRORS[error].code);
	pen_close(p, '}');
}

int sdmx_refuse(const struct sdmx_ask *ask, struct reply *r,
                enum sdmx_error error, const char *fmt, ...)
{
	char words[WORDS_SIZE];
	va_list args;

	va_start(args, fmt);
	/* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
	(void)vsnprintf(words, sizeof(words), fmt, args);
	va_end(args);
	buf_reset(&r->pen.out);
	r->status = ERRORS[error].status[ask->api];
	if (r->status == 204)
		return 0;
	if (sdmx_form_row(ask->form)->is_json) {
		r->type = "application/problem+json";
		write_problem(&r->pen, error, r->status, words);
	} else {
		r->type = "application/xml; charset=utf-8";
		write_xml(&r->pen, error, words);
	}
	return 0;
}
