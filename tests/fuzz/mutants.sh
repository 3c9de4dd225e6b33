#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every parser takes hostile documents and damaged good ones without a crash.
# MUTANTS says how many of each good one (default 200).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
python3 "$SOURCE/tests/fuzz/make_hostile.py" "$folder"
rm -f "$folder"/*-60000-* "$folder"/*bomb* "$folder"/*lying*
cp "$SOURCE"/fixtures/extract/*/in.* "$folder" 2>/dev/null || true
status=0
i=0
run() {
	name=$1
	shift
	i=$((i + 1))
	if said=$(timeout 300 "tests/fuzz/fuzz_$name" "$@" 2>&1); then
		echo "ok $i - $name: $(printf '%s' "$said" | tail -n 1)"
	else
		printf '%s\n' "$said" | tail -n 40 | sed 's/^/# /'
		echo "not ok $i - $name"
		status=1
	fi
}
echo 1..14
for name in akn docx html manifest odt report sniff; do
	run "$name" "$folder"/*
done
more="-m ${MUTANTS:-200}"
# shellcheck disable=SC2086 # two words on purpose
{
	run akn $more "$SOURCE"/fixtures/extract/akn/in.xml
	run docx $more "$folder"/docx-images-are-fine "$folder"/docx-styles-loop
	run html $more "$folder"/html-hidden-text "$folder"/html-truncated
	run manifest $more "$SOURCE"/fixtures/hostile/expected.tsv
	run odt $more "$folder"/odt-external-link
	run report $more "$SOURCE"/fixtures/extract/report/in.xml
	run sniff $more "$folder"/xlsx "$folder"/plain-zip "$folder"/mail
}
exit $status
