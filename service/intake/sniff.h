/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sniff: the parts of telling a format that look at text. None of it parses;
 * that is the confined child's work.
 */
#ifndef INTAKE_SNIFF_H
#define INTAKE_SNIFF_H

#include <stdbool.h>

#include "base/span.h"
#include "model/submission.h"

struct fault;

#define SNIFF_IMAGE \
	"this is an image: send the document, or run OCR and send the text"
#define SNIFF_SOUND "this is sound or film: send a transcript"
#define SNIFF_ARCHIVE \
	"this is an archive: unpack it and send each document by itself"
#define SNIFF_PROGRAM "this is a program, not a document: it is not taken"

/**
 * Tells XML and HTML by the root element: 1 told, 0 neither, -1 refused.
 */
int sniff_markup(struct span head, enum format *out, struct fault *f);

/** Says whether plain text is written as Markdown. */
bool sniff_is_markdown(struct span head);

#endif
