#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The published schema and the reader agree on the example.
set -eu
echo 1..2
schema=$SOURCE/service/extract/report.rng
example=$SOURCE/fixtures/extract/report/in.xml
if xmllint --noout --relaxng "$schema" "$example" 2>/dev/null; then
	echo "ok 1 - the example is valid"
else
	echo "not ok 1 - the example is valid"
	exit 1
fi
if sed 's/<item/<video/;s/<\/item/<\/video/' "$example" |
	xmllint --noout --relaxng "$schema" - 2>/dev/null; then
	echo "not ok 2 - an unknown element is not"
	exit 1
fi
echo "ok 2 - an unknown element is not"
