# SPDX-License-Identifier: Apache-2.0
# Tests of text, blocks and passages.
EXTRA_DIST += tests/extract/render.h tests/extract/agree_slovenia.py

check_PROGRAMS += tests/extract/test_arabic
TESTS += tests/extract/test_arabic
tests_extract_test_arabic_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_arabic_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_blocks
TESTS += tests/extract/test_blocks
tests_extract_test_blocks_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_blocks_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_hyphen
TESTS += tests/extract/test_hyphen
tests_extract_test_hyphen_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_hyphen_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_language
TESTS += tests/extract/test_language
tests_extract_test_language_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_language_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_markdown
TESTS += tests/extract/test_markdown
tests_extract_test_markdown_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_markdown_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_normalise
TESTS += tests/extract/test_normalise
tests_extract_test_normalise_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_normalise_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_number
TESTS += tests/extract/test_number
tests_extract_test_number_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_number_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_passages
TESTS += tests/extract/test_passages
tests_extract_test_passages_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_passages_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_pdf
TESTS += tests/extract/test_pdf
tests_extract_test_pdf_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_pdf_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_tsv
TESTS += tests/extract/test_tsv
tests_extract_test_tsv_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_tsv_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_text
TESTS += tests/extract/test_text
tests_extract_test_text_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_text_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/extract/test_fixtures
TESTS += tests/extract/test_fixtures
tests_extract_test_fixtures_CFLAGS = $(TESTING_CFLAGS)
tests_extract_test_fixtures_LDADD = $(TESTING_LIBS)
EXTRA_DIST += \
	fixtures/extract/markdown/in.md fixtures/extract/markdown/want.txt \
	fixtures/extract/same-ar/in.docx fixtures/extract/same-ar/in.html \
	fixtures/extract/same-ar/in.odt fixtures/extract/same-ar/in.pdf \
	fixtures/extract/same-ar/in.office.pdf \
	fixtures/extract/same-ar/want.passages \
	fixtures/extract/same-en/in.docx fixtures/extract/same-en/in.html \
	fixtures/extract/same-en/in.odt fixtures/extract/same-en/in.pdf \
	fixtures/extract/same-en/in.office.pdf \
	fixtures/extract/same-en/want.passages \
	fixtures/extract/text/in.txt fixtures/extract/text/want.txt

check_PROGRAMS += tests/extract/show_passages
tests_extract_show_passages_CFLAGS = $(TESTING_CFLAGS)
tests_extract_show_passages_LDADD = $(TESTING_LIBS)
dist_check_SCRIPTS += tests/extract/agree_slovenia.sh
TESTS += tests/extract/agree_slovenia.sh
