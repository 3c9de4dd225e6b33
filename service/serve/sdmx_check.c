/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_check.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

/* ---- values ------------------------------------------------------------- */

static bool is_allowed(const struct sdmx_param *p, const char *word, size_t len)
{
	for (size_t i = 0; p->allowed && p->allowed[i]; i++)
		if (strlen(p->allowed[i]) == len &&
		    strncmp(p->allowed[i], word, len) == 0)
			return true;
	return false;
}

static bool are_allowed(const struct sdmx_param *p, const char *words)
{
	while (*words) {
		size_t len = strcspn(words, ",");

		if (!is_allowed(p, words, len))
			return false;
		words += len + (words[len] == ',');
	}
	return true;
}

static bool is_count(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && n < 10 && text[n] == '\0' && text[strspn(text, "0")];
}

/*
 * PATTERN: 9 a digit, ? what follows is optional to the end, * the rest may
 * be anything of an instant of time, other characters themselves.
 */
static bool is_like(const char *text, const char *pattern)
{
	for (; *pattern; pattern++, text++) {
		if (*pattern == '?' && *text == '\0')
			return true;
		if (*pattern == '?')
			pattern++;
		if (*pattern == '*')
			return text[strspn(text, "0123456789:.+-TZ")] == '\0';
		if (*pattern == '9' ? *text < '0' || *text > '9'
		                    : *text != *pattern)
			return false;
	}
	return *text == '\0';
}

static bool is_moment(const char *text)
{
	return is_like(text, "9999?-99?-99?T99:99*");
}

static bool is_period(const char *text)
{
	static const char *const FORMS[] = {
		"9999-A1",  "9999-S9",  "9999-T9",   "9999-Q9",
		"9999-M99", "9999-W99", "9999-D999",
	};

	for (size_t i = 0; i < sizeof(FORMS) / sizeof(FORMS[0]); i++)
		if (is_like(text, FORMS[i]))
			return true;
	return is_moment(text);
}

bool sdmx_value_fits(const struct sdmx_param *p, const char *value)
{
	switch (p->kind) {
	case SDMX_ANY:
		return true;
	case SDMX_WORD:
		return is_allowed(p, value, strlen(value));
	case SDMX_WORDS:
		return are_allowed(p, value);
	case SDMX_COUNT:
		return is_count(value);
	case SDMX_FLAG:
		return strcmp(value, "true") == 0 ||
		       strcmp(value, "false") == 0;
	case SDMX_MOMENT:
		return is_moment(value);
	case SDMX_PERIOD:
		return is_period(value);
	}
	return false;
}

const char *sdmx_value_allowed(const struct sdmx_ask *ask,
                               const struct sdmx_param *p, struct fault *f)
{
	static const char *const KINDS[] = {
		[SDMX_ANY] = "text",
		[SDMX_WORD] = "one of",
		[SDMX_WORDS] = "one or more, with commas, of",
		[SDMX_COUNT] = "a whole number from 1",
		[SDMX_FLAG] = "true or false",
		[SDMX_MOMENT] = "a time such as 2026-11-22T00:00:00Z",
		[SDMX_PERIOD] = "a period such as 2026, 2026-Q1 or 2026-05",
	};
	const char *words = KINDS[p->kind];

	for (size_t i = 0; words && p->allowed && p->allowed[i]; i++)
		words = arena_print(ask->q->arena, f, "%s%s%s", words,
		                    i > 0 ? ", " : " ", p->allowed[i]);
	return words ? words : "";
}

/* ---- lists -------------------------------------------------------------- */

int sdmx_split(const struct sdmx_ask *ask, const char *text, const char *breaks,
               struct sdmx_list *out, struct fault *f)
{
	struct arena *a = ask->q->arena;
	size_t most = 1;

	memset(out, 0, sizeof(*out));
	if (text[0] == '\0' || strcmp(text, "all") == 0 ||
	    strcmp(text, "*") == 0 || strcmp(text, "ALL") == 0)
		return 0;
	for (const char *at = text; *at; at++)
		most += strchr(breaks, *at) != NULL;
	if (most > SDMX_LIST_MOST)
		return fault_set(f, FAULT_INPUT,
		                 "more than %d values in one list",
		                 SDMX_LIST_MOST);
	out->value = arena_array(a, most, sizeof(*out->value), f);
	if (!out->value)
		return -1;
	while (*text) {
		size_t len = strcspn(text, breaks);

		if (len > 0) {
			out->value[out->n] = arena_copy(a, text, len, f);
			if (!out->value[out->n++])
				return -1;
		}
		text += len + (text[len] != '\0');
	}
	return 0;
}

bool sdmx_list_has(const struct sdmx_list *list, const char *value)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->value[i], value) == 0)
			return true;
	return list->n == 0;
}

/* ---- versions ----------------------------------------------------------- */

/* All artefacts have one version, 1.0 or 1.0.0. A part with a wildcard, or
   after one, must be no more than what there is. */
static bool takes_version(const char *asked, size_t len)
{
	static const int HAVE[] = { 1, 0, 0 };
	const char *end = asked + len;
	bool is_open = false;

	for (int i = 0; i < 3 && asked < end; i++) {
		int want = 0, digits = 0;

		for (; asked < end && *asked >= '0' && *asked <= '9' &&
		       digits < 6;
		     asked++, digits++)
			want = want * 10 + *asked - '0';
		if (asked < end && strchr("+~*", *asked)) {
			is_open = true;
			asked++;
		} else if (digits == 0) {
			return false;
		}
		if (want > HAVE[i] || (want < HAVE[i] && !is_open))
			return false;
		if (want < HAVE[i])
			return true;
		if (asked < end && *asked++ != '.')
			return false;
	}
	return asked == end;
}

/* Several are parted by commas, and in v1 by a plus between two numbers,
   which no wildcard of v2 stands between. */
static size_t version_len(const char *list)
{
	size_t n = strcspn(list, ",+");

	while (list[n] == '+' && !(n > 0 && strchr("0123456789", list[n - 1]) &&
	                           list[n + 1] >= '0' && list[n + 1] <= '9'))
		n += 1 + strcspn(list + n + 1, ",+");
	return n;
}

bool sdmx_version_fits(const char *version)
{
	static const char *const ANY[] = { "", "latest", "all", "LATEST",
		                           "ALL" };

	for (size_t i = 0; i < sizeof(ANY) / sizeof(ANY[0]); i++)
		if (strcmp(version, ANY[i]) == 0)
			return true;
	while (*version) {
		size_t len = version_len(version);

		if (takes_version(version, len))
			return true;
		version += len + (version[len] != '\0');
	}
	return false;
}

/* ---- references --------------------------------------------------------- */

int sdmx_ref_read(const struct sdmx_ask *ask, size_t i, struct sdmx_ref *out,
                  struct fault *f)
{
	const char *text = sdmx_segment(ask, i, "all");
	struct sdmx_list words;

	memset(out, 0, sizeof(*out));
	out->version = "latest";
	if (sdmx_split(ask, text, ",", &words, f) < 0)
		return -1;
	if (words.n > 3)
		return fault_set(f, FAULT_INPUT,
		                 "\"%.60s\" is no flow: write ID, AGENCY,ID "
		                 "or AGENCY,ID,VERSION",
		                 text);
	if (words.n == 1)
		return sdmx_split(ask, words.value[0], "+", &out->id, f);
	if (words.n >= 2 &&
	    (sdmx_split(ask, words.value[0], "+", &out->agency, f) < 0 ||
	     sdmx_split(ask, words.value[1], "+", &out->id, f) < 0))
		return -1;
	if (words.n == 3)
		out->version = words.value[2];
	return 0;
}

bool sdmx_ref_fits(const struct sdmx_ref *ref, const char *id)
{
	return sdmx_list_has(&ref->agency, SDMX_AGENCY) &&
	       sdmx_list_has(&ref->id, id) && sdmx_version_fits(ref->version);
}
