# SPDX-License-Identifier: Apache-2.0
"""Statistics: METHOD.md 10 by the program, and again in plain Python."""
import collections
import csv
import glob
import json
import os
import re
import sqlite3

import house

FIXTURES = os.path.join(house.SOURCE, "fixtures", "statistics")
STATES = os.path.join(house.SOURCE, "fixtures", "reports", "states.xml")
CORPUS = os.path.join(os.environ.get("CORPUS", ""), "data")
FINDINGS = ("finding", "figures", "observation", "edition", "cell")


def at(name):
    return os.path.join(FIXTURES, name)


def observe(db, series, path, *words, status=0, as_of="2026-05-06"):
    return house.run("observe", "--db", db, "--series", series, "--as-of", as_of, path, *words, status=status)


def rows(db, route):
    said = house.run("export", "--db", db, "--format", "jsonl", route)
    return [json.loads(line) for line in said.splitlines()]


def cell(db, state, round_id, commitment="GCM.20"):
    found = rows(db, "cells?voice=statistics&state=%s&round=%s&commitment=%s" % (state, round_id, commitment))
    return found[0] if found else None


def share(value, low, high):
    return min(1, max(0, (value - low) / (high - low)))


def worked_example(tap, db):
    """10.10, with figures that the document prints."""
    method = open(os.path.join(house.SOURCE, "METHOD.md"), encoding="utf-8").read()
    said = observe(db, "remittance_cost_to", at("cost-to.csv"), "--catalogue", STATES)
    tap.check('no member State: "XXX" (1)' in said, "an unknown State is listed", said)
    alone = cell(db, "XAV", "IMRF2022")
    observe(db, "remittance_cost_from", at("cost-from.csv"))
    both = cell(db, "XAV", "IMRF2022")
    want = 100 * share(4.18, 5, 3)
    mean = 100 * (share(4.18, 5, 3) + share(5.2, 5, 3)) / 2
    tap.check(abs(alone["score"] - want) < 0.05 and "**%.1f**" % want in method, "one series is the cell", alone)
    tap.check(abs(both["score"] - mean) < 0.05 and "**%.1f**" % mean in method, "two series are its mean", both)
    tap.check(both["sources"] == 2 and both["status"] == "assessed", "and its sources", both)
    tap.check(both["low"] is None and both["high"] is None and both["evidence_mass"] is None,
              "a figure has no interval and no evidence mass", both)
    tap.check(both["passages"] == 0 and "/observations?" in both["evidence"], "and opens to observations", both)
    tap.check(abs(cell(db, "XBO", "IMRF2022")["score"] - 75) < 0.05, "the latest year speaks, a gap does not")
    tap.check({c["round"] for c in rows(db, "cells?voice=statistics&state=XAV&commitment=GCM.20")} ==
              {"RR2020", "IMRF2022", "UPR2019", "UPR2025"}, "each year belongs to one round of each family")


def never_mixed(tap, db):
    table = house.run("compare", "--db", db, "--states", "XAV,XBO", "--commitments", "GCM.20", "--rounds",
                      "IMRF2022", "--voices", "statistics,state")
    tap.check(re.search(r"^XAV .* statistics +assessed +20\.5 ", table, re.M), "compare shows the voice", table)
    tap.check("pairs left out" in table and "a_above_b" not in table, "and takes no difference of it", table)
    roll = rows(db, "rollup?states=XBO&round=IMRF2022&voices=statistics")
    tap.check(roll[0].get("mean") is None, "a roll-up has no mean of figures", roll)
    for row in rows(db, "divergence?state=XAV&round=IMRF2022&voices=statistics,state&commitment=GCM.20"):
        tap.check(row["relation"] == "none", "statistics have no relation", row)


def incidents(tap, db):
    said = observe(db, "missing_migrants", at("incidents.csv"))
    tap.check("11 rows: 6 used, 1 without a figure, 3 on no member State, 4 refused" in said,
              "every row is counted as one thing", said)
    for words in ('line 8, column "Incident ID": "A-2" stood in a row before', '"-4" is less than',
                  '"2027" is after the file was issued', '"=1+1" is a formula'):
        tap.check(words in said, "a wrong row is said: " + words, said)
    all_rows = rows(db, "observations?series=missing_migrants")
    total = {(o["state"], o["year"]): o["value"] for o in all_rows if o["by"] is None}
    tap.check(total == {("XAV", 2025): 4, (None, 2025): 37, (None, 2026): 3, ("XBO", 2026): 7},
              "deaths and missing by state and year, at sea by none", total)
    cause = {o["member"]: o["value"] for o in all_rows if o["by"] == "cause" and o["state"] == "XAV"}
    tap.check(cause == {"Violence": 3, "Drowning": 1}, "and by cause", cause)
    mentioned = cell(db, "XAV", "IMRF2026", "GCM.8")
    tap.check(mentioned["status"] == "mentioned" and mentioned["score"] is None,
              "what has no goalposts is shown, not scored", mentioned)
    some = rows(db, "observations?commitment=GCM.8&state=XBO&from=2026&to=2026&totals=1")
    tap.check(len(some) == 1 and some[0]["normalised"] is None and some[0]["as_of"] == "2026-05-06",
              "observations are filtered", some)


def policies(tap, db):
    observe(db, "sdg_10_7_2", at("sdg-10-7-2.csv"), "--state", "XAV")
    found = {(o["year"], o["member"]): o["normalised"] for o in rows(db, "observations?series=sdg_10_7_2")}
    want = {(2019, None): 2, (2019, "Migrant rights"): 4, (2021, None): 3, (2021, "Migrant rights"): 3}
    tap.check(found == {k: round(share(v, 1, 4), 3) for k, v in want.items()}, "categories are set on their scale",
              found)
    one = cell(db, "XAV", "IMRF2022", "GCM.1")
    tap.check(one["status"] == "mentioned", "and make no score", one)


def refusals(tap, db, folder):
    def refuse(words, text, series="sdg_10_c_1", state=True, what=None, code="utf-8"):
        path = os.path.join(folder, "wrong.csv")
        with open(path, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode(code))
        said = observe(db, series, path, *(("--state", "XAV") if state else ()), status=1)
        tap.check(words in said and said.startswith("refused"), "refused: " + (what or words), said)

    before = open(db, "rb").read()
    for name in sorted(glob.glob(at("template*.csv"))):
        said = observe(db, "sdg_10_c_1", name, "--state", "XAV", status=1)
        tap.check("placeholder" in said or ": empty" in said, "refused: " + os.path.basename(name), said)
    refuse('line 1: no column "Value"', "Year,Amount\n2020,3\n")
    refuse('line 1: the column "Value" is there 2 times', "Year,Value,Value\n2020,3,4\n")
    refuse("table:3: 1 fields", "Year,Value\n2020,3\n2021\n", what="a row that is too short")
    refuse("rows are wrong", "Year,Value\n2020,many\n2021,lots\n2022,4\n")
    refuse("is larger than any figure", "Year,Value\n2020,99999999999999999999\n")
    refuse("more than a figure", "Year,Value\n2020,101\n")
    refuse("is no year", "Year,Value\nlast year,4\n")
    refuse("before 1900", "Year,Value\n1020,4\n")
    refuse("not UTF-8", b"Year,Value\n2020,4\nM\xe9xico,1\n", what="another charset")
    refuse("not CSV", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", what="another format")
    refuse("no column", "Year,Value\n2020,4\n", series="migrant_stock", state=False, what="another series")
    for words, add in (("--state", ()), ("no series", ())):
        series = "sdg_10_c_1" if words == "--state" else "no_such"
        said = observe(db, series, at("cost-to.csv"), *add, status=2)
        tap.check(words in said, "a command that says too little: " + words, said)
    said = observe(db, "remittance_cost_to", at("cost-to.csv"), "--state", "XAV", status=2)
    tap.check("leave --state out" in said, "or too much", said)
    said = house.run("observe", "--db", db, "--series", "remittance_cost_to", "--as-of", "2999-01-01",
                     at("cost-to.csv"), status=2)
    tap.check("has not come" in said, "or comes from the future", said)
    said = house.run("ingest", "--db", db, at("cost-to.csv"), "--state", "XAV", "--round", "IMRF2022", "--voice",
                     "statistics", status=2)
    tap.check("gcmtrack observe" in said, "documents do not speak as statistics", said)
    tap.check(before == open(db, "rb").read(), "nothing of what is refused is kept")


def utf16(tap, db, folder):
    path = os.path.join(folder, "wide.csv")
    with open(path, "w", encoding="utf-16") as out:
        out.write("Year,Value\n2016,4\n2016,5\n2020 Q1,9\n2020/21,9\n")
    said = observe(db, "sdg_10_c_1", path, "--state", "XBO")
    tap.check("4 rows: 3 used" in said and "says what line 2 said already" in said,
              "UTF-16 is read, and a place said twice is refused", said)
    found = [(o["year"], o["period"]) for o in rows(db, "observations?series=sdg_10_c_1&state=XBO")]
    tap.check(found == [(2016, None), (2020, "2020/21"), (2020, "Q1")], "what is no calendar year is kept as that", found)
    tap.check(abs(cell(db, "XBO", "IMRF2022")["score"] - 75) < 0.05, "and not scored")


def editions(tap, db, folder):
    path = os.path.join(folder, "newer.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("Country Code,2020\nXAV,3\n")
    observe(db, "remittance_cost_to", path, as_of="2026-06-01")
    new = {(o["state"], o["year"]): o["value"] for o in rows(db, "observations?series=remittance_cost_to")}
    tap.check(new == {("XAV", 2020): 3, ("XAV", 2018): 6.1, ("XAV", 2019): 5, ("XBO", 2018): 2.4},
              "the newer edition speaks for its years", new)
    old = [o for o in rows(db, "observations?series=remittance_cost_to&current=0") if o["superseded"]]
    tap.check(sorted(o["value"] for o in old) == [3.5, 4.18], "the older stays on record", old)
    tap.check(abs(cell(db, "XAV", "IMRF2022")["score"] - 50) < 0.05, "and the cell follows")
    said = observe(db, "remittance_cost_to", path, as_of="2026-06-01")
    tap.check(said.startswith("known"), "the same file is known", said)
    sealed = os.path.join(folder, "sealed.csv")
    with open(sealed, "w", encoding="utf-8") as out:
        out.write("Country Code,2020\nXAV,4.9\n")
    observe(db, "remittance_cost_to", sealed, "--visibility", "sealed", as_of="2026-07-01")
    tap.check(abs(cell(db, "XAV", "IMRF2022")["score"] - 50) < 0.05, "a sealed file replaces nothing")
    tap.check(4.9 not in [o["value"] for o in rows(db, "observations?current=0")], "and is shown to nobody")


def all_findings(db):
    base = sqlite3.connect("file:%s?mode=ro" % db, uri=True)
    try:
        return {t: base.execute("SELECT * FROM %s ORDER BY 1, 2, 3, 4" % t).fetchall() for t in FINDINGS}
    finally:
        base.close()


def rebuilt(tap, db):
    before = all_findings(db)
    house.run("rebuild", "--db", db)
    tap.check(before == all_findings(db) and all(before.values()), "rebuild gives the same bytes")
    tap.check("agree" in house.run("verify", "--db", db), "verify agrees")
    for what, sql in (("observation", "UPDATE observation SET value = value + 1 WHERE id = "
                                      "(SELECT max(id) FROM observation)"),
                      ("edition", "DELETE FROM edition WHERE year = 2018"),
                      ("figures", "UPDATE figures SET refused = 0")):
        broken = db + "." + what
        house.run("backup", "--db", db, broken)
        base = sqlite3.connect(broken)
        base.execute(sql)
        base.commit()
        base.close()
        said = house.run("verify", "--db", broken, status=1)
        tap.check(said, "verify names a changed " + what, said)


# ---- the corpus ------------------------------------------------------------


def corpus_deaths(tap, db):
    """Totals per year and cause against a sum in Python, exactly."""
    path = os.path.join(CORPUS, "iom_mmp.csv")
    said = observe(db, "missing_migrants_gdi", path, as_of="2025-06-30")
    print("# " + said.splitlines()[1])
    want = collections.Counter()
    for row in csv.DictReader(open(path, encoding="utf-8")):
        want[row["t"][:4], None] += int(row["dead"])
        want[row["t"][:4], row["cause"]] += int(row["dead"])
    got = collections.Counter()
    for o in rows(db, "observations?series=missing_migrants_gdi"):
        if o["by"] in (None, "cause"):
            got[str(o["year"]), o["member"]] += o["value"]
    tap.check(got == want, "deaths per year and cause are those of Python", got - want)
    path = os.path.join(CORPUS, "MissingMigrants-Global-2026-05-06.csv")
    print("# " + observe(db, "missing_migrants", path).splitlines()[1])
    want = collections.Counter()
    for row in csv.DictReader(open(path, encoding="utf-8-sig")):
        figures = [row["Number Dead"], row["Minimum Estimated Number of Missing"]]
        if not any(f.startswith("-") for f in figures):
            want[row["Cause of Death"]] += sum(int(f or 0) for f in figures)
    got = collections.Counter()
    for o in rows(db, "observations?series=missing_migrants"):
        if o["by"] == "cause":
            got[o["member"]] += o["value"]
    tap.check(got == want, "and so they are in IOM's own file", got - want)


def corpus_costs(tap, db):
    want = {}
    for way in ("to", "from"):
        path = os.path.join(CORPUS, "remittances", "cost-%s-country.csv" % way)
        observe(db, "remittance_cost_" + way, path, as_of="2021-06-01")
        for row in csv.DictReader(open(path, encoding="utf-8")):
            for year, value in row.items():
                if year.isdigit() and value and row["Country Code"] != "XKX":
                    want[way, row["Country Code"], int(year)] = round(float(value), 6)
    got = {(o["series"][16:], o["state"], o["year"]): o["value"]
           for o in rows(db, "observations?series=remittance_cost_to,remittance_cost_from")}
    tap.check(got == want, "every cost of remittances is that of Python: %d" % len(got))
    latest = {}
    for (way, state, year), value in sorted(want.items(), key=lambda k: k[0][2]):
        if 2019 <= year <= 2022:
            latest.setdefault(state, {})[way] = value
    scores = {c["state"]: c["score"] for c in
              rows(db, "cells?voice=statistics&round=IMRF2022&commitment=GCM.20&status=assessed")}
    mine = {s: 100 * sum(share(v, 5, 3) for v in w.values()) / len(w) for s, w in latest.items()}
    tap.check(scores.keys() == mine.keys() and all(abs(scores[s] - mine[s]) < 0.051 for s in mine),
              "and so is every score: %d cells" % len(scores),
              [(s, scores.get(s), mine[s]) for s in mine if abs(scores.get(s, -1) - mine[s]) >= 0.051][:5])


def corpus_placeholders(tap, folder):
    """What is told from content against what the manifest marks by hand."""
    db = os.path.join(folder, "sdg.db")
    marks = {}
    for row in csv.DictReader(open(os.path.join(CORPUS, "MANIFEST.csv"), encoding="utf-8")):
        if row["file"].startswith("sdg_national/"):
            marks[row["file"]] = row["note"].split()[0]
    told = {}
    for name in marks:
        series = "sdg_" + re.search(r"indicator_([0-9a-z-]+)\.csv", name).group(1).replace("-", "_")
        said = observe(db, series, os.path.join(CORPUS, name), "--state", "FIN", status=None, as_of="2026-05-06")
        told[name] = ("PLACEHOLDER" if "a placeholder" in said else "empty" if ": empty" in said
                      else "data" if said.startswith(("accepted", "known")) else "refused")
        if told[name] == "refused":
            print("# refused %s: %s" % (os.path.basename(name), said.split(": ", 1)[1][:150].strip()))
        if told[name] == "empty" != marks[name]:
            print("# empty, though marked %s: %s" % (marks[name], name))
    for mark in ("PLACEHOLDER", "empty"):
        true = sum(1 for n in marks if told[n] == mark == marks[n])
        print("# %s: %d marked, %d told, %d rightly" % (
            mark, list(marks.values()).count(mark), list(told.values()).count(mark), true))
    print("# %s" % collections.Counter(told.values()))
    tap.check({n for n in marks if told[n] == "PLACEHOLDER"} == {n for n in marks if marks[n] == "PLACEHOLDER"},
              "the %d placeholders are told, and no other" % list(marks.values()).count("PLACEHOLDER"))
    tap.check({n for n in marks if marks[n] == "empty"} <= {n for n in marks if told[n] == "empty"},
              "every empty file is refused")


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db = os.path.join(folder, "statistics.db")
        worked_example(tap, db)
        never_mixed(tap, db)
        incidents(tap, db)
        policies(tap, db)
        refusals(tap, db, folder)
        utf16(tap, db, folder)
        editions(tap, db, folder)
        rebuilt(tap, db)
        if os.path.exists(os.path.join(CORPUS, "MANIFEST.csv")):
            corpus = os.path.join(folder, "corpus.db")
            corpus_deaths(tap, corpus)
            corpus_costs(tap, corpus)
            corpus_placeholders(tap, folder)
        else:
            print("# no corpus: its figures are not compared")
    tap.end()


if __name__ == "__main__":
    main()
