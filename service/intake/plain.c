/* SPDX-License-Identifier: Apache-2.0 */
#include "sniff.h"

#include <string.h>

/* One sign of Markdown that plain text hardly has is enough; of those that it
   may have by chance, this many. */
#define SIGNS_NEEDED 3

/* How an address follows the words of a link. */
#define LINK "](http"

static bool starts(struct span line, const char *word)
{
	size_t len = strlen(word);

	return line.len >= len && memcmp(line.at, word, len) == 0;
}

/* "# Heading" to "###### Heading". */
static bool is_heading(struct span line)
{
	size_t n = 0;

	while (n < line.len && line.at[n] == '#')
		n++;
	return n >= 1 && n <= 6 && n + 1 < line.len && line.at[n] == ' ' &&
	       line.at[n + 1] != ' ';
}

/* "|---|:---:|", the line under the head of a table. */
static bool is_table_rule(struct span line)
{
	size_t dashes = 0;

	if (line.len < 3 || line.at[0] != '|')
		return false;
	for (size_t i = 0; i < line.len; i++) {
		dashes += line.at[i] == '-';
		if (line.at[i] == '\0' || !strchr("|-: \r", line.at[i]))
			return false;
	}
	return dashes >= 3;
}

/* Links, strong words, fences, quotes: none proves it alone. */
static size_t count_signs(struct span line)
{
	size_t signs = 0;

	signs += starts(line, "```") || starts(line, "> ");
	signs += memmem(line.at, line.len, LINK, strlen(LINK)) != NULL;
	signs += memmem(line.at, line.len, "**", 2) != NULL;
	return signs;
}

bool sniff_is_markdown(struct span head)
{
	size_t signs = 0;

	while (head.len > 0) {
		const char *end = memchr(head.at, '\n', head.len);
		struct span line = { head.at,
			             end ? (size_t)(end - head.at) : head.len };
		size_t step = line.len + (end ? 1 : 0);

		if (is_heading(line) || is_table_rule(line))
			return true;
		signs += count_signs(line);
		head.at += step;
		head.len -= step;
	}
	return signs >= SIGNS_NEEDED;
}
