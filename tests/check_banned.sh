#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# No banned word stands in the sources; tests/banned.txt says which and why.
set -eu
cd "${SOURCE:-.}"
echo "1..$(grep -cv '^#' tests/banned.txt)"
status=0
i=0
tab=$(printf '\t')
while IFS="$tab" read -r word why where; do
	case "$word" in '#'*) continue ;; esac
	i=$((i + 1))
	hits=$(grep -rnP --include='*.[ch]' -- "$word" service indicators include |
		grep -vE '^[^:]*:[0-9]+:[[:space:]]*(/?\*)' || true)
	for w in $where; do
		[ "$w" = - ] || hits=$(printf '%s\n' "$hits" | grep -v "^$w" || true)
	done
	if [ -n "$hits" ]; then
		printf '%s\n' "$hits" | sed 's/^/# /'
		echo "not ok $i - $why"
		status=1
	else
		echo "ok $i - $why"
	fi
done < tests/banned.txt
exit $status
