#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# data.table of R.
exec python3 -B "$SOURCE/tests/client/served.py" Rscript --vanilla "$SOURCE/tests/client/data_table.R"
