/* SPDX-License-Identifier: Apache-2.0 */
#include "sax.h"

#include <limits.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/fault.h"
#include "base/utf8.h"

#include "readers.h"

/* Attributes come as local name, prefix, namespace, start and end of value. */
#define DETAILS 5

/* No network, no noise on stderr; entities stay unexpanded by default. */
#define XML_OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

struct reading {
	const struct sax_events *events;
	void *context;
	struct fault *fault;
	const char *what;
	xmlParserCtxtPtr parser;
	size_t depth;
	size_t skipped; /* depth of the element being left out, or 0 */
	bool is_stopped;
};

static void stop(struct reading *r)
{
	r->is_stopped = true;
	xmlStopParser(r->parser);
}

/* An internal subset can swell without end and point at files; there is no
   reason for one in a report (security.md 2.1). */
static void on_doctype(void *context, const xmlChar *name,
                       const xmlChar *external, const xmlChar *system)
{
	struct reading *r = context;

	(void)name;
	(void)external;
	(void)system;
	(void)fault_set(r->fault, FAULT_INPUT,
	                "%sline %d: a DOCTYPE is not taken, for it could open "
	                "other files or swell without end: remove it",
	                r->what, xmlSAX2GetLineNumber(r->parser));
	stop(r);
}

/* libxml2 has these parameters: NOLINTNEXTLINE(readability-function-size) */
static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int n_spaces, const xmlChar **spaces,
                     int n_attributes, int n_default, const xmlChar **details)
{
	struct reading *r = context;
	struct sax_element e = {
		.name_space = uri ? (const char *)uri : "",
		.name = (const char *)name,
		.details = (const char *const *)details,
		.n_attributes = (size_t)n_attributes,
		.line = xmlSAX2GetLineNumber(r->parser),
	};
	int rc;

	(void)prefix;
	(void)n_spaces;
	(void)spaces;
	(void)n_default;
	if (r->is_stopped)
		return;
	if (++r->depth > READERS_DEPTH_MOST) {
		(void)fault_set(r->fault, FAULT_LIMIT,
		                "%sline %d: nested deeper than %d elements: "
		                "simplify it",
		                r->what, e.line, READERS_DEPTH_MOST);
		stop(r);
		return;
	}
	if (r->skipped > 0)
		return;
	rc = r->events->start(r->context, &e, r->fault);
	if (rc < 0)
		stop(r);
	if (rc > 0)
		r->skipped = r->depth;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
	struct reading *r = context;
	size_t depth = r->depth--;

	(void)prefix;
	if (r->is_stopped)
		return;
	if (r->skipped > 0) {
		if (r->skipped == depth)
			r->skipped = 0;
		return;
	}
	if (r->events->end(r->context, uri ? (const char *)uri : "",
	                   (const char *)name, r->fault) < 0)
		stop(r);
}

static void on_text(void *context, const xmlChar *bytes, int len)
{
	struct reading *r = context;

	if (r->is_stopped || r->skipped > 0)
		return;
	if (r->events->text(r->context, (const char *)bytes, (size_t)len,
	                    r->fault) < 0)
		stop(r);
}

/* Turns libxml2's last complaint into one line of ours. */
static int refuse(const struct reading *r, struct fault *f)
{
	const xmlError *e = xmlCtxtGetLastError(r->parser);
	const char *said = e && e->message ? e->message : "ends too early";
	int len = (int)strcspn(said, "\n");

	if (e && e->code == XML_ERR_NO_MEMORY)
		return fault_set(f, FAULT_MEMORY, "no memory to read XML");
	if (e && strstr(said, "xcessive depth"))
		return fault_set(f, FAULT_LIMIT,
		                 "%sline %d: nested deeper than %d elements: "
		                 "simplify it",
		                 r->what, e->line, READERS_DEPTH_MOST);
	return fault_set(f, FAULT_INPUT, "%sline %d: not well-formed XML: %.*s",
	                 r->what, e ? e->line : 1, len < 200 ? len : 200, said);
}

int sax_read(const char *bytes, size_t len, const char *what,
             const struct sax_events *events, void *context, struct fault *f)
{
	struct reading r = {
		.events = events, .context = context, .fault = f, .what = what
	};
	int rc;

	if (len == 0 || len > INT_MAX)
		return fault_set(f, FAULT_INPUT, "%sno XML in it", what);
	r.parser = xmlCreateMemoryParserCtxt(bytes, (int)len);
	if (!r.parser)
		return fault_set(f, FAULT_MEMORY, "no memory to read XML");
	(void)xmlCtxtUseOptions(r.parser, XML_OPTIONS);
	*r.parser->sax = (xmlSAXHandler){
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = on_doctype,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
	};
	r.parser->userData = &r;
	(void)xmlParseDocument(r.parser);
	rc = r.is_stopped ? -1 : r.parser->wellFormed ? 0 : refuse(&r, f);
	xmlFreeParserCtxt(r.parser);
	return rc;
}

/* libxml2 keeps '&' in values as "&#38;" for a reader that expands entities
   later; there is none. */
static size_t unescape(char *at, size_t len)
{
	char *to = at;

	for (size_t i = 0; i < len; i++) {
		*to++ = at[i];
		if (len - i >= 5 && memcmp(at + i, "&#38;", 5) == 0)
			i += 4;
	}
	return (size_t)(to - at);
}

bool sax_attribute(const struct sax_element *e, const char *name, char *out,
                   size_t room)
{
	out[0] = '\0';
	for (size_t i = 0; i < e->n_attributes; i++) {
		const char *const *d = e->details + i * DETAILS;
		size_t len = (size_t)(d[4] - d[3]);

		if (strcmp(d[0], name) != 0)
			continue;
		if (len >= room)
			len = utf8_floor(d[3], len, room - 1);
		memcpy(out, d[3], len);
		out[unescape(out, len)] = '\0';
		return true;
	}
	return false;
}

const char *sax_attribute_name(const struct sax_element *e, size_t i)
{
	return e->details[i * DETAILS];
}

const char *sax_attribute_space(const struct sax_element *e, size_t i)
{
	const char *uri = e->details[i * DETAILS + 2];

	return uri ? uri : "";
}
