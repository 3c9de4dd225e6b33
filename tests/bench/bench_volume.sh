#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every working-group report of the corpus through ingest, end to end, as a
# user would: documents/s, MB/s, peak memory, shares of time. The peer, in turns
# with it, is a script that only keeps the same bytes and finds words in them
# (only_store.py). VOLUME_ROUNDS (default 5) rounds.
set -eu
reports=${CORPUS:-../shared/corpus}/reports/upr_working_groups
rounds=${VOLUME_ROUNDS:-5}
if [ ! -d "$reports" ]; then
	echo "bench_volume: skipped, no corpus at \$CORPUS ($reports)"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$SOURCE/tests/bench/working_groups.py" "$reports" > "$work/manifest.csv"
i=0
while [ "$i" -lt "$rounds" ]; do
	rm -f "$work"/*.db*
	"$GCMTRACK" ingest --db "$work/volume.db" --manifest "$work/manifest.csv" > "$work/out" 2>&1 || true
	ours=$(sed -n 's/^\([0-9.]*\) MB in \([0-9.]*\) s:.*/\2 \1/p' "$work/out")
	peer=$(python3 "$SOURCE/tests/bench/only_store.py" "$work/manifest.csv" "$work/peer.db")
	echo "$ours $peer" >> "$work/rounds"
	i=$((i + 1))
done
tail -n 5 "$work/out"
stat -c %s "$work/volume.db" | awk '{ printf "database: %.1f MB\n", $1 / 1e6 }'
sort -n "$work/rounds" | awk '
	{ ours[NR] = $2 / $1; ratio[NR] = $3 / $1; peer += $4 / $3 / '"$rounds"'
	  low = NR == 1 || ratio[NR] < low ? ratio[NR] : low
	  high = ratio[NR] > high ? ratio[NR] : high; sum += ratio[NR] }
	END {
		printf "ingest: median %.1f MB/s (%.1f to %.1f) of %d rounds; ",
			ours[int((NR + 1) / 2)], ours[NR], ours[1], NR
		printf "only storing: %.1f MB/s\n", peer
		printf "ingest to only storing: mean %.2f, spread %.2f to %.2f\n",
			sum / NR, low, high
	}'
