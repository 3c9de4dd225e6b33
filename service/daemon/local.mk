# SPDX-License-Identifier: Apache-2.0
bin_PROGRAMS += gcmtrack
gcmtrack_SOURCES = \
	service/daemon/cli.c service/daemon/config.c \
	service/daemon/counter.c service/daemon/crew.c \
	service/daemon/desk.c service/daemon/listen.c service/daemon/log.c \
	service/daemon/main.c service/daemon/parcel.c \
	service/daemon/post.c service/daemon/post_door.c \
	service/daemon/post_job.c service/daemon/progress.c \
	service/daemon/table.c service/daemon/review_agree.c \
	service/daemon/review_give.c service/daemon/told.c \
	service/daemon/verb_backup.c service/daemon/verb_catalogue.c \
	service/daemon/verb_code.c service/daemon/verb_compare.c \
	service/daemon/verb_export.c service/daemon/verb_ingest.c service/daemon/verb_observe.c \
	service/daemon/verb_rebuild.c service/daemon/verb_release.c \
	service/daemon/verb_replay.c service/daemon/verb_review.c \
	service/daemon/verb_serve.c service/daemon/verb_token.c \
	service/daemon/verb_verify.c service/daemon/verb_version.c
gcmtrack_LDADD = $(ROOMS) $(ROOM_LIBS)
noinst_HEADERS += \
	service/daemon/cli.h service/daemon/config.h \
	service/daemon/counter.h service/daemon/crew.h \
	service/daemon/desk.h service/daemon/listen.h service/daemon/log.h \
	service/daemon/parcel.h service/daemon/post.h \
	service/daemon/progress.h service/daemon/reviewing.h \
	service/daemon/table.h \
	service/daemon/told.h service/daemon/verb.h
dist_man_MANS += service/daemon/gcmtrack.1

# Samples and helpers, where a packager finds them.
bashcompdir = $(datadir)/bash-completion/completions
samplesdir = $(docdir)
dist_samples_DATA = etc/gcmtrack.conf etc/gcmtrack.service etc/gcmtrack.sysusers etc/nginx.conf
install-data-hook:
	$(MKDIR_P) '$(DESTDIR)$(bashcompdir)'
	$(INSTALL_DATA) $(srcdir)/etc/gcmtrack.bash '$(DESTDIR)$(bashcompdir)/gcmtrack'
uninstall-hook:
	rm -f '$(DESTDIR)$(bashcompdir)/gcmtrack'
