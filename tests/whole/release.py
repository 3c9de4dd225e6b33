# SPDX-License-Identifier: Apache-2.0
"""Two releases, between which a document comes, one is superseded, one is
sealed and people decide: every number of the diff is made again from the
/cells of both, and every reason is the one that was given cause for."""
import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET

import house

REPORT = """Slovenia adopted a law that ends the detention of migrant children in 2025.
Slovenia reduced the cost of remittances with an app for transfers.
The Government trained border guards to treat migrants with dignity at the border.
"""
NEWER = """Slovenia adopted a law that ends the detention of migrant children in 2025.
The Government trained border guards to treat migrants with dignity at the border.
Slovenia plans to open three centres that welcome migrants.
"""
SHADOW = """Migrant children were detained again in 2025, and immigration detention was extended in Slovenia.
Slovenia does not give migrants access to health care.
"""
SECOND = """Border guards pushed migrants back at the border of Slovenia in 2025.
Migrant children were detained for weeks in Slovenia.
"""
CROATIA = """Croatia adopted a law on alternatives to the detention of migrants.
Croatia trained judges on the rights of migrant children in detention.
"""
SEALED = """Slovenia detained migrant children in secret zanzibarquail centres.
"""
VALUES = ("status", "score", "low", "high", "evidence_mass", "flags", "sources", "effective_sources", "passages",
          "reviewed_share", "levels_regression", "levels_gap", "levels_intention", "levels_measure", "levels_result")
PARTS = {"status": "status", "score": "score", "low": "interval", "high": "interval", "flags": "flags"}
ATOM = "{http://www.w3.org/2005/Atom}"


def ingest(db, folder, name, text, state, voice, *more):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    said = house.run("ingest", "--db", db, path, "--state", state, "--voice", voice, "--round", "IMRF2026",
                     "--language", "en", *more)
    return re.search(r"[0-9a-f]{16}-\d+", said).group(0)


def reject(db, folder, submission):
    """Somebody decides that one coding that counts is not one."""
    sheet = list(csv.DictReader(io.StringIO(house.run("review", "--db", db, "--give"), newline="")))
    row = next(r for r in sheet if r["passage"].startswith(submission) and float(r["confidence"]) >= 0.5)
    path = os.path.join(folder, "decided.csv")
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(row))
        table.writeheader()
        table.writerow(dict(row, decision="reject", coder="ana"))
    house.run("review", "--db", db, "--take", path)
    return row["passage"], row["commitment"]


class Reader:
    """Asks the daemon, page by page."""

    def __init__(self, daemon):
        self.daemon = daemon

    def json(self, path):
        status, _, body = self.daemon.ask("GET", path)
        if status != 200:
            raise AssertionError("%s: %d %s" % (path, status, body[:300]))
        return json.loads(body)

    def cells(self, release):
        rows, path = {}, "/api/v1/cells?limit=1000&release=" + release
        while path:
            said = self.json(path)
            for c in said["data"]:
                c.update({"levels_" + k: v for k, v in c.pop("levels").items()})
                rows[c["state"], c["round"], c["commitment"], c["voice"]] = c
            path = said["meta"]["next"]
        return rows

    def diff(self, a, b, query=""):
        path, head, rows = "/api/v1/releases/%s/diff/%s?limit=97%s" % (a, b, query), None, []
        while path:
            said = self.json(path)
            head = head or said["data"]
            rows += said["data"]["cells"]
            path = said["meta"]["next"]
        return head, rows

    def one(self, release, key):
        """The cell of KEY, listed or not."""
        state, round_id, commitment, voice = key
        said = self.json("/api/v1/cells?status=all&state=%s&round=%s&commitment=%s&voice=%s&release=%s"
                         % (state, round_id, commitment, voice, release))["data"]
        said[0].update({"levels_" + k: v for k, v in said[0].pop("levels").items()})
        return said[0]


def changed(before, after, was, now):
    words = {PARTS.get(v, "counts") for v in VALUES if before[v] != after[v]}
    if was != now:
        words.add("appeared" if now else "vanished")
    return words


def recount(tap, reader, a, b):
    """Makes the diff from both lists of cells and holds it against the daemon's."""
    old, new = reader.cells(a), reader.cells(b)
    head, rows = reader.diff(a, b)
    want = {}
    for key in sorted(set(old) | set(new)):
        before = old.get(key) or reader.one(a, key)
        after = new.get(key) or reader.one(b, key)
        words = changed(before, after, key in old, key in new)
        if words:
            want[key] = (words, before, after)
    have = {(r["state"], r["round"], r["commitment"], r["voice"]): r for r in rows}
    tap.check(set(want) == set(have) and len(rows) == len(have) > 0,
              "the cells that changed from %s to %s are those of /cells" % (a, b),
              (sorted(set(want) ^ set(have))[:5], len(want), len(rows)))
    wrong = [(k, sorted(w), have[k]["changed"]) for k, (w, _, _) in want.items() if w != set(have[k]["changed"])]
    tap.check(not wrong, "each with what is otherwise in it", wrong[:3])
    wrong = [(k, v, x[v], have[k][side][v]) for k, (_, o, n) in want.items()
             for side, x in (("before", o), ("after", n)) for v in VALUES if x[v] != have[k][side][v]]
    tap.check(not wrong, "and every number before and after", wrong[:3])
    summary = head["summary"]
    tap.check(summary["cells_changed"] == len(rows) and
              summary["changed"] == {w: sum(w in r["changed"] for r in rows) for w in summary["changed"]} and
              summary["why"] == {w: sum(w in r["why"] for r in rows) for w in summary["why"]},
              "the summary counts the rows", summary)
    tap.check((head["a"]["cells"], head["b"]["cells"]) == (len(old), len(new)), "and the cells of both", head["a"])
    tap.check(summary["why"]["unexplained"] == 0, "nothing is unexplained", [r for r in rows if "unexplained" in r["why"]])
    tap.check(all([x["reason"] for x in r["reasons"]] == r["why"] for r in rows), "reasons are named as they are listed")
    return head, have


def reasons(tap, have, ids, decided):
    def why(state, commitment, voice):
        row = have.get((state, "IMRF2026", commitment, voice))
        return {x["reason"]: x for x in row["reasons"]} if row else {}

    gone = why("SVN", "GCM.20", "state")
    tap.check(gone.get("document_superseded", {}).get("submissions") == [ids["report"]] and
              gone["document_superseded"]["superseded_by"] == [ids["newer"]],
              "what a newer version says no more names both versions", gone)
    came = [r for r in have.values() if r["voice"] == "civil_society" and r["state"] == "SVN"]
    tap.check(came and all(r["submissions"] == [ids["second"]] for r in came), "what came is named where it counts",
              came[:2])
    passage, commitment = decided
    said = why("HRV", commitment, "state").get("decisions", {})
    tap.check(said.get("passages") == [passage] and said.get("submissions") == [ids["croatia"]],
              "what was decided names its passage and document", said)
    others = [r for r in have.values() if r["state"] == "HRV" and r["commitment"] != commitment]
    tap.check(not others, "and nothing else of that state changed", others[:2])


def log(tap, reader, ids):
    path, rows = "/api/v1/changes?limit=4", []
    while True:
        said = reader.json(path)
        if not said["data"]:
            break
        rows += said["data"]
        path = said["meta"]["next"]
    tap.check([r["sequence"] for r in rows] == list(range(1, len(rows) + 1)), "the log has no gap")
    told = {(r["kind"], r["submission"]) for r in rows}
    tap.check(all(("received", i) in told and ("assessed", i) in told for k, i in ids.items() if k != "sealed"),
              "every public document is told", told)
    tap.check(("superseded", ids["report"]) in told and ("decided", ids["croatia"]) in told, "and what became of it")
    tap.check([r["release"] for r in rows if r["kind"] == "released"] == ["2026.1", "2026.2"], "releases, in order")
    tap.check(ids["sealed"] not in json.dumps(rows), "what is sealed is not in it")
    return path


def feed(tap, daemon):
    _, head, body = daemon.ask("GET", "/api/v1/releases.atom")
    root = ET.fromstring(body)
    entries = root.findall(ATOM + "entry")
    stamp = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
    tap.check(root.tag == ATOM + "feed" and head["Content-Type"].startswith("application/atom+xml"), "a feed is served")
    for at in [root] + entries:
        tap.check(len(at.findall(ATOM + "id")) == 1 and at.findtext(ATOM + "title") and
                  stamp.match(at.findtext(ATOM + "updated") or ""), "with id, title and date", ET.tostring(at)[:300])
    tap.check(root.find(ATOM + "author") is not None and
              any(x.get("rel") == "self" for x in root.findall(ATOM + "link")), "an author and where it is")
    tap.check([e.findtext(ATOM + "title") for e in entries] == ["Release 2026.2", "Release 2026.1"], "the newest first")
    tap.check(len({e.findtext(ATOM + "id") for e in entries}) == 2 and
              root.findtext(ATOM + "updated") == entries[0].findtext(ATOM + "updated"), "ids differ, dates are theirs")
    for entry in entries:
        for at in entry.findall(ATOM + "link"):
            if at.get("type") == "application/json":
                status, _, _ = daemon.ask("GET", at.get("href"))
                tap.check(status == 200, "its link %s leads somewhere" % at.get("rel"), at.get("href"))


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db = os.path.join(folder, "r.db")
        ids = {"report": ingest(db, folder, "report.txt", REPORT, "SVN", "state", "--author", "Government"),
               "shadow": ingest(db, folder, "shadow.txt", SHADOW, "SVN", "civil_society", "--author", "Watch"),
               "croatia": ingest(db, folder, "croatia.txt", CROATIA, "HRV", "state", "--author", "Government")}
        said = house.run("release", "--db", db, "2026.1")
        tap.check(said == "released 2026.1\n", "the first release has nothing before it", said)
        ids["second"] = ingest(db, folder, "second.txt", SECOND, "SVN", "civil_society", "--author", "Border Watch")
        ids["newer"] = ingest(db, folder, "newer.txt", NEWER, "SVN", "state", "--author", "Government",
                              "--supersedes", ids["report"])
        decided = reject(db, folder, ids["croatia"])
        house.run("release", "--db", db, "latest", status=1)
        said = house.run("release", "--db", db, "2026.2")
        tap.check("vanished since 2026.1: commitment GCM.20 (1 cells)\n" in said, "a class that vanished is told", said)
        daemon = house.Daemon(db, doors=("read",))
        reader = Reader(daemon)
        head, have = recount(tap, reader, "2026.1", "2026.2")
        tap.check({"kind": "commitment", "name": "GCM.20", "before": 1, "after": 0} in head["vanished"],
                  "and is told by the diff", head["vanished"])
        reasons(tap, have, ids, decided)
        _, before = reader.diff("2026.1", "latest")
        ids["sealed"] = ingest(db, folder, "sealed.txt", SEALED, "SVN", "civil_society", "--author", "Nobody",
                               "--visibility", "sealed", "--supersedes", ids["shadow"])
        daemon.stop()
        daemon = house.Daemon(db, doors=("read",))
        reader = Reader(daemon)
        _, after = reader.diff("2026.1", "head")
        tap.check(before == after, "a sealed document changes nothing, though it supersedes a public one",
                  [r for r in after if r not in before][:2])
        _, rows = reader.diff("2026.2", "head")
        tap.check(rows == [], "and since the second release nothing changed", rows[:2])
        for path in ("/api/v1/releases/2026.1/diff/head?limit=1000", "/api/v1/changes?limit=1000",
                     "/api/v1/releases/head", "/api/v1/submissions", "/api/v1/releases.atom"):
            _, _, body = daemon.ask("GET", path)
            tap.check(ids["sealed"].encode() not in body and b"zanzibarquail" not in body, "nor is it named by " + path)
        log(tap, reader, ids)
        feed(tap, daemon)
        tap.check(daemon.stop() == 0, "the daemon ends")
        said = house.run("verify", "--db", db, status=None)
        tap.check("verified" in said or "sound" in said or "agree" in said, "verify passes with what releases keep", said)
    tap.end()


main()
