# SPDX-License-Identifier: Apache-2.0
"""The daemon's life: doors, tokens, signals, children, ingest beside it."""
import json
import os
import select
import signal
import socket
import subprocess

import house

TEXT = "Slovenia adopted a law that ends the detention of migrant children in 2025.\n"
QUERY = "state=SVN&round=IMRF2026&voice=state&language=en&author=Government"
CELLS = "/api/v1/cells?state=SVN&round=IMRF2026&status=assessed,thin"


def ingest(db, folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    house.run("ingest", "--db", db, path, "--state", "SVN", "--voice", "state", "--round", "IMRF2026")


def wait_for(daemon, path, is_there, door="read", token=None):
    """Asks until IS_THERE says so of the answer, or patience ends."""
    for _ in range(int(house.PATIENCE_S / 0.02)):
        status, _, body = daemon.ask("GET", path, door=door, token=token)
        if status == 200 and is_there(json.loads(body)["data"]):
            return True
        # Nothing announces a publication to a client: it asks again.
        select.select([], [], [], 0.02)
    return False


def doors(tap, daemon):
    status, head, body = daemon.ask("GET", "/api/v1")
    tap.check(status == 200 and json.loads(body)["data"]["service"] == "gcmtrack", "the index is there", body[:200])
    again, _, nothing = daemon.ask("GET", "/api/v1", headers={"If-None-Match": head.get("ETag", "")})
    tap.check(again == 304 and not nothing, "the same again is 304", again)
    status, other, nothing = daemon.ask("HEAD", "/api/v1")
    tap.check(status == 200 and not nothing and other["Content-Length"] == str(len(body)),
              "HEAD gives the head of GET", other)
    status, _, _ = daemon.ask("POST", "/api/v1/submissions?" + QUERY, TEXT.encode(), "read", house.TOKEN)
    tap.check(status in (400, 405, 413), "the read door takes nothing", status)


def posting(tap, daemon):
    status, _, _ = daemon.post(TEXT, QUERY, token=None)
    tap.check(status == 401, "without a token nothing is taken", status)
    status, _, _ = daemon.post(TEXT, QUERY, token="another")
    tap.check(status in (401, 403), "nor with a wrong one", status)
    status, _, body = daemon.post(TEXT, QUERY)
    tap.check(status == 202, "with the token a document is taken", body)
    name = json.loads(body)["data"]["submission"]
    tap.check(wait_for(daemon, "/api/v1/jobs/" + name, lambda d: d["done"], "intake", house.TOKEN),
              "its job is done without being asked for")
    tap.check(wait_for(daemon, CELLS, lambda d: d), "and its cells are published to readers")
    status, _, body = daemon.post(TEXT, QUERY)
    tap.check(status == 200 and json.loads(body)["data"]["submission"] == name,
              "the same bytes again are recognised", (status, body))


def beside(tap, daemon, db, folder):
    ingest(db, folder, "beside.txt", "Slovenia established an office that helps migrants to send remittances.\n")
    tap.check(wait_for(daemon, "/api/v1/submissions", lambda d: len(d) == 2), "ingest beside serve is noticed")


def reload(tap, daemon, config, db):
    good = open(config, encoding="utf-8").read()
    with open(config, "a", encoding="utf-8") as out:
        out.write('workers = "many"\n')
    daemon.signal(signal.SIGHUP)
    tap.check(daemon.wait_log("outcome=kept") and "workers" in daemon.said(),
              "SIGHUP with a mistake keeps the old configuration and says why", daemon.said())
    status, _, _ = daemon.ask("GET", "/api/v1")
    tap.check(status == 200, "and goes on answering", status)
    with open(config, "w", encoding="utf-8") as out:
        out.write(good.replace('listen = "127.0.0.1:0"', 'listen = "[::1]:0"') + "workers = 1\n")
    daemon.signal(signal.SIGHUP)
    daemon.hear()
    tap.check(daemon.url["read"].startswith("[::1]:") and daemon.wait_log("outcome=taken"),
              "SIGHUP with a good file takes it: another address", daemon.url)
    status, _, _ = daemon.ask("GET", "/api/v1")
    tap.check(status == 200, "where it answers", status)


def children_of(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as lines:
        return [int(word) for word in lines.read().split()]


def restart(tap, daemon):
    for pid in children_of(daemon.process.pid):
        os.kill(pid, signal.SIGKILL)
    tap.check(daemon.wait_log("ended=\"signal 9\""), "a child that dies is noticed", daemon.said())
    status, _, _ = daemon.ask("GET", "/api/v1")
    tap.check(status == 200, "and started again", status)


def drain(tap, daemon):
    """A request half sent when SIGTERM comes is answered all the same."""
    host, port = daemon.url["read"].rsplit(":", 1)
    half = socket.create_connection((host.strip("[]"), int(port)), timeout=house.PATIENCE_S)
    half.sendall(b"GET /api/v1/rounds HTTP/1.1\r\nHost: x\r\n")
    # A whole request on another connection: then the first half was read too.
    daemon.ask("GET", "/api/v1")
    daemon.signal(signal.SIGTERM)
    daemon.wait_log("event=drain")
    half.sendall(b"Connection: close\r\n\r\n")
    answer = b""
    while True:
        piece = half.recv(65536)
        if not piece:
            break
        answer += piece
    half.close()
    tap.check(answer.startswith(b"HTTP/1.1 200"), "SIGTERM finishes what is under way", answer[:200])
    said = daemon.process.wait(timeout=house.PATIENCE_S)
    tap.check(said == 0, "and the exit status is 0", said)
    daemon.close()


def refusals(tap, db):
    for words, status, text in (
            (("--listen", "0.0.0.0:0"), 2, "plain HTTP"),
            (("--listen", "localhost:0"), 2, "write numbers"),
            (("--listen", "nonsense"), 2, "no address"),
            (("--workers", "0"), 2, "from 1"),
            (("--token-digest", "secret"), 2, "64 hex"),
            (("--config", "/nonexistent"), 2, "nonexistent")):
        said = house.run("serve", "--db", db, *words, status=None)
        done = subprocess.run([house.PROGRAM, "serve", "--db", db, *words], capture_output=True,
                              timeout=house.PATIENCE_S, check=False).returncode
        tap.check(text in said and done == status, "refused: serve " + " ".join(words), (done, said))


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db, config = os.path.join(folder, "serve.db"), os.path.join(folder, "gcmtrack.conf")
        with open(config, "w", encoding="utf-8") as out:
            out.write('# of a test\nintake = "127.0.0.1:0"\ntoken-digest = "%s"\nlog-level = debug\nlisten = "127.0.0.1:0"\n' % house.DIGEST)
        # --listen of the command line would govern the one in the file.
        daemon = house.Daemon(db, "--config", config, listen=None)
        doors(tap, daemon)
        posting(tap, daemon)
        beside(tap, daemon, db, folder)
        reload(tap, daemon, config, db)
        restart(tap, daemon)
        drain(tap, daemon)
        refusals(tap, db)
        tap.check("verified:" in house.run("verify", "--db", db), "verify agrees with all of it")
    tap.end()


if __name__ == "__main__":
    main()
