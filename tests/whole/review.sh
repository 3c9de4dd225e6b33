#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Codings go out to people and decisions come back, by the command line.
exec python3 -B "$SOURCE/tests/whole/review.py"
