#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages of etc/packages.txt for the words given
# (build, run, test). Says nothing when all are there; runs as root or by sudo.
set -eu
cd "$(dirname "$0")"
missing=
for what in "$@"; do
	# shellcheck disable=SC2013 # names have no spaces
	for line in $(awk -v w="$what" '$1 == w { print $2 "/" $3 }' packages.txt); do
		package=${line%/*} instead=${line#*/}
		[ -z "$instead" ] || ! command -v "$instead" > /dev/null || continue
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
			grep -q 'install ok installed' || missing="$missing $package"
	done
done
[ -n "$missing" ] || exit 0
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q
# shellcheck disable=SC2086 # a list of names
$as_root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -q -y --no-install-recommends $missing
