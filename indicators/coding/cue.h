/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cue: the kinds of words that decide a level, METHOD.md 3. Their phrases are
 * data (codebook files); what they mean together is level.c.
 */
#ifndef CODING_CUE_H
#define CODING_CUE_H

enum cue {
	CUE_NOT,      /* not, no, never, without */
	CUE_DEMAND,   /* should, recommends, urges, calls upon */
	CUE_ORDER,    /* a passage that begins "Ratify", "Ensure" */
	CUE_CONTINUE, /* continue to: a mention, whoever says it */
	CUE_STOP,     /* end, refrain from, prohibit: turns an against-term */
	CUE_LACK,     /* lacks, insufficient, remains concerned */
	CUE_DESPITE,  /* despite, although: takes back the lack after it */
	CUE_WORSE,    /* deteriorated, repealed, deaths */
	CUE_WILL,     /* will, plans to, is drafting */
	CUE_OUTCOME,  /* reduced, were reunited, obtained */
	CUE_EFFECT, /* reduced from … to …, no child was: needs no figure */
	CUE_DONE,   /* adopted, established, provides */
	CUE_RUNNING,  /* weaker: has been, is being, supports */
	CUE_ACTIVITY, /* trained, workshops: outputs, no results */
	CUE_PRAISE,   /* welcomed, commended */
	CUE_ASK,      /* asked, enquired */
	CUE_PEOPLE,   /* persons, children, families */
	CUE_SAYS,     /* noted, recommended: a state before it speaks */
	CUE_ASKED_BY, /* inquiries by: the states after it speak */
	CUE_AWAY,     /* from, with: the state after it is another one */
	CUE_GENERAL,  /* Member States: a demand on no state */
	CUE_COUNT
};

static const char *const CUE_NAMES[CUE_COUNT] = {
	[CUE_NOT] = "not",           [CUE_DEMAND] = "demand",
	[CUE_ORDER] = "order",       [CUE_CONTINUE] = "continue",
	[CUE_STOP] = "stop",         [CUE_LACK] = "lack",
	[CUE_DESPITE] = "despite",   [CUE_WORSE] = "worse",
	[CUE_WILL] = "will",         [CUE_OUTCOME] = "outcome",
	[CUE_EFFECT] = "effect",     [CUE_DONE] = "done",
	[CUE_RUNNING] = "running",   [CUE_ACTIVITY] = "activity",
	[CUE_PRAISE] = "praise",     [CUE_ASK] = "ask",
	[CUE_PEOPLE] = "people",     [CUE_SAYS] = "says",
	[CUE_ASKED_BY] = "asked-by", [CUE_AWAY] = "away",
	[CUE_GENERAL] = "general",
};

#endif
