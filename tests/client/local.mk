# SPDX-License-Identifier: Apache-2.0
# Clients that nobody here wrote, against the daemon over a socket.
EXTRA_DIST += tests/client/csvkit.py tests/client/curl.py \
              tests/client/data_table.R tests/client/examples.py \
              tests/client/httr2.R tests/client/jsonlite.R \
              tests/client/libreoffice.py tests/client/pandas_csv.py \
              tests/client/python.sh tests/client/readr.R \
              tests/client/rsdmx.R \
              tests/client/served.py tests/client/tap.R
CLIENTS = tests/client/csvkit.sh tests/client/curl.sh \
          tests/client/data_table.sh tests/client/examples.sh \
          tests/client/httr2.sh tests/client/jsonlite.sh \
          tests/client/libreoffice.sh tests/client/pandas.sh \
          tests/client/readr.sh tests/client/rsdmx.sh
dist_check_SCRIPTS += $(CLIENTS)
TESTS += $(CLIENTS)

# Packages of npm, as the lock file pins them, installed into the build once.
EXTRA_DIST += tests/client/npm/package.json tests/client/npm/package-lock.json \
              tests/client/npm_install.sh tests/client/node.sh \
              tests/client/tap.mjs tests/client/ajv.mjs \
              tests/client/datapackage.mjs tests/client/fetch.mjs \
              tests/client/jsonstat.mjs tests/client/sdmx_json.mjs \
              tests/client/sdmx_rest.mjs
NPM_CLIENTS = tests/client/ajv.sh tests/client/datapackage.sh \
              tests/client/fetch.sh tests/client/jsonstat.sh \
              tests/client/sdmx_json.sh tests/client/sdmx_rest.sh
dist_check_SCRIPTS += $(NPM_CLIENTS)
TESTS += $(NPM_CLIENTS)
NPM_MODULES = tests/client/npm_modules
$(NPM_MODULES)/installed: tests/client/npm/package-lock.json \
		tests/client/npm_install.sh
	$(AM_V_GEN)$(SHELL) $(srcdir)/tests/client/npm_install.sh \
		$(srcdir)/tests/client/npm $(NPM_MODULES)
$(NPM_CLIENTS:.sh=.log): $(NPM_MODULES)/installed
.PHONY: clean-npm
clean-npm:
	rm -rf $(NPM_MODULES)
clean-local: clean-npm
