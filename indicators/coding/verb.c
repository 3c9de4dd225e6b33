/* SPDX-License-Identifier: Apache-2.0 */
#include "verb.h"

#include <string.h>
#include <strings.h>

/* Infinitives: French, Spanish and Russian recommendations begin with one. */
static const struct {
	const char *language;
	const char *endings; /* each between blanks */
	const char *others;  /* words that only look like one */
} INFINITIVES[] = {
	{ "fr", " er ir oir dre tre ire vre ure aire ",
	  " hier premier dernier fevrier janvier entre contre outre notre "
	  "votre autre quatre moindre naguere " },
	{ "es", " ar er ir arse erse irse ",
	  " ayer mujer mar lugar similar hogar taller tercer primer ser " },
	{ "ru", " ать ять еть ить уть ыть оть ться ",
	  " Сеть Печать Память Мать Пять Девять Десять Нить Опять Треть " },
};

#define ENDING_MOST      8 /* bytes; four letters of Cyrillic */
#define INFINITIVE_LEAST 5
/* Words of a date before an infinitive: "de aquí a 2030". */
#define DATE_REACH 6

static bool is_listed(const char *list, const char *word, size_t len)
{
	for (const char *p = list; *p; p++)
		if (*p == ' ' && strncasecmp(p + 1, word, len) == 0 &&
		    p[len + 1] == ' ')
			return true;
	return false;
}

static bool is_infinitive(const char *language, const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(INFINITIVES) / sizeof(*INFINITIVES);
	     i++) {
		if (strcmp(INFINITIVES[i].language, language) != 0 ||
		    len < INFINITIVE_LEAST ||
		    is_listed(INFINITIVES[i].others, word, len))
			continue;
		for (size_t n = 2; n <= ENDING_MOST && n < len; n++)
			if (is_listed(INFINITIVES[i].endings, word + len - n,
			              n))
				return true;
	}
	return false;
}

/* Verbs in the past: by an ending alone, or by one behind an auxiliary. */
static const struct {
	const char *language;
	const char *alone;     /* endings, each between blanks */
	const char *auxiliary; /* words */
	const char *behind;    /* endings behind an auxiliary */
	const char *others;    /* tell a state, or harm, which others judge */
} PASTS[] = {
	{ "en", "", " was were been being is are ", " ed ing ",
	  " missing lacking pending being outstanding worrying alarming including following living working facing waiting seeking fleeing becoming trying suffering increasing growing rising related concerned based located committed situated dated "
	  "interested supposed needed limited involved married aged "
	  "detained arrested deported expelled removed returned trafficked "
	  "killed exploited abused beaten displaced affected attacked "
	  "marginalized marginalised excluded deprived threatened harassed "
	  "imprisoned separated exposed faced subjected described called "
	  "named considered used shaped caused attended " },
	{ "fr", "", " a ont avait avaient été est sont fut furent ",
	  " é ée és ées ",
	  " située situé situés liée lié liés concernés concernée concerné "
	  "expulsés expulsé expulsées arrêtés détenus tué tués victimisés "
	  "exploités exposés exposées exposé privés privées privé considéré "
	  "considérée considérés limité limitée limités façonné causé "
	  "confrontés confrontées menacés séparés touchés " },
	{ "es", " ó aron ieron ",
	  " ha han había habían fue fueron sido es son está están ",
	  " ado ada ados adas ido ida idos idas ",
	  " situado situada relacionado relacionada relacionados ubicado "
	  "detenido detenidos detenidas deportados deportado expulsados "
	  "expulsado devueltos asesinados explotados explotadas expuestos "
	  "privados privadas considerado considerada considerados limitado "
	  "limitada limitados marcado causado murieron fallecieron sufrieron "
	  "afectados amenazados separados llamado " },
};

/* How far before a participle its auxiliary stands: "was also set up". */
#define AUXILIARY_REACH 2
/* Shorter words only look like verbs. */
#define PAST_LEAST 4

static bool ends_as(const char *endings, const char *word, size_t len)
{
	size_t n;

	for (const char *p = endings; *p && *++p; p += n) {
		n = strcspn(p, " ");
		if (len > n && strncmp(word + len - n, p, n) == 0)
			return true;
	}
	return false;
}

bool verb_is_done(const struct reading *r, size_t i)
{
	const struct word *w = &r->words[i];
	const char *word = r->text + w->start;
	size_t l = 0;

	while (l < sizeof(PASTS) / sizeof(*PASTS) &&
	       strcmp(PASTS[l].language, r->tongue->book->language) != 0)
		l++;
	/* Endings first: few words pass them. */
	if (l == sizeof(PASTS) / sizeof(*PASTS) || w->len < PAST_LEAST)
		return false;
	if (ends_as(PASTS[l].alone, word, w->len))
		return !is_listed(PASTS[l].others, word, w->len);
	if (!ends_as(PASTS[l].behind, word, w->len))
		return false;
	for (size_t k = 1; k <= AUXILIARY_REACH && k <= i; k++) {
		const struct word *a = &r->words[i - k];

		if (is_listed(PASTS[l].auxiliary, r->text + a->start, a->len))
			return !is_listed(PASTS[l].others, word, w->len);
	}
	return false;
}

/* "D'ici à 2030, réduire": a date and its comma may stand before. */
static size_t past_date(const struct reading *r, size_t at)
{
	bool has_year = false;

	for (size_t i = at; i < r->n && i < at + DATE_REACH; i++) {
		if (has_year && (r->words[i].flags & WORD_COMMA))
			return i;
		has_year = has_year || (r->words[i].flags & WORD_NUMBER);
	}
	return at;
}

bool verb_orders(const struct reading *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct word *w = &r->words[i];

		if ((w->flags & WORD_NUMBER) || w->len < 2)
			continue;
		w = &r->words[past_date(r, i)];
		return is_infinitive(r->tongue->book->language,
		                     r->text + w->start, w->len);
	}
	return false;
}
