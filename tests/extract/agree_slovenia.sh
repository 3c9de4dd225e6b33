#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Sentences of real PDFs against the text beside each (agree_slovenia.py).
set -eu
folder=${CORPUS:-}/reports/slovenia
echo 1..1
if ! [ -d "$folder" ]; then
	echo "ok 1 - agree_slovenia # SKIP no corpus at ${CORPUS:-CORPUS}"
elif ! command -v python3 >/dev/null; then
	echo "ok 1 - agree_slovenia # SKIP no python3"
elif said=$(python3 "$SOURCE/tests/extract/agree_slovenia.py" \
	tests/extract/show_passages "$folder"); then
	printf '%s\n' "$said" | sed 's/^/# /'
	echo "ok 1 - sentences of PDFs are those of the text beside them"
else
	printf '%s\n' "$said" | sed 's/^/# /'
	echo "not ok 1 - sentences of PDFs are those of the text beside them"
	exit 1
fi
