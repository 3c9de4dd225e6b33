/* SPDX-License-Identifier: Apache-2.0 */
#include "odt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sax.h"
#include "styles.h"

/* LibreOffice writes one automatic style for each way of looking. */
#define STYLES_MOST 65536
#define BASES_MOST  16

void odt_key(const char *name_space, const char *name, char *out)
{
	static const char START[] = "urn:oasis:names:tc:opendocument:xmlns:";
	const char *space = "";
	int len = 0;

	if (strncmp(name_space, START, sizeof(START) - 1) == 0) {
		space = name_space + sizeof(START) - 1;
		len = (int)strcspn(space, ":");
	}
	(void)snprintf(out, ODT_KEY_SIZE, "%.*s:%s", len, space, name);
}

static struct odt_style *add(struct odt_styles *styles, struct fault *f)
{
	struct odt_style *s =
		styles_grow(styles->list, styles->n, &styles->room, sizeof(*s),
	                    STYLES_MOST, f);

	if (!s)
		return NULL;
	styles->list = s;
	s += styles->n++;
	return s;
}

static int take_style(struct odt_styles *styles, const struct sax_element *e,
                      struct fault *f)
{
	struct odt_style *s = add(styles, f);
	char family[16], name[ODT_NAME_SIZE];

	if (!s)
		return -1;
	(void)sax_attribute(e, "family", family, sizeof(family));
	(void)sax_attribute(e, "name", name, sizeof(name) - 2);
	(void)snprintf(s->name, sizeof(s->name), "%c:%.*s",
	               family[0] ? family[0] : '-', ODT_NAME_SIZE - 3, name);
	s->level = strcmp(name, "Title") == 0;
	if (sax_attribute(e, "parent-style-name", name, sizeof(name) - 2))
		(void)snprintf(s->parent, sizeof(s->parent), "%c:%.*s",
		               family[0] ? family[0] : '-', ODT_NAME_SIZE - 3,
		               name);
	return 0;
}

static void take_look(struct odt_style *s, const struct sax_element *e)
{
	char value[32], *unit;
	double size;

	if (sax_attribute(e, "display", value, sizeof(value)))
		s->is_hidden = strcmp(value, "none") == 0;
	if (sax_attribute(e, "color", value, sizeof(value)))
		s->is_white = strcasecmp(value, "#ffffff") == 0;
	if (sax_attribute(e, "background-color", value, sizeof(value)))
		s->is_shaded = strcmp(value, "transparent") != 0 &&
		               strcasecmp(value, "#ffffff") != 0;
	if (!sax_attribute(e, "font-size", value, sizeof(value)))
		return;
	/* "1pt", "0.5pt": the part before the point is enough. */
	size = (double)strtol(value, &unit, 10);
	s->is_tiny = unit != value && strstr(unit, "pt") && size <= 1.0;
}

int odt_styles_take(struct odt_styles *styles, const char *key,
                    const struct sax_element *e, struct fault *f)
{
	if (strcmp(key, "style:style") == 0)
		return take_style(styles, e, f);
	if (styles->n > 0 && (strcmp(key, "style:text-properties") == 0 ||
	                      strcmp(key, "style:paragraph-properties") == 0 ||
	                      strcmp(key, "style:table-cell-properties") == 0))
		take_look(&styles->list[styles->n - 1], e);
	return 0;
}

static int on_start(void *context, const struct sax_element *e, struct fault *f)
{
	char key[ODT_KEY_SIZE];

	odt_key(e->name_space, e->name, key);
	/* Headers and footers stand in master styles: no words of ours. */
	if (strcmp(key, "office:master-styles") == 0)
		return 1;
	return odt_styles_take(context, key, e, f);
}

static int on_end(void *context, const char *name_space, const char *name,
                  struct fault *f)
{
	(void)context;
	(void)name_space;
	(void)name;
	(void)f;
	return 0;
}

static int on_text(void *context, const char *bytes, size_t len,
                   struct fault *f)
{
	(void)context;
	(void)bytes;
	(void)len;
	(void)f;
	return 0;
}

int odt_styles_read(const struct buf *part, struct odt_styles *styles,
                    struct fault *f)
{
	static const struct sax_events EVENTS = { on_start, on_end, on_text };

	return sax_read(part->at, part->len, "styles.xml, ", &EVENTS, styles,
	                f);
}

static int compare(const void *a, const void *b)
{
	const struct odt_style *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static const struct odt_style *find(const struct odt_styles *styles,
                                    const char *name)
{
	struct odt_style wanted;

	if (styles->n == 0)
		return NULL;
	(void)snprintf(wanted.name, sizeof(wanted.name), "%s", name);
	return bsearch(&wanted, styles->list, styles->n, sizeof(wanted),
	               compare);
}

void odt_styles_settle(struct odt_styles *styles)
{
	if (styles->is_sorted || styles->n == 0)
		return;
	qsort(styles->list, styles->n, sizeof(*styles->list), compare);
	styles->is_sorted = true;
	for (size_t i = 0; i < styles->n; i++) {
		struct odt_style *s = &styles->list[i];
		const struct odt_style *base = s;

		for (int k = 0; k < BASES_MOST && base->parent[0]; k++) {
			base = find(styles, base->parent);
			if (!base)
				break;
			if (s->level == 0)
				s->level = base->level;
			s->is_hidden |= base->is_hidden;
			s->is_white |= base->is_white;
			s->is_shaded |= base->is_shaded;
		}
	}
}

const struct odt_style *odt_styles_find(const struct odt_styles *styles,
                                        char family, const char *name)
{
	char whole[ODT_NAME_SIZE];

	(void)snprintf(whole, sizeof(whole), "%c:%.*s", family,
	               ODT_NAME_SIZE - 3, name);
	return find(styles, whole);
}

void odt_styles_clear(struct odt_styles *styles)
{
	free(styles->list);
	*styles = (struct odt_styles){ NULL, 0, 0, false };
}
