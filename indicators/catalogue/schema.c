/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <string.h>

#include <libxml/relaxng.h>

#include "base/fault.h"

/* Where the words of a validation go. */
struct hearing {
	struct findings *fs;
	const struct source *src;
};

/* Says whether the line has a finding already, in better words. */
static bool is_noted(const struct findings *fs, long line)
{
	for (size_t i = 0; i < fs->n; i++)
		if (fs->line[i] == line)
			return true;
	return false;
}

static void hear(void *ctx, xmlError *e)
{
	struct hearing *h = ctx;
	long line = e->node ? xmlGetLineNo(e->node) : e->line;

	if (is_noted(h->fs, line))
		return;
	finding_at(h->fs, h->src->name, line, "%d|%s|%s|%.*s", e->code,
	           e->str1 ? e->str1 : "-", e->str2 ? e->str2 : "-",
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

int schema_check(const struct source *src, struct findings *fs, struct fault *f)
{
	struct hearing h = { fs, src };
	xmlRelaxNG *schema = schema_new(f);
	xmlRelaxNGValidCtxt *valid;
	int rc;

	if (!schema)
		return -1;
	valid = xmlRelaxNGNewValidCtxt(schema);
	if (!valid) {
		xmlRelaxNGFree(schema);
		return fault_set(f, FAULT_MEMORY, "no memory for the schema");
	}
	xmlRelaxNGSetValidStructuredErrors(valid, hear, &h);
	rc = xmlRelaxNGValidateDoc(valid, src->doc);
	xmlRelaxNGFreeValidCtxt(valid);
	xmlRelaxNGFree(schema);
	if (rc < 0)
		return fault_set(f, FAULT_MEMORY, "no memory to check %s",
		                 src->name);
	if (rc > 0 && fs->n == 0)
		finding_at(fs, src->name, 1,
		           "refused by catalogue.rng; run xmllint --relaxng "
		           "on it");
	return 0;
}
