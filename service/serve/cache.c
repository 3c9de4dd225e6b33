/* SPDX-License-Identifier: Apache-2.0 */
#include "cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/fault.h"

/* Buckets, a power of two; and keys kept before all is forgotten. */
#define BUCKETS    4096
#define NODES_MOST 8192

/* Headers and keys of one answer, and then some. */
#define OVERHEAD 1024

struct kept {
	size_t refs;
	struct answer answer; /* strings point into bytes */
	char bytes[];
};

struct node {
	struct node *next;
	struct kept *kept;
	char key[];
};

struct cache {
	struct node *bucket[BUCKETS];
	size_t n_nodes, bytes, bytes_most;
	/* A client must not be able to choose keys that collide. */
	unsigned char secret[crypto_shorthash_KEYBYTES];
};

int cache_new(size_t bytes_most, struct cache **out, struct fault *f)
{
	struct cache *c;

	if (sodium_init() < 0)
		return fault_set(f, FAULT_SYSTEM, "libsodium does not start");
	c = calloc(1, sizeof(*c));
	if (!c)
		return fault_set(f, FAULT_MEMORY, "no memory for a cache");
	c->bytes_most = bytes_most;
	crypto_shorthash_keygen(c->secret);
	*out = c;
	return 0;
}

size_t cache_bytes(const struct cache *c)
{
	return c->bytes;
}

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

void cache_empty(struct cache *c)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		struct node *n, *next;

		for (n = c->bucket[i]; n; n = next) {
			next = n->next;
			kept_drop(n->kept);
			free(n);
		}
		c->bucket[i] = NULL;
	}
	c->n_nodes = 0;
	c->bytes = 0;
}

void cache_free(struct cache *c)
{
	if (!c)
		return;
	cache_empty(c);
	free(c);
}

static size_t bucket_of(const struct cache *c, const char *key)
{
	unsigned char hash[crypto_shorthash_BYTES];
	uint64_t n;

	(void)crypto_shorthash(hash, (const unsigned char *)key, strlen(key),
	                       c->secret);
	memcpy(&n, hash, sizeof(n));
	return (size_t)(n % BUCKETS);
}

struct kept *cache_find(const struct cache *c, const char *key)
{
	const struct node *n;

	for (n = c->bucket[bucket_of(c, key)]; n; n = n->next)
		if (strcmp(n->key, key) == 0)
			return n->kept;
	return NULL;
}

static char *keep_string(char **at, const char *text)
{
	size_t size = strlen(text) + 1;
	char *kept = *at;

	memcpy(kept, text, size);
	*at += size;
	return kept;
}

/* Copies ANSWER with all it points to into one block. */
static struct kept *keep(const struct answer *answer)
{
	size_t size = answer->len;
	struct kept *k;
	char *at;

	for (size_t i = 0; i < answer->n_headers; i++)
		size += strlen(answer->header[i].name) +
		        strlen(answer->header[i].value) + 2;
	k = malloc(sizeof(*k) + size);
	if (!k)
		return NULL;
	k->refs = 0;
	k->answer = *answer;
	k->answer.kept = k;
	at = k->bytes;
	for (size_t i = 0; i < answer->n_headers; i++) {
		k->answer.header[i].name =
			keep_string(&at, answer->header[i].name);
		k->answer.header[i].value =
			keep_string(&at, answer->header[i].value);
	}
	if (answer->len > 0)
		memcpy(at, answer->body, answer->len);
	k->answer.body = at;
	return k;
}

static int add_node(struct cache *c, const char *key, struct kept *k)
{
	size_t size = strlen(key) + 1, i = bucket_of(c, key);
	struct node *n = malloc(sizeof(*n) + size);

	if (!n)
		return -1;
	memcpy(n->key, key, size);
	n->kept = k;
	k->refs++;
	n->next = c->bucket[i];
	c->bucket[i] = n;
	c->n_nodes++;
	return 0;
}

struct kept *cache_put(struct cache *c, const char *key,
                       const struct answer *answer)
{
	size_t size = answer->len + OVERHEAD;
	struct kept *k;

	if (size > c->bytes_most / 4)
		return NULL;
	if (c->bytes + size > c->bytes_most || c->n_nodes >= NODES_MOST)
		cache_empty(c);
	k = keep(answer);
	if (!k)
		return NULL;
	if (add_node(c, key, k) < 0) {
		free(k);
		return NULL;
	}
	c->bytes += size;
	return k;
}

void cache_alias(struct cache *c, const char *alias, struct kept *k)
{
	/* A full cache is emptied by cache_put(), which frees no K in use. */
	if (c->n_nodes < NODES_MOST && !cache_find(c, alias))
		(void)add_node(c, alias, k);
}

void kept_answer(const struct kept *k, struct answer *out)
{
	*out = k->answer;
}
