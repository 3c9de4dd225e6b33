/* SPDX-License-Identifier: Apache-2.0 */
#include "html_look.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Longer styles are looked at so far. */
#define STYLE_MOST 2048

/* Declarations, without blanks and in small letters, that hide words. */
static const struct {
	const char *words;
	const char *ends; /* what must follow, besides the end of the style */
} HIDING[] = {
	{ "display:none", ";!" },        { "visibility:hidden", ";!" },
	{ "visibility:collapse", ";!" }, { "font-size:0", ";!pe%" },
	{ "font-size:1px", ";!" },       { "font-size:1pt", ";!" },
	{ "opacity:0", ";!" },           { "opacity:0.0", ";!" },
};

static const char *const WHITES[] = {
	"color:#fff;",
	"color:#ffffff;",
	"color:white;",
	"color:rgb(255,255,255);",
};

/* Ids and links of notes as LibreOffice, Word, pandoc and others name them. */
static const char *const NOTES[] = {
	"sdfootnote", "sdendnote", "_ftn", "_edn",
	"footnote",   "endnote",   "fn",   "cite_note",
};

/* Copies STYLE in small letters without blanks, ended by ';'. */
static void squeeze(const char *style, char *out)
{
	size_t n = 0;

	out[n++] = ';';
	for (; *style != '\0' && n < STYLE_MOST - 2; style++) {
		if (strchr(" \t\r\n", *style))
			continue;
		out[n++] = (char)tolower((unsigned char)*style);
	}
	out[n++] = ';';
	out[n] = '\0';
}

/* Whether STYLE holds the declaration WORDS, one of ENDS after it. */
static bool declares(const char *style, const char *words, const char *ends)
{
	size_t len = strlen(words);

	for (const char *at = strstr(style, words); at;
	     at = strstr(at + 1, words))
		if (at[-1] == ';' && strchr(ends, at[len]))
			return true;
	return false;
}

static void read_style(const char *value, struct html_look *out)
{
	char style[STYLE_MOST];
	const char *colour;

	squeeze(value, style);
	for (size_t i = 0; i < COUNT_OF(HIDING); i++)
		out->is_hidden |=
			declares(style, HIDING[i].words, HIDING[i].ends);
	colour = strstr(style, ";color:");
	out->is_coloured = colour != NULL;
	for (size_t i = 0; i < COUNT_OF(WHITES); i++)
		out->is_white |= colour && strncmp(colour + 1, WHITES[i],
		                                   strlen(WHITES[i])) == 0;
	out->is_shaded |= strstr(style, ";background") != NULL;
}

/* Whether NAME is that of a note: "fn12", "_ftn3", "sdfootnote1". The way
   back ("fnref12", "_ftnref3") is one only for links. */
static bool is_note_name(const char *name, bool is_link)
{
	for (size_t i = 0; i < COUNT_OF(NOTES); i++) {
		size_t len = strlen(NOTES[i]);

		if (strncasecmp(name, NOTES[i], len) != 0)
			continue;
		name += len;
		if (is_link)
			return true;
		while (*name == '-' || *name == '_' || *name == ':')
			name++;
		return *name >= '0' && *name <= '9' && !strstr(name, "anc") &&
		       !strstr(name, "sym");
	}
	return false;
}

static void read_role(const char *role, struct html_look *out)
{
	out->is_note |= strstr(role, "doc-footnote") ||
	                strstr(role, "doc-endnote") ||
	                strcmp(role, "footnote") == 0;
	out->is_note_link |=
		strstr(role, "noteref") || strstr(role, "backlink");
	out->is_furniture |= strcmp(role, "navigation") == 0 ||
	                     strcmp(role, "search") == 0 ||
	                     strcmp(role, "doc-toc") == 0 ||
	                     strcmp(role, "menu") == 0;
}

static void read_one(const char *name, const char *value, struct html_look *out)
{
	if (strcmp(name, "style") == 0) {
		read_style(value, out);
	} else if (strcmp(name, "hidden") == 0) {
		out->is_hidden = true;
	} else if (strcmp(name, "bgcolor") == 0 ||
	           strcmp(name, "background") == 0) {
		out->is_shaded = true;
	} else if (strcmp(name, "class") == 0) {
		out->is_shaded = true;
		out->is_note_link |= strstr(value, "footnote-ref") ||
		                     strstr(value, "footnote-back") ||
		                     strstr(value, "noteref");
		out->is_note |= strcmp(value, "footnotes") == 0 ||
		                strcmp(value, "footnote") == 0;
	} else if (strcmp(name, "id") == 0) {
		out->is_note |= is_note_name(value, false);
	} else if (strcmp(name, "role") == 0 ||
	           strcmp(name, "epub:type") == 0) {
		read_role(value, out);
	} else if (strcmp(name, "href") == 0 && value[0] == '#') {
		out->is_local_link = true;
		out->is_note_link |= is_note_name(value + 1, true);
	} else if (strcmp(name, "lang") == 0 && strlen(value) < 32) {
		memcpy(out->language, value, strlen(value) + 1);
	} else if (strcmp(name, "color") == 0) {
		out->is_coloured = true;
		out->is_white = strcasecmp(value, "#ffffff") == 0 ||
		                strcasecmp(value, "white") == 0;
	}
}

void html_look_read(const char *const *attributes, struct html_look *out)
{
	*out = (struct html_look){ .is_hidden = false };
	if (!attributes)
		return;
	for (; attributes[0]; attributes += 2)
		read_one(attributes[0], attributes[1] ? attributes[1] : "",
		         out);
}
