#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# python.sh MODULE SCRIPT: runs a client in a Python that has the module. One
# of the user's own may stand before Debian's, without Debian's packages.
set -eu
for python in python3 /usr/bin/python3; do
	if "$python" -c "import $1" 2>/dev/null; then
		exec "$python" -B "$SOURCE/tests/client/$2"
	fi
done
echo "1..0 # SKIP no Python with $1 on this machine"
