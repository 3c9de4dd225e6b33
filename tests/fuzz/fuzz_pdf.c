/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/arena.h"
#include "base/fault.h"
#include "model/text.h"

#include "extract.h"

#include "../../service/extract/blocks.h"
#include "../../service/extract/readers.h"

#define MEMORY_MOST ((size_t)128 << 20)

/* What pdftotext wrote: it read a stranger's file, so it may be anything. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct passage *passages;
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct blocks *b = NULL;
	struct text text;
	size_t n;

	if (arena_new(MEMORY_MOST, &a, &f) < 0)
		return 0;
	if (blocks_new(a, &b, &f) == 0 &&
	    read_pdf_layout((const char *)data, size, b, &f) == 0 &&
	    blocks_finish(b, FORMAT_PDF, &text, &f) == 0)
		(void)extract_passages(&text, a, &passages, &n, &f);
	arena_free(a);
	return 0;
}
