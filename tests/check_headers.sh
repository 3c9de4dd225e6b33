#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every header compiles by itself, twice, and opens as the house wants it.
set -eu
cd "${SOURCE:-.}"
cc=${CC:-cc}
headers=$(find include service indicators -name '*.h' | sort)
echo "1..$(echo "$headers" | wc -l)"
status=0
i=0
for h in $headers; do
	i=$((i + 1))
	dir=$(dirname "$h")
	# shellcheck disable=SC2086 # a list of flags
	said=$(printf '#include "%s"\n#include "%s"\n' "$PWD/$h" "$PWD/$h" |
		$cc -std=gnu17 -Wall -Wextra -Werror -Iinclude -I"$dir" \
		${PACKAGE_CFLAGS:-} -fsyntax-only -x c - 2>&1) && ok=1 || ok=0
	case "$(head -n 1 "$h")" in
	"/* SPDX-License-Identifier: Apache-2.0 */") ;;
	*) ok=0; said="no SPDX line" ;;
	esac
	case "$h" in
	include/*)
		for word in Takes: Gives: Never:; do
			grep -q "^ \* $word" "$h" || { ok=0; said="no \"$word\""; }
		done ;;
	esac
	if [ "$ok" = 1 ]; then
		echo "ok $i - $h stands alone"
	else
		printf '%s\n' "$said" | sed 's/^/# /'
		echo "not ok $i - $h stands alone"
		status=1
	fi
done
exit $status
