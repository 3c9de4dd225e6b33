#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# csvkit, and through it any strict reader of RFC 4180.
exec python3 -B "$SOURCE/tests/client/csvkit.py"
