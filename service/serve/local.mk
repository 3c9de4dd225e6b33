# SPDX-License-Identifier: Apache-2.0
libservice_a_SOURCES += \
	service/serve/grid.c \
	service/serve/pen.c \
	service/serve/pen.h \
	service/serve/snapshot.c \
	service/serve/snapshot.h
