# SPDX-License-Identifier: Apache-2.0
include $(srcdir)/tests/extract/files.mk
include $(srcdir)/tests/extract/words.mk
