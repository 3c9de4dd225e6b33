# SPDX-License-Identifier: Apache-2.0
noinst_HEADERS += service/intake/sniff.h
libservice_a_SOURCES += \
	service/intake/decisions.c service/intake/declare.c \
	service/intake/endorsers.c \
	service/intake/manifest.c \
	service/intake/markup.c \
	service/intake/plain.c \
	service/intake/sniff.c
