#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Readers of words take damaged documents without a crash. MUTANTS says how
# many of each (default 200).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
status=0
i=0
run() {
	name=$1
	shift
	i=$((i + 1))
	if said=$(timeout 300 "tests/fuzz/fuzz_$name" -m "${MUTANTS:-200}" \
		"$@" 2>&1); then
		echo "ok $i - $name: $(printf '%s' "$said" | tail -n 1)"
	else
		printf '%s\n' "$said" | tail -n 40 | sed 's/^/# /'
		echo "not ok $i - $name"
		status=1
	fi
}
for l in en ar; do
	pdftotext -tsv "$SOURCE/fixtures/extract/same-$l/in.pdf" \
		"$folder/$l.tsv"
done
echo 1..4
run text "$SOURCE/fixtures/extract/text/in.txt"
run table "$SOURCE/fixtures/statistics/incidents.csv" \
	"$SOURCE/fixtures/statistics/sdg-10-7-2.csv"
run markdown "$SOURCE/fixtures/extract/markdown/in.md"
run pdf "$folder/en.tsv" "$folder/ar.tsv"
exit $status
