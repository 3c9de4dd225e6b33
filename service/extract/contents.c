/* SPDX-License-Identifier: Apache-2.0 */
#include "contents.h"

#include <stddef.h>
#include <string.h>

#define LEADER_DOTS 5 /* in a row, or with single spaces between them */

#define ANNEX_NUMBER 6  /* bytes behind "Annex" */
#define PAGE_MOST    24 /* bytes of "Page 3 of 12" and the like */
#define PAGE_DIGITS  8

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const char *const CONTENTS[] = {
	"contents",
	"table of contents",
	"table des matières",
	"sommaire",
	"índice",
	"contenido",
	"tabla de contenido",
	"содержание",
	"СОДЕРЖАНИЕ",
	"Содержание",
	"المحتويات",
	"目录",
	"目 录",
	"TABLE DES MATIÈRES",
	"ÍNDICE",
	"Índice",
};

static const char *const NOTES[] = {
	"notes",      "endnotes", "notas", "notes de fin", "примечания",
	"Примечания", "الحواشي",  "注",    "尾注",
};

static char fold(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static struct span trim(struct span s)
{
	while (s.len > 0 && strchr(" \t#*:", s.at[0])) {
		s.at++;
		s.len--;
	}
	while (s.len > 0 && strchr(" \t#*:", s.at[s.len - 1]))
		s.len--;
	return s;
}

static bool is_listed(const char *const *list, size_t n, struct span line)
{
	line = trim(line);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		if (strlen(list[i]) != line.len)
			continue;
		while (k < line.len && (fold(line.at[k]) == list[i][k] ||
		                        line.at[k] == list[i][k]))
			k++;
		if (k == line.len)
			return true;
	}
	return false;
}

bool contents_is_heading(struct span line)
{
	return is_listed(CONTENTS, COUNT(CONTENTS), line);
}

bool contents_is_annex(struct span line)
{
	static const char *const WORDS[] = {
		"Annex",    "ANNEX",      "Anexo", "ANEXO", "Appendix",
		"APPENDIX", "Приложение", "مرفق",  "附件"
	};

	line = trim(line);
	for (size_t i = 0; i < COUNT(WORDS); i++) {
		size_t n = strlen(WORDS[i]);

		/* "Annex", "Annexe", "Annex IV". */
		if (line.len >= n && line.len <= n + ANNEX_NUMBER &&
		    memcmp(line.at, WORDS[i], n) == 0)
			return true;
	}
	return false;
}

bool contents_is_notes(struct span line)
{
	return is_listed(NOTES, COUNT(NOTES), line);
}

bool contents_has_leader(struct span line)
{
	size_t dots = 0, at = 0;

	while (at < line.len) {
		if (line.at[at] == '.') {
			dots++;
			at++;
		} else if (line.len - at >= 3 &&
		           memcmp(line.at + at, "…", 3) == 0) {
			dots += 3;
			at += 3;
		} else if (line.at[at] == ' ' && dots > 0) {
			at++;
		} else {
			dots = 0;
			at++;
		}
		if (dots >= LEADER_DOTS)
			return true;
	}
	return false;
}

static bool starts(struct span line, const char *word)
{
	return line.len >= strlen(word) &&
	       memcmp(line.at, word, strlen(word)) == 0;
}

bool contents_is_distribution(struct span line)
{
	line = trim(line);
	for (size_t i = 0; i + 6 <= line.len; i++)
		if (memcmp(line.at + i, "Distr.", 6) == 0 &&
		    (i == 0 || line.at[i - 1] == ' '))
			return true;
	return false;
}

static size_t digits(struct span line, size_t at)
{
	size_t n = 0;

	while (at + n < line.len && line.at[at + n] >= '0' &&
	       line.at[at + n] <= '9')
		n++;
	return n;
}

bool contents_is_imprint(struct span line)
{
	size_t n;

	if (line.len == 0 || line.len > 60)
		return false;
	if (starts(line, "GE."))
		return digits(line, 3) >= 2;
	n = digits(line, line.at[0] == '*');
	if (line.at[0] == '*')
		return n >= 6 && line.len == n + 2;
	/* "24-19950 (E)" */
	if (n != 2 || line.len < 8 || line.at[2] != '-')
		return false;
	n = digits(line, 3);
	return n == 5 &&
	       (line.len == 8 ||
	        starts((struct span){ line.at + 8, line.len - 8 }, " ("));
}

bool contents_is_symbol(struct span line)
{
	size_t slashes = 0;

	line = trim(line);
	if (line.len < 6 || line.len > 40 || line.at[0] < 'A' ||
	    line.at[0] > 'Z')
		return false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.at[i] == ' ')
			return false;
		slashes += line.at[i] == '/';
	}
	return slashes >= 2;
}

/* Bytes of the word for "page" or "of" that T starts with at AT, or 0. */
static size_t page_word(struct span t, size_t at)
{
	static const char *const WORDS[] = { "page",   "Page",   "PAGE",
		                             "Página", "página", "Pág.",
		                             "of",     "de",     "sur",
		                             "Seite",  "стр.",   "p." };

	for (size_t i = 0; i < COUNT(WORDS); i++) {
		size_t n = strlen(WORDS[i]);

		if (t.len - at >= n && memcmp(t.at + at, WORDS[i], n) == 0)
			return n;
	}
	return 0;
}

bool contents_is_page_number(struct span line)
{
	size_t n_digits = 0, at = 0;

	if (line.len > PAGE_MOST)
		return false;
	while (at < line.len) {
		size_t n = page_word(line, at);

		if (n == 0) {
			/* Digits, dashes of either width, a stroke. */
			if (!strchr("0123456789 -/|.\xe2\x80\x93\x94",
			            line.at[at]))
				return false;
			n_digits += digits(line, at) > 0;
			n = 1;
		}
		at += n;
	}
	return n_digits > 0 && n_digits <= PAGE_DIGITS;
}

uint64_t contents_masked(struct span line)
{
	uint64_t h = 0xcbf29ce484222325u;
	bool was_digit = false;

	for (size_t i = 0; i < line.len; i++) {
		bool is_digit = line.at[i] >= '0' && line.at[i] <= '9';
		unsigned char c = is_digit ? '#' : (unsigned char)line.at[i];

		if (c == ' ' || (is_digit && was_digit))
			continue;
		was_digit = is_digit;
		h = (h ^ c) * 0x100000001b3u;
	}
	return h | 1;
}
