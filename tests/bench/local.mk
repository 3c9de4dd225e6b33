# SPDX-License-Identifier: Apache-2.0
# `make bench`: never part of the tests. Each prints a ratio against a named
# peer measured in the same run, and the spread.
BENCHES = tests/bench/bench_ingest.sh tests/bench/bench_volume.sh \
	tests/bench/bench_compare.sh
BENCH_BINARIES = tests/bench/bench_ingest
EXTRA_PROGRAMS += $(BENCH_BINARIES)
CLEANFILES += $(BENCH_BINARIES)
EXTRA_DIST += $(BENCHES) tests/bench/make_report.py \
	tests/bench/working_groups.py

tests_bench_bench_ingest_CFLAGS = $(TESTING_CFLAGS)
tests_bench_bench_ingest_LDADD = $(ROOMS) $(ROOM_LIBS)

.PHONY: bench
bench: gcmtrack$(EXEEXT) $(BENCH_BINARIES)
	@$(AM_TESTS_ENVIRONMENT) BUILD='$(abs_top_builddir)'; export BUILD; \
	for b in $(BENCHES); do \
		echo "== $$b"; $(SHELL) $(srcdir)/$$b || exit 1; \
	done
