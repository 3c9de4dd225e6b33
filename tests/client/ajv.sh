#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What is answered is what openapi.json says it is.
exec sh "$SOURCE/tests/client/node.sh" ajv.mjs
