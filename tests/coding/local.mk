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

check_PROGRAMS += tests/coding/test_number
TESTS += tests/coding/test_number
tests_coding_test_number_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_number_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_language
TESTS += tests/coding/test_language
tests_coding_test_language_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_language_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_phrase
TESTS += tests/coding/test_phrase
tests_coding_test_phrase_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_phrase_LDADD = $(TESTING_LIBS)
