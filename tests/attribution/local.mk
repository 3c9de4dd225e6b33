# SPDX-License-Identifier: Apache-2.0
ATTRIBUTION_TESTS = tests/attribution/test_attribution \
                    tests/attribution/test_fixtures
check_PROGRAMS += $(ATTRIBUTION_TESTS) tests/attribution/show_claims
TESTS += $(ATTRIBUTION_TESTS)
tests_attribution_test_attribution_SOURCES = \
	tests/attribution/test_attribution.c tests/attribution/fixture.h
tests_attribution_test_attribution_CFLAGS = $(TESTING_CFLAGS)
tests_attribution_test_attribution_LDADD = $(TESTING_LIBS)
tests_attribution_test_fixtures_SOURCES = \
	tests/attribution/test_fixtures.c tests/attribution/fixture.h
tests_attribution_test_fixtures_CFLAGS = $(TESTING_CFLAGS)
tests_attribution_test_fixtures_LDADD = $(TESTING_LIBS)
tests_attribution_show_claims_CFLAGS = $(TESTING_CFLAGS)
tests_attribution_show_claims_LDADD = $(TESTING_LIBS)
EXTRA_DIST += \
	fixtures/attribution/compilation/in.md \
	fixtures/attribution/compilation/want.tsv \
	fixtures/attribution/plain/in.md \
	fixtures/attribution/plain/want.tsv \
	fixtures/attribution/resumen/in.md \
	fixtures/attribution/resumen/want.tsv \
	fixtures/attribution/review/in.md \
	fixtures/attribution/review/want.tsv \
	fixtures/attribution/summary/in.md \
	fixtures/attribution/summary/want.tsv

check_PROGRAMS += tests/attribution/test_signatories
TESTS += tests/attribution/test_signatories
tests_attribution_test_signatories_CFLAGS = $(TESTING_CFLAGS)
tests_attribution_test_signatories_LDADD = $(TESTING_LIBS)
