# SPDX-License-Identifier: Apache-2.0
# What we believe: pure arithmetic and text, no I/O.
noinst_LIBRARIES += libindicators.a
libindicators_a_CFLAGS = $(AM_CFLAGS) $(STRICT_NUMBERS)
libindicators_a_SOURCES =
include $(srcdir)/indicators/attribution/local.mk
include $(srcdir)/indicators/catalogue/local.mk
include $(srcdir)/indicators/coding/local.mk
include $(srcdir)/indicators/review/local.mk
include $(srcdir)/indicators/scoring/local.mk
