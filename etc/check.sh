#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what building and testing need (Debian 12), then runs every step
# of etc/ci.sh. Ends with one line: N passed, N failed, N skipped.
set -eu
cd "$(dirname "$0")/.."
./etc/packages.sh build run test
exec ./etc/ci.sh "$@"
