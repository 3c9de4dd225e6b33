# SPDX-License-Identifier: Apache-2.0
# The test tree mirrors the rooms. TAP through automake's driver.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
# SH tests speak TAP themselves; a cmocka program needs one word mended.
LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/tap.sh
AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	GCMTRACK='$(abs_top_builddir)/gcmtrack'; export GCMTRACK; \
	SOURCE='$(abs_top_srcdir)'; export SOURCE; \
	CORPUS="$${CORPUS:-$(abs_top_srcdir)/../shared/corpus}"; export CORPUS; \
	CC='$(CC)'; export CC; \
	PACKAGE_CFLAGS='$(LIBRARY_CFLAGS)'; export PACKAGE_CFLAGS;
EXTRA_DIST += tests/tap.sh tests/check.h tests/layers.txt tests/banned.txt
dist_check_SCRIPTS += \
	tests/check_layers.sh tests/check_headers.sh tests/check_banned.sh
TESTS += tests/check_layers.sh tests/check_headers.sh tests/check_banned.sh

# What every test program links and compiles with.
TESTING_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
TESTING_LIBS = $(ROOMS) $(ROOM_LIBS) $(CMOCKA_LIBS)

include $(srcdir)/tests/base/local.mk
include $(srcdir)/tests/intake/local.mk
include $(srcdir)/tests/extract/local.mk
include $(srcdir)/tests/store/local.mk
include $(srcdir)/tests/pipeline/local.mk
include $(srcdir)/tests/serve/local.mk
include $(srcdir)/tests/daemon/local.mk
include $(srcdir)/tests/attribution/local.mk
include $(srcdir)/tests/catalogue/local.mk
include $(srcdir)/tests/coding/local.mk
include $(srcdir)/tests/review/local.mk
include $(srcdir)/tests/scoring/local.mk
include $(srcdir)/tests/fuzz/local.mk
include $(srcdir)/tests/whole/local.mk
include $(srcdir)/tests/client/local.mk
include $(srcdir)/tests/client/spec/local.mk
include $(srcdir)/tests/bench/local.mk
