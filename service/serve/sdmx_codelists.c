/* SPDX-License-Identifier: Apache-2.0 */
/* Codelists: the standard's, ours, and those the catalogue fills. */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "catalogue.h"
#include "sdmx_content.h"
#include "sdmx_structure.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define EN(text)                         \
	{                                \
		{                        \
			[UN_EN] = (text) \
		}                        \
	}
#define NO_NAME              \
	{                    \
		{            \
			NULL \
		}            \
	}

#define CODE(id, name)                      \
	{                                   \
		id, EN(name), NO_NAME, NULL \
	}

/* The codes of SDMX's own lists that occur here. */
static const struct sdmx_item FREQ[] = {
	CODE("A", "Annual"),    CODE("S", "Half-yearly, semester"),
	CODE("Q", "Quarterly"), CODE("M", "Monthly"),
	CODE("W", "Weekly"),    CODE("D", "Daily"),
	CODE("_O", "Other"),
};

static const struct sdmx_item OBS_STATUS[] = {
	CODE("A", "Normal value"),
	CODE("L", "Missing value; data exist but were not collected"),
	CODE("M", "Missing value; data cannot exist"),
	CODE("O", "Missing value"),
	CODE("Q", "Missing value; suppressed"),
};

static const struct sdmx_item VOICES[VOICE_COUNT] = {
	[VOICE_STATE] = CODE("STATE", "The State itself"),
	[VOICE_CIVIL_SOCIETY] = CODE("CIVIL_SOCIETY", "Civil society"),
	[VOICE_INDEPENDENT] = CODE("INDEPENDENT", "Independent bodies"),
	[VOICE_PEER_STATE] = CODE("PEER_STATE", "Other States"),
	[VOICE_STATISTICS] = CODE("STATISTICS", "Statistics"),
};

static const struct sdmx_item SILENCE[CELL_STATUS_COUNT] = {
	[CELL_NO_REPORT] = CODE("NO_REPORT", "Nothing was received"),
	[CELL_SILENT] = CODE("SILENT", "Reported, without a word on it"),
	[CELL_MENTIONED] = CODE("MENTIONED", "Mentioned, nothing asserted"),
	[CELL_DEMANDED] = CODE("DEMANDED", "Demanded only"),
	[CELL_NOT_APPLICABLE] = CODE("NOT_APPLICABLE", "Not put to this State"),
	[CELL_NOT_DUE] = CODE("NOT_DUE", "The round is not over"),
	[CELL_UNREADABLE] =
		CODE("UNREADABLE", "What was received could not be read"),
	[CELL_NOT_ASSESSED] =
		CODE("NOT_ASSESSED", "Received and not yet assessed"),
	[CELL_THIN] = CODE("THIN", "Too little evidence to state a score"),
	[CELL_ASSESSED] = CODE("ASSESSED", "Assessed"),
};

/* Who made a figure: the codes of the UN Statistics Division. */
static const struct sdmx_item NATURE[] = {
	CODE("C", "Country data"),
	CODE("CA", "Country data, adjusted"),
	CODE("E", "Estimated"),
	CODE("M", "Modelled"),
	CODE("G", "Global monitoring data"),
};

/* A list under way. */
struct listing {
	const struct sdmx_ask *ask;
	struct sdmx_codelist *out;
	struct fault *fault;
};

static struct sdmx_item *items_new(struct listing *l, size_t n)
{
	struct sdmx_item *items =
		arena_array(l->ask->q->arena, n + 1, sizeof(*items), l->fault);

	l->out->items = items;
	l->out->n = n;
	return items;
}

/* WORD as a code, in the arena. */
static const char *code_new(struct listing *l, const char *word)
{
	char code[SDMX_CODE_SIZE];

	sdmx_code(word, code);
	return arena_string(l->ask->q->arena, code, l->fault);
}

static int fill_areas(struct listing *l)
{
	const struct snapshot *s = l->ask->snapshot;
	struct sdmx_item *items = items_new(l, s->n_states + 1);

	if (!items)
		return -1;
	for (size_t i = 0; i < s->n_states; i++) {
		items[i].id = s->states[i].iso3;
		memcpy(items[i].name.text, s->states[i].name,
		       sizeof(s->states[i].name));
	}
	items[s->n_states] =
		(struct sdmx_item)CODE(SDMX_NO_AREA,
	                               "Unknown: no State could be told");
	return 0;
}

static void name_titles(struct sdmx_name *out, const struct commitment *c)
{
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		out->text[i] =
			c->title[i].text ? c->title[i].text : c->label[i].text;
}

/* Catalogues, each with its commitments under it. */
static int fill_commitments(struct listing *l)
{
	const struct snapshot *s = l->ask->snapshot;
	size_t n;
	const struct catalogue_info *list = catalogue_list(s->catalogue, &n);
	struct sdmx_item *at = items_new(l, n + s->n_commitments);

	if (!at)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const char *parent = code_new(l, list[i].id);

		at->id = parent;
		at->name.text[UN_EN] = list[i].title;
		at++;
		for (size_t k = 0; k < list[i].n; k++, at++) {
			const struct commitment *c =
				&s->commitments[list[i].first + k];

			at->id = code_new(l, c->code);
			at->parent = parent;
			name_titles(&at->name, c);
			if (!at->id || !parent)
				return -1;
		}
	}
	return 0;
}

static int fill_rounds(struct listing *l)
{
	const struct snapshot *s = l->ask->snapshot;
	struct sdmx_item *items = items_new(l, s->n_rounds);

	for (size_t i = 0; items && i < s->n_rounds; i++) {
		items[i].id = code_new(l, s->rounds[i].id);
		items[i].name.text[UN_EN] = s->rounds[i].title;
		if (!items[i].id)
			return -1;
	}
	return items ? 0 : -1;
}

static int fill_series(struct listing *l)
{
	size_t n;
	const struct series *list =
		catalogue_series(l->ask->snapshot->catalogue, &n);
	struct sdmx_item *items = items_new(l, n);

	for (size_t i = 0; items && i < n; i++) {
		items[i].id = code_new(l, list[i].name);
		items[i].name.text[UN_EN] = list[i].title;
		if (!items[i].id)
			return -1;
	}
	return items ? 0 : -1;
}

/* "cause: Drowning", under the code that sdmx_breakdown() gives. */
static int fill_breakdown(struct listing *l, const struct facet *x,
                          struct sdmx_item *out)
{
	struct arena *a = l->ask->q->arena;
	char code[SDMX_CODE_SIZE];

	sdmx_breakdown(x->value, x->part, code);
	out->id = arena_string(a, code, l->fault);
	out->name.text[UN_EN] = x->value[0] ? arena_print(a, l->fault, "%s: %s",
	                                                  x->value, x->part)
	                                    : "Total";
	return out->id && out->name.text[UN_EN] ? 0 : -1;
}

/* What occurs; the total always does. */
static int fill_breakdowns(struct listing *l)
{
	struct facet *list = NULL;
	struct sdmx_item *items;
	size_t n = 0, used = 1;

	if (sdmx_facets(l->ask, &list, &n, l->fault) < 0)
		return -1;
	items = items_new(l, n + 1);
	if (!items)
		return -1;
	items[0] = (struct sdmx_item)CODE("_T", "Total");
	for (size_t i = 0; i < n; i++)
		if (list[i].kind == FACET_BY && list[i].value[0] &&
		    fill_breakdown(l, &list[i], &items[used++]) < 0)
			return -1;
	l->out->n = used;
	return 0;
}

static const struct {
	const char *id;
	const char *name;
	const char *about;
	const struct sdmx_item *items; /* or by `fill` */
	size_t n;
	int (*fill)(struct listing *l);
} LISTS[] = {
	{ "CL_AREA", "Reference areas",
	  "Member States of the United Nations, by ISO 3166-1 alpha-3", NULL, 0,
	  fill_areas },
	{ "CL_BREAKDOWN", "Breakdowns", "What figures are broken down by", NULL,
	  0, fill_breakdowns },
	{ "CL_COMMITMENT", "Commitments",
	  "Commitments, each under the catalogue that holds it", NULL, 0,
	  fill_commitments },
	{ "CL_FREQ", "Frequency", "Codes of SDMX that occur here", FREQ,
	  COUNT(FREQ), NULL },
	{ "CL_NATURE", "Nature of figures",
	  "Who made a figure, as the UN Statistics Division codes it", NATURE,
	  COUNT(NATURE), NULL },
	{ "CL_OBS_STATUS", "Observation status",
	  "Codes of SDMX that occur here", OBS_STATUS, COUNT(OBS_STATUS),
	  NULL },
	{ "CL_ROUND", "Review rounds",
	  "Rounds of the Compact's review and of others", NULL, 0,
	  fill_rounds },
	{ "CL_SERIES", "Series", "Statistics, as their publishers issue them",
	  NULL, 0, fill_series },
	{ "CL_SILENCE", "Status of cells", "Silence is typed", SILENCE,
	  COUNT(SILENCE), NULL },
	{ "CL_VOICE", "Voices", "Who speaks", VOICES, COUNT(VOICES), NULL },
};

const struct sdmx_codelist *sdmx_codelist(const struct sdmx_ask *ask,
                                          const char *id, struct fault *f)
{
	struct sdmx_codelist *out = arena_alloc(ask->q->arena, sizeof(*out), f);
	struct listing l = { ask, out, f };

	for (size_t i = 0; out && i < COUNT(LISTS); i++) {
		if (strcmp(LISTS[i].id, id) != 0)
			continue;
		out->id = LISTS[i].id;
		out->name.text[UN_EN] = LISTS[i].name;
		out->about.text[UN_EN] = LISTS[i].about;
		out->items = LISTS[i].items;
		out->n = LISTS[i].n;
		return !LISTS[i].fill || LISTS[i].fill(&l) == 0 ? out : NULL;
	}
	return NULL;
}

const struct sdmx_item *sdmx_item_find(const struct sdmx_codelist *cl,
                                       const char *code)
{
	for (size_t i = 0; i < cl->n; i++)
		if (strcmp(cl->items[i].id, code) == 0)
			return &cl->items[i];
	return NULL;
}

const char *sdmx_name_best(const struct sdmx_ask *ask,
                           const struct sdmx_name *name)
{
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		if ((ask->languages & (1u << (unsigned)i)) && name->text[i])
			return name->text[i];
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		if (name->text[i])
			return name->text[i];
	return "";
}
