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
EXTRA_DIST += fixtures/coding/ar/in.txt fixtures/coding/ar/labelled.jsonl \
	fixtures/coding/ar/required.txt \
	fixtures/coding/ru/in.txt fixtures/coding/ru/labelled.jsonl \
	fixtures/coding/ru/required.txt \
	fixtures/coding/zh/in.txt fixtures/coding/zh/labelled.jsonl \
	fixtures/coding/zh/required.txt

check_PROGRAMS += tests/coding/test_levels
TESTS += tests/coding/test_levels
tests_coding_test_levels_SOURCES = tests/coding/test_levels.c \
	tests/coding/judged.h
tests_coding_test_levels_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_levels_LDADD = $(TESTING_LIBS)
# The sentences the rules of levels are mended by, and those set aside.
EXTRA_DIST += fixtures/coding/en/levels.jsonl \
	fixtures/coding/en/levels-held.jsonl fixtures/coding/es/levels.jsonl \
	fixtures/coding/es/levels-held.jsonl fixtures/coding/fr/levels.jsonl \
	fixtures/coding/fr/levels-held.jsonl

check_PROGRAMS += tests/coding/test_number
TESTS += tests/coding/test_number
tests_coding_test_number_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_number_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_han
TESTS += tests/coding/test_han
tests_coding_test_han_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_han_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_language
TESTS += tests/coding/test_language
tests_coding_test_language_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_language_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_arabic
TESTS += tests/coding/test_arabic
tests_coding_test_arabic_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_arabic_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_phrase
TESTS += tests/coding/test_phrase
tests_coding_test_phrase_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_phrase_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_level
TESTS += tests/coding/test_level
tests_coding_test_level_SOURCES = tests/coding/test_level.c tests/coding/judged.h
tests_coding_test_level_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_level_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_harm
TESTS += tests/coding/test_harm
tests_coding_test_harm_SOURCES = tests/coding/test_harm.c tests/coding/judged.h
tests_coding_test_harm_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_harm_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_trend
TESTS += tests/coding/test_trend
tests_coding_test_trend_SOURCES = tests/coding/test_trend.c tests/coding/judged.h
tests_coding_test_trend_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_trend_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_reading
TESTS += tests/coding/test_reading
tests_coding_test_reading_SOURCES = tests/coding/test_reading.c \
	tests/coding/given.c tests/coding/given.h
tests_coding_test_reading_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_reading_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_relevance
TESTS += tests/coding/test_relevance
tests_coding_test_relevance_SOURCES = tests/coding/test_relevance.c \
	tests/coding/given.c tests/coding/given.h
tests_coding_test_relevance_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_relevance_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_skip
TESTS += tests/coding/test_skip
tests_coding_test_skip_SOURCES = tests/coding/test_skip.c \
	tests/coding/given.c tests/coding/given.h
tests_coding_test_skip_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_skip_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_state
TESTS += tests/coding/test_state
tests_coding_test_state_SOURCES = tests/coding/test_state.c \
	tests/coding/given.c tests/coding/given.h
tests_coding_test_state_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_state_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_tongue
TESTS += tests/coding/test_tongue
tests_coding_test_tongue_SOURCES = tests/coding/test_tongue.c \
	tests/coding/given.c tests/coding/given.h
tests_coding_test_tongue_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_tongue_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_weigh
TESTS += tests/coding/test_weigh
tests_coding_test_weigh_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_weigh_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/coding/test_why
TESTS += tests/coding/test_why
tests_coding_test_why_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_why_LDADD = $(TESTING_LIBS)

# Our own labelled sentences: each language adds its two files below.
check_PROGRAMS += tests/coding/test_held
TESTS += tests/coding/test_held
tests_coding_test_held_SOURCES = tests/coding/test_held.c \
	tests/bench/labelled.c tests/bench/labelled.h \
	tests/bench/measure.c tests/bench/measure.h
tests_coding_test_held_CFLAGS = $(TESTING_CFLAGS)
tests_coding_test_held_LDADD = $(TESTING_LIBS)
EXTRA_DIST += fixtures/coding/README.md fixtures/coding/label_doubts.md \
	fixtures/coding/en/labelled.jsonl fixtures/coding/en/required.txt \
	fixtures/coding/fr/labelled.jsonl fixtures/coding/fr/required.txt \
	fixtures/coding/es/labelled.jsonl fixtures/coding/es/required.txt

# What METHOD.md says of the coding is what the tests require of it.
dist_check_SCRIPTS += tests/coding/check_limits.sh
TESTS += tests/coding/check_limits.sh
