/* SPDX-License-Identifier: Apache-2.0 */
#include "readers.h"

#include <libxml/parser.h>

void readers_warm(void)
{
	xmlInitParser();
	language_warm();
}
