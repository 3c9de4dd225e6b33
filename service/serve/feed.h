/* SPDX-License-Identifier: Apache-2.0 */
/* Feed: releases as Atom (RFC 4287). */
#ifndef SERVE_FEED_H
#define SERVE_FEED_H

#include <stddef.h>

#include "request.h"

struct fault;
struct pen;
struct publication;

/** Writes N releases, oldest first in LIST, as a feed, newest first. */
int feed_write(const struct request *q, const struct publication *list,
               size_t n, struct pen *p);

/** The Link by which a reader finds the feed (RFC 8288); NULL on a fault. */
const char *feed_link(const struct request *q, struct fault *f);

/** The word by which an address names AT. */
const char *feed_word(const struct publication *at);

/** The address of all of AT in one file; NULL where there is no such route. */
const char *feed_zip(const struct request *q, const struct publication *at,
                     struct fault *f);

#endif
