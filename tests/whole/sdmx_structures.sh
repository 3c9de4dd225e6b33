#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SDMX structures against the schemas of the standards.
exec python3 -B "$SOURCE/tests/whole/sdmx_structures.py"
