/* SPDX-License-Identifier: Apache-2.0 */
#include "feed.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/digest.h"

#include "pen.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

#define FEED_PATH "/api/v1/releases.atom"
#define ZIP_PATH  "/api/v1/releases/{id}.zip"

static void put(struct pen *p, const char *text)
{
	pen_raw(p, text, strlen(text));
}

/* Text as XML holds it, in an element or an attribute. */
static void put_text(struct pen *p, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			put(p, "&amp;");
			break;
		case '<':
			put(p, "&lt;");
			break;
		case '>':
			put(p, "&gt;");
			break;
		case '"':
			put(p, "&quot;");
			break;
		default:
			pen_raw(p, text, 1);
		}
	}
}

static void put_element(struct pen *p, const char *name, const char *text)
{
	put(p, "<");
	put(p, name);
	put(p, ">");
	put_text(p, text ? text : "");
	put(p, "</");
	put(p, name);
	put(p, ">\n");
}

static void put_link(const struct request *q, struct pen *p, const char *rel,
                     const char *type, const char *path)
{
	put(p, "<link rel=\"");
	put(p, rel);
	put(p, "\" type=\"");
	put(p, type);
	put(p, "\" href=\"");
	put_text(p, q->site->options.public_url);
	put_text(p, path ? path : "");
	put(p, "\"/>\n");
}

const char *feed_word(const struct publication *at)
{
	/* Only a release ends with a submission that it knows last. */
	return at->last != 0 ? at->release : "head";
}

static bool has_zip(void)
{
	size_t n;
	const struct route *all = routes(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].path, ZIP_PATH) == 0)
			return true;
	return false;
}

const char *feed_zip(const struct request *q, const struct publication *at,
                     struct fault *f)
{
	return has_zip()
	               ? arena_print(q->arena, f, "%s/api/v1/releases/%s.zip",
	                             q->site->options.public_url, feed_word(at))
	               : NULL;
}

const char *feed_link(const struct request *q, struct fault *f)
{
	return arena_print(q->arena, f,
	                   "<%s" FEED_PATH ">; rel=\"alternate\"; "
	                   "type=\"application/atom+xml\"; "
	                   "title=\"Releases\"",
	                   q->site->options.public_url);
}

static void put_time(struct pen *p, const char *name, int64_t t_s)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text(t_s, text);
	put_element(p, name, text);
}

/* What a release holds makes its id, so that it is the same for ever and on
   whatever host. */
static const char *id_of(const struct request *q, const struct publication *at,
                         struct pen *p)
{
	char cells[DIGEST_HEX_SIZE], coverage[DIGEST_HEX_SIZE];

	digest_hex(&at->cells, cells);
	digest_hex(&at->coverage, coverage);
	return arena_print(q->arena, &p->fault,
	                   "urn:gcmtrack:release:%s:%.16s%.16s", at->release,
	                   cells, coverage);
}

static void put_entry(const struct request *q, struct pen *p,
                      const struct publication *at,
                      const struct publication *before)
{
	struct fault *f = &p->fault;
	char as_of[CLOCK_TEXT_SIZE];

	clock_text(at->as_of_s, as_of);
	put(p, "<entry>\n");
	put_element(p, "id", id_of(q, at, p));
	put_element(p, "title",
	            arena_print(q->arena, f, "Release %s", at->release));
	put_time(p, "published", at->made_s);
	put_time(p, "updated", at->made_s);
	put_link(q, p, "alternate", "application/json",
	         arena_print(q->arena, f, "/api/v1/releases/%s", at->release));
	if (has_zip())
		put_link(q, p, "enclosure", "application/zip",
		         arena_print(q->arena, f, "/api/v1/releases/%s.zip",
		                     at->release));
	if (before)
		put_link(q, p, "related", "application/json",
		         arena_print(q->arena, f, "/api/v1/releases/%s/diff/%s",
		                     before->release, at->release));
	put_link(q, p, "describedby", "application/json",
	         arena_print(q->arena, f, "/api/v1/method?release=%s",
	                     at->release));
	put_element(p, "summary",
	            arena_print(q->arena, f,
	                        "All findings as of %s, frozen: method %s, "
	                        "catalogues %s.%s%s%s",
	                        as_of, at->method, at->catalogue,
	                        before ? " What changed since " : "",
	                        before ? before->release : "",
	                        before ? " is linked as related." : ""));
	put(p, "</entry>\n");
}

int feed_write(const struct request *q, const struct publication *list,
               size_t n, struct pen *p)
{
	const char *url = q->site->options.public_url;
	int64_t updated =
		n > 0 ? list[n - 1].made_s : q->snapshot->publication.as_of_s;

	put(p, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	       "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
	       "xml:lang=\"en\">\n");
	put_element(p, "id",
	            url[0] ? arena_print(q->arena, &p->fault, "%s" FEED_PATH,
	                                 url)
	                   : "urn:gcmtrack:releases");
	put_element(p, "title", "gcmtrack: releases");
	put_element(p, "subtitle",
	            "Frozen states of all findings on the Global Compact for "
	            "Safe, Orderly and Regular Migration");
	put_time(p, "updated", updated);
	put(p, "<author><name>gcmtrack</name></author>\n");
	put(p, "<generator version=\"" PACKAGE_VERSION "\">gcmtrack"
	       "</generator>\n");
	put_link(q, p, "self", "application/atom+xml", FEED_PATH);
	put_link(q, p, "alternate", "application/json", "/api/v1/releases");
	for (size_t i = n; i > 0; i--)
		put_entry(q, p, &list[i - 1], i > 1 ? &list[i - 2] : NULL);
	put(p, "</feed>\n");
	return 0;
}
