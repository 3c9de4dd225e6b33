#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# METHOD.md 12.3: the numbers of a large invented set are the same bytes however
# the program was built and however many threads made them.
set -u

: "${SOURCE:?}" "${GCMTRACK:?}"
want=873bdf947fab6b379dded410b7d3bc4c64a4666f57c706fb689a15da4228afe7
build=$(dirname "$GCMTRACK")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0

verdict() { # GOT SENTENCE
	n=$((n + 1))
	if [ "${1%% *}" = "$want" ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		echo "# got ${1:-nothing}, want $want"
	fi
}

for threads in 1 2 3 4; do
	verdict "$("$build/tests/scoring/same_bytes" "$threads")" \
		"the program as built gives the recorded bytes with $threads threads"
done

# The same sources by other compilers, at other levels of optimisation, and
# without the vectors of this machine.
other() { # SENTENCE COMPILER OPTION...
	sentence=$1
	compiler=$2
	if ! command -v "$compiler" >"$work/found"; then
		n=$((n + 1))
		echo "ok $n - $sentence # SKIP no $compiler here"
		return
	fi
	shift
	# shellcheck disable=SC2086
	if "$@" -std=gnu17 -D_GNU_SOURCE -ffp-contract=off -pthread \
		-I"$SOURCE/include" -I"$SOURCE/tests/scoring" \
		"$SOURCE"/tests/scoring/same_bytes.c \
		"$SOURCE"/tests/scoring/invented.c \
		"$SOURCE"/indicators/scoring/cell.c \
		"$SOURCE"/indicators/scoring/compare.c \
		"$SOURCE"/indicators/scoring/draw.c \
		"$SOURCE"/indicators/scoring/parameter.c \
		"$SOURCE"/indicators/scoring/quantile.c \
		"$SOURCE"/indicators/scoring/relation.c \
		"$SOURCE"/indicators/scoring/robustness.c \
		"$SOURCE"/indicators/scoring/rollup.c \
		"$SOURCE"/indicators/scoring/rollup_pair.c \
		"$SOURCE"/indicators/scoring/scale.c \
		"$SOURCE"/indicators/scoring/standing.c \
		"$SOURCE"/indicators/scoring/standing_draw.c \
		"$SOURCE"/indicators/scoring/weight.c \
		"$SOURCE"/service/base/arena.c \
		"$SOURCE"/service/base/digest.c \
		"$SOURCE"/service/base/fault.c \
		"$SOURCE"/service/base/heap.c \
		"$SOURCE"/service/base/utf8.c \
		-o "$work/other" -lsodium -lnettle -lm 2>"$work/err"; then
		verdict "$("$work/other" 2)" "$sentence"
	else
		verdict "" "$sentence"
		sed 's/^/# /' "$work/err"
	fi
}
other "gcc -O0 gives the recorded bytes" gcc -O0
other "gcc -O2 gives the recorded bytes" gcc -O2
# A sanitizer's build has no clones for AVX: what a machine without it runs.
other "gcc without AVX gives the recorded bytes" gcc -O2 -DWITH_SANITIZER
other "clang -O2 gives the recorded bytes" clang -O2
echo "1..$n"
