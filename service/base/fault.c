/* SPDX-License-Identifier: Apache-2.0 */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static const char *const NAMES[FAULT_COUNT] = {
	[FAULT_NONE] = "none",
	[FAULT_INPUT] = "input",
	[FAULT_UNSUPPORTED] = "unsupported",
	[FAULT_LIMIT] = "limit",
	[FAULT_NOTFOUND] = "not_found",
	[FAULT_CONFLICT] = "conflict",
	[FAULT_STORE] = "store",
	[FAULT_SYSTEM] = "system",
	[FAULT_MEMORY] = "memory",
};

int fault_set(struct fault *f, enum fault_code code, const char *fmt, ...)
{
	va_list args;
	int n;

	f->code = code;
	va_start(args, fmt);
	n = vsnprintf(f->text, sizeof(f->text), fmt, args);
	va_end(args);
	if (n >= (int)sizeof(f->text))
		f->text[utf8_floor(f->text, sizeof(f->text) - 1,
		                   sizeof(f->text) - 1)] = '\0';
	return -1;
}

const char *fault_name(enum fault_code code)
{
	return code < FAULT_COUNT ? NAMES[code] : "unknown";
}
