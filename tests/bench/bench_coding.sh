#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Coding against ripgrep with the same terms, interleaved in one run; both in
# processor time, since the machine does other work too.
set -eu
build=${BUILD:-.}
text=${CORPUS:-../shared/corpus}/reports/upr_working_groups
rounds=${ROUNDS:-5}
if [ ! -d "$text" ] || ! command -v rg >/dev/null; then
	echo "skipped: no corpus or no rg"
	exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat "$text"/*.txt | iconv -f utf-8 -t utf-8 -c >"$folder/text"
tr '[:upper:]' '[:lower:]' <"$folder/text" >"$folder/lower"
"$build/tests/bench/bench_coding" --terms | tr '[:upper:]' '[:lower:]' | sort -u \
	>"$folder/terms"
bytes=$(stat -c %s "$folder/text")
echo "$(wc -l <"$folder/terms") terms, $bytes bytes"
for _ in $(seq "$rounds"); do
	"$build/tests/bench/bench_coding" 1 "$folder/text" | tee -a "$folder/ours"
	TIMEFORMAT='%U %S'
	spent=$({ time rg -j1 -F --count-matches -f "$folder/terms" \
		"$folder/lower" >/dev/null; } 2>&1)
	echo "$bytes $spent" |
		awk '{ printf "rg %.1f MB/s\n", $1 / 1e6 / ($2 + $3) }' |
		tee -a "$folder/rg"
done
paste <(grep count "$folder/ours") "$folder/rg" | awk '
	{ count[NR] = $2; code[NR] = $7; rg[NR] = $NF == "MB/s" ? $(NF-1) : $NF }
	END {
		for (i = 1; i <= NR; i++) {
			r = count[i] / rg[i]
			sum += r; s += code[i]
			low = i == 1 || r < low ? r : low
			high = r > high ? r : high
		}
		printf "matching to rg: mean %.2f, spread %.2f to %.2f; ",
			sum / NR, low, high
		printf "coding mean %.1f MB/s\n", s / NR
	}'
