#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# METHOD.md 2.7 prints the floors of fixtures/coding/LANGUAGE/required.txt, which
# tests/coding/test_held holds the program to.
n=0
for pair in en:English fr:French es:Spanish ar:Arabic ru:Russian zh:Chinese; do
	n=$((n + 1))
	floors=$SOURCE/fixtures/coding/${pair%%:*}/required.txt
	want="| ${pair#*:} |"
	for figure in top1 top3 F1 relevance; do
		want="$want $(awk -v f=$figure '$1 == f { print $2 }' "$floors") |"
	done
	if grep -qxF "$want" "$SOURCE/METHOD.md"; then
		echo "ok $n - METHOD.md names the floors of ${pair#*:}"
	else
		echo "not ok $n - METHOD.md names the floors of ${pair#*:}"
		echo "# not there: $want"
	fi
done
echo "1..$n"
