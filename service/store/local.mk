# SPDX-License-Identifier: Apache-2.0
libservice_a_SOURCES += \
	service/store/ask.c service/store/ask.h service/store/audit.c \
	service/store/audit.h service/store/backup.c \
	service/store/catalogue_file.c \
	service/store/block_pack.c service/store/cell_pack.c \
	service/store/cell_pack.h service/store/cells.c \
	service/store/cells.h service/store/changes.c \
	service/store/changes.h service/store/check.c \
	service/store/check.h service/store/claimants.c \
	service/store/check_findings.c service/store/check_index.c \
	service/store/coding_pack.c service/store/coding_pack.h \
	service/store/coverage.c service/store/coverage.h \
	service/store/db.h service/store/decisions.c \
	service/store/evidence.c service/store/findings.c \
	service/store/findings_check.c service/store/grounds.c \
	service/store/grounds.h service/store/guard.c service/store/kin.c \
	service/store/list.c service/store/list.h service/store/marks.c \
	service/store/marks.h service/store/migrate.c \
	service/store/migrate.h service/store/observations.c \
	service/store/observations.h service/store/pack.c service/store/pack.h \
	service/store/passage.c service/store/passage.h \
	service/store/passages.c service/store/place.c \
	service/store/place.h service/store/publication.c \
	service/store/publication.h service/store/publish.c \
	service/store/query.c service/store/query.h service/store/record.c \
	service/store/record.h service/store/search.c service/store/stale.c \
	service/store/stale.h service/store/store.c \
	service/store/submission.h service/store/submissions.c \
	service/store/submit.c service/store/text.c \
	service/store/tokenizer.c service/store/verdict.h \
	service/store/verdict_pack.c service/store/verdicts.c \
	service/store/visibility.c \
	service/store/visibility.h service/store/words.c \
	service/store/words.h

# The migrations, in their order, as a table of C.
STORE_SQL = \
	$(srcdir)/service/store/sql/0001-evidence.sql \
	$(srcdir)/service/store/sql/0002-findings.sql \
	$(srcdir)/service/store/sql/0003-catalogue.sql \
	$(srcdir)/service/store/sql/0004-claimant.sql \
	$(srcdir)/service/store/sql/0005-observations.sql \
	$(srcdir)/service/store/sql/0006-decisions.sql \
	$(srcdir)/service/store/sql/0007-sources.sql \
	$(srcdir)/service/store/sql/0008-releases.sql
EXTRA_DIST += \
	service/store/sql/0001-evidence.sql \
	service/store/sql/0002-findings.sql \
	service/store/sql/0003-catalogue.sql \
	service/store/sql/0004-claimant.sql \
	service/store/sql/0005-observations.sql \
	service/store/sql/0006-decisions.sql \
	service/store/sql/0007-sources.sql \
	service/store/sql/0008-releases.sql
BUILT_SOURCES += service/store/migrations.inc
CLEANFILES += service/store/migrations.inc
service/store/migrations.inc: $(STORE_SQL) $(srcdir)/etc/embed.awk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(EMBED) -v table=MIGRATIONS -v type='struct migration' $(STORE_SQL) \
		> $@.new && mv $@.new $@
service/store/migrate.$(OBJEXT): service/store/migrations.inc
