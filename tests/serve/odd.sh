#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Odd requests, raw over sockets, at both doors, direct and behind nginx.
exec python3 -B "$SOURCE/tests/serve/odd.py"
