# SPDX-License-Identifier: Apache-2.0
check_PROGRAMS += tests/store/test_catalogue_file
TESTS += tests/store/test_catalogue_file
tests_store_test_catalogue_file_CFLAGS = $(TESTING_CFLAGS)
tests_store_test_catalogue_file_LDADD = $(TESTING_LIBS)
