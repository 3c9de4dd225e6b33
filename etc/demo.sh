#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what gcmtrack needs (Debian 12), builds it in build/demo, takes the
# invented reports of fixtures/reports in, and serves them on 127.0.0.1:8710
# until Ctrl-C. LISTEN=ADDR:PORT serves elsewhere.
set -eu
cd "$(dirname "$0")/.."
listen=${LISTEN:-127.0.0.1:8710}
./etc/packages.sh build run
./autogen.sh
mkdir -p build/demo
cd build/demo
[ -f config.status ] || ../../configure -q CFLAGS='-O2 -g'
make -s -j"$(nproc)" gcmtrack
./gcmtrack ingest --db demo.db --catalogue ../../fixtures/reports/states.xml \
	--manifest ../../fixtures/reports/manifest.csv
cat <<END

Three pages worth opening once it serves:
  http://$listen/api/v1/states/XAV/scorecard?round=IMRF2026
  http://$listen/api/v1/divergence?state=XAV&round=IMRF2026&relation=contradict
  http://$listen/api/v1/compare?states=XAV,XBO&commitments=GCM.13&rounds=IMRF2026&voices=state,civil_society

END
exec ./gcmtrack serve --db demo.db --listen "$listen"
