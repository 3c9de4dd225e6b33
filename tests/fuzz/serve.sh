#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What reads a stranger's request takes seeds and damaged ones without a crash.
# MUTANTS says how many of each (default 200).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
python3 -B "$SOURCE/tests/fuzz/make_requests.py" "$folder"
status=0
i=0
echo 1..5
for name in ask head json multipart wishes; do
	i=$((i + 1))
	if said=$(timeout 300 "tests/fuzz/fuzz_$name" -m "${MUTANTS:-200}" \
		"$folder/$name"/* 2>&1); then
		echo "ok $i - $name: $(printf '%s' "$said" | tail -n 1)"
	else
		printf '%s\n' "$said" | tail -n 40 | sed 's/^/# /'
		echo "not ok $i - $name"
		status=1
	fi
done
exit $status
