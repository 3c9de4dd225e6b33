#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# jsonstat-toolkit reads the cells as a cube.
exec sh "$SOURCE/tests/client/node.sh" jsonstat.mjs \
	"application/vnd.json-stat+json"
