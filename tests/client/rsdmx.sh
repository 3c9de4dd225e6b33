#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# rsdmx of R.
exec python3 -B "$SOURCE/tests/client/served.py" \
	--promised "application/vnd.sdmx.genericdata+xml" Rscript --vanilla "$SOURCE/tests/client/rsdmx.R"
