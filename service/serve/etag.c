/* SPDX-License-Identifier: Apache-2.0 */
#include "etag.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/fault.h"

#include "serve.h"

void etag_of(const char *body, size_t len, char *out)
{
	char hex[DIGEST_HEX_SIZE];
	struct digest d;

	digest_of(body, len, &d);
	digest_hex(&d, hex);
	/* 128 bits: nobody meets two bodies with one tag by chance. */
	(void)snprintf(out, ETAG_SIZE, "\"%.32s\"", hex);
}

bool etag_is_listed(const char *list, const char *etag)
{
	size_t len = strlen(etag);

	while (*list) {
		list += strspn(list, " \t,");
		if (list[0] == '*')
			return true;
		if (strncmp(list, "W/", 2) == 0)
			list += 2;
		if (list[0] != '"')
			return false;
		if (strncmp(list, etag, len) == 0)
			return true;
		list += 1 + strcspn(list + 1, "\"");
		list += *list == '"';
	}
	return false;
}

/* What RFC 9110, 15.4.5 wants to see again on a 304. */
static bool is_on_304(const char *name)
{
	static const char *const NAMES[] = {
		"ETag",
		"Last-Modified",
		"Cache-Control",
		"Vary",
		"Access-Control-Allow-Origin",
		"Access-Control-Expose-Headers",
	};

	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
		if (strcmp(NAMES[i], name) == 0)
			return true;
	return false;
}

void answer_spare(struct answer *answer)
{
	size_t n = 0;

	for (size_t i = 0; i < answer->n_headers; i++)
		if (is_on_304(answer->header[i].name))
			answer->header[n++] = answer->header[i];
	answer->n_headers = n;
	answer->status = 304;
	answer->body = "";
	answer->len = 0;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT": RFC 9110, 5.6.7. The two obsolete forms
   are no longer made by anybody; as no date they do no harm. */
bool http_date_read(const char *text, int64_t *out)
{
	static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char iso[] = "YYYY-MM-DDTHH:MM:SSZ", month[4] = "";
	const char *found;
	long at;
	struct fault f = { 0 };

	if (strlen(text) != 29 || strcmp(text + 25, " GMT") != 0 ||
	    text[3] != ',' || text[7] != ' ' || text[11] != ' ')
		return false;
	memcpy(month, text + 8, 3);
	found = strstr(MONTHS, month);
	if (!found || (found - MONTHS) % 3 != 0)
		return false;
	at = (found - MONTHS) / 3 + 1;
	memcpy(iso, text + 12, 4);
	iso[5] = (char)('0' + at / 10);
	iso[6] = (char)('0' + at % 10);
	memcpy(iso + 8, text + 5, 2);
	memcpy(iso + 11, text + 17, 8);
	return clock_parse(iso, out, &f) == 0;
}
