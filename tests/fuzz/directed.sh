#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# With --enable-fuzzer: each fuzz target is led by what the rooms cover, and
# does not throw bytes about blindly.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
status=0
i=0
echo 1..10
for name in akn docx html manifest markdown odt pdf report sniff text; do
	i=$((i + 1))
	mkdir "$folder/$name"
	printf 'Children held in detention: 14.' >"$folder/$name/words"
	if said=$(timeout 120 "tests/fuzz/fuzz_$name" -runs=200 -max_len=512 \
		-seed=1 "$folder/$name" 2>&1) &&
		printf '%s\n' "$said" | grep -q 'INITED cov: [1-9]'; then
		echo "ok $i - fuzz_$name"
	else
		printf '%s\n' "$said" | tail -n 20 | sed 's/^/# /'
		echo "not ok $i - fuzz_$name"
		status=1
	fi
done
exit $status
