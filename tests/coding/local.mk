# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/coding/test_coder
TESTS += tests/coding/test_coder
tests_coding_test_coder_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_coder_LDADD = $(TESTING_LIBS)
