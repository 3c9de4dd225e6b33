#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A whole release and a cube of figures, downloaded from the daemon.
exec python3 -B "$SOURCE/tests/whole/formats.py"
