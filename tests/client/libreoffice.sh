#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# LibreOffice Calc, in Excel's stead.
exec sh "$SOURCE/tests/client/python.sh" uno libreoffice.py
