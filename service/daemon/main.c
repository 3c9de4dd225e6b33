/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/fault.h"

int main(void)
{
	(void)fprintf(stderr, "gcmtrack: no verbs yet (%s)\n",
	              fault_name(FAULT_NONE));
	return 2;
}
