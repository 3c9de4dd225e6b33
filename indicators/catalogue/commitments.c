/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/word.h"
#include "model/commitment.h"

static const char *const STRENGTHS[] = { "primary", "secondary" };

int titles_read(const struct reading *r, const xmlNode *node,
                const char *element, struct title *titles, struct fault *f)
{
	for (const xmlNode *c = node_child(node, element); c;
	     c = node_next(c, element)) {
		const char *lang = node_need(r->fs, r->src, c, "lang");
		const char *status = node_need(r->fs, r->src, c, "status");
		int i = word_find(UN_LANGUAGE_NAMES, UN_LANGUAGE_COUNT, lang);

		if (i < 0) {
			finding_add(r->fs, r->src, c,
			            "lang=\"%s\" is not one of en fr es ar ru "
			            "zh; correct it",
			            lang);
			continue;
		}
		if (titles[i].text)
			finding_add(r->fs, r->src, c,
			            "a second <%s> in %s; keep one", element,
			            lang);
		titles[i].text = node_text(c, r->c->arena, f);
		titles[i].status = arena_string(r->c->arena, status, f);
		if (!titles[i].text || !titles[i].status)
			return -1;
	}
	return 0;
}

const char *child_text(const struct reading *r, const xmlNode *node,
                       const char *name, struct fault *f)
{
	const xmlNode *child = node_child(node, name);

	return child ? node_text(child, r->c->arena, f) : "";
}

/* The principles a line bears, "d f" -> bits 3 and 5. */
static uint32_t principles_of(const struct reading *r, const xmlNode *node)
{
	const char *letters = node_attr(node, "principles");
	uint32_t bits = 0;

	for (const char *at = letters; at && *at; at++) {
		if (*at >= 'a' && *at <= 'z') {
			bits |= UINT32_C(1) << (*at - 'a');
		} else if (*at != ' ') {
			finding_add(r->fs, r->src, node,
			            "principles=\"%s\": write letters parted "
			            "by blanks, as in \"d f\"",
			            letters);
			break;
		}
	}
	return bits;
}

static int actions_read(const struct reading *r, const xmlNode *node,
                        struct commitment *out, struct fault *f)
{
	struct arena *a = r->c->arena;
	struct action *actions =
		arena_array(a, node_count(node, "action"), sizeof(*actions), f);

	if (!actions)
		return -1;
	out->actions = actions;
	for (const xmlNode *c = node_child(node, "action"); c;
	     c = node_next(c, "action")) {
		struct action *action = &actions[out->n_actions++];

		action->code =
			arena_string(a, node_need(r->fs, r->src, c, "code"), f);
		action->label = node_text(c, a, f);
		if (!action->code || !action->label)
			return -1;
	}
	return 0;
}

/* Copies CODE into OUT; what does not fit is a finding. */
static void take_code(const struct reading *r, const xmlNode *node,
                      const char *code, char *out)
{
	if (snprintf(out, COMMITMENT_SIZE, "%s", code) >= COMMITMENT_SIZE)
		finding_add(r->fs, r->src, node,
		            "the code %s is longer than %d characters; "
		            "shorten it",
		            code, COMMITMENT_SIZE - 1);
}

static int crosswalks_read(const struct reading *r, const xmlNode *node,
                           struct commitment *out, struct fault *f)
{
	struct arena *a = r->c->arena;
	struct crosswalk *walks = arena_array(a, node_count(node, "crosswalk"),
	                                      sizeof(*walks), f);

	if (!walks)
		return -1;
	out->crosswalks = walks;
	for (const xmlNode *c = node_child(node, "crosswalk"); c;
	     c = node_next(c, "crosswalk")) {
		struct crosswalk *w = &walks[out->n_crosswalks++];
		const char *strength = node_need(r->fs, r->src, c, "strength");
		int i = word_find(STRENGTHS, 2, strength);

		if (i < 0 && *strength)
			finding_add(r->fs, r->src, c,
			            "strength=\"%s\" is neither primary nor "
			            "secondary; correct it",
			            strength);
		w->strength = STRENGTHS[i < 0 ? 1 : i];
		take_code(r, c, node_need(r->fs, r->src, c, "to"),
		          w->commitment);
		w->source =
			arena_string(a, node_need(r->fs, r->src, c, "source"),
		                     f);
		if (!w->source)
			return -1;
	}
	return 0;
}

/* The attributes of one line, its code apart. */
static int facts_read(const struct reading *r, const xmlNode *node,
                      struct commitment *out, struct fault *f)
{
	struct arena *a = r->c->arena;
	const char *applies = node_attr(node, "applies");
	const char *cluster = node_attr(node, "cluster");
	const char *status = node_attr(node, "cluster-status");
	const char *sdg = node_attr(node, "sdg");
	int i = applies ? word_find(APPLIES_NAMES, APPLIES_COUNT, applies)
	                : APPLIES_ALL;

	if (i < 0)
		finding_add(r->fs, r->src, node,
		            "applies=\"%s\" is not one of all osce coe "
		            "stakeholders; correct it",
		            applies);
	out->applies = i < 0 ? APPLIES_ALL : (enum applies)i;
	out->cluster = cluster ? (int)strtol(cluster, NULL, 10) : 0;
	out->principles = principles_of(r, node);
	out->cluster_status = arena_string(a, status ? status : "", f);
	out->sdg = arena_string(a, sdg ? sdg : "", f);
	out->reference =
		arena_string(a, node_need(r->fs, r->src, node, "reference"), f);
	out->note = child_text(r, node, "note", f);
	return out->cluster_status && out->sdg && out->reference && out->note
	               ? 0
	               : -1;
}

static int commitment_read(const struct reading *r, const xmlNode *node,
                           struct commitment *out, struct fault *f)
{
	take_code(r, node, node_need(r->fs, r->src, node, "code"), out->code);
	if (facts_read(r, node, out, f) < 0 ||
	    titles_read(r, node, "title", out->title, f) < 0 ||
	    titles_read(r, node, "label", out->label, f) < 0 ||
	    actions_read(r, node, out, f) < 0 ||
	    crosswalks_read(r, node, out, f) < 0)
		return -1;
	if (!out->title[UN_EN].text && !out->label[UN_EN].text)
		finding_add(r->fs, r->src, node,
		            "%s has neither a <title> nor a <label> in "
		            "English; give it one",
		            out->code);
	return 0;
}

int commitments_read(const struct reading *r, struct fault *f)
{
	struct catalogue *c = r->c;
	const xmlNode *root = r->src->root;
	struct catalogue_info *info = &c->infos[c->n_infos++];
	const char *version = node_attr(root, "version"); /* fill.c asks */

	info->id = arena_string(c->arena, r->src->id, f);
	info->version = arena_string(c->arena, version ? version : "", f);
	info->title = child_text(r, root, "title", f);
	info->source = child_text(r, root, "source", f);
	info->first = c->n_commitments;
	if (!info->id || !info->version || !info->title || !info->source)
		return -1;
	for (const xmlNode *n = node_child(root, "commitment"); n;
	     n = node_next(n, "commitment")) {
		struct commitment *out = &c->commitments[c->n_commitments++];

		out->catalogue = info->id;
		if (commitment_read(r, n, out, f) < 0)
			return -1;
	}
	info->n = c->n_commitments - info->first;
	return 0;
}
