/* SPDX-License-Identifier: Apache-2.0 */
#include "odt.h"

#include <string.h>

#include "base/fault.h"

#include "blocks.h"
#include "package.h"
#include "readers.h"
#include "sax.h"

/* meta.xml: what the document says of itself. */
struct about {
	struct buf title, language;
	struct buf *open;
};

static int on_about_start(void *context, const struct sax_element *e,
                          struct fault *f)
{
	static const char DC[] = "http://purl.org/dc/elements/1.1/";
	struct about *a = context;
	bool is_dc = strcmp(e->name_space, DC) == 0;

	(void)f;
	a->open = is_dc && strcmp(e->name, "title") == 0      ? &a->title
	          : is_dc && strcmp(e->name, "language") == 0 ? &a->language
	                                                      : NULL;
	return 0;
}

static int on_about_text(void *context, const char *bytes, size_t len,
                         struct fault *f)
{
	struct about *a = context;

	return a->open ? buf_add(a->open, bytes, len, f) : 0;
}

static int on_end(void *context, const char *name_space, const char *name,
                  struct fault *f)
{
	(void)name_space;
	(void)name;
	(void)f;
	((struct about *)context)->open = NULL;
	return 0;
}

/* The list of members says what is encrypted and what an object is. */
static int on_manifest(void *context, const struct sax_element *e,
                       struct fault *f)
{
	char type[128];

	(void)context;
	if (strcmp(e->name, "encryption-data") == 0)
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "the file is encrypted: remove its password "
		                 "and send it again");
	if (sax_attribute(e, "media-type", type, sizeof(type)) &&
	    strstr(type, "oleobject"))
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "the document holds an embedded OLE object: "
		                 "remove it or paste it as a picture");
	return 0;
}

static int on_no_text(void *context, const char *bytes, size_t len,
                      struct fault *f)
{
	(void)context;
	(void)bytes;
	(void)len;
	(void)f;
	return 0;
}

static int read_about(const struct buf *xml, struct blocks *b, struct fault *f)
{
	static const struct sax_events EVENTS = { on_about_start, on_end,
		                                  on_about_text };
	struct about about = { .open = NULL };
	int rc;

	buf_init(&about.title, 4096);
	buf_init(&about.language, 64);
	rc = sax_read(xml->at, xml->len, "meta.xml, ", &EVENTS, &about, f);
	if (rc == 0)
		rc = blocks_about(b, about.title.at, about.language.at, f);
	buf_clear(&about.title);
	buf_clear(&about.language);
	return rc;
}

static int read_parts(struct package *p, struct odt_styles *styles,
                      struct buf *xml, struct blocks *b, struct fault *f)
{
	static const struct sax_events MANIFEST = { on_manifest, on_end,
		                                    on_no_text };
	struct about unused = { .open = NULL };
	int rc = package_read(p, "META-INF/manifest.xml", xml, f);

	if (rc == 1)
		rc = sax_read(xml->at, xml->len, "manifest.xml, ", &MANIFEST,
		              &unused, f);
	buf_reset(xml);
	if (rc == 0)
		rc = package_read(p, "meta.xml", xml, f);
	if (rc == 1)
		rc = read_about(xml, b, f);
	buf_reset(xml);
	if (rc == 0)
		rc = package_read(p, "styles.xml", xml, f);
	if (rc == 1)
		rc = odt_styles_read(xml, styles, f);
	buf_reset(xml);
	if (rc == 0) {
		rc = package_read(p, "content.xml", xml, f);
		if (rc == 0)
			rc = fault_set(f, FAULT_INPUT,
			               "the file holds no content.xml: open it "
			               "and save it anew as .odt");
	}
	return rc == 1 ? odt_body_read(xml, styles, b, f) : rc;
}

int read_odt(const char *bytes, size_t len, struct blocks *b, struct fault *f)
{
	struct odt_styles styles = { NULL, 0, 0, false };
	struct package *p = NULL;
	struct buf xml;
	int rc;

	if (package_open(bytes, len, &p, f) < 0)
		return -1;
	buf_init(&xml, PACKAGE_MEMBER_MOST);
	rc = read_parts(p, &styles, &xml, b, f);
	buf_clear(&xml);
	odt_styles_clear(&styles);
	package_close(p);
	return rc;
}
