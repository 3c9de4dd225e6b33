# SPDX-License-Identifier: Apache-2.0
bin_PROGRAMS += gcmtrack
gcmtrack_SOURCES = service/daemon/main.c
gcmtrack_LDADD = $(ROOMS) $(ROOM_LIBS)
