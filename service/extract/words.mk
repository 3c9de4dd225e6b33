# SPDX-License-Identifier: Apache-2.0
# From words to frozen text and passages, whatever the format was.
libservice_a_SOURCES += \
	service/extract/arabic.c service/extract/arabic.h \
	service/extract/blocks.c \
	service/extract/language.c service/extract/language.h \
	service/extract/normalise.c service/extract/normalise.h \
	service/extract/number.c service/extract/number.h \
	service/extract/pile.c service/extract/pile.h
