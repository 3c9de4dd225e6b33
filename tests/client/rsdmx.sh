#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# rsdmx of R.
exec python3 -B "$SOURCE/tests/client/served.py" \
	--promised "GET /sdmx/v1/" Rscript --vanilla "$SOURCE/tests/client/rsdmx.R"
