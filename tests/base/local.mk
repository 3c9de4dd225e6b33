# SPDX-License-Identifier: Apache-2.0
BASE_TESTS = \
	tests/base/test_arena tests/base/test_buf tests/base/test_clock \
	tests/base/test_csv tests/base/test_decimal tests/base/test_digest tests/base/test_fault \
	tests/base/test_file tests/base/test_heap tests/base/test_json \
	tests/base/test_utf8 tests/base/test_word
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS) tests/base/test_layers.sh
dist_check_SCRIPTS += tests/base/test_layers.sh

tests_base_test_arena_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_arena_LDADD = $(TESTING_LIBS)
tests_base_test_buf_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_buf_LDADD = $(TESTING_LIBS)
tests_base_test_clock_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_clock_LDADD = $(TESTING_LIBS)
tests_base_test_csv_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_csv_LDADD = $(TESTING_LIBS)
tests_base_test_decimal_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_decimal_LDADD = $(TESTING_LIBS)
tests_base_test_digest_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_digest_LDADD = $(TESTING_LIBS)
tests_base_test_fault_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_fault_LDADD = $(TESTING_LIBS)
tests_base_test_file_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_file_LDADD = $(TESTING_LIBS)
tests_base_test_heap_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_heap_LDADD = $(TESTING_LIBS)
tests_base_test_json_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_json_LDADD = $(TESTING_LIBS)
tests_base_test_utf8_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_utf8_LDADD = $(TESTING_LIBS)
tests_base_test_word_CFLAGS = $(TESTING_CFLAGS)
tests_base_test_word_LDADD = $(TESTING_LIBS)
