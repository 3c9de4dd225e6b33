/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads <codebook> files: one phrase a line, so that an expert edits words and
 * not markup. Several files of one language are one book, in order of name.
 */
#include "read.h"

#include <stdint.h>
#include <string.h>

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/word.h"
#include "model/codebook.h"
#include "model/commitment.h"

/* Languages a set of codebooks may hold; the six of the UN and some room. */
#define LANGUAGES_MOST 12
/* Longest phrase line; a list of names of one state is the longest. */
#define LINE_MOST 400

/* What an element of a codebook file gives: one row for each. */
struct part {
	const char *element;
	enum term_kind kind;
	const char *attribute; /* where its target is named, NULL none */
	const char *weight;    /* attribute of its weight, NULL none */
};

static const struct part PARTS[] = {
	{ "subject", TERM_SUBJECT, NULL, "weight" },
	{ "for", TERM_FOR, NULL, "weight" },
	{ "against", TERM_AGAINST, NULL, "weight" },
	{ "guard", TERM_GUARD, NULL, "weight" },
	{ "named", TERM_NAMED, NULL, NULL },
	{ "headed", TERM_HEADED, NULL, NULL },
	{ "cue", TERM_CUE, "name", "sure" },
	{ "principle", TERM_PRINCIPLE, "letter", NULL },
	{ "states", TERM_STATE, NULL, NULL },
	{ "skip", TERM_SKIP, "reason", NULL },
};

/* A book being filled; on the first pass only counted. */
struct filling {
	struct codebook_language *book;
	struct codebook_term *terms; /* NULL while counting */
	struct codebook_weight *weights;
	struct codebook_bias *biases;
	const struct catalogue *catalogue; /* may be NULL */
	struct arena *arena;
	struct findings *findings;
	struct fault *f;
};

/* One line of an element, without the blanks around it. */
struct line {
	const char *at;
	size_t len;
};

static bool next_line(const char **text, struct line *out)
{
	const char *p = *text;
	size_t len;

	while (*p) {
		p += strspn(p, " \t\r\n");
		len = strcspn(p, "\n");
		*text = p + len;
		while (len && strchr(" \t\r", p[len - 1]))
			len--;
		if (len && *p != '#') {
			*out = (struct line){ p, len };
			return true;
		}
		p = *text;
	}
	return false;
}

/* Reads "-12.345"; false if TEXT is anything else. */
static bool read_number(const char *text, size_t len, double *out)
{
	double value = 0;
	double scale = 1;
	bool is_negative = len && *text == '-';
	bool is_past = false;
	size_t digits = 0;

	for (size_t i = is_negative; i < len; i++) {
		if (text[i] == '.' && !is_past) {
			is_past = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9' || ++digits > 12)
			return false;
		value = value * 10 + (text[i] - '0');
		if (is_past)
			scale *= 10;
	}
	if (digits == 0)
		return false;
	*out = (is_negative ? -value : value) / scale;
	return true;
}

static int number_of(struct filling *fill, const struct source *src,
                     const xmlNode *node, const char *name, double *out)
{
	const char *text = node_attr(node, name);

	*out = 0;
	if (text && !read_number(text, strlen(text), out))
		finding_add(fill->findings, src, node,
		            "%s=\"%s\" is not a number; write it as -1.25",
		            name, text);
	return 0;
}

static int add_term(struct filling *fill, enum term_kind kind,
                    const struct line *words, const char *target, double weight)
{
	struct codebook_language *book = fill->book;
	struct codebook_term *term;

	if (!fill->terms) {
		book->n_terms++;
		return 0;
	}
	term = &fill->terms[book->n_terms++];
	term->kind = kind;
	term->target = target;
	term->weight = weight;
	term->words = arena_copy(fill->arena, words->at, words->len, fill->f);
	return term->words ? 0 : -1;
}

/* "SVN: Slovenian, Ljubljana": one term for each form. */
static int add_states(struct filling *fill, const struct source *src,
                      const xmlNode *node, const struct line *line)
{
	const char *colon = memchr(line->at, ':', line->len);
	const char *end = line->at + line->len;
	const char *iso3;

	if (!colon || colon - line->at != 3) {
		finding_add(fill->findings, src, node,
		            "\"%.*s\" does not begin with a code of three "
		            "letters and a colon",
		            (int)line->len, line->at);
		return 0;
	}
	iso3 = arena_copy(fill->arena, line->at, 3, fill->f);
	if (!iso3)
		return -1;
	if (fill->terms && fill->catalogue &&
	    !catalogue_state(fill->catalogue, iso3))
		finding_add(fill->findings, src, node,
		            "state %s is not in the catalogue", iso3);
	for (const char *p = colon + 1; p < end;) {
		const char *comma = memchr(p, ',', (size_t)(end - p));
		struct line form = { p, (size_t)((comma ? comma : end) - p) };

		while (form.len && *form.at == ' ') {
			form.at++;
			form.len--;
		}
		if (form.len && add_term(fill, TERM_STATE, &form, iso3, 0) < 0)
			return -1;
		p = comma ? comma + 1 : end;
	}
	return 0;
}

static int add_lines(struct filling *fill, const struct source *src,
                     const xmlNode *node, const struct part *part,
                     const char *target)
{
	xmlChar *content = xmlNodeGetContent(node);
	const char *text = (const char *)content;
	struct line line;
	double weight = 0;
	int rc = 0;

	if (!content)
		return fault_set(fill->f, FAULT_MEMORY, "no memory for %s",
		                 src->name);
	if (part->weight)
		rc = number_of(fill, src, node, part->weight, &weight);
	while (rc == 0 && next_line(&text, &line)) {
		if (line.len > LINE_MOST)
			finding_add(fill->findings, src, node,
			            "a line is longer than %d bytes; part it",
			            LINE_MOST);
		if (part->kind == TERM_STATE)
			rc = add_states(fill, src, node, &line);
		else
			rc = add_term(fill, part->kind, &line, target, weight);
	}
	xmlFree(content);
	return rc;
}

static int add_part(struct filling *fill, const struct source *src,
                    const xmlNode *node, const char *code)
{
	const char *name = (const char *)node->name;

	for (size_t i = 0; i < sizeof(PARTS) / sizeof(PARTS[0]); i++) {
		const struct part *part = &PARTS[i];
		const char *target = code;

		if (strcmp(part->element, name) != 0)
			continue;
		if (part->attribute) {
			target = arena_string(fill->arena,
			                      node_need(fill->findings, src,
			                                node, part->attribute),
			                      fill->f);
			if (!target)
				return -1;
		}
		return add_lines(fill, src, node, part, target);
	}
	finding_add(fill->findings, src, node,
	            "element <%s> is unknown in a codebook", name);
	return 0;
}

static int add_weight(struct filling *fill, const struct source *src,
                      const xmlNode *node, const struct line *line,
                      const char *code)
{
	struct codebook_language *book = fill->book;
	struct codebook_weight *weight;
	size_t cut = line->len;
	double value;

	while (cut && line->at[cut - 1] != ' ')
		cut--;
	if (cut < 2 || !read_number(line->at + cut, line->len - cut, &value)) {
		finding_add(fill->findings, src, node,
		            "\"%.*s\" is not a stem and a number",
		            (int)line->len, line->at);
		return 0;
	}
	if (!fill->weights) {
		book->n_weights++;
		return 0;
	}
	weight = &fill->weights[book->n_weights++];
	weight->target = code;
	weight->weight = value;
	weight->feature = arena_copy(fill->arena, line->at, cut - 1, fill->f);
	return weight->feature ? 0 : -1;
}

static int add_bias(struct filling *fill, const struct source *src,
                    const xmlNode *node, const char *code)
{
	struct codebook_language *book = fill->book;
	double bias;

	if (!node_attr(node, "bias"))
		return 0;
	if (number_of(fill, src, node, "bias", &bias) < 0)
		return -1;
	if (fill->biases)
		fill->biases[book->n_biases] =
			(struct codebook_bias){ code, bias };
	book->n_biases++;
	return 0;
}

static int add_weights(struct filling *fill, const struct source *src,
                       const xmlNode *node, const char *code)
{
	xmlChar *content = xmlNodeGetContent(node);
	const char *text = (const char *)content;
	struct line line;
	int rc;

	if (!content)
		return fault_set(fill->f, FAULT_MEMORY, "no memory for %s",
		                 src->name);
	rc = add_bias(fill, src, node, code);
	while (rc == 0 && next_line(&text, &line))
		rc = add_weight(fill, src, node, &line, code);
	xmlFree(content);
	return rc;
}

/* <commitment code="GCM.8">, and <weights code="GCM.8" bias="-3">. */
static int add_commitment(struct filling *fill, const struct source *src,
                          const xmlNode *node)
{
	const char *code =
		arena_string(fill->arena,
	                     node_need(fill->findings, src, node, "code"),
	                     fill->f);

	if (!code)
		return -1;
	if (*code && fill->catalogue &&
	    !catalogue_commitment(fill->catalogue, code))
		finding_add(fill->findings, src, node,
		            "commitment %s is in no catalogue", code);
	if (strcmp((const char *)node->name, "weights") == 0)
		return add_weights(fill, src, node, code);
	for (const xmlNode *n = node_child(node, NULL); n;
	     n = node_next(n, NULL))
		if (add_part(fill, src, n, code) < 0)
			return -1;
	return 0;
}

/* <curve rank="1" slope="1.1" shift="0.4"/>; the last rank is all others. */
static int add_curve(struct filling *fill, const struct source *src,
                     const xmlNode *node)
{
	struct codebook_curve *curve;
	double rank;

	if (number_of(fill, src, node, "rank", &rank) < 0)
		return -1;
	if (rank < 1 || rank > CODEBOOK_RANKS) {
		finding_add(fill->findings, src, node,
		            "rank=\"…\" is not 1 to %d", CODEBOOK_RANKS);
		return 0;
	}
	curve = &fill->book->curves[(size_t)rank - 1];
	if (number_of(fill, src, node, "slope", &curve->slope) < 0)
		return -1;
	return number_of(fill, src, node, "shift", &curve->shift);
}

static int add_file(struct filling *fill, const struct source *src)
{
	for (const xmlNode *n = node_child(src->root, NULL); n;
	     n = node_next(n, NULL)) {
		const char *name = (const char *)n->name;
		int rc;

		if (strcmp(name, "title") == 0 || strcmp(name, "source") == 0)
			continue;
		if (strcmp(name, "curve") == 0)
			rc = add_curve(fill, src, n);
		else if (strcmp(name, "commitment") == 0 ||
		         strcmp(name, "weights") == 0)
			rc = add_commitment(fill, src, n);
		else
			rc = add_part(fill, src, n, "");
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* Adds every file of the language of FILL's book. */
static int add_files(struct filling *fill, const struct source *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *language = node_attr(files[i].root, "language");

		if (language && strcmp(language, fill->book->language) == 0 &&
		    add_file(fill, &files[i]) < 0)
			return -1;
	}
	return 0;
}

static int read_language(struct filling *fill, const struct source *files,
                         size_t n)
{
	struct codebook_language *book = fill->book;
	size_t noted = fill->findings->n;

	for (size_t i = 0; i < CODEBOOK_RANKS; i++)
		book->curves[i] = (struct codebook_curve){ .slope = 1 };
	if (add_files(fill, files, n) < 0)
		return -1;
	/* What the first pass found, the second would find again. */
	if (fill->findings->n > noted) {
		book->n_terms = 0;
		book->n_weights = 0;
		book->n_biases = 0;
		return 0;
	}
	fill->terms = arena_array(fill->arena, book->n_terms + 1,
	                          sizeof(*fill->terms), fill->f);
	fill->weights = arena_array(fill->arena, book->n_weights + 1,
	                            sizeof(*fill->weights), fill->f);
	fill->biases = arena_array(fill->arena, book->n_biases + 1,
	                           sizeof(*fill->biases), fill->f);
	if (!fill->terms || !fill->weights || !fill->biases)
		return -1;
	book->n_terms = 0;
	book->n_weights = 0;
	book->n_biases = 0;
	if (add_files(fill, files, n) < 0)
		return -1;
	book->terms = fill->terms;
	book->weights = fill->weights;
	book->biases = fill->biases;
	return 0;
}

/* The languages of the files, each once, in alphabetical order. */
static size_t list_languages(const struct source *files, size_t n,
                             struct findings *fs, struct codebook_language *out)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		const char *name =
			node_need(fs, &files[i], files[i].root, "language");
		size_t at = 0;

		if (strlen(name) != 2) {
			finding_add(fs, &files[i], files[i].root,
			            "language=\"%s\" is not a code of two "
			            "letters",
			            name);
			continue;
		}
		while (at < found && strcmp(out[at].language, name) < 0)
			at++;
		if (at < found && strcmp(out[at].language, name) == 0)
			continue;
		if (found == LANGUAGES_MOST) {
			finding_add(fs, &files[i], files[i].root,
			            "more than %d languages", LANGUAGES_MOST);
			break;
		}
		memmove(&out[at + 1], &out[at], (found - at) * sizeof(*out));
		memset(&out[at], 0, sizeof(out[at]));
		memcpy(out[at].language, name, 2);
		found++;
	}
	return found;
}

/* read.h has these parameters: NOLINTNEXTLINE(readability-function-size) */
int codebook_read(const struct source *files, size_t n,
                  const struct catalogue *c, struct arena *a,
                  struct findings *fs, struct codebook **out, struct fault *f)
{
	struct codebook *book = arena_alloc(a, sizeof(*book), f);
	struct codebook_language *languages;

	if (!book)
		return -1;
	languages = arena_array(a, LANGUAGES_MOST + 1, sizeof(*languages), f);
	if (!languages)
		return -1;
	book->languages = languages;
	book->n_languages = list_languages(files, n, fs, languages);
	for (size_t i = 0; i < book->n_languages; i++) {
		struct filling fill = {
			.book = &languages[i],
			.catalogue = c,
			.arena = a,
			.findings = fs,
			.f = f,
		};

		if (read_language(&fill, files, n) < 0)
			return -1;
	}
	*out = book;
	return 0;
}
