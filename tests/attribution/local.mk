# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/attribution/test_signatories
TESTS += tests/attribution/test_signatories
tests_attribution_test_signatories_CFLAGS = $(TESTING_CFLAGS)
tests_attribution_test_signatories_LDADD = $(TESTING_LIBS)
