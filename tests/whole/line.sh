#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Documents in, cells out, verified and rebuilt, by the command line.
exec python3 -B "$SOURCE/tests/whole/line.py"
