#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# sdmx-json-parser reads SDMX-JSON 2.0.
exec sh "$SOURCE/tests/client/node.sh" sdmx_json.mjs \
	"GET /sdmx/v1/"
