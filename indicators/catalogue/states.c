/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/word.h"
#include "model/commitment.h"

/* Copies a code of exactly SIZE - 1 characters between LOW and HIGH. */
static void take_code(const struct reading *r, const xmlNode *node,
                      const char *name, char *out, size_t size)
{
	const char *code = node_attr(node, name);
	const char *form = size == STATE_SIZE ? "three" : "two";
	size_t n = code ? strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;

	if (code && n == size - 1 && code[n] == '\0')
		memcpy(out, code, size);
	else if (!code)
		(void)node_need(r->fs, r->src, node, name);
	else
		finding_add(r->fs, r->src, node,
		            "%s=\"%s\" is not %s capital letters; use the "
		            "code of ISO 3166-1",
		            name, code, form);
}

static void take_m49(const struct reading *r, const xmlNode *node,
                     struct state *out)
{
	const char *code = node_attr(node, "m49");

	if (!code)
		return;
	if (strlen(code) == 3 && strspn(code, "0123456789") == 3)
		memcpy(out->m49, code, sizeof(out->m49));
	else
		finding_add(r->fs, r->src, node,
		            "m49=\"%s\" is not three digits; correct it or "
		            "leave it out",
		            code);
}

static int names_read(const struct reading *r, const xmlNode *node,
                      struct state *out, struct fault *f)
{
	for (const xmlNode *c = node_child(node, "name"); c;
	     c = node_next(c, "name")) {
		const char *lang = node_need(r->fs, r->src, c, "lang");
		const char *official = node_attr(c, "official");
		int i = word_find(UN_LANGUAGE_NAMES, UN_LANGUAGE_COUNT, lang);

		if (i < 0) {
			finding_add(r->fs, r->src, c,
			            "lang=\"%s\" is not one of en fr es ar ru "
			            "zh; correct it",
			            lang);
			continue;
		}
		if (out->name[i])
			finding_add(r->fs, r->src, c,
			            "a second <name> in %s; keep one", lang);
		out->name[i] = node_text(c, r->c->arena, f);
		out->official[i] =
			official ? arena_string(r->c->arena, official, f)
				 : out->name[i];
		if (!out->name[i] || !out->official[i])
			return -1;
	}
	if (!out->name[UN_EN])
		finding_add(r->fs, r->src, node,
		            "%s has no <name> in English; give it one",
		            out->iso3);
	return 0;
}

/* Attribute NAME in the arena, "" where there is none. */
static const char *word_of(const struct reading *r, const xmlNode *node,
                           const char *name, struct fault *f)
{
	const char *value = node_attr(node, name);

	return arena_string(r->c->arena, value ? value : "", f);
}

static int state_read(const struct reading *r, const xmlNode *node,
                      struct state *out, struct fault *f)
{
	take_code(r, node, "iso3", out->iso3, sizeof(out->iso3));
	take_code(r, node, "iso2", out->iso2, sizeof(out->iso2));
	take_m49(r, node, out);
	out->is_coe = node_attr(node, "coe") != NULL;
	out->is_osce = node_attr(node, "osce") != NULL;
	out->is_champion = node_attr(node, "champion") != NULL;
	out->is_ldc = node_attr(node, "ldc") != NULL;
	out->is_lldc = node_attr(node, "lldc") != NULL;
	out->is_sids = node_attr(node, "sids") != NULL;
	out->region = word_of(r, node, "region", f);
	out->subregion = word_of(r, node, "subregion", f);
	out->intermediate = word_of(r, node, "intermediate", f);
	out->commissions = word_of(r, node, "commissions", f);
	out->review = word_of(r, node, "review", f);
	out->vote_2018 = word_of(r, node, "vote", f);
	out->note = child_text(r, node, "note", f);
	if (!out->region || !out->subregion || !out->intermediate ||
	    !out->commissions || !out->review || !out->vote_2018 || !out->note)
		return -1;
	return names_read(r, node, out, f);
}

int states_read(const struct reading *r, struct fault *f)
{
	struct catalogue *c = r->c;

	for (const xmlNode *n = node_child(r->src->root, "state"); n;
	     n = node_next(n, "state"))
		if (state_read(r, n, &c->states[c->n_states++], f) < 0)
			return -1;
	return 0;
}
