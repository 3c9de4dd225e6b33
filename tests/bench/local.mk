# SPDX-License-Identifier: Apache-2.0
# `make bench`: never part of the tests. Each prints a ratio against a named
# peer measured in the same run, and the spread.
BENCHES = tests/bench/bench_ingest.sh tests/bench/bench_volume.sh \
	tests/bench/bench_compare.sh tests/bench/bench_coding.sh
BENCH_BINARIES = tests/bench/bench_ingest tests/bench/bench_coding
EXTRA_PROGRAMS += $(BENCH_BINARIES)
CLEANFILES += $(BENCH_BINARIES)
EXTRA_DIST += $(BENCHES) tests/bench/make_report.py \
	tests/bench/only_store.py tests/bench/working_groups.py

tests_bench_bench_ingest_CFLAGS = $(TESTING_CFLAGS)
tests_bench_bench_ingest_LDADD = $(ROOMS) $(ROOM_LIBS)

tests_bench_bench_coding_CFLAGS = $(TESTING_CFLAGS)
tests_bench_bench_coding_LDADD = $(ROOMS) $(ROOM_LIBS)

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

bench-coding: tests/bench/coding_table$(EXEEXT)
	CORPUS="$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}" \
		SOURCE="$(abs_top_srcdir)" $<
.PHONY: bench-coding

# The learned weights of the codebook; only where labelled passages are.
EXTRA_PROGRAMS += tests/bench/coding_learn
tests_bench_coding_learn_SOURCES = tests/bench/coding_learn.c \
	tests/bench/labelled.c tests/bench/labelled.h \
	tests/bench/measure.c tests/bench/measure.h
tests_bench_coding_learn_CFLAGS = $(TESTING_CFLAGS)
tests_bench_coding_learn_LDADD = $(TESTING_LIBS)
CLEANFILES += tests/bench/coding_learn

codebook: tests/bench/coding_learn$(EXEEXT)
	$< "$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}" \
		$(srcdir) $(srcdir)/indicators/data
.PHONY: codebook
