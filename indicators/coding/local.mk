# SPDX-License-Identifier: Apache-2.0
libindicators_a_SOURCES += \
	indicators/coding/arabic.c indicators/coding/arabic.h \
	indicators/coding/coder.c indicators/coding/coder.h \
	indicators/coding/cue.h \
	indicators/coding/cues.c indicators/coding/cues.h \
	indicators/coding/han.c indicators/coding/han.h \
	indicators/coding/harm.c indicators/coding/harm.h \
	indicators/coding/language.c indicators/coding/language.h \
	indicators/coding/level.c indicators/coding/level.h \
	indicators/coding/level_sure.c \
	indicators/coding/lexicon.c indicators/coding/lexicon.h \
	indicators/coding/number.c indicators/coding/number.h \
	indicators/coding/phrase.c indicators/coding/phrase.h \
	indicators/coding/reading.c indicators/coding/reading.h \
	indicators/coding/relevance.c indicators/coding/relevance.h \
	indicators/coding/skip.c indicators/coding/skip.h \
	indicators/coding/state.c indicators/coding/state.h \
	indicators/coding/trend.c indicators/coding/trend.h \
	indicators/coding/tongue.c indicators/coding/tongue.h \
	indicators/coding/verb.c indicators/coding/verb.h \
	indicators/coding/weigh.c indicators/coding/why.c
