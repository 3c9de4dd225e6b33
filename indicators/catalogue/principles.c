/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "model/commitment.h"

int principles_read(const struct reading *r, struct fault *f)
{
	struct catalogue *c = r->c;

	for (const xmlNode *n = node_child(r->src->root, "principle"); n;
	     n = node_next(n, "principle")) {
		struct principle *out = &c->principles[c->n_principles++];
		const char *letter = node_need(r->fs, r->src, n, "letter");

		out->letter = letter[0];
		if (letter[0] < 'a' || letter[0] > 'z' || letter[1])
			finding_add(r->fs, r->src, n,
			            "letter=\"%s\" is not one letter a to z; "
			            "correct it",
			            letter);
		if (titles_read(r, n, "title", out->title, f) < 0)
			return -1;
		if (!out->title[UN_EN].text)
			finding_add(r->fs, r->src, n,
			            "principle %s has no <title> in English; "
			            "give it one",
			            letter);
	}
	return 0;
}

int clusters_read(const struct reading *r, struct fault *f)
{
	struct catalogue *c = r->c;

	for (const xmlNode *n = node_child(r->src->root, "cluster"); n;
	     n = node_next(n, "cluster")) {
		struct cluster *out = &c->clusters[c->n_clusters++];
		const char *number = node_need(r->fs, r->src, n, "number");
		const char *status = node_need(r->fs, r->src, n, "status");

		out->number = (int)strtol(number, NULL, 10);
		if (*number && (out->number < 1 || out->number > 9))
			finding_add(r->fs, r->src, n,
			            "number=\"%s\" is not 1 to 9; correct it",
			            number);
		out->status = arena_string(c->arena, status, f);
		out->title = child_text(r, n, "title", f);
		if (!out->status || !out->title)
			return -1;
	}
	return 0;
}
