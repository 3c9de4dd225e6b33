/* SPDX-License-Identifier: Apache-2.0 */
/* The two flows, what they are made of, and how a round becomes a period. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

#include "sdmx_structure.h"
#include "snapshot.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define CODED(id, role, list, attached, relates, must)              \
	{                                                           \
		id, list, relates, role, SDMX_CODED, attached, must \
	}
#define PLAIN(id, role, type, attached, relates)               \
	{                                                      \
		id, NULL, relates, role, type, attached, false \
	}

static const struct sdmx_component CELLS[] = {
	CODED("FREQ", SDMX_DIMENSION, "CL_FREQ", 0, NULL, true),
	CODED("REF_AREA", SDMX_DIMENSION, "CL_AREA", 0, NULL, true),
	CODED("COMMITMENT", SDMX_DIMENSION, "CL_COMMITMENT", 0, NULL, true),
	CODED("VOICE", SDMX_DIMENSION, "CL_VOICE", 0, NULL, true),
	PLAIN("TIME_PERIOD", SDMX_TIME, SDMX_TIME_TYPE, 0, NULL),
	PLAIN("OBS_VALUE", SDMX_MEASURE, SDMX_DOUBLE, 0, NULL),
	PLAIN("LOW", SDMX_MEASURE, SDMX_DOUBLE, 0, NULL),
	PLAIN("HIGH", SDMX_MEASURE, SDMX_DOUBLE, 0, NULL),
	CODED("OBS_STATUS", SDMX_ATTRIBUTE, "CL_OBS_STATUS",
	      SDMX_TO_OBSERVATION, NULL, true),
	CODED("SILENCE", SDMX_ATTRIBUTE, "CL_SILENCE", SDMX_TO_OBSERVATION,
	      NULL, false),
	CODED("ROUND", SDMX_ATTRIBUTE, "CL_ROUND", SDMX_TO_OBSERVATION, NULL,
	      false),
	PLAIN("N_SOURCES", SDMX_ATTRIBUTE, SDMX_INTEGER, SDMX_TO_OBSERVATION,
	      NULL),
	PLAIN("N_PASSAGES", SDMX_ATTRIBUTE, SDMX_INTEGER, SDMX_TO_OBSERVATION,
	      NULL),
	PLAIN("METHOD", SDMX_ATTRIBUTE, SDMX_TEXT, SDMX_TO_DATASET, NULL),
	PLAIN("RELEASE", SDMX_ATTRIBUTE, SDMX_TEXT, SDMX_TO_DATASET, NULL),
};

static const struct sdmx_component OBSERVATIONS[] = {
	CODED("FREQ", SDMX_DIMENSION, "CL_FREQ", 0, NULL, true),
	CODED("REF_AREA", SDMX_DIMENSION, "CL_AREA", 0, NULL, true),
	CODED("SERIES", SDMX_DIMENSION, "CL_SERIES", 0, NULL, true),
	CODED("BREAKDOWN", SDMX_DIMENSION, "CL_BREAKDOWN", 0, NULL, true),
	PLAIN("TIME_PERIOD", SDMX_TIME, SDMX_TIME_TYPE, 0, NULL),
	PLAIN("OBS_VALUE", SDMX_MEASURE, SDMX_DOUBLE, 0, NULL),
	CODED("OBS_STATUS", SDMX_ATTRIBUTE, "CL_OBS_STATUS",
	      SDMX_TO_OBSERVATION, NULL, true),
	CODED("NATURE", SDMX_ATTRIBUTE, "CL_NATURE", SDMX_TO_SERIES, "SERIES",
	      false),
	PLAIN("UNIT_MEASURE", SDMX_ATTRIBUTE, SDMX_TEXT, SDMX_TO_SERIES,
	      "SERIES"),
	PLAIN("EDITION", SDMX_ATTRIBUTE, SDMX_TEXT, SDMX_TO_OBSERVATION, NULL),
	PLAIN("SOURCE", SDMX_ATTRIBUTE, SDMX_TEXT, SDMX_TO_OBSERVATION, NULL),
	PLAIN("RELEASE", SDMX_ATTRIBUTE, SDMX_TEXT, SDMX_TO_DATASET, NULL),
};

static const struct sdmx_flow FLOWS[] = {
	{ "CELLS", CELLS, COUNT(CELLS), 5, 3 },
	{ "OBSERVATIONS", OBSERVATIONS, COUNT(OBSERVATIONS), 5, 1 },
};

const char *const SDMX_STATUS_CODES[CELL_STATUS_COUNT] = {
	[CELL_NO_REPORT] = "O",      [CELL_SILENT] = "O",
	[CELL_MENTIONED] = "O",      [CELL_DEMANDED] = "O",
	[CELL_NOT_APPLICABLE] = "M", [CELL_NOT_DUE] = "O",
	[CELL_UNREADABLE] = "L",     [CELL_NOT_ASSESSED] = "L",
	[CELL_THIN] = "Q",           [CELL_ASSESSED] = "A",
};

const struct sdmx_flow *sdmx_flows(size_t *n)
{
	*n = COUNT(FLOWS);
	return FLOWS;
}

const struct sdmx_flow *sdmx_flow_find(const char *id)
{
	for (size_t i = 0; i < COUNT(FLOWS); i++)
		if (strcmp(FLOWS[i].id, id) == 0)
			return &FLOWS[i];
	return NULL;
}

const struct sdmx_component *sdmx_component_find(const struct sdmx_flow *flow,
                                                 const char *id)
{
	for (size_t i = 0; i < flow->n; i++)
		if (strcmp(flow->components[i].id, id) == 0)
			return &flow->components[i];
	return NULL;
}

/* ---- codes -------------------------------------------------------------- */

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_plain(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char capital(char c)
{
	return (char)(c - 'a' + 'A');
}

void sdmx_code(const char *word, char out[SDMX_CODE_SIZE])
{
	size_t n = 0;
	/* "CTA26.4b" is a code already and keeps its letters. */
	bool is_code = is_plain(word[0]);

	for (; word[n] && n < SDMX_CODE_SIZE - 1; n++) {
		char c = word[n];

		if (is_small(c) && !is_code)
			c = capital(c);
		else if (!is_small(c) && !is_plain(c))
			c = '_';
		out[n] = c;
	}
	out[n] = '\0';
}

/* Whether C at I of a name reads the same again out of a code: names are
   "Mixed or unknown", what they are of is "route" or "cause_of_death". */
static bool is_regular(char c, size_t i, bool is_name)
{
	if (is_small(c))
		return i > 0 || !is_name;
	if (c >= '0' && c <= '9')
		return true;
	if (is_name)
		return i == 0 ? is_plain(c) : c == ' ';
	return c == '_';
}

/* Appends TEXT in capitals to OUT, up to MOST bytes in all; false when another
   text would read the same. */
static bool add_plain(const char *text, bool is_name, size_t most, char *out,
                      size_t *n)
{
	bool is_same = true;
	size_t i;

	for (i = 0; text[i] && *n < most; i++) {
		char c = text[i];

		is_same &= is_regular(c, i, is_name);
		if (is_small(c))
			c = capital(c);
		if (!is_plain(c))
			c = '_';
		if (c == '_' && i > 0 && out[*n - 1] == '_')
			is_same = false;
		else
			out[(*n)++] = c;
	}
	return is_same && text[i] == '\0';
}

/* Where what is broken down by ends at most, and then the member; a dash and
   8 digits follow. */
#define BY_MOST     24
#define MEMBER_MOST (SDMX_CODE_SIZE - 10)

/* FNV-1a: short, the same everywhere, and nobody's secret. */
static uint32_t mix(uint32_t sum, const char *text)
{
	do {
		sum = (sum ^ (unsigned char)*text) * 16777619u;
	} while (*text++);
	return sum;
}

void sdmx_breakdown(const char *by, const char *member,
                    char out[SDMX_CODE_SIZE])
{
	static const char HEX[] = "0123456789ABCDEF";
	uint32_t sum;
	bool is_same;
	size_t n = 0;

	if (by[0] == '\0') {
		memcpy(out, "_T", 3);
		return;
	}
	is_same = add_plain(by, false, BY_MOST, out, &n);
	out[n++] = '-';
	is_same &= add_plain(member, true, MEMBER_MOST, out, &n);
	if (!is_same) {
		sum = mix(mix(2166136261u, by), member);
		out[n++] = '-';
		for (int i = 28; i >= 0; i -= 4)
			out[n++] = HEX[(sum >> (unsigned)i) & 15];
	}
	out[n] = '\0';
}

/* ---- periods ------------------------------------------------------------ */

static const struct {
	const char *freq;
	size_t len; /* of a date */
} PERIODS[] = { { "A", 4 }, { "M", 7 }, { "D", 10 } };

static void write_year(int year, char *out)
{
	for (size_t i = 4; i-- > 0; year /= 10)
		out[i] = (char)('0' + year % 10);
}

/* The last day of the window of R as "2026-05-08", or its year alone. */
static void round_date(const struct round *r, size_t kind,
                       char out[CLOCK_TEXT_SIZE])
{
	if (kind == 0) {
		write_year(r->year, out);
	} else {
		clock_text(r->closes_s - 1, out);
	}
	out[PERIODS[kind].len] = '\0';
}

/* Whether round A comes before B: it opens earlier, or stands earlier. */
static bool is_before(const struct snapshot *s, size_t a, size_t b)
{
	int64_t opens_a = s->rounds[a].opens_s, opens_b = s->rounds[b].opens_s;

	return opens_a < opens_b || (opens_a == opens_b && a < b);
}

/* Says whether a round before AT has its date of KIND. */
static bool is_taken(const struct snapshot *s, size_t at, size_t kind)
{
	char mine[CLOCK_TEXT_SIZE], other[CLOCK_TEXT_SIZE];

	round_date(&s->rounds[at], kind, mine);
	for (size_t i = 0; i < s->n_rounds; i++) {
		if (i == at || !is_before(s, i, at))
			continue;
		round_date(&s->rounds[i], kind, other);
		if (strcmp(mine, other) == 0)
			return true;
	}
	return false;
}

const char *sdmx_period(const struct snapshot *s, size_t at,
                        char period[SDMX_PERIOD_SIZE])
{
	char date[CLOCK_TEXT_SIZE];
	size_t kind = 0;

	while (kind + 1 < COUNT(PERIODS) && is_taken(s, at, kind))
		kind++;
	round_date(&s->rounds[at], kind, date);
	memcpy(period, date, PERIODS[kind].len + 1);
	return PERIODS[kind].freq;
}

/* The year in which a span such as "2016/17" or "1980 to 1990" ends. */
static int span_end(const char *span, int year)
{
	size_t n = strlen(span), digits = 0;
	int end = 0, scale = 1;

	while (digits < n && digits < 4 && span[n - 1 - digits] >= '0' &&
	       span[n - 1 - digits] <= '9') {
		end += scale * (span[n - 1 - digits++] - '0');
		scale *= 10;
	}
	end += year / scale * scale;
	return end < year ? end + scale : end;
}

const char *sdmx_figure_period(const struct figure *figure,
                               char period[SDMX_PERIOD_SIZE])
{
	const char *what = figure->period;

	write_year(figure->year, period);
	if (what[0] == '\0') {
		period[4] = '\0';
		return "A";
	}
	if (what[0] == 'Q') {
		(void)snprintf(period + 4, SDMX_PERIOD_SIZE - 4, "-%.2s", what);
		return "Q";
	}
	(void)snprintf(period + 4, SDMX_PERIOD_SIZE - 4, "-01-01/P%uY",
	               (unsigned)(span_end(what, figure->year) - figure->year +
	                          1) %
	                       10000);
	return "_O";
}
