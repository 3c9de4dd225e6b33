#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every option of serve is in the sample file, the man page and --help; every
# option of any verb is in the man page; and none there is invented.
set -eu
man=$SOURCE/service/daemon/gcmtrack.1
sample=$SOURCE/etc/gcmtrack.conf
n=0
status=0
check() { # what happened
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "$2" | sed 's/^/# /'
		status=1
	fi
}
options() { "$GCMTRACK" "$1" --help | sed -n 's/^  --\([a-z-]*\).*/\1/p'; }
in_man() { grep -q -- "^\.\(It \)\?Fl -$1\( \|\$\)" "$man"; }

verbs=$("$GCMTRACK" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
check "there are verbs" "$([ -n "$verbs" ] || echo none)"
said=
for verb in $verbs; do
	"$GCMTRACK" "$verb" --help > /dev/null || said="$said $verb"
done
check "each verb answers --help with status 0" "$said"
said=
for verb in $verbs; do
	code=0
	"$GCMTRACK" "$verb" --no-such-option > /dev/null 2>&1 || code=$?
	[ $code = 2 ] || said="$said $verb:$code"
done
check "each verb ends with status 2 on an unknown option" "$said"
said=
for verb in $verbs; do
	grep -q "^\.It Cm $verb\$" "$man" || said="$said $verb"
done
check "each verb is in the man page" "$said"
said=
for verb in $verbs; do
	for option in $(options "$verb"); do
		[ "$option" = help ] || in_man "$option" || said="$said $verb:$option"
	done
done
check "each option is in the man page" "$said"
# What is no option of the file: those that say where it is or what goes with it.
said=
for option in $(options serve | grep -vx 'catalogue\|config\|help'); do
	grep -q "^#\?$option = " "$sample" || said="$said $option"
done
check "each option of serve is in the sample file" "$said"
said=
# shellcheck disable=SC2013
for option in $(sed -n 's/^#\?\([a-z-]*\) = .*/\1/p' "$sample"); do
	options serve | grep -qx -- "$option" || said="$said $option"
done
check "the sample file has no other" "$said"
all=$(for verb in $verbs; do options "$verb"; done)
said=
# shellcheck disable=SC2013
for option in $(sed -n 's/^\.\(It \)\?Fl -\([a-z-]*\).*/\2/p' "$man" | sort -u); do
	echo "$all" | grep -qx -- "$option" || said="$said $option"
done
check "the man page has no other" "$said"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed "s|^db = .*|db = \"$work/none/none.db\"|; s/^#\([a-z-]* = \)/\1/" "$sample" > "$work/all.conf"
said=$("$GCMTRACK" serve --config "$work/all.conf" --workers 0 2>&1 || true)
check "the sample file is read with every option in it" \
	"$(case "$said" in *"workers: \"0\""*) ;; *) echo "$said" ;; esac)"
if command -v mandoc > /dev/null; then
	check "the man page is clean" "$(mandoc -T lint "$man" 2>&1 || true)"
fi
echo "1..$n"
exit $status
