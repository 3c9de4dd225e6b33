#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every hostile document has the end that fixtures/hostile/expected.tsv says.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
python3 "$SOURCE/tests/fuzz/make_hostile.py" "$folder"
tests/fuzz/hostile "$folder" "$SOURCE/fixtures/hostile/expected.tsv"
