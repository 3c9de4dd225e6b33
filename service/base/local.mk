# SPDX-License-Identifier: Apache-2.0
libbase_a_SOURCES = \
	service/base/arena.c service/base/buf.c service/base/clock.c \
	service/base/csv.c service/base/decimal.c service/base/digest.c service/base/fault.c \
	service/base/file.c service/base/heap.c service/base/json.c \
	service/base/utf8.c service/base/word.c
