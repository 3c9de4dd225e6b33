# SPDX-License-Identifier: Apache-2.0
# Targets of what reads words: plain text, Markdown, rows of pdftotext.
check_PROGRAMS += tests/fuzz/fuzz_markdown
tests_fuzz_fuzz_markdown_SOURCES = tests/fuzz/fuzz_markdown.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN) tests/fuzz/fuzz_extract.c
tests_fuzz_fuzz_markdown_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_markdown_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_markdown_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
check_PROGRAMS += tests/fuzz/fuzz_pdf
tests_fuzz_fuzz_pdf_SOURCES = tests/fuzz/fuzz_pdf.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_pdf_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_pdf_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_pdf_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
check_PROGRAMS += tests/fuzz/fuzz_text
tests_fuzz_fuzz_text_SOURCES = tests/fuzz/fuzz_text.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN) tests/fuzz/fuzz_extract.c
tests_fuzz_fuzz_text_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_text_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_text_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
check_PROGRAMS += tests/fuzz/fuzz_table
tests_fuzz_fuzz_table_SOURCES = tests/fuzz/fuzz_table.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_table_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_table_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_table_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)

dist_check_SCRIPTS += tests/fuzz/words.sh
if !FUZZER
TESTS += tests/fuzz/words.sh
endif
