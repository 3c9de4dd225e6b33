/* SPDX-License-Identifier: Apache-2.0 */
#include "sentence.h"

#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/span.h"
#include "base/utf8.h"

#define TOKEN_MOST      24 /* bytes of the longest abbreviation looked up */
#define NOTE_DIGITS     3  /* of the number of a footnote */
#define YEAR_INTRO_MOST 32 /* bytes of "В 2010 г." at a sentence's start */

/* When a full stop after the word does not end the sentence. */
enum stop {
	STOP_ALWAYS, /* a title: a name follows */
	STOP_NUMBER, /* only where a number, letter or bracket follows */
	STOP_YEAR,   /* only close to the start: "В 2010 г. Россия" */
};

/* Folded in ASCII; the six languages together, since reports quote. */
static const struct {
	const char *word;
	enum stop stop;
} ABBREVIATIONS[] = {
	{ "adm", STOP_ALWAYS },    { "arch", STOP_ALWAYS },
	{ "brig", STOP_ALWAYS },   { "capt", STOP_ALWAYS },
	{ "cf", STOP_ALWAYS },     { "cmdr", STOP_ALWAYS },
	{ "col", STOP_ALWAYS },    { "cpl", STOP_ALWAYS },
	{ "dr", STOP_ALWAYS },     { "dra", STOP_ALWAYS },
	{ "e.g", STOP_ALWAYS },    { "eg", STOP_ALWAYS },
	{ "excmo", STOP_ALWAYS },  { "exma", STOP_ALWAYS },
	{ "gen", STOP_ALWAYS },    { "gob", STOP_ALWAYS },
	{ "gov", STOP_ALWAYS },    { "gral", STOP_ALWAYS },
	{ "h.e", STOP_ALWAYS },    { "hon", STOP_ALWAYS },
	{ "i.e", STOP_ALWAYS },    { "ie", STOP_ALWAYS },
	{ "lic", STOP_ALWAYS },    { "lt", STOP_ALWAYS },
	{ "m", STOP_ALWAYS },      { "maj", STOP_ALWAYS },
	{ "messrs", STOP_ALWAYS }, { "mgr", STOP_ALWAYS },
	{ "mlle", STOP_ALWAYS },   { "mm", STOP_ALWAYS },
	{ "mme", STOP_ALWAYS },    { "mr", STOP_ALWAYS },
	{ "mrs", STOP_ALWAYS },    { "ms", STOP_ALWAYS },
	{ "mt", STOP_ALWAYS },     { "mtro", STOP_ALWAYS },
	{ "p.ej", STOP_ALWAYS },   { "prof", STOP_ALWAYS },
	{ "profa", STOP_ALWAYS },  { "rep", STOP_ALWAYS },
	{ "sen", STOP_ALWAYS },    { "sgt", STOP_ALWAYS },
	{ "sr", STOP_ALWAYS },     { "sra", STOP_ALWAYS },
	{ "sres", STOP_ALWAYS },   { "srta", STOP_ALWAYS },
	{ "st", STOP_ALWAYS },     { "sta", STOP_ALWAYS },
	{ "ste", STOP_ALWAYS },    { "sto", STOP_ALWAYS },
	{ "vgl", STOP_ALWAYS },    { "viz", STOP_ALWAYS },
	{ "vs", STOP_ALWAYS },     { "г-жа", STOP_ALWAYS },
	{ "г-н", STOP_ALWAYS },    { "им", STOP_ALWAYS },
	{ "проф", STOP_ALWAYS },   { "см", STOP_ALWAYS },
	{ "т.е", STOP_ALWAYS },    { "т.н", STOP_ALWAYS },
	{ "д-р", STOP_ALWAYS },    { "ул", STOP_ALWAYS },

	{ "add", STOP_NUMBER },    { "al", STOP_NUMBER },
	{ "approx", STOP_NUMBER }, { "apr", STOP_NUMBER },
	{ "art", STOP_NUMBER },    { "arts", STOP_NUMBER },
	{ "aug", STOP_NUMBER },    { "c", STOP_NUMBER },
	{ "ca", STOP_NUMBER },     { "cap", STOP_NUMBER },
	{ "caps", STOP_NUMBER },   { "ch", STOP_NUMBER },
	{ "chap", STOP_NUMBER },   { "chaps", STOP_NUMBER },
	{ "conf", STOP_NUMBER },   { "corr", STOP_NUMBER },
	{ "dec", STOP_NUMBER },    { "doc", STOP_NUMBER },
	{ "ed", STOP_NUMBER },     { "eds", STOP_NUMBER },
	{ "feb", STOP_NUMBER },    { "fig", STOP_NUMBER },
	{ "figs", STOP_NUMBER },   { "inc", STOP_NUMBER },
	{ "jan", STOP_NUMBER },    { "mar", STOP_NUMBER },
	{ "n", STOP_NUMBER },      { "no", STOP_NUMBER },
	{ "nos", STOP_NUMBER },    { "nov", STOP_NUMBER },
	{ "nr", STOP_NUMBER },     { "nro", STOP_NUMBER },
	{ "num", STOP_NUMBER },    { "núm", STOP_NUMBER },
	{ "núms", STOP_NUMBER },   { "oct", STOP_NUMBER },
	{ "op", STOP_NUMBER },     { "p", STOP_NUMBER },
	{ "par", STOP_NUMBER },    { "para", STOP_NUMBER },
	{ "paras", STOP_NUMBER },  { "pars", STOP_NUMBER },
	{ "parr", STOP_NUMBER },   { "pág", STOP_NUMBER },
	{ "págs", STOP_NUMBER },   { "párr", STOP_NUMBER },
	{ "párrs", STOP_NUMBER },  { "pp", STOP_NUMBER },
	{ "pt", STOP_NUMBER },     { "rec", STOP_NUMBER },
	{ "ref", STOP_NUMBER },    { "res", STOP_NUMBER },
	{ "rev", STOP_NUMBER },    { "s", STOP_NUMBER },
	{ "sec", STOP_NUMBER },    { "sect", STOP_NUMBER },
	{ "secs", STOP_NUMBER },   { "sept", STOP_NUMBER },
	{ "ser", STOP_NUMBER },    { "ss", STOP_NUMBER },
	{ "supl", STOP_NUMBER },   { "supp", STOP_NUMBER },
	{ "suppl", STOP_NUMBER },  { "t", STOP_NUMBER },
	{ "tel", STOP_NUMBER },    { "v", STOP_NUMBER },
	{ "vol", STOP_NUMBER },    { "vols", STOP_NUMBER },
	{ "гл", STOP_NUMBER },     { "док", STOP_NUMBER },
	{ "п", STOP_NUMBER },      { "пп", STOP_NUMBER },
	{ "рис", STOP_NUMBER },    { "с", STOP_NUMBER },
	{ "ст", STOP_NUMBER },     { "стр", STOP_NUMBER },
	{ "т", STOP_NUMBER },      { "ч", STOP_NUMBER },

	{ "г", STOP_YEAR },        { "гг", STOP_YEAR },
};

/* Words before a letter that names a thing, not a person: "annex A." */
static const char *const LETTERED[] = {
	"annex", "appendix", "category", "chapter",   "class",
	"grade", "group",    "option",   "part",      "phase",
	"plan",  "schedule", "section",  "table",     "type",
	"anexo", "annexe",   "grupo",    "groupe",    "partie",
	"parte", "sección",  "section",  "hepatitis", "vitamin",
};

/* Words that open sentences: after "U.N." they tell that one has ended. */
static const char *const OPENERS[] = {
	"A",    "An",      "As",    "At",    "But",   "By",   "For",  "From",
	"He",   "However", "If",    "In",    "It",    "Its",  "On",   "She",
	"That", "The",     "Their", "There", "These", "They", "This", "Those",
	"To",   "We",      "When",  "While", "With",  "Ce",   "Ces",  "Cette",
	"Dans", "En",      "Il",    "Ils",   "La",    "Le",   "Les",  "Elle",
	"El",   "Los",     "Las",   "Este",  "Esta",  "Se",   "Por",  "Para",
	"Pour", "Par",     "Un",    "Una",   "Une",   "В",    "На",   "Это",
};

static char fold(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool is_word(struct span s, const char *word)
{
	if (strlen(word) != s.len)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (fold(s.at[i]) != word[i])
			return false;
	return true;
}

static bool is_closer(UChar32 c)
{
	int8_t type = u_charType(c);

	return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION ||
	       c == '"' || c == '\'';
}

static UChar32 char_at(const char *text, size_t at, size_t end)
{
	return at < end ? (UChar32)utf8_next(text, end, &at) : 0;
}

/* The code point that ends just before AT, and where it starts. */
static UChar32 char_before(const char *text, size_t start, size_t *at)
{
	size_t end = *at, from;

	if (*at <= start)
		return 0;
	for (from = *at - 1; from > start && (text[from] & 0xc0) == 0x80;)
		from--;
	*at = from;
	return (UChar32)utf8_next(text, end, &from);
}

/* The run without spaces that ends at END, without brackets before it. */
static struct span token_before(const char *text, size_t start, size_t end)
{
	size_t from = end;

	while (from > start && text[from - 1] != ' ')
		from--;
	while (from < end && (text[from] == '(' || text[from] == '[' ||
	                      text[from] == '"' || text[from] == '\''))
		from++;
	while (from + 3 <= end && (memcmp(text + from, "“", 3) == 0 ||
	                           memcmp(text + from, "‘", 3) == 0))
		from += 3;
	while (from + 2 <= end && memcmp(text + from, "«", 2) == 0)
		from += 2;
	return (struct span){ text + from, end - from };
}

static struct span token_after(const char *text, size_t at, size_t end)
{
	size_t to = at;

	while (to < end && text[to] != ' ' && text[to] != ',')
		to++;
	return (struct span){ text + at, to - at };
}

static bool is_opener(struct span word)
{
	for (size_t i = 0; i < sizeof(OPENERS) / sizeof(*OPENERS); i++)
		if (strlen(OPENERS[i]) == word.len &&
		    memcmp(OPENERS[i], word.at, word.len) == 0)
			return true;
	return false;
}

/* What "art." and "No." wait for: 5, IV, (2), L, 1951. */
static bool is_numberish(struct span word)
{
	size_t at = 0, romans = 0;
	UChar32 first;

	if (word.len == 0)
		return false;
	first = (UChar32)utf8_next(word.at, word.len, &at);
	if (u_isdigit(first) || first == '(' || first == '[')
		return true;
	while (romans < word.len && strchr("IVXLC", word.at[romans]))
		romans++;
	if (romans > 0 && (romans == word.len || word.at[romans] == '.' ||
	                   word.at[romans] == ';' || word.at[romans] == ')'))
		return true;
	/* A lone letter: "art. L. 622", "annex A". */
	return u_isalpha(first) &&
	       (at == word.len || word.at[at] == '.' || word.at[at] == '-');
}

static bool is_lettered(struct span word)
{
	for (size_t i = 0; i < sizeof(LETTERED) / sizeof(*LETTERED); i++)
		if (is_word(word, LETTERED[i]))
			return true;
	return false;
}

/* "J. Smith", but not "section B. The". TOKEN is one letter. */
static bool is_initial(const char *text, size_t start, struct span token,
                       struct span next)
{
	size_t end = (size_t)(token.at - text), at = 0;
	UChar32 letter = (UChar32)utf8_next(token.at, token.len, &at);
	struct span before;

	if (u_islower(letter))
		return false;
	while (end > start && text[end - 1] == ' ')
		end--;
	before = token_before(text, start, end);
	if (before.len == 0)
		return true;
	if (is_lettered(before))
		return false;
	if (is_opener(next) && next.len > 1)
		return before.at[before.len - 1] == '.';
	return true;
}

/* Letters parted by dots: "U.N", "p.m", "С.С". */
static bool is_dotted(struct span token)
{
	size_t at = 0, letters = 0, dots = 0;

	while (at < token.len) {
		UChar32 c = (UChar32)utf8_next(token.at, token.len, &at);

		if (c == '.')
			dots++;
		else if (u_isalpha(c))
			letters++;
		else
			return false;
	}
	return dots > 0 && letters <= dots + 2;
}

static bool is_one_letter(struct span token)
{
	size_t at = 0;

	return token.len > 0 &&
	       u_isalpha((UChar32)utf8_next(token.at, token.len, &at)) &&
	       at == token.len;
}

/* Whether the sentence so far is nothing but a label: "12", "(a) 1", "IV". */
static bool is_label(const char *text, size_t start, struct span token)
{
	bool has_digit = false;

	if (token.at != text + start || token.len > 6)
		return false;
	for (size_t i = 0; i < token.len; i++) {
		if (token.at[i] >= '0' && token.at[i] <= '9')
			has_digit = true;
		else if (!strchr("IVXLCivxlc.()", token.at[i]))
			return false;
	}
	return has_digit || token.len <= 4;
}

/* "l’art" elides an article: the word is behind the apostrophe. */
static struct span skip_elision(struct span token)
{
	for (size_t i = 1; i < 3 && i + 3 < token.len; i++) {
		size_t n = token.at[i] == '\'' ? 1 : 3;

		if (n == 1 || memcmp(token.at + i, "’", 3) == 0)
			return (struct span){ token.at + i + n,
				              token.len - i - n };
	}
	return token;
}

/* -1 no abbreviation, else whether it holds the sentence open. */
static int look_up(const char *text, size_t start, struct span token,
                   struct span next)
{
	for (size_t i = 0; i < sizeof(ABBREVIATIONS) / sizeof(*ABBREVIATIONS);
	     i++) {
		if (!is_word(token, ABBREVIATIONS[i].word))
			continue;
		switch (ABBREVIATIONS[i].stop) {
		case STOP_ALWAYS:
			return 1;
		case STOP_YEAR:
			return (size_t)(token.at - text) - start <
			       YEAR_INTRO_MOST;
		case STOP_NUMBER:
		default:
			return is_numberish(next);
		}
	}
	return -1;
}

bool sentence_goes_on(const char *text, size_t start, size_t at, size_t end)
{
	size_t stop = at, mark;
	UChar32 next = char_at(text, at, end), last;
	struct span token, word;
	int known;

	while (stop > start && text[stop - 1] == ' ')
		stop--;
	mark = stop;
	last = char_before(text, start, &mark);
	if (is_closer(last)) {
		/* "(see art.) The" ends; "« Non ! » dit-il" does not. */
		return u_islower(next);
	}
	if (u_islower(next))
		return true;
	if (last != '.')
		return false;
	token = token_before(text, start, mark);
	word = token_after(text, at, end);
	if (token.len == 0 || token.len > TOKEN_MOST)
		return false;
	if (is_label(text, start, token))
		return true;
	known = look_up(text, start, skip_elision(token), word);
	if (known > 0)
		return true;
	if (is_one_letter(token))
		return is_initial(text, start, token, word);
	if (is_dotted(token))
		return !is_opener(word);
	return false;
}

size_t sentence_close(const char *text, size_t at, size_t end)
{
	size_t to = at, next = at;

	while (next < end) {
		UChar32 c = (UChar32)utf8_next(text, end, &next);

		/* A straight quote may open the next sentence. */
		if (!is_closer(c) || c == '"' || c == '\'')
			break;
		while (next < end && text[next] == ' ')
			next++;
		to = next;
	}
	return to;
}

/* "rights.12 The": letters, stop, up to three digits, space, capital. */
static size_t note_at(const char *text, size_t floor, size_t stop, size_t end)
{
	size_t at = stop + 1, digits = 0, before = stop;
	struct span token = token_before(text, floor, stop);

	while (at < end && text[at] >= '0' && text[at] <= '9') {
		at++;
		digits++;
	}
	if (digits == 0 || digits > NOTE_DIGITS || at + 1 >= end ||
	    text[at] != ' ')
		return 0;
	/* "para.3" and "v.2" are references, "WG.6" is half of a symbol. */
	if (token.len < 4 || !u_islower(char_before(text, floor, &before)) ||
	    look_up(text, floor, token, (struct span){ "1", 1 }) > 0)
		return 0;
	return u_isupper(char_at(text, at + 1, end)) ? at + 1 : 0;
}

size_t sentence_hidden_end(const char *text, size_t at, size_t end)
{
	size_t floor = at, found;

	while (at < end) {
		const char *stop = memchr(text + at, '.', end - at);

		if (!stop)
			break;
		found = note_at(text, floor, (size_t)(stop - text), end);
		if (found > 0)
			return found;
		at = (size_t)(stop - text) + 1;
	}
	return end;
}

bool sentence_may_end(const char *text, size_t at, size_t end)
{
	for (size_t i = at; i + 1 < end; i++) {
		unsigned char c = (unsigned char)text[i];

		/* Anything beyond ASCII is left to ICU. */
		if (c == '.' || c == '?' || c == '!' || c >= 0xd8)
			return true;
	}
	return false;
}
