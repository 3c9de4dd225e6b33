/* SPDX-License-Identifier: Apache-2.0 */
#include "negotiate.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#define XLSX_TYPE          \
	"application/vnd." \
	"openxmlformats-officedocument.spreadsheetml.sheet"

static const struct form_row FORMS[FORM_COUNT] = {
	[FORM_JSON] = { "json", "application/json", NULL,
	                "application/json; charset=utf-8" },
	[FORM_CSV] = { "csv", "text/csv", NULL,
	               "text/csv; charset=utf-8; header=present" },
	[FORM_HTML] = { "html", "text/html", NULL, "text/html; charset=utf-8" },
	[FORM_TEXT] = { "text", "text/plain", NULL,
	                "text/plain; charset=utf-8" },
	[FORM_FILE] = { "file", "application/octet-stream", NULL,
	                "application/octet-stream" },
	[FORM_JSONLD] = { "jsonld", "application/ld+json", NULL,
	                  "application/ld+json" },
	[FORM_ATOM] = { "atom", "application/atom+xml", NULL,
	                "application/atom+xml; charset=utf-8" },
	[FORM_XLSX] = { "xlsx", XLSX_TYPE, NULL, XLSX_TYPE },
	[FORM_SDMX_CSV] = { "sdmx-csv", "application/vnd.sdmx.data+csv",
	                    "1.0.0",
	                    "application/vnd.sdmx.data+csv; version=1.0.0; "
	                    "charset=utf-8" },
	[FORM_JSON_STAT] = { "json-stat", "application/vnd.json-stat+json",
	                     "2.0", "application/vnd.json-stat+json" },
	[FORM_PACKAGE] = { "datapackage", "application/vnd.datapackage+json",
	                   NULL, "application/vnd.datapackage+json" },
	[FORM_ZIP] = { "zip", "application/zip", NULL, "application/zip" },
	[FORM_SDMX] = { "sdmx", "application/xml", NULL, "application/xml" },
};

const struct form_row *form_row(enum form form)
{
	return &FORMS[form];
}

/* One element of a header list: "text/csv;q=0.5". */
struct element {
	const char *name;
	size_t len;
	int q;               /* thousandths */
	const char *version; /* parameter of that name; NULL none */
	size_t version_len;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

int negotiate_weight(const char *at, size_t len)
{
	int value = 0, scale = 1000;

	if (len == 0 || (at[0] != '0' && at[0] != '1'))
		return 0;
	value = (at[0] - '0') * 1000;
	for (size_t i = 2; i < len && at[1] == '.' && scale > 1; i++) {
		if (at[i] < '0' || at[i] > '9')
			break;
		scale /= 10;
		value += (at[i] - '0') * scale;
	}
	return value > 1000 ? 1000 : value;
}

/* Reads weight and version among the parameters from AT to END. */
static void read_parameters(const char *at, const char *end,
                            struct element *out)
{
	static const char NAME[] = "version=";
	size_t n = sizeof(NAME) - 1;

	while (at < end) {
		const char *stop = memchr(at, ';', (size_t)(end - at));

		stop = stop ? stop : end;
		while (at < stop && is_blank(*at))
			at++;
		if (stop - at >= 2 && (at[0] == 'q' || at[0] == 'Q') &&
		    at[1] == '=') {
			out->q = negotiate_weight(at + 2,
			                          (size_t)(stop - at - 2));
			return; /* what follows a weight extends it */
		}
		if ((size_t)(stop - at) > n && strncasecmp(at, NAME, n) == 0) {
			out->version = at + n;
			out->version_len = (size_t)(stop - at) - n;
			while (is_blank(out->version[out->version_len - 1]))
				out->version_len--;
		}
		at = stop + 1;
	}
}

/* Takes the next element off *LIST; false at its end. */
static bool next_element(const char **list, struct element *out)
{
	const char *at = *list + strspn(*list, ", \t");
	const char *end = at + strcspn(at, ",");
	const char *stop = at + strcspn(at, ",;");

	*list = end;
	if (at == end)
		return false;
	out->q = 1000;
	out->version = NULL;
	if (*stop == ';')
		read_parameters(stop + 1, end, out);
	while (stop > at && is_blank(stop[-1]))
		stop--;
	out->name = at;
	out->len = (size_t)(stop - at);
	return true;
}

static bool is_word(const struct element *e, const char *word)
{
	return e->len == strlen(word) &&
	       strncasecmp(e->name, word, e->len) == 0;
}

/* Whether ROW has the version that E asks for, if either knows any. */
static bool is_version(const struct element *e, const struct form_row *row)
{
	const char *at = e->version;
	size_t len = e->version_len;

	if (!at || !row->version)
		return true;
	if (len >= 2 && at[0] == '"' && at[len - 1] == '"') {
		at++;
		len -= 2;
	}
	return strlen(row->version) == len &&
	       strncmp(at, row->version, len) == 0;
}

/* How narrowly E names ROW: 3 exactly, 2 its kind, 1 anything, 0 not. */
static int form_match(const struct element *e, const struct form_row *row)
{
	const char *range = row->range;
	size_t kind = strcspn(range, "/") + 1;

	if (is_word(e, range))
		return is_version(e, row) ? 3 : 0;
	if (e->len == kind + 1 && strncasecmp(e->name, range, kind) == 0 &&
	    e->name[kind] == '*')
		return 2;
	return is_word(e, "*/*") || is_word(e, "*") ? 1 : 0;
}

/* The weight that the narrowest element gives to FORM. */
static int form_weight(const char *accept, enum form form)
{
	struct element e;
	int best = 0, weight = 0;

	while (next_element(&accept, &e)) {
		int match = form_match(&e, &FORMS[form]);

		/* A file has its own type; whoever fetches it takes it. */
		if (match > best) {
			best = match;
			weight = e.q;
		}
	}
	return weight;
}

int negotiate_form(const char *accept, unsigned forms)
{
	int best = -1, most = 0;

	for (int i = 0; i < FORM_COUNT; i++) {
		int weight;

		if (!(forms & FORM_BIT(i)))
			continue;
		weight = accept && accept[0] ? form_weight(accept, (enum form)i)
		                             : 1000;
		if (weight > most) {
			most = weight;
			best = i;
		}
	}
	return best;
}

enum un_language negotiate_language(const char *accept_language)
{
	const char *list = accept_language ? accept_language : "";
	enum un_language best = UN_EN;
	struct element e;
	int most = 0;

	while (next_element(&list, &e))
		for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
			if (e.q > most && e.len >= 2 &&
			    strncasecmp(e.name, UN_LANGUAGE_NAMES[i], 2) == 0 &&
			    (e.len == 2 || e.name[2] == '-')) {
				most = e.q;
				best = (enum un_language)i;
			}
	return best;
}

bool negotiate_gzip(const char *accept_encoding)
{
	const char *list = accept_encoding ? accept_encoding : "";
	int gzip = -1, identity = -1, any = -1;
	struct element e;

	while (next_element(&list, &e)) {
		if (is_word(&e, "gzip") || is_word(&e, "x-gzip"))
			gzip = e.q;
		else if (is_word(&e, "identity"))
			identity = e.q;
		else if (is_word(&e, "*"))
			any = e.q;
	}
	gzip = gzip < 0 ? any : gzip;
	return gzip > 0 && gzip >= identity;
}
