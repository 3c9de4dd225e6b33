/* SPDX-License-Identifier: Apache-2.0 */
/* Negotiate: RFC 9110, 12.5: which form, language and encoding fits best. */
#ifndef SERVE_NEGOTIATE_H
#define SERVE_NEGOTIATE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/commitment.h"
#include "request.h"

/**
 * The form of FORMS (FORM_BIT()) that ACCEPT likes best, the lowest among
 * equals; -1 when it takes none. NULL or "" takes any.
 */
int negotiate_form(const char *accept, unsigned forms);

/** The UN language ACCEPT_LANGUAGE likes best; English when none. */
enum un_language negotiate_language(const char *accept_language);

/** Says whether gzip may be sent and is liked no less than plain bytes. */
bool negotiate_gzip(const char *accept_encoding);

/** Reads "0.5" as 500; what is no weight counts as 0, so never as a wish. */
int negotiate_weight(const char *at, size_t len);

#endif
