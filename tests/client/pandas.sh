#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# pandas reads the tables by their address.
exec sh "$SOURCE/tests/client/python.sh" pandas pandas_csv.py
