#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Sources found in one document: our own, and Slovenia's four summaries.
exec python3 -B "$SOURCE/tests/whole/attribution.py"
