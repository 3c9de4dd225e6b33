#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh SCRIPT: runs SCRIPT with the packages that the build folder holds
# (install.sh), or says why it is skipped.
set -eu
SPEC_MODULES=$(dirname "$GCMTRACK")/tests/client/spec/modules
export SPEC_MODULES
if ! command -v node > /dev/null; then
	echo "1..0 # SKIP no node on this machine"
elif ! grep -qx installed "$SPEC_MODULES/installed" 2>/dev/null; then
	echo "1..0 # SKIP packages of npm: $(cat "$SPEC_MODULES/installed" 2>/dev/null || echo not installed)"
else
	PYTHONPATH=$SOURCE/tests/whole exec python3 -B "$SOURCE/tests/client/spec/$1"
fi
