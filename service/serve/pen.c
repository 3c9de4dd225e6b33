/* SPDX-License-Identifier: Apache-2.0 */
#include "pen.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

/* Digits of the largest uint64_t. */
#define DIGITS_MOST 20

/* Beyond this a value times 1000 is no exact integer; none comes near. */
#define NUMBER_MOST 1e12

void pen_init(struct pen *p, size_t most)
{
	memset(p, 0, sizeof(*p));
	buf_init(&p->out, most);
}

void pen_clear(struct pen *p)
{
	buf_clear(&p->out);
}

int pen_check(const struct pen *p, struct fault *f)
{
	if (!p->is_bad)
		return 0;
	*f = p->fault;
	return -1;
}

void pen_raw(struct pen *p, const char *bytes, size_t len)
{
	if (!p->is_bad && buf_add(&p->out, bytes, len, &p->fault) < 0)
		p->is_bad = true;
}

/* A finished value never ends in one of these: strings end in a quote. */
static void pen_comma(struct pen *p)
{
	char last;

	if (p->no_commas || p->out.len == 0)
		return;
	last = p->out.at[p->out.len - 1];
	if (last != '{' && last != '[' && last != ':' && last != ',')
		pen_raw(p, ",", 1);
}

void pen_open(struct pen *p, char bracket)
{
	pen_comma(p);
	pen_raw(p, &bracket, 1);
}

void pen_close(struct pen *p, char bracket)
{
	pen_raw(p, &bracket, 1);
}

void pen_key(struct pen *p, const char *key)
{
	pen_comma(p);
	pen_raw(p, "\"", 1);
	pen_raw(p, key, strlen(key));
	pen_raw(p, "\":", 2);
}

void pen_bytes(struct pen *p, const char *text, size_t len)
{
	pen_comma(p);
	if (!p->is_bad && json_add(&p->out, text, len, &p->fault) < 0)
		p->is_bad = true;
}

void pen_text(struct pen *p, const char *text)
{
	if (text)
		pen_bytes(p, text, strlen(text));
	else
		pen_null(p);
}

/* Writes VALUE right-aligned before END; gives where it starts. */
static char *digits_before(char *end, uint64_t value)
{
	do {
		*--end = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	return end;
}

void pen_count(struct pen *p, uint64_t value)
{
	char text[DIGITS_MOST];
	char *end = text + sizeof(text);
	char *at = digits_before(end, value);

	pen_comma(p);
	pen_raw(p, at, (size_t)(end - at));
}

/*
 * Writes VALUE as json_add_number() would (half away from zero, never -0),
 * without printf: numbers are most of a comparison's bytes. Gives where it
 * starts before END, or NULL when there is no such number.
 */
static char *number_before(char *end, double value, int digits)
{
	static const uint64_t POWERS[] = { 1, 10, 100, 1000, 10000 };
	uint64_t power = POWERS[digits], scaled;
	char *at = end;

	if (!(fabs(value) < NUMBER_MOST))
		return NULL;
	scaled = (uint64_t)floor(fabs(value) * (double)power + 0.5);
	if (digits > 0) {
		uint64_t part = scaled % power;

		for (int i = 0; i < digits; i++, part /= 10)
			*--at = (char)('0' + part % 10);
		*--at = '.';
	}
	at = digits_before(at, scaled / power);
	if (value < 0 && scaled > 0)
		*--at = '-';
	return at;
}

void pen_number(struct pen *p, double value, int digits)
{
	char text[DIGITS_MOST + 8];
	char *end = text + sizeof(text);
	char *at = number_before(end, value, digits);

	if (!at) {
		pen_null(p);
		return;
	}
	pen_comma(p);
	pen_raw(p, at, (size_t)(end - at));
}

const char *pen_digits(double value, int digits, char out[PEN_DIGITS_SIZE])
{
	char *end = out + PEN_DIGITS_SIZE - 1;

	*end = '\0';
	return number_before(end, value, digits);
}

void pen_figure(struct pen *p, const char *digits)
{
	pen_comma(p);
	pen_raw(p, digits, strlen(digits));
}

void pen_bool(struct pen *p, bool value)
{
	pen_comma(p);
	pen_raw(p, value ? "true" : "false", value ? 4 : 5);
}

void pen_null(struct pen *p)
{
	pen_comma(p);
	pen_raw(p, "null", 4);
}

void pen_words(struct pen *p, const char *words)
{
	pen_open(p, '[');
	while (*words) {
		size_t len = strcspn(words, " ");

		if (len > 0)
			pen_bytes(p, words, len);
		words += len;
		words += strspn(words, " ");
	}
	pen_close(p, ']');
}

void pen_key_text(struct pen *p, const char *key, const char *text)
{
	pen_key(p, key);
	pen_text(p, text);
}

void pen_key_maybe(struct pen *p, const char *key, const char *text)
{
	pen_key_text(p, key, text && text[0] ? text : NULL);
}

void pen_key_count(struct pen *p, const char *key, uint64_t value)
{
	pen_key(p, key);
	pen_count(p, value);
}

void pen_key_number(struct pen *p, const char *key, double value, int digits)
{
	pen_key(p, key);
	pen_number(p, value, digits);
}

void pen_key_bool(struct pen *p, const char *key, bool value)
{
	pen_key(p, key);
	pen_bool(p, value);
}
