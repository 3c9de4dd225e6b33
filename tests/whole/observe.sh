#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Statistics in, cells and observations out, by the command line.
exec python3 -B "$SOURCE/tests/whole/observe.py"
