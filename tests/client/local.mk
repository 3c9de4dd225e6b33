# SPDX-License-Identifier: Apache-2.0
# Clients that nobody here wrote, against the daemon over a socket.
EXTRA_DIST += tests/client/csvkit.py tests/client/curl.py \
              tests/client/data_table.R tests/client/examples.py \
              tests/client/httr2.R tests/client/jsonlite.R \
              tests/client/libreoffice.py tests/client/pandas_csv.py \
              tests/client/python.sh tests/client/readr.R \
              tests/client/served.py tests/client/tap.R
CLIENTS = tests/client/csvkit.sh tests/client/curl.sh \
          tests/client/data_table.sh tests/client/examples.sh \
          tests/client/httr2.sh tests/client/jsonlite.sh \
          tests/client/libreoffice.sh tests/client/pandas.sh \
          tests/client/readr.sh
dist_check_SCRIPTS += $(CLIENTS)
TESTS += $(CLIENTS)
