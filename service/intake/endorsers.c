/* SPDX-License-Identifier: Apache-2.0 */
#include "intake.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"
#include "base/utf8.h"

/* The longest open letter we know has 1,200 signatories. */
#define ENDORSERS_MOST 100000
#define NAME_MOST      400

/* What stands before a name in a list without numbers. */
static const char *const BULLETS[] = {
	"-",
	"*",
	"+",
	"\xe2\x80\xa2" /* bullet */,
	"\xe2\x80\x93" /* dash */,
	"\xe2\x80\x94" /* long dash */,
	"\xc2\xb7" /* middle dot */,
	"\xe2\x96\xaa" /* small square */,
	"\xe2\x97\xa6" /* ring */,
	"\xef\x82\xb7" /* Word's private bullet */,
};

/* What may stand after a number: "12.", "12)", "12、", "12．", "12-". */
static const char *const ENDS[] = {
	".", ")", "-", ":", "\xe3\x80\x81", "\xef\xbc\x8e", "\xef\xbc\x89",
};

/* Digits that lists are numbered with: ASCII, Arabic, Persian, full width. */
static const uint32_t ZEROS[] = { '0', 0x0660, 0x06f0, 0xff10 };

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xa0 || cp == 0x3000 ||
	       cp == 0x200f || cp == 0x200e || cp == '\r';
}

/* Steps over white space (and marks of direction) at the start of S. */
static void trim_start(struct span *s)
{
	while (s->len > 0) {
		size_t next = 0;

		if (!is_space(utf8_next(s->at, s->len, &next)))
			break;
		s->at += next;
		s->len -= next;
	}
}

static void trim_end(struct span *s)
{
	while (s->len > 0) {
		size_t last = s->len - 1, next;

		while (last > 0 && ((unsigned char)s->at[last] & 0xc0) == 0x80)
			last--;
		next = last;
		if (!is_space(utf8_next(s->at, s->len, &next)))
			break;
		s->len = last;
	}
}

static int digit_of(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(ZEROS) / sizeof(ZEROS[0]); i++)
		if (cp >= ZEROS[i] && cp <= ZEROS[i] + 9)
			return (int)(cp - ZEROS[i]);
	return -1;
}

/* Steps over one of the N words at the start of S, if there is one. */
static bool skip_one(struct span *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(words[i]);

		if (s->len >= len && memcmp(s->at, words[i], len) == 0) {
			s->at += len;
			s->len -= len;
			return true;
		}
	}
	return false;
}

static bool starts_with_space(const struct span *s)
{
	size_t next = 0;

	return s->len == 0 || is_space(utf8_next(s->at, s->len, &next));
}

/*
 * Takes "12. ", "12) ", "(12) " or "12<TAB>" off the start of LINE and gives
 * the number, else 0. "350.org" and "11.11.11" are names: nothing parts them
 * from their number.
 */
static int take_number(struct span *line)
{
	struct span s = *line;
	bool is_open = skip_one(&s, (const char *const[]){ "(" }, 1);
	int number = 0, digits = 0;

	while (s.len > 0 && digits < 7) {
		size_t next = 0;
		int digit = digit_of(utf8_next(s.at, s.len, &next));

		if (digit < 0)
			break;
		number = number * 10 + digit;
		digits++;
		s.at += next;
		s.len -= next;
	}
	if (digits == 0 || digits > 6)
		return 0;
	if (is_open && (s.len == 0 || s.at[0] != ')'))
		return 0;
	if (!skip_one(&s, ENDS, sizeof(ENDS) / sizeof(ENDS[0])) &&
	    (s.len == 0 || s.at[0] != '\t'))
		return 0;
	if (!starts_with_space(&s))
		return 0;
	trim_start(&s);
	*line = s;
	return number;
}

static void take_bullet(struct span *line)
{
	struct span s = *line;

	if (!skip_one(&s, BULLETS, sizeof(BULLETS) / sizeof(BULLETS[0])) ||
	    !starts_with_space(&s))
		return;
	trim_start(&s);
	*line = s;
}

/* Reads one line into OUT: 1 a name, 0 nothing to keep, -1 a fault. */
static int read_line(struct span line, size_t at, struct arena *a,
                     struct endorser *out, struct fault *f)
{
	int number;

	trim_start(&line);
	trim_end(&line);
	if (line.len == 0 || line.at[line.len - 1] == ':')
		return 0; /* blank, or the words above a list */
	take_bullet(&line);
	number = take_number(&line);
	if (line.len == 0)
		return fault_set(f, FAULT_INPUT,
		                 "endorsers:%zu: a number or mark without a "
		                 "name",
		                 at);
	if (line.len > NAME_MOST)
		return fault_set(f, FAULT_INPUT,
		                 "endorsers:%zu: a name of %zu bytes: give one "
		                 "name a line",
		                 at, line.len);
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.at[i] < 0x20 && line.at[i] != '\t')
			return fault_set(f, FAULT_INPUT,
			                 "endorsers:%zu: a control character",
			                 at);
	out->name = arena_copy(a, line.at, line.len, f);
	out->number = number;
	return out->name ? 1 : -1;
}

/* Gives the next line of ALL and steps over it. */
static struct span next_line(struct span *all)
{
	const char *end = memchr(all->at, '\n', all->len);
	struct span line = { all->at,
		             end ? (size_t)(end - all->at) : all->len };
	size_t step = line.len + (end ? 1 : 0);

	all->at += step;
	all->len -= step;
	return line;
}

int intake_endorsers(const char *bytes, size_t len, struct arena *a,
                     const struct endorser **out, size_t *n, struct fault *f)
{
	struct span all = { bytes, len };
	struct endorser *list;
	size_t lines = 1, kept = 0, bad = 0;

	if (!utf8_is_valid(bytes, len, &bad))
		return fault_set(f, FAULT_INPUT,
		                 "endorsers: not UTF-8 at byte %zu: save the "
		                 "list as UTF-8",
		                 bad);
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		all = (struct span){ bytes + 3, len - 3 };
	for (size_t i = 0; i < len; i++)
		lines += bytes[i] == '\n';
	if (lines > ENDORSERS_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "endorsers: more than %d lines",
		                 ENDORSERS_MOST);
	list = arena_array(a, lines, sizeof(*list), f);
	if (!list)
		return -1;
	for (size_t i = 1; all.len > 0; i++) {
		int rc = read_line(next_line(&all), i, a, &list[kept], f);

		if (rc < 0)
			return -1;
		kept += rc == 1;
	}
	if (kept == 0)
		return fault_set(f, FAULT_INPUT,
		                 "endorsers: no names: give one a line");
	*out = list;
	*n = kept;
	return 0;
}

/* NAME with case, width and spaces folded, as UTF-8 in A. */
static const char *fold(const char *name, struct arena *a, struct fault *f)
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&e);
	UChar wide[NAME_MOST + 1], folded[NAME_MOST * 4];
	char narrow[sizeof(folded) * 2], *to = narrow;
	int32_t len = 0;
	bool is_gap = false;

	u_strFromUTF8(wide, NAME_MOST + 1, &len, name, -1, &e);
	len = unorm2_normalize(nfkc, wide, len, folded, NAME_MOST * 4, &e);
	u_strToUTF8(narrow, (int32_t)sizeof(narrow), NULL, folded, len, &e);
	if (U_FAILURE(e))
		return arena_string(a, name, f); /* stands for itself */
	for (const char *c = narrow; *c != '\0'; c++) {
		if (*c == ' ' || *c == '\t') {
			is_gap = true;
			continue;
		}
		if (is_gap)
			*to++ = ' ';
		is_gap = false;
		*to++ = *c;
	}
	return arena_copy(a, narrow, (size_t)(to - narrow), f);
}

/* A name as compared, and where it stands in the list. */
struct folded {
	const char *name;
	size_t at;
};

static int compare_folded(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	if (order != 0)
		return order;
	return (x->at > y->at) - (x->at < y->at);
}

static int compare_places(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Counts equal names, and lists each that stands twice, as first written and
   in the order of the list. */
static int count_names(const struct endorser *endorsers, size_t n,
                       struct arena *a, struct endorser_facts *out,
                       struct fault *f)
{
	struct folded *names = arena_array(a, n + 1, sizeof(*names), f);
	const char **twice;
	size_t kept = 0;

	if (!names)
		return -1;
	for (size_t i = 0; i < n; i++) {
		names[i].name = fold(endorsers[i].name, a, f);
		names[i].at = i;
		if (!names[i].name)
			return -1;
	}
	qsort(names, n, sizeof(*names), compare_folded);
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1;
		     next < n && strcmp(names[i].name, names[next].name) == 0;
		     next++)
			;
		out->distinct++;
		if (next > i + 1)
			names[kept++] = names[i];
	}
	qsort(names, kept, sizeof(*names), compare_places);
	twice = arena_array(a, kept + 1, sizeof(*twice), f);
	if (!twice)
		return -1;
	for (size_t i = 0; i < kept; i++)
		twice[i] = endorsers[names[i].at].name;
	out->duplicates = twice;
	out->n_duplicates = kept;
	return 0;
}

/* Lists the numbers from 1 to the last that no name has. A list where a stray
   number is far beyond its length is not numbered at all. */
static int find_missing(const struct endorser *endorsers, size_t n,
                        struct arena *a, struct endorser_facts *out,
                        struct fault *f)
{
	size_t last = 0, numbered = 0;
	bool *is_there;
	int *missing;

	for (size_t i = 0; i < n; i++) {
		size_t number = (size_t)endorsers[i].number;

		numbered += number > 0;
		if (number > last && number <= ENDORSERS_MOST)
			last = number;
	}
	if (numbered * 2 < last)
		last = 0;
	is_there = arena_array(a, last + 1, sizeof(*is_there), f);
	missing = arena_array(a, last + 1, sizeof(*missing), f);
	if (!is_there || !missing)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (endorsers[i].number > 0 &&
		    (size_t)endorsers[i].number <= last)
			is_there[endorsers[i].number] = true;
	for (size_t i = 1; i <= last; i++)
		if (!is_there[i])
			missing[out->n_missing++] = (int)i;
	out->missing = missing;
	return 0;
}

int intake_endorser_facts(const struct endorser *endorsers, size_t n,
                          struct arena *a, struct endorser_facts *out,
                          struct fault *f)
{
	struct endorser_facts facts = { .count = n };

	if (count_names(endorsers, n, a, &facts, f) < 0 ||
	    find_missing(endorsers, n, a, &facts, f) < 0)
		return -1;
	*out = facts;
	return 0;
}
