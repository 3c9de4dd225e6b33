#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The whole index anew: 104,220 cells x 1,000 draws, ranks and quantiles, against
# NumPy doing the same, in turns, both on one core,
# in processor time. SCORING_ROUNDS (default 9).
set -eu
build=${BUILD:-.}
rounds=${SCORING_ROUNDS:-9}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# NumPy's threads, if its library has any.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
# Debian's package is for Debian's Python, which may not be the first in PATH.
python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3
if ! "$python" -c 'import numpy' 2>"$work/err"; then
	echo "bench_scoring: no peer, since Debian's python3-numpy is absent"
	"$build/tests/bench/bench_scoring" "$rounds" "$work/masses" |
		awk '{ print $1 " ms"; if ($2 != $3) exit 1 }'
	exit
fi
i=0
while [ "$i" -lt "$rounds" ]; do
	taskset -c 0 "$build/tests/bench/bench_scoring" 1 "$work/masses" >"$work/ours"
	peer=$(taskset -c 0 "$python" "$SOURCE/tests/bench/bench_scoring.py" "$work/masses")
	echo "$(cat "$work/ours") $peer" >>"$work/rounds"
	i=$((i + 1))
done
sort -n "$work/rounds" | awk '
	{ ours[NR] = $1; ratio[NR] = $4 / $1; peer[NR] = $4
	  differ += $2 != $3 || (NR > 1 && $2 != first); first = $2
	  low = NR == 1 || ratio[NR] < low ? ratio[NR] : low
	  high = ratio[NR] > high ? ratio[NR] : high; sum += ratio[NR]
	  least = NR == 1 || $4 < least ? $4 : least
	  most = $4 > most ? $4 : most }
	END {
		printf "104,220 cells x 1,000 draws, ranks, quantiles: median "
		printf "%.1f ms (%.1f to %.1f) of %d rounds on one core\n",
			ours[int((NR + 1) / 2)], ours[1], ours[NR], NR
		printf "NumPy: %.1f to %.1f ms; ratio: mean %.1f, spread %.1f to %.1f\n",
			least, most, sum / NR, low, high
		print differ ? "bytes DIFFER" : \
			"the same bytes by one thread and by four, in every round"
		exit differ > 0
	}'
