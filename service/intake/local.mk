# SPDX-License-Identifier: Apache-2.0
noinst_HEADERS += service/intake/figures.h service/intake/sheet.h \
	service/intake/sniff.h
libservice_a_SOURCES += \
	service/intake/decisions.c service/intake/declare.c \
	service/intake/endorsers.c \
	service/intake/figures.c \
	service/intake/figures_columns.c \
	service/intake/figures_row.c \
	service/intake/manifest.c \
	service/intake/markup.c \
	service/intake/plain.c \
	service/intake/sheet.c \
	service/intake/sniff.c
