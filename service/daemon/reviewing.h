/* SPDX-License-Identifier: Apache-2.0 */
/* Reviewing: the three things `gcmtrack review` does. */
#ifndef DAEMON_REVIEWING_H
#define DAEMON_REVIEWING_H

#include <stdbool.h>

#include "cli.h"
#include "desk.h"
#include "intake.h"

/* All passages of one database with their codings. */
#define REVIEW_MEMORY_MOST ((size_t)4 << 30)

struct review_options {
	bool agreement;
	bool bom;
	struct cli_list catalogues;
	const char *coder;
	struct cli_list commitments;
	const char *db;
	bool decisions;
	const char *format;
	bool give;
	bool least_certain;
	int limit;
	bool most_moving;
	struct cli_list rounds;
	struct cli_list states;
	const char *take;
	bool uncoded;
	struct cli_list voices;
};

struct review_desk {
	const struct review_options *options;
	struct desk *desk;
	enum decision_format format;
	uint32_t voices; /* bit per enum voice; 0 any */
};

/** Says whether WORD is in LIST, or LIST is empty. */
bool review_has(const struct cli_list *list, const char *word);

/** Writes codings, or with --decisions decisions, to standard output. */
int review_give(const struct review_desk *r, struct fault *f);

/** Prints how far coders agree, and how often the program was right. */
int review_agreement(const struct review_desk *r, struct fault *f);

#endif
