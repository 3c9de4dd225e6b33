# SPDX-License-Identifier: Apache-2.0
libindicators_a_SOURCES += \
	indicators/scoring/cell.c \
	indicators/scoring/classes.c \
	indicators/scoring/compare.c \
	indicators/scoring/compare.h \
	indicators/scoring/draw.c \
	indicators/scoring/draw.h \
	indicators/scoring/effective.c \
	indicators/scoring/number.h \
	indicators/scoring/pair.c \
	indicators/scoring/parameter.c \
	indicators/scoring/parameter.h \
	indicators/scoring/quantile.c \
	indicators/scoring/quantile.h \
	indicators/scoring/relation.c \
	indicators/scoring/robustness.c \
	indicators/scoring/rollup.c \
	indicators/scoring/rollup.h \
	indicators/scoring/rollup_pair.c \
	indicators/scoring/scale.c \
	indicators/scoring/scale.h \
	indicators/scoring/silence.c \
	indicators/scoring/similar.c \
	indicators/scoring/sketch.c \
	indicators/scoring/standing.c \
	indicators/scoring/standing.h \
	indicators/scoring/standing_draw.c \
	indicators/scoring/statistic.c \
	indicators/scoring/weight.c \
	indicators/scoring/weight.h \
	indicators/scoring/words.c \
	indicators/scoring/words.h
