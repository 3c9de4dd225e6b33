/* SPDX-License-Identifier: Apache-2.0 */
#include "cube_words.h"

#include <stddef.h>
#include <string.h>

/* Our own words in the six languages, in the order of UN_LANGUAGE_NAMES. As
   a dimension and as a voice `state` is the same word. */
static const struct {
	const char *word;
	const char *in[UN_LANGUAGE_COUNT];
} WORDS[] = {
	{ "state",
	  { "State", "État", "Estado", "الدولة", "Государство", "国家" } },
	{ "commitment",
	  { "Commitment", "Engagement", "Compromiso", "الالتزام",
	    "Обязательство", "承诺" } },
	{ "round",
	  { "Round of review", "Cycle d’examen", "Ciclo de examen",
	    "جولة الاستعراض", "Цикл обзора", "审查周期" } },
	{ "voice",
	  { "Voice", "Voix", "Voz", "الجهة المتحدثة", "Кто говорит",
	    "发言方" } },
	{ "measure",
	  { "Measure", "Mesure", "Medida", "المقياس", "Показатель", "指标" } },
	{ "series", { "Series", "Série", "Serie", "السلسلة", "Ряд", "序列" } },
	{ "period",
	  { "Period", "Période", "Período", "الفترة", "Период", "时期" } },
	{ "breakdown",
	  { "Breakdown", "Ventilation", "Desglose", "التفصيل", "Разбивка",
	    "细分" } },
	{ "submission",
	  { "Submission", "Communication", "Comunicación", "المذكرة",
	    "Представление", "来文" } },
	{ "civil_society",
	  { "Civil society", "Société civile", "Sociedad civil",
	    "المجتمع المدني", "Гражданское общество", "民间社会" } },
	{ "independent",
	  { "Independent bodies", "Organes indépendants",
	    "Órganos independientes", "هيئات مستقلة", "Независимые органы",
	    "独立机构" } },
	{ "peer_state",
	  { "Other States", "Autres États", "Otros Estados", "دول أخرى",
	    "Другие государства", "其他国家" } },
	{ "statistics",
	  { "Statistics", "Statistiques", "Estadísticas", "الإحصاءات",
	    "Статистика", "统计" } },
	{ "score",
	  { "Score", "Score", "Puntuación", "الدرجة", "Оценка", "得分" } },
	{ "low",
	  { "Low end of the interval", "Borne basse de l’intervalle",
	    "Límite inferior del intervalo", "الحد الأدنى للفترة",
	    "Нижняя граница интервала", "区间下限" } },
	{ "high",
	  { "High end of the interval", "Borne haute de l’intervalle",
	    "Límite superior del intervalo", "الحد الأعلى للفترة",
	    "Верхняя граница интервала", "区间上限" } },
	{ "sources",
	  { "Sources", "Sources", "Fuentes", "المصادر", "Источники", "来源" } },
	{ "passages",
	  { "Passages", "Passages", "Pasajes", "الفقرات", "Фрагменты",
	    "段落" } },
	{ "value",
	  { "Value", "Valeur", "Valor", "القيمة", "Значение", "数值" } },
};

const char *cube_word(const char *word, enum un_language lang)
{
	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (strcmp(WORDS[i].word, word) == 0)
			return WORDS[i].in[lang];
	return word;
}
