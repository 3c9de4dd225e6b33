#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a wrong command line says, and what `code` does with its lines.
set -eu
n=0
status=0
result() { # good what detail
	n=$((n + 1))
	if [ "$1" = 1 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		printf '%s\n' "$3" | sed 's/^/# /'
		status=1
	fi
}
refused() { # what words... : exit 2, and words of the sentence
	want=$1
	shift
	code=0
	said=$("$GCMTRACK" "$@" 2>&1) || code=$?
	good=0
	case "$said" in *"$want"*) [ $code = 2 ] && good=1 ;; esac
	result $good "refused: gcmtrack $*" "$code: $said"
}
refused "say what to do"
refused "no such verb: sing" sing
refused "--db FILE" ingest x.txt
refused "DOCUMENT" ingest --db /nonexistent/x.db
refused "needs a value" ingest --db
refused "say yes or no" ingest --db x --require-sandbox=perhaps x.txt
refused "no number" ingest --db x --jobs many x.txt
refused "state" ingest --db /nonexistent/x.db x.txt --voice state --round IMRF2026
refused "voice" ingest --db /nonexistent/x.db x.txt --state SVN --voice choir --round IMRF2026
refused "one document" ingest --db x --supersedes y a.txt b.txt
refused "--db FILE" compare --states SVN
refused "--db FILE" observe --series missing_migrants x.csv
refused "--series NAME" observe --db x x.csv
refused "no series" observe --db /nonexistent/x.db --series none x.csv
refused "FILE.csv" observe --db x --series missing_migrants
refused "--states" compare --db x
refused "--db FILE" replay --method 1.0
refused "say which" replay --db x
refused "say which" replay --db x --method 1.0 --method 1.1 --method 1.0
refused "no version 0.9" replay --db x --method 0.9
refused "not NAME=VALUE" replay --db x --set thin_below
refused "no parameter is called" replay --db x --set thin=2
refused "order_least cannot be" replay --db x --set order_least=3
refused "csv or jsonl" export --db x --format pdf cells
refused "ROUTE is missing" export --db x
refused "one word too many" release --db x one two
refused "list, show or check" catalogue burn
refused "--db FILE" serve

lines=$(printf '%s\n' \
	'{"id":"a","text":"The Government adopted a law that ends the detention of migrant children.","lang":"en","state":"SVN","voice":"state"}' \
	'{"id":7,"text":"The weather was fine.","lang":"en"}' \
	'no JSON' \
	'{"id":"c"}' \
	'{"id":"d","text":"x","state":"XXX"}')
code=0
out=$(printf '%s\n' "$lines" | "$GCMTRACK" code) || code=$?
line() { printf '%s\n' "$out" | sed -n "$1p"; }
like() { # line pattern what
	good=0
	# shellcheck disable=SC2254
	case "$(line "$1")" in $2) good=1 ;; esac
	result $good "$3" "$(line "$1")"
}
like 1 '{"id":"a","codings":\[{"commitment":"*"confidence":*"level":*"states":\["SVN"\],"why":\[*\],"level":"measure","language":"en"}' \
	"code: fields in their order, with states and why"
like 2 '{"id":7,"codings":\[\],"level":*,"language":"en"}' "code: an id is given back as it came"
like 3 '{"line":3,"error":*}' "code: a bad line has its number"
like 4 '{"line":4,"error":"*text*"}' "code: a missing text is named"
like 5 '{"line":5,"error":"*XXX*"}' "code: an unknown state is named"
result "$([ $code = 1 ] && echo 1 || echo 0)" "code: the exit status is then 1" "$code"
code=0
out=$(printf '{"id":1,"text":"Hello."}' | "$GCMTRACK" code) || code=$?
result "$([ $code = 0 ] && echo 1 || echo 0)" "code: a last line needs no end" "$code $out"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
echo 'Children held in detention were released.' >"$folder/report.txt"
code=0
out=$( (
	ulimit -f 16
	exec "$GCMTRACK" ingest --db "$folder/db" --state SVN --voice state \
		--round IMRF2026 "$folder/report.txt"
) 2>&1) || code=$?
result "$([ $code = 1 ] && [ -n "$out" ] && echo 1 || echo 0)" \
	"ingest: a limit on file sizes is told, not died of" "$code $out"
echo "1..$n"
exit $status
