/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include <libstemmer.h>
#include <unicode/uchar.h>

#include "base/fault.h"
#include "base/utf8.h"

#include "arabic.h"
#include "han.h"

/* Code points below this fold by table: Latin, Cyrillic, Arabic. */
#define TABLE_SIZE 0x700
/* What folds to it is part of the word and not written: vowel signs. */
#define FOLD_SILENT 0xFFFFu
/* Surface forms remembered; a 400 page report has some 12,000. */
#define FORMS_MOST  49152u
#define PLACES      65536u
#define PLACE_SHIFT 48 /* leaves as many bits of a hash as there are places */
/* Bytes of long remembered forms. */
#define POOL_SIZE ((size_t)PLACES * 4)
/* Words all phrases and weights of a language may hold between them. */
#define SYMBOLS_MOST 60000u
#define SLOTS        131072u
#define HASH_START   0x9E3779B97F4A7C15u
#define HASH_STEP    0x100000001B3u

/* Forms up to this lie in the record itself: nearly all. */
#define SHORT_MOST 16u

/* Half a cache line. */
struct form {
	char text[SHORT_MOST]; /* zero padded; of a long form the first part */
	uint32_t stem;
	uint32_t exact;
	uint32_t at; /* in pool, of a long form */
	uint8_t len;
	uint8_t flags;
};

struct lexicon {
	struct sb_stemmer *stemmer; /* NULL for Arabic and Chinese */
	struct han *han;            /* NULL: blanks part words */
	bool is_arabic;             /* stems are arabic.h's */
	uint16_t fold[TABLE_SIZE];  /* folded code point, 0 no letter */
	uint8_t plain[TABLE_SIZE];  /* accents taken off, 0 as it is */
	uint8_t ascii[256];         /* folded byte, 0 no letter, 1 not ASCII */
	uint16_t signs[256];        /* WORD_BREAK … of a byte between words */
	/* In the order met, so that the common words lie side by side. */
	struct form *forms; /* FORMS_MOST */
	uint16_t *places;   /* PLACES: number of a form, counted from 1 */
	char *pool;         /* POOL_SIZE */
	uint32_t pool_used;
	uint32_t n_forms;
	uint32_t *slots; /* SLOTS: symbol, 0 free */
	char **texts;    /* by symbol; owned */
	bool *starts;    /* by symbol */
	uint32_t n;      /* symbols, the number 0 included */
};

/* One word as read, folded. */
struct raw {
	char text[WORD_MOST + 4]; /* zero padded up to SHORT_MOST */
	size_t len;
};

/* Letters of Latin-1 without their accents, for stems only. */
static const struct {
	uint16_t from;
	uint16_t to; /* inclusive */
	char plain;
} PLAIN[] = {
	{ 0xE0, 0xE5, 'a' }, { 0xE7, 0xE7, 'c' }, { 0xE8, 0xEB, 'e' },
	{ 0xEC, 0xEF, 'i' }, { 0xF1, 0xF1, 'n' }, { 0xF2, 0xF6, 'o' },
	{ 0xF9, 0xFC, 'u' }, { 0xFD, 0xFD, 'y' },
};

/*
 * Letters that writers interchange: the seats of the hamza, the two last
 * forms of alef and ta, Persian yeh and kaf that some keyboards give, and the
 * Russian yo.
 */
static const struct {
	uint16_t from;
	uint16_t to;
} SAME[] = {
	{ 0x451, 0x435 }, { 0x622, 0x627 }, { 0x623, 0x627 }, { 0x625, 0x627 },
	{ 0x671, 0x627 }, { 0x624, 0x648 }, { 0x626, 0x64A }, { 0x649, 0x64A },
	{ 0x629, 0x647 }, { 0x6CC, 0x64A }, { 0x6A9, 0x643 },
};

/* Vowel signs, stress and the stroke that lengthens a word. */
static const struct {
	uint16_t from;
	uint16_t to; /* inclusive */
} SILENT[] = {
	{ 0xAD, 0xAD },   { 0x300, 0x301 }, { 0x610, 0x61A }, { 0x61C, 0x61C },
	{ 0x640, 0x640 }, { 0x64B, 0x65F }, { 0x670, 0x670 }, { 0x6D6, 0x6DC },
	{ 0x6DF, 0x6E8 }, { 0x6EA, 0x6ED },
};

/* The table of folding, beyond what capitals and small letters are. */
static void fold_scripts(struct lexicon *x)
{
	for (UChar32 c = 0x80; c < TABLE_SIZE; c++)
		if (u_isdigit(c))
			x->fold[c] = (uint16_t)('0' + u_charDigitValue(c));
	for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++)
		x->fold[SAME[i].from] = SAME[i].to;
	x->fold[0x401] = 0x435;
	for (size_t i = 0; i < sizeof(SILENT) / sizeof(SILENT[0]); i++)
		for (size_t c = SILENT[i].from; c <= SILENT[i].to; c++)
			x->fold[c] = FOLD_SILENT;
}

static void fill_tables(struct lexicon *x)
{
	static const char BREAKS[] = ".;:?!)\n";

	for (UChar32 c = 0; c < TABLE_SIZE; c++) {
		if (u_isalnum(c))
			x->fold[c] = (uint16_t)u_tolower(c);
		if (c < 0x80)
			x->ascii[c] = (uint8_t)x->fold[c];
		else if (c < 0x100)
			x->ascii[c] = 1;
	}
	fold_scripts(x);
	for (size_t i = 0; i < sizeof(PLAIN) / sizeof(PLAIN[0]); i++)
		for (size_t c = PLAIN[i].from; c <= PLAIN[i].to; c++)
			x->plain[c] = (uint8_t)PLAIN[i].plain;
	for (const char *p = BREAKS; *p; p++)
		x->signs[(uint8_t)*p] = WORD_BREAK;
	x->signs['('] = WORD_BREAK | WORD_OPEN;
	x->signs['['] = WORD_BREAK | WORD_OPEN;
	x->signs[','] = WORD_COMMA;
}

int lexicon_new(const char *language, struct lexicon **out, struct fault *f)
{
	struct lexicon *x = calloc(1, sizeof(*x));

	if (!x)
		return fault_set(f, FAULT_MEMORY, "no memory for a lexicon");
	x->n = 1;
	x->is_arabic = strcmp(language, "arabic") == 0;
	if (strcmp(language, LEXICON_HAN) == 0) {
		if (han_new(&x->han, f) < 0) {
			lexicon_free(x);
			return -1;
		}
	} else if (!x->is_arabic) {
		x->stemmer = sb_stemmer_new(language, "UTF_8");
	}
	x->forms = calloc(FORMS_MOST, sizeof(*x->forms));
	x->places = calloc(PLACES, sizeof(*x->places));
	x->pool = malloc(POOL_SIZE);
	x->slots = calloc(SLOTS, sizeof(*x->slots));
	x->texts = calloc(SYMBOLS_MOST, sizeof(*x->texts));
	x->starts = calloc(SYMBOLS_MOST, sizeof(*x->starts));
	if ((!x->stemmer && !x->han && !x->is_arabic) || !x->forms ||
	    !x->places || !x->pool || !x->slots || !x->texts || !x->starts) {
		lexicon_free(x);
		return fault_set(f, FAULT_MEMORY,
		                 "no memory or no stemmer for the words of %s",
		                 language);
	}
	fill_tables(x);
	*out = x;
	return 0;
}

void lexicon_free(struct lexicon *x)
{
	if (!x)
		return;
	if (x->texts)
		for (uint32_t i = 1; i < x->n; i++)
			free(x->texts[i]);
	if (x->stemmer)
		sb_stemmer_delete(x->stemmer);
	han_free(x->han);
	free(x->forms);
	free(x->places);
	free(x->pool);
	free(x->slots);
	free(x->texts);
	free(x->starts);
	free(x);
}

bool lexicon_is_han(const struct lexicon *x)
{
	return x->han;
}

uint32_t lexicon_size(const struct lexicon *x)
{
	return x->n;
}

const char *lexicon_text(const struct lexicon *x, uint32_t symbol)
{
	return symbol && symbol < x->n ? x->texts[symbol] : "";
}

void lexicon_mark(struct lexicon *x, uint32_t symbol)
{
	x->starts[symbol] = true;
}

static uint32_t *slot_of(const struct lexicon *x, const char *text, size_t len)
{
	uint64_t h = HASH_START;
	size_t at;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (uint8_t)text[i]) * HASH_STEP;
	at = (h >> 20) & (SLOTS - 1);
	while (x->slots[at]) {
		const char *t = x->texts[x->slots[at]];

		if (strncmp(t, text, len) == 0 && t[len] == '\0')
			break;
		at = (at + 1) & (SLOTS - 1);
	}
	return &x->slots[at];
}

static int enter(struct lexicon *x, const char *text, size_t len, uint32_t *out,
                 struct fault *f)
{
	uint32_t *slot = slot_of(x, text, len);

	if (*slot) {
		*out = *slot;
		return 0;
	}
	if (x->n == SYMBOLS_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "the codebook holds more than %u words",
		                 SYMBOLS_MOST);
	x->texts[x->n] = malloc(len + 1);
	if (!x->texts[x->n])
		return fault_set(f, FAULT_MEMORY, "no memory for a word");
	memcpy(x->texts[x->n], text, len);
	x->texts[x->n][len] = '\0';
	*slot = x->n;
	*out = x->n++;
	return 0;
}

/* The letter at TEXT without its accent, 0 where it has none. */
static uint8_t plain_of(const struct lexicon *x, const char *text, size_t len)
{
	uint8_t c = (uint8_t)text[0];
	size_t cp;

	if ((c & 0xE0u) != 0xC0u || len < 2)
		return 0;
	cp = (size_t)(c & 0x1Fu) << 6 | ((uint8_t)text[1] & 0x3Fu);
	return cp < TABLE_SIZE ? x->plain[cp] : 0;
}

/* Takes the accents off what Snowball left: OCR and capitals lose them. */
static size_t take_accents(const struct lexicon *x, char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		uint8_t plain = plain_of(x, text + i, len - i);

		text[n++] = text[i];
		if (!plain)
			continue;
		text[n - 1] = (char)plain;
		i++;
	}
	return n;
}

/* Forms Snowball does not undo; of every language, they do not clash. */
static const struct {
	const char *form;
	const char *stem;
} IRREGULAR[] = {
	{ "children", "child" },
	{ "women", "woman" },
	{ "men", "man" },
	{ "беженец", "беженц" },
	{ "переселенец", "переселенц" },
	{ "высылок", "высылк" },
	{ "ребенок", "ребенк" },
	{ "людьми", "люд" },
};

/* Writes the stem of RAW to OUT, which has room for WORD_MOST + 4 bytes. */
static size_t stem(const struct lexicon *x, const struct raw *raw, char *out)
{
	const sb_symbol *s;
	size_t len;

	if (x->is_arabic)
		return arabic_stem(raw->text, raw->len, out);
	if (x->han) {
		memcpy(out, raw->text, raw->len);
		return raw->len;
	}
	for (size_t i = 0; i < sizeof(IRREGULAR) / sizeof(IRREGULAR[0]); i++) {
		const char *form = IRREGULAR[i].form;

		len = strlen(IRREGULAR[i].stem);
		if (raw->len == strlen(form) &&
		    memcmp(raw->text, form, raw->len) == 0) {
			memcpy(out, IRREGULAR[i].stem, len);
			return len;
		}
	}
	s = sb_stemmer_stem(x->stemmer, (const sb_symbol *)raw->text,
	                    (int)raw->len);
	if (!s)
		return 0;
	len = (size_t)sb_stemmer_length(x->stemmer);
	if (len > WORD_MOST)
		return 0;
	memcpy(out, s, len);
	return take_accents(x, out, len);
}

/* Marks of joining and direction: they stand in words and are no letters. */
static bool is_control(uint32_t c)
{
	return (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* Adds a letter beyond ASCII to RAW; false where the word ends. */
static bool add_wide(const struct lexicon *x, const char *text, size_t len,
                     size_t *at, struct raw *raw)
{
	size_t next = *at;
	uint32_t c = utf8_next(text, len, &next);
	char bytes[4];
	size_t n;

	if (c < TABLE_SIZE)
		c = x->fold[c];
	else if (is_control(c))
		c = FOLD_SILENT;
	else
		c = u_isalnum((UChar32)c) ? (uint32_t)u_tolower((UChar32)c) : 0;
	if (!c || (c == FOLD_SILENT && raw->len == 0))
		return false;
	if (c == FOLD_SILENT) {
		*at = next;
		return true;
	}
	n = utf8_put(c, bytes);
	if (raw->len + n <= WORD_MOST) {
		memcpy(raw->text + raw->len, bytes, n);
		raw->len += n;
	}
	*at = next;
	return true;
}

/* Folds the word that starts at *AT; *AT moves past it. */
static void fold_word(const struct lexicon *x, const char *text, size_t len,
                      size_t *at, struct raw *raw)
{
	size_t i = *at;
	size_t n = 0;

	memset(raw->text, 0, SHORT_MOST);
	while (i < len) {
		uint8_t c = x->ascii[(uint8_t)text[i]];

		if (c == 0)
			break;
		if (c == 1) {
			raw->len = n;
			if (!add_wide(x, text, len, &i, raw))
				break;
			n = raw->len;
			continue;
		}
		if (n < WORD_MOST)
			raw->text[n++] = (char)c;
		i++;
	}
	raw->len = n;
	*at = i;
}

static uint64_t hash_of(const struct raw *raw)
{
	uint64_t low;
	uint64_t high;
	uint64_t h;

	memcpy(&low, raw->text, sizeof(low));
	memcpy(&high, raw->text + sizeof(low), sizeof(high));
	h = (low ^ (high * HASH_STEP)) * HASH_START + raw->len;
	for (size_t i = SHORT_MOST; i < raw->len; i++)
		h = (h ^ (uint8_t)raw->text[i]) * HASH_STEP;
	return (h ^ h >> 32) * HASH_START;
}

static bool is_elision(const struct raw *raw, const char *text, size_t len,
                       size_t at)
{
	/* l'asile, d'un, migrant's: one letter beside an apostrophe. */
	if (raw->len != 1 || raw->text[0] == 'n' || raw->text[0] == 't')
		return false;
	if (raw->text[0] <= '9')
		return false;
	if (at < len && text[at] == '\'')
		return true;
	if (len - at >= 3 && memcmp(text + at, "\xE2\x80\x99", 3) == 0)
		return true;
	if (raw->text[0] != 's' || at < 2)
		return false;
	return text[at - 2] == '\'' ||
	       (at >= 4 && memcmp(text + at - 4, "\xE2\x80\x99", 3) == 0);
}

int lexicon_enter_stem(struct lexicon *x, const char *text, size_t len,
                       uint32_t *out, struct fault *f)
{
	return enter(x, text, len, out, f);
}

/* The next character, or the end: bytes 80 to BF only go on with one. */
static size_t past_character(const char *text, size_t len, size_t at)
{
	do
		at++;
	while (at < len && ((uint8_t)text[at] & 0xC0u) == 0x80);
	return at;
}

/* Writes what RAW is entered as to OUT: "=adopted", or its stem. */
static size_t spell(const struct lexicon *x, const struct raw *raw,
                    bool is_exact, char *out)
{
	if (!is_exact)
		return stem(x, raw, out);
	out[0] = '=';
	if (x->is_arabic)
		return arabic_plain(raw->text, raw->len, out + 1) + 1;
	memcpy(out + 1, raw->text, raw->len);
	return raw->len + 1;
}

/* The first of what an Arabic word may be that the codebook knows. */
static uint32_t look_up_arabic(const struct lexicon *x, const struct raw *raw,
                               bool is_exact)
{
	struct variant variants[VARIANTS_MOST];
	size_t n = arabic_variants(raw->text, raw->len, is_exact, variants);
	uint32_t symbol = 0;

	for (size_t i = 0; i < n && !symbol; i++) {
		struct raw one = { .len = variants[i].len };
		char text[WORD_MOST + 8];
		size_t size;

		memcpy(one.text, variants[i].text, one.len);
		size = spell(x, &one, is_exact, text);
		symbol = *slot_of(x, text, size);
	}
	return symbol;
}

/* Cuts Chinese text at *AT and moves it on; false where no word stands. */
static bool cut_word(const struct lexicon *x, const char *text, size_t len,
                     size_t *at, struct raw *raw, struct han_piece *piece)
{
	memset(raw->text, 0, SHORT_MOST);
	piece->text = raw->text;
	piece->room = WORD_MOST;
	han_cut(x->han, text, len, *at, piece);
	raw->len = piece->len;
	*at = piece->end;
	return piece->kind != HAN_SIGN;
}

/* The next word of PIECE from *AT on, folded; false at its end. */
static bool next_word(const struct lexicon *x, const char *piece, size_t len,
                      size_t *at, struct raw *raw)
{
	while (*at < len) {
		struct han_piece cut;
		size_t was = *at;

		if (x->han) {
			if (cut_word(x, piece, len, at, raw, &cut))
				return true;
			continue;
		}
		fold_word(x, piece, len, at, raw);
		if (*at == was)
			*at = past_character(piece, len, *at);
		else if (!is_elision(raw, piece, len, *at))
			return true;
	}
	return false;
}

int lexicon_enter(struct lexicon *x, const char *piece, size_t len,
                  bool is_exact, struct symbols *out, struct fault *f)
{
	size_t at = 0;
	char text[WORD_MOST + 8];

	out->n = 0;
	while (out->n < out->most) {
		struct raw raw;
		size_t size;

		if (!next_word(x, piece, len, &at, &raw))
			break;
		size = spell(x, &raw, is_exact, text);
		if (enter(x, text, size, &out->at[out->n], f) < 0)
			return -1;
		out->n++;
	}
	return 0;
}

static void look_up(const struct lexicon *x, const struct raw *raw,
                    struct form *form)
{
	char text[WORD_MOST + 8];
	size_t size;

	size = spell(x, raw, true, text);
	form->exact = *slot_of(x, text, size);
	size = spell(x, raw, false, text);
	form->stem = size ? *slot_of(x, text, size) : 0;
	if (x->is_arabic) {
		form->exact = look_up_arabic(x, raw, true);
		form->stem = look_up_arabic(x, raw, false);
	}
	form->flags = 0;
	if (x->starts[form->stem] || x->starts[form->exact])
		form->flags = WORD_STARTS;
}

static bool is_form(const struct lexicon *x, const struct form *form,
                    const struct raw *raw)
{
	if (form->len != raw->len ||
	    memcmp(form->text, raw->text, SHORT_MOST) != 0)
		return false;
	return raw->len <= SHORT_MOST ||
	       memcmp(x->pool + form->at, raw->text, raw->len) == 0;
}

/* The place of RAW, or the free one where it belongs. */
static uint16_t *place_of(const struct lexicon *x, const struct raw *raw)
{
	size_t at = hash_of(raw) >> PLACE_SHIFT;

	while (x->places[at] && !is_form(x, &x->forms[x->places[at] - 1], raw))
		at = (at + 1) & (PLACES - 1);
	return &x->places[at];
}

static const struct form *find_form(struct lexicon *x, const struct raw *raw)
{
	uint16_t *place = place_of(x, raw);
	struct form *form;

	if (*place)
		return &x->forms[*place - 1];
	if (x->n_forms == FORMS_MOST || x->pool_used + WORD_MOST > POOL_SIZE) {
		memset(x->places, 0, PLACES * sizeof(*x->places));
		x->n_forms = 0;
		x->pool_used = 0;
		place = place_of(x, raw);
	}
	form = &x->forms[x->n_forms++];
	*place = (uint16_t)x->n_forms;
	look_up(x, raw, form);
	form->len = (uint8_t)raw->len;
	memcpy(form->text, raw->text, SHORT_MOST);
	if (raw->len > SHORT_MOST) {
		form->at = x->pool_used;
		memcpy(x->pool + x->pool_used, raw->text, raw->len);
		x->pool_used += (uint32_t)raw->len;
	}
	return form;
}

/* Comma, semicolon and question mark: D8 and SECOND. */
static uint16_t arabic_sign(uint8_t second)
{
	switch (second) {
	case 0x8C:
		return WORD_COMMA;
	case 0x9B:
	case 0x9F:
		return WORD_BREAK;
	default:
		return 0;
	}
}

/* Signs of punctuation outside ASCII: the ellipsis and dashes part clauses. */
static uint16_t wide_sign(const char *text, size_t len, size_t at)
{
	if (len - at >= 2 && (uint8_t)text[at] == 0xD8)
		return arabic_sign((uint8_t)text[at + 1]);
	if (len - at < 3 || (uint8_t)text[at] != 0xE2 ||
	    (uint8_t)text[at + 1] != 0x80)
		return 0;
	switch ((uint8_t)text[at + 2]) {
	case 0x94: /* em dash */
	case 0x93: /* en dash */
		return WORD_COMMA;
	case 0xA2: /* bullet */
	case 0xA6: /* ellipsis */
		return WORD_BREAK;
	default:
		return 0;
	}
}

bool lexicon_is_capital(const char *text)
{
	uint8_t c = (uint8_t)text[0];

	if (c >= 'A' && c <= 'Z')
		return true;
	/* U+0400 to U+042F: capital letters of Cyrillic. */
	return c == 0xD0 && (uint8_t)text[1] >= 0x80 &&
	       (uint8_t)text[1] <= 0xAF;
}

size_t lexicon_digit(const char *text, char *out)
{
	uint8_t a = (uint8_t)text[0];
	uint8_t b = a >= 0xC0 ? (uint8_t)text[1] : 0;

	if (a >= '0' && a <= '9') {
		*out = (char)a;
		return 1;
	}
	if (a == 0xD9 && b >= 0xA0 && b <= 0xA9) {
		*out = (char)('0' + (b - 0xA0));
		return 2;
	}
	if (a == 0xDB && b >= 0xB0 && b <= 0xB9) {
		*out = (char)('0' + (b - 0xB0));
		return 2;
	}
	return 0;
}

static uint16_t case_of(const char *text)
{
	uint8_t c = (uint8_t)text[0];
	char digit;

	if (lexicon_is_capital(text))
		return WORD_CAPITAL;
	if (lexicon_digit(text, &digit) > 0)
		return WORD_NUMBER;
	/* U+00C0 to U+00DE: capital letters of Latin-1. */
	if (c == 0xC3 && (uint8_t)text[1] >= 0x80 && (uint8_t)text[1] <= 0x9E)
		return WORD_CAPITAL;
	return 0;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/*
 * "1.870" and "U.S." run on: a point between two digits or two letters ends
 * nothing. Between a letter and a digit it does: "… the border.116 In 2019".
 */
static bool is_inner_point(const char *text, size_t len, size_t at)
{
	if (text[at] != '.' || at == 0 || at + 1 >= len)
		return false;
	if (is_letter(text[at - 1]))
		return is_letter(text[at + 1]);
	return (case_of(text + at - 1) & WORD_NUMBER) &&
	       (case_of(text + at + 1) & WORD_NUMBER);
}

/* What a sign of Chinese text says of the word after it. */
static uint16_t han_flags(const struct lexicon *x, uint32_t sign)
{
	/* 刚果（布）: a bracket stands inside a name. */
	if (sign == '(' || sign == '[')
		return WORD_OPEN;
	if (sign == ')')
		return 0;
	if (sign < 0x80)
		return x->signs[sign];
	switch (sign) {
	case 0x2013: /* en dash */
	case 0x2014: /* em dash */
		return WORD_COMMA;
	case 0x2022: /* bullet */
	case 0x2026: /* ellipsis */
		return WORD_BREAK;
	default:
		return 0;
	}
}

static uint16_t kind_flags(enum han_kind kind)
{
	switch (kind) {
	case HAN_FIGURE:
		return WORD_NUMBER;
	case HAN_NUMBER:
		return WORD_NUMBER | WORD_NAME;
	case HAN_WORD:
	case HAN_SIGN:
	default:
		return 0;
	}
}

static size_t read_han(struct lexicon *x, const char *text, size_t len,
                       size_t *at, struct word *out, size_t most)
{
	size_t i = *at;
	size_t n = 0;
	uint16_t flags = 0;

	while (i < len && n < most) {
		const struct form *form;
		struct raw raw;
		struct han_piece cut;
		size_t was = i;

		if (!cut_word(x, text, len, &i, &raw, &cut)) {
			flags |= han_flags(x, cut.sign);
			continue;
		}
		form = find_form(x, &raw);
		out[n++] = (struct word){
			.start = (uint32_t)was,
			.stem = form->stem,
			.exact = form->exact,
			.len = (uint16_t)(i - was > UINT16_MAX ? UINT16_MAX
			                                       : i - was),
			.flags = (uint16_t)(flags | form->flags |
			                    kind_flags(cut.kind) |
			                    (case_of(text + was) &
			                     WORD_CAPITAL)),
		};
		flags = 0;
	}
	*at = i;
	return n;
}

size_t lexicon_read(struct lexicon *x, const char *text, size_t len, size_t *at,
                    struct word *out, size_t most)
{
	size_t i = *at;
	size_t n = 0;
	uint16_t flags = 0;

	if (x->han)
		return read_han(x, text, len, at, out, most);
	while (i < len && n < most) {
		const struct form *form;
		struct raw raw;
		size_t was = i;

		if (!x->ascii[(uint8_t)text[i]]) {
			if (!is_inner_point(text, len, i))
				flags |= x->signs[(uint8_t)text[i]];
			i++;
			continue;
		}
		fold_word(x, text, len, &i, &raw);
		if (i == was) {
			flags |= wide_sign(text, len, i);
			i = past_character(text, len, i);
			continue;
		}
		if (is_elision(&raw, text, len, i))
			continue;
		form = find_form(x, &raw);
		out[n++] = (struct word){
			.start = (uint32_t)was,
			.stem = form->stem,
			.exact = form->exact,
			.len = (uint16_t)(i - was > UINT16_MAX ? UINT16_MAX
			                                       : i - was),
			.flags = (uint16_t)(flags | form->flags |
			                    case_of(text + was)),
		};
		flags = 0;
	}
	*at = i;
	return n;
}
