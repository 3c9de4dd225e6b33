/* SPDX-License-Identifier: Apache-2.0 */
#include "groups.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "model/commitment.h"

#include "catalogue.h"

static const struct {
	const char *name;
	size_t at; /* of the bool in struct state */
} FLAGS[] = {
	{ "osce", offsetof(struct state, is_osce) },
	{ "coe", offsetof(struct state, is_coe) },
	{ "champion", offsetof(struct state, is_champion) },
	{ "ldc", offsetof(struct state, is_ldc) },
	{ "lldc", offsetof(struct state, is_lldc) },
	{ "sids", offsetof(struct state, is_sids) },
};

#define FLAGS_COUNT (sizeof(FLAGS) / sizeof(FLAGS[0]))

static bool has_flag(const struct state *state, size_t i)
{
	return *(const bool *)((const char *)state + FLAGS[i].at);
}

static char lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if (c == ' ')
		return '_';
	return c;
}

/* Says whether the LEN bytes at TEXT are NAME once written as a group. */
static bool spells(const char *text, size_t len, const char *name)
{
	size_t i = 0;

	while (i < len && name[i] && lower(text[i]) == name[i])
		i++;
	return i == len && len > 0 && name[i] == '\0';
}

static bool has_commission(const struct state *state, const char *name)
{
	const char *at = state->commissions ? state->commissions : "";

	while (*at) {
		size_t len = strcspn(at, " ");

		if (spells(at, len, name))
			return true;
		at += len;
		at += strspn(at, " ");
	}
	return false;
}

bool state_in_group(const struct state *state, const char *name)
{
	for (size_t i = 0; i < FLAGS_COUNT; i++)
		if (strcmp(FLAGS[i].name, name) == 0)
			return has_flag(state, i);
	return has_commission(state, name) ||
	       (state->region &&
	        spells(state->region, strlen(state->region), name)) ||
	       (state->subregion &&
	        spells(state->subregion, strlen(state->subregion), name));
}

bool is_group(const struct catalogue *c, const char *name)
{
	size_t n;
	const struct state *states = catalogue_states(c, &n);

	for (size_t i = 0; i < n; i++)
		if (state_in_group(&states[i], name))
			return true;
	return false;
}

/* Writes TEXT as groups are written; a slash parts two of them, and so does
   a blank where HAS_BLANKS. */
static void lower_all(char *text, bool has_blanks)
{
	for (; *text; text++) {
		if (*text == '/')
			*text = ' ';
		else if (*text != ' ' || !has_blanks)
			*text = lower(*text);
	}
}

const char *state_groups(const struct state *state, struct arena *a,
                         struct fault *f)
{
	char *regions =
		arena_print(a, f, "%s/%s", state->region ? state->region : "",
	                    state->subregion ? state->subregion : "");
	char *commissions =
		arena_string(a, state->commissions ? state->commissions : "",
	                     f);
	const char *all;

	if (!regions || !commissions)
		return NULL;
	lower_all(regions, false);
	lower_all(commissions, true);
	all = arena_print(a, f, "%s %s", regions, commissions);
	for (size_t i = 0; all && i < FLAGS_COUNT; i++)
		if (has_flag(state, i))
			all = arena_print(a, f, "%s %s", all, FLAGS[i].name);
	return all;
}
