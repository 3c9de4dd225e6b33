/* SPDX-License-Identifier: Apache-2.0 */
/* Settle: from several people's words to one verdict. METHOD.md 11.4-11.7. */
#include "review.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

/* One passage being settled. */
struct bench {
	const struct settling *in;
	const struct decision **standing;
	size_t n;
	struct coding *out;
	size_t n_out;
};

static bool is_same_coding(const struct decision *a, const struct decision *b)
{
	return strcmp(a->coder, b->coder) == 0 &&
	       strcmp(a->commitment, b->commitment) == 0;
}

size_t decisions_standing(const struct decision *const *all, size_t n,
                          const struct decision **out)
{
	size_t kept = 0, at;

	for (size_t i = 0; i < n; i++) {
		for (at = 0; at < kept; at++)
			if (is_same_coding(out[at], all[i]))
				break;
		if (at == kept)
			out[kept++] = all[i];
		else if (all[i]->decided_s >= out[at]->decided_s)
			out[at] = all[i];
	}
	return kept;
}

static const struct coding *machine_coding(const struct settling *in,
                                           const char *commitment)
{
	for (size_t i = 0; i < in->n_machine; i++)
		if (strcmp(in->machine[i].commitment, commitment) == 0)
			return &in->machine[i];
	return NULL;
}

/* The coding that D asserts: what it leaves open is as the passage is read,
   else as its submission declares. */
static struct coding asserted(const struct settling *in,
                              const struct decision *d)
{
	const struct coding *machine = machine_coding(in, d->commitment);
	struct coding c = { .states = in->states, .n_states = in->n_states };

	if (machine)
		c = *machine;
	memcpy(c.commitment, d->commitment, sizeof(c.commitment));
	c.level = d->level;
	c.is_demand = d->is_demand;
	c.confidence = 1.0;
	if (d->has_states) {
		c.states = d->states;
		c.n_states = d->n_states;
	}
	return c;
}

static bool is_same_verdict(const struct settling *in, const struct decision *a,
                            const struct decision *b)
{
	struct coding x, y;

	if (a->kind == DECISION_REJECT || b->kind == DECISION_REJECT)
		return a->kind == b->kind;
	x = asserted(in, a);
	y = asserted(in, b);
	return x.level == y.level && x.is_demand == y.is_demand &&
	       x.n_states == y.n_states &&
	       (x.n_states == 0 ||
	        memcmp(x.states, y.states, x.n_states * STATE_SIZE) == 0);
}

/* What most say of one coding. */
struct count {
	uint32_t coders;
	uint32_t agreed; /* behind the verdict with the most */
	const struct decision *verdict;
};

static struct count count_verdicts(const struct bench *b,
                                   const char *commitment)
{
	struct count most = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		uint32_t agreed = 0;

		if (strcmp(b->standing[i]->commitment, commitment) != 0)
			continue;
		most.coders++;
		for (size_t k = 0; k < b->n; k++)
			agreed += strcmp(b->standing[k]->commitment,
			                 commitment) == 0 &&
			          is_same_verdict(b->in, b->standing[i],
			                          b->standing[k]);
		if (agreed > most.agreed) {
			most.agreed = agreed;
			most.verdict = b->standing[i];
		}
	}
	return most;
}

/* The program's coding, or what the first decision asserts where it has
   none. */
static struct coding found_coding(const struct bench *b, const char *commitment)
{
	const struct coding *machine = machine_coding(b->in, commitment);
	struct coding c = { 0 };

	if (machine)
		return *machine;
	for (size_t i = 0; i < b->n; i++) {
		if (strcmp(b->standing[i]->commitment, commitment) != 0)
			continue;
		c = asserted(b->in, b->standing[i]);
		c.confidence = 0.0;
		if (b->standing[i]->kind != DECISION_REJECT)
			break;
	}
	return c;
}

static void settle_one(struct bench *b, const char *commitment)
{
	struct count count = count_verdicts(b, commitment);
	struct coding c = found_coding(b, commitment);

	if (count.coders > 0)
		c.review = REVIEW_DISPUTED;
	if (2 * count.agreed > count.coders) {
		if (count.verdict->kind == DECISION_REJECT) {
			c.confidence = 0.0;
			c.review = REVIEW_REJECTED;
		} else {
			c = asserted(b->in, count.verdict);
			c.review = REVIEW_ACCEPTED;
		}
	}
	c.coders = count.coders;
	c.agreed = count.agreed;
	b->out[b->n_out++] = c;
}

/* By confidence downwards; equal ones stay in their order. */
static void order(struct coding *c, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct coding now = c[i];
		size_t at = i;

		for (; at > 0 && c[at - 1].confidence < now.confidence; at--)
			c[at] = c[at - 1];
		c[at] = now;
	}
}

static bool is_settled(const struct bench *b, const char *commitment)
{
	for (size_t i = 0; i < b->n_out; i++)
		if (strcmp(b->out[i].commitment, commitment) == 0)
			return true;
	return false;
}

static uint32_t count_coders(const struct bench *b)
{
	uint32_t n = 0;

	for (size_t i = 0; i < b->n; i++) {
		size_t k = 0;

		while (strcmp(b->standing[k]->coder, b->standing[i]->coder) !=
		       0)
			k++;
		n += k == i;
	}
	return n;
}

int codings_settle(const struct settling *in, struct arena *a,
                   struct settled *out, struct fault *f)
{
	struct bench b = { .in = in };

	b.standing = arena_array(a, in->n_decisions + 1,
	                         sizeof(struct decision *), f);
	b.out = arena_array(a, in->n_machine + in->n_decisions + 1,
	                    sizeof(*b.out), f);
	if (!b.standing || !b.out)
		return -1;
	b.n = decisions_standing(in->decisions, in->n_decisions, b.standing);
	for (size_t i = 0; i < in->n_machine; i++)
		settle_one(&b, in->machine[i].commitment);
	for (size_t i = 0; i < b.n; i++)
		if (!is_settled(&b, b.standing[i]->commitment))
			settle_one(&b, b.standing[i]->commitment);
	order(b.out, b.n_out);
	*out = (struct settled){
		.codings = b.out,
		.n = b.n_out,
		.level = in->level,
		.is_demand = in->is_demand,
		.coders = count_coders(&b),
		.decisions = (uint32_t)b.n,
	};
	/* Accepted ones have confidence 1 and stand first. */
	if (b.n_out > 0 && b.out[0].review == REVIEW_ACCEPTED) {
		out->level = b.out[0].level;
		out->is_demand = b.out[0].is_demand;
	}
	return 0;
}
