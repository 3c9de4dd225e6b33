# SPDX-License-Identifier: Apache-2.0
"""
Kills the daemon, all its processes at once, at 200 and more varied moments
while documents are POSTed, processed and ingested beside it; then holds what
was acknowledged against what is there.
"""
import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time

import house

KILLS = int(os.environ.get("KILLS", "200"))
# On a loaded machine fewer moments are tried rather than the suite held up;
# that is said, and 200 are demanded where KILLS says so.
SECONDS = float(os.environ.get("KILL_SECONDS", "90"))

# What one life is sent at most: enough to meet every stage, few enough that
# the last start can finish them all.
POSTS_MOST = 3

WORDS = ("The Government adopted a law that ends the detention of migrant children.",
         "It will open three shelters for women who were trafficked.",
         "Remittances cost less than five per cent of the sum sent.",
         "No child was detained since May 2025, down from 300 in 2022.",
         "Civil society remains concerned about collective expulsions at the border.",
         "Labour inspectors should visit farms where migrants work.")


def document(rng, number):
    lines = ["Report number %d." % number]
    lines += [rng.choice(WORDS) for _ in range(rng.choice((3, 10, 60, 400)))]
    return "\n\n".join(lines) + "\n"


class Ledger:
    """What was acknowledged: id and text."""

    def __init__(self):
        self.taken = {}
        self.number = 0


def post_until_killed(daemon, ledger, rng):
    for _ in range(POSTS_MOST):
        ledger.number += 1
        text = document(rng, ledger.number)
        query = "state=SVN&round=IMRF2026&voice=civil_society&language=en&author=Author%d" % (ledger.number % 7)
        try:
            status, _, body = daemon.post(text, query)
        except (OSError, http.client.HTTPException):
            return
        # 202 and 200 promise that it is kept; 503 promises nothing.
        if status in (200, 202):
            ledger.taken[json.loads(body)["data"]["submission"]] = text


def ingest_beside(db, folder, rng, ledger):
    ledger.number += 1
    path = os.path.join(folder, "beside.txt")
    with open(path, "w", encoding="utf-8") as out:
        out.write(document(rng, ledger.number))
    return subprocess.Popen([house.PROGRAM, "ingest", "--db", db, path, "--state", "SVN", "--voice", "state",
                             "--round", "IMRF2026"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def one_life(db, folder, ledger, rng, n):
    """Starts the daemon, sends to it, and ends it at some moment."""
    daemon = house.Daemon(db, "--intake", "127.0.0.1:0", "--token-digest", house.DIGEST, "--workers", "1")
    beside = ingest_beside(db, folder, rng, ledger) if n % 10 == 3 else None
    # From before the first request is read to well into several jobs.
    moment = threading.Timer(rng.choice((0.02, 0.1, 0.2, 0.4, 0.6)) * rng.random(), daemon.kill)
    moment.start()
    post_until_killed(daemon, ledger, rng)
    moment.join()
    if beside:
        beside.kill()
        beside.wait()


def all_done(daemon, ledger):
    """Waits while jobs end, however slow the machine; names those that did not."""
    waiting = list(ledger.taken)
    end = time.monotonic() + house.PATIENCE_S
    while waiting and time.monotonic() < end:
        status, _, body = daemon.ask("GET", "/api/v1/jobs/" + waiting[-1], door="intake", token=house.TOKEN)
        if status != 200:
            return ["%s: %d %s" % (waiting[-1], status, body[:200])]
        if json.loads(body)["data"]["done"]:
            waiting.pop()
            end = time.monotonic() + house.PATIENCE_S
    return waiting


def lost(daemon, ledger):
    out = []
    for name, text in ledger.taken.items():
        status, _, body = daemon.ask("GET", "/api/v1/submissions/%s/original" % name)
        if status != 200 or body != text.encode():
            out.append("%s: %d" % (name, status))
    return out


def main():
    tap, ledger, rng = house.Tap(), Ledger(), random.Random(20261123)
    end = time.monotonic() + SECONDS
    with house.folder() as folder:
        db = os.path.join(folder, "kill.db")
        n = 0
        while n < KILLS and (time.monotonic() < end or "KILLS" in os.environ):
            one_life(db, folder, ledger, rng, n)
            n += 1
        print("# killed %d times, %d documents sent, %d acknowledged" % (n, ledger.number, len(ledger.taken)))
        tap.check(n >= KILLS or n >= 20, "the daemon was killed at varied moments", "%d of %d" % (n, KILLS))
        # How many depends on what else the machine does; some must be, or nothing was tried.
        tap.check(len(ledger.taken) >= 10, "documents were acknowledged in between", len(ledger.taken))
        daemon = house.Daemon(db, "--intake", "127.0.0.1:0", "--token-digest", house.DIGEST)
        late = all_done(daemon, ledger)
        tap.check(not late, "every acknowledged job is finished on the next start", "\n".join(late[:5]))
        gone = lost(daemon, ledger)
        tap.check(not gone, "every acknowledged document is there, byte for byte", "\n".join(gone[:5]))
        tap.check(daemon.stop() == 0, "the last daemon ends well when told to")
        said = house.run("verify", "--db", db, status=None)
        tap.check("verified:" in said, "nothing was left half done: verify agrees", said)
    tap.end()


if __name__ == "__main__":
    sys.exit(main())
