#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Ingest of 100-page reports in four formats beside pdftotext alone.
# BENCH_ROUNDS (default 15) rounds, each with fresh reports.
set -eu
rounds=${BENCH_ROUNDS:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
i=0
while [ "$i" -lt "$rounds" ]; do
	python3 "$SOURCE/tests/bench/make_report.py" "$i" "$work"
	i=$((i + 1))
done
"$BUILD/tests/bench/bench_ingest" "$work" "$rounds"
