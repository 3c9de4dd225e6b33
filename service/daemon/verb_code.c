/* SPDX-License-Identifier: Apache-2.0 */
/* Code: the coder of ingest, one JSON line at a time. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/word.h"
#include "catalogue.h"
#include "cli.h"
#include "coding.h"
#include "desk.h"
#include "verb.h"

/* A passage is a sentence; a line beyond this is not one. */
#define LINE_MOST ((size_t)4 << 20)

/* Codings and reasons of one line. */
#define LINE_MEMORY_MOST ((size_t)64 << 20)

/* Read and written in pieces of this. */
#define PIECE ((size_t)256 << 10)

/* States one line may declare. */
#define STATES_MOST 64

struct code_options {
	struct cli_list catalogues;
};

static const struct cli_option OPTIONS[] = {
	{ "catalogue", "FILE", CLI_LIST,
	  offsetof(struct code_options, catalogues),
	  "a catalogue file beside or instead of an embedded one" },
};

static const struct cli CLI = {
	.verb = "code",
	.operands = "",
	.what = "Reads JSON lines {\"id\",\"text\",\"lang\"?,\"voice\"?,"
		"\"state\"?,\"context\"?} on standard\ninput and writes, for "
		"each, {\"id\",\"codings\":[{\"commitment\",\"confidence\","
		"\n\"level\",\"states\",\"why\"}],\"level\",\"language\"}: "
		"the same code as ingest. Codings\ncome by confidence: from 0.5 "
		"on they count in a score, from 0.3 on ingest stores\nthem, "
		"below they are candidates that only this verb lists. A line "
		"that cannot be\nread gives {\"line\",\"error\"}; the exit "
		"status is then 1.",
	.options = OPTIONS,
	.n_options = 1,
};

struct desk_of_code {
	const struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
	struct buf in;  /* what is read and not yet a whole line */
	struct buf out; /* what is coded and not yet written */
	size_t line;
	bool has_error;
};

/* "SVN" or "SVN,HRV" into OUT. */
static int states_read(const struct desk_of_code *d, const char *text,
                       char (*out)[STATE_SIZE], size_t *n, struct fault *f)
{
	*n = 0;
	while (*text) {
		size_t len = strcspn(text, ",");

		if (len != STATE_SIZE - 1 || *n == STATES_MOST)
			return fault_set(f, FAULT_INPUT,
			                 "state: write ISO 3166-1 alpha-3 "
			                 "codes, \"SVN\" or \"SVN,HRV\"");
		memcpy(out[*n], text, len);
		out[*n][len] = '\0';
		if (!catalogue_state(d->catalogue, out[*n]))
			return fault_set(f, FAULT_INPUT,
			                 "state: \"%s\" is no state we know",
			                 out[*n]);
		(*n)++;
		text += len + (text[len] == ',');
	}
	return 0;
}

/* The string member NAME, FALLBACK when absent or null. */
static int member(const cJSON *object, const char *name, const char *fallback,
                  const char **out, struct fault *f)
{
	const cJSON *m = cJSON_GetObjectItemCaseSensitive(object, name);

	*out = fallback;
	if (!m || cJSON_IsNull(m))
		return 0;
	if (!cJSON_IsString(m))
		return fault_set(f, FAULT_INPUT, "\"%s\" is no string", name);
	*out = m->valuestring;
	return 0;
}

static int utterance_read(const struct desk_of_code *d, const cJSON *object,
                          char (*states)[STATE_SIZE], struct utterance *u,
                          struct fault *f)
{
	const char *voice, *state;
	int voice_index = VOICE_CIVIL_SOCIETY;

	if (!cJSON_IsObject(object))
		return fault_set(f, FAULT_INPUT,
		                 "a line is one JSON object with \"id\" and "
		                 "\"text\"");
	if (member(object, "text", NULL, &u->text, f) < 0 ||
	    member(object, "lang", "", &u->language, f) < 0 ||
	    member(object, "context", "", &u->context, f) < 0 ||
	    member(object, "voice", "", &voice, f) < 0 ||
	    member(object, "state", "", &state, f) < 0)
		return -1;
	if (!u->text)
		return fault_set(f, FAULT_INPUT, "\"text\" is missing");
	if (voice[0] && word_need(VOICE_NAMES, VOICE_COUNT, "voice", voice,
	                          &voice_index, f) < 0)
		return -1;
	u->voice = (enum voice)voice_index;
	u->len = strlen(u->text);
	u->trail = "";
	u->declared = "";
	u->states = (const char(*)[STATE_SIZE])states;
	return states_read(d, state, states, &u->n_states, f);
}

static int why_write(struct buf *b, const struct reason *r, struct fault *f)
{
	if (buf_add_str(b, "{\"kind\":", f) < 0 ||
	    json_add_str(b, REASON_NAMES[r->kind], f) < 0 ||
	    buf_add_str(b, ",\"text\":", f) < 0 ||
	    json_add_str(b, r->text, f) < 0 ||
	    buf_add_str(b, ",\"weight\":", f) < 0 ||
	    json_add_number(b, r->weight, 3, f) < 0)
		return -1;
	return buf_add_char(b, '}', f);
}

static int coding_write(struct buf *b, const struct coding *c, struct fault *f)
{
	if (buf_add_str(b, "{\"commitment\":", f) < 0 ||
	    json_add_str(b, c->commitment, f) < 0 ||
	    buf_add_str(b, ",\"confidence\":", f) < 0 ||
	    json_add_number(b, c->confidence, 4, f) < 0 ||
	    buf_addf(b, f, ",\"level\":\"%s\",\"states\":[",
	             LEVEL_NAMES[c->level]) < 0)
		return -1;
	for (size_t i = 0; i < c->n_states; i++)
		if (buf_addf(b, f, "%s\"%s\"", i ? "," : "", c->states[i]) < 0)
			return -1;
	if (buf_add_str(b, "],\"why\":[", f) < 0)
		return -1;
	for (size_t i = 0; i < c->n_why; i++)
		if ((i > 0 && buf_add_char(b, ',', f) < 0) ||
		    why_write(b, &c->why[i], f) < 0)
			return -1;
	return buf_add_str(b, "]}", f);
}

/* An id is given back as it came: a string or a number; null when absent. */
static int id_write(struct buf *b, const cJSON *object, struct fault *f)
{
	const cJSON *id = cJSON_GetObjectItemCaseSensitive(object, "id");
	char *text;
	int rc;

	if (!id)
		return buf_add_str(b, "null", f);
	if (cJSON_IsString(id))
		return json_add_str(b, id->valuestring, f);
	text = cJSON_PrintUnformatted(id);
	if (!text)
		return fault_set(f, FAULT_MEMORY, "no memory for an id");
	rc = buf_add_str(b, text, f);
	cJSON_free(text);
	return rc;
}

static int answer_write(struct buf *b, const cJSON *object,
                        const struct passage_coding *got, struct fault *f)
{
	if (buf_add_str(b, "{\"id\":", f) < 0 || id_write(b, object, f) < 0 ||
	    buf_add_str(b, ",\"codings\":[", f) < 0)
		return -1;
	for (size_t i = 0; i < got->n; i++)
		if ((i > 0 && buf_add_char(b, ',', f) < 0) ||
		    coding_write(b, &got->codings[i], f) < 0)
			return -1;
	if (buf_addf(b, f, "],\"level\":\"%s\",\"language\":",
	             LEVEL_NAMES[got->level]) < 0 ||
	    json_add_str(b, got->language, f) < 0)
		return -1;
	return buf_add_str(b, "}\n", f);
}

static int line_code(struct desk_of_code *d, const char *line, size_t len,
                     struct fault *f)
{
	char states[STATES_MOST][STATE_SIZE];
	struct passage_coding got;
	struct utterance u = { 0 };
	cJSON *object;
	int rc;

	if (json_take(line, len, &object, f) < 0)
		return -1;
	rc = utterance_read(d, object, states, &u, f);
	if (rc == 0)
		rc = coder_code(d->coder, &u, d->arena, &got, f);
	if (rc == 0)
		rc = answer_write(&d->out, object, &got, f);
	cJSON_Delete(object);
	return rc;
}

static int line_take(struct desk_of_code *d, const char *line, size_t len,
                     struct fault *f)
{
	struct fault why = { 0 };
	size_t before = d->out.len;

	d->line++;
	arena_reset(d->arena);
	if (line_code(d, line, len, &why) == 0)
		return 0;
	if (why.code == FAULT_MEMORY) {
		*f = why;
		return -1;
	}
	/* Half an answer is none. */
	d->out.len = before;
	d->has_error = true;
	if (buf_addf(&d->out, f, "{\"line\":%zu,\"error\":", d->line) < 0 ||
	    json_add_str(&d->out, why.text, f) < 0)
		return -1;
	return buf_add_str(&d->out, "}\n", f);
}

static int out_flush(struct desk_of_code *d, struct fault *f)
{
	const char *at = d->out.at;
	size_t left = d->out.len;

	while (left > 0) {
		ssize_t n = write(STDOUT_FILENO, at, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault_set(f, FAULT_SYSTEM, "standard output: %s",
			                 strerror(errno));
		at += n;
		left -= (size_t)n;
	}
	buf_reset(&d->out);
	return 0;
}

/* Codes the whole lines of what was read and keeps the rest. */
static int lines_take(struct desk_of_code *d, bool is_end, struct fault *f)
{
	size_t at = 0, len;
	const char *end;

	while (at < d->in.len) {
		end = memchr(d->in.at + at, '\n', d->in.len - at);
		if (!end && !is_end)
			break;
		len = end ? (size_t)(end - d->in.at) - at : d->in.len - at;
		if (len > 0 && line_take(d, d->in.at + at, len, f) < 0)
			return -1;
		if (len == 0)
			d->line++;
		at += len + 1;
		if (d->out.len > PIECE && out_flush(d, f) < 0)
			return -1;
	}
	at = at > d->in.len ? d->in.len : at;
	if (at > 0)
		memmove(d->in.at, d->in.at + at, d->in.len - at);
	d->in.len -= at;
	return out_flush(d, f);
}

static int stream(struct desk_of_code *d, struct fault *f)
{
	char piece[PIECE];
	ssize_t n;

	for (;;) {
		n = read(STDIN_FILENO, piece, sizeof(piece));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault_set(f, FAULT_SYSTEM, "standard input: %s",
			                 strerror(errno));
		if (n > 0 && buf_add(&d->in, piece, (size_t)n, f) < 0)
			return fault_set(f, FAULT_LIMIT,
			                 "line %zu is longer than %zu MiB",
			                 d->line + 1, LINE_MOST >> 20);
		if (lines_take(d, n == 0, f) < 0)
			return -1;
		if (n == 0)
			return 0;
	}
}

int verb_code(int argc, char **argv)
{
	struct code_options o = { 0 };
	struct desk_of_code c = { 0 };
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	desk_init(&d);
	buf_init(&c.in, LINE_MOST + PIECE);
	buf_init(&c.out, LINE_MEMORY_MOST);
	if (desk_catalogue(&d, &o.catalogues, &f) < 0 ||
	    coder_new(d.catalogue, &c.coder, &f) < 0 ||
	    arena_new(LINE_MEMORY_MOST, &c.arena, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	if (status == 0)
		coder_give_from(c.coder, CODING_LEAST_LISTED);
	c.catalogue = d.catalogue;
	if (status == 0 && stream(&c, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	if (status == 0 && c.has_error)
		status = STATUS_FAILED;
	coder_free(c.coder);
	arena_free(c.arena);
	buf_clear(&c.in);
	buf_clear(&c.out);
	desk_close(&d);
	return status;
}
