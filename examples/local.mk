# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += examples/compare.R examples/compare.py examples/compare.xlsx \
              examples/workbook.py
