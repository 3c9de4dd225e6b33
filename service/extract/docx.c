/* SPDX-License-Identifier: Apache-2.0 */
#include "docx.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#include "package.h"
#include "readers.h"
#include "sax.h"

#define PATH_SIZE 256

/* Relations that matter, by the end of their type (the start differs between
   the strict and the transitional form). */
enum relation {
	RELATION_DOCUMENT,
	RELATION_CORE,
	RELATION_STYLES,
	RELATION_FOOTNOTES,
	RELATION_ENDNOTES,
	RELATION_COUNT
};

static const char *const RELATIONS[RELATION_COUNT] = {
	[RELATION_DOCUMENT] = "/officeDocument",
	[RELATION_CORE] = "/core-properties",
	[RELATION_STYLES] = "/styles",
	[RELATION_FOOTNOTES] = "/footnotes",
	[RELATION_ENDNOTES] = "/endnotes",
};

struct relations {
	char target[RELATION_COUNT][PATH_SIZE];
};

/* docProps/core.xml: what the document says of itself. */
struct about {
	struct buf title, language;
	struct buf *open;
};

static bool ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

static int on_relation(void *context, const struct sax_element *e,
                       struct fault *f)
{
	struct relations *r = context;
	char type[PATH_SIZE], mode[16];

	(void)f;
	if (strcmp(e->name, "Relationship") != 0)
		return 0;
	(void)sax_attribute(e, "Type", type, sizeof(type));
	/* What lies outside the file is never fetched. */
	if (sax_attribute(e, "TargetMode", mode, sizeof(mode)) &&
	    strcmp(mode, "External") == 0)
		return 0;
	for (size_t i = 0; i < RELATION_COUNT; i++)
		if (ends_with(type, RELATIONS[i]) && r->target[i][0] == '\0')
			(void)sax_attribute(e, "Target", r->target[i],
			                    PATH_SIZE);
	return 0;
}

static int on_about_start(void *context, const struct sax_element *e,
                          struct fault *f)
{
	struct about *a = context;

	(void)f;
	a->open = strcmp(e->name, "title") == 0      ? &a->title
	          : strcmp(e->name, "language") == 0 ? &a->language
	                                             : NULL;
	return 0;
}

static int on_about_text(void *context, const char *bytes, size_t len,
                         struct fault *f)
{
	struct about *a = context;

	return a->open ? buf_add(a->open, bytes, len, f) : 0;
}

static int on_about_end(void *context, const char *name_space, const char *name,
                        struct fault *f)
{
	struct about *a = context;

	(void)name_space;
	(void)name;
	(void)f;
	a->open = NULL;
	return 0;
}

static int on_nothing_end(void *context, const char *name_space,
                          const char *name, struct fault *f)
{
	(void)context;
	(void)name_space;
	(void)name;
	(void)f;
	return 0;
}

static int on_nothing_text(void *context, const char *bytes, size_t len,
                           struct fault *f)
{
	(void)context;
	(void)bytes;
	(void)len;
	(void)f;
	return 0;
}

/* Reads the relations of PART, "" for those of the package. */
static int read_relations(struct package *p, const char *part,
                          struct relations *out, struct fault *f)
{
	static const struct sax_events EVENTS = { on_relation, on_nothing_end,
		                                  on_nothing_text };
	const char *slash = strrchr(part, '/');
	size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
	struct buf name, xml;
	int rc;

	buf_init(&name, (size_t)PATH_SIZE * 2);
	buf_init(&xml, PACKAGE_MEMBER_MOST);
	rc = buf_addf(&name, f, "%.*s_rels/%s.rels", (int)folder, part,
	              part + folder);
	if (rc == 0)
		rc = package_read(p, name.at, &xml, f);
	if (rc == 1)
		rc = sax_read(xml.at, xml.len, "relations, ", &EVENTS, out, f);
	buf_clear(&name);
	buf_clear(&xml);
	return rc;
}

/* Turns TARGET, seen from PART, into the name of a member. */
static void resolve(const char *part, const char *target, char *out)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
	size_t len;

	if (target[0] == '/') {
		folder = 0;
		target++;
	}
	while (strncmp(target, "../", 3) == 0) {
		target += 3;
		while (folder > 0 && part[--folder] != '/')
			;
		folder = 0; /* parts lie one folder deep */
	}
	len = strlen(target);
	if (folder + len >= PATH_SIZE)
		len = PATH_SIZE - 1 - folder;
	memcpy(out, part, folder);
	memcpy(out + folder, target, len);
	out[folder + len] = '\0';
}

/* Reads what the document says of itself; that it says nothing is no fault. */
static int read_about(struct package *p, const char *part, struct blocks *b,
                      struct fault *f)
{
	static const struct sax_events EVENTS = { on_about_start, on_about_end,
		                                  on_about_text };
	struct about about = { .open = NULL };
	struct buf xml;
	int rc;

	buf_init(&xml, PACKAGE_MEMBER_MOST);
	buf_init(&about.title, 4096);
	buf_init(&about.language, 64);
	rc = package_read(p, part, &xml, f);
	if (rc == 1 &&
	    sax_read(xml.at, xml.len, "core.xml, ", &EVENTS, &about, f) == 0)
		rc = blocks_about(b, about.title.at, about.language.at, f);
	buf_clear(&xml);
	buf_clear(&about.title);
	buf_clear(&about.language);
	return rc < 0 ? -1 : 0;
}

/* Unpacks the part that RELATION of PART points to: 1, 0 none, -1. */
static int read_part(struct package *p, const struct relations *relations,
                     enum relation relation, const char *part, struct buf *xml,
                     struct fault *f)
{
	char name[PATH_SIZE];

	buf_reset(xml);
	if (relations->target[relation][0] == '\0')
		return 0;
	resolve(part, relations->target[relation], name);
	return package_read(p, name, xml, f);
}

/* What of a package is at hand while its parts are read. */
struct reading {
	struct package *package;
	struct relations relations; /* of the document */
	char document[PATH_SIZE];   /* the name of its main part */
	struct docx_styles styles;
	struct docx_notes notes;
	struct blocks *blocks;
};

static int read_parts(struct reading *r, struct fault *f)
{
	const struct relations *relations = &r->relations;
	const char *document = r->document;
	struct docx_styles *styles = &r->styles;
	struct docx_notes *notes = &r->notes;
	struct package *p = r->package;
	struct blocks *b = r->blocks;
	struct buf xml;
	int rc;

	buf_init(&xml, PACKAGE_MEMBER_MOST);
	rc = read_part(p, relations, RELATION_STYLES, document, &xml, f);
	if (rc == 1)
		rc = docx_styles_read(&xml, styles, f);
	if (rc == 0)
		rc = read_part(p, relations, RELATION_FOOTNOTES, document, &xml,
		               f);
	if (rc == 1)
		rc = docx_notes_read(&xml, false, styles, notes, b, f);
	if (rc == 0)
		rc = read_part(p, relations, RELATION_ENDNOTES, document, &xml,
		               f);
	if (rc == 1)
		rc = docx_notes_read(&xml, true, styles, notes, b, f);
	if (rc == 0) {
		buf_reset(&xml);
		rc = package_read(p, document, &xml, f);
		if (rc == 0)
			rc = fault_set(f, FAULT_INPUT,
			               "the file holds no Word document: open "
			               "it and save it anew as .docx");
	}
	if (rc == 1)
		rc = docx_body_read(&xml, styles, notes, b, f);
	buf_clear(&xml);
	return rc;
}

static int read_package(struct reading *r, struct fault *f)
{
	struct relations top = { { "" } };
	char core[PATH_SIZE];

	if (read_relations(r->package, "", &top, f) < 0)
		return -1;
	resolve("", top.target[RELATION_DOCUMENT], r->document);
	if (r->document[0] == '\0')
		memcpy(r->document, "word/document.xml",
		       sizeof("word/document.xml"));
	resolve("", top.target[RELATION_CORE], core);
	if (core[0] != '\0' && read_about(r->package, core, r->blocks, f) < 0)
		return -1;
	if (read_relations(r->package, r->document, &r->relations, f) < 0)
		return -1;
	return read_parts(r, f);
}

int read_docx(const char *bytes, size_t len, struct blocks *b, struct fault *f)
{
	struct reading *r = calloc(1, sizeof(*r));
	int rc;

	if (!r)
		return fault_set(f, FAULT_MEMORY, "no memory for a document");
	r->blocks = b;
	flow_init(&r->notes.flow, NULL);
	rc = package_open(bytes, len, &r->package, f);
	if (rc == 0)
		rc = read_package(r, f);
	flow_clear(&r->notes.flow);
	free(r->notes.list);
	docx_styles_clear(&r->styles);
	package_close(r->package);
	free(r);
	return rc;
}
