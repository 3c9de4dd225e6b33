# SPDX-License-Identifier: Apache-2.0
# One target per parser. With --enable-fuzzer libFuzzer drives them, otherwise
# replay.c does, over hostile documents and mutants of good ones.
FUZZ_TARGETS = \
	tests/fuzz/fuzz_akn tests/fuzz/fuzz_docx tests/fuzz/fuzz_html \
	tests/fuzz/fuzz_manifest tests/fuzz/fuzz_odt tests/fuzz/fuzz_report \
	tests/fuzz/fuzz_sniff
check_PROGRAMS += $(FUZZ_TARGETS) tests/fuzz/hostile
dist_check_SCRIPTS += tests/fuzz/hostile.sh tests/fuzz/mutants.sh \
	tests/fuzz/directed.sh
TESTS += tests/fuzz/hostile.sh
EXTRA_DIST += tests/fuzz/make_hostile.py fixtures/hostile/expected.tsv

if FUZZER
FUZZ_MAIN =
FUZZ_FLAGS = -fsanitize=fuzzer
TESTS += tests/fuzz/directed.sh
else
FUZZ_MAIN = tests/fuzz/replay.c
FUZZ_FLAGS =
TESTS += tests/fuzz/mutants.sh
endif

tests_fuzz_hostile_SOURCES = tests/fuzz/hostile.c
tests_fuzz_hostile_CFLAGS = $(TESTING_CFLAGS)
tests_fuzz_hostile_LDADD = $(TESTING_LIBS)

tests_fuzz_fuzz_akn_SOURCES = tests/fuzz/fuzz_akn.c tests/fuzz/fuzz.h \
	tests/fuzz/fuzz_extract.c $(FUZZ_MAIN)
tests_fuzz_fuzz_akn_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_akn_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_akn_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
tests_fuzz_fuzz_docx_SOURCES = tests/fuzz/fuzz_docx.c tests/fuzz/fuzz.h \
	tests/fuzz/fuzz_extract.c $(FUZZ_MAIN)
tests_fuzz_fuzz_docx_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_docx_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_docx_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
tests_fuzz_fuzz_html_SOURCES = tests/fuzz/fuzz_html.c tests/fuzz/fuzz.h \
	tests/fuzz/fuzz_extract.c $(FUZZ_MAIN)
tests_fuzz_fuzz_html_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_html_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_html_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
tests_fuzz_fuzz_manifest_SOURCES = tests/fuzz/fuzz_manifest.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_manifest_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_manifest_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_manifest_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
tests_fuzz_fuzz_odt_SOURCES = tests/fuzz/fuzz_odt.c tests/fuzz/fuzz.h \
	tests/fuzz/fuzz_extract.c $(FUZZ_MAIN)
tests_fuzz_fuzz_odt_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_odt_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_odt_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
tests_fuzz_fuzz_report_SOURCES = tests/fuzz/fuzz_report.c tests/fuzz/fuzz.h \
	tests/fuzz/fuzz_extract.c $(FUZZ_MAIN)
tests_fuzz_fuzz_report_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_report_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_report_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
tests_fuzz_fuzz_sniff_SOURCES = tests/fuzz/fuzz_sniff.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_sniff_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_sniff_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_sniff_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
include $(srcdir)/tests/fuzz/words.mk
include $(srcdir)/tests/fuzz/serve.mk
