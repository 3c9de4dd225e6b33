/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <string.h>

#include <libxml/parser.h>

#include "base/fault.h"

/* Ten times the largest codebook we can think of. */
#define FILE_MOST ((size_t)32 << 20)

/* No network, no noise on stderr; entities stay unexpanded by default. */
#define XML_OPTIONS                                                  \
	(XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | \
	 XML_PARSE_BIG_LINES)

/* Called before anything inside a DOCTYPE is read: nothing there ever is. */
static void refuse_doctype(void *ctx, const xmlChar *name,
                           const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxt *parser = ctx;
	long *line = parser->_private;

	(void)name;
	(void)external;
	(void)system;
	*line = parser->input ? parser->input->line : 1;
	xmlStopParser(parser);
}

/* What the parser did not like, without its line feed. */
static void note_malformed(const struct catalogue_file *file,
                           const xmlParserCtxt *parser, struct findings *fs)
{
	const xmlError *e = &parser->lastError;
	const char *words = e->message ? e->message : "it is empty";

	finding_at(fs, file->name, e->line > 0 ? e->line : 1,
	           "not well-formed XML (%.*s); mend the markup here or just "
	           "above",
	           (int)strcspn(words, "\n"), words);
}

/* Gives 1 with *DOC, 0 with a finding, -1 on a fault. */
static int parse(const struct catalogue_file *file, xmlParserCtxt *parser,
                 struct findings *fs, xmlDoc **doc, struct fault *f)
{
	long doctype = 0;

	parser->_private = &doctype;
	parser->sax->internalSubset = refuse_doctype;
	*doc = xmlCtxtReadMemory(parser, file->bytes, (int)file->len,
	                         file->name, NULL, XML_OPTIONS);
	if (doctype) {
		xmlFreeDoc(*doc);
		*doc = NULL;
		finding_at(fs, file->name, doctype,
		           "a DOCTYPE is not allowed; remove it");
		return 0;
	}
	if (*doc)
		return 1;
	if (parser->lastError.code == XML_ERR_NO_MEMORY)
		return fault_set(f, FAULT_MEMORY, "no memory to read %s",
		                 file->name);
	note_malformed(file, parser, fs);
	return 0;
}

int source_open(const struct catalogue_file *file, struct findings *fs,
                struct source *out, struct fault *f)
{
	xmlParserCtxt *parser;
	const char *id;
	int rc;

	memset(out, 0, sizeof(*out));
	out->file = file;
	out->name = file->name;
	out->id = "";
	if (file->len > FILE_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "%s is larger than %zu bytes; split it",
		                 file->name, FILE_MOST);
	parser = xmlNewParserCtxt();
	if (!parser)
		return fault_set(f, FAULT_MEMORY, "no memory to read %s",
		                 file->name);
	rc = parse(file, parser, fs, &out->doc, f);
	xmlFreeParserCtxt(parser);
	if (rc <= 0)
		return rc;
	out->root = xmlDocGetRootElement(out->doc);
	id = node_attr(out->root, "id");
	out->id = id ? id : "";
	return 1;
}

void source_close(struct source *src)
{
	xmlFreeDoc(src->doc);
	src->doc = NULL;
	src->root = NULL;
}
