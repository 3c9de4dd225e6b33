#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every working-group report of the corpus through ingest, end to end, as a
# user would: documents/s, MB/s, peak memory, shares of time. The peer that
# bounds it is `cat` of the same bytes followed by fsync.
set -eu
reports=${CORPUS:-}/reports/upr_working_groups
if [ ! -d "$reports" ]; then
	echo "bench_volume: skipped, no corpus at \$CORPUS ($reports)"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$SOURCE/tests/bench/working_groups.py" "$reports" > "$work/manifest.csv"
"$GCMTRACK" ingest --db "$work/volume.db" --manifest "$work/manifest.csv" > "$work/out" 2>&1 || true
tail -n 12 "$work/out"
stat -c %s "$work/volume.db" | awk '{ printf "database: %.1f MB\n", $1 / 1e6 }'
