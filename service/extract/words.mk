# SPDX-License-Identifier: Apache-2.0
# From words to frozen text and passages, whatever the format was.
libservice_a_SOURCES += \
	service/extract/arabic.c service/extract/arabic.h \
	service/extract/blocks.c \
	service/extract/contents.c service/extract/contents.h \
	service/extract/hyphen.c service/extract/hyphen.h \
	service/extract/inline.c service/extract/inline.h \
	service/extract/language.c service/extract/language.h \
	service/extract/markdown.c \
	service/extract/normalise.c service/extract/normalise.h \
	service/extract/number.c service/extract/number.h \
	service/extract/passages.c \
	service/extract/pdf.c \
	service/extract/pdf_lines.c service/extract/pdf_lines.h \
	service/extract/pdf_sort.c \
	service/extract/pile.c service/extract/pile.h \
	service/extract/sentence.c service/extract/sentence.h \
	service/extract/text.c \
	service/extract/text_lines.c service/extract/text_lines.h \
	service/extract/tsv.c service/extract/tsv.h \
	service/extract/wide.h
