/* SPDX-License-Identifier: Apache-2.0 */
#include "language.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#include "han.h"

/* Longest function word in the table, in bytes. */
#define WORD_LONGEST 16
/* So many letters of a neighbour's in a hundred make it the neighbour's. */
#define FOREIGN_SHARE 2
/* Signs of a language beside its function words. */
#define MARKS_MOST 5

/*
 * Words that are frequent in one language and rare in the others; some
 * languages are there only to be told from those that are coded. Our own list.
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
	{ "ar", " من في على إلى أن التي الذي الذين عن مع هذا هذه لا ما لم قد "
	        "كان كانت لن بين كما غير أي عدم ذلك كل بعد " },
	{ "fa", " از به که در را این است با برای آن های می شود شد خود تا یا "
	        "بر یک و " },
	{ "ur", " کے کی میں ہے کا اور کو سے نے پر ہیں " },
	{ "ru", " что для или из к как об также это его их её был были была во "
	        "со том числе лиц который которые которых не при о и в с " },
	{ "bg", " се са като че със през която който които тези може към "
	        "върху не при и в с или бъде " },
	{ "uk", " що для та на з до від про або як які також із це не при і й "
	        "у в " },
	{ "sr", " је и у на да се за су са о који која које или није као " },
	{ "mk", " се и на во со од што ќе кои која не за " },
	{ "be", " і у на што для з да не аб як таксама " },
};

#define LANGUAGE_N (sizeof(LANGUAGES) / sizeof(LANGUAGES[0]))

/* Letters that a language is not written in, of the script it is in. */
static const struct {
	const char *code;
	uint32_t first; /* of the script's block */
	uint32_t last;
	const char *foreign;
} SCRIPTS[] = {
	{ "ar", 0x600, 0x6FF, "پچژگڤڭٹڈڑںےہھټډړږښڼېۍۆێەڵکۇۈۋ" },
	{ "ru", 0x400, 0x52F, "іїєґўјљњћђџѓќѕәғқңөұүһҳҷӣӯІЇЄҐЎЈЉЊЋЂЏЃЌЅӘҒҚҢӨ" },
};

#define SCRIPT_N (sizeof(SCRIPTS) / sizeof(SCRIPTS[0]))

/* What the letters of a text say. */
struct letters {
	size_t all;
	size_t other; /* of scripts no language here is written in */
	size_t of[SCRIPT_N];
	size_t foreign[SCRIPT_N];
};

static bool is_letter_of(const char *list, uint32_t c)
{
	size_t len = strlen(list);
	size_t at = 0;

	while (at < len)
		if (utf8_next(list, len, &at) == c)
			return true;
	return false;
}

static void count_letters(const char *text, size_t len, struct letters *l)
{
	size_t at = 0;

	*l = (struct letters){ 0 };
	while (at < len) {
		uint32_t c = utf8_next(text, len, &at);
		bool is_known = c < 0x370;

		/* Signs: punctuation of all scripts, joiners, bidi marks. */
		if (c <= ' ' || (c >= 0x2000 && c <= 0x206F))
			continue;
		l->all++;
		for (size_t i = 0; i < SCRIPT_N; i++) {
			if (c < SCRIPTS[i].first || c > SCRIPTS[i].last)
				continue;
			l->of[i]++;
			l->foreign[i] += is_letter_of(SCRIPTS[i].foreign, c);
			is_known = true;
		}
		l->other += !is_known;
	}
}

/* The first letter of a word: А to Я are D0 90 to D0 AF. */
static void lower_cyrillic(char *word, size_t len)
{
	uint8_t c = len >= 2 ? (uint8_t)word[1] : 0;

	if (c < 0x90 || c > 0xAF || (uint8_t)word[0] != 0xD0)
		return;
	if (c >= 0xA0)
		word[0] = '\xD1';
	word[1] = (char)(c >= 0xA0 ? c - 0x20 : c + 0x20);
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
#define EAST_SHARE 20

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
	if (s.hangul * EAST_SHARE > east && s.hangul >= s.kana)
		return "ko";
	if (s.kana * EAST_SHARE > east)
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
	lower_cyrillic(padded + 1, len);
	padded[len + 1] = ' ';
	padded[len + 2] = '\0';
	for (size_t k = 0; k < LANGUAGE_N; k++)
		if (strstr(LANGUAGES[k].words, padded))
			counts[k]++;
}

static void count_words(const char *text, size_t len, size_t *counts)
{
	static const char ENDS[] = " \t\r\n.,;:!?()'\"/-";
	size_t start = 0;

	for (size_t i = 0; i <= len; i++) {
		if (i < len && (!text[i] || !strchr(ENDS, text[i])))
			continue;
		if (i > start && i - start <= WORD_LONGEST)
			count_word(text + start, i - start, counts);
		start = i + 1;
	}
}

static size_t place_of(const char *code)
{
	size_t k = 0;

	while (strcmp(LANGUAGES[k].code, code) != 0)
		k++;
	return k;
}

static size_t count_of(const char *text, size_t len, const char *sign)
{
	size_t size = strlen(sign);
	size_t n = 0;

	for (size_t i = 0; i + size <= len; i++)
		n += memcmp(text + i, sign, size) == 0;
	return n;
}

/* Bulgarian: an article behind the noun, and a hard sign that is a vowel. */
static size_t count_bulgarian(const char *text, size_t len)
{
	static const char *const SIGNS[] = {
		"ите ", "ият ", "ът ", "ството ", "ята ",
		"ъл",   "ър",   "ън",  "ъс",
	};
	size_t n = 0;

	for (size_t k = 0; k < sizeof(SIGNS) / sizeof(*SIGNS); k++)
		n += count_of(text, len, SIGNS[k]);
	return n;
}

/* Signs that a text without function words is in the script's language. */
static bool is_marked(size_t script, const char *text, size_t len)
{
	static const char *const MARKS[SCRIPT_N][MARKS_MOST] = {
		{ " ال", "ة", "أ", "إ", "ى" },
		{ "ы", "э", "ё", "Э", "ого" },
	};

	for (size_t k = 0; k < MARKS_MOST; k++)
		if (count_of(text, len, MARKS[script][k]) > 0)
			return true;
	return false;
}

/*
 * A text in a script that a coded language shares with its neighbours: it is
 * theirs by a letter or by words, and no guess is made where nothing tells.
 */
static const char *tell_script(size_t script, const struct letters *l,
                               const char *text, size_t len)
{
	const char *code = SCRIPTS[script].code;
	size_t counts[LANGUAGE_N] = { 0 };
	size_t own;
	size_t best = 0;
	bool is_foreign =
		l->foreign[script] * 100 >= l->of[script] * FOREIGN_SHARE;

	count_words(text, len, counts);
	counts[place_of("bg")] += count_bulgarian(text, len);
	own = counts[place_of(code)];
	/* English words inside say nothing of the rest. */
	counts[best] = 0;
	for (size_t k = place_of("ar"); k < LANGUAGE_N; k++)
		if (strcmp(LANGUAGES[k].code, code) != 0 &&
		    counts[k] > counts[best])
			best = k;
	if (l->foreign[script] > 0 && is_foreign)
		return counts[best] > 0 ? LANGUAGES[best].code : "mis";
	if (own > counts[best])
		return code;
	if (own < counts[best])
		return LANGUAGES[best].code;
	return is_marked(script, text, len) ? code : "und";
}

const char *language_tell(const char *text, size_t len)
{
	size_t counts[LANGUAGE_N] = { 0 };
	struct letters l;
	size_t best = 0;
	bool is_tied = false;
	const char *east;

	count_letters(text, len, &l);
	for (size_t i = 0; i < SCRIPT_N; i++)
		if (l.of[i] * 2 > l.all)
			return tell_script(i, &l, text, len);
	east = l.other > 0 ? tell_east(text, len) : NULL;
	if (east)
		return east;
	if (l.other * 4 > l.all)
		return "und";
	count_words(text, len, counts);
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
