#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every answer that is described is seen, and is as described, through prism.
exec sh "$SOURCE/tests/client/spec/run.sh" contract.py
