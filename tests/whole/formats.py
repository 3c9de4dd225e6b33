# SPDX-License-Identifier: Apache-2.0
"""A whole release, downloaded from the daemon and counted again; figures as a cube."""
import csv
import io
import json
import os
import urllib.request
import zipfile

import house

REPORTS = os.path.join(house.SOURCE, "fixtures", "reports")
SERIES = "remittance_cost_to"
YEARS = range(1990, 2026)


def fetch(url):
    with urllib.request.urlopen(url, timeout=house.PATIENCE_S) as answer:
        return answer.read()


def rows(text):
    return list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))


def pages(url, route):
    """All rows of a route, page by page, as a client walks them."""
    found, cursor = [], ""
    while cursor is not None:
        more = "&cursor=" + cursor if cursor else ""
        got = json.loads(fetch("%s/api/v1/%slimit=500%s" % (url, route, more)))
        found += got["data"]
        cursor = got["meta"].get("next_cursor")
    return found


def make(db, path):
    """A database with more figures than a page holds."""
    house.run("ingest", "--db", db, "--catalogue", os.path.join(REPORTS, "states.xml"), "--manifest",
              os.path.join(REPORTS, "manifest.csv"))
    said = house.run("export", "--db", db, "--format", "jsonl", "states")
    states = [json.loads(line)["iso3"] for line in said.splitlines()][:40]
    with open(path, "w", encoding="utf-8") as out:
        out.write("Country Code,%s\n" % ",".join(str(year) for year in YEARS))
        for i, state in enumerate(states):
            out.write("%s,%s\n" % (state, ",".join("%d.5" % (i + year % 11) for year in YEARS)))
    return len(states) * len(YEARS)


def whole(tap, url):
    z = zipfile.ZipFile(io.BytesIO(fetch(url + "/api/v1/releases/head.zip")))
    tap.check(z.testzip() is None and z.namelist() == sorted(z.namelist()), "the zip is sound and sorted")
    package = json.loads(z.read("datapackage.json"))
    for one in package["resources"]:
        table = rows(z.read(one["path"]))
        tap.check(table[0] == [f["name"] for f in one["schema"]["fields"]] and
                  all(len(row) == len(table[0]) for row in table), one["path"] + " is as the package says", table[:2])
        key = [table[0].index(name) for name in one["schema"].get("primaryKey", [])]
        tap.check(not key or len({tuple(r[i] for i in key) for r in table[1:]}) == len(table) - 1,
                  "and its key tells its rows apart")
    for name, route in (("cells", "cells?"), ("passages", "passages?"), ("observations", "observations?"),
                        ("submissions", "submissions?")):
        mine, theirs = len(rows(z.read(name + ".csv"))) - 1, len(pages(url, route))
        tap.check(mine == theirs, "%s.csv has every row of the route" % name, (mine, theirs))
    codings = sum(sum(c["counted"] for c in p["codings"]) for p in pages(url, "passages?"))
    tap.check(len(rows(z.read("codings.csv"))) - 1 == codings, "codings.csv has each coding that counts")
    with open(os.path.join(house.SOURCE, "METHOD.md"), "rb") as method:
        tap.check(z.read("METHOD.md") == method.read(), "METHOD.md is whole")


def cube(tap, url):
    where = "/api/v1/observations?state=AFG,ALB&limit=1000"
    stat = json.loads(fetch(url + where + "&format=json-stat"))
    plain = json.loads(fetch(url + where))["data"]
    index = [stat["dimension"][name]["category"]["index"] for name in stat["id"]]
    good = 0
    for row in plain:
        codes = (row["state"], row["series"], str(row["year"]), "_T", row["submission"])
        at = 0
        for names, size, code in zip(index, stat["size"], codes):
            at = at * size + names.index(code)
        value = stat["value"][at] if isinstance(stat["value"], list) else stat["value"].get(str(at))
        good += value == row["value"]
    tap.check(plain and good == len(plain), "a cube of figures has each of them in its place", (good, len(plain)))
    table = rows(fetch(url + where + "&format=sdmx-csv"))
    tap.check(table[1][:6] == ["GCMTRACK:OBSERVATIONS(1.0)", "A", plain[0]["state"], plain[0]["series"].upper(),
                               "_T", str(plain[0]["year"])], "and SDMX-CSV has its key", table[:2])


def main():
    tap = house.Tap()
    with house.folder() as where:
        db, figures = os.path.join(where, "db"), os.path.join(where, "figures.csv")
        n = make(db, figures)
        house.run("observe", "--db", db, "--series", SERIES, "--as-of", "2026-05-06", figures)
        daemon = house.Daemon(db, doors=("read",))
        try:
            url = "http://" + daemon.url["read"]
            found = len(pages(url, "observations?"))
            tap.check(n > 1000 and found == n, "there are more figures than a page holds", (n, found))
            whole(tap, url)
            cube(tap, url)
        finally:
            daemon.stop()
    tap.end()


if __name__ == "__main__":
    main()
