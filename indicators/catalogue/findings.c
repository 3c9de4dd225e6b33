/* SPDX-License-Identifier: Apache-2.0 */
#include "read.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/fault.h"

/* One finding, cut if a file quotes something longer. */
#define WORDS_SIZE 400

static void note(struct findings *fs, const char *name, long line,
                 const char *words)
{
	struct fault f; /* a full report is cut, never a failure */

	if (fs->is_cut)
		return;
	if (fs->n == FINDINGS_MOST) {
		(void)buf_addf(fs->report, &f,
		               "%s:%ld: more findings are left out; mend "
		               "these and check again\n",
		               name, line);
		fs->is_cut = true;
		return;
	}
	if (buf_addf(fs->report, &f, "%s:%ld: %s\n", name, line, words) < 0) {
		fs->is_cut = true;
		return;
	}
	fs->line[fs->n++] = line;
}

void finding_add(struct findings *fs, const struct source *src,
                 const xmlNode *node, const char *fmt, ...)
{
	char words[WORDS_SIZE];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(words, sizeof(words), fmt, args);
	va_end(args);
	note(fs, src->name, node ? xmlGetLineNo(node) : 1, words);
}

void finding_at(struct findings *fs, const char *name, long line,
                const char *fmt, ...)
{
	char words[WORDS_SIZE];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(words, sizeof(words), fmt, args);
	va_end(args);
	note(fs, name, line, words);
}
