/* SPDX-License-Identifier: Apache-2.0 */
/* A file of statistics, through the child's reader and intake's. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "extract.h"
#include "intake.h"
#include "model/series.h"
#include "model/text.h"

#define MEMORY_MOST ((size_t)128 << 20)

static const struct series_column COLUMNS[] = {
	{ .role = SERIES_ROLE_YEAR, .name = "Year", .as = "", .total = "" },
	{ .role = SERIES_ROLE_STATE,
	  .name = "Location of death",
	  .as = "",
	  .total = "",
	  .is_optional = true },
	{ .role = SERIES_ROLE_ID,
	  .name = "Incident ID",
	  .as = "",
	  .total = "",
	  .is_optional = true },
	{ .role = SERIES_ROLE_VALUE,
	  .name = "Value|Number Dead",
	  .as = "",
	  .total = "" },
};

static bool find(const void *context, const char *word, bool is_code,
                 char out[STATE_SIZE])
{
	(void)context;
	memcpy(out, "XAV", STATE_SIZE);
	return !is_code && strcmp(word, "Avelia") == 0;
}

static void read_as(const struct text *text, enum series_tally tally,
                    enum place_form place, struct arena *a)
{
	const struct series series = { .name = "fuzz",
		                       .tally = tally,
		                       .place = place,
		                       .keeps_rest = true,
		                       .columns = COLUMNS,
		                       .n_columns = 4 };
	const struct figures_want want = {
		.series = &series,
		.state = place == PLACE_DECLARED ? "XAV" : "",
		.year_last = 2030,
		.find = find,
	};
	struct figures figures;
	struct fault f = { .code = FAULT_NONE };
	uint64_t all;

	if (intake_figures(text->bytes, text->len, &want, a, &figures, &f) < 0)
		return;
	/* Every row is one thing. */
	all = (uint64_t)figures.used + figures.missing + figures.refused;
	if (tally == TALLY_SUM && all != figures.rows)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct text text;

	if (arena_new(MEMORY_MOST, &a, &f) < 0)
		return 0;
	if (extract_inside((const char *)data, size, FORMAT_TABLE, a, &text,
	                   &f) == 0) {
		read_as(&text, TALLY_SUM, PLACE_ADDRESS, a);
		read_as(&text, TALLY_VALUE, PLACE_DECLARED, a);
	}
	/* What a child in a stranger's hands might send. */
	read_as(&(struct text){ .bytes = (const char *)data, .len = size },
	        TALLY_VALUE, PLACE_DECLARED, a);
	arena_free(a);
	return 0;
}
