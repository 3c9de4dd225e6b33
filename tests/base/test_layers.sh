#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The law is only a law if breaking it fails: each planted violation must be
# found, with its file and line, and the lawful tree must pass.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
mkdir -p "$here/include/base" "$here/include/model" "$here/service/store" \
	"$here/service/extract" "$here/service/serve" "$here/indicators/coding"
cp "$SOURCE/tests/layers.txt" "$here/layers.txt"

reset() {
	printf '#include <stddef.h>\n#include "base/span.h"\n' > "$here/include/store.h"
	printf '#include "store.h"\n#include <sqlite3.h>\n#include "base/buf.h"\n#include "query.h"\n' > "$here/service/store/store.c"
	printf '#include <stddef.h>\n' > "$here/service/store/query.h"
	printf '#include "extract.h"\n#include <libxml/parser.h>\n' > "$here/service/extract/xml.c"
	printf '#include "serve.h"\n#include "store.h"\n#include "catalogue.h"\n' > "$here/service/serve/serve.c"
	printf '#include "coding.h"\n#include "model/coding.h"\n' > "$here/indicators/coding/coding.c"
	printf '#include <stddef.h>\n' > "$here/include/base/span.h"
}
run() {
	LAYERS_ROOT=$here LAYERS_LAW=$here/layers.txt sh "$SOURCE/tests/check_layers.sh"
}

n=0
status=0
say() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; status=1; fi
}
refused() { # name, file, include line
	reset
	printf '%s\n' "$3" >> "$here/$2"
	line=$(wc -l < "$here/$2")
	if run > "$here/out" 2>&1; then say 1 "$1"; return; fi
	if grep -q "^# $2:$line: " "$here/out"; then say 0 "$1"; else
		sed 's/^/# /' "$here/out"; say 1 "$1"; fi
}

echo 1..12
reset
if run > "$here/out" 2>&1; then say 0 "a lawful tree passes"; else
	sed 's/^/# /' "$here/out"; say 1 "a lawful tree passes"; fi
refused "sqlite stays in the store" service/extract/xml.c '#include <sqlite3.h>'
refused "a stage does not see the next" service/extract/xml.c '#include "coding.h"'
refused "a stage does not see the last" indicators/coding/coding.c '#include "extract.h"'
refused "serve does not see pipeline" service/serve/serve.c '#include "pipeline.h"'
refused "a door includes no other door" include/store.h '#include "catalogue.h"'
refused "a door brings no library" include/store.h '#include <sqlite3.h>'
refused "nobody climbs out of a room" service/store/store.c '#include "../extract/xml.h"'
refused "nobody reaches into another room" service/store/store.c '#include "service/extract/xml.h"'
refused "belief does no I/O" indicators/coding/coding.c '#include <stdio.h>'
refused "base does not know the model" include/base/span.h '#include "model/cell.h"'
mkdir -p "$here/service/attic"
refused "a room without a line is refused" service/attic/new.c '#include <stddef.h>'
exit $status
