# SPDX-License-Identifier: Apache-2.0
libservice_a_SOURCES += \
	service/serve/agreement.c \
	service/serve/answer.c \
	service/serve/answer_changes.c \
	service/serve/answer_diff.c \
	service/serve/asof.c \
	service/serve/asof.h \
	service/serve/cache.c \
	service/serve/cache.h \
	service/serve/catalogues.c \
	service/serve/cell_row.c \
	service/serve/cells.c \
	service/serve/cells.h \
	service/serve/compare.c \
	service/serve/connection.c \
	service/serve/connection.h \
	service/serve/copy.c \
	service/serve/copy.h \
	service/serve/counted.c \
	service/serve/counted.h \
	service/serve/dcat.c \
	service/serve/diff.c \
	service/serve/diff.h \
	service/serve/diff_why.c \
	service/serve/cube.c \
	service/serve/cube_words.c \
	service/serve/cube_words.h \
	service/serve/divergence.c \
	service/serve/divergence.h \
	service/serve/door.c \
	service/serve/door.h \
	service/serve/drawn.c \
	service/serve/drawn.h \
	service/serve/etag.c \
	service/serve/etag.h \
	service/serve/export.c \
	service/serve/export.h \
	service/serve/export_rows.c \
	service/serve/facts.c \
	service/serve/grid.c \
	service/serve/groups.c \
	service/serve/groups.h \
	service/serve/feed.c \
	service/serve/feed.h \
	service/serve/gzip.c \
	service/serve/gzip.h \
	service/serve/handlers.h \
	service/serve/head.c \
	service/serve/head.h \
	service/serve/health.c \
	service/serve/meter.c \
	service/serve/meter.h \
	service/serve/metrics.c \
	service/serve/method_text.h \
	service/serve/ledger.c \
	service/serve/ledger.h \
	service/serve/multipart.c \
	service/serve/multipart.h \
	service/serve/negotiate.c \
	service/serve/negotiate.h \
	service/serve/observations.c \
	service/serve/openapi.c \
	service/serve/openapi.h \
	service/serve/openapi_params.c \
	service/serve/openapi_sdmx.c \
	service/serve/openapi_parts.c \
	service/serve/package.c \
	service/serve/package.h \
	service/serve/origin.c \
	service/serve/origin.h \
	service/serve/paired.c \
	service/serve/paired.h \
	service/serve/pairs.c \
	service/serve/pairs.h \
	service/serve/params.c \
	service/serve/params.h \
	service/serve/passages.c \
	service/serve/passages.h \
	service/serve/pen.c \
	service/serve/pen.h \
	service/serve/post.c \
	service/serve/problem.c \
	service/serve/problem.h \
	service/serve/releases.c \
	service/serve/release_zip.c \
	service/serve/reply.c \
	service/serve/reply.h \
	service/serve/request.h \
	service/serve/respond.c \
	service/serve/respond.h \
	service/serve/robustness.c \
	service/serve/rollup.c \
	service/serve/rollups.c \
	service/serve/rollups.h \
	service/serve/routes.c \
	service/serve/rows.c \
	service/serve/rows.h \
	service/serve/scope.c \
	service/serve/scorecard.c \
	service/serve/sdmx_csv.c \
	service/serve/search.c \
	service/serve/sdmx.h \
	service/serve/sdmx_ask.c \
	service/serve/sdmx_ask.h \
	service/serve/sdmx_available.c \
	service/serve/sdmx_check.c \
	service/serve/sdmx_check.h \
	service/serve/sdmx_codelists.c \
	service/serve/sdmx_content.c \
	service/serve/sdmx_content.h \
	service/serve/sdmx_context.c \
	service/serve/sdmx_context.h \
	service/serve/sdmx_data.c \
	service/serve/sdmx_data.h \
	service/serve/sdmx_data_csv.c \
	service/serve/sdmx_data_json.c \
	service/serve/sdmx_data_xml.c \
	service/serve/sdmx_figures.c \
	service/serve/sdmx_figures.h \
	service/serve/sdmx_key.c \
	service/serve/sdmx_key.h \
	service/serve/sdmx_labels.c \
	service/serve/sdmx_labels.h \
	service/serve/sdmx_period.c \
	service/serve/sdmx_period.h \
	service/serve/sdmx_rows.c \
	service/serve/sdmx_rows.h \
	service/serve/sdmx_entry.c \
	service/serve/sdmx_flows.c \
	service/serve/sdmx_forms.c \
	service/serve/sdmx_json.c \
	service/serve/sdmx_message.c \
	service/serve/sdmx_model.c \
	service/serve/sdmx_model.h \
	service/serve/sdmx_resources.c \
	service/serve/sdmx_schema.c \
	service/serve/sdmx_structure.h \
	service/serve/sdmx_structures.c \
	service/serve/sdmx_xml.c \
	service/serve/shapes.c \
	service/serve/shapes.h \
	service/serve/site.c \
	service/serve/site.h \
	service/serve/snapshot.c \
	service/serve/snapshot.h \
	service/serve/states.c \
	service/serve/submissions.c \
	service/serve/submissions.h \
	service/serve/titles.c \
	service/serve/titles.h \
	service/serve/trend.c \
	service/serve/trend.h \
	service/serve/words.c \
	service/serve/words.h \
	service/serve/workbook.c \
	service/serve/xml.c \
	service/serve/xml.h

# METHOD.md is in the program: whoever downloads a release gets it, wherever the
# program was put.
nodist_libservice_a_SOURCES = service/serve/method_text.c
BUILT_SOURCES += service/serve/method_text.c
CLEANFILES += service/serve/method_text.c
service/serve/method_text.c: METHOD.md etc/embed.awk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && ( \
	set -e; \
	echo '#include "catalogue.h"'; \
	echo 'extern const struct catalogue_file METHOD_TEXT[];'; \
	echo 'extern const size_t METHOD_TEXT_COUNT;'; \
	cd $(srcdir); \
	$(AWK) -f etc/embed.awk -v table=METHOD_TEXT -v is_shared=1 \
		-v type='struct catalogue_file' METHOD.md; \
	) > $@.new && mv $@.new $@
