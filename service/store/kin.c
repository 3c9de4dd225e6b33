/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "ask.h"
#include "list.h"
#include "pack.h"
#include "visibility.h"

static int kin_row(const struct ask *ask, struct arena *a, struct kin *out,
                   struct fault *f)
{
	struct unpack u;
	uint64_t *sketch;
	size_t len;
	const void *bytes = row_blob(ask, 2, &len);

	memset(out, 0, sizeof(*out));
	row_into(ask, 0, out->submission, sizeof(out->submission));
	out->source = row_copy(ask, 1, a, f);
	out->n_sketch = len / sizeof(*sketch);
	sketch = arena_array(a, out->n_sketch + 1, sizeof(*sketch), f);
	if (!out->source || !sketch)
		return -1;
	unpack_init(&u, bytes, len);
	for (size_t i = 0; i < out->n_sketch; i++)
		sketch[i] = unpack_fixed(&u);
	out->sketch = sketch;
	return 0;
}

int store_kin(struct store *s, const struct reader *r, const char *id,
              struct arena *a, struct kin *out, struct fault *f)
{
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_KIN);
	visibility_bind(&ask, r);
	ask_text(&ask, ":id", id);
	rc = ask_row(&ask, f);
	if (rc == 1 && kin_row(&ask, a, out, f) < 0)
		rc = -1;
	ask_end(&ask);
	return rc;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_kin_before(struct store *s, const struct reader *r, const char *id,
                     struct arena *a, struct kin **out, size_t *n,
                     struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct kin *kin;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_KIN_BEFORE);
	visibility_bind(&ask, r);
	ask_text(&ask, ":id", id);
	while ((rc = ask_row(&ask, f)) == 1) {
		kin = rows_add(&rows, f);
		if (!kin || kin_row(&ask, a, kin, f) < 0) {
			rc = -1;
			break;
		}
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}
