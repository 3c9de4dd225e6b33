#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# npm_install.sh PACKAGE INTO: installs what PACKAGE/package-lock.json pins
# into the folder INTO, once; no script of a package is run. Where that cannot
# be, INTO/installed says why, and the next `make check` tries again.
set -eu
package=$1 into=$2
mkdir -p "$into"
done=$into/installed
said() {
	echo "$1" > "$done"
	# Older than what it is made from, so that make does not believe it.
	touch -d '2000-01-01 00:00:00Z' "$done"
	exit 0
}
rm -rf "$into/node_modules"
command -v npm > /dev/null || said "no npm on this machine"
# From a distribution the files may be read-only.
cp -f "$package/package.json" "$package/package-lock.json" "$into/"
chmod u+w "$into/package.json" "$into/package-lock.json"
(cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline \
	--fetch-retries=1 --fetch-retry-mintimeout=1000) \
	> "$into/npm.log" 2>&1 || said "npm ci failed: see $into/npm.log"
echo installed > "$done"
