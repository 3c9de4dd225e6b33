#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Holds service/serve/routes.c against API.md: every route has its section and
# every parameter its row there, no section is left over, paths are sorted.
set -eu
export LC_ALL=C
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
table=$SOURCE/service/serve/routes.c
page=$SOURCE/API.md

# "METHOD PATH PARAMETER" and "METHOD PATH -" per route, from the C table.
awk '
/^static const struct param [A-Z]+\[\]/ { split($5, a, "["); list = a[1] }
/^static const struct route ROUTES/ { list = ""; in_routes = 1 }
/^};/ { list = "" }
list != "" && match($0, /^\t\{ "[a-z_]+"/) {
	split($0, a, "\""); names[list] = names[list] " " a[2]
}
in_routes && match($0, /^\t\{ "[A-Z]+", "\//) {
	split($0, a, "\""); route = a[2] " " a[4]; row = ""
	print route, "-"
}
in_routes && route != "" {
	row = row $0
	if ($0 ~ /" \},$/) {
		for (list_name in names)
			if (row ~ ("[ \t]" list_name ","))
				n = split(names[list_name], p, " ")
			else
				continue
		for (i = 1; i <= n; i++) print route, p[i]
		n = 0; route = ""
	}
}
/^\/\* Parameters that routes share/ { in_routes = 0 }
' "$table" >"$dir/table"

# The same from the page.
awk '
/^#/ { route = "" }
/^### `/ { gsub(/[#`]/, ""); route = $1 " " $2; print route, "-" }
route != "" && /^\| \**`/ { split($0, a, "`"); print route, a[2] }
' "$page" >"$dir/page"

n=0
is_bad=0
tell() { # STATUS WORDS: one line of TAP
	n=$((n + 1))
	echo "$1 $n - $2"
	[ "$1" = ok ] || is_bad=1
}

[ "$(grep -c ' -$' "$dir/table")" -gt 20 ] &&
	tell ok "the table was read" || tell "not ok" "the table was read"

sort "$dir/table" >"$dir/want"
sort "$dir/page" >"$dir/have"
lost=$(comm -23 "$dir/want" "$dir/have")
[ -z "$lost" ] && tell ok "API.md names every route and parameter" || {
	tell "not ok" "API.md names every route and parameter"
	echo "$lost" | sed 's/^/# missing: /'
}

# Shared parameters stand in the page only: release as_of method lang limit cursor.
over=$(comm -13 "$dir/want" "$dir/have" |
	grep -Ev ' (release|as_of|method|lang|limit|cursor)$' || true)
[ -z "$over" ] && tell ok "API.md names nothing that is not there" || {
	tell "not ok" "API.md names nothing that is not there"
	echo "$over" | sed 's/^/# left over: /'
}

grep ' -$' "$dir/table" | cut -d' ' -f2 >"$dir/paths"
sort -c "$dir/paths" 2>"$dir/order" && tell ok "the table is sorted by path" || {
	tell "not ok" "the table is sorted by path"
	sed 's/^/# /' "$dir/order"
}
echo "1..$n"
exit "$is_bad"
