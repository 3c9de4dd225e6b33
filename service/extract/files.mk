# SPDX-License-Identifier: Apache-2.0
# The child, its jail, and the readers of marked-up and packed formats.
noinst_HEADERS += \
	service/extract/charset.h \
	service/extract/child.h \
	service/extract/docx.h \
	service/extract/filter.h \
	service/extract/flow.h \
	service/extract/html_look.h \
	service/extract/memory_file.h \
	service/extract/nursery.h \
	service/extract/odt.h \
	service/extract/package.h \
	service/extract/pages.h \
	service/extract/pdftotext.h \
	service/extract/result.h \
	service/extract/sandbox.h \
	service/extract/sax.h \
	service/extract/styles.h \
	service/extract/table.h
libservice_a_SOURCES += \
	service/extract/akn.c \
	service/extract/charset.c \
	service/extract/child.c \
	service/extract/docx.c \
	service/extract/docx_body.c \
	service/extract/docx_styles.c \
	service/extract/extract.c \
	service/extract/filter.c \
	service/extract/flow.c \
	service/extract/html.c \
	service/extract/html_look.c \
	service/extract/memory_file.c \
	service/extract/nursery.c \
	service/extract/odt.c \
	service/extract/odt_body.c \
	service/extract/odt_styles.c \
	service/extract/package.c \
	service/extract/pages.c \
	service/extract/pdftotext.c \
	service/extract/readers.c \
	service/extract/report.c \
	service/extract/result.c \
	service/extract/sandbox.c \
	service/extract/sax.c \
	service/extract/styles.c \
	service/extract/table.c

# Authors of structured reports find the schema among the installed data.
schemadir = $(pkgdatadir)/schema
dist_schema_DATA = service/extract/report.rng
