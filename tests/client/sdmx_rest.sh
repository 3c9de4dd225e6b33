#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# sdmx-rest writes the addresses of SDMX REST itself.
exec sh "$SOURCE/tests/client/node.sh" sdmx_rest.mjs \
	"GET /sdmx/v1/"
