#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs one step of the gate, or all: ./etc/ci.sh [gcc|sanitize|format|tidy|shell|dist]...
# Each step prints what failed and ends with "STEP: N passed, N failed, N skipped".
# Works in build/ci/STEP below the source folder; packages are etc/check.sh's.
set -u
cd "$(dirname "$0")/.." || exit 1
top=$PWD
jobs=$(nproc)
passed=0 failed=0 skipped=0

# Adds up the TAP results that automake left in the folder $1.
count_suite() {
	for word in PASS XFAIL SKIP FAIL XPASS ERROR; do
		n=$(find "$1" -name '*.trs' -exec grep -h '^:test-result:' {} + |
			grep -c ":test-result: $word" || true)
		case "$word" in
		PASS | XFAIL) step_passed=$((step_passed + n)) ;;
		SKIP) step_skipped=$((step_skipped + n)) ;;
		*) step_failed=$((step_failed + n)) ;;
		esac
	done
}

# Builds in build/ci/$1 with the configure arguments that follow, and tests.
suite() {
	where=build/ci/$1
	shift
	rm -rf "$where"
	mkdir -p "$where"
	(
		cd "$where" || exit 1
		"$top/configure" -q "$@" &&
			make -s -j"$jobs" &&
			make -s -j"$jobs" check
	) > "$where.log" 2>&1
	status=$?
	count_suite "$where"
	if [ $status != 0 ]; then
		if [ "$step_failed" = 0 ]; then
			step_failed=1
			tail -n 40 "$where.log"
		else
			grep -E '^(FAIL|ERROR|XPASS)' "$where.log"
			grep -hE -B 12 '^(not ok|.*(AddressSanitizer|runtime error|LeakSanitizer))' \
				"$where/test-suite.log" | head -n 200
		fi
	fi
	grep -E '^SKIP' "$where.log" | sort | uniq -c | sort -rn | head -n 40
}

# Runs a command as one test; its output is shown when it fails.
one() {
	name=$1
	shift
	if "$@" > "build/ci/$name.log" 2>&1; then
		step_passed=$((step_passed + 1))
	else
		step_failed=$((step_failed + 1))
		tail -n 80 "build/ci/$name.log"
	fi
}

sources() { find include indicators service tests -name '*.[ch]' | sort; }

step_gcc() { suite gcc --enable-werror CFLAGS='-O2 -g'; }
step_sanitize() {
	suite sanitize --with-sanitizer --enable-werror CC=clang CFLAGS='-O1 -g'
}
step_format() {
	# shellcheck disable=SC2046 # a list of names
	one format clang-format --dry-run -Werror $(sources)
}
step_shell() {
	# shellcheck disable=SC2046 # a list of names
	one shell shellcheck -x -S warning $(find etc tests .ci autogen.sh -name '*.sh') .ci/run
	one man mandoc -T lint -W warning service/daemon/gcmtrack.1
}
step_dist() {
	rm -rf build/ci/dist
	mkdir -p build/ci/dist
	one dist sh -c "cd build/ci/dist && '$top/configure' -q && make -s -j$jobs distcheck"
}

# clang-tidy, one process a core; indicators/ and service/ only, since
# cmocka's macros break its size rule.
tidy_all() {
	config=$top/build/ci/tidy
	rm -rf "$config"
	mkdir -p "$config"
	(cd "$config" && "$top/configure" -q && make -s -j"$jobs" sources) || return 1
	flags=$(pkg-config --cflags libxml-2.0 icu-uc libsodium nettle sqlite3 libzip zlib xlsxwriter \
		libevent libcjson libseccomp libconfuse libexttextcat |
		sed 's/-I/-isystem /g')
	find indicators service -name '*.c' | sort |
		xargs -P "$jobs" -n 1 sh -c 'clang-tidy -quiet "$@" -- \
			-std=gnu17 -Iinclude -I"'"$config"'" -include "'"$config"'/config.h" \
			-DPKGDATADIR=\"/x\" -DSYSCONFDIR=\"/x\" \
			-DPDFTOTEXT=\"/usr/bin/pdftotext\" '"$flags"' 2>&1 ||
			exit 1' tidy
}
step_tidy() { one tidy tidy_all; }

steps=${*:-gcc sanitize format shell tidy dist}
mkdir -p build/ci
./autogen.sh > build/ci/autogen.log 2>&1 || {
	cat build/ci/autogen.log
	exit 1
}
for step in $steps; do
	step_passed=0 step_failed=0 step_skipped=0
	begin=$(date +%s)
	"step_$step"
	printf '%s: %d passed, %d failed, %d skipped (%d s)\n' "$step" \
		$step_passed $step_failed $step_skipped $(($(date +%s) - begin))
	passed=$((passed + step_passed))
	failed=$((failed + step_failed))
	skipped=$((skipped + step_skipped))
done
printf '%d passed, %d failed, %d skipped\n' $passed $failed $skipped
[ $failed = 0 ] && [ $passed -gt 0 ]
