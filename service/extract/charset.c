/* SPDX-License-Identifier: Apache-2.0 */
#include "charset.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include <unicode/ucnv.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

/* The HTML standard looks for a charset so far; some editors put it later. */
#define META_MOST 4096

/* Byte order marks, the charset each announces, and its length. */
static const struct {
	const char *mark;
	size_t len;
	const char *name; /* NULL: UTF-8 */
} MARKS[] = {
	{ "\xef\xbb\xbf", 3, NULL },
	{ "\xff\xfe", 2, "UTF-16LE" },
	{ "\xfe\xff", 2, "UTF-16BE" },
};

static int check(const char *bytes, size_t len, struct fault *f)
{
	size_t bad = 0;

	if (!utf8_is_valid(bytes, len, &bad))
		return fault_set(f, FAULT_INPUT,
		                 "not UTF-8 at byte %zu: save it as UTF-8 and "
		                 "send it again",
		                 bad);
	return 0;
}

int charset_plain(const char **bytes, size_t *len, struct buf *out,
                  struct fault *f)
{
	for (size_t i = 0; i < sizeof(MARKS) / sizeof(MARKS[0]); i++) {
		if (*len < MARKS[i].len ||
		    memcmp(*bytes, MARKS[i].mark, MARKS[i].len) != 0)
			continue;
		*bytes += MARKS[i].len;
		*len -= MARKS[i].len;
		if (!MARKS[i].name)
			break;
		if (charset_convert(MARKS[i].name, *bytes, *len, out, f) < 0)
			return -1;
		*bytes = out->at ? out->at : "";
		*len = out->len;
		return 0;
	}
	return check(*bytes, *len, f);
}

/* Runs both converters until all is through. */
static int run(UConverter *from, UConverter *to, const char *bytes, size_t len,
               struct buf *out, struct fault *f)
{
	UChar pivot[4096], *pivot_from = pivot, *pivot_to = pivot;
	const char *at = bytes;
	UErrorCode e = U_BUFFER_OVERFLOW_ERROR;
	UBool is_first = 1;

	while (e == U_BUFFER_OVERFLOW_ERROR) {
		char piece[16384], *end = piece;

		e = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &end, piece + sizeof(piece), &at,
		               bytes + len, pivot, &pivot_from, &pivot_to,
		               pivot + 4096, is_first, true, &e);
		is_first = 0;
		if (buf_add(out, piece, (size_t)(end - piece), f) < 0)
			return -1;
	}
	if (U_FAILURE(e))
		return fault_set(f, FAULT_INPUT,
		                 "not the charset it claims to be at byte %zu "
		                 "(%s): save it as UTF-8",
		                 (size_t)(at - bytes), u_errorName(e));
	return 0;
}

int charset_convert(const char *name, const char *bytes, size_t len,
                    struct buf *out, struct fault *f)
{
	UErrorCode e = U_ZERO_ERROR;
	UConverter *from = ucnv_open(name, &e);
	UConverter *to = ucnv_open("UTF-8", &e);
	int rc = -1;

	if (U_FAILURE(e)) {
		(void)fault_set(f, FAULT_INPUT,
		                "the charset \"%.40s\" is unknown here: save "
		                "it as UTF-8",
		                name);
		goto out;
	}
	ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
	                    &e);
	rc = run(from, to, bytes, len, out, f);
out:
	ucnv_close(from);
	ucnv_close(to);
	return rc;
}

/* Finds the value after "charset=" in the first bytes of a page; "" none. */
static void find_meta(const char *bytes, size_t len, char *name, size_t room)
{
	static const char WORD[] = "charset";
	size_t most = len < META_MOST ? len : META_MOST, n = 0;

	name[0] = '\0';
	for (size_t i = 0; i + sizeof(WORD) < most; i++) {
		if (strncasecmp(bytes + i, WORD, sizeof(WORD) - 1) != 0)
			continue;
		i += sizeof(WORD) - 1;
		while (i < most && strchr(" \t\r\n=\"'", bytes[i]))
			i++;
		while (i < most && n + 1 < room &&
		       !strchr(" \t\r\n\"'/>;", bytes[i]))
			name[n++] = bytes[i++];
		name[n] = '\0';
		return;
	}
}

int charset_html(const char **bytes, size_t *len, struct buf *out,
                 struct fault *f)
{
	char name[41];

	for (size_t i = 0; i < sizeof(MARKS) / sizeof(MARKS[0]); i++)
		if (*len >= MARKS[i].len &&
		    memcmp(*bytes, MARKS[i].mark, MARKS[i].len) == 0)
			return charset_plain(bytes, len, out, f);
	find_meta(*bytes, *len, name, sizeof(name));
	if (strcasecmp(name, "utf-8") == 0 || strcasecmp(name, "utf8") == 0)
		return check(*bytes, *len, f);
	if (utf8_is_valid(*bytes, *len, NULL) &&
	    (name[0] == '\0' || strncasecmp(name, "utf-16", 6) == 0))
		return 0;
	/* The HTML standard reads Latin-1 and ASCII as Windows-1252. */
	if (name[0] == '\0' || strcasecmp(name, "iso-8859-1") == 0 ||
	    strcasecmp(name, "latin1") == 0 ||
	    strcasecmp(name, "us-ascii") == 0)
		memcpy(name, "windows-1252", sizeof("windows-1252"));
	if (charset_convert(name, *bytes, *len, out, f) < 0)
		return -1;
	*bytes = out->at ? out->at : "";
	*len = out->len;
	return 0;
}
