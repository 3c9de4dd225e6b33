/* SPDX-License-Identifier: Apache-2.0 */
#include "cache.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/buf.h"
#include "base/fault.h"

#include "etag.h"
#include "respond.h"

/* A bucket for each so many bytes: about one key in each when answers are
   small; and bounds for caches that are tiny or giant. */
#define BYTES_PER_BUCKET 2048
#define BUCKETS_LEAST    64
#define BUCKETS_MOST     ((size_t)1 << 20)

/* One answer takes at most this part of a cache. */
#define PART 4

/* Lines of an answer's head. */
#define LINES_MOST ((size_t)64 << 10)

struct kept {
	size_t refs;  /* keys of the cache, and connections that write it */
	size_t keys;  /* of the cache */
	size_t bytes; /* of all this */
	struct answer answer;
	struct answer unchanged; /* strings of both point into `room` */
	char room[];
};

/* A key. Nodes stand in the chain of their bucket, and in a ring in the order
   they came, where the hand goes round. */
struct node {
	struct node *next;
	struct node *younger, *older; /* NULL at the ends */
	struct kept *kept;
	uint64_t hash;
	size_t len;
	bool is_asked; /* since the hand passed */
	char key[];
};

struct cache {
	struct node **bucket;
	size_t n_buckets; /* a power of two */
	struct node *oldest, *youngest;
	size_t bytes, bytes_most;
	/* A client must not be able to choose keys that collide. */
	unsigned char secret[crypto_shorthash_KEYBYTES];
};

int cache_new(size_t bytes_most, struct cache **out, struct fault *f)
{
	struct cache *c;
	size_t n = BUCKETS_LEAST;

	if (sodium_init() < 0)
		return fault_set(f, FAULT_SYSTEM, "libsodium does not start");
	while (n < BUCKETS_MOST && n < bytes_most / BYTES_PER_BUCKET)
		n *= 2;
	c = calloc(1, sizeof(*c));
	if (c)
		c->bucket = calloc(n, sizeof(struct node *));
	if (!c || !c->bucket) {
		free(c);
		return fault_set(f, FAULT_MEMORY, "no memory for a cache");
	}
	c->n_buckets = n;
	c->bytes_most = bytes_most;
	crypto_shorthash_keygen(c->secret);
	*out = c;
	return 0;
}

/* ---- answers ------------------------------------------------------------ */

void kept_hold(struct kept *k)
{
	if (k)
		k->refs++;
}

void kept_drop(struct kept *k)
{
	if (k && --k->refs == 0)
		free(k);
}

static char *keep_bytes(char **at, const char *bytes, size_t len)
{
	char *kept = *at;

	if (len > 0)
		memcpy(kept, bytes, len);
	kept[len] = '\0';
	*at += len + 1;
	return kept;
}

static size_t size_of(const struct answer *answer, const struct buf *lines,
                      const struct buf *unchanged)
{
	size_t size = answer->len + lines->len + unchanged->len + 3;

	for (size_t i = 0; i < answer->n_headers; i++)
		size += strlen(answer->header[i].name) +
		        strlen(answer->header[i].value) + 2;
	return size;
}

/* Copies ANSWER with all it points to into one block, its heads ready to be
   sent. */
static struct kept *copy(const struct answer *answer, const struct buf *lines,
                         const struct buf *unchanged)
{
	size_t size = size_of(answer, lines, unchanged);
	struct kept *k = malloc(sizeof(*k) + size);
	char *at;

	if (!k)
		return NULL;
	k->refs = k->keys = 0;
	k->bytes = sizeof(*k) + size;
	k->answer = *answer;
	k->answer.kept = k;
	at = k->room;
	for (size_t i = 0; i < answer->n_headers; i++) {
		const struct answer_header *h = &answer->header[i];

		k->answer.header[i].name =
			keep_bytes(&at, h->name, strlen(h->name));
		k->answer.header[i].value =
			keep_bytes(&at, h->value, strlen(h->value));
	}
	k->answer.lines = keep_bytes(&at, lines->at, lines->len);
	k->answer.lines_len = lines->len;
	k->unchanged = k->answer;
	k->answer.body = keep_bytes(&at, answer->body, answer->len);
	answer_spare(&k->unchanged);
	k->unchanged.lines = keep_bytes(&at, unchanged->at, unchanged->len);
	k->unchanged.lines_len = unchanged->len;
	return k;
}

static struct kept *keep(const struct answer *answer)
{
	struct answer spared = *answer;
	struct buf lines, unchanged;
	struct kept *k = NULL;
	struct fault f = { 0 };

	buf_init(&lines, LINES_MOST);
	buf_init(&unchanged, LINES_MOST);
	answer_spare(&spared);
	if (respond_lines(&lines, answer, &f) == 0 &&
	    respond_lines(&unchanged, &spared, &f) == 0)
		k = copy(answer, &lines, &unchanged);
	buf_clear(&lines);
	buf_clear(&unchanged);
	return k;
}

void kept_answer(const struct kept *k, struct answer *out)
{
	*out = k->answer;
}

void kept_unchanged(const struct kept *k, struct answer *out)
{
	*out = k->unchanged;
}

/* ---- keys --------------------------------------------------------------- */

static uint64_t hash_of(const struct cache *c, const char *key, size_t len)
{
	unsigned char hash[crypto_shorthash_BYTES];
	uint64_t n;

	(void)crypto_shorthash(hash, (const unsigned char *)key, len,
	                       c->secret);
	memcpy(&n, hash, sizeof(n));
	return n;
}

static struct node **chain_of(const struct cache *c, uint64_t hash)
{
	return &c->bucket[hash & (c->n_buckets - 1)];
}

static struct node *node_find(const struct cache *c, const char *key,
                              size_t len)
{
	uint64_t hash = hash_of(c, key, len);
	struct node *n;

	for (n = *chain_of(c, hash); n; n = n->next)
		if (n->hash == hash && n->len == len &&
		    memcmp(n->key, key, len) == 0)
			return n;
	return NULL;
}

static void ring_leave(struct cache *c, const struct node *n)
{
	if (n->older)
		n->older->younger = n->younger;
	else
		c->oldest = n->younger;
	if (n->younger)
		n->younger->older = n->older;
	else
		c->youngest = n->older;
}

static void ring_join(struct cache *c, struct node *n)
{
	n->younger = NULL;
	n->older = c->youngest;
	if (c->youngest)
		c->youngest->younger = n;
	else
		c->oldest = n;
	c->youngest = n;
}

static void node_drop(struct cache *c, struct node *n)
{
	struct node **at = chain_of(c, n->hash);

	while (*at != n)
		at = &(*at)->next;
	*at = n->next;
	ring_leave(c, n);
	c->bytes -= sizeof(*n) + n->len;
	if (--n->kept->keys == 0)
		c->bytes -= n->kept->bytes;
	kept_drop(n->kept);
	free(n);
}

/* Drops keys until BYTES more find room; what was asked for since the hand
   came by is passed over once. */
static void make_room(struct cache *c, size_t bytes)
{
	while (c->oldest && c->bytes + bytes > c->bytes_most) {
		struct node *n = c->oldest;

		/* What node_drop() frees has left the ring, so that the oldest
		   is another. NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
		if (!n->is_asked) {
			node_drop(c, n);
			continue;
		}
		n->is_asked = false;
		ring_leave(c, n);
		ring_join(c, n);
	}
}

static int node_add(struct cache *c, const char *key, size_t len,
                    struct kept *k)
{
	struct node *n = malloc(sizeof(*n) + len);
	struct node **chain;

	if (!n)
		return -1;
	n->hash = hash_of(c, key, len);
	n->len = len;
	n->is_asked = false;
	n->kept = k;
	memcpy(n->key, key, len);
	chain = chain_of(c, n->hash);
	n->next = *chain;
	*chain = n;
	ring_join(c, n);
	kept_hold(k);
	if (k->keys++ == 0)
		c->bytes += k->bytes;
	c->bytes += sizeof(*n) + len;
	return 0;
}

/* ---- the door of this file ---------------------------------------------- */

void cache_empty(struct cache *c)
{
	while (c->oldest)
		node_drop(c, c->oldest);
}

void cache_free(struct cache *c)
{
	if (!c)
		return;
	cache_empty(c);
	free(c->bucket);
	free(c);
}

size_t cache_bytes(const struct cache *c)
{
	return c->bytes;
}

struct kept *cache_find(struct cache *c, const char *key, size_t len)
{
	struct node *n = node_find(c, key, len);

	if (!n)
		return NULL;
	n->is_asked = true;
	return n->kept;
}

struct kept *cache_put(struct cache *c, const char *key, size_t len,
                       const struct answer *answer)
{
	struct kept *k;
	size_t size;

	if (answer->len > c->bytes_most / PART)
		return NULL;
	k = keep(answer);
	if (!k)
		return NULL;
	size = k->bytes + sizeof(struct node) + len;
	if (size > c->bytes_most / PART) {
		free(k);
		return NULL;
	}
	make_room(c, size);
	if (node_add(c, key, len, k) == 0)
		return k;
	free(k);
	return NULL;
}

void cache_alias(struct cache *c, const char *alias, size_t len, struct kept *k)
{
	if (sizeof(struct node) + len > c->bytes_most / PART ||
	    node_find(c, alias, len) || node_add(c, alias, len, k) < 0)
		return;
	/* Asked for just now: others go first, and K with this key stays,
	   because half of a cache holds it and any one key. */
	c->youngest->is_asked = true;
	make_room(c, 0);
}
