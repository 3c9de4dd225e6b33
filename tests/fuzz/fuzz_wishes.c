/* SPDX-License-Identifier: Apache-2.0 */
/* Headers that say what a client wishes: Accept and its kin, tags, dates. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../../service/serve/etag.h"
#include "../../service/serve/negotiate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	int64_t at = 0;
	int form;

	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	form = negotiate_form(text, FORM_BIT(FORM_JSON) | FORM_BIT(FORM_CSV));
	if (form >= 0 && form != FORM_JSON && form != FORM_CSV)
		abort();
	if (negotiate_language(text) >= UN_LANGUAGE_COUNT)
		abort();
	(void)negotiate_gzip(text);
	(void)etag_is_listed(text, "\"0123456789abcdef\"");
	(void)http_date_read(text, &at);
	free(text);
	return 0;
}
