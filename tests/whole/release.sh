#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Two releases of a real database, and what the daemon says changed between.
exec python3 -B "$SOURCE/tests/whole/release.py"
