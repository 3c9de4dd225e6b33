# SPDX-License-Identifier: Apache-2.0
"""One document, many sources: METHOD.md 5.2, by the command line."""
import csv
import io
import json
import os
import subprocess

import house

SUMMARY = os.path.join(house.SOURCE, "fixtures", "attribution", "summary", "in.md")
STATES = os.path.join(house.SOURCE, "fixtures", "reports", "states.xml")
SLOVENIA = os.path.join(os.environ.get("CORPUS", ""), "reports", "slovenia")

# Who is quoted in each summary by its own list and text, read by hand; c civil society, i independent.
QUOTED = {
    "2010": "c:amnesty c:fundación c:global-initiative c:sexual-rights c:theory-and-culture i:ombudsman "
            "i:coe-commissioner i:coe-cpt i:coe-ecri",
    "2014": "c:amnesty c:global-initiative c:baby-food i:coe-acfc i:coe-ecrml i:coe-cm i:coe-commissioner i:coe-cpt "
            "i:coe-ecsr i:coe-greco i:coe-greta i:eu-fra i:osce-odihr i:coe$",
    "2019": "c:amnesty c:manif c:nuclear i:ombudsman c:joint:1 c:peace-institute c:awareness c:truth-for-peace "
            "i:coe-commissioner i:coe-cpt i:coe-ecri i:coe-acfc i:coe-ecsr i:coe-greco i:coe-greta i:eu-fra i:osce-odihr",
    "2025": "c:amnesty i:principle-of-equality c:broken-chalk c:law-and-justice c:nuclear c:legebitra c:social-work "
            "c:legal-center c:truth-for-peace i:ombudsman i:coe-commissioner i:coe-ecri i:coe-acfc i:coe-cm i:coe-greta "
            "i:coe-grevio i:coe-cop i:coe-ecrml i:osce-odihr",
}


def run(*words):
    return subprocess.run([house.PROGRAM, *words], capture_output=True, text=True, timeout=house.PATIENCE_S, check=False)


def rows(db, route):
    return list(csv.DictReader(io.StringIO(run("export", "--db", db, route).stdout)))


def sources(db, submission):
    said = run("export", "--db", db, "--format", "jsonl", "submissions/" + submission).stdout
    return json.loads(said)["sources"][1:]


def own(tap, place):
    db = os.path.join(place, "own.db")
    said = run("ingest", "--db", db, "--catalogue", STATES, "--state", "XAV", "--voice", "civil_society", "--round",
               "UPR2025", "--kind", "stakeholder_summary", "--author", "Compilers of Avelia", SUMMARY)
    tap.check(said.returncode == 0, "a summary is taken in", said.stdout + said.stderr)
    found = rows(db, "submissions")
    names = {s["source"]: s["voice"] for s in sources(db, found[0]["id"])}
    tap.check(names.get("author:ombudsman of avelia") == "independent" and
              names.get("author:avelian initiative") == "civil_society", "its sources are listed with their voices", names)
    voices = {r["voice"] for r in rows(db, "passages?counted=0&submission=" + found[0]["id"])}
    tap.check({"civil_society", "independent", "state"} <= voices, "one document speaks in several voices", voices)
    cells = rows(db, "cells?state=XAV&round=UPR2025&status=all&voice=independent&catalogue=gcm")
    tap.check(cells and not [c for c in cells if c["status"] == "silent"], "who is only quoted is never silent", cells)
    before = run("export", "--db", db, "passages?counted=0").stdout
    tap.check(run("verify", "--db", db).returncode == 0, "it is verified")
    tap.check(run("rebuild", "--db", db).returncode == 0 and
              before == run("export", "--db", db, "passages?counted=0").stdout, "a rebuild finds the same")


def fits(source, want):
    voice, what = want.split(":", 1)
    key = source["source"].replace(" ", "-") + "$"
    return source["voice"].startswith("civil" if voice == "c" else "indep") and what in key


def slovenia(tap, place):
    for year, wanted in QUOTED.items():
        db = os.path.join(place, year + ".db")
        run("ingest", "--db", db, "--state", "SVN", "--voice", "civil_society", "--round", "UPR" + year, "--kind",
            "stakeholder_summary", os.path.join(SLOVENIA, year + "-stakeholder-summary.pdf"))
        found = sources(db, rows(db, "submissions")[0]["id"])
        wanted = wanted.split()
        lost = [w for w in wanted if not any(fits(s, w) for s in found)]
        more = [s["source"] for s in found if not any(fits(s, w) for w in wanted)]
        tap.check(not lost and not more, "%s: %d of %d quoted are found, %d invented" %
                  (year, len(wanted) - len(lost), len(wanted), len(more)), "lost %s, invented %s" % (lost, more))


def main():
    tap = house.Tap()
    with house.folder() as place:
        own(tap, place)
        if os.path.isdir(SLOVENIA):
            slovenia(tap, place)
        else:
            tap.check(True, "Slovenia's summaries # SKIP no corpus at $CORPUS")
    tap.end()


if __name__ == "__main__":
    main()
