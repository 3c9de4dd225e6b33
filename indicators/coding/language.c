/* SPDX-License-Identifier: Apache-2.0 */
#include "language.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

#include "han.h"

/* Longest function word in the table. */
#define WORD_LONGEST 8

/*
 * Words that are frequent in one language and rare in the others; the last
 * languages are there to be told from the first three. Our own list.
 */
static const struct {
	const char *code;
	const char *words; /* each between blanks */
} LANGUAGES[] = {
	{ "en", " the of and to that is was for with by its has have be on "
	        "should are from which it not as at " },
	{ "fr", " le les des et du une dans aux au pour sur par est ont que "
	        "qui avec ses leur leurs cette la ce pas ne " },
	{ "es", " el los las y del en una con por para al su sus es se como "
	        "han que ha la lo no " },
	{ "pt", " o os as do da dos das em um uma com ao que no na para pelo "
	        "pela se mais e " },
	{ "it", " il gli della delle dei di che per con nel nella una sono e "
	        "al dal si " },
	{ "de", " der die und den das von zu mit dem des im ist ein eine auf "
	        "nicht " },
	{ "nl", " de het een en van zijn voor met dat aan niet ook " },
	{ "sv", " och att det som en av med till den har inte " },
};

#define LANGUAGE_N (sizeof(LANGUAGES) / sizeof(LANGUAGES[0]))

/* Letters of scripts that none of the languages above is written in. */
static bool is_other_script(unsigned char c)
{
	/* Lead bytes of U+0370 and after, punctuation (E2) left out. */
	return (c >= 0xCD && c <= 0xE1) || (c >= 0xE3 && c <= 0xED);
}

/* Characters that tell the languages of East Asia, and the rest's letters. */
struct scripts {
	size_t han;
	size_t kana;
	size_t hangul;
	size_t latin;
};

/* A Latin word counts like one character: it has about five letters. */
#define LETTERS_A_WORD 5
/* One character in so many is kana or hangul in what is no Chinese. */
#define FOREIGN_SHARE 20

static void count_scripts(const char *text, size_t len, struct scripts *out)
{
	*out = (struct scripts){ 0 };
	for (size_t i = 0; i < len;) {
		uint32_t c = (unsigned char)text[i];

		if (c < 0x80) {
			c |= 0x20;
			out->latin += c >= 'a' && c <= 'z';
			i++;
			continue;
		}
		c = utf8_next(text, len, &i);
		if (han_is(c))
			out->han++;
		else if (c >= 0x3041 && c <= 0x30FF && c != 0x30FB)
			out->kana++;
		else if ((c >= 0xAC00 && c <= 0xD7A3) ||
		         (c >= 0x1100 && c <= 0x11FF))
			out->hangul++;
	}
}

/* "zh", "ja", "ko", or NULL: Japanese has kana in every sentence, Korean is
   written in hangul; neither is ever taken for Chinese where they show. */
static const char *tell_east(const char *text, size_t len)
{
	struct scripts s;
	size_t east;

	count_scripts(text, len, &s);
	east = s.han + s.kana + s.hangul;
	if (east == 0 || east < s.latin / LETTERS_A_WORD)
		return NULL;
	if (s.hangul * FOREIGN_SHARE > east && s.hangul >= s.kana)
		return "ko";
	if (s.kana * FOREIGN_SHARE > east)
		return "ja";
	return s.han ? "zh" : NULL;
}

static void count_word(const char *word, size_t len, size_t *counts)
{
	char padded[WORD_LONGEST + 3];

	padded[0] = ' ';
	for (size_t i = 0; i < len; i++) {
		bool is_capital = word[i] >= 'A' && word[i] <= 'Z';

		padded[i + 1] = (char)(is_capital ? word[i] + 32 : word[i]);
	}
	padded[len + 1] = ' ';
	padded[len + 2] = '\0';
	for (size_t k = 0; k < LANGUAGE_N; k++)
		if (strstr(LANGUAGES[k].words, padded))
			counts[k]++;
}

const char *language_tell(const char *text, size_t len)
{
	static const char ENDS[] = " \t\r\n.,;:!?()'\"/-";
	size_t counts[LANGUAGE_N] = { 0 };
	size_t others = 0;
	size_t best = 0;
	size_t start = 0;
	bool is_tied = false;
	const char *east = NULL;

	for (size_t i = 0; i <= len; i++) {
		if (i < len && is_other_script((unsigned char)text[i]))
			others++;
		if (i < len && (!text[i] || !strchr(ENDS, text[i])))
			continue;
		if (i > start && i - start <= WORD_LONGEST)
			count_word(text + start, i - start, counts);
		start = i + 1;
	}
	if (others > 0)
		east = tell_east(text, len);
	if (east)
		return east;
	if (others * 4 > len)
		return "und";
	for (size_t k = 1; k < LANGUAGE_N; k++) {
		if (counts[k] == counts[best])
			is_tied = true;
		if (counts[k] > counts[best]) {
			best = k;
			is_tied = false;
		}
	}
	return counts[best] == 0 || is_tied ? "und" : LANGUAGES[best].code;
}
