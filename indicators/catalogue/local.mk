# SPDX-License-Identifier: Apache-2.0
libindicators_a_SOURCES += \
	indicators/catalogue/catalogue.c \
	indicators/catalogue/codebook.c \
	indicators/catalogue/commitments.c \
	indicators/catalogue/explain.c \
	indicators/catalogue/fill.c \
	indicators/catalogue/findings.c \
	indicators/catalogue/lookup.c \
	indicators/catalogue/mirror.c \
	indicators/catalogue/node.c \
	indicators/catalogue/parse.c \
	indicators/catalogue/parts.h \
	indicators/catalogue/pattern.c \
	indicators/catalogue/pattern.h \
	indicators/catalogue/principles.c \
	indicators/catalogue/read.h \
	indicators/catalogue/references.c \
	indicators/catalogue/rounds.c \
	indicators/catalogue/schema.c \
	indicators/catalogue/series.c \
	indicators/catalogue/speakers.c \
	indicators/catalogue/states.c

# Sorted by name, as catalogue_embedded() gives them.
CATALOGUE_FILES = \
	indicators/data/call-to-action-2026.xml \
	indicators/data/clusters.xml \
	indicators/data/codebook-ar.xml \
	indicators/data/codebook-en.xml \
	indicators/data/codebook-es.xml \
	indicators/data/codebook-fr.xml \
	indicators/data/codebook-ru.xml \
	indicators/data/codebook-zh.xml \
	indicators/data/coe.xml \
	indicators/data/gcm.xml \
	indicators/data/names-ar.xml \
	indicators/data/names-en.xml \
	indicators/data/names-es.xml \
	indicators/data/names-fr.xml \
	indicators/data/names-ru.xml \
	indicators/data/names-zh.xml \
	indicators/data/osce.xml \
	indicators/data/principles.xml \
	indicators/data/rounds.xml \
	indicators/data/series.xml \
	indicators/data/speakers.xml \
	indicators/data/states.xml \
	indicators/data/weights-ar.xml \
	indicators/data/weights-en.xml \
	indicators/data/weights-es.xml \
	indicators/data/weights-fr.xml \
	indicators/data/weights-ru.xml \
	indicators/data/weights-zh.xml
CATALOGUE_SCHEMA = indicators/data/catalogue.rng

cataloguesdir = $(pkgdatadir)/catalogues
dist_catalogues_DATA = $(CATALOGUE_FILES) $(CATALOGUE_SCHEMA)

nodist_libindicators_a_SOURCES = indicators/catalogue/embedded.c
BUILT_SOURCES += indicators/catalogue/embedded.c
CLEANFILES += indicators/catalogue/embedded.c

# The schema comes last: catalogue.c counts on it.
indicators/catalogue/embedded.c: $(CATALOGUE_FILES) $(CATALOGUE_SCHEMA) \
		etc/embed.awk indicators/catalogue/local.mk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && ( \
	set -e; \
	echo '#include "catalogue.h"'; \
	echo 'extern const struct catalogue_file EMBEDDED[];'; \
	echo 'extern const size_t EMBEDDED_COUNT;'; \
	cd $(srcdir); \
	$(AWK) -f etc/embed.awk -v table=EMBEDDED -v is_shared=1 \
		-v type='struct catalogue_file' \
		$(CATALOGUE_FILES) $(CATALOGUE_SCHEMA); \
	echo 'extern const char *const EMBEDDED_SHA256[];'; \
	echo 'const char *const EMBEDDED_SHA256[] = {'; \
	sha256sum $(CATALOGUE_FILES) | $(AWK) '{ print "\t\"" $$1 "\"," }'; \
	echo '};'; \
	) > $@.new && mv $@.new $@
