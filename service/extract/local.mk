# SPDX-License-Identifier: Apache-2.0
noinst_HEADERS += service/extract/blocks.h service/extract/readers.h
include $(srcdir)/service/extract/words.mk
include $(srcdir)/service/extract/files.mk
