#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The daemon's life: doors, tokens, signals, children, ingest beside it.
exec python3 -B "$SOURCE/tests/whole/serve.py"
