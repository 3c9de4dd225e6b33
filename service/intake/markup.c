/* SPDX-License-Identifier: Apache-2.0 */
#include "sniff.h"

#include <string.h>
#include <strings.h>

#include "base/fault.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#define SPACE " \t\r\n\f\v"

/* Longest name of an element or namespace looked at. */
#define NAME_MOST 128

/* A page shows that it is one within so many bytes. */
#define WORDS_WITHIN ((size_t)65536)

#define REPORT_NAMESPACE "urn:gcmtrack:report:1"

/* A page without <html> begins with one of these; all are legal. */
static const char *const HTML_STARTS[] = {
	"html",  "head",       "body",    "title",   "meta",   "link",
	"style", "script",     "base",    "p",       "div",    "span",
	"h1",    "h2",         "h3",      "h4",      "h5",     "h6",
	"ul",    "ol",         "dl",      "table",   "center", "font",
	"b",     "i",          "a",       "img",     "br",     "hr",
	"pre",   "main",       "article", "section", "header", "nav",
	"form",  "blockquote",
};

/* What markup says of itself before its root element ends. */
struct root {
	bool is_xml;                /* an XML declaration */
	bool is_doctype;            /* some DOCTYPE */
	bool is_html;               /* <!DOCTYPE html> */
	char name[NAME_MOST];       /* without its prefix, "" when none */
	char name_space[NAME_MOST]; /* of the root itself, "" when none */
};

static struct span skip(struct span s, size_t n)
{
	return n < s.len ? (struct span){ s.at + n, s.len - n }
	                 : (struct span){ s.at + s.len, 0 };
}

static struct span skip_space(struct span s)
{
	while (s.len > 0 && s.at[0] != '\0' && strchr(SPACE, s.at[0]))
		s = skip(s, 1);
	return s;
}

/* Whether S starts with WORD, in whatever case. */
static bool starts(struct span s, const char *word)
{
	size_t len = strlen(word);

	return s.len >= len && strncasecmp(s.at, word, len) == 0;
}

/* Steps behind END, or to the end of S when it is not there. */
static struct span skip_past(struct span s, const char *end)
{
	const char *at = memmem(s.at, s.len, end, strlen(end));

	return at ? skip(s, (size_t)(at - s.at) + strlen(end)) : skip(s, s.len);
}

/* Steps over declarations, comments and DOCTYPE; notes them in ROOT. */
static struct span skip_prolog(struct span s, struct root *root)
{
	for (;;) {
		s = skip_space(s);
		if (starts(s, "<!--")) {
			s = skip_past(s, "-->");
		} else if (starts(s, "<?")) {
			root->is_xml |= starts(s, "<?xml ");
			s = skip_past(s, "?>");
		} else if (starts(s, "<!doctype")) {
			root->is_doctype = true;
			s = skip_space(skip(s, strlen("<!doctype")));
			root->is_html = starts(s, "html");
			s = skip_past(s, ">");
		} else {
			return s;
		}
	}
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
	       c == ':' || (unsigned char)c >= 0x80;
}

/* Copies LEN bytes at AT as a string, cut to what fits. */
static void keep(char *to, const char *at, size_t len)
{
	if (len >= NAME_MOST)
		len = NAME_MOST - 1;
	memcpy(to, at, len);
	to[len] = '\0';
}

/* Finds the value of the attribute NAME in the tag TAG; "" when not there. */
static void find_attribute(struct span tag, const char *name, char *out)
{
	size_t len = strlen(name);
	const char *at = memmem(tag.at, tag.len, name, len);
	struct span s;

	out[0] = '\0';
	if (!at || at == tag.at || !strchr(SPACE, at[-1]))
		return;
	s = skip_space(skip(tag, (size_t)(at - tag.at) + len));
	if (s.len == 0 || s.at[0] != '=')
		return;
	s = skip_space(skip(s, 1));
	if (s.len > 1 && (s.at[0] == '"' || s.at[0] == '\'')) {
		const char *end = memchr(s.at + 1, s.at[0], s.len - 1);

		if (end)
			keep(out, s.at + 1, (size_t)(end - s.at) - 1);
	}
}

/* Reads the root element that S starts with. */
static void read_root(struct span s, struct root *root)
{
	char wanted[NAME_MOST + sizeof("xmlns:")] = "xmlns";
	const char *colon, *end;
	size_t len = 1;

	while (len < s.len && is_name_char(s.at[len]))
		len++;
	keep(root->name, s.at + 1, len - 1);
	colon = strchr(root->name, ':');
	if (colon) {
		size_t prefix = (size_t)(colon - root->name);

		memcpy(wanted + 5, ":", 1);
		memcpy(wanted + 6, root->name, prefix);
		wanted[6 + prefix] = '\0';
		memmove(root->name, colon + 1, strlen(colon));
	}
	end = memchr(s.at, '>', s.len);
	find_attribute((struct span){ s.at,
	                              end ? (size_t)(end - s.at) : s.len },
	               wanted, root->name_space);
}

static bool is_html_name(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(HTML_STARTS); i++)
		if (strcasecmp(HTML_STARTS[i], name) == 0)
			return true;
	return false;
}

/* Refuses XML that is neither of the two kinds we read. */
static int refuse_xml(const struct root *root, struct fault *f)
{
	if (strcmp(root->name, "report") == 0)
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "this XML has a root <report> in the "
		                 "namespace \"%.60s\": ours is \"%s\" (see "
		                 "report.rng)",
		                 root->name_space, REPORT_NAMESPACE);
	return fault_set(f, FAULT_UNSUPPORTED,
	                 "this XML has the root <%.40s>: of XML, Akoma Ntoso "
	                 "and our own report format (report.rng) are taken; "
	                 "or save it as DOCX, HTML or PDF",
	                 root->name);
}

/* Whether the text around a tag speaks for a page rather than for prose that
   happens to begin with '<'. */
static bool has_html_words(struct span head)
{
	static const char *const WORDS[] = { "<html", "</p>", "</div>", "</h1>",
		                             "</body>" };

	for (size_t i = 0; i < COUNT_OF(WORDS); i++)
		if (memmem(head.at, head.len, WORDS[i], strlen(WORDS[i])))
			return true;
	return false;
}

/* Text that only a program was meant to read, and pages that begin with
   something else. */
static int sniff_others(struct span head, enum format *out, struct fault *f)
{
	struct span start = { head.at, head.len < 1024 ? head.len : 1024 };
	struct span s = head;

	if (memmem(start.at, start.len, "<html", 5) ||
	    memmem(start.at, start.len, "<HTML", 5)) {
		*out = FORMAT_HTML;
		return 1;
	}
	if (starts(s, "MIME-Version:") || starts(s, "Return-Path:") ||
	    starts(s, "Received:"))
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "this is a mail or a web archive: save its "
		                 "document as PDF or HTML");
	if (s.len > 0 && s.at[0] == '{') {
		s = skip_space(skip(s, 1));
		if (s.len > 0 && (s.at[0] == '"' || s.at[0] == '}'))
			return fault_set(f, FAULT_UNSUPPORTED,
			                 "this is JSON data, not a document: "
			                 "send the text itself");
	}
	return 0;
}

int sniff_markup(struct span head, enum format *out, struct fault *f)
{
	struct root root = { .name = "" };
	struct span s;

	if (head.len == 0 || head.at[0] != '<')
		return sniff_others(head, out, f);
	s = skip_prolog(head, &root);
	if (s.len > 1 && s.at[0] == '<' && is_name_char(s.at[1]))
		read_root(s, &root);
	if (root.is_html || strcasecmp(root.name, "html") == 0 ||
	    (!root.is_xml && root.name_space[0] == '\0' &&
	     is_html_name(root.name))) {
		*out = FORMAT_HTML;
		return 1;
	}
	if (root.is_doctype)
		return fault_set(
			f, FAULT_INPUT,
			"the XML has a DOCTYPE, which could open other "
			"files or swell without end: remove it and "
			"send it again");
	if (strcmp(root.name, "akomaNtoso") == 0) {
		*out = FORMAT_AKN;
		return 1;
	}
	if (strcmp(root.name_space, REPORT_NAMESPACE) == 0) {
		*out = FORMAT_REPORT;
		return 1;
	}
	if (root.is_xml || root.name_space[0] != '\0')
		return refuse_xml(&root, f);
	if (!has_html_words(head))
		return 0;
	*out = FORMAT_HTML;
	return 1;
}
