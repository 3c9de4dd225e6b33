# SPDX-License-Identifier: Apache-2.0
"""Documents in, cells out, by the command line alone: over the fixtures."""
import json
import os
import re
import shutil
import sqlite3

import house

REPORTS = os.path.join(house.SOURCE, "fixtures", "reports")
MANIFEST = os.path.join(REPORTS, "manifest.csv")
STATES = os.path.join(REPORTS, "states.xml")
TEXT = ("Slovenia adopted a law that ends the detention of migrant children in 2025.\n\n"
        "It will open three shelters for women who were trafficked.\n")
# What a rebuild must give again, byte for byte: all findings. The full-text
# index is derived from passage and cut into segments as it grew.
FINDINGS = ("finding", "text", "passage", "mark", "cell")


def findings(db):
    """All rows of the findings, in order."""
    base = sqlite3.connect("file:%s?mode=ro" % db, uri=True)
    try:
        return {t: base.execute("SELECT * FROM %s ORDER BY 1, 2" % t).fetchall() for t in FINDINGS}
    finally:
        base.close()


def ingest(db, *words, status=0, text=TEXT, folder=None, name="report.txt"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return house.run("ingest", "--db", db, path, *words, status=status)


def of(state="SVN", voice="state", round_id="IMRF2026"):
    return ("--state", state, "--voice", voice, "--round", round_id)


def cells(db, query):
    said = house.run("export", "--db", db, "--format", "jsonl", "cells?" + query)
    return [json.loads(line) for line in said.splitlines()]


def submissions(db):
    return [json.loads(line) for line in
            house.run("export", "--db", db, "--format", "jsonl", "submissions").splitlines()]


def fixtures_walk(tap, folder):
    db = os.path.join(folder, "fixtures.db")
    said = house.run("ingest", "--db", db, "--catalogue", STATES, "--manifest", MANIFEST)
    rows = len(open(MANIFEST, encoding="utf-8").read().splitlines()) - 1
    tap.check("%d documents:" % rows in said and " 0 refused" in said, "every invented report is taken in", said)
    tap.check(re.search(r"^accepted .*jamiyya.* html ar, \d+ passages, [1-9]", said, re.M),
              "a report in Arabic is coded", said)
    other = ingest(os.path.join(folder, "other.db"), *of(), folder=folder, name="rapport.txt",
                   text="Regeringen har antagit en lag om migranter och deras familjer. Den trädde i kraft i maj.\n")
    tap.check("not coded yet" in other and "1 not assessed" in other, "a language not coded yet is stored and said",
              other)
    russian = ingest(os.path.join(folder, "russian.db"), *of(), folder=folder, name="doklad.txt",
                     text="Правительство приняло закон о торговле людьми. "
                          "Дети-мигранты не имеют доступа к школе и медицинской помощи.\n")
    tap.check("text ru, 2 passages" in russian and " 0 codings" not in russian and " 0 not assessed" in russian,
              "a report in Russian is coded", russian)
    again = house.run("ingest", "--db", db, "--manifest", MANIFEST)
    tap.check("%d known" % rows in again, "the same bytes again are recognised", again)
    tap.check(len(submissions(db)) == rows, "and nothing is doubled")
    assessed = [c for c in cells(db, "state=XAV&round=IMRF2026") if c["status"] == "assessed"]
    tap.check(assessed, "cells are assessed")
    table = house.run("compare", "--db", db, "--states", "XAV,XBO", "--rounds", "IMRF2026", "--voices",
                      "state,civil_society", "--commitments", "GCM.13")
    tap.check("XAV" in table and "release head+1" in table, "compare prints a table", table)
    table = house.run("compare", "--db", db, "--states", "XAV,XBO", "--rounds", "IMRF2026", "--voices",
                      "state,civil_society")
    pairs = [line for line in table.split("\n\n")[1].split("\n")][1:]
    tap.check(all(re.search(r"silent|\d\.\d{3}|regression", p) for p in pairs), "each pair shown says something", pairs)
    tap.check(re.search(r"^\d+ pairs left out: ", table, re.M), "the others are counted", table)
    tap.check(any(re.search(r"[0-9a-f]{16}-\d+\.\d+", p) for p in pairs), "and passages are named in a pipe", pairs)
    return db


def rebuild_is_equal(tap, db):
    before = findings(db)
    house.run("rebuild", "--db", db)
    after = findings(db)
    for name in FINDINGS:
        tap.check(before[name] == after[name], "rebuild gives %s byte for byte" % name)
    tap.check(all(before[t] for t in FINDINGS), "and there was something to give")
    said = house.run("verify", "--db", db)
    tap.check("verified:" in said, "verify agrees with it", said)


def one_by_one_is_equal(tap, folder, db):
    """Scoring what changed gives what scoring everything gives."""
    other = os.path.join(folder, "single.db")
    house.run("ingest", "--db", other, "--catalogue", STATES, "--manifest", MANIFEST, "--jobs", "1")
    tap.check(findings(other)["cell"] == findings(db)["cell"], "the number of jobs does not show in a cell")
    third = os.path.join(folder, "parts.db")
    for line in open(MANIFEST, encoding="utf-8").read().splitlines()[1:]:
        head = open(MANIFEST, encoding="utf-8").readline()
        part = os.path.join(REPORTS, "")
        path = os.path.join(folder, "part.csv")
        with open(path, "w", encoding="utf-8") as out:
            fields = line.split(",")
            fields[0] = part + fields[0]
            if fields[-1]:
                fields[-1] = part + fields[-1]
            out.write(head + ",".join(fields) + "\n")
        house.run("ingest", "--db", third, "--catalogue", STATES, "--manifest", path)
    tap.check(findings(third)["cell"] == findings(db)["cell"], "one by one gives the same cells as all at once")


def flip(db, folder, words, nth):
    """A copy of DB with one bit of the NTH place flipped where WORDS stand."""
    copy = os.path.join(folder, "flipped.db")
    shutil.copyfile(db, copy)
    with open(copy, "r+b") as base:
        data = base.read()
        at = -1
        for _ in range(nth + 1):
            at = data.find(words, at + 1)
            if at < 0:
                return None
        base.seek(at + len(words) // 2)
        base.write(bytes([data[at + len(words) // 2] ^ 1]))
    return copy


def edit(db, folder, statement):
    """A copy of DB changed by a statement on the findings."""
    copy = os.path.join(folder, "edited.db")
    shutil.copyfile(db, copy)
    base = sqlite3.connect(copy)
    changed = base.execute(statement).rowcount
    base.commit()
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    return copy if changed > 0 else None


def verify_finds(tap, folder):
    db = os.path.join(folder, "flip.db")
    ingest(db, *of(), "--author", "Ministry of the Interior", folder=folder)
    house.run("verify", "--db", db)
    flips = ((b"ends the detention", 0), (b"ends the detention", 1), (b"ends the detention", 2),
             (b"Ministry of the Interior", 0), (b"IMRF2026", 0))
    for words, nth in flips:
        copy = flip(db, folder, words, nth)
        said = house.run("verify", "--db", copy, status=None) if copy else "not there"
        tap.check("verified:" not in said and "gcmtrack verify: " in said,
                  "verify finds a bit flipped in \"%s\", place %d" % (words.decode(), nth + 1), said)
    edits = ("UPDATE passage SET level = (level + 1) % 6 WHERE codings IS NOT NULL",
             "UPDATE mark SET confidence = confidence - 1",
             "UPDATE passage SET codings = zeroblob(length(codings)) WHERE codings IS NOT NULL",
             "UPDATE cell SET score = score + 0.0001",
             "DELETE FROM cell WHERE commitment = (SELECT max(commitment) FROM cell)",
             "UPDATE finding SET language = 'fr'")
    for statement in edits:
        copy = edit(db, folder, statement)
        said = house.run("verify", "--db", copy, status=None) if copy else "nothing changed"
        tap.check("verified:" not in said and "gcmtrack verify: " in said, "verify finds: " + statement, said)


def bad_rows(tap, folder):
    db = os.path.join(folder, "bad.db")
    good, bad = os.path.join(folder, "good.txt"), os.path.join(folder, "bad.pdf")
    with open(good, "w", encoding="utf-8") as out:
        out.write(TEXT)
    with open(bad, "wb") as out:
        out.write(b"%PDF-1.4\nnothing more\n")
    manifest = os.path.join(folder, "bad.csv")
    with open(manifest, "w", encoding="utf-8") as out:
        out.write("file,state,voice,round\nbad.pdf,SVN,state,IMRF2026\nmissing.txt,SVN,state,IMRF2026\n"
                  "good.txt,XXX,state,IMRF2026\ngood.txt,SVN,state,IMRF2026\n")
    said = house.run("ingest", "--db", db, "--manifest", manifest, status=1)
    tap.check("1 accepted" in said and "3 refused" in said, "one bad document never stops the rest", said)
    kept = {s["status"] for s in submissions(db)}
    tap.check(kept == {"assessed", "refused"}, "what was refused is on record with its reason", kept)
    tap.check("verified:" in house.run("verify", "--db", db), "and verify agrees")


def nothing_comes_in(tap, folder):
    db, manifest = os.path.join(folder, "none.db"), os.path.join(folder, "none.csv")
    with open(manifest, "w", encoding="utf-8") as out:
        out.write("file,state,voice,round\nmissing.txt,SVN,state,IMRF2026\ngood.txt,XAX,state,IMRF2026\n")
    said = house.run("ingest", "--db", db, "--manifest", manifest, status=1)
    tap.check("2 refused" in said and not os.path.exists(db), "where nothing comes in, no database is made", said)
    tap.check("--catalogue can add states" in said, "an unknown state is refused with its remedy", said)
    tap.check("documents/s" not in said, "and no rate is told of nothing", said)


def supersession(tap, folder):
    db = os.path.join(folder, "supersede.db")
    ingest(db, *of(), folder=folder)
    old = submissions(db)[0]["id"]
    before = cells(db, "state=SVN&round=IMRF2026&voice=state&status=assessed,thin")
    ingest(db, *of(), "--supersedes", old, folder=folder, text="Slovenia is a country in Europe.\n")
    after = cells(db, "state=SVN&round=IMRF2026&voice=state&status=assessed,thin")
    tap.check(before and not after, "a superseded submission leaves the score", (before, after))
    tap.check(len(submissions(db)) == 2, "and stays on record")
    said = ingest(db, *of(), "--supersedes", old, folder=folder, text="Once more.\n", status=1)
    tap.check("superseded already" in said, "it can be superseded once", said)
    tap.check("verified:" in house.run("verify", "--db", db), "verify agrees")


def sealed(tap, folder):
    db = os.path.join(folder, "sealed.db")
    ingest(db, *of(), "--visibility", "sealed", folder=folder)
    tap.check(not submissions(db), "a sealed submission is shown to nobody")
    tap.check(not cells(db, "state=SVN&status=assessed,thin"), "nor scored in public")
    tap.check("verified: 1 submissions" in house.run("verify", "--db", db), "but verified")


def releases(tap, folder):
    db = os.path.join(folder, "release.db")
    said = house.run("release", "--db", db, "2026.1", status=1)
    tap.check("release" in said, "no release without a database", said)
    ingest(db, *of(), folder=folder)
    house.run("release", "--db", db, "2026.1")
    said = house.run("release", "--db", db, "2026.1", status=1)
    tap.check("2026.1" in said, "a release is made once", said)
    house.run("backup", "--db", db, os.path.join(folder, "copy.db"))
    said = house.run("verify", "--db", os.path.join(folder, "copy.db"))
    tap.check("verified:" in said, "a backup is a whole database", said)


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db = fixtures_walk(tap, folder)
        one_by_one_is_equal(tap, folder, db)
        rebuild_is_equal(tap, db)
        verify_finds(tap, folder)
        bad_rows(tap, folder)
        nothing_comes_in(tap, folder)
        supersession(tap, folder)
        sealed(tap, folder)
        releases(tap, folder)
    tap.end()


if __name__ == "__main__":
    main()
