#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Alpha of the program against alpha of a second program, on random tables.
set -eu
: "${SOURCE:?}" "${GCMTRACK:?}"
exec timeout 300 python3 "$SOURCE/tests/review/reference.py" \
	"$(dirname "$GCMTRACK")/tests/review/recompute"
