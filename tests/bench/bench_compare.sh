#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A compare answer from the daemon beside nginx serving the same bytes as a
# file: one server core, one client core, taking turns in each round.
# BENCH_ROUNDS (default 9) rounds of one second each, at 64 connections.
set -eu
rounds=${BENCH_ROUNDS:-9}
for tool in wrk nginx curl; do
	command -v $tool > /dev/null || {
		echo "bench_compare: skipped, no $tool (apt-get install wrk nginx-light curl)"
		exit 0
	}
done
work=$(mktemp -d)
pids=
stop() {
	for pid in $pids; do kill "$pid" 2> /dev/null || true; done
	rm -rf "$work"
}
trap stop EXIT
"$GCMTRACK" ingest --db "$work/db" --catalogue "$SOURCE/fixtures/reports/states.xml" --manifest "$SOURCE/fixtures/reports/manifest.csv" > "$work/ingest.out" 2>&1
taskset -c 0 "$GCMTRACK" serve --db "$work/db" --listen 127.0.0.1:0 --workers 1 > "$work/serve.out" 2> "$work/serve.err" &
pids=$!
# The first line of a daemon that serves is its address.
tail -f -n +1 --pid="$pids" "$work/serve.out" | while read -r line; do
	case "$line" in *http://*) break ;; esac
done
url=$(sed -n 's|.*\(http://[^ ]*[0-9]\).*|\1|p' "$work/serve.out" | head -n 1)
path='/api/v1/compare?states=XAV,XBO&commitments=GCM.13,GCM.8&rounds=IMRF2026&voices=state,civil_society'
mkdir -p "$work/www" "$work/tmp"
curl -s "$url$path" > "$work/www/compare.json"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > "$work/nginx.conf" <<END
user $(id -un); worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 1024; }
http {
	access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
	open_file_cache max=10; default_type application/json;
	client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp;
	uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
	server { listen 127.0.0.1:$port; root $work/www; }
}
END
taskset -c 0 nginx -c "$work/nginx.conf" -p "$work" &
pids="$pids $!"
until curl -s -o /dev/null "http://127.0.0.1:$port/compare.json"; do :; done
rate() { # url
	taskset -c 1 wrk -t1 -c64 -d1s "$1" | awk '/Requests\/sec/ { print $2 } /Non-2xx/ { print "0" }' | head -n 1
}
bytes=$(wc -c < "$work/www/compare.json")
rate "$url$path" > /dev/null
i=0
while [ "$i" -lt "$rounds" ]; do
	ours=$(rate "$url$path")
	peer=$(rate "http://127.0.0.1:$port/compare.json")
	echo "$ours $peer"
	i=$((i + 1))
done | awk -v bytes="$bytes" '
	{ ours[NR] = $1; peer[NR] = $2; ratio[NR] = $2 ? $1 / $2 : 0 }
	function sort(a, n,   i, j, t) {
		for (i = 2; i <= n; i++)
			for (j = i; j > 1 && a[j] < a[j - 1]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
	}
	function q(a, n, p) { return a[int(1 + p * (n - 1) + .5)] }
	END {
		sort(ours, NR); sort(peer, NR); sort(ratio, NR)
		printf "compare, %d bytes, 64 connections, %d rounds: gcmtrack %.0f req/s, nginx %.0f req/s\n", bytes, NR, q(ours, NR, .5), q(peer, NR, .5)
		printf "ratio to nginx: median %.2f (%.2f to %.2f)\n", q(ratio, NR, .5), ratio[1], ratio[NR]
	}'
