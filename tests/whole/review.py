# SPDX-License-Identifier: Apache-2.0
"""Codings out, filled in with another program, decisions in: over the
fixtures. Every refusal by its words; rebuild, verify and kill -9."""
import csv
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

import house

REPORTS = os.path.join(house.SOURCE, "fixtures", "reports")
FINDINGS = ("finding", "text", "passage", "mark", "verdict", "cell")
REPEATED = ("Migrant children are detained at the border in Slovenia.\n\nMigrant children are detained at the "
            "border in Slovenia.\n\nThe Government adopted a law that ends the detention of migrant children.\n")


def rows(db, table):
    base = sqlite3.connect("file:%s?mode=ro" % db, uri=True)
    try:
        return base.execute("SELECT * FROM %s ORDER BY 1, 2" % table).fetchall()
    finally:
        base.close()


def findings(db):
    return {t: rows(db, t) for t in FINDINGS}


def give(db, *words):
    """What is given, as a spreadsheet would read it."""
    return list(csv.DictReader(io.StringIO(house.run("review", "--db", db, "--give", *words), newline="")))


class Book:
    """A file of decisions in a folder."""

    def __init__(self, folder, db):
        self.path = os.path.join(folder, "decided.csv")
        self.db = db

    def write(self, sheet, **dialect):
        with open(self.path, "w", encoding="utf-8", newline="") as out:
            table = csv.DictWriter(out, list(sheet[0]), **dialect)
            table.writeheader()
            table.writerows(sheet)

    def take(self, sheet=None, status=0, raw=None, words=()):
        if sheet is not None:
            self.write(sheet)
        if raw is not None:
            with open(self.path, "wb") as out:
                out.write(raw)
        return house.run("review", "--db", self.db, "--take", self.path, *words, status=status)


def decide(row, decision, coder="ana", **more):
    return dict(row, decision=decision, coder=coder, **more)


def cells(db, query):
    said = house.run("export", "--db", db, "--format", "jsonl", "cells?" + query)
    return {(c["state"], c["commitment"], c["round"], c["voice"]): c
            for c in map(json.loads, said.splitlines())}


def passages(db, query):
    said = house.run("export", "--db", db, "--format", "jsonl", "passages?" + query)
    return [json.loads(line) for line in said.splitlines()]


def verified(tap, db, what):
    said = house.run("verify", "--db", db, status=None)
    tap.check("verified" in said or "sound" in said or "agree" in said, what, said)


def round_trip(tap, folder, start):
    db = os.path.join(folder, "trip.db")
    shutil.copy(start, db)
    book = Book(folder, db)
    sheet = give(db)
    before = findings(db)
    tap.check(len(sheet) > 200 and all(r["decision"] == "" and r["coder"] == "" for r in sheet),
              "codings are given without anybody's decision")
    tap.check(all(r["quote"] and len(r["document"]) == 64 for r in sheet), "each with its document and words")
    counted = [r for r in sheet if float(r["confidence"]) >= 0.5 and r["states"]]
    gap = next(r for r in counted if r["level"] == "gap")
    measure = next(r for r in counted if r["level"] == "measure" and r["quote"] != gap["quote"])
    third = next(r for r in counted if r["quote"] not in (gap["quote"], measure["quote"]))
    added = dict(third, commitment="GCM.23", level="", states="")
    if any(r["quote"] == third["quote"] and r["commitment"] == "GCM.23" for r in sheet):
        added["commitment"] = "GCM.2"
    decided = [decide(gap, "reject", note="not about it; \"really\",\nno"),
               decide(measure, "relevel", decided_level="result"),
               decide(third, "accept"), decide(added, "add", decided_level="measure")]
    filled = [r for r in sheet if r not in (gap, measure, third)] + decided
    random.Random(3).shuffle(filled)
    said = book.take(filled)
    tap.check("taken: 4 decisions on 3 passages; 0 were known, %d rows left open" % (len(filled) - 4) in said,
              "a sheet filled in by another program is taken", said)

    after = findings(db)
    tap.check(before["passage"] == after["passage"] and before["finding"] == after["finding"],
              "what the program found stays as it was")
    first = passages(db, "submission=" + gap["passage"].split(".")[0])
    mine = next(p for p in first if p["id"] == gap["passage"])
    tap.check(gap["commitment"] not in mine["commitments"] and mine["coders"] == 1,
              "a rejected coding leaves the passage's codings", mine)
    tap.check([c["commitment"] for c in mine["set_aside"]] == [gap["commitment"]], "and is shown as set aside", mine)
    tap.check("ana" not in json.dumps(first), "coders are counted, not named")
    state = measure["states"].split()[0]
    key = (state, measure["commitment"], measure["round"], measure["voice"])
    query = "state=%s&round=%s" % (state, measure["round"])
    cell = cells(db, query)[key]
    tap.check(cell["reviewed_share"] > 0 and cell["levels"]["result"] >= 1, "a relevelled coding counts as accepted", cell)
    state = third["states"].split()[0]
    seen = cells(db, "state=%s&round=%s" % (state, third["round"]))
    new = seen.get((state, added["commitment"], third["round"], third["voice"]), {})
    tap.check(new.get("reviewed_share", 0) > 0, "an added coding counts in its cell", new)
    verified(tap, db, "verify passes with decisions")
    house.run("rebuild", "--db", db)
    again = findings(db)
    tap.check(all(after[t] == again[t] for t in FINDINGS), "a rebuild replays them: the same bytes")
    copy = os.path.join(folder, "copy.db")
    house.run("backup", "--db", db, copy)
    tap.check(rows(db, "decision") == rows(copy, "decision") != [], "a backup carries them")

    said = book.take(status=0)
    tap.check("taken: 0 decisions on 0 passages; 4 were known" in said, "the same file again changes nothing", said)
    tap.check(len(rows(db, "decision")) == 4 and findings(db) == again, "nothing at all")
    kept = house.run("review", "--db", db, "--give", "--decisions")
    open(book.path, "w", encoding="utf-8", newline="").write(kept)
    said = book.take()
    tap.check("4 were known" in said and "ana" in kept, "decisions given out name coders, and are known again", said)
    left = give(db, "--coder", "ana")
    tap.check(len(left) == len(sheet) - 3 and left[0]["coder"] == "ana", "a coder is not asked twice", len(left))
    tap.check(give(db) == sheet, "another is asked blindly: as if nobody had decided")

    said = book.take([decide(gap, "accept", time="2026-01-01")])
    tap.check("taken: 1" in said and findings(db)["mark"] == again["mark"],
              "an earlier word of the same coder replaces nothing", said)
    said = book.take([decide(gap, "accept")])
    mine = next(p for p in passages(db, "submission=" + gap["passage"].split(".")[0]) if p["id"] == gap["passage"])
    tap.check(gap["commitment"] in mine["commitments"] and mine["decisions"] == 1,
              "a later word of the same coder takes the place of the earlier", mine)
    tap.check(len(rows(db, "decision")) == 6, "and the history is kept")
    book.take([decide(gap, "reject", coder="bor")])
    mine = next(p for p in passages(db, "submission=" + gap["passage"].split(".")[0]) if p["id"] == gap["passage"])
    coding = next(c for c in mine["codings"] if c["commitment"] == gap["commitment"])
    tap.check(coding["review"]["status"] == "disputed" and mine["coders"] == 2
              and abs(coding["confidence"] - float(gap["confidence"])) < 0.001,
              "one against one is disputed and stays the program's", coding)
    said = house.run("review", "--db", db, "--agreement")
    tap.check("2 coders decided on 4 codings" in said and "1 are disputed" in said, "agreement is printed", said)
    verified(tap, db, "and verify still passes")
    house.run("release", "--db", db, "2026.1")
    verified(tap, db, "a release carries it")
    return db


def agreement(tap, folder, start):
    """The route counts as the command line prints: METHOD.md 11.9."""
    db = os.path.join(folder, "agreement.db")
    shutil.copy(start, db)
    book = Book(folder, db)
    sheet = [r for r in give(db) if r["level"] in ("measure", "intention")][:40]
    coded = {r["commitment"] for r in give(db) if r["quote"] == sheet[0]["quote"]}
    missed = dict(sheet[0], commitment=next("GCM.%d" % i for i in range(1, 24) if "GCM.%d" % i not in coded),
                  level="", states="")
    other = {"measure": "intention", "intention": "measure"}
    # bor doubts every third level and every fourth coding.
    bor = [decide(r, "reject", "bor") if i % 4 == 1 else
           decide(r, "relevel", "bor", decided_level=other[r["level"]]) if i % 3 == 0 else
           decide(r, "accept", "bor") for i, r in enumerate(sheet)]
    book.take([decide(r, "reject" if i % 5 == 1 else "accept") for i, r in enumerate(sheet)] + bor)
    book.take([decide(missed, "add", "cyr", decided_level="measure")])
    book.take([decide(missed, "accept", "dan")])
    said = house.run("review", "--db", db, "--agreement")
    told = house.run("export", "--db", db, "--format", "jsonl", "agreement")
    for row in map(json.loads, told.splitlines()[:2]):
        line = "%s %s %.3f %.3f to %.3f (%d units, %d coders, %d codes)" % tuple(row[k] for k in (
            "of", "metric", "alpha", "low", "high", "units", "coders", "codes"))
        printed = [" ".join(p.split()) for p in said.splitlines()]
        tap.check(line in printed[:5], "the route tells the agreement that is printed: " + row["of"], (line, said))


def json_lines(tap, folder, start):
    db = os.path.join(folder, "json.db")
    shutil.copy(start, db)
    lines = house.run("review", "--db", db, "--give", "--format", "jsonl", "--limit", "3").splitlines()
    one = [json.loads(line) for line in lines]
    one[0].update(decision="reject", coder="ana")
    one[1].update(decision="accept", coder="ana", time="2026-01-02T03:04:05Z", decided_states=["SVN", "HRV"])
    path = os.path.join(folder, "decided.jsonl")
    open(path, "w", encoding="utf-8").write("".join(json.dumps(o) + "\n" for o in one))
    said = house.run("review", "--db", db, "--take", path, "--format", "jsonl")
    tap.check("taken: 2 decisions" in said and "1 rows left open" in said, "JSON lines go out and come back", said)
    tap.check("HRV SVN" in str(rows(db, "decision")), "states are corrected, in order", rows(db, "decision"))
    for text, words in (("{\"document\":1}\n", "document"), ("no json\n", ":1:"), ("[1]\n", "no JSON object"),
                        ("{\"colour\":\"red\"}\n", "colour")):
        open(path, "w", encoding="utf-8").write(text)
        said = house.run("review", "--db", db, "--take", path, "--format", "jsonl", status=1)
        tap.check(words in said and "decided.jsonl:1" in said, "refused: " + text.strip(), said)


def refusals(tap, folder, start):
    db = os.path.join(folder, "refused.db")
    shutil.copy(start, db)
    path = os.path.join(folder, "twice.txt")
    open(path, "w", encoding="utf-8").write(REPEATED)
    house.run("ingest", "--db", db, "--state", "SVN", "--voice", "civil_society", "--round", "IMRF2026", path)
    book = Book(folder, db)
    sheet = give(db)
    row = next(r for r in sheet if r["level"] == "measure")
    twice = next(r for r in sheet if r["quote"].startswith("Migrant children are detained"))
    blank = dict(twice, prefix="", suffix="")
    before = findings(db), rows(db, "decision")
    cases = [
        ("an unknown word", decide(row, "maybe"), "decision: ", "accept"),
        ("an unknown level", decide(row, "relevel", decided_level="good"), "decided_level: ", "regression"),
        ("a relevel without a level", decide(row, "relevel"), "decided_level: ", "needs the level"),
        ("a relevel to the level it has", decide(row, "relevel", decided_level="measure"), "decided_level: ",
         "write accept"),
        ("an accept with another level", decide(row, "accept", decided_level="gap"), "decided_level: ", "relevel"),
        ("an accept of what is coded otherwise now", decide(dict(row, level="gap"), "accept"), "level: ",
         "look again"),
        ("a reject with a level", decide(row, "reject", decided_level="gap"), "decided_level: ", "empty"),
        ("a demand that is no gap", decide(row, "relevel", decided_level="result", decided_demand="yes"),
         "decided_demand: ", "only a gap"),
        ("a demand that is no word", decide(row, "relevel", decided_level="gap", decided_demand="perhaps"),
         "decided_demand: ", "yes or no"),
        ("an unknown commitment", decide(dict(row, commitment="GCM.99"), "add", decided_level="gap"),
         "commitment: ", "catalogue list"),
        ("no commitment", decide(dict(row, commitment=""), "add", decided_level="gap"), "commitment: ", "GCM.8"),
        ("a decision on no coding", decide(dict(row, commitment="OSCE.LJU2005"), "reject"), "commitment: ",
         "write add"),
        ("an add of what is coded", decide(row, "add", decided_level="gap"), "decision: ", "already"),
        ("no coder", decide(row, "accept", coder=""), "coder: ", "say who"),
        ("a coder of many lines", decide(row, "accept", coder="a\nb"), "coder: ", "one line"),
        ("a coder without end", decide(row, "accept", coder="a" * 101), "coder: ", "100"),
        ("words that are not there", decide(dict(row, quote=row["quote"] + " Not."), "accept"), "quote: ",
         "no passage"),
        ("no words", decide(dict(row, quote=" "), "accept"), "quote: ", "empty"),
        ("words that stand twice", decide(blank, "reject"), "quote: ", "prefix and suffix"),
        ("an unknown document", decide(dict(row, document="0" * 64), "accept"), "document: ", "SHA-256"),
        ("no document", decide(dict(row, document="report.pdf"), "accept"), "document: ", "64 hex"),
        ("a time to come", decide(row, "accept", time="2199-01-01"), "time: ", "has not come"),
        ("a time of a spreadsheet", decide(row, "accept", time="23/11/2026"), "time: ", "2026-11-23"),
        ("a note too long", decide(row, "accept", note="x" * 2001), "note: ", "shorten"),
        ("an unknown state", decide(row, "accept", decided_states="Slovenia"), "decided_states: ", "alpha-3"),
        ("states of a reject", decide(row, "reject", decided_states="SVN"), "decided_states: ", "empty"),
        ("half a decision", dict(row, decided_level="gap"), "decision: ", "is empty"),
    ]
    for what, bad, column, words in cases:
        said = book.take([dict(twice), bad], status=1)
        line = "decided.csv:%d: %s" % (2 + 1 + sum(v.count("\n") for v in twice.values()), column)
        tap.check(line in said and words in said and "nothing was taken" in said, "refused: " + what, said)
    said = book.take([decide(row, "accept"), decide(row, "accept")], status=1)
    tap.check("stands twice" in said and "in line 2" in said, "refused: the same row twice", said)
    said = book.take([decide(row, "accept"), decide(row, "reject")], status=1)
    tap.check("contradicts" in said and "in line 2" in said, "refused: rows that contradict each other", said)
    good, bad = decide(twice, "accept"), decide(row, "maybe")
    said = book.take([bad, good, decide(row, "reject", coder="")], status=1)
    tap.check(said.count("decided.csv:") == 2, "every refusal of a file is told at once", said)
    book.write([good], delimiter=";")
    tap.check('parted by ";"' in book.take(status=1), "refused: a CSV of a French Excel")
    said = book.take(raw="document,quote,commitment,decision,coder\n".encode() + b"\xe9,,,,\n", status=1)
    tap.check("not UTF-8" in said, "refused: another charset", said)
    said = book.take(raw=b"document,quote,commitment,decision\n", status=1)
    tap.check('"coder" is missing' in said, "refused: a column missing", said)
    said = book.take(raw=b"document,quote,commitment,decision,coder,colour\n", status=1)
    tap.check("colour" in said, "refused: a column nobody knows", said)
    tap.check((findings(db), rows(db, "decision")) == before, "nothing of all that left a trace")
    said = book.take([decide(twice, "accept")])
    tap.check("taken: 1" in said, "words that stand twice are told apart by what stands around them", said)
    said = book.take(raw=b"\xef\xbb\xbf" + open(book.path, "rb").read().replace(b"accept", b"reject"))
    tap.check("taken: 1" in said, "a byte order mark is taken", said)


def orders(tap, start):
    def doubt(row):
        c = float(row["confidence"])
        return 1 - c if c >= 0.5 else c

    sheet = give(start, "--least-certain", "--limit", "40")
    tap.check(len(sheet) == 40 and [doubt(r) for r in sheet] == sorted(map(doubt, sheet), reverse=True),
              "the least certain come first")
    moving = give(start, "--most-moving")
    tap.check(sorted(r["passage"] for r in moving) == sorted(r["passage"] for r in give(start))
              and all(r["level"] != "mention" and r["states"] for r in moving[:20]),
              "those that move scores come first, mentions move none")
    said = house.run("review", "--db", start, "--give", "--least-certain", "--most-moving", status=2)
    tap.check("one of" in said, "one order at a time", said)
    few = give(start, "--commitment", "GCM.13", "--voice", "state", "--state", "XAV", "--round", "IMRF2026")
    tap.check(few and all(r["commitment"] == "GCM.13" and r["voice"] == "state" and "XAV" in r["states"]
                          and r["round"] == "IMRF2026" for r in few), "what is given is narrowed down", few)
    tap.check(len(give(start, "--uncoded")) > len(give(start)), "passages without codings are given when asked for")


def safe_cells(tap, folder):
    db = os.path.join(folder, "safe.db")
    path = os.path.join(folder, "safe.txt")
    open(path, "w", encoding="utf-8").write("=HYPERLINK(1) The Government adopted a law that ends the detention of "
                                            "migrant children.\n\n@The Ministry established guardians for every "
                                            "migrant child.\n")
    house.run("ingest", "--db", db, "--state", "SVN", "--voice", "state", "--round", "IMRF2026", path)
    sheet = give(db)
    marked = [r for r in sheet if r["quote"][:2] in ("'=", "'@")]
    tap.check(len(marked) == len(sheet) > 1, "what a spreadsheet would run is given behind an apostrophe", sheet)
    said = Book(folder, db).take([decide(marked[0], "accept", coder="'-ana")])
    tap.check("taken: 1" in said, "and found again without it", said)
    tap.check(house.run("review", "--db", db, "--give", "--bom").encode("utf-8", "replace")[:1] != b"d",
              "a byte order mark is written when asked for")


def moved_ordinals(tap, folder):
    """A decision outlives a reading that counts passages otherwise."""
    db = os.path.join(folder, "moved.db")
    path = os.path.join(folder, "moved.txt")
    open(path, "w", encoding="utf-8").write(REPEATED)
    house.run("ingest", "--db", db, "--state", "SVN", "--voice", "state", "--round", "IMRF2026", path)
    sheet = give(db)
    second = [r for r in sheet if r["quote"].startswith("Migrant children")][-1]
    Book(folder, db).take([decide(second, "reject")])
    tap.check(second["passage"].endswith(".1"), "the second of two equal sentences was rejected", second)
    house.run("ingest", "--db", db, "--state", "SVN", "--voice", "civil_society", "--round", "IMRF2026", path)
    marks = [m[2] & 0xfffff for m in rows(db, "mark") if m[0] == second["commitment"]]
    tap.check(marks.count(1) == 0 and marks.count(0) == 2, "the same bytes sent by another voice are decided on, too",
              marks)
    verified(tap, db, "and verify passes")


def tampering(tap, folder, db):
    for sql, words in (("UPDATE decision SET kind = (kind + 1) % 4", "decision"),
                       ("UPDATE decision SET coder = 'eve'", "decision"),
                       ("DELETE FROM decision WHERE seq = 1", "decision")):
        bad = os.path.join(folder, "bad.db")
        shutil.copy(db, bad)
        base = sqlite3.connect(bad)
        triggers = base.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'decision'"
                                ).fetchall()
        for name, _ in triggers:
            base.execute("DROP TRIGGER " + name)
        base.execute(sql)
        for _, text in triggers:
            base.execute(text)
        base.commit()
        base.close()
        said = house.run("verify", "--db", bad, status=1)
        tap.check(words in said, "verify finds: " + sql, said)


def kill(tap, folder, start):
    """kill -9 while decisions are taken: all of them or none."""
    rng = random.Random(9)
    sheet = [r for r in give(start) if r["states"]]
    filled = [decide(r, "accept") for r in sheet[:150]]
    book = Book(folder, os.path.join(folder, "kill.db"))
    book.write(filled)
    counts = []
    began = time.monotonic()
    whole = None
    for i in range(40):
        shutil.copy(start, book.db)
        for side in ("-wal", "-shm"):
            if os.path.exists(book.db + side):
                os.unlink(book.db + side)
        at = time.monotonic()
        process = subprocess.Popen([house.PROGRAM, "review", "--db", book.db, "--take", book.path],
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        if i > 0:
            try:
                process.wait(rng.random() * whole)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        out = process.communicate()[0].decode()
        whole = whole or time.monotonic() - at
        n = len(rows(book.db, "decision"))
        counts.append((n, bool(rows(book.db, "verdict")), "taken" in out))
        if time.monotonic() - began > 30 and i > 10:
            break
    tap.check(all((n, v) in ((0, False), (len(filled), True)) and (n > 0 or not said) for n, v, said in counts),
              "kill -9 at %d moments leaves all decisions or none" % len(counts), counts)
    tap.check(any(n == 0 for n, _, _ in counts) and any(n for n, _, _ in counts), "both were met", counts)
    said = book.take(status=0)
    tap.check("150 were known" in said or "taken: 150" in said, "and the file is taken after it", said)
    verified(tap, book.db, "and verify passes after it")


def many(tap, folder):
    """10,000 decisions of one file."""
    db = os.path.join(folder, "many.db")
    words = ("detention", "labour inspection", "remittances", "trafficking", "documents", "return", "smuggling")
    for i in range(20):
        path = os.path.join(folder, "many%d.txt" % i)
        with open(path, "w", encoding="utf-8") as out:
            for k in range(500):
                out.write("The Government adopted law number %d of year %d on the %s of migrant children and migrant "
                          "workers.\n\n" % (k, i, words[(i + k) % len(words)]))
        house.run("ingest", "--db", db, "--state", "SVN", "--voice", "state", "--round", "IMRF2026", path)
    sheet = give(db)
    filled = [decide(r, "accept", coder=c) for r in sheet for c in ("ana", "bor")][:10000]
    tap.check(len(filled) == 10000, "there are 10,000 decisions", len(sheet))
    book = Book(folder, db)
    book.write(filled)
    began = time.monotonic()
    said = book.take()
    spent = time.monotonic() - began
    print("# 10,000 decisions taken and published in %.1f s" % spent)
    tap.check("taken: 10000" in said and spent < 55, "10,000 decisions are taken in less than a minute",
              "%s%.1f s" % (said, spent))


def main():
    tap = house.Tap()
    with house.folder() as folder:
        start = os.path.join(folder, "start.db")
        house.run("ingest", "--db", start, "--catalogue", os.path.join(REPORTS, "states.xml"), "--manifest",
                  os.path.join(REPORTS, "manifest.csv"))
        db = round_trip(tap, folder, start)
        tampering(tap, folder, db)
        orders(tap, start)
        agreement(tap, folder, start)
        json_lines(tap, folder, start)
        refusals(tap, folder, start)
        safe_cells(tap, folder)
        moved_ordinals(tap, folder)
        kill(tap, folder, start)
        many(tap, folder)
    tap.end()


main()
