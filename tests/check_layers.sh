#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Holds every #include against tests/layers.txt. LAYERS_ROOT and LAYERS_LAW
# let the test of this test point elsewhere.
set -eu
root=${LAYERS_ROOT:-${SOURCE:-.}}
law=${LAYERS_LAW:-$root/tests/layers.txt}
cd "$root"
echo 1..1
found=$(find include service indicators -name '*.[ch]' | sort |
	xargs grep -nE '^[[:space:]]*#[[:space:]]*include' |
	awk -v law="$law" '
	BEGIN {
		while ((getline line < law) > 0) {
			if (line ~ /^#/ || line == "") continue
			n = split(line, w, /[[:space:]]+/)
			if (w[1] ~ /^</) {
				lib[w[1]] = " "
				for (i = 2; i <= n; i++) lib[w[1]] = lib[w[1]] w[i] " "
			} else {
				may[w[1]] = " "
				for (i = 2; i <= n; i++) may[w[1]] = may[w[1]] w[i] " "
			}
		}
	}
	function room_of(path,   p, n) {
		n = split(path, p, "/")
		if (p[1] == "include") {
			if (n == 2) { sub(/\.h$/, "", p[2]); return "door/" p[2] }
			return "include/" p[2]
		}
		return p[1] "/" p[2]
	}
	function bad(why) { print at ": " why }
	{
		split($0, c, ":")
		file = c[1]; at = c[1] ":" c[2]
		room = room_of(file)
		text = $0; sub(/^[^:]*:[^:]*:[[:space:]]*#[[:space:]]*include[[:space:]]*/, "", text)
		is_door = room ~ /^door\//
		if (!is_door && !(room in may)) { bad("room " room " has no line in the law"); next }
		if (text ~ /^</) {
			for (l in lib)
				if (index(text, l) == 1 &&
				    (is_door || index(lib[l], " " room " ") == 0))
					bad(l " is not for " room)
			next
		}
		name = text; sub(/^"/, "", name); sub(/".*$/, "", name)
		if (name ~ /\.\./) { bad("\"" name "\" climbs out of its room"); next }
		if (name ~ /^base\//) next
		if (name ~ /^model\//) { if (room == "include/base" || room == "service/base") bad("base does not know the model"); next }
		if (is_door) { bad("a door includes the door or file " name); next }
		if (name ~ /\//) {
			if (index(name, room "/") != 1) bad(room " reaches into " name)
			next
		}
		door = name; sub(/\.h$/, "", door)
		own = room; sub(/.*\//, "", own)
		dir = file; sub(/[^\/]*$/, "", dir)
		cmd = "test -e " dir name
		if (system(cmd) == 0) next
		if (door == own) next
		if (index(may[room], " " door " ") == 0) bad(room " may not include " name)
	}')
if [ -n "$found" ]; then
	printf '%s\n' "$found" | sed 's/^/# /'
	echo "not ok 1 - every include obeys tests/layers.txt"
	exit 1
fi
echo "ok 1 - every include obeys tests/layers.txt"
