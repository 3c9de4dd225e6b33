#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# METHOD.md 9.15: the same evidence by two versions of the method, from the
# command line; and that a look changes nothing.
set -u

: "${SOURCE:?}" "${GCMTRACK:?}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0

verdict() { # STATUS SENTENCE
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/out" "$work/err"
	fi
}

run() {
	timeout 60 "$GCMTRACK" "$@" >"$work/out" 2>"$work/err"
}

run replay --db "$work/none.db" --method 1.0
[ $? -eq 1 ] && grep -q 'No such file' "$work/err"
verdict $? a_database_that_is_not_there_is_said

# One commitment, two voices: an act and harm.
cat >"$work/state.txt" <<'END'
The Government adopted a law that ends the detention of migrant children.
Alternatives to detention of migrants were established in three cities.
END
cat >"$work/civil.txt" <<'END'
Migrant children were detained again in 2025, and immigration detention was extended.
There are no alternatives to detention of migrants.
END
for voice in state civil; do
	name=$voice
	[ $voice = civil ] && name=civil_society
	run ingest --db "$work/a.db" --state SVN --voice "$name" --round UPR2025 \
		--require-sandbox no "$work/$voice.txt" || break
done
"$GCMTRACK" export --db "$work/a.db" 'cells?status=assessed,thin' >"$work/before"
[ "$(wc -l <"$work/before")" -gt 2 ]
verdict $? there_are_cells_to_replay

run replay --db "$work/a.db" --method 1.0 --method 1.1 &&
	grep -q '^0 of [1-9][0-9]* cells differ' "$work/out" &&
	grep -q '^a: method 1.0' "$work/out" && grep -q '^b: method 1.1' "$work/out"
verdict $? version_1_1_changed_no_cell

run replay --db "$work/a.db" --set thin_below=5 &&
	grep -q '^[1-9][0-9]* of [1-9][0-9]* cells differ' "$work/out" &&
	grep -q 'thin_below=5$' "$work/out" &&
	grep -q 'GCM.13 .* assessed .* thin' "$work/out"
verdict $? a_draft_that_wants_more_evidence_makes_cells_thin

# What weighs evidence otherwise goes back to the evidence.
run replay --db "$work/a.db" --method 1.0 --set source_correlation=0.9 &&
	grep -q '^b: method 1.0+source_correlation=0.9' "$work/out" &&
	grep -q '^[1-9][0-9]* of [1-9][0-9]* cells differ' "$work/out"
verdict $? a_draft_that_weighs_evidence_otherwise_is_made_from_it

run export --db "$work/a.db" 'cells?status=assessed,thin' &&
	cmp -s "$work/before" "$work/out"
verdict $? a_replay_stores_nothing

run compare --db "$work/a.db" --states SVN --commitments GCM.13 --method 1.0 \
	--robust && grep -q 'method 1.0$' "$work/out" &&
	grep -q 'without one source' "$work/out"
verdict $? compare_replays_and_says_what_scores_hang_on

echo "1..$n"
