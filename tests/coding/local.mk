# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/coding/test_coder
TESTS += tests/coding/test_coder
tests_coding_test_coder_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_coder_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_examples
TESTS += tests/coding/test_examples
tests_coding_test_examples_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_examples_LDADD = $(TESTING_LIBS)
EXTRA_DIST += fixtures/coding/en/in.txt fixtures/coding/es/in.txt \
	fixtures/coding/fr/in.txt
