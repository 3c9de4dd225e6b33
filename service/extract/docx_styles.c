/* SPDX-License-Identifier: Apache-2.0 */
#include "docx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sax.h"
#include "styles.h"

/* Word itself stops at 4,079 styles. */
#define STYLES_MOST 8192

/* Styles build on each other at most so often; Word stops at 10. */
#define BASES_MOST 16

/* Half a point each: words of one point are there to be found, not read. */
#define TINY_MOST 2

static const char *const SPACES[] = {
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"http://purl.oclc.org/ooxml/wordprocessingml/main",
};

bool docx_is_w(const char *name_space)
{
	return strcmp(name_space, SPACES[0]) == 0 ||
	       strcmp(name_space, SPACES[1]) == 0;
}

enum docx_said docx_toggle(const struct sax_element *e)
{
	char value[8];

	if (!sax_attribute(e, "val", value, sizeof(value)))
		return DOCX_YES;
	if (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ||
	    strcmp(value, "off") == 0)
		return DOCX_NO;
	return DOCX_YES;
}

static enum docx_said said(bool is)
{
	return is ? DOCX_YES : DOCX_NO;
}

/* Whether W:SHD puts a colour other than white behind the words. */
static enum docx_said shade(const struct sax_element *e)
{
	char fill[16], theme[4];

	if (sax_attribute(e, "themeFill", theme, sizeof(theme)))
		return DOCX_YES;
	(void)sax_attribute(e, "fill", fill, sizeof(fill));
	return said(fill[0] != '\0' && strcasecmp(fill, "auto") != 0 &&
	            strcasecmp(fill, "FFFFFF") != 0);
}

void docx_look_take(struct docx_look *look, const struct sax_element *e)
{
	char value[16];

	if (strcmp(e->name, "vanish") == 0) {
		look->is_vanished = docx_toggle(e);
	} else if (strcmp(e->name, "color") == 0) {
		(void)sax_attribute(e, "val", value, sizeof(value));
		look->is_white = said(strcasecmp(value, "FFFFFF") == 0);
	} else if (strcmp(e->name, "sz") == 0) {
		(void)sax_attribute(e, "val", value, sizeof(value));
		look->is_tiny = said(value[0] >= '0' && value[0] <= '9' &&
		                     strtol(value, NULL, 10) <= TINY_MOST);
	} else if (strcmp(e->name, "shd") == 0) {
		look->is_shaded = shade(e);
	} else if (strcmp(e->name, "highlight") == 0) {
		look->is_shaded = DOCX_YES;
	}
}

static void lay(enum docx_said *base, enum docx_said over)
{
	if (over != DOCX_UNSAID)
		*base = over;
}

void docx_look_lay(struct docx_look *base, const struct docx_look *over)
{
	lay(&base->is_vanished, over->is_vanished);
	lay(&base->is_white, over->is_white);
	lay(&base->is_tiny, over->is_tiny);
	lay(&base->is_shaded, over->is_shaded);
}

/* Adds an empty style and gives it, or NULL. */
static struct docx_style *add(struct docx_styles *styles, struct fault *f)
{
	struct docx_style *s =
		styles_grow(styles->list, styles->n, &styles->room, sizeof(*s),
	                    STYLES_MOST, f);

	if (!s)
		return NULL;
	styles->list = s;
	s += styles->n++;
	s->level = -1;
	return s;
}

/* Built-in names are English in every language of Word; ids are not. */
static void take_name(struct docx_style *s, const char *name)
{
	if (strncasecmp(name, "heading ", 8) == 0 && name[8] >= '1' &&
	    name[8] <= '9' && name[9] == '\0')
		s->level = name[8] - '0';
	else if (strcasecmp(name, "title") == 0)
		s->level = 1;
	else if (strncasecmp(name, "toc ", 4) == 0 &&
	         strcasecmp(name, "toc heading") != 0)
		s->is_contents = true;
}

static int on_start(void *context, const struct sax_element *e, struct fault *f)
{
	struct docx_styles *styles = context;
	struct docx_style *s =
		styles->n > 0 ? &styles->list[styles->n - 1] : NULL;
	char value[DOCX_ID_SIZE];

	if (!docx_is_w(e->name_space))
		return 0;
	if (strcmp(e->name, "style") == 0) {
		s = add(styles, f);
		if (!s)
			return -1;
		(void)sax_attribute(e, "styleId", s->id, sizeof(s->id));
		return 0;
	}
	/* Looks of parts of a table decide nothing here. */
	if (strcmp(e->name, "tblStylePr") == 0 ||
	    strcmp(e->name, "latentStyles") == 0)
		return 1;
	if (!s)
		return 0;
	(void)sax_attribute(e, "val", value, sizeof(value));
	if (strcmp(e->name, "name") == 0)
		take_name(s, value);
	else if (strcmp(e->name, "basedOn") == 0)
		(void)sax_attribute(e, "val", s->base, sizeof(s->base));
	else if (strcmp(e->name, "outlineLvl") == 0)
		s->level = value[0] >= '0' && value[0] <= '8'
		                   ? value[0] - '0' + 1
		                   : 0;
	else if (strcmp(e->name, "numId") == 0)
		s->is_item = said(strcmp(value, "0") != 0);
	else
		docx_look_take(&s->look, e);
	return 0;
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

static int compare(const void *a, const void *b)
{
	const struct docx_style *x = a, *y = b;

	return strcmp(x->id, y->id);
}

const struct docx_style *docx_styles_find(const struct docx_styles *styles,
                                          const char *id)
{
	size_t low = 0, high = styles->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(id, styles->list[mid].id);

		if (order == 0)
			return &styles->list[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* Fills in what S does not say itself from the styles it builds on. */
static void inherit(const struct docx_styles *styles, struct docx_style *s)
{
	const struct docx_style *base = s;

	for (int i = 0; i < BASES_MOST && base->base[0] != '\0'; i++) {
		struct docx_look look;

		base = docx_styles_find(styles, base->base);
		if (!base)
			return;
		if (s->level < 0)
			s->level = base->level;
		if (s->is_item == DOCX_UNSAID)
			s->is_item = base->is_item;
		look = base->look;
		docx_look_lay(&look, &s->look);
		s->look = look;
	}
}

int docx_styles_read(const struct buf *part, struct docx_styles *out,
                     struct fault *f)
{
	static const struct sax_events EVENTS = { on_start, on_end, on_text };

	if (sax_read(part->at, part->len, "styles.xml, ", &EVENTS, out, f) < 0)
		return -1;
	if (out->n == 0)
		return 0;
	qsort(out->list, out->n, sizeof(*out->list), compare);
	for (size_t i = 0; i < out->n; i++)
		inherit(out, &out->list[i]);
	return 0;
}

void docx_styles_clear(struct docx_styles *styles)
{
	free(styles->list);
	*styles = (struct docx_styles){ NULL, 0, 0 };
}
