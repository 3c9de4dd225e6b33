#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# node.sh SCRIPT [PROMISE]: runs a client in node with the packages that the build
# folder holds (npm_install.sh), or says why it is skipped.
set -eu
MODULES=$(dirname "$GCMTRACK")/tests/client/npm_modules
export MODULES
if ! command -v node > /dev/null; then
	echo "1..0 # SKIP no node on this machine"
elif ! grep -qx installed "$MODULES/installed" 2>/dev/null; then
	echo "1..0 # SKIP packages of npm: $(cat "$MODULES/installed" 2>/dev/null || echo not installed)"
else
	exec python3 -B "$SOURCE/tests/client/served.py" \
		${2:+--promised "$2"} node "$SOURCE/tests/client/$1"
fi
