# SPDX-License-Identifier: Apache-2.0
# What we do: bytes, disk, network. Base is apart, so that indicators/ can
# link it without any of the rest.
noinst_LIBRARIES += libbase.a libservice.a
libservice_a_SOURCES =
include $(srcdir)/service/base/local.mk
include $(srcdir)/service/intake/local.mk
include $(srcdir)/service/extract/local.mk
include $(srcdir)/service/store/local.mk
include $(srcdir)/service/pipeline/local.mk
include $(srcdir)/service/serve/local.mk
include $(srcdir)/service/daemon/local.mk
