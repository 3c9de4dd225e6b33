/* SPDX-License-Identifier: Apache-2.0 */
#include "intake.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/utf8.h"
#include "base/word.h"

/* No text concerns more states than there are. */
#define STATES_MOST 193

/* Longest declared words, in bytes: generous for any letterhead. */
#define WORDS_MOST 1000
#define KIND_MOST  40

#define DIGITS  "0123456789"
#define HEX     "0123456789abcdef"
#define CAPITAL "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL   "abcdefghijklmnopqrstuvwxyz"

static int need(const char *value, const char *field, const char *example,
                struct fault *f)
{
	if (value && value[0] != '\0')
		return 0;
	return fault_set(f, FAULT_INPUT, "%s is missing: give %s", field,
	                 example);
}

/* Checks free words and keeps them: "" when not given. */
static int keep_words(const char *value, const char *field, struct arena *a,
                      const char **out, struct fault *f)
{
	size_t len = value ? strlen(value) : 0, bad = 0;

	if (len > WORDS_MOST)
		return fault_set(f, FAULT_INPUT,
		                 "%s has %zu bytes: at most %d are taken",
		                 field, len, WORDS_MOST);
	if (!utf8_is_valid(value ? value : "", len, &bad))
		return fault_set(f, FAULT_INPUT, "%s is not UTF-8 at byte %zu",
		                 field, bad);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)value[i] < 0x20 || value[i] == 0x7f)
			return fault_set(f, FAULT_INPUT,
			                 "%s has a control character at byte "
			                 "%zu: it must be one line of text",
			                 field, i);
	*out = arena_copy(a, value ? value : "", len, f);
	return *out ? 0 : -1;
}

static int compare_states(const void *a, const void *b)
{
	return memcmp(a, b, STATE_SIZE);
}

/* Reads one code of the list at AT, LEN bytes long. */
static int read_state(const char *at, size_t len,
                      const struct intake_names *names, char *out,
                      struct fault *f)
{
	int known;

	if (len != STATE_SIZE - 1 || strspn(at, CAPITAL) < len)
		return fault_set(f, FAULT_INPUT,
		                 "state \"%.*s\" is not a code of three "
		                 "capitals such as SVN (ISO 3166-1 alpha-3); "
		                 "part several with commas",
		                 (int)(len < 40 ? utf8_floor(at, len, len)
		                                : utf8_floor(at, len, 40)),
		                 at);
	memcpy(out, at, len);
	out[len] = '\0';
	known = names->is_state(names->context, out);
	if (!known)
		return fault_set(f, FAULT_INPUT,
		                 "state \"%s\" is not one of the 193 members "
		                 "of the United Nations (GET /api/v1/states "
		                 "lists them); a file given with --catalogue "
		                 "can add states",
		                 out);
	return 0;
}

/* Reads "SVN, HRV" into a sorted list without doubles. */
static int declare_states(const char *list, const struct intake_names *names,
                          struct arena *a, struct submission *out,
                          struct fault *f)
{
	char(*states)[STATE_SIZE];
	size_t n = 0, kept = 0;

	if (need(list, "state", "one or more codes such as SVN,HRV", f) < 0)
		return -1;
	states = arena_array(a, STATES_MOST, sizeof(*states), f);
	if (!states)
		return -1;
	for (;;) {
		size_t len;

		list += strspn(list, " ");
		len = strcspn(list, ", ");
		if (n == STATES_MOST)
			return fault_set(f, FAULT_INPUT,
			                 "state lists more than %d codes",
			                 STATES_MOST);
		if (read_state(list, len, names, states[n++], f) < 0)
			return -1;
		list += len;
		list += strspn(list, " ");
		if (*list == '\0')
			break;
		if (*list == ',')
			list++;
	}
	qsort(states, n, sizeof(*states), compare_states);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(states[i], states[kept - 1]) != 0)
			memcpy(states[kept++], states[i], STATE_SIZE);
	out->states = (const char(*)[STATE_SIZE])states;
	out->n_states = kept;
	return 0;
}

static int declare_round(const char *round, const struct intake_names *names,
                         struct submission *out, struct fault *f)
{
	size_t len;

	if (need(round, "round", "the review it belongs to, such as IMRF2026",
	         f) < 0)
		return -1;
	len = strlen(round);
	if (len >= ROUND_SIZE || !names->is_round(names->context, round))
		return fault_set(f, FAULT_INPUT,
		                 "round \"%.*s\" is unknown (GET "
		                 "/api/v1/rounds lists them)",
		                 (int)utf8_floor(round, len, 40), round);
	memcpy(out->round, round, len + 1);
	return 0;
}

static int declare_kind(const char *kind, struct arena *a,
                        struct submission *out, struct fault *f)
{
	size_t len;

	if (!kind)
		kind = "";
	len = strlen(kind);
	if (len > KIND_MOST || strspn(kind, SMALL DIGITS "_") < len)
		return fault_set(f, FAULT_INPUT,
		                 "kind \"%.*s\" is not a word of at most %d "
		                 "small letters, digits and underscores such "
		                 "as national_report",
		                 (int)utf8_floor(kind, len, 40), kind,
		                 KIND_MOST);
	out->kind = arena_string(a, kind, f);
	return out->kind ? 0 : -1;
}

/* The shape of BCP 47: "fr", "zh-Hant", "pt-BR". */
static bool is_language(const char *name)
{
	size_t first = strspn(name, SMALL), len = strlen(name);

	if (len >= LANGUAGE_SIZE || first < 2 || first > 3)
		return false;
	for (const char *c = name + first; *c != '\0';) {
		size_t part;

		if (*c++ != '-')
			return false;
		part = strspn(c, SMALL CAPITAL DIGITS);
		if (part < 2 || part > 8)
			return false;
		c += part;
	}
	return true;
}

static int declare_language(const char *name, struct arena *a,
                            struct submission *out, struct fault *f)
{
	if (!name)
		name = "";
	if (name[0] != '\0' && !is_language(name))
		return fault_set(f, FAULT_INPUT,
		                 "language \"%.*s\" is not a tag such as en, "
		                 "fr or pt-BR (BCP 47)",
		                 (int)utf8_floor(name, strlen(name), 40), name);
	out->language_declared = arena_string(a, name, f);
	out->language = name[0] != '\0' ? out->language_declared : "und";
	return out->language_declared ? 0 : -1;
}

/* A day, a month or a year; AT_S gets its first second. */
static int read_date(const char *date, const char *field, int64_t *at_s,
                     struct fault *f)
{
	struct fault why;

	if (strlen(date) <= sizeof("YYYY-MM-DD") - 1 &&
	    clock_parse(date, at_s, &why) == 0)
		return 0;
	return fault_set(f, FAULT_INPUT,
	                 "%s \"%.*s\" is not a date: write YYYY, YYYY-MM or "
	                 "YYYY-MM-DD",
	                 field, (int)utf8_floor(date, strlen(date), 40), date);
}

static int declare_dates(const struct intake_fields *fields, struct arena *a,
                         struct submission *out, struct fault *f)
{
	const char *date = fields->date ? fields->date : "";
	int64_t at_s = 0;

	if (date[0] != '\0' && read_date(date, "date", &at_s, f) < 0)
		return -1;
	out->date = arena_string(a, date, f);
	if (!out->date)
		return -1;
	if (!fields->embargo || fields->embargo[0] == '\0')
		return 0;
	return read_date(fields->embargo, "embargo", &out->embargo_s, f);
}

static int declare_visibility(const char *name, struct submission *out,
                              struct fault *f)
{
	int visibility = VISIBILITY_PUBLIC;

	if (name && name[0] != '\0' &&
	    word_need(VISIBILITY_NAMES, VISIBILITY_COUNT, "visibility", name,
	              &visibility, f) < 0)
		return -1;
	out->visibility = (enum visibility)visibility;
	return 0;
}

static int declare_voice(const char *name, struct submission *out,
                         struct fault *f)
{
	int voice = 0;

	if (need(name, "voice",
	         "one of: state, civil_society, independent, peer_state",
	         f) < 0 ||
	    word_need(VOICE_NAMES, VOICE_COUNT, "voice", name, &voice, f) < 0)
		return -1;
	if (voice == VOICE_STATISTICS)
		return fault_set(f, FAULT_INPUT,
		                 "voice \"statistics\" is not for documents: "
		                 "`gcmtrack observe` takes its files in");
	out->voice = (enum voice)voice;
	return 0;
}

/* architecture, "Identifiers": 16 hex digits, '-', a counter. */
static int declare_supersedes(const char *id, struct arena *a,
                              struct submission *out, struct fault *f)
{
	size_t hex, counter;

	if (!id)
		id = "";
	hex = strspn(id, HEX);
	counter = hex == 16 && id[16] == '-' ? strspn(id + 17, DIGITS) : 0;
	if (id[0] != '\0' && (counter == 0 || id[17 + counter] != '\0' ||
	                      strlen(id) >= SUBMISSION_ID_SIZE))
		return fault_set(f, FAULT_INPUT,
		                 "supersedes \"%.*s\" is not a submission: its "
		                 "id has 16 hex digits, a hyphen and a number",
		                 (int)utf8_floor(id, strlen(id), 40), id);
	out->supersedes = arena_string(a, id, f);
	return out->supersedes ? 0 : -1;
}

/* Keeps the last part of a path, whatever system wrote it. A name with odd
   bytes is no reason to refuse the document: they become '?'. */
static int declare_file_name(const char *path, struct arena *a,
                             struct submission *out, struct fault *f)
{
	const char *name = path ? path : "";
	char *kept;
	bool is_utf8;
	size_t len;

	for (const char *c = name; *c != '\0'; c++)
		if (*c == '/' || *c == '\\')
			name = c + 1;
	len = strlen(name);
	is_utf8 = utf8_is_valid(name, len, NULL);
	if (len > WORDS_MOST)
		len = utf8_floor(name, len, WORDS_MOST);
	kept = arena_copy(a, name, len, f);
	if (!kept)
		return -1;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)kept[i] < 0x20 || kept[i] == 0x7f ||
		    (!is_utf8 && (unsigned char)kept[i] >= 0x80))
			kept[i] = '?';
	out->file_name = kept;
	return 0;
}

int intake_declare(const struct intake_fields *fields,
                   const struct intake_names *names, struct arena *a,
                   struct submission *out, struct fault *f)
{
	struct submission s = { .superseded_by = "",
		                .reason = "",
		                .extractor = "" };

	if (declare_states(fields->state, names, a, &s, f) < 0 ||
	    declare_voice(fields->voice, &s, f) < 0 ||
	    declare_round(fields->round, names, &s, f) < 0 ||
	    declare_kind(fields->kind, a, &s, f) < 0 ||
	    declare_language(fields->language, a, &s, f) < 0 ||
	    declare_dates(fields, a, &s, f) < 0 ||
	    declare_visibility(fields->visibility, &s, f) < 0 ||
	    declare_supersedes(fields->supersedes, a, &s, f) < 0 ||
	    declare_file_name(fields->file_name, a, &s, f) < 0 ||
	    keep_words(fields->author, "author", a, &s.author, f) < 0 ||
	    keep_words(fields->title, "title", a, &s.title, f) < 0 ||
	    keep_words(fields->symbol, "symbol", a, &s.symbol, f) < 0)
		return -1;
	*out = s;
	return 0;
}

/* Like a document, but it is about the states that its rows name, and about
   the rounds of their years. */
int intake_declare_statistics(const struct intake_statistics *fields,
                              const struct intake_names *names, struct arena *a,
                              struct submission *out, struct fault *f)
{
	const struct intake_fields dates = { .date = fields->as_of,
		                             .embargo = fields->embargo };
	struct submission s = { .voice = VOICE_STATISTICS,
		                .superseded_by = "",
		                .reason = "",
		                .extractor = "",
		                .title = "",
		                .symbol = "" };

	if (fields->as_of && strlen(fields->as_of) != strlen("YYYY-MM-DD"))
		return fault_set(
			f, FAULT_INPUT,
			"as-of \"%.40s\" is not a day: write YYYY-MM-DD",
			fields->as_of);
	if ((fields->state &&
	     declare_states(fields->state, names, a, &s, f) < 0) ||
	    declare_kind(fields->series, a, &s, f) < 0 ||
	    declare_language("", a, &s, f) < 0 ||
	    declare_dates(&dates, a, &s, f) < 0 ||
	    declare_visibility(fields->visibility, &s, f) < 0 ||
	    declare_supersedes(fields->supersedes, a, &s, f) < 0 ||
	    declare_file_name(fields->file_name, a, &s, f) < 0 ||
	    keep_words(fields->source, "source", a, &s.author, f) < 0)
		return -1;
	if (s.n_states > 1)
		return fault_set(f, FAULT_INPUT,
		                 "state: one file of statistics is declared "
		                 "about one State");
	*out = s;
	return 0;
}
