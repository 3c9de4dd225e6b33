/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readers: one function per format, all of one shape. Each feeds what it reads
 * into blocks, opens no file, trusts no length, and refuses in words that say
 * what is wrong and what to do.
 *
 * They run inside the confined child, so whatever a library would load from
 * disk must have been loaded by readers_warm() before.
 */
#ifndef EXTRACT_READERS_H
#define EXTRACT_READERS_H

#include <stddef.h>

struct blocks;
struct fault;

/* Deepest nesting of elements taken; no report we have seen passes 60. */
#define READERS_DEPTH_MOST 256

typedef int reader(const char *bytes, size_t len, struct blocks *b,
                   struct fault *f);

reader read_report; /* our own structured XML report: report.rng */
reader read_akn;    /* Akoma Ntoso 3.0 and its drafts */
reader read_html;
reader read_docx;
reader read_odt;
reader read_markdown;   /* UTF-8, without a byte order mark */
reader read_text;       /* UTF-8, without a byte order mark */
reader read_pdf_layout; /* what `pdftotext -tsv` wrote */

/**
 * Loads what the libraries would otherwise open files for. Called before the
 * child is confined; may be called often, works once.
 */
void readers_warm(void);

/** The part of readers_warm() that is for language and text: language.c. */
void language_warm(void);

#endif
