/* SPDX-License-Identifier: Apache-2.0 */
#include "findings.h"

#include <string.h>

#include "attribution.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/span.h"
#include "catalogue.h"
#include "coding.h"
#include "extract.h"
#include "intake.h"
#include "line.h"
#include "scoring.h"
#include "source.h"
#include "trail.h"

/* What stays the same for all passages of one document. */
struct maker {
	struct signatories signatories;
	struct coder *coder;
	struct job *job;
	struct trails trails;
	struct utterance said; /* its constant part */
	struct passage_finding *coded;
	struct attributions whose;
};

/* Found by us before declared by the sender, before declared by the file. */
static const char *language_of(const struct job *job)
{
	const char *declared = job->submission.language_declared;

	if (strcmp(job->text.language, "und") != 0 && job->text.language[0])
		return job->text.language;
	if (declared && declared[0])
		return declared;
	if (job->text.declared_language[0])
		return job->text.declared_language;
	return "und";
}

/* A heading is context for what stands below it and asserts nothing; notes
   and furniture are kept for the reader and for search (model/text.h). */
static bool is_coded(const struct maker *m, uint32_t block)
{
	const struct block *b = &m->job->text.blocks[block];
	const struct signatories *s = &m->signatories;

	if (s->n > 0 && block >= s->first && block < s->end)
		return false;
	return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_ITEM ||
	       b->kind == BLOCK_CELL;
}

/* The sentence before passage I in the same block, or "". */
static const char *context_of(const struct maker *m, size_t i, struct fault *f)
{
	const struct passage *now = &m->job->found.passages[i];
	const struct passage *before;

	if (i == 0)
		return "";
	before = now - 1;
	if (before->block != now->block)
		return "";
	return arena_copy(m->job->arena, m->job->text.bytes + before->start,
	                  before->len, f);
}

/* Lines of source, tab and name: who else is named for passage I. */
static const char *endorsers_of(const struct maker *m, size_t i,
                                struct fault *f)
{
	const struct attributed *p = &m->whose.passages[i];
	const char *out = "";

	for (size_t k = 0; k < p->n_endorsers && out; k++) {
		const struct claimant *c = &m->whose.claimants[p->endorsers[k]];

		out = arena_print(m->job->arena, f, "%s%s%s\t%s", out,
		                  k > 0 ? "\n" : "", c->key, c->name);
	}
	return out;
}

/* Whose claim passage I is. */
static int passage_own(struct maker *m, size_t i, struct fault *f)
{
	const struct attributed *p = &m->whose.passages[i];
	const struct claimant *c = &m->whose.claimants[p->claimant];

	m->coded[i].source = c->key;
	m->coded[i].voice = c->voice;
	m->coded[i].attribution = p->how;
	m->coded[i].is_quoted = p->is_quoted;
	m->coded[i].endorsers = endorsers_of(m, i, f);
	m->said.voice = c->voice;
	return m->coded[i].endorsers ? 0 : -1;
}

static int passage_code(struct maker *m, size_t i, struct fault *f)
{
	const struct passage *p = &m->job->found.passages[i];
	const struct block *b = &m->job->text.blocks[p->block];
	struct utterance *u = &m->said;
	struct passage_coding got;

	u->text = m->job->text.bytes + p->start;
	u->len = p->len;
	u->context = context_of(m, i, f);
	u->trail = trails_above(&m->trails, b, f);
	u->declared = b->declared ? b->declared : "";
	if (!u->context || !u->trail)
		return -1;
	if (coder_code(m->coder, u, m->job->arena, &got, f) < 0)
		return -1;
	m->coded[i].level = got.level;
	m->coded[i].is_demand = got.is_demand;
	m->coded[i].codings = got.codings;
	m->coded[i].n_codings = got.n;
	m->job->codings += (uint32_t)got.n;
	return 0;
}

static int passages_code(struct maker *m, struct fault *f)
{
	const struct findings *found = &m->job->found;
	bool is_spoken = found->status == SUBMISSION_ASSESSED;

	for (size_t i = 0; i < found->n_passages; i++) {
		const struct passage *p = &found->passages[i];

		m->coded[i].level = LEVEL_MENTION;
		if (passage_own(m, i, f) < 0)
			return -1;
		if (!is_spoken || !is_coded(m, p->block))
			continue;
		if (passage_code(m, i, f) < 0)
			return -1;
	}
	return 0;
}

/* Fills what is known of the document before a passage is coded. */
static int findings_open(struct job *job, struct coder *coder, struct fault *f)
{
	struct findings *found = &job->found;

	found->text = &job->text;
	found->format = job->format;
	found->language = language_of(job);
	found->flags = job->text.has_hidden ? SUBMISSION_FLAG_HIDDEN_TEXT : 0;
	found->status = SUBMISSION_ASSESSED;
	found->reason = "";
	if (coding_speaks(found->language))
		return line_learn(coder, found->language, f);
	found->status = SUBMISSION_NOT_ASSESSED;
	found->reason =
		strcmp(found->language, "und") == 0
			? "its language could not be told: declare it"
			: arena_print(job->arena, f,
	                              "passages in \"%s\" are not coded yet: "
	                              "stored and searchable, not assessed",
	                              found->language);
	return found->reason ? 0 : -1;
}

/* Finds whose claims the document holds; those who are named and make none
   are left out. */
static int claimants_find(struct maker *m, const struct catalogue *c,
                          struct fault *f)
{
	struct job *job = m->job;
	const struct submission *sub = &job->submission;
	const struct attribution_question q = {
		.text = &job->text,
		.passages = job->found.passages,
		.n_passages = job->found.n_passages,
		.kind = sub->kind ? sub->kind : "",
		.voice = sub->voice,
		.states = (const char(*)[STATE_SIZE])sub->states,
		.n_states = sub->n_states,
		.key = source_of(sub, c, job->arena, f),
		.name = sub->author ? sub->author : "",
	};
	struct claimant *list;
	size_t n = 0;

	if (!q.key || attribute(c, &q, job->arena, &m->whose, f) < 0)
		return -1;
	list = arena_array(job->arena, m->whose.n_claimants, sizeof(*list), f);
	if (!list)
		return -1;
	for (size_t i = 0; i < m->whose.n_claimants; i++)
		if (i == 0 || m->whose.claimants[i].passages > 0 ||
		    m->whose.claimants[i].endorsed > 0)
			list[n++] = m->whose.claimants[i];
	job->found.claimants = list;
	job->found.n_claimants = n;
	return 0;
}

/* Who signed, by the list in the text itself: METHOD.md 5.5. It is read as a
   list given beside the document is. */
static int findings_signed(struct maker *m, struct fault *f)
{
	struct signatories *s = &m->signatories;
	struct job *job = m->job;
	struct buf list;
	int rc = 0;

	if (signatories_find(&job->text, job->arena, s, f) < 0)
		return -1;
	buf_init(&list, job->text.len + 16 * s->n + 1);
	for (size_t i = 0; i < s->n && rc == 0; i++)
		if (buf_add(&list, s->lines[i].at, s->lines[i].len, f) < 0 ||
		    buf_add_char(&list, '\n', f) < 0)
			rc = -1;
	if (rc == 0 && s->n > 0)
		rc = intake_endorsers(list.at, list.len, job->arena,
		                      &job->found.signatories,
		                      &job->found.n_signatories, f);
	buf_clear(&list);
	/* A list we misread is no reason to refuse the document. */
	if (rc < 0 && f->code == FAULT_INPUT)
		rc = 0;
	return rc;
}

/* What the document is told by from others: METHOD.md 5.4. */
static int findings_sketch(const struct maker *m, struct fault *f)
{
	struct job *job = m->job;
	struct findings *found = &job->found;
	struct span *texts =
		arena_array(job->arena, found->n_passages, sizeof(*texts), f);
	struct sketch sketch = { 0 };
	size_t n = 0;

	if (!texts)
		return -1;
	for (size_t i = 0; i < found->n_passages; i++) {
		const struct passage *p = &found->passages[i];

		if (is_coded(m, p->block))
			texts[n++] = (struct span){ job->text.bytes + p->start,
				                    p->len };
	}
	if (sketch_of(texts, n, job->arena, &sketch, f) < 0)
		return -1;
	found->sketch = sketch.at;
	found->n_sketch = sketch.n;
	return 0;
}

int findings_make(struct coder *coder, const struct catalogue *c,
                  struct job *job, struct fault *f)
{
	struct maker m = { .coder = coder, .job = job };

	if (findings_open(job, coder, f) < 0)
		return -1;
	if (extract_passages(&job->text, job->arena, &job->found.passages,
	                     &job->found.n_passages, f) < 0 ||
	    trails_init(&m.trails, &job->text, job->arena, f) < 0)
		return -1;
	m.coded = arena_array(job->arena, job->found.n_passages,
	                      sizeof(*m.coded), f);
	if (!m.coded || claimants_find(&m, c, f) < 0)
		return -1;
	job->found.coded = m.coded;
	job->found.source = job->found.claimants[0].key;
	if (findings_signed(&m, f) < 0 || findings_sketch(&m, f) < 0)
		return -1;
	m.said.language = job->found.language;
	m.said.states = job->submission.states;
	m.said.n_states = job->submission.n_states;
	return passages_code(&m, f);
}
