/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdio.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/fault.h"

/* Ten times the largest codebook we can think of. */
#define FILE_MOST ((size_t)32 << 20)

/* No network, no noise on stderr; entities stay unexpanded by default. */
#define XML_OPTIONS                                                  \
	(XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | \
	 XML_PARSE_BIG_LINES | XML_PARSE_COMPACT)

/* The first trouble of a parse; what follows it is mostly its consequence. */
struct trouble {
	bool is_doctype;
	long line; /* 0: none yet */
	char words[240];
};

/* Called before anything inside a DOCTYPE is read: nothing there ever is. */
static void refuse_doctype(void *ctx, const xmlChar *name,
                           const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxt *parser = ctx;
	struct trouble *t = parser->_private;

	(void)name;
	(void)external;
	(void)system;
	t->is_doctype = true;
	if (t->line == 0)
		t->line = parser->input ? parser->input->line : 1;
	xmlStopParser(parser);
}

static void hear(void *ctx, xmlError *e)
{
	xmlParserCtxt *parser = ctx;
	struct trouble *t = parser->_private;

	if (t->line != 0 || e->level < XML_ERR_ERROR)
		return;
	t->line = e->line > 0 ? e->line : 1;
	(void)snprintf(t->words, sizeof(t->words), "%.*s",
	               (int)strcspn(e->message, "\n"), e->message);
}

/* Gives 1 with *DOC, 0 with a finding, -1 on a fault. */
static int parse(const struct catalogue_file *file, xmlParserCtxt *parser,
                 struct findings *fs, xmlDoc **doc, struct fault *f)
{
	struct trouble t = { 0 };

	parser->_private = &t;
	parser->sax->internalSubset = refuse_doctype;
	parser->sax->serror = hear;
	*doc = xmlCtxtReadMemory(parser, file->bytes, (int)file->len,
	                         file->name, NULL, XML_OPTIONS);
	if (*doc && t.line == 0)
		return 1;
	xmlFreeDoc(*doc);
	*doc = NULL;
	if (parser->lastError.code == XML_ERR_NO_MEMORY)
		return fault_set(f, FAULT_MEMORY, "no memory to read %s",
		                 file->name);
	if (t.is_doctype)
		finding_at(fs, file->name, t.line,
		           "a DOCTYPE is not allowed; remove it");
	else
		finding_at(fs, file->name, t.line ? t.line : 1,
		           "not well-formed XML (%s); mend the markup here or "
		           "just above",
		           t.line ? t.words : "it is empty");
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

bool source_is(const struct source *src, const char *kind)
{
	return strcmp((const char *)src->root->name, kind) == 0;
}
