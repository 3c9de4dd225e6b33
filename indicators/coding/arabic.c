/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Our own, not Snowball's: that one takes the "b" off "bayanat" (data) and
 * leaves the "and" before an article, so that one word has several stems.
 * Endings are those of the light stemmers that retrieval uses; the ending -y
 * stays, since it tells nationality (jinsiyya) from sex (jins).
 */
#include "arabic.h"

#include <stdbool.h>
#include <string.h>

/* Bytes of one letter. */
#define LETTER 2
/* Letters of the shortest root. */
#define ROOT 3

struct affix {
	const char *text;
	size_t least; /* letters that must be left */
};

/* The longest first. */
static const struct affix ARTICLES[] = {
	{ "وبال", 3 }, { "فبال", 3 }, { "وكال", 3 }, { "وال", 3 },
	{ "فال", 3 },  { "بال", 3 },  { "كال", 3 },  { "ولل", 3 },
	{ "فلل", 3 },  { "ال", 3 },   { "لل", 3 },
};

static const struct affix ENDINGS[] = {
	{ "ات", 3 }, { "ون", 3 }, { "ين", 3 }, { "ه", 3 }, { "ا", 4 },
};

static const struct affix PRONOUNS[] = {
	{ "هما", 3 }, { "ها", 3 }, { "هم", 3 },
	{ "هن", 3 },  { "نا", 3 }, { "ه", 3 },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Is every letter of WORD Arabic, two bytes long? */
static bool is_arabic(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i += LETTER)
		if (((unsigned char)word[i] & 0xFCu) != 0xD8)
			return false;
	return len > 0 && len % LETTER == 0;
}

/* The length of what AFFIX takes off the front of WORD, 0 for nothing. */
static size_t front_of(const struct affix *affix, const char *word, size_t len)
{
	size_t n = strlen(affix->text);

	if (len < n + affix->least * LETTER ||
	    memcmp(word, affix->text, n) != 0)
		return 0;
	return n;
}

static size_t back_of(const struct affix *affix, const char *word, size_t len)
{
	size_t n = strlen(affix->text);

	if (len < n + affix->least * LETTER ||
	    memcmp(word + len - n, affix->text, n) != 0)
		return 0;
	return n;
}

/* "The financial", which without its article is the name of Mali. */
static bool keeps_article(const char *word, size_t len)
{
	static const char MALI[] = "المالي";

	return len >= sizeof(MALI) - 1 &&
	       memcmp(word + len - (sizeof(MALI) - 1), MALI,
	              sizeof(MALI) - 1) == 0;
}

/* WORD without an article that leaves at least LEAST letters. */
static size_t take_article(const char *word, size_t len, size_t least,
                           char *out)
{
	size_t off = 0;

	if (keeps_article(word, len)) {
		memcpy(out, word, len);
		return len;
	}
	for (size_t i = 0; is_arabic(word, len) && i < COUNT(ARTICLES); i++) {
		off = front_of(&ARTICLES[i], word, len);
		if (off)
			break;
	}
	if (len - off < least * LETTER)
		off = 0;
	memcpy(out, word + off, len - off);
	return len - off;
}

size_t arabic_plain(const char *word, size_t len, char *out)
{
	/* With three letters left "al-" is as often the word's own: the
	 * people of Albania, "to cancel". Look-ups try both. */
	return take_article(word, len, ROOT + 1, out);
}

size_t arabic_stem(const char *word, size_t len, char *out)
{
	size_t n = take_article(word, len, ROOT, out);

	for (size_t i = 0; is_arabic(out, n) && i < COUNT(ENDINGS); i++) {
		size_t off = back_of(&ENDINGS[i], out, n);

		if (off)
			return n - off;
	}
	return n;
}

/* Variants on their way. */
struct making {
	struct variant *out;
	size_t n;
	bool is_exact;
};

static void add(struct making *m, const char *text, size_t len)
{
	if (m->n == VARIANTS_MOST || len >= VARIANT_SIZE)
		return;
	memcpy(m->out[m->n].text, text, len);
	m->out[m->n].len = len;
	m->n++;
}

/* WORD, and what it is without a pronoun: "جنسيتهم" is "جنسية" or "جنسيت". */
static void add_endings(struct making *m, const char *word, size_t len)
{
	static const struct affix OPEN_T = { "ت", 3 };
	static const struct affix OPEN_Y = { "ي", 3 };

	add(m, word, len);
	for (size_t i = 0; i < COUNT(PRONOUNS); i++) {
		size_t off = back_of(&PRONOUNS[i], word, len);
		size_t rest = len - off;

		/* "-h" alone is as often the ending of a noun. */
		if (!off || (m->is_exact && off == LETTER))
			continue;
		add(m, word, rest);
		if (back_of(&OPEN_T, word, rest))
			add(m, word, rest - LETTER);
		break;
	}
	/* "ملتمسي اللجوء": the plural's n falls off before a noun. */
	if (!m->is_exact && back_of(&OPEN_Y, word, len))
		add(m, word, len - LETTER);
}

/* WORD without "by", "for", "as" or a short word's article. */
static void add_rests(struct making *m, const char *word, size_t len)
{
	static const struct affix PARTICLES[] = {
		{ "بال", 3 }, { "كال", 3 }, { "لل", 3 }, { "ال", 3 },
		{ "ب", 3 },   { "ل", 3 },   { "ك", 3 },
	};

	for (size_t i = 0; i < COUNT(PARTICLES); i++) {
		size_t off = front_of(&PARTICLES[i], word, len);

		if (off && !keeps_article(word, len))
			add_endings(m, word + off, len - off);
	}
}

/* "للهند" is "for" and "الهند", whose alef is not written. */
static void add_alef(struct making *m, const char *word, size_t len)
{
	static const struct affix FOR_THE = { "لل", 3 };
	char text[VARIANT_SIZE];

	if (len >= VARIANT_SIZE || !front_of(&FOR_THE, word, len))
		return;
	memcpy(text, word, len);
	text[0] = '\xD8'; /* alef */
	text[1] = '\xA7';
	add(m, text, len);
}

size_t arabic_variants(const char *word, size_t len, bool is_exact,
                       struct variant *out)
{
	/* "ولم" is "and not"; single letters before short words are roots. */
	static const struct affix ANDS[] = { { "و", 2 }, { "ف", 2 } };
	struct making m = { .out = out, .is_exact = is_exact };

	add_endings(&m, word, len);
	if (!is_arabic(word, len))
		return m.n;
	add_alef(&m, word, len);
	add_rests(&m, word, len);
	for (size_t i = 0; i < COUNT(ANDS); i++) {
		size_t off = front_of(&ANDS[i], word, len);

		if (!off)
			continue;
		add_endings(&m, word + off, len - off);
		add_alef(&m, word + off, len - off);
		add_rests(&m, word + off, len - off);
	}
	return m.n;
}
