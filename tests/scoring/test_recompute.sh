#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each case of fixtures/scoring: the program gives the recorded bytes, and a
# second program that knows METHOD.md alone gives the same findings.
set -u

: "${SOURCE:?}" "${GCMTRACK:?}"
recompute=$(dirname "$GCMTRACK")/tests/scoring/recompute
cases=$SOURCE/fixtures/scoring
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0

verdict() { # STATUS SENTENCE
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
	fi
}

for case in "$cases"/*/; do
	name=$(basename "$case")
	timeout 60 "$recompute" "$case/in.tsv" >"$work/got" 2>"$work/err"
	cmp -s "$work/got" "$case/want.tsv"
	same=$?
	verdict $same "${name}_gives_the_recorded_bytes"
	[ $same -eq 0 ] || diff "$case/want.tsv" "$work/got" | sed 's/^/# /'

	timeout 120 python3 "$SOURCE/tests/scoring/reference.py" \
		"$case/in.tsv" "$case/want.tsv" >"$work/tap" 2>"$work/err"
	ran=$?
	if [ $ran -eq 0 ] && grep -q '^ok' "$work/tap" &&
		! grep -q '^not ok' "$work/tap"; then
		verdict 0 "${name}_is_recomputed_by_a_stranger"
	else
		verdict 1 "${name}_is_recomputed_by_a_stranger"
		grep '^not ok' "$work/tap" | sed 's/^/# /'
		sed 's/^/# /' "$work/err"
	fi
done

# A refusal is words and a status, not a number.
printf 'cell\ta\tSVN\tGCM.1\tIMRF2026\tstate\nsays\t0\tgap\tmachine\t4999\n' \
	>"$work/in"
timeout 60 "$recompute" "$work/in" >"$work/got" 2>"$work/err"
[ $? -eq 1 ] && grep -q 'below confidence 0.5' "$work/err"
verdict $? evidence_below_one_half_is_refused_by_name

echo "1..$n"
