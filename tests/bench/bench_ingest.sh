#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Ingest of 100-page reports in four formats beside pdftotext alone; where there
# is a corpus, also of real ones: four working-group reports put together.
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
# Real PDFs of 25 pages and more, each round four others of them.
set -- "${CORPUS:-../shared/corpus}"/formats/pdf/*20*.pdf
if [ $# -lt 4 ]; then
	echo "no corpus at \$CORPUS: no real PDFs"
else
	i=0
	while [ "$i" -lt "$rounds" ]; do
		pdfunite "$1" "$2" "$3" "$4" "$work/real-$(printf %03d "$i").pdf"
		one=$1 two=$2
		shift 2
		set -- "$@" "$two" "$one"
		i=$((i + 1))
	done
fi
"$BUILD/tests/bench/bench_ingest" "$work" "$rounds"
