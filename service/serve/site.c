/* SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "base/digest.h"
#include "base/fault.h"

#include "cache.h"
#include "meter.h"
#include "snapshot.h"
#include "store.h"

/* A POST waits no longer for `ingest` to end its transaction: the loop that
   waits answers nobody else. */
#define WRITER_WAIT_MS 2000
#define READER_WAIT_MS 1000

/* Says in the meter what this process holds. */
static void tell(const struct site *s)
{
	struct meter_row *row = meter_row(&s->options);

	if (!row)
		return;
	atomic_store(&row->publication, (uint64_t)s->head->publication.number);
	atomic_store(&row->as_of_s, s->head->publication.as_of_s);
	atomic_store(&row->cache_bytes, cache_bytes(s->cache));
}

int site_open(const struct site_options *options,
              const struct catalogue *catalogue, struct site **out,
              struct fault *f)
{
	struct site *s = calloc(1, sizeof(*s));

	if (!s)
		return fault_set(f, FAULT_MEMORY, "no memory for a site");
	s->options = *options;
	if (!s->options.public_url)
		s->options.public_url = "";
	s->catalogue = catalogue;
	if (cache_new(options->cache_most, &s->cache, f) < 0 ||
	    store_open(options->db, STORE_READ, READER_WAIT_MS, &s->reading,
	               f) < 0 ||
	    store_release_count(s->reading, &s->n_releases, f) < 0 ||
	    snapshot_load(s->reading, catalogue, "", &s->head, f) < 0) {
		site_close(s);
		return -1;
	}
	tell(s);
	*out = s;
	return 0;
}

static void forget_releases(struct site *s)
{
	for (size_t i = 0; i < RELEASES_KEPT; i++) {
		snapshot_free(s->named[i].snapshot);
		s->named[i] = (struct named_release){ 0 };
	}
}

void site_close(struct site *s)
{
	if (!s)
		return;
	diff_forget(s);
	forget_releases(s);
	snapshot_free(s->head);
	cache_free(s->cache);
	store_close(s->reading);
	store_close(s->writing);
	free(s);
}

int site_refresh(struct site *s, struct fault *f)
{
	struct snapshot *fresh = NULL;
	int64_t number = 0, releases = 0;

	if (store_publication_number(s->reading, &number, f) < 0 ||
	    store_release_count(s->reading, &releases, f) < 0)
		goto bad;
	/* A new release changes what `latest` and a date mean. */
	if (releases != s->n_releases)
		cache_empty(s->cache);
	s->n_releases = releases;
	tell(s);
	if (number == s->head->publication.number)
		return 0;
	if (snapshot_load(s->reading, s->catalogue, "", &fresh, f) < 0)
		goto bad;
	snapshot_free(s->head);
	s->head = fresh;
	/* A visibility may have changed with it: nothing old is kept. */
	diff_forget(s);
	forget_releases(s);
	cache_empty(s->cache);
	tell(s);
	return 0;

bad:
	meter_store_error(s->options.meter);
	return -1;
}

int site_snapshot(struct site *s, const char *release,
                  const struct snapshot **out, struct fault *f)
{
	struct named_release *oldest = &s->named[0];

	if (release[0] == '\0') {
		*out = s->head;
		return 0;
	}
	s->turn++;
	for (size_t i = 0; i < RELEASES_KEPT; i++) {
		struct named_release *n = &s->named[i];

		if (n->snapshot && strcmp(n->name, release) == 0) {
			n->used = s->turn;
			*out = n->snapshot;
			return 0;
		}
		if (n->used < oldest->used)
			oldest = n;
	}
	snapshot_free(oldest->snapshot);
	*oldest = (struct named_release){ 0 };
	if (snapshot_load(s->reading, s->catalogue, release, &oldest->snapshot,
	                  f) < 0)
		return -1;
	memcpy(oldest->name, release,
	       strnlen(release, sizeof(oldest->name) - 1));
	oldest->used = s->turn;
	*out = oldest->snapshot;
	return 0;
}

int site_writing(struct site *s, struct store **out, struct fault *f)
{
	if (!s->writing && store_open(s->options.db, STORE_WRITE,
	                              WRITER_WAIT_MS, &s->writing, f) < 0)
		return -1;
	*out = s->writing;
	return 0;
}

bool site_token_fits(const struct site *s, const char *authorization)
{
	static const char SCHEME[] = "Bearer ";
	char hex[DIGEST_HEX_SIZE];
	struct digest d;

	if (!s->options.token_digest || !authorization ||
	    strncasecmp(authorization, SCHEME, sizeof(SCHEME) - 1) != 0 ||
	    strlen(s->options.token_digest) != DIGEST_HEX_SIZE - 1)
		return false;
	authorization += sizeof(SCHEME) - 1;
	digest_of(authorization, strlen(authorization), &d);
	digest_hex(&d, hex);
	return sodium_memcmp(hex, s->options.token_digest,
	                     DIGEST_HEX_SIZE - 1) == 0;
}
