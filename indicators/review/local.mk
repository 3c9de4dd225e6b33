# SPDX-License-Identifier: Apache-2.0
libindicators_a_SOURCES += \
	indicators/review/alpha.c \
	indicators/review/people.c \
	indicators/review/settle.c \
	indicators/review/worth.c
