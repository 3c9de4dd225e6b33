# SPDX-License-Identifier: Apache-2.0
libindicators_a_SOURCES += \
	indicators/catalogue/no_codebook.c indicators/catalogue/read.h
