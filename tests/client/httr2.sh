#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# httr2 of R.
exec python3 -B "$SOURCE/tests/client/served.py" Rscript --vanilla "$SOURCE/tests/client/httr2.R"
