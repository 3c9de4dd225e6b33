#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The operator's door: metrics of all processes, and who may not see them.
exec python3 -B "$SOURCE/tests/whole/admin.py"
