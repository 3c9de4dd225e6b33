# SPDX-License-Identifier: Apache-2.0
# `make bench`: never part of the tests. Each prints a ratio against a named
# peer measured in the same run, and the spread.
BENCHES = tests/bench/bench_ingest.sh tests/bench/bench_volume.sh \
	tests/bench/bench_compare.sh tests/bench/bench_coding.sh \
	tests/bench/bench_scoring.sh
BENCH_BINARIES = tests/bench/bench_ingest tests/bench/bench_coding \
	tests/bench/bench_scoring
EXTRA_PROGRAMS += $(BENCH_BINARIES)
CLEANFILES += $(BENCH_BINARIES)
EXTRA_DIST += $(BENCHES) tests/bench/make_report.py \
	tests/bench/bench_scoring.py tests/bench/only_store.py tests/bench/working_groups.py

tests_bench_bench_ingest_CFLAGS = $(TESTING_CFLAGS)
tests_bench_bench_ingest_LDADD = $(ROOMS) $(ROOM_LIBS)

tests_bench_bench_coding_CFLAGS = $(TESTING_CFLAGS)
tests_bench_bench_coding_LDADD = $(ROOMS) $(ROOM_LIBS)

tests_bench_bench_scoring_SOURCES = tests/bench/bench_scoring.c \
	tests/scoring/invented.c tests/scoring/invented.h
tests_bench_bench_scoring_LDADD = $(ROOMS) $(ROOM_LIBS)

.PHONY: bench
bench: gcmtrack$(EXEEXT) $(BENCH_BINARIES)
	@$(AM_TESTS_ENVIRONMENT) BUILD='$(abs_top_builddir)'; export BUILD; \
	for b in $(BENCHES); do \
		echo "== $$b"; $(SHELL) $(srcdir)/$$b || exit 1; \
	done
# Coding against labelled passages: how good it is.
EXTRA_PROGRAMS += tests/bench/coding_table
tests_bench_coding_table_SOURCES = tests/bench/coding_table.c \
	tests/bench/labelled.c tests/bench/labelled.h \
	tests/bench/measure.c tests/bench/measure.h
tests_bench_coding_table_CFLAGS = $(TESTING_CFLAGS)
tests_bench_coding_table_LDADD = $(TESTING_LIBS)
CLEANFILES += tests/bench/coding_table

# What the rules of levels and states make of passages.
EXTRA_PROGRAMS += tests/bench/coding_levels
tests_bench_coding_levels_SOURCES = tests/bench/coding_levels.c \
	tests/bench/labelled.c tests/bench/labelled.h
tests_bench_coding_levels_CFLAGS = $(TESTING_CFLAGS)
tests_bench_coding_levels_LDADD = $(TESTING_LIBS)
CLEANFILES += tests/bench/coding_levels

bench-coding: tests/bench/coding_table$(EXEEXT) \
	tests/bench/coding_levels$(EXEEXT)
	CORPUS="$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}" \
		SOURCE="$(abs_top_srcdir)" $<
	tests/bench/coding_levels \
		"$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}" \
		$(srcdir)/fixtures/coding
.PHONY: bench-coding

# The learned weights of the codebook; only where labelled passages are.
EXTRA_PROGRAMS += tests/bench/coding_learn
tests_bench_coding_learn_SOURCES = tests/bench/coding_learn.c \
	tests/bench/labelled.c tests/bench/labelled.h \
	tests/bench/measure.c tests/bench/measure.h
tests_bench_coding_learn_CFLAGS = $(TESTING_CFLAGS)
tests_bench_coding_learn_LDADD = $(TESTING_LIBS)
CLEANFILES += tests/bench/coding_learn

codebook: tests/bench/coding_learn$(EXEEXT) \
	tests/bench/coding_levels$(EXEEXT)
	$< "$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}" \
		$(srcdir) $(srcdir)/indicators/data
	tests/bench/coding_levels \
		"$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}" \
		$(srcdir)/fixtures/coding \
		$(srcdir)/indicators/coding/level_sure.c
.PHONY: codebook

# In which order codings are most worth a person's time: METHOD.md 11.11.
EXTRA_PROGRAMS += tests/bench/review_gain
tests_bench_review_gain_SOURCES = tests/bench/review_gain.c \
	tests/bench/labelled.c tests/bench/labelled.h
tests_bench_review_gain_CFLAGS = $(TESTING_CFLAGS)
tests_bench_review_gain_LDADD = $(TESTING_LIBS)
CLEANFILES += tests/bench/review_gain

bench-review: tests/bench/review_gain$(EXEEXT)
	CORPUS="$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}" $<
.PHONY: bench-review

# How often an interval of a roll-up holds the truth: METHOD.md 9.5.
EXTRA_PROGRAMS += tests/bench/coverage_table
tests_bench_coverage_table_SOURCES = tests/bench/coverage_table.c \
	tests/scoring/simulated.c tests/scoring/simulated.h
tests_bench_coverage_table_CFLAGS = $(SCORING_INSIDE)
tests_bench_coverage_table_LDADD = $(TESTING_LIBS)
CLEANFILES += tests/bench/coverage_table

bench-coverage: tests/bench/coverage_table$(EXEEXT)
	$<
.PHONY: bench-coverage
