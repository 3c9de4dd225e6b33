/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who signed a joint letter, by the list in its own text: METHOD.md 5.5. A
 * list begins under words that say so and ends where no name follows; without
 * such words nothing is a list, however much it looks like one.
 */
#include "attribution.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"
#include "base/utf8.h"
#include "model/text.h"

/* Words above a list are few; a paragraph of prose is no heading. */
#define LEAD_MOST 320
/* Longest name of an organisation we met: 180 bytes, in Arabic. */
#define NAME_MOST 300
/* Words of a name; what is longer is prose. */
#define NAME_WORDS 28
/* Sentences end in a full stop after so many words; names do not. */
#define SENTENCE_WORDS 9
/* One name alone under "Signed by" is a signature, not a list. */
#define LIST_LEAST 2
/* Numbers left out between two that follow each other in one block. */
#define GAP_MOST 9

enum lead_kind {
	LEAD_SHUT, /* stands alone, but for a count or a date in brackets */
	LEAD_OPEN  /* more words may follow: "endorsed by the following" */
};

/* Small letters, as text is folded before it is compared. */
static const struct lead {
	const char *words;
	enum lead_kind kind;
} LEADS[] = {
	{ "signatories", LEAD_SHUT },
	{ "signatory organisations", LEAD_OPEN },
	{ "signatory organizations", LEAD_OPEN },
	{ "list of signator", LEAD_OPEN },
	{ "endorsements", LEAD_SHUT },
	{ "endorsers", LEAD_SHUT },
	{ "endorsing organi", LEAD_OPEN },
	{ "list of endors", LEAD_OPEN },
	{ "endorsed by", LEAD_OPEN },
	{ "signed by", LEAD_OPEN },
	{ "co-signed by", LEAD_OPEN },
	{ "cosigned by", LEAD_OPEN },
	{ "undersigned organi", LEAD_OPEN },
	{ "organisations that endorse", LEAD_OPEN },
	{ "organizations that endorse", LEAD_OPEN },
	{ "signataires", LEAD_SHUT },
	{ "premiers signataires", LEAD_OPEN },
	{ "liste des signataires", LEAD_OPEN },
	{ "organisations signataires", LEAD_OPEN },
	{ "associations signataires", LEAD_OPEN },
	{ "liste des organisations signataires", LEAD_OPEN },
	{ "sign\u00e9 par", LEAD_OPEN },
	{ "sign\u00e9e par", LEAD_OPEN },
	{ "cosign\u00e9 par", LEAD_OPEN },
	{ "firmantes", LEAD_SHUT },
	{ "firman", LEAD_SHUT },
	{ "suscriben", LEAD_SHUT },
	{ "adhesiones", LEAD_SHUT },
	{ "lista de firmantes", LEAD_OPEN },
	{ "organizaciones firmantes", LEAD_OPEN },
	{ "organizaciones que suscriben", LEAD_OPEN },
	{ "organizaciones adherentes", LEAD_OPEN },
	{ "firmado por", LEAD_OPEN },
	{ "firmada por", LEAD_OPEN },
	{ "suscrito por", LEAD_OPEN },
	{ "suscrita por", LEAD_OPEN },
	{ "signat\u00e1rios", LEAD_SHUT },
	{ "organiza\u00e7\u00f5es signat\u00e1rias", LEAD_OPEN },
	{ "assinado por", LEAD_OPEN },
	{ "\u0627\u0644\u0645\u0648\u0642\u0639\u0648\u0646", LEAD_OPEN },
	{ "\u0627\u0644\u0645\u0646\u0638\u0645\u0627\u062a "
	  "\u0627\u0644\u0645\u0648\u0642\u0639\u0629",
	  LEAD_OPEN },
	{ "\u0627\u0644\u062c\u0647\u0627\u062a "
	  "\u0627\u0644\u0645\u0648\u0642\u0639\u0629",
	  LEAD_OPEN },
	{ "\u0642\u0627\u0626\u0645\u0629 "
	  "\u0627\u0644\u0645\u0648\u0642\u0639\u064a\u0646",
	  LEAD_OPEN },
	{ "\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u0432\u0448\u0438\u0435",
	  LEAD_OPEN },
	{ "\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u043b\u0438", LEAD_OPEN },
	{ "\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u043d\u0442\u044b",
	  LEAD_OPEN },
	{ "\u043f\u043e\u0434\u043f\u0438\u0441\u0438", LEAD_SHUT },
	{ "\u043e\u0440\u0433\u0430\u043d\u0438\u0437\u0430\u0446\u0438\u0438"
	  ", \u043f\u043e\u0434\u043f\u0438\u0441\u0430\u0432\u0448\u0438\u0435",
	  LEAD_OPEN },
	{ "\u7b7e\u7f72\u65b9", LEAD_OPEN },
	{ "\u7b7e\u7f72\u7ec4\u7ec7", LEAD_OPEN },
	{ "\u7b7e\u7f72\u673a\u6784", LEAD_OPEN },
	{ "\u8054\u7f72\u7ec4\u7ec7", LEAD_OPEN },
	{ "\u8054\u7f72\u673a\u6784", LEAD_OPEN },
	{ "\u8054\u7f72\u65b9", LEAD_OPEN },
	{ "\u8054\u7f72\u4eba", LEAD_OPEN },
};

/* What a treaty's list of parties says after "Signatories": not ours. */
static const char *const NOT_A_LETTER[] = {
	"convention", "treaty",  "protocol",  "covenant", "trait\u00e9",
	"protocole",  "tratado", "protocolo", "convenio", "convenci\u00f3n",
};

/* Marks that begin an item inside a run of text. */
static const char *const BULLETS[] = {
	"\u2022", "\u25aa", "\u25e6", "\u00b7", "\uf0b7",
};

struct finder {
	const struct text *text;
	struct arena *arena;
	struct span *at; /* lines, as a person would write the list */
	size_t n;
	size_t room;
	bool is_numbered; /* the first name is: so are all */
};

static uint32_t fold_next(const char *text, size_t len, size_t *at)
{
	return (uint32_t)u_foldCase((UChar32)utf8_next(text, len, at),
	                            U_FOLD_CASE_DEFAULT);
}

/* Does TEXT begin with WORDS, case aside? *END is behind them. */
static bool begins_with(const char *text, size_t len, const char *words,
                        size_t *end)
{
	size_t n = strlen(words), i = 0, k = 0;

	while (k < n) {
		if (i >= len ||
		    fold_next(text, len, &i) != fold_next(words, n, &k))
			return false;
	}
	*end = i;
	return true;
}

static bool holds(const char *text, size_t len, const char *words)
{
	size_t end;

	for (size_t i = 0; i < len;) {
		if (begins_with(text + i, len - i, words, &end))
			return true;
		(void)utf8_next(text, len, &i);
	}
	return false;
}

static bool is_of_a_treaty(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(NOT_A_LETTER) / sizeof(*NOT_A_LETTER);
	     i++)
		if (holds(text, len, NOT_A_LETTER[i]))
			return true;
	return false;
}

static bool is_colon(const char *text, size_t at)
{
	return text[at] == ':' || strncmp(text + at, "\uff1a", 3) == 0;
}

/* Byte after the first colon from FROM on, or LEN. */
static size_t after_colon(const char *text, size_t len, size_t from)
{
	for (size_t i = from; i < len; i++)
		if (is_colon(text, i))
			return i + (text[i] == ':' ? 1 : 3);
	return len;
}

/* Letters outside brackets: what would make "Signatories" a sentence. */
static bool has_letters(const char *text, size_t len)
{
	int depth = 0;

	for (size_t i = 0; i < len;) {
		UChar32 c = (UChar32)utf8_next(text, len, &i);

		depth += c == '(' || c == 0xff08;
		depth -= c == ')' || c == 0xff09;
		if (depth <= 0 && u_isalpha(c))
			return true;
	}
	return false;
}

/* Is B above a list? *END is where names of the same block begin. */
static bool is_lead(const struct text *t, const struct block *b, size_t *end)
{
	const char *text = t->bytes + b->start;
	size_t past;

	if (b->kind == BLOCK_FOOTNOTE || b->kind == BLOCK_FURNITURE)
		return false;
	for (size_t i = 0; i < sizeof(LEADS) / sizeof(LEADS[0]); i++) {
		if (!begins_with(text, b->len, LEADS[i].words, &past))
			continue;
		*end = after_colon(text, b->len, past);
		if (*end - past > LEAD_MOST ||
		    is_of_a_treaty(text + past, *end - past))
			return false;
		/* "Signed by hand" is prose: only a colon or a heading opens.
		 */
		if (*end == b->len && !is_colon(text, b->len - 1) &&
		    b->kind != BLOCK_HEADING &&
		    has_letters(text + past, b->len - past))
			return false;
		if (LEADS[i].kind == LEAD_OPEN ||
		    !has_letters(text + past, *end - past))
			return true;
	}
	return false;
}

/* "… are signed by the following organisations:" at the end of a paragraph. */
static bool is_lead_in(const struct text *t, const struct block *b)
{
	static const char *const SAYS[] = {
		"endorsed by",
		"signed by",
		"undersigned",
		"signatories",
		"signataires",
		"soussign\u00e9",
		"firmantes",
		"suscriben",
		"abajo firmante",
		"\u0645\u0648\u0642\u0639",
		"\u043f\u043e\u0434\u043f\u0438\u0441\u0430",
		"\u7b7e\u7f72",
		"\u8054\u7f72",
	};
	const char *text = t->bytes + b->start;

	if (b->kind != BLOCK_PARAGRAPH || b->len == 0 || b->len > LEAD_MOST ||
	    after_colon(text, b->len, 0) != b->len ||
	    (text[b->len - 1] != ':' &&
	     (b->len < 3 || !is_colon(text, b->len - 3))) ||
	    is_of_a_treaty(text, b->len))
		return false;
	for (size_t i = 0; i < sizeof(SAYS) / sizeof(SAYS[0]); i++)
		if (holds(text, b->len, SAYS[i]))
			return true;
	return false;
}

static int line_add(struct finder *x, const char *text, size_t len,
                    const char *number, struct fault *f)
{
	struct span *grown;
	char *line;

	while (len > 0 && (*text == ' ' || *text == '\t')) {
		text++;
		len--;
	}
	while (len > 0 && strchr(" \t,", text[len - 1]))
		len--;
	if (len == 0)
		return 0;
	if (x->n == x->room) {
		x->room = x->room ? 2 * x->room : 64;
		grown = arena_array(x->arena, x->room, sizeof(*grown), f);
		if (!grown)
			return -1;
		if (x->n > 0)
			memcpy(grown, x->at, x->n * sizeof(*grown));
		x->at = grown;
	}
	line = *number ? arena_print(x->arena, f, "%s. %.*s", number, (int)len,
	                             text)
	               : arena_copy(x->arena, text, len, f);
	if (!line)
		return -1;
	x->at[x->n++] = (struct span){ line, strlen(line) };
	return 0;
}

/* The number of "12. " or "12) " at TEXT, or 0; *END is behind it. */
static long number_at(const char *text, size_t len, size_t *end)
{
	size_t i = 0;
	long value = 0;

	while (i < len && i < 6 && text[i] >= '0' && text[i] <= '9')
		value = 10 * value + (text[i++] - '0');
	if (i == 0 || i + 1 >= len || (text[i] != '.' && text[i] != ')') ||
	    text[i + 1] != ' ')
		return 0;
	*end = i;
	return value;
}

/* Where the item that begins at FROM ends: before the next mark or number. */
static size_t item_end(const char *text, size_t len, size_t from, long *number,
                       bool has_commas)
{
	for (size_t i = from; i < len; i++) {
		size_t end;
		long next;

		if (text[i] == ';' || (has_commas && text[i] == ','))
			return i;
		for (size_t k = 0; k < sizeof(BULLETS) / sizeof(*BULLETS); k++)
			if (i > from && strncmp(text + i, BULLETS[k],
			                        strlen(BULLETS[k])) == 0)
				return i;
		if (*number == 0 || i == from || text[i - 1] != ' ')
			continue;
		next = number_at(text + i, len - i, &end);
		if (next > *number && next <= *number + GAP_MOST) {
			*number = next;
			return i;
		}
	}
	return len;
}

static size_t words_in(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
	return n;
}

static bool is_name(const char *text, size_t len)
{
	size_t words = words_in(text, len);

	return len <= NAME_MOST && words <= NAME_WORDS &&
	       (text[len - 1] != '.' || words < SENTENCE_WORDS);
}

/*
 * Adds the names that stand in TEXT, the first of which has NUMBER. Gives 1,
 * 0 when TEXT holds something else, -1.
 */
static int items_add(struct finder *x, const struct span *text,
                     const char *number, bool has_commas, struct fault *f)
{
	size_t before = x->n, at = 0, end;
	long last = number[0] ? strtol(number, NULL, 10) : 0;

	for (; at < text->len;
	     at = end + (end < text->len && strchr(";,", text->at[end]))) {
		end = item_end(text->at, text->len, at, &last, has_commas);
		if (end == at)
			continue;
		if (!is_name(text->at + at, end - at)) {
			x->n = before;
			return 0;
		}
		if (line_add(x, text->at + at, end - at, number, f) < 0)
			return -1;
		number = "";
	}
	return 1;
}

/* A part of the list: "Africa:", "International organisations". */
static bool is_part(const struct text *t, const struct block *lead,
                    const struct block *b)
{
	const char *text = t->bytes + b->start;
	uint8_t level = 1;

	if (lead->kind == BLOCK_HEADING)
		level = lead->level;
	else if (lead->heading != BLOCK_NO_HEADING)
		level = t->blocks[lead->heading].level;
	if (b->kind == BLOCK_HEADING)
		return b->level > level;
	return b->len <= LEAD_MOST && text[b->len - 1] == ':';
}

static bool is_digits(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((text[i] < '0' || text[i] > '9') && text[i] != '.')
			return false;
	return len > 0 && len <= 7;
}

/* The digits of a number as printed: "12" of "12." and of "(12)". */
static const char *digits_of(const char *printed, size_t len, char out[8])
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < 7; i++)
		if (printed[i] >= '0' && printed[i] <= '9')
			out[n++] = printed[i];
	out[n] = '\0';
	return out;
}

/* A row of a numbered table: the cell after the number is the name. */
static int row_add(struct finder *x, const struct block *b, struct fault *f)
{
	const char *text = x->text->bytes + b->start;
	const struct block *next = b + 1;
	char digits[8];

	if (next == x->text->blocks + x->text->n_blocks ||
	    next->kind != BLOCK_CELL || next->len == 0 ||
	    !is_name(x->text->bytes + next->start, next->len))
		return 1;
	(void)digits_of(text, b->len, digits);
	return line_add(x, x->text->bytes + next->start, next->len, digits, f) <
	                       0
	               ? -1
	               : 1;
}

/* One block of the list: 1 more may follow, 0 the list ended before it. */
static int block_add(struct finder *x, const struct block *lead,
                     const struct block *b, struct fault *f)
{
	struct span text = { x->text->bytes + b->start, b->len };
	char digits[8] = "";
	size_t names;

	if (b->len == 0 || b->kind == BLOCK_FOOTNOTE ||
	    b->kind == BLOCK_FURNITURE)
		return 1;
	if (is_part(x->text, lead, b))
		return 1;
	if (b->kind == BLOCK_HEADING)
		return 0;
	if (b->kind == BLOCK_CELL)
		return is_digits(text.at, text.len) ? row_add(x, b, f) : 1;
	if (is_lead(x->text, b, &names))
		return 0;
	(void)digits_of(b->number, strlen(b->number), digits);
	if (x->n == 0)
		x->is_numbered = digits[0] != '\0';
	else if (x->is_numbered && !digits[0])
		return 0;
	return items_add(x, &text, digits, false, f);
}

/* Reads the list under block AT; *END is the first block beyond it. */
static int list_read(struct finder *x, size_t at, size_t names, size_t *end,
                     struct fault *f)
{
	const struct text *t = x->text;
	const struct block *lead = &t->blocks[at];
	struct span rest = { t->bytes + lead->start + names,
		             lead->len - names };
	int rc = 1;

	x->n = 0;
	if (rest.len > 0 && has_letters(rest.at, rest.len)) {
		bool has_commas = !memchr(rest.at, ';', rest.len);

		*end = at + 1;
		return items_add(x, &rest, "", has_commas, f) < 0 ? -1 : 0;
	}
	for (*end = at + 1; rc == 1 && *end < t->n_blocks; ++*end) {
		rc = block_add(x, lead, &t->blocks[*end], f);
		if (rc <= 0)
			break;
	}
	return rc < 0 ? -1 : 0;
}

int signatories_find(const struct text *t, struct arena *a,
                     struct signatories *out, struct fault *f)
{
	struct finder x = { .text = t, .arena = a };
	size_t end, names = 0;

	*out = (struct signatories){ 0 };
	for (size_t i = 0; i < t->n_blocks; i++) {
		const struct block *b = &t->blocks[i];

		names = b->len;
		if (!is_lead(t, b, &names) && !is_lead_in(t, b))
			continue;
		if (list_read(&x, i, names, &end, f) < 0)
			return -1;
		/* The longest list is the one; others are cover notes. */
		if (x.n < LIST_LEAST || x.n <= out->n)
			continue;
		*out = (struct signatories){
			.lines = x.at, .n = x.n, .first = i, .end = end
		};
		x.at = NULL;
		x.n = x.room = 0;
		i = end - 1;
	}
	return 0;
}
