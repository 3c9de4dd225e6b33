# SPDX-License-Identifier: Apache-2.0
include $(srcdir)/tests/extract/files.mk
