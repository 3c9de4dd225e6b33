/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads <speakers> files: one name or phrase a line, so that an expert edits
 * words and not markup.
 */
#include "parts.h"

#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "model/speaker.h"

/* Longest name or phrase; the longest mandate's title has 150 bytes. */
#define LINE_MOST 300

/* Moves *TEXT behind the next line that is not blank or a comment. */
static bool next_line(const char **text, const char **at, size_t *len)
{
	while (**text) {
		const char *p = *text + strspn(*text, " \t\r\n");
		size_t n = strcspn(p, "\n");

		*text = p + n;
		while (n > 0 && strchr(" \t\r", p[n - 1]))
			n--;
		*at = p;
		*len = n;
		if (n > 0 && *p != '#')
			return true;
	}
	return false;
}

static size_t lines_in(const char *text)
{
	const char *at;
	size_t n = 0, len;

	while (next_line(&text, &at, &len))
		n++;
	return n;
}

/* The lines of NODE, each a string in the arena of R's catalogue. */
static int lines_read(const struct reading *r, const xmlNode *node,
                      const char *const **out, size_t *n, struct fault *f)
{
	xmlChar *content = xmlNodeGetContent(node);
	const char *text = content ? (const char *)content : "", *at;
	size_t most = lines_in(text), len;
	const char **list =
		arena_array(r->c->arena, most + 1, sizeof(*list), f);
	int rc = list ? 0 : -1;

	*n = 0;
	while (rc == 0 && next_line(&text, &at, &len)) {
		if (len > LINE_MOST)
			finding_add(r->fs, r->src, node,
			            "a line is longer than %d bytes; cut it",
			            LINE_MOST);
		list[*n] = arena_copy(r->c->arena, at, len, f);
		rc = list[(*n)++] ? 0 : -1;
	}
	xmlFree(content);
	*out = list;
	return rc;
}

/* Symbols stand in one attribute, parted by blanks. */
static int symbols_read(const struct reading *r, const char *text,
                        struct speaker *out, struct fault *f)
{
	const char **list = arena_array(r->c->arena, strlen(text) / 2 + 1,
	                                sizeof(*list), f);
	size_t len;

	if (!list)
		return -1;
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		len = strcspn(text, " ");
		list[out->n_symbols] = arena_copy(r->c->arena, text, len, f);
		if (!list[out->n_symbols++])
			return -1;
		text += len;
	}
	out->symbols = list;
	return 0;
}

static int speaker_read(const struct reading *r, const xmlNode *node,
                        struct fault *f)
{
	struct speaker *out = &r->c->speaker_list[r->c->speakers.n++];
	const char *key = node_attr(node, "key");
	const char *iso3 = node_attr(node, "iso3");
	const char *voice = node_attr(node, "voice");
	const char *symbols = node_attr(node, "symbols");
	int at;

	if (!key == !iso3)
		finding_add(r->fs, r->src, node,
		            "a speaker has a key, or the iso3 of a state: "
		            "give one of the two");
	out->is_state = iso3 != NULL;
	out->key = arena_string(r->c->arena, iso3 ? iso3 : key ? key : "", f);
	out->voice = iso3 ? VOICE_PEER_STATE : VOICE_INDEPENDENT;
	at = voice ? word_find(VOICE_NAMES, VOICE_COUNT, voice) : 0;
	if (at < 0)
		finding_add(r->fs, r->src, node,
		            "voice=\"%s\" is no voice; correct it", voice);
	else if (voice)
		out->voice = (enum voice)at;
	if (!out->key || symbols_read(r, symbols ? symbols : "", out, f) < 0 ||
	    lines_read(r, node, &out->names, &out->n_names, f) < 0)
		return -1;
	if (out->n_names == 0)
		finding_add(r->fs, r->src, node,
		            "a speaker without a name; give one a line");
	return 0;
}

static int phrases_read(const struct reading *r, const xmlNode *node,
                        struct fault *f)
{
	const char *kind = node_need(r->fs, r->src, node, "kind");
	int at = word_find(SPEAKER_WORDS, WORD_COUNT, kind);
	const char *const *lines;
	size_t n;

	if (at < 0 && *kind)
		finding_add(r->fs, r->src, node,
		            "kind=\"%s\" is not one that words have; correct "
		            "it",
		            kind);
	if (lines_read(r, node, &lines, &n, f) < 0)
		return -1;
	for (size_t i = 0; at >= 0 && i < n; i++)
		r->c->phrase_list[r->c->speakers.n_phrases++] =
			(struct speaker_phrase){ (enum speaker_word)at,
			                         lines[i] };
	return 0;
}

int speakers_read(const struct reading *r, struct fault *f)
{
	const xmlNode *n;

	for (n = node_child(r->src->root, "speaker"); n;
	     n = node_next(n, "speaker"))
		if (speaker_read(r, n, f) < 0)
			return -1;
	for (n = node_child(r->src->root, "words"); n;
	     n = node_next(n, "words"))
		if (phrases_read(r, n, f) < 0)
			return -1;
	return 0;
}

size_t speakers_phrases(const xmlNode *root)
{
	size_t total = 0;

	for (const xmlNode *n = node_child(root, "words"); n;
	     n = node_next(n, "words")) {
		xmlChar *content = xmlNodeGetContent(n);

		total += content ? lines_in((const char *)content) : 0;
		xmlFree(content);
	}
	return total;
}
