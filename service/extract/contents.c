/* SPDX-License-Identifier: Apache-2.0 */
#include "contents.h"

#include <stddef.h>
#include <string.h>

#define LEADER_DOTS 5 /* in a row, or with single spaces between them */

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

bool contents_is_page_number(struct span t)
{
	static const char *const WORDS[] = { "page",   "Page",   "PAGE",
		                             "Página", "página", "Pág.",
		                             "of",     "de",     "sur",
		                             "Seite",  "стр.",   "p." };
	size_t digits = 0, at = 0;

	if (t.len > 24)
		return false;
	while (at < t.len) {
		size_t was = at;

		for (size_t i = 0; i < sizeof(WORDS) / sizeof(*WORDS); i++) {
			size_t n = strlen(WORDS[i]);

			if (t.len - at >= n &&
			    memcmp(t.at + at, WORDS[i], n) == 0) {
				at += n;
				break;
			}
		}
		if (at > was)
			continue;
		digits += t.at[at] >= '0' && t.at[at] <= '9';
		if (!strchr("0123456789 -/|.\xe2\x80\x93\x94", t.at[at]))
			return false;
		at++;
	}
	return digits > 0 && digits <= 8;
}

uint64_t contents_masked(struct span t)
{
	uint64_t h = 0xcbf29ce484222325u;
	bool was_digit = false;

	for (size_t i = 0; i < t.len; i++) {
		bool is_digit = t.at[i] >= '0' && t.at[i] <= '9';
		unsigned char c = is_digit ? '#' : (unsigned char)t.at[i];

		if (c == ' ' || (is_digit && was_digit))
			continue;
		was_digit = is_digit;
		h = (h ^ c) * 0x100000001b3u;
	}
	return h | 1;
}
