#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The description of the interface is clean in redocly and in spectral.
exec sh "$SOURCE/tests/client/spec/run.sh" lint.py
