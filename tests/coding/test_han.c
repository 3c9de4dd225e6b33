/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../indicators/coding/han.h"
#include "../../indicators/coding/lexicon.h"

#define LINE_MOST 512
#define ROOM      64

struct world {
	struct han *han;
};

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct fault f;

	assert_non_null(w);
	assert_ok(han_new(&w->han, &f), &f);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	han_free(w->han);
	free(w);
	return 0;
}

/* The words of TEXT between bars; # before one that counts, @ one that names.
 */
static void cuts(const struct world *w, const char *text, const char *want)
{
	size_t len = strlen(text);
	char got[LINE_MOST] = "";
	size_t n = 0;

	for (size_t at = 0; at < len;) {
		char room[ROOM];
		struct han_piece p = { .text = room, .room = sizeof(room) };
		const char *mark = "";

		han_cut(w->han, text, len, at, &p);
		assert_true(p.end > at);
		at = p.end;
		if (p.kind == HAN_SIGN)
			continue;
		if (p.kind != HAN_WORD)
			mark = p.kind == HAN_FIGURE ? "#" : "@";
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%s%.*s",
		                      n ? "|" : "", mark, (int)p.len, p.text);
		assert_true(n < sizeof(got));
	}
	assert_string_equal(got, want);
}

static void han_makes_every_character_a_word(void **state)
{
	struct world *w = *state;

	cuts(w, "移民，数据。", "移|民|数|据");
	cuts(w, "", "");
	cuts(w, "（）《》、", "");
}

static void han_keeps_letters_of_other_scripts_together(void **state)
{
	struct world *w = *state;

	cuts(w, "IOM和ＵＮＨＣＲ说", "iom|和|unhcr|说");
	cuts(w, "São Tomé的人", "são|tomé|的|人");
}

static void han_folds_traditional_characters(void **state)
{
	struct world *w = *state;

	cuts(w, "難民庇護與遣返", "难|民|庇|护|与|遣|返");
}

static void han_folds_numerals_to_digits(void **state)
{
	struct world *w = *state;

	cuts(w, "目标八", "目|标|@8");
	cuts(w, "目标 十八", "目|标|@18");
	cuts(w, "三百五十人", "#350|人");
	cuts(w, "十万零三十名", "#100030|名");
	cuts(w, "二〇二三年", "@2023|年");
	cuts(w, "一些", "1|些");
	cuts(w, "数百万", "数|百|万");
	cuts(w, "两国", "两|国");
	cuts(w, "三成", "#3|成");
}

static void han_tells_figures_from_dates_and_articles(void **state)
{
	struct world *w = *state;

	cuts(w, "1,240人", "#1240|人");
	cuts(w, "3.5万人", "#35万|人");
	cuts(w, "２０２３年", "@2023|年");
	cuts(w, "2018-2022年", "@2018|@2022|年");
	cuts(w, "2000人", "#2000|人");
	cuts(w, "第25条", "第|@25|条");
	cuts(w, "一、（二）", "@1|@2");
}

static void han_writes_signs_as_ascii_does(void **state)
{
	(void)state;

	assert_int_equal(han_sign(0xFF1B), ';');
	assert_int_equal(han_sign(0x3002), '.');
	assert_int_equal(han_sign(0x201D), '"');
	assert_int_equal(han_sign(0x2014), 0x2014);
}

static void han_gives_the_lexicon_no_stems(void **state)
{
	static const char TEXT[] = "难民（叙利亚），儿童；";
	struct lexicon *x = NULL;
	struct symbols s = { 0 };
	uint32_t at[ROOM];
	struct word words[ROOM];
	struct fault f = { 0 };
	size_t n;
	size_t from = 0;

	(void)state;
	s.at = at;
	s.most = ROOM;
	assert_ok(lexicon_new(LEXICON_HAN, &x, &f), &f);
	assert_true(lexicon_is_han(x));
	assert_ok(lexicon_enter(x, "儿童", strlen("儿童"), false, &s, &f), &f);
	assert_int_equal(s.n, 2);

	n = lexicon_read(x, TEXT, sizeof(TEXT) - 1, &from, words, ROOM);

	assert_int_equal(n, 7);
	assert_int_equal(words[0].stem, 0);
	assert_int_equal(words[2].flags & WORD_OPEN, WORD_OPEN);
	assert_int_equal(words[5].flags & WORD_COMMA, WORD_COMMA);
	assert_int_equal(words[5].stem, at[0]);
	assert_string_equal(lexicon_text(x, at[1]), "童");
	lexicon_free(x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(han_makes_every_character_a_word),
		cmocka_unit_test(han_keeps_letters_of_other_scripts_together),
		cmocka_unit_test(han_folds_traditional_characters),
		cmocka_unit_test(han_folds_numerals_to_digits),
		cmocka_unit_test(han_tells_figures_from_dates_and_articles),
		cmocka_unit_test(han_writes_signs_as_ascii_does),
		cmocka_unit_test(han_gives_the_lexicon_no_stems),
	};

	return cmocka_run_group_tests_name("coding/han", tests, set_up,
	                                   tear_down);
}
