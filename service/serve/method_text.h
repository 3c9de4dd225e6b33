/* SPDX-License-Identifier: Apache-2.0 */
/* Method text: METHOD.md, as it stood when the program was built. */
#ifndef SERVE_METHOD_TEXT_H
#define SERVE_METHOD_TEXT_H

#include "catalogue.h"

/** One file. Static. */
extern const struct catalogue_file METHOD_TEXT[];

#endif
