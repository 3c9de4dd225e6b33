/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of SDMX: media types with versions, by Accept and by format=. */
#include <string.h>
#include <strings.h>

#include "negotiate.h"
#include "sdmx.h"

static const struct sdmx_form_row FORMS[SDMX_FORM_COUNT] = {
	[SDMX_FORM_STRUCTURE_XML_21] = { SDMX_IN_V1, SDMX_SET_STRUCTURE,
	                                 "structure",
	                                 "application/vnd.sdmx.structure+xml",
	                                 "2.1",
	                                 "application/vnd.sdmx.structure+xml;version=2.1",
	                                 false },
	[SDMX_FORM_STRUCTURE_JSON_10] = { SDMX_IN_V1, SDMX_SET_STRUCTURE,
	                                  "jsonstructure",
	                                  "application/vnd.sdmx.structure+json",
	                                  "1.0.0",
	                                  "application/vnd.sdmx.structure+json;version=1.0.0",
	                                  true },
	[SDMX_FORM_STRUCTURE_JSON_20] = { SDMX_IN_V2, SDMX_SET_STRUCTURE,
	                                  "jsonstructure",
	                                  "application/vnd.sdmx.structure+json",
	                                  "2.0.0",
	                                  "application/vnd.sdmx.structure+json;version=2.0.0",
	                                  true },
	[SDMX_FORM_STRUCTURE_JSON_21] = { SDMX_IN_V2, SDMX_SET_STRUCTURE,
	                                  "jsonstructure",
	                                  "application/vnd.sdmx.structure+json",
	                                  "2.1.0",
	                                  "application/vnd.sdmx.structure+json;version=2.1.0",
	                                  true },
	[SDMX_FORM_STRUCTURE_XML_30] = { SDMX_IN_V2, SDMX_SET_STRUCTURE,
	                                 "structure",
	                                 "application/vnd.sdmx.structure+xml",
	                                 "3.0.0",
	                                 "application/vnd.sdmx.structure+xml;version=3.0.0",
	                                 false },
	[SDMX_FORM_GENERIC_21] = { SDMX_IN_V1, SDMX_SET_DATA, "genericdata",
	                           "application/vnd.sdmx.genericdata+xml",
	                           "2.1",
	                           "application/vnd.sdmx.genericdata+xml;version=2.1",
	                           false },
	[SDMX_FORM_SPECIFIC_21] = { SDMX_IN_V1, SDMX_SET_DATA,
	                            "structurespecificdata",
	                            "application/vnd.sdmx.structurespecificdata+xml",
	                            "2.1",
	                            "application/vnd.sdmx.structurespecificdata+xml;version=2.1",
	                            false },
	[SDMX_FORM_GENERIC_TIME_21] = { SDMX_IN_V1, SDMX_SET_DATA,
	                                "generictimeseriesdata",
	                                "application/vnd.sdmx.generictimeseriesdata+xml",
	                                "2.1",
	                                "application/vnd.sdmx.generictimeseriesdata+xml;version=2.1",
	                                false },
	[SDMX_FORM_SPECIFIC_TIME_21] = { SDMX_IN_V1, SDMX_SET_DATA,
	                                 "structurespecifictimeseriesdata",
	                                 "application/vnd.sdmx.structurespecifictimeseriesdata+xml",
	                                 "2.1",
	                                 "application/vnd.sdmx.structurespecifictimeseriesdata+xml;"
	                                 "version=2.1",
	                                 false },
	[SDMX_FORM_DATA_JSON_10] = { SDMX_IN_V1, SDMX_SET_DATA, "jsondata",
	                             "application/vnd.sdmx.data+json", "1.0.0",
	                             "application/vnd.sdmx.data+json;version=1.0.0",
	                             true },
	[SDMX_FORM_CSV_10] = { SDMX_IN_V1, SDMX_SET_DATA, "csvdata",
	                       "application/vnd.sdmx.data+csv", "1.0.0",
	                       "application/vnd.sdmx.data+csv;version=1.0.0",
	                       false },
	[SDMX_FORM_DATA_JSON_20] = { SDMX_IN_V2, SDMX_SET_DATA, "jsondata",
	                             "application/vnd.sdmx.data+json", "2.0.0",
	                             "application/vnd.sdmx.data+json;version=2.0.0",
	                             true },
	[SDMX_FORM_DATA_XML_30] = { SDMX_IN_V2, SDMX_SET_DATA,
	                            "structurespecificdata",
	                            "application/vnd.sdmx.data+xml", "3.0.0",
	                            "application/vnd.sdmx.data+xml;version=3.0.0",
	                            false },
	[SDMX_FORM_CSV_20] = { SDMX_IN_V2, SDMX_SET_DATA, "csvdata",
	                       "application/vnd.sdmx.data+csv", "2.0.0",
	                       "application/vnd.sdmx.data+csv;version=2.0.0",
	                       false },
	[SDMX_FORM_SCHEMA_21] = { SDMX_IN_V1, SDMX_SET_SCHEMA, "schema",
	                          "application/vnd.sdmx.schema+xml", "2.1",
	                          "application/vnd.sdmx.schema+xml;version=2.1",
	                          false },
	[SDMX_FORM_SCHEMA_30] = { SDMX_IN_V2, SDMX_SET_SCHEMA, "schema",
	                          "application/vnd.sdmx.schema+xml", "3.0.0",
	                          "application/vnd.sdmx.schema+xml;version=3.0.0",
	                          false },
};

/* What people write for a form besides its own name: a format's short name in
   format=, a plain media type in Accept. The first form of the set and API
   that is of the kind is meant. */
static const struct {
	const char *name; /* of either */
	const char *ends; /* what the form's own range ends in */
	bool is_range;
} PLAIN[] = {
	{ "application/xml", "+xml", true },
	{ "text/xml", "+xml", true },
	{ "application/json", "+json", true },
	{ "text/json", "+json", true },
	{ "text/csv", "+csv", true },
	{ "application/csv", "+csv", true },
	{ "xml", "+xml", false },
	{ "json", "+json", false },
	{ "csv", "+csv", false },
	{ "sdmx-json", "+json", false },
	{ "sdmx-csv", "+csv", false },
};

const struct sdmx_form_row *sdmx_form_row(enum sdmx_form form)
{
	return &FORMS[form];
}

/* Says whether WORD, LEN bytes, is TEXT, capitals apart. */
static bool is_word(const char *word, size_t len, const char *text)
{
	return strlen(text) == len && strncasecmp(word, text, len) == 0;
}

static bool ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* ---- versions of a form ----------------------------------------------------
 */

/* Reads a number of AT; -1 when there is none. */
static int read_part(const char **at, const char *end)
{
	int value = -1;

	while (*at < end && **at >= '0' && **at <= '9' && value < 100000)
		value = (value < 0 ? 0 : value * 10) + *(*at)++ - '0';
	return value;
}

/*
 * Says whether WANTED ("2.0", "2.0.0", "2+.0", "2.0.0+") takes version HAVE.
 * What is left out counts as 0; from a part with + on, more is welcome too.
 */
static bool version_takes(const char *wanted, size_t len, const char *have)
{
	const char *end = wanted + len, *have_end = have + strlen(have);
	bool is_open = false;

	for (int i = 0; i < 3; i++) {
		int want = wanted < end ? read_part(&wanted, end) : 0;
		int part = have < have_end ? read_part(&have, have_end) : 0;

		if (wanted < end &&
		    (*wanted == '+' || *wanted == '*' || *wanted == '~')) {
			is_open = true;
			want = want < 0 ? 0 : want;
			wanted++;
		}
		if (want < 0 || part < want || (part > want && !is_open))
			return false;
		if (part > want)
			return true;
		wanted += wanted < end && *wanted == '.';
		have += have < have_end && *have == '.';
	}
	return wanted == end;
}

/* ---- elements of Accept -----------------------------------------------------
 */

struct wish {
	const char *range;
	size_t range_len;
	const char *version; /* NULL any */
	size_t version_len;
	const char *params; /* from after the range */
	const char *end;
	int q; /* thousandths */
};

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

static const char *trim_blanks(const char *at, const char *end)
{
	while (end > at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return end;
}

/* The value between AT and END, without blanks and quotes. */
static const char *bare_value(const char *at, const char *end, size_t *len)
{
	end = trim_blanks(at, end);
	if (end - at >= 2 && *at == '"' && end[-1] == '"') {
		at++;
		end--;
	}
	*len = (size_t)(end - at);
	return at;
}

/* Finds parameter NAME between AT and END. */
static const char *find_param(const char *at, const char *end, const char *name,
                              size_t *len)
{
	while (at < end) {
		const char *stop = memchr(at, ';', (size_t)(end - at));
		const char *equals;

		stop = stop ? stop : end;
		at = skip_blanks(at, stop);
		equals = memchr(at, '=', (size_t)(stop - at));
		if (equals && is_word(at, (size_t)(equals - at), name))
			return bare_value(equals + 1, stop, len);
		at = stop + 1;
	}
	return NULL;
}

static int read_q(const struct wish *w)
{
	size_t len = 0;
	const char *at = find_param(w->params, w->end, "q", &len);

	return at ? negotiate_weight(at, len) : 1000;
}

/* Takes the next element off *LIST; false at its end. */
static bool next_wish(const char **list, struct wish *w)
{
	const char *at = *list + strspn(*list, ", \t");
	const char *end = at + strcspn(at, ",");
	const char *stop = at + strcspn(at, ",;");

	*list = end;
	if (at == end)
		return false;
	memset(w, 0, sizeof(*w));
	w->range = at;
	w->range_len = (size_t)(trim_blanks(at, stop) - at);
	w->params = stop < end ? stop + 1 : end;
	w->end = end;
	w->version = find_param(w->params, end, "version", &w->version_len);
	w->q = read_q(w);
	return true;
}

static bool is_here(enum sdmx_api api, unsigned set, int form)
{
	return (FORMS[form].apis & (1u << (unsigned)api)) &&
	       (FORMS[form].set & set);
}

/* Says whether the plain word of row I means FORM. */
static bool is_plain(const char *word, size_t len, bool is_range, int form)
{
	for (size_t i = 0; i < sizeof(PLAIN) / sizeof(PLAIN[0]); i++)
		if (PLAIN[i].is_range == is_range &&
		    is_word(word, len, PLAIN[i].name))
			return ends_in(FORMS[form].range, PLAIN[i].ends);
	return false;
}

static bool wish_takes(const struct wish *w, int form)
{
	const struct sdmx_form_row *row = &FORMS[form];

	if (is_word(w->range, w->range_len, "*/*") ||
	    is_word(w->range, w->range_len, "*") ||
	    is_word(w->range, w->range_len, "application/*"))
		return true;
	if (is_word(w->range, w->range_len, "text/*"))
		return false;
	if (is_plain(w->range, w->range_len, true, form))
		return true;
	return is_word(w->range, w->range_len, row->range) &&
	       (!w->version ||
	        version_takes(w->version, w->version_len, row->version));
}

/* The first form of the set that W takes, or -1. */
static int wish_form(enum sdmx_api api, unsigned set, const struct wish *w)
{
	for (int i = 0; i < SDMX_FORM_COUNT; i++)
		if (is_here(api, set, i) && wish_takes(w, i))
			return i;
	return -1;
}

static int by_name(enum sdmx_api api, unsigned set, const char *name,
                   const char *version)
{
	for (int i = 0; i < SDMX_FORM_COUNT; i++) {
		bool is_named = strcasecmp(name, FORMS[i].name) == 0 ||
		                strcasecmp(name, FORMS[i].range) == 0 ||
		                is_plain(name, strlen(name), false, i) ||
		                is_plain(name, strlen(name), true, i);

		if (is_here(api, set, i) && is_named &&
		    (!version ||
		     version_takes(version, strlen(version), FORMS[i].version)))
			return i;
	}
	return -1;
}

int sdmx_negotiate(enum sdmx_api api, unsigned set, const char *accept,
                   const char *name, const char *version)
{
	const char *list = accept && accept[0] ? accept : "*/*";
	struct wish w;
	int best = -1, most = 0;

	if (name)
		return by_name(api, set, name, version);
	/* Among equals the client's own order decides. */
	while (next_wish(&list, &w)) {
		int form = w.q > most ? wish_form(api, set, &w) : -1;

		if (form < 0)
			continue;
		best = form;
		most = w.q;
	}
	return best;
}

void sdmx_accept_parameter(const char *accept, enum sdmx_form form,
                           const char *name, char *out, size_t size)
{
	const char *list = accept ? accept : "";
	struct wish w;

	out[0] = '\0';
	while (next_wish(&list, &w)) {
		size_t len = 0;
		const char *at;

		if (!is_word(w.range, w.range_len, FORMS[form].range))
			continue;
		at = find_param(w.params, w.end, name, &len);
		if (!at)
			continue;
		len = len < size - 1 ? len : size - 1;
		memcpy(out, at, len);
		out[len] = '\0';
		return;
	}
}
