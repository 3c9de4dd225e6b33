#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# fetch of node.
exec sh "$SOURCE/tests/client/node.sh" fetch.mjs
