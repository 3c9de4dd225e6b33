/* SPDX-License-Identifier: Apache-2.0 */
#include "han.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utrans.h>

#include "base/fault.h"
#include "base/utf8.h"

/* The characters that have a traditional form: U+3400 to U+9FFF. */
#define FIRST 0x3400u
#define SIZE  ((size_t)0x6C00)
/* Longest number read, in characters; longer ones are no numbers. */
#define DIGITS_MOST 24
/* Numbers past this are not computed. */
#define VALUE_MOST UINT64_C(1000000000000)
/* So many numerals in a row, each below ten, write a year. */
#define YEAR_DIGITS 4

struct han {
	uint16_t fold[SIZE];
};

/* Numerals: what they are worth, and whether they multiply. */
static const struct {
	uint32_t value;
	uint16_t c;
	bool is_unit;
} NUMERALS[] = {
	{ 0, 0x3007, false },        /* 〇 */
	{ 0, 0x96F6, false },        /* 零 */
	{ 1, 0x4E00, false },        /* 一 */
	{ 2, 0x4E8C, false },        /* 二 */
	{ 2, 0x4E24, false },        /* 两 */
	{ 3, 0x4E09, false },        /* 三 */
	{ 4, 0x56DB, false },        /* 四 */
	{ 5, 0x4E94, false },        /* 五 */
	{ 6, 0x516D, false },        /* 六 */
	{ 7, 0x4E03, false },        /* 七 */
	{ 8, 0x516B, false },        /* 八 */
	{ 9, 0x4E5D, false },        /* 九 */
	{ 10, 0x5341, true },        /* 十 */
	{ 100, 0x767E, true },       /* 百 */
	{ 1000, 0x5343, true },      /* 千 */
	{ 10000, 0x4E07, true },     /* 万 */
	{ 100000000, 0x4EBF, true }, /* 亿 */
};

#define NUMERAL_N (sizeof(NUMERALS) / sizeof(NUMERALS[0]))
#define LIANG     0x4E24u
#define TEN       10u
/* 成, a tenth, and the 之 of 百分之. */
#define TENTHS     0x6210u
#define OF_HUNDRED 0x4E4Bu

/* What follows a number that names and does not count: 年月日号条款章届. */
static const uint16_t NAMED_AFTER[] = { 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x6761,
	                                0x6B3E, 0x7AE0, 0x5C4A, 0 };
/* And what stands before one: 第, and the 标 of 目标. */
static const uint16_t NAMED_BEFORE[] = { 0x7B2C, 0x6807, 0 };

/* Signs beyond the full-width block, as ASCII writes them. */
static const struct {
	uint16_t c;
	char ascii;
} SIGNS[] = {
	{ 0x3002, '.' },  { 0x3001, ' ' },  { 0x3010, '(' }, { 0x3011, ')' },
	{ 0x3014, '(' },  { 0x3015, ')' },  { 0x201C, '"' }, { 0x201D, '"' },
	{ 0x2018, '\'' }, { 0x2019, '\'' }, { 0x300C, '"' }, { 0x300D, '"' },
	{ 0x300E, '"' },  { 0x300F, '"' },  { 0x3000, ' ' }, { 0xFF61, '.' },
};

bool han_is(uint32_t c)
{
	return (c >= FIRST && c < 0x4DC0) || (c >= 0x4E00 && c < 0xA000) ||
	       (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x33480) ||
	       c == 0x3007;
}

uint32_t han_sign(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	for (size_t i = 0; i < sizeof(SIGNS) / sizeof(SIGNS[0]); i++)
		if (SIGNS[i].c == c)
			return (uint32_t)SIGNS[i].ascii;
	return c;
}

/* All characters at once, each on a line, so that none touches another. */
static int fill(struct han *h, UChar *line, UTransliterator *u)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t len = 2 * (int32_t)SIZE;
	int32_t limit = len;

	for (size_t i = 0; i < SIZE; i++) {
		line[2 * i] = (UChar)(FIRST + i);
		line[2 * i + 1] = '\n';
	}
	utrans_transUChars(u, line, &len, len, 0, &limit, &status);
	if (U_FAILURE(status) || len != 2 * (int32_t)SIZE)
		return -1;
	for (size_t i = 0; i < SIZE; i++)
		h->fold[i] = line[2 * i];
	return 0;
}

int han_new(struct han **out, struct fault *f)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *u = utrans_openU(u"Hant-Hans", -1, UTRANS_FORWARD,
	                                  NULL, 0, NULL, &status);
	UChar *line = malloc(2 * SIZE * sizeof(*line));
	struct han *h = malloc(sizeof(*h));
	int rc = -1;

	if (h && line && U_SUCCESS(status))
		rc = fill(h, line, u);
	free(line);
	if (U_SUCCESS(status))
		utrans_close(u);
	if (rc < 0) {
		free(h);
		return fault_set(f, FAULT_MEMORY,
		                 "no memory, or no data of ICU, to fold "
		                 "traditional Chinese characters");
	}
	*out = h;
	return 0;
}

void han_free(struct han *h)
{
	free(h);
}

static uint32_t fold(const struct han *h, uint32_t c)
{
	if (c >= FIRST && c < FIRST + SIZE)
		return h->fold[c - FIRST];
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return (uint32_t)u_tolower((UChar32)c);
}

static int numeral_of(uint32_t c)
{
	for (size_t i = 0; i < NUMERAL_N; i++)
		if (NUMERALS[i].c == c)
			return (int)i;
	return -1;
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool is_among(const uint16_t *list, uint32_t c)
{
	for (; *list; list++)
		if (*list == c)
			return true;
	return false;
}

/* The character before AT, blanks left out; 0 at the beginning. */
static uint32_t before(const char *text, size_t len, size_t at)
{
	size_t i = at;

	while (i > 0 && text[i - 1] == ' ')
		i--;
	if (i == 0)
		return 0;
	i--;
	while (i > 0 && ((uint8_t)text[i] & 0xC0u) == 0x80)
		i--;
	return utf8_next(text, len, &i);
}

static uint32_t peek(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] == ' ')
		at++;
	return at < len ? utf8_next(text, len, &at) : 0;
}

/* 1990 and 2024, where no 人 and no 万 follows: 年, a dash or a bracket. */
static bool is_year(const struct han_piece *p, uint32_t next)
{
	return p->len == YEAR_DIGITS &&
	       (memcmp(p->text, "19", 2) == 0 ||
	        memcmp(p->text, "20", 2) == 0) &&
	       !han_is(next);
}

static enum han_kind kind_of(const struct han_piece *p, const char *text,
                             size_t len, size_t at)
{
	uint32_t next = peek(text, len, p->end);

	if (is_among(NAMED_AFTER, next) || is_year(p, next) ||
	    is_among(NAMED_BEFORE, before(text, len, at)))
		return HAN_NUMBER;
	return HAN_FIGURE;
}

static void put(struct han_piece *p, uint32_t c)
{
	char bytes[4];
	size_t n = utf8_put(c, bytes);

	if (p->len + n > p->room)
		return;
	memcpy(p->text + p->len, bytes, n);
	p->len += n;
}

/* 1,200 and 3.5 and 12万: digits, what groups them, and a multiplier. */
static void cut_digits(const struct han *h, const char *text, size_t len,
                       size_t at, struct han_piece *p)
{
	size_t i = at;

	while (i < len) {
		size_t next = i;
		uint32_t c = utf8_next(text, len, &next);
		int unit;

		if (is_digit(c)) {
			put(p, han_sign(c));
			i = next;
			continue;
		}
		if ((c == ',' || c == '.' || c == 0xFF0C) && next < len &&
		    is_digit(peek(text, len, next)) && text[next] != ' ') {
			i = next;
			continue;
		}
		unit = numeral_of(fold(h, c));
		if (unit < 0 || !NUMERALS[unit].is_unit)
			break;
		put(p, NUMERALS[unit].c);
		i = next;
	}
	p->end = i;
	p->kind = kind_of(p, text, len, at);
}

/* The numerals that begin at AT, as their places in the table. */
static size_t numerals_at(const struct han *h, const char *text, size_t len,
                          size_t at, int *list, size_t *end)
{
	size_t n = 0;

	while (at < len && n < DIGITS_MOST) {
		size_t next = at;
		int one = numeral_of(fold(h, utf8_next(text, len, &next)));

		if (one < 0)
			break;
		list[n++] = one;
		at = next;
	}
	*end = at;
	return n;
}

static uint64_t value_of(const int *list, size_t n)
{
	uint64_t all = 0;
	uint64_t part = 0;
	uint64_t digit = 0;

	for (size_t i = 0; i < n && all < VALUE_MOST; i++) {
		uint64_t value = NUMERALS[list[i]].value;

		if (!NUMERALS[list[i]].is_unit) {
			digit = value;
		} else if (value >= 10000) {
			all += (part + digit + (part + digit == 0)) * value;
			part = digit = 0;
		} else {
			part += (digit ? digit : 1) * value;
			digit = 0;
		}
	}
	return all + part + digit;
}

static void put_value(struct han_piece *p, uint64_t value)
{
	char digits[DIGITS_MOST];
	size_t n = 0;

	do
		digits[n++] = (char)('0' + value % TEN);
	while ((value /= TEN) > 0 && n < sizeof(digits));
	while (n > 0)
		put(p, (uint32_t)digits[--n]);
}

/* 三成 and 百分之九 tell a share. */
static bool is_share(const char *text, size_t len, size_t at, size_t end)
{
	return peek(text, len, end) == TENTHS ||
	       before(text, len, at) == OF_HUNDRED;
}

/* Does (一) or 一、 number a part of the text? */
static bool is_item(const char *text, size_t len, size_t at, size_t end)
{
	uint32_t next = peek(text, len, end);

	return is_among(NAMED_BEFORE, before(text, len, at)) ||
	       next == 0x3001 || next == 0xFF09 || next == ')' ||
	       next == 0xFF0E;
}

/* 十八, 三百五十, 二〇二三; a numeral alone is a word that counts nothing. */
static bool cut_numerals(const struct han *h, const char *text, size_t len,
                         size_t at, struct han_piece *p)
{
	int list[DIGITS_MOST];
	size_t n = numerals_at(h, text, len, at, list, &p->end);
	bool has_unit = false;

	if (n == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		has_unit |= NUMERALS[list[i]].is_unit;
	if (n >= YEAR_DIGITS && !has_unit) {
		for (size_t i = 0; i < n; i++)
			put(p, '0' + NUMERALS[list[i]].value);
		p->kind = kind_of(p, text, len, at);
		return true;
	}
	if (n > 1 && has_unit && NUMERALS[list[0]].value <= TEN) {
		put_value(p, value_of(list, n));
		p->kind = kind_of(p, text, len, at);
		return true;
	}
	p->end = at;
	(void)utf8_next(text, len, &p->end);
	if (NUMERALS[list[0]].value > TEN || NUMERALS[list[0]].c == LIANG)
		return false;
	put_value(p, NUMERALS[list[0]].value);
	p->kind = HAN_WORD;
	if (is_share(text, len, at, p->end))
		p->kind = HAN_FIGURE;
	else if (is_item(text, len, at, p->end))
		p->kind = HAN_NUMBER;
	return true;
}

/* Letters of another script, up to a blank, sign, digit or character. */
static void cut_letters(const struct han *h, const char *text, size_t len,
                        size_t at, struct han_piece *p)
{
	size_t i = at;

	while (i < len) {
		size_t next = i;
		uint32_t c = utf8_next(text, len, &next);

		if (han_is(c) || !u_isalnum((UChar32)c))
			break;
		put(p, fold(h, c));
		i = next;
	}
	p->end = i;
	p->kind = HAN_WORD;
}

void han_cut(const struct han *h, const char *text, size_t len, size_t at,
             struct han_piece *out)
{
	size_t next = at;
	uint32_t c = utf8_next(text, len, &next);

	out->len = 0;
	out->end = next;
	out->kind = HAN_WORD;
	if (is_digit(c)) {
		cut_digits(h, text, len, at, out);
	} else if (han_is(c)) {
		if (!cut_numerals(h, text, len, at, out)) {
			out->end = next;
			put(out, fold(h, c));
		}
	} else if (u_isalnum((UChar32)c)) {
		cut_letters(h, text, len, at, out);
	} else {
		out->kind = HAN_SIGN;
		out->sign = han_sign(c);
	}
}
