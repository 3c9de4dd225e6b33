/* SPDX-License-Identifier: Apache-2.0 */
#include "titles.h"

#include <stddef.h>

struct titled title_of(const struct commitment *c, enum un_language lang)
{
	const struct {
		const struct title *titles;
		enum un_language lang;
	} tries[] = {
		{ c->title, lang },
		{ c->label, lang },
		{ c->title, UN_EN },
		{ c->label, UN_EN },
	};

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		const char *text = tries[i].titles[tries[i].lang].text;

		if (text && text[0])
			return (struct titled){
				text, UN_LANGUAGE_NAMES[tries[i].lang]
			};
	}
	return (struct titled){ c->code, NULL };
}

struct titled state_name(const struct state *s, enum un_language lang)
{
	if (!s->name[lang] || !s->name[lang][0])
		lang = UN_EN;
	return (struct titled){ s->name[lang], UN_LANGUAGE_NAMES[lang] };
}

void write_titles(struct pen *p, const char *key,
                  const struct title titles[UN_LANGUAGE_COUNT])
{
	pen_key(p, key);
	pen_open(p, '{');
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++) {
		if (!titles[i].text)
			continue;
		pen_key(p, UN_LANGUAGE_NAMES[i]);
		pen_open(p, '{');
		pen_key_text(p, "text", titles[i].text);
		pen_key_maybe(p, "status", titles[i].status);
		pen_close(p, '}');
	}
	pen_close(p, '}');
}
