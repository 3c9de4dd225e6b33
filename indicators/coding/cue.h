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
	CUE_EFFECT,   /* detention has ended: the harm is over */
	CUE_DONE,     /* adopted, established, provides */
	CUE_RUNNING,  /* weaker: has been, is being, supports */
	CUE_ACTIVITY, /* trained, workshops: outputs, no results */
	CUE_PRAISE,   /* welcomed, commended */
	CUE_ASK,      /* asked, enquired */
	CUE_PEOPLE,   /* persons, children, families */
	CUE_SAYS,     /* noted, recommended: a state before it speaks */
	CUE_ASKED_BY, /* inquiries by: the states after it speak */
	CUE_AWAY,     /* from, with: the state after it is another one */
	CUE_GENERAL,  /* Member States: a demand on no state */
	CUE_HARM,     /* deaths, fees, detention: less of it is better */
	CUE_GOOD,     /* access, enrolment: more of it is better */
	CUE_FALL,     /* fell, declined */
	CUE_RISE,     /* rose, doubled */
	CUE_MOVE,     /* went from 71 to 93: the figures tell which way */
	CUE_ABUSE,    /* were held in detention, prosecuted for helping */
	CUE_SPARED,   /* no child was detained, are no longer deported */
	CUE_OVER,     /* have ceased: ends the harm before it */
	CUE_DENIAL,   /* not, never: inside a harm they take it back */
	CUE_HARMLESS, /* non-refoulement, licence revoked: only sounds so */
	CUE_LAW,      /* under the Act: its "must" is in force */
	CUE_DUTY,     /* must: of the demands those a law speaks in */
	CUE_ANEW,     /* and adopt: something new beside what continues */
	CUE_IDIOM,    /* call for proposals: takes back the cue in it */
	CUE_MEANS,    /* funding, staff: less is worse, more is a measure */
	CUE_FIGURE,   /* thousands of: a figure in words */
	CUE_NATION,   /* Afghans: people, not their state */
	CUE_ABROAD,   /* funded projects in: the state after it receives */
	CUE_BARE,     /* without: a negation of things, not of verbs */
	CUE_PLACE,    /* in: where the document's own state does it */
	CUE_CITE,     /* para, p, A/HRC: what endnotes are made of */
	CUE_VOID,     /* a longer word: the cues inside it are none */
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
	[CUE_GENERAL] = "general",   [CUE_HARM] = "harm",
	[CUE_GOOD] = "good",         [CUE_FALL] = "fall",
	[CUE_RISE] = "rise",         [CUE_MOVE] = "move",
	[CUE_ABUSE] = "abuse",       [CUE_SPARED] = "spared",
	[CUE_OVER] = "over",         [CUE_DENIAL] = "denial",
	[CUE_HARMLESS] = "harmless", [CUE_LAW] = "law",
	[CUE_DUTY] = "duty",         [CUE_ANEW] = "anew",
	[CUE_IDIOM] = "idiom",       [CUE_MEANS] = "means",
	[CUE_FIGURE] = "figure",     [CUE_NATION] = "nation",
	[CUE_ABROAD] = "abroad",     [CUE_PLACE] = "place",
	[CUE_BARE] = "bare",         [CUE_CITE] = "cite",
	[CUE_VOID] = "void",
};

#endif
