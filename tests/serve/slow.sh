#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Slow clients are gone by their deadline while others are answered. SLOW says
# how many there are (2000).
exec python3 -B "$SOURCE/tests/serve/slow.py"
