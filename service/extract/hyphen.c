/* SPDX-License-Identifier: Apache-2.0 */
#include "hyphen.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#define SLOTS_FIRST 4096
#define WORDS_MOST  ((size_t)1 << 20) /* distinct words; reports have 10^4 */
#define KNOWN_LEAST 4  /* letters of a part that says something when known */
#define WORD_MOST   96 /* bytes; longer is no word */

struct slot {
	uint64_t key; /* 0 free */
	uint32_t n;
};

struct hyphen_words {
	struct arena *arena; /* borrowed */
	struct slot *slots;
	size_t room; /* a power of two */
	size_t n;
	bool was_cut; /* the line before ended in half a word */
};

/* Written with their hyphen in English, French and Spanish alike. */
static const char *const KEEPERS[] = {
	"anti",  "arms",  "broad",  "cost",   "cross",  "evidence",
	"fact",  "far",   "follow", "full",   "gender", "half",
	"high",  "long",  "low",    "medium", "mid",    "multi",
	"non",   "quasi", "self",   "semi",   "short",  "small",
	"socio", "third", "two",    "vice",   "well",
};

/* Known words that grow together with the next one. */
static const char *const JOINERS[] = {
	"any",  "back",  "every", "fore", "here",  "house", "into", "over",
	"some", "there", "under", "with", "where", "work",  "down", "after",
};

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 ||
	       (c >= '0' && c <= '9');
}

static char fold(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* FNV-1a over folded bytes; a collision would cost one hyphen. */
static uint64_t hash(uint64_t h, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)fold(s.at[i])) * 0x100000001b3u;
	return h;
}

#define HASH_START 0xcbf29ce484222325u

int hyphen_words_new(struct arena *a, struct hyphen_words **out,
                     struct fault *f)
{
	struct hyphen_words *w = arena_alloc(a, sizeof(*w), f);

	if (!w)
		return -1;
	w->arena = a;
	w->room = SLOTS_FIRST;
	w->slots = arena_array(a, w->room, sizeof(*w->slots), f);
	if (!w->slots)
		return -1;
	*out = w;
	return 0;
}

/* The slot of KEY: its own or the free one it would take. */
static struct slot *find(struct slot *slots, size_t room, uint64_t key)
{
	size_t i = key & (room - 1);

	while (slots[i].key && slots[i].key != key)
		i = (i + 1) & (room - 1);
	return &slots[i];
}

static int grow(struct hyphen_words *w, struct fault *f)
{
	size_t room = w->room * 2;
	struct slot *slots = arena_array(w->arena, room, sizeof(*slots), f);

	if (!slots)
		return -1;
	for (size_t i = 0; i < w->room; i++)
		if (w->slots[i].key)
			*find(slots, room, w->slots[i].key) = w->slots[i];
	w->slots = slots;
	w->room = room;
	return 0;
}

static int count(struct hyphen_words *w, struct span word, struct fault *f)
{
	struct slot *slot;

	if (w->n * 2 >= w->room && w->n < WORDS_MOST && grow(w, f) < 0)
		return -1;
	if (w->n * 2 >= w->room)
		return 0; /* enough evidence: what comes is decided by rule */
	slot = find(w->slots, w->room, hash(HASH_START, word) | 1);
	if (!slot->key) {
		slot->key = hash(HASH_START, word) | 1;
		w->n++;
	}
	slot->n++;
	return 0;
}

int hyphen_words_add(struct hyphen_words *w, const char *line, size_t len,
                     struct fault *f)
{
	size_t at = 0;
	bool is_half = w->was_cut;

	if (len > 0)
		w->was_cut = hyphen_ends(line, len);
	while (at < len) {
		size_t start;
		bool skips;

		while (at < len && !is_letter((unsigned char)line[at]))
			at++;
		start = at;
		while (at < len && (is_letter((unsigned char)line[at]) ||
		                    (line[at] == '-' && at + 1 < len &&
		                     is_letter((unsigned char)line[at + 1]))))
			at++;
		skips = is_half;
		is_half = false;
		if (skips || at == start || at - start > WORD_MOST)
			continue;
		/* Cut at the end: half a word. */
		if (at + 1 == len && line[at] == '-')
			break;
		if (count(w, (struct span){ line + start, at - start }, f) < 0)
			return -1;
	}
	return 0;
}

bool hyphen_ends(const char *line, size_t len)
{
	return len >= 2 && line[len - 1] == '-' &&
	       is_letter((unsigned char)line[len - 2]);
}

static uint32_t seen(const struct hyphen_words *w, uint64_t h)
{
	return w ? find(w->slots, w->room, h | 1)->n : 0;
}

static bool is_listed(const char *const *list, size_t n, struct span word)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(list[i]) == word.len &&
		    hash(HASH_START, word) ==
		            hash(HASH_START,
		                 (struct span){ list[i], word.len }))
			return true;
	return false;
}

/* Decides between two parts that the document tells nothing of as one. */
static bool stays_by_rule(const struct hyphen_words *w, struct span left,
                          struct span right)
{
	if (is_listed(KEEPERS, sizeof(KEEPERS) / sizeof(*KEEPERS), left))
		return true;
	if (is_listed(JOINERS, sizeof(JOINERS) / sizeof(*JOINERS), left))
		return false;
	return left.len >= KNOWN_LEAST && right.len >= KNOWN_LEAST &&
	       seen(w, hash(HASH_START, left)) > 0 &&
	       seen(w, hash(HASH_START, right)) > 0;
}

bool hyphen_stays(const struct hyphen_words *w, struct span left,
                  struct span right)
{
	size_t from, to = 0;
	uint32_t joined, parted;
	uint64_t h;

	left.len--; /* the hyphen */
	for (from = left.len;
	     from > 0 && (is_letter((unsigned char)left.at[from - 1]) ||
	                  left.at[from - 1] == '-');)
		from--;
	left = (struct span){ left.at + from, left.len - from };
	while (to < right.len && (is_letter((unsigned char)right.at[to]) ||
	                          (right.at[to] == '-' && to + 1 < right.len)))
		to++;
	right.len = to;
	if (right.len == 0 || left.len == 0 ||
	    (right.at[0] >= 'A' && right.at[0] <= 'Z') ||
	    (right.at[0] >= '0' && right.at[0] <= '9'))
		return true;
	if (memchr(left.at, '-', left.len))
		return true; /* "so-called-" and "2014-2020-": compounds */
	h = hash(HASH_START, left);
	joined = seen(w, hash(h, right));
	parted = seen(w, hash(hash(h, (struct span){ "-", 1 }), right));
	if (joined != parted)
		return parted > joined;
	return stays_by_rule(w, left, right);
}
