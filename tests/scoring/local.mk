# SPDX-License-Identifier: Apache-2.0
SCORING_TESTS = \
	tests/scoring/test_cell tests/scoring/test_compare \
	tests/scoring/test_draw tests/scoring/test_method \
	tests/scoring/test_number tests/scoring/test_standing \
	tests/scoring/test_weight \
	tests/scoring/test_pair tests/scoring/test_parameter \
	tests/scoring/test_quantile tests/scoring/test_relation \
	tests/scoring/test_robustness tests/scoring/test_rollup \
	tests/scoring/test_silence tests/scoring/test_similar \
	tests/scoring/test_statistic
check_PROGRAMS += $(SCORING_TESTS) tests/scoring/recompute \
	tests/scoring/same_bytes
TESTS += $(SCORING_TESTS) tests/scoring/test_recompute.sh \
	tests/scoring/test_same_bytes.sh
dist_check_SCRIPTS += tests/scoring/test_recompute.sh \
	tests/scoring/test_same_bytes.sh
EXTRA_DIST += tests/scoring/reference.py \
	fixtures/scoring/contradiction/in.tsv \
	fixtures/scoring/contradiction/want.tsv \
	fixtures/scoring/ranks/in.tsv \
	fixtures/scoring/ranks/want.tsv \
	fixtures/scoring/roll_up/in.tsv \
	fixtures/scoring/roll_up/want.tsv \
	fixtures/scoring/side_by_side/in.tsv \
	fixtures/scoring/side_by_side/want.tsv \
	fixtures/scoring/split_and_demands/in.tsv \
	fixtures/scoring/split_and_demands/want.tsv \
	fixtures/scoring/worked_example/in.tsv \
	fixtures/scoring/worked_example/want.tsv

# Tests of draws and numbers look behind the door.
SCORING_INSIDE = $(TESTING_CFLAGS) -I$(top_srcdir)/indicators/scoring

tests_scoring_same_bytes_SOURCES = tests/scoring/same_bytes.c \
	tests/scoring/invented.c tests/scoring/invented.h
tests_scoring_same_bytes_LDADD = $(ROOMS) $(ROOM_LIBS)
tests_scoring_recompute_LDADD = $(ROOMS) $(ROOM_LIBS)
tests_scoring_test_cell_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_cell_LDADD = $(TESTING_LIBS)
tests_scoring_test_compare_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_compare_LDADD = $(TESTING_LIBS)
tests_scoring_test_statistic_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_statistic_LDADD = $(TESTING_LIBS)
tests_scoring_test_method_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_method_LDADD = $(TESTING_LIBS)
tests_scoring_test_standing_SOURCES = tests/scoring/test_standing.c \
	tests/scoring/invented.c tests/scoring/invented.h
tests_scoring_test_standing_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_standing_LDADD = $(TESTING_LIBS)
tests_scoring_test_weight_SOURCES = tests/scoring/test_weight.c \
	tests/scoring/invented.c tests/scoring/invented.h
tests_scoring_test_weight_CFLAGS = $(SCORING_INSIDE)
tests_scoring_test_weight_LDADD = $(TESTING_LIBS)
tests_scoring_test_pair_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_pair_LDADD = $(TESTING_LIBS)
tests_scoring_test_parameter_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_parameter_LDADD = $(TESTING_LIBS)
tests_scoring_test_relation_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_relation_LDADD = $(TESTING_LIBS)
tests_scoring_test_robustness_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_robustness_LDADD = $(TESTING_LIBS)
tests_scoring_test_silence_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_silence_LDADD = $(TESTING_LIBS)
tests_scoring_test_similar_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_similar_LDADD = $(TESTING_LIBS)
tests_scoring_test_draw_CFLAGS = $(SCORING_INSIDE)
tests_scoring_test_draw_LDADD = $(TESTING_LIBS)
tests_scoring_test_number_CFLAGS = $(SCORING_INSIDE)
tests_scoring_test_number_LDADD = $(TESTING_LIBS)
tests_scoring_test_quantile_CFLAGS = $(SCORING_INSIDE)
tests_scoring_test_quantile_LDADD = $(TESTING_LIBS)
tests_scoring_test_rollup_SOURCES = tests/scoring/test_rollup.c \
	tests/scoring/simulated.c tests/scoring/simulated.h
tests_scoring_test_rollup_CFLAGS = $(SCORING_INSIDE)
tests_scoring_test_rollup_LDADD = $(TESTING_LIBS)

check_PROGRAMS += tests/scoring/test_sketch
TESTS += tests/scoring/test_sketch
tests_scoring_test_sketch_CFLAGS = $(TESTING_CFLAGS)
tests_scoring_test_sketch_LDADD = $(TESTING_LIBS)
