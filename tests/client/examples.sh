#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The scripts of examples/ answer what they promise.
exec python3 -B "$SOURCE/tests/client/examples.py"
