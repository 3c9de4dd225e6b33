# SPDX-License-Identifier: Apache-2.0
CATALOGUE_TESTS = \
	tests/catalogue/test_catalogue \
	tests/catalogue/test_check \
	tests/catalogue/test_codebook \
	tests/catalogue/test_commitments \
	tests/catalogue/test_rounds \
	tests/catalogue/test_series \
	tests/catalogue/test_states
check_PROGRAMS += $(CATALOGUE_TESTS)
TESTS += $(CATALOGUE_TESTS) tests/catalogue/check_data.sh
dist_check_SCRIPTS += tests/catalogue/check_data.sh

tests_catalogue_test_catalogue_SOURCES = tests/catalogue/test_catalogue.c \
	tests/catalogue/given.c tests/catalogue/given.h
tests_catalogue_test_catalogue_CFLAGS = $(TESTING_CFLAGS)
tests_catalogue_test_catalogue_LDADD = $(TESTING_LIBS)

tests_catalogue_test_check_SOURCES = tests/catalogue/test_check.c \
	tests/catalogue/given.c tests/catalogue/given.h
tests_catalogue_test_check_CFLAGS = $(TESTING_CFLAGS)
tests_catalogue_test_check_LDADD = $(TESTING_LIBS)

tests_catalogue_test_codebook_SOURCES = tests/catalogue/test_codebook.c \
	tests/catalogue/given.c tests/catalogue/given.h
tests_catalogue_test_codebook_CFLAGS = $(TESTING_CFLAGS)
tests_catalogue_test_codebook_LDADD = $(TESTING_LIBS)

tests_catalogue_test_commitments_SOURCES = tests/catalogue/test_commitments.c \
	tests/catalogue/given.c tests/catalogue/given.h
tests_catalogue_test_commitments_CFLAGS = $(TESTING_CFLAGS)
tests_catalogue_test_commitments_LDADD = $(TESTING_LIBS)

tests_catalogue_test_rounds_SOURCES = tests/catalogue/test_rounds.c \
	tests/catalogue/given.c tests/catalogue/given.h
tests_catalogue_test_rounds_CFLAGS = $(TESTING_CFLAGS)
tests_catalogue_test_rounds_LDADD = $(TESTING_LIBS)

tests_catalogue_test_series_SOURCES = tests/catalogue/test_series.c \
	tests/catalogue/given.c tests/catalogue/given.h
tests_catalogue_test_series_CFLAGS = $(TESTING_CFLAGS)
tests_catalogue_test_series_LDADD = $(TESTING_LIBS)

tests_catalogue_test_states_SOURCES = tests/catalogue/test_states.c \
	tests/catalogue/given.c tests/catalogue/given.h
tests_catalogue_test_states_CFLAGS = $(TESTING_CFLAGS)
tests_catalogue_test_states_LDADD = $(TESTING_LIBS)
