/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdio.h>
#include <string.h>

#include <libxml/relaxng.h>

#include "base/fault.h"

/* The first thing the validator says that is not a consequence. */
struct hearing {
	long line;
	char words[240];
};

static void hear(void *ctx, xmlError *e)
{
	struct hearing *h = ctx;

	/* What it calls extra has mostly followed something it refused. */
	if (h->words[0] || e->code == XML_RELAXNG_ERR_EXTRACONTENT)
		return;
	h->line = e->node ? xmlGetLineNo(e->node) : e->line;
	(void)snprintf(h->words, sizeof(h->words), "%.*s",
	               (int)strcspn(e->message, "\n"), e->message);
}

/* Reads the embedded schema. */
static xmlRelaxNG *schema_new(struct fault *f)
{
	const struct catalogue_file *file = catalogue_schema();
	xmlRelaxNGParserCtxt *parser =
		xmlRelaxNGNewMemParserCtxt(file->bytes, (int)file->len);
	xmlRelaxNG *schema = parser ? xmlRelaxNGParse(parser) : NULL;

	xmlRelaxNGFreeParserCtxt(parser);
	if (!schema)
		(void)fault_set(f, FAULT_MEMORY, "no memory for the schema");
	return schema;
}

/* Gives 1 when SRC obeys, 0 when not, -1 on a fault. */
static int validate(const struct source *src, struct hearing *h,
                    struct fault *f)
{
	xmlRelaxNG *schema = schema_new(f);
	xmlRelaxNGValidCtxt *valid;
	int rc = -1;

	if (!schema)
		return -1;
	valid = xmlRelaxNGNewValidCtxt(schema);
	if (valid) {
		xmlRelaxNGSetValidStructuredErrors(valid, hear, h);
		rc = xmlRelaxNGValidateDoc(valid, src->doc);
	}
	xmlRelaxNGFreeValidCtxt(valid);
	xmlRelaxNGFree(schema);
	if (rc < 0)
		return fault_set(f, FAULT_MEMORY, "no memory to check %s",
		                 src->name);
	return rc == 0;
}

int schema_check(const struct source *src, struct findings *fs, struct fault *f)
{
	struct hearing h = { 1, "" };
	int rc = validate(src, &h, f);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (explain(src, fs, f) < 0)
		return -1;
	if (fs->n == 0)
		finding_at(fs, src->name, h.line,
		           "not what catalogue.rng allows (%s); compare with "
		           "the lines around it",
		           h.words[0] ? h.words : "no more is known");
	return 0;
}
