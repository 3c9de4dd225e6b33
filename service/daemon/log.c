/* SPDX-License-Identifier: Apache-2.0 */
#include "log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"

/* A line longer than this is cut: values come from outside. */
#define LINE_MOST ((size_t)4096)

static bool is_plain(const char *value)
{
	return *value && !value[strcspn(value, " \"\\=\t\r\n\a\b\f\v\033\177")];
}

static void value_add(struct buf *b, const char *value)
{
	struct fault f;

	if (is_plain(value)) {
		/* By character: what does not fit is cut, not dropped. */
		while (*value)
			(void)buf_add_char(b, *value++, &f);
		return;
	}
	(void)buf_add_char(b, '"', &f);
	for (; *value; value++) {
		unsigned char c = (unsigned char)*value;

		if (c == '"' || c == '\\')
			(void)buf_add_char(b, '\\', &f);
		if (c < ' ' || c == 0x7f)
			(void)buf_addf(b, &f, "\\x%02x", c);
		else
			(void)buf_add_char(b, (char)c, &f);
	}
	(void)buf_add_char(b, '"', &f);
}

void log_event(enum log_level most, enum log_level level, const char *event,
               ...)
{
	char now[CLOCK_TEXT_SIZE];
	const char *key;
	struct fault f;
	struct buf b;
	va_list args;

	if (level > most)
		return;
	buf_init(&b, LINE_MOST);
	clock_text(clock_now_s(), now);
	(void)buf_addf(&b, &f, "time=%s level=%s event=%s", now,
	               LOG_LEVEL_NAMES[level], event);
	va_start(args, event);
	while ((key = va_arg(args, const char *))) {
		(void)buf_addf(&b, &f, " %s=", key);
		value_add(&b, va_arg(args, const char *));
	}
	va_end(args);
	if (b.len == b.most)
		b.len--;
	(void)buf_add_char(&b, '\n', &f);
	/* One write, so that lines of several processes do not mix. */
	if (b.at && write(STDERR_FILENO, b.at, b.len) < 0) {
		/* There is nowhere left to say so. */
	}
	buf_clear(&b);
}
