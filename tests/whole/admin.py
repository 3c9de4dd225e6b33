# SPDX-License-Identifier: Apache-2.0
"""The operator's door: metrics of all processes, and who may not see them."""
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import time

import house

TEXT = "Slovenia adopted a law that ends the detention of migrant children in 2025.\n"
QUERY = "state=SVN&round=IMRF2026&voice=state&language=en&author=Canary%20Author&title=Canary%20Title"


def metrics(daemon):
    status, head, body = daemon.ask("GET", "/metrics", door="admin")
    if status != 200:
        raise AssertionError("metrics: %d %s" % (status, body))
    return head, body.decode()


def value(text, name, **labels):
    """The sum of all samples of NAME with LABELS; None when there is none."""
    found = None
    for line in text.splitlines():
        match = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line)
        if not match or match.group(1) != name:
            continue
        has = dict(re.findall(r'(\w+)="([^"]*)"', match.group(2) or ""))
        if all(has.get(k) == v for k, v in labels.items()):
            found = (found or 0) + float(match.group(3))
    return found


def wait_for(daemon, is_there):
    """Asks until IS_THERE says so of the metrics: a door tells of itself now and then."""
    end = time.monotonic() + house.PATIENCE_S
    while time.monotonic() < end:
        if is_there(metrics(daemon)[1]):
            return True
        select.select([], [], [], 0.05)
    return False


def counted(tap, daemon):
    before = metrics(daemon)[1]
    for _ in range(40):
        daemon.ask("GET", "/api/v1/rounds")
    daemon.ask("GET", "/api/v1/states/SVN")
    daemon.ask("GET", "/api/v1/states/XXX")
    daemon.ask("GET", "/nothing/secret-canary")
    daemon.ask("GET", "/api/v1/rounds?secret-canary=1")
    text = metrics(daemon)[1]
    rounds = {"route": "/api/v1/rounds", "status": "2xx"}
    tap.check(value(text, "gcmtrack_requests_total", **rounds) == 40,
              "requests of all workers are summed by the route's template", value(text, "gcmtrack_requests_total", **rounds))
    tap.check(value(text, "gcmtrack_requests_total", route="/api/v1/states/{iso3}", status="2xx") == 1 and
              value(text, "gcmtrack_requests_total", route="/api/v1/states/{iso3}", status="4xx") == 1,
              "and by class of status", text)
    tap.check(value(text, "gcmtrack_request_duration_seconds_bucket", route="/api/v1/rounds", le="+Inf") ==
              value(text, "gcmtrack_request_duration_seconds_count", route="/api/v1/rounds") == 41,
              "the last bucket of the histogram takes all", text)
    tap.check(value(text, "gcmtrack_response_bytes_total", route="/api/v1/rounds") > 40 * 100, "bytes are counted", text)
    tap.check(value(text, "gcmtrack_refused_total", reason="not-found") -
              value(before, "gcmtrack_refused_total", reason="not-found") == 2 and
              value(text, "gcmtrack_refused_total", reason="parameters") == 1, "refusals by reason", text)
    tap.check(value(text, "gcmtrack_cache_hits_total") >= 40 - 3, "answers found kept, once a worker made them", text)
    tap.check("canary" not in text.lower() and "secret" not in text, "no address that was asked for stands in a label", text)


def processes(tap, daemon):
    text = metrics(daemon)[1]
    for name in ("gcmtrack_resident_memory_bytes", "gcmtrack_open_fds"):
        tap.check(all((value(text, name, process=p) or 0) > 0 for p in ("read", "intake", "admin", "job")),
                  name + " of every process", text)
    tap.check(len(re.findall(r'gcmtrack_connections\{process="read"', text)) == 3, "a row for each worker", text)
    host, port = daemon.url["read"].rsplit(":", 1)
    with socket.create_connection((host, int(port))):
        tap.check(wait_for(daemon, lambda t: value(t, "gcmtrack_connections", process="read") == 1),
                  "an open connection is counted")
    tap.check(wait_for(daemon, lambda t: value(t, "gcmtrack_connections", process="read") == 0), "and a closed one is not")


def jobs(tap, daemon):
    status, _, body = daemon.post(TEXT, QUERY)
    tap.check(status == 202, "a document is taken", body)
    tap.check(wait_for(daemon, lambda t: value(t, "gcmtrack_jobs", state="assessed") == 1),
              "submissions are counted by how far they have come")
    tap.check(wait_for(daemon, lambda t: value(t, "gcmtrack_publications_total") >= 1 and
                       value(t, "gcmtrack_last_publish_duration_seconds") > 0), "and publications with their time")
    tap.check(wait_for(daemon, lambda t: value(t, "gcmtrack_snapshot_publication", process="read") ==
                       3 * value(t, "gcmtrack_store_publication") > 0), "every worker comes to answer from the newest one")
    text = metrics(daemon)[1]
    tap.check(0 <= value(text, "gcmtrack_snapshot_age_seconds") < 3600, "with its age", text)
    tap.check("canary" not in text.lower(), "nothing of the document stands there", text)


def killed(tap, daemon):
    """What a process counted outlives it; what it held does not."""
    before = value(metrics(daemon)[1], "gcmtrack_requests_total", route="/api/v1/rounds", status="2xx")
    pid = daemon.process.pid
    with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as lines:
        os.kill(int(lines.read().split()[0]), signal.SIGKILL)
    tap.check(wait_for(daemon, lambda t: len(re.findall(r'gcmtrack_connections\{process="read"', t)) == 3 and
                       value(t, "gcmtrack_requests_total", route="/api/v1/rounds", status="2xx") == before),
              "a worker that dies takes no counter along")


def doors(tap, daemon):
    for door in ("read", "intake"):
        for path in ("/metrics", "/metrics/", "//metrics", "/metrics?x=1", "/%6detrics"):
            status, _, body = daemon.ask("GET", path, door=door, token=house.TOKEN)
            tap.check(status == 404 and b"gcmtrack_" not in body, "404 at the %s door: %s" % (door, path), (status, body))
    for path in ("/", "/api/v1", "/api/v1/submissions", "/openapi.json"):
        status, _, _ = daemon.ask("GET", path, door="admin")
        tap.check(status == 404, "404 at the admin door: " + path, status)
    status, _, _ = daemon.ask("POST", "/api/v1/submissions?" + QUERY, TEXT.encode(), "admin", house.TOKEN)
    tap.check(status in (400, 404), "nothing can be handed in at the admin door", status)
    for path in ("/healthz", "/readyz"):
        status, _, _ = daemon.ask("GET", path, door="admin")
        tap.check(status == 200, "there too: " + path, status)


def promtool(tap, daemon):
    head, text = metrics(daemon)
    tap.check(head["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8", "the text format says its version", head)
    if not shutil.which("promtool"):
        print("# no promtool here: its check is left out")
        return
    done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False,
                          timeout=house.PATIENCE_S)
    tap.check(done.returncode == 0 and not done.stderr.strip(), "promtool has nothing to say", done.stdout + done.stderr)


def refusals(tap, db):
    for words, text in ((("--admin", "0.0.0.0:0"), "plain HTTP"), (("--admin", "nonsense"), "no address"),
                        (("--disk-least", "-1"), "from 0")):
        done = subprocess.run([house.PROGRAM, "serve", "--db", db, "--listen", "127.0.0.1:0", *words],
                              capture_output=True, text=True, timeout=house.PATIENCE_S, check=False)
        tap.check(done.returncode == 2 and text in done.stderr, "refused: serve " + " ".join(words),
                  (done.returncode, done.stderr))
    daemon = house.Daemon(db, "--admin", "0.0.0.0:0", "--insecure", doors=("read", "admin"))
    tap.check("admin" in daemon.url, "unless it is said to be allowed", daemon.url)
    daemon.stop()


def later(tap, folder, db):
    """A door that SIGHUP brings counts from then on."""
    config = os.path.join(folder, "gcmtrack.conf")
    with open(config, "w", encoding="utf-8") as out:
        out.write('listen = "127.0.0.1:0"\n')
    daemon = house.Daemon(db, "--config", config, doors=("read",), listen=None)
    with open(config, "a", encoding="utf-8") as out:
        out.write('admin = "127.0.0.1:0"\n')
    daemon.signal(signal.SIGHUP)
    daemon.hear()
    daemon.wait_log("outcome=taken")

    def is_counted(text):
        # A worker of before may have taken the last one.
        daemon.ask("GET", "/api/v1/rounds")
        return (value(text, "gcmtrack_requests_total", route="/api/v1/rounds") or 0) > 0

    tap.check(wait_for(daemon, is_counted),
              "a door that SIGHUP brings tells of the workers that came with it", metrics(daemon)[1])
    daemon.stop()


def unready(tap, db):
    daemon = house.Daemon(db, "--intake", "127.0.0.1:0", "--token-digest", house.DIGEST,
                          "--disk-least", "2147483647")
    status, _, body = daemon.ask("GET", "/readyz", door="intake")
    tap.check(status == 503 and b"make room" in body, "an intake door without room is not ready and says why", body)
    status, _, body = daemon.ask("GET", "/readyz")
    tap.check(status == 200, "readers are answered all the same", body)
    daemon.stop()


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db = os.path.join(folder, "admin.db")
        daemon = house.Daemon(db, "--intake", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--workers", "3",
                              "--token-digest", house.DIGEST, doors=("read", "intake", "admin"))
        counted(tap, daemon)
        processes(tap, daemon)
        jobs(tap, daemon)
        killed(tap, daemon)
        doors(tap, daemon)
        promtool(tap, daemon)
        tap.check(daemon.stop() == 0, "it ends as it should")
        refusals(tap, db)
        later(tap, folder, db)
        unready(tap, db)
    tap.end()


if __name__ == "__main__":
    main()
