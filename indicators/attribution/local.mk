# SPDX-License-Identifier: Apache-2.0
libindicators_a_SOURCES += \
	indicators/attribution/attribute.c \
	indicators/attribution/genre.c indicators/attribution/genre.h \
	indicators/attribution/key.c \
	indicators/attribution/lexicon.c indicators/attribution/lexicon.h \
	indicators/attribution/list.c indicators/attribution/list.h \
	indicators/attribution/notes.c indicators/attribution/notes.h \
	indicators/attribution/signatories.c \
	indicators/attribution/speech.c indicators/attribution/speech.h \
	indicators/attribution/token.c indicators/attribution/token.h
