/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/fault.h"

#include "intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fault f = { .code = FAULT_NONE };
	enum format format;

	(void)intake_sniff((const char *)data, size, &format, &f);
	return 0;
}
