#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What was acknowledged survives kill -9 at any moment.
exec python3 -B "$SOURCE/tests/whole/kill.py"
