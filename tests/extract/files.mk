# SPDX-License-Identifier: Apache-2.0
# Tests of the child, its jail, and the readers of marked-up formats.
FILES_TESTS = \
	tests/extract/test_akn \
	tests/extract/test_child \
	tests/extract/test_docx \
	tests/extract/test_extract \
	tests/extract/test_html \
	tests/extract/test_nursery \
	tests/extract/test_odt \
	tests/extract/test_pdftotext \
	tests/extract/test_report \
	tests/extract/test_result
check_PROGRAMS += $(FILES_TESTS)
TESTS += $(FILES_TESTS)
EXTRA_DIST += tests/extract/reading.h fixtures/extract/akn/in.xml \
	fixtures/extract/report/in.xml \
	fixtures/extract/same-report/in.docx \
	fixtures/extract/same-report/in.html \
	fixtures/extract/same-report/in.odt \
	fixtures/extract/same-report/in.pdf \
	fixtures/extract/same-report/want.passages

tests_extract_test_akn_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_akn_LDADD = $(TESTING_LIBS)
tests_extract_test_child_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_child_LDADD = $(TESTING_LIBS)
tests_extract_test_docx_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_docx_LDADD = $(TESTING_LIBS)
tests_extract_test_extract_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_extract_LDADD = $(TESTING_LIBS)
tests_extract_test_html_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_html_LDADD = $(TESTING_LIBS)
tests_extract_test_nursery_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_nursery_LDADD = $(TESTING_LIBS)
tests_extract_test_odt_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_odt_LDADD = $(TESTING_LIBS)
tests_extract_test_pdftotext_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_pdftotext_LDADD = $(TESTING_LIBS)
tests_extract_test_report_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_report_LDADD = $(TESTING_LIBS)
tests_extract_test_result_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/extract
tests_extract_test_result_LDADD = $(TESTING_LIBS)

dist_check_SCRIPTS += tests/extract/report_schema.sh
TESTS += tests/extract/report_schema.sh
