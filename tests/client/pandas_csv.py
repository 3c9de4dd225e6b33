# SPDX-License-Identifier: Apache-2.0
"""pandas reads the tables by their address."""
import io
import json
import math
import zipfile

import pandas

import served
import house

KEY = ["state", "commitment", "round", "voice"]
NUMBERS = ("score", "low", "high", "evidence_mass", "effective_sources", "reviewed_share")
COUNTS = ("sources", "passages", "levels_regression", "levels_gap", "levels_intention", "levels_measure", "levels_result")
WORDS = (*KEY, "status", "evidence")


def differences(frame, cells):
    """What of a frame is not in the JSON, cell by cell; empty is well."""
    found = []
    rows = {tuple(row[k] for k in KEY): row for _, row in frame.iterrows()}
    if len(rows) != len(cells) or len(frame) != len(cells):
        return ["%d rows, not %d" % (len(frame), len(cells))]
    for cell in cells:
        row = rows[tuple(cell[k] for k in KEY)]
        for name, value in cell.items():
            if isinstance(value, (dict, list)):
                continue
            read = row[name]
            if value is None:
                good = isinstance(read, float) and math.isnan(read)
            else:
                good = read == value
            if not good:
                found.append("%s: %s is %r, not %r" % (row[KEY].tolist(), name, read, value))
        for level, value in cell["levels"].items():
            if row["levels_" + level] != value:
                found.append("%s: %s" % (row[KEY].tolist(), level))
    return found


def types(tap, frame):
    kinds = frame.dtypes.astype(str)
    tap.check(all(kinds[c] == "float64" for c in NUMBERS), "pandas has numbers as float64", kinds)
    tap.check(all(kinds[c] == "int64" for c in COUNTS), "pandas has counts as int64", kinds)
    tap.check(all(kinds[c] == "object" for c in WORDS), "pandas has words as text", kinds)


def others(server, path, forms, frame):
    """What is wrong of a table in its other forms, beside its CSV."""
    bad = []
    try:
        if "xlsx" in forms:
            book = pandas.read_excel(server.base + path + "&format=xlsx")
            if list(book.columns) != list(frame.columns) or len(book) != len(frame):
                bad.append("%s: as a workbook %s" % (path, book.shape))
        if "sdmx-csv" in forms:
            rows = pandas.read_csv(server.base + path + "&format=sdmx-csv")
            if rows.columns[0] != "DATAFLOW" or len(rows) != len(frame):
                bad.append("%s: as SDMX-CSV %s" % (path, rows.shape))
    except (ValueError, OSError, zipfile.BadZipFile) as e:
        bad.append("%s: %s" % (path, e))
    return bad


def tables(tap, server):
    """Every table there is, by the routes' own list, is a table to pandas."""
    values = {"states": "XAV", "state": "XAV", "round": "IMRF2026", "q": "detention"}
    bad, count = [], 0
    for route in server.json("/api/v1")["data"]["routes"]:
        if "csv" not in route["formats"] or route["method"] != "GET":
            continue
        needed = "&".join("%s=%s" % (p["name"], values[p["name"]]) for p in route["parameters"] if p["required"])
        path = route["path"]
        for name, value in (("iso3", "XAV"), ("id", "gcm"), ("a", "2026.1"), ("b", "head")):
            path = path.replace("{%s}" % name, value)
        path += "?" + needed
        count += 1
        try:
            frame = pandas.read_csv(server.base + path + "&format=csv")
        except (ValueError, OSError) as e:
            bad.append("%s: %s" % (path, e))
            continue
        data = server.json(path)["data"]
        if isinstance(data, list) and len(data) != len(frame):
            bad.append("%s: %d rows, not %d" % (path, len(frame), len(data)))
        bad += others(server, path, route["formats"], frame)
        if not frame.columns.is_unique or frame.columns.str.contains("Unnamed").any():
            bad.append("%s: names %s" % (path, list(frame.columns)))
    tap.check(count > 15 and not bad, "pandas reads each of %d tables, in all its forms" % count, "\n".join(bad))


def text(tap, server):
    sent = pandas.read_csv(server.base + "/api/v1/submissions?state=XBO&format=csv")
    tap.check(served.ARABIC in set(sent["title"]), "pandas keeps a title in Arabic", sent["title"])
    tap.check("'" + served.FORMULA in set(sent["title"]) and "'@SUM(1,2)" in set(sent["author"]),
              "what looks like a formula is marked as text", sent[["title", "author"]])
    marked = pandas.read_csv(server.base + served.CELLS + "&format=csv&bom=1")
    tap.check(marked.columns[0] == "state", "pandas does not see a byte order mark", marked.columns)
    quotes = pandas.read_csv(server.base + "/api/v1/passages?state=XBO&format=csv&limit=1000")
    told = {p["id"]: p["quote"] for p in server.json("/api/v1/passages?state=XBO&limit=1000")["data"]}
    odd = [(q, told[i]) for i, q in zip(quotes["id"], quotes["quote"]) if q.lstrip("'") != told[i]]
    tap.check(len(quotes) == len(told) and not odd, "pandas reads every quote as the JSON has it", odd)
    tap.check(any(q.startswith("'=HYPERLINK") for q in quotes["quote"]), "a quote that is a formula too", quotes["quote"])


def workbook(tap, server, cells):
    """The same by XLSX, which pandas reads with openpyxl."""
    frame = pandas.read_excel(server.base + served.CELLS + "&format=xlsx")
    bad = differences(frame, cells)
    tap.check(not bad, "pandas reads each cell of a workbook as the JSON has it", "\n".join(bad[:20]))
    sent = pandas.read_excel(server.base + "/api/v1/submissions?state=XBO&format=xlsx")
    tap.check({served.FORMULA, served.ARABIC} <= set(sent["title"]) and "@SUM(1,2)" in set(sent["author"]),
              "a workbook has text as it is, formula or Arabic", sent[["title", "author"]])


def sdmx_csv(tap, server, cells):
    """SDMX-CSV: one row per observation, codes for words."""
    frame = pandas.read_csv(server.base + served.CELLS + "&format=sdmx-csv", keep_default_na=False, na_values=[""])
    rows = {(r["REF_AREA"], r["COMMITMENT"], r["ROUND"], r["VOICE"]): r for _, r in frame.iterrows()}
    bad = []
    for cell in cells:
        key = (cell["state"], cell["commitment"].replace(".", "_"), cell["round"], cell["voice"].upper())
        read = rows.get(key)
        if read is None:
            bad.append("no row %s" % (key,))
            continue
        for column, name in (("OBS_VALUE", "score"), ("LOW", "low"), ("HIGH", "high"), ("N_PASSAGES", "passages")):
            missing = cell[name] is None
            if missing != pandas.isna(read[column]) or (not missing and read[column] != cell[name]):
                bad.append("%s %s: %r, not %r" % (key, column, read[column], cell[name]))
        if str(read["TIME_PERIOD"]) != cell["round"][-4:] or read["SILENCE"] != cell["status"].upper():
            bad.append("%s: %s %s" % (key, read["TIME_PERIOD"], read["SILENCE"]))
    tap.check(len(frame) == len(cells) and not bad, "pandas reads SDMX-CSV as the JSON has it", "\n".join(bad[:20]))
    tap.check(frame["OBS_VALUE"].dtype == "float64" and (frame["OBS_STATUS"] == "A").equals(frame["OBS_VALUE"].notna()),
              "what has a value in SDMX-CSV is marked A, and nothing else", frame["OBS_STATUS"].value_counts())


def release(tap, server):
    """A whole release in one file."""
    _, _, body = server.daemon.ask("GET", "/api/v1/releases/2026.1.zip")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        broken = archive.testzip()
        names = [n for n in archive.namelist() if n.endswith(".csv")]
        frames = {n: pandas.read_csv(archive.open(n), keep_default_na=False, na_values=[""]) for n in names}
        listed = {r["path"] for r in json.loads(archive.read("datapackage.json"))["resources"]}
    tap.check(broken is None and listed == set(names) and len(names) > 8,
              "pandas reads every table of a whole release, and its package lists them", (broken, names, listed))
    cells = []
    path = "/api/v1/cells?release=2026.1&limit=1000"
    while path:
        answer = server.json(path)
        cells += answer["data"]
        path = answer["meta"]["next"]
    # Only cells of a voice that was heard are in the file, as in the list.
    bad = differences(frames["cells.csv"], cells)
    tap.check(not bad, "its cells are those of the release in the JSON", "\n".join(bad[:20]))


def namibia(tap, server):
    """Its code of two letters is NA, which pandas and R take for missing."""
    url = server.base + "/api/v1/states?format=csv"
    frame = pandas.read_csv(url, keep_default_na=False, na_values=[""])
    tap.check(frame.loc[frame["iso3"] == "NAM", "iso2"].tolist() == ["NA"],
              "pandas has Namibia's code where only the empty is missing")


def main():
    tap = house.Tap()
    with served.served() as server:
        cells = server.cells()
        frame = pandas.read_csv(server.base + served.CELLS + "&format=csv")
        bad = differences(frame, cells)
        tap.check(not bad, "pandas reads each cell as the JSON has it, silence as NaN", "\n".join(bad[:20]))
        silent = frame[frame["status"] == "silent"]
        tap.check(len(silent) and silent["score"].isna().all(), "silence has no score in pandas, not 0")
        types(tap, frame)
        # pandas asks for gzip itself where it is told of the encoding.
        _, head, body = server.daemon.ask("GET", served.CELLS + "&format=csv", headers={"Accept-Encoding": "gzip"})
        packed = pandas.read_csv(io.BytesIO(body), compression="gzip")
        tap.check(head.get("Content-Encoding") == "gzip" and packed.equals(frame), "packed with gzip it is the same")
        nested = pandas.json_normalize(json.loads(server.daemon.ask("GET", served.CELLS)[2]), "data")
        tap.check(not differences(nested.rename(columns=lambda c: c.replace(".", "_")), cells),
                  "json_normalize makes the same columns of the JSON", nested.columns)
        tables(tap, server)
        text(tap, server)
        if served.promised("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"):
            workbook(tap, server, cells)
        if served.promised("application/vnd.sdmx.data+csv"):
            sdmx_csv(tap, server, cells)
        namibia(tap, server)
        if served.promised("/api/v1/releases/{id}.zip"):
            release(tap, server)
    tap.end()


if __name__ == "__main__":
    main()
