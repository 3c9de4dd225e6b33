#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Frictionless Data reads each table by its description.
exec sh "$SOURCE/tests/client/node.sh" datapackage.mjs \
	"application/vnd.datapackage+json"
