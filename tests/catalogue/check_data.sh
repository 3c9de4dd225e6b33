#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every data file meets the published schema, by a validator that is not ours,
# and is listed where it gets embedded.
set -eu
cd "${SOURCE:-.}"
if ! command -v xmllint >/dev/null; then
	echo "1..0 # SKIP xmllint not found: apt-get install libxml2-utils"
	exit 0
fi
set -- indicators/data/*.xml
echo "1..$(($# * 2))"
status=0
i=0
say() {
	i=$((i + 1))
	if [ "$1" = 0 ]; then
		echo "ok $i - $2"
	else
		status=1
		echo "not ok $i - $2"
	fi
}
for file in "$@"; do
	said=$(xmllint --noout --nonet --relaxng indicators/data/catalogue.rng \
		"$file" 2>&1) && rc=0 || rc=1
	[ "$rc" = 0 ] || printf '%s\n' "$said" | sed 's/^/# /'
	say "$rc" "$file obeys catalogue.rng"
	grep -q "$file" indicators/catalogue/local.mk && rc=0 || rc=1
	say "$rc" "$file is listed in indicators/catalogue/local.mk"
done
exit $status
