#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# curl, and the way of HTTP itself.
exec python3 -B "$SOURCE/tests/client/curl.py"
