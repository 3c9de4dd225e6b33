/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Speaker: who is known to speak in documents that quote many, and the words
 * by which a document says that they do. METHOD.md 5.2.
 *
 * Takes:  what the speaker files say.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_SPEAKER_H
#define MODEL_SPEAKER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/submission.h"

/* What a word or phrase of a speaker file does. */
enum speaker_word {
	WORD_SAYS,        /* "recommended": who stands before it speaks */
	WORD_BETWEEN,     /* "also", "had": may stand between the two */
	WORD_ACCORDING,   /* "according to": who comes after it speaks */
	WORD_AND,         /* "and": joins two who speak */
	WORD_AGAIN,       /* "the Committee": whoever of that kind spoke last */
	WORD_MANDATE,     /* "Special Rapporteur on": begins a name */
	WORD_INSTITUTION, /* "Ombudsman": a body whose voice is independent */
	WORD_DELEGATION,  /* "the delegation": the state under review */
	WORD_ANSWER,      /* "Regarding": how an answer begins in a review */
	WORD_LIST,        /* a document's own list of sources begins */
	WORD_CIVIL,       /* in the list: civil society from here on */
	WORD_INDEPENDENT, /* in the list: independent bodies from here on */
	WORD_JOINT,       /* "Joint submission": a number, then its members */
	WORD_MEMBERS,     /* "submitted by": the members follow */
	WORD_ATTACHED,    /* "Attachments:": texts of the body before */
	WORD_PAGE,        /* "para.": what stands before it was cited */
	WORD_IBID,        /* "Ibid.": the same as in the note before */
	WORD_SEE,         /* "See also": the others who say so */
	WORD_NOTES,       /* heading above notes that run on */
	WORD_SUMMARY,     /* title of a summary of stakeholders' submissions */
	WORD_COMPILATION, /* title of a compilation of UN information */
	WORD_REVIEW,      /* title of a report of a peer review */
	WORD_PRESENTATION, /* section: the state under review speaks */
	WORD_DIALOGUE,     /* section: states speak in turn */
	WORD_CONCLUSIONS,  /* section: recommendations, with who made them */
	WORD_PLEDGES,      /* section: the state under review promises */
	WORD_ANNEX,        /* section: nobody speaks */
	WORD_COUNT
};

static const char *const SPEAKER_WORDS[WORD_COUNT] = {
	[WORD_SAYS] = "says",
	[WORD_BETWEEN] = "between",
	[WORD_ACCORDING] = "according",
	[WORD_AND] = "and",
	[WORD_AGAIN] = "again",
	[WORD_MANDATE] = "mandate",
	[WORD_INSTITUTION] = "institution",
	[WORD_DELEGATION] = "delegation",
	[WORD_ANSWER] = "answer",
	[WORD_LIST] = "list",
	[WORD_CIVIL] = "civil",
	[WORD_INDEPENDENT] = "independent",
	[WORD_JOINT] = "joint",
	[WORD_MEMBERS] = "members",
	[WORD_ATTACHED] = "attached",
	[WORD_PAGE] = "page",
	[WORD_IBID] = "ibid",
	[WORD_SEE] = "see",
	[WORD_NOTES] = "notes",
	[WORD_SUMMARY] = "summary",
	[WORD_COMPILATION] = "compilation",
	[WORD_REVIEW] = "review",
	[WORD_PRESENTATION] = "presentation",
	[WORD_DIALOGUE] = "dialogue",
	[WORD_CONCLUSIONS] = "conclusions",
	[WORD_PLEDGES] = "pledges",
	[WORD_ANNEX] = "annex",
};

struct speaker_phrase {
	enum speaker_word kind;
	const char *words;
};

/* One body or state, by every name it is known to go by. */
struct speaker {
	const char *key; /* "CERD"; of a state its ISO 3166-1 alpha-3 */
	bool is_state;
	enum voice voice;
	const char *const *names; /* the first is the one shown */
	size_t n_names;
	const char *const *symbols; /* how its documents' symbols begin */
	size_t n_symbols;
};

struct speakers {
	const struct speaker *at;
	size_t n;
	const struct speaker_phrase *phrases; /* as the files list them */
	size_t n_phrases;
};

#endif
