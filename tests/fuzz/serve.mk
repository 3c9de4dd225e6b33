# SPDX-License-Identifier: Apache-2.0
# Targets of what reads a request.
check_PROGRAMS += tests/fuzz/fuzz_ask
tests_fuzz_fuzz_ask_SOURCES = tests/fuzz/fuzz_ask.c tests/fuzz/fuzz.h \
	$(SERVE_HOUSE) $(FUZZ_MAIN)
tests_fuzz_fuzz_ask_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_ask_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_ask_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
check_PROGRAMS += tests/fuzz/fuzz_head
tests_fuzz_fuzz_head_SOURCES = tests/fuzz/fuzz_head.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_head_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_head_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_head_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
check_PROGRAMS += tests/fuzz/fuzz_json
tests_fuzz_fuzz_json_SOURCES = tests/fuzz/fuzz_json.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_json_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_json_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_json_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
check_PROGRAMS += tests/fuzz/fuzz_multipart
tests_fuzz_fuzz_multipart_SOURCES = tests/fuzz/fuzz_multipart.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_multipart_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_multipart_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_multipart_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)
check_PROGRAMS += tests/fuzz/fuzz_wishes
tests_fuzz_fuzz_wishes_SOURCES = tests/fuzz/fuzz_wishes.c tests/fuzz/fuzz.h \
	$(FUZZ_MAIN)
tests_fuzz_fuzz_wishes_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/tests/fuzz
tests_fuzz_fuzz_wishes_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_wishes_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_FLAGS)

EXTRA_DIST += tests/fuzz/make_requests.py
dist_check_SCRIPTS += tests/fuzz/serve.sh
if !FUZZER
TESTS += tests/fuzz/serve.sh
endif
