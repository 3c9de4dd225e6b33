/* SPDX-License-Identifier: Apache-2.0 */
#include "phrase.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

/* Longest phrase in words (a title has up to 40), and of an alternative,
   which in Chinese may be a whole title. */
#define PHRASE_MOST 60
#define PIECE_MOST  64
/* Nodes of all phrases of one language. */
#define NODES_MOST 262144u
/* Tables start so large and double: small ones stay in the cache. */
#define NODES_START 8192u
#define EDGES_START 16384u
/* Bits of the filter before the table of edges: 2 to the 19th. */
#define MAYBE_SHIFT 45
#define MAYBE_WORDS 8192u
#define GAP_USUAL   3
/* Longest gap a phrase may ask for, in words. */
#define GAP_MOST 15
#define NO_TERM  UINT32_MAX

struct node {
	uint32_t terms;     /* head of the chain in ends, NO_TERM none */
	uint32_t gap_child; /* node after a gap, 0 none */
	uint16_t gap;       /* longest gap in words */
	bool has_edges;
};

struct end {
	uint32_t term;
	uint32_t next; /* NO_TERM none */
	bool is_anchored;
	bool is_capital;
};

struct edge {
	uint32_t node;
	uint32_t symbol; /* 0: free */
	uint32_t child;
};

struct phrases {
	struct lexicon *lexicon; /* borrowed */
	struct node *nodes;
	uint32_t n_nodes;
	uint32_t nodes_room;
	struct edge *edges; /* hash, never more than half full */
	size_t edges_room;
	size_t n_edges;
	uint64_t *maybe; /* one bit a hash: no bit, no edge */
	uint32_t *roots; /* first step by symbol, 0 none */
	size_t roots_room;
	struct end *ends;
	uint32_t n_ends;
	uint32_t ends_room;
};

/* A phrase on its way into the tree. */
struct making {
	struct phrases *p;
	struct fault *f;
	bool is_exact;
	bool is_anchored;
	bool is_capital;
	uint32_t term;
	uint32_t n_ends;
};

int phrases_new(struct lexicon *x, struct phrases **out, struct fault *f)
{
	struct phrases *p = calloc(1, sizeof(*p));

	if (!p)
		return fault_set(f, FAULT_MEMORY, "no memory for phrases");
	p->lexicon = x;
	p->nodes_room = NODES_START;
	p->edges_room = EDGES_START;
	p->nodes = calloc(p->nodes_room, sizeof(*p->nodes));
	p->edges = calloc(p->edges_room, sizeof(*p->edges));
	p->maybe = calloc(MAYBE_WORDS, sizeof(*p->maybe));
	if (!p->nodes || !p->edges || !p->maybe) {
		phrases_free(p);
		return fault_set(f, FAULT_MEMORY, "no memory for phrases");
	}
	p->n_nodes = 1;
	p->nodes[0].terms = NO_TERM;
	*out = p;
	return 0;
}

void phrases_free(struct phrases *p)
{
	if (!p)
		return;
	free(p->nodes);
	free(p->edges);
	free(p->ends);
	free(p->roots);
	free(p->maybe);
	free(p);
}

static uint64_t hash_edge(uint32_t node, uint32_t symbol)
{
	return (node * UINT64_C(4294967296) + symbol) *
	       UINT64_C(0x9E3779B97F4A7C15);
}

/* Most words continue no phrase: told from 64 KiB that stay near. */
static bool may_follow(const struct phrases *p, uint32_t node, uint32_t symbol)
{
	uint64_t bit = hash_edge(node, symbol) >> MAYBE_SHIFT;

	return p->maybe[bit / 64] >> bit % 64 & 1;
}

static struct edge *edge_of(const struct phrases *p, uint32_t node,
                            uint32_t symbol)
{
	uint64_t h = hash_edge(node, symbol);
	size_t at = (h >> 40) & (p->edges_room - 1);

	while (p->edges[at].symbol &&
	       (p->edges[at].node != node || p->edges[at].symbol != symbol))
		at = (at + 1) & (p->edges_room - 1);
	return &p->edges[at];
}

static int new_node(struct phrases *p, uint32_t *out, struct fault *f)
{
	if (p->n_nodes == NODES_MOST)
		return fault_set(f, FAULT_LIMIT, "the codebook is too large");
	if (p->n_nodes == p->nodes_room) {
		struct node *nodes =
			realloc(p->nodes,
		                (size_t)2 * p->nodes_room * sizeof(*nodes));

		if (!nodes)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for phrases");
		p->nodes = nodes;
		p->nodes_room *= 2;
	}
	p->nodes[p->n_nodes] = (struct node){ .terms = NO_TERM };
	*out = p->n_nodes++;
	return 0;
}

static int grow_edges(struct phrases *p, struct fault *f)
{
	struct edge *old = p->edges;
	size_t room = p->edges_room;

	p->edges = calloc(2 * room, sizeof(*p->edges));
	if (!p->edges) {
		p->edges = old;
		return fault_set(f, FAULT_MEMORY, "no memory for phrases");
	}
	p->edges_room = 2 * room;
	for (size_t i = 0; i < room; i++)
		if (old[i].symbol)
			*edge_of(p, old[i].node, old[i].symbol) = old[i];
	free(old);
	return 0;
}

static int add_root(struct making *m, uint32_t symbol, uint32_t child)
{
	struct phrases *p = m->p;

	if (symbol >= p->roots_room) {
		size_t room = 2 * (size_t)symbol + 1;
		uint32_t *roots = realloc(p->roots, room * sizeof(*roots));

		if (!roots)
			return fault_set(m->f, FAULT_MEMORY,
			                 "no memory for phrases");
		memset(roots + p->roots_room, 0,
		       (room - p->roots_room) * sizeof(*roots));
		p->roots = roots;
		p->roots_room = room;
	}
	p->roots[symbol] = child;
	lexicon_mark(p->lexicon, symbol);
	return 0;
}

static int step_gap(struct making *m, uint32_t *node, uint16_t gap)
{
	uint32_t child = m->p->nodes[*node].gap_child;

	if (!child) {
		if (new_node(m->p, &child, m->f) < 0)
			return -1;
		m->p->nodes[*node].gap_child = child;
	}
	/* One gap a node: the longer one governs both phrases. */
	if (gap > m->p->nodes[*node].gap)
		m->p->nodes[*node].gap = gap;
	*node = child;
	return 0;
}

static int step_word(struct making *m, uint32_t *node, uint32_t symbol)
{
	struct phrases *p = m->p;
	struct edge *edge = edge_of(p, *node, symbol);
	uint32_t child = 0;
	uint64_t bit;

	if (edge->symbol) {
		*node = edge->child;
		return 0;
	}
	if (2 * (p->n_edges + 1) > p->edges_room && grow_edges(p, m->f) < 0)
		return -1;
	if (new_node(p, &child, m->f) < 0)
		return -1;
	*edge_of(p, *node, symbol) = (struct edge){ *node, symbol, child };
	p->n_edges++;
	bit = hash_edge(*node, symbol) >> MAYBE_SHIFT;
	p->maybe[bit / 64] |= UINT64_C(1) << bit % 64;
	p->nodes[*node].has_edges = true;
	if (*node == 0 && add_root(m, symbol, child) < 0)
		return -1;
	*node = child;
	return 0;
}

static int finish(struct making *m, uint32_t node)
{
	struct phrases *p = m->p;

	if (node == 0)
		return 0;
	if (p->n_ends == p->ends_room) {
		uint32_t room = p->ends_room ? 2 * p->ends_room : 1024;
		struct end *ends = realloc(p->ends, room * sizeof(*ends));

		if (!ends)
			return fault_set(m->f, FAULT_MEMORY,
			                 "no memory for phrases");
		p->ends = ends;
		p->ends_room = room;
	}
	p->ends[p->n_ends] = (struct end){
		.term = m->term,
		.next = p->nodes[node].terms,
		.is_anchored = m->is_anchored,
		.is_capital = m->is_capital,
	};
	p->nodes[node].terms = p->n_ends++;
	m->n_ends++;
	return 0;
}

/* As deep as a phrase is long: NOLINTNEXTLINE(misc-no-recursion) */
static int make(struct making *m, const char *words, uint32_t node, int depth);

/* As deep as a phrase is long: NOLINTNEXTLINE(misc-no-recursion) */
static int make_piece(struct making *m, const char *piece, size_t len,
                      const char *rest, uint32_t node, int depth)
{
	uint32_t room[PIECE_MOST];
	struct symbols symbols = { .at = room, .most = PIECE_MOST };
	bool is_exact = m->is_exact;

	if (*piece == '=' || *piece == '~') {
		is_exact = *piece == '=';
		piece++;
		len--;
	}
	if (lexicon_enter(m->p->lexicon, piece, len, is_exact, &symbols, m->f) <
	    0)
		return -1;
	for (size_t i = 0; i < symbols.n; i++)
		if (step_word(m, &node, symbols.at[i]) < 0)
			return -1;
	return make(m, rest, node, depth + 1);
}

/* "...12" leaps over up to 12 words, "..." over the usual number. */
static int gap_of(const char *digits, uint16_t *out, struct fault *f)
{
	unsigned gap = 0;

	for (; *digits >= '0' && *digits <= '9' && gap <= GAP_MOST; digits++)
		gap = 10 * gap + (unsigned)(*digits - '0');
	if (gap > GAP_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "a phrase leaps over more than %d words",
		                 GAP_MOST);
	*out = (uint16_t)(gap ? gap : GAP_USUAL);
	return 0;
}

/* Puts WORDS, the rest of a phrase, below NODE. As deep as a phrase is long:
   NOLINTNEXTLINE(misc-no-recursion) */
static int make(struct making *m, const char *words, uint32_t node, int depth)
{
	size_t len;
	const char *rest;

	words += strspn(words, " ");
	if (!*words)
		return finish(m, node);
	if (depth > PHRASE_MOST)
		return fault_set(m->f, FAULT_LIMIT,
		                 "a phrase has more than %d words",
		                 PHRASE_MOST);
	len = strcspn(words, " ");
	rest = words + len;
	if (strncmp(words, "...", 3) == 0) {
		uint16_t gap = 0;

		if (gap_of(words + 3, &gap, m->f) < 0)
			return -1;
		if (node == 0)
			return 0;
		if (step_gap(m, &node, gap) < 0)
			return -1;
		return make(m, rest, node, depth + 1);
	}
	while (len > 0) {
		size_t one = strcspn(words, " |");

		/* "d asile" stands for "d'asile", whose d is no word. */
		if (one == 1 && len == 1 && strchr("dlsjcm", *words))
			return make(m, rest, node, depth + 1);
		if (make_piece(m, words, one, rest, node, depth) < 0)
			return -1;
		words += one;
		len -= one;
		if (*words != '|')
			break;
		words++;
		len--;
	}
	return 0;
}

int phrases_add(struct phrases *p, const char *words, bool is_exact,
                uint32_t term, struct fault *f)
{
	struct making m = {
		.p = p, .f = f, .is_exact = is_exact, .term = term
	};

	words += strspn(words, " ");
	if (*words == '^') {
		m.is_anchored = true;
		words++;
		words += strspn(words, " ");
	}
	m.is_capital =
		lexicon_is_capital(words) || strncmp(words, "\xC3\x89", 2) == 0;
	if (make(&m, words, 0, 0) < 0)
		return -1;
	if (m.n_ends == 0)
		return fault_set(f, FAULT_INPUT, "phrase \"%s\" has no words",
		                 words);
	return 0;
}

/* A search under way from one first word. */
struct search {
	const struct phrases *p;
	const struct word *words;
	size_t n;
	size_t first;
	bool is_start; /* only numbers stand before it */
	struct match *out;
	size_t most;
	size_t found;
};

static void collect(struct search *s, uint32_t node, size_t end)
{
	const struct phrases *p = s->p;

	for (uint32_t e = p->nodes[node].terms; e != NO_TERM;
	     e = p->ends[e].next) {
		const struct end *x = &p->ends[e];

		if (x->is_anchored && !s->is_start)
			continue;
		if (x->is_capital && !(s->words[s->first].flags & WORD_CAPITAL))
			continue;
		if (s->found < s->most)
			s->out[s->found] = (struct match){
				.term = x->term,
				.first = (uint32_t)s->first,
				.end = (uint32_t)end,
			};
		s->found++;
	}
}

static void walk(struct search *s, uint32_t node, size_t at);

/* As deep as a phrase is long: NOLINTNEXTLINE(misc-no-recursion) */
static void follow(struct search *s, uint32_t node, size_t at)
{
	const struct word *w = &s->words[at];
	const struct edge *edge;

	if (w->stem && may_follow(s->p, node, w->stem)) {
		edge = edge_of(s->p, node, w->stem);
		if (edge->symbol)
			walk(s, edge->child, at + 1);
	}
	if (w->exact && may_follow(s->p, node, w->exact)) {
		edge = edge_of(s->p, node, w->exact);
		if (edge->symbol)
			walk(s, edge->child, at + 1);
	}
}

/* NODE has been reached, the next word is AT. */
/* As deep as a phrase is long: NOLINTNEXTLINE(misc-no-recursion) */
static void walk(struct search *s, uint32_t node, size_t at)
{
	const struct node *x = &s->p->nodes[node];

	if (x->terms != NO_TERM)
		collect(s, node, at);
	if (x->has_edges && at < s->n && !(s->words[at].flags & WORD_BREAK))
		follow(s, node, at);
	if (!x->gap_child)
		return;
	for (size_t k = at; k <= at + x->gap && k < s->n; k++) {
		if (s->words[k].flags & WORD_BREAK)
			break;
		follow(s, x->gap_child, k);
	}
}

static void start(struct search *s, uint32_t symbol, size_t at)
{
	const struct phrases *p = s->p;

	if (symbol && symbol < p->roots_room && p->roots[symbol])
		walk(s, p->roots[symbol], at);
}

size_t phrases_find(const struct phrases *p, const struct word *words, size_t n,
                    struct match *out, size_t most)
{
	struct search s = { .p = p,
		            .words = words,
		            .n = n,
		            .is_start = true,
		            .out = out,
		            .most = most };

	for (size_t i = 0; i < n; i++) {
		if (words[i].flags & WORD_STARTS) {
			s.first = i;
			start(&s, words[i].stem, i + 1);
			start(&s, words[i].exact, i + 1);
		}
		/* "12.", "(a)" and "110.109" stand before a beginning. */
		if (!(words[i].flags & WORD_NUMBER) && words[i].len > 2)
			s.is_start = false;
	}
	return s.found;
}
