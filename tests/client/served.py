# SPDX-License-Identifier: Apache-2.0
"""What the tests of clients share: a daemon on the fixtures, and its truth.

`served.py [--promised WORDS] COMMAND...` starts it and runs a client written in any language,
which finds in its environment the address (BASE), the cells as the JSON API
gives them in a form that any language reads (TRUTH: tab-separated, NA for
null), a folder to write in (PLACE), and speaks TAP itself. With WORDS it runs
only where API.md has them.
"""
import contextlib
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["SOURCE"], "tests", "whole"))
import house  # noqa: E402

REPORTS = os.path.join(house.SOURCE, "fixtures", "reports")
SLOVENIA = os.path.join(os.environ.get("CORPUS", ""), "reports", "slovenia")

# Starting LibreOffice on a machine that is busy takes longest.
PATIENCE_S = 240

# All cells of one state, silent ones too: both kinds of row, on one page.
CELLS = "/api/v1/cells?state=XAV&round=IMRF2022,IMRF2026&catalogue=gcm&status=all&limit=1000"
COLUMNS = ("state", "commitment", "round", "voice", "status", "score", "low", "high", "passages", "evidence")

# What a spreadsheet takes for a formula, and text from right to left.
FORMULA = "=1+1"
ARABIC = "مذكرة عن الأرواح"
ODD = (("odd-formula.txt", FORMULA, "@SUM(1,2)", "en",
        "=HYPERLINK(\"http://x\") Borunda adopted a law that ends the detention of migrant children.\n"),
       ("odd-arabic.txt", ARABIC, "جمعية الطريق", "ar", "اعتمدت الحكومة قانونا بشأن الاتجار بالبشر.\n"))


class Served:
    """A daemon with a base address; asks it by the way of Python alone."""

    def __init__(self, daemon, place):
        self.daemon = daemon
        self.place = place
        self.base = "http://" + daemon.url["read"]

    def json(self, path):
        status, _, body = self.daemon.ask("GET", path, headers={"Accept": "application/json"})
        if status != 200:
            raise AssertionError("%s: %d %s" % (path, status, body))
        return json.loads(body)

    def cells(self):
        return self.json(CELLS)["data"]


def load(db, place):
    house.run("ingest", "--db", db, "--catalogue", os.path.join(REPORTS, "states.xml"), "--manifest",
              os.path.join(REPORTS, "manifest.csv"))
    for name, title, author, language, text in ODD:
        path = os.path.join(place, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        house.run("ingest", "--db", db, path, "--state", "XBO", "--voice", "civil_society", "--round", "IMRF2022",
                  "--title", title, "--author", author, "--language", language)
    house.run("release", "--db", db, "2026.1")


def load_slovenia(db, _):
    # One of the files is a scan, which is refused: hence the status.
    house.run("ingest", "--db", db, "--manifest", os.path.join(SLOVENIA, "manifest.csv"), status=1)


@contextlib.contextmanager
def served(loader=load):
    with house.folder() as place:
        db = os.path.join(place, "served.db")
        loader(db, place)
        daemon = house.Daemon(db, doors=("read",))
        try:
            yield Served(daemon, place)
        finally:
            daemon.stop()


def without(*programs):
    """Ends a test, saying which of the PROGRAMS it needs is not here."""
    for program in programs:
        if not shutil.which(program):
            print("1..0 # SKIP no %s on this machine" % program)
            sys.exit(0)


def promised(words):
    """Whether API.md has WORDS, such as the name of a form. What that page
    promises is held to it; what it does not promise is nobody's to test."""
    with open(os.path.join(house.SOURCE, "API.md"), encoding="utf-8") as page:
        return words in page.read()


def client(served_, *words, **more):
    """Runs a client; gives its exit status, standard output and error."""
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=PATIENCE_S, check=False,
                          cwd=served_.place, env=environment(served_, **more))
    return done.returncode, done.stdout, done.stderr


def environment(served_, **more):
    """Of a client: a home of its own, no proxy, text in UTF-8."""
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    env.update(HOME=served_.place, TMPDIR=served_.place, LC_ALL="C.UTF-8", TZ="UTC", BASE=served_.base, CELLS=CELLS,
               PLACE=served_.place, FORMULA=FORMULA, ARABIC=ARABIC, TRUTH=os.path.join(served_.place, "truth.tsv"),
               HERE=os.path.join(house.SOURCE, "tests", "client"))
    env.update(more)
    return env


def write_truth(served_):
    with open(os.path.join(served_.place, "truth.tsv"), "w", encoding="utf-8") as out:
        out.write("\t".join(COLUMNS) + "\n")
        for cell in served_.cells():
            out.write("\t".join("NA" if cell[c] is None else str(cell[c]) for c in COLUMNS) + "\n")


def main():
    words = sys.argv[1:]
    if words[0] == "--promised":
        if not promised(words[1]):
            print("1..0 # SKIP API.md promises no %s" % words[1])
            return
        words = words[2:]
    without(words[0])
    with served() as server:
        write_truth(server)
        done = subprocess.run(words, timeout=PATIENCE_S, check=False, cwd=server.place, env=environment(server))
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
