# SPDX-License-Identifier: Apache-2.0
"""LibreOffice Calc, in Excel's stead: tables by address, and a workbook that
asks for itself (examples/compare.xlsx)."""
import os
import select
import shutil
import signal
import subprocess
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.CellFlags import FORMULA
from com.sun.star.text.WritingMode2 import RL_TB

import served
import house

CSV = "Text - txt - csv (StarCalc)"
# Parted by commas, quoted by ", UTF-8, from the first row on, no language,
# nothing quoted taken for text, and numbers found by their looks: what a
# person has who presses Enter in the dialogue of the import.
CSV_OPTIONS = "44,34,76,1,,0,false,true,false"

# Of a profile of its own: what lies in its folder may ask the network, as
# where a person has pressed "Allow updating".
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="SecureURL" oor:op="fuse">
<value><it>file://%s</it></value></prop></item>
</oor:items>
"""
ALWAYS_UPDATE, NEVER_ASK = 3, 4


def named(**values):
    out = []
    for name, value in values.items():
        out.append(PropertyValue())
        out[-1].Name, out[-1].Value = name, value
    return tuple(out)


class Office:
    """One LibreOffice without a window, with a profile of its own."""

    def __init__(self, server):
        profile = os.path.join(server.place, "profile")
        os.makedirs(os.path.join(profile, "user"))
        with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as out:
            out.write(PROFILE % server.place)
        pipe = "gcmtrack%d" % os.getpid()
        self.process = subprocess.Popen(
            ["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore",
             "--accept=pipe,name=%s;urp;" % pipe],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env=served.environment(server))
        self.desktop = self.connect("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)

    def connect(self, where):
        own = uno.getComponentContext()
        resolver = own.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", own)
        end = time.monotonic() + served.PATIENCE_S
        while True:
            try:
                there = resolver.resolve(where)
                return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
            except NoConnectException:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.stop()
                    raise
                # It tells nobody when its pipe is open.
                select.select([], [], [], 0.1)

    def load(self, url, **more):
        return self.desktop.loadComponentFromURL(url, "_blank", 0, named(Hidden=True, **more))

    def stop(self):
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(timeout=house.PATIENCE_S)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=house.PATIENCE_S)


class Table:
    """The used part of a document's first sheet: numbers, and words."""

    def __init__(self, document):
        sheet = document.Sheets.getByIndex(0)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        used = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
        # What is empty comes as no words at all.
        lines = used.DataArray
        self.rows = [dict(zip(lines[0], line)) for line in lines[1:]]
        # A truth value of a workbook is a formula to Calc, of this one word.
        self.live = [line for part in used.queryContentCells(FORMULA) for row in part.FormulaArray for line in row
                     if line not in ("=TRUE()", "=FALSE()")]


def differences(table, cells):
    key = ("state", "commitment", "round", "voice")
    rows = {tuple(row[k] for k in key): row for row in table.rows}
    found = [] if len(rows) == len(cells) == len(table.rows) else ["%d rows, not %d" % (len(table.rows), len(cells))]
    for cell in cells:
        row = rows.get(tuple(cell[k] for k in key))
        if not row:
            found.append("no row %s" % [cell[k] for k in key])
            continue
        for name in ("score", "low", "high", "passages", "status"):
            want = "" if cell[name] is None else cell[name]
            if row[name] != want:
                found.append("%s %s is %r, not %r" % ([cell[k] for k in key], name, row[name], want))
    return found


def by_address(tap, office, server, form, **how):
    def table(path):
        return Table(office.load("%s%s&format=%s" % (server.base, path, form), **how))

    cells = table(served.CELLS)
    bad = differences(cells, server.cells())
    tap.check(not bad, "Calc reads each cell of a %s address as the JSON has it, silence empty" % form, "\n".join(bad[:9]))
    sent = table("/api/v1/submissions?state=XBO")
    titles = [str(row["title"]).lstrip("'") for row in sent.rows]
    tap.check(served.FORMULA in titles, "a title that looks like a formula is text in %s" % form, titles)
    tap.check(served.ARABIC in titles, "a title in Arabic is kept in %s" % form, titles)
    quotes = table("/api/v1/passages?state=XBO&limit=1000")
    live = cells.live + sent.live + quotes.live
    tap.check(len(quotes.rows) > 20 and not live, "no formula is live in %s" % form, live)


def right_to_left(tap, office, server):
    document = office.load(server.base + "/api/v1/states?lang=ar&format=xlsx")
    layout = document.Sheets.getByIndex(0).TableLayout
    names = {row["iso3"]: row["name"] for row in Table(document).rows}
    tap.check(layout == RL_TB and names["XAV"] == "أفيليا", "a workbook in Arabic runs from right to left",
              (layout, names["XAV"]))
    document = office.load(server.base + "/api/v1/states?lang=fr&format=xlsx")
    tap.check(document.Sheets.getByIndex(0).TableLayout != RL_TB, "and one in French does not")


def answer(document, server, state, commitment="GCM.13"):
    """What the workbook shows once a person has filled in what to ask."""
    sheet = document.Sheets.getByName("Compare")
    for name, value in (("B3", server.base), ("B4", state), ("B5", commitment)):
        sheet.getCellRangeByName(name).String = value
    document.calculateAll()
    return {row[0]: row[1:] for row in sheet.getCellRangeByName("A7:C19").DataArray}


def wanted(server, state, commitment="GCM.13"):
    """The same from the JSON."""
    pair = server.json("/api/v1/compare?states=%s&commitments=%s" % (state, commitment))["data"]
    trend = server.json("/api/v1/trend?state=%s&commitment=%s" % (state, commitment))["data"]
    now = [next(t for t in trend if t["voice"] == c["voice"] and t["round"] == c["round"]) for c in pair["cells"]]

    def both(values):
        return tuple("" if v is None else v for v in values)

    p = pair["pairs"][0]
    return {"Round": (p["round"], ""), "Status": both(c["status"] for c in pair["cells"]),
            "Score": both(c["score"] for c in pair["cells"]), "90 % interval from": both(c["low"] for c in pair["cells"]),
            "to": both(c["high"] for c in pair["cells"]),
            "P(worse than last round with a score)": both(t["change"]["p_worse"] for t in now),
            "That round": both(t["change"]["from"] for t in now),
            "Quotes": tuple(server.base + c["evidence"] for c in pair["cells"]), "P(own report higher)": both((p["p_greater"], None))}


def workbook(tap, office, server):
    source = os.path.join(house.SOURCE, "examples")
    made = os.path.join(server.place, "made.xlsx")
    subprocess.run([os.path.join(source, "workbook.py"), made], check=True, timeout=house.PATIENCE_S)
    with open(made, "rb") as a, open(os.path.join(source, "compare.xlsx"), "rb") as b:
        tap.check(a.read() == b.read(), "compare.xlsx is what workbook.py writes")
    copy = shutil.copy(made, os.path.join(server.place, "compare.xlsx"))
    document = office.load("file://" + copy, UpdateDocMode=ALWAYS_UPDATE, MacroExecutionMode=NEVER_ASK)
    for state in ("XAV", "XBO"):
        shown, want = answer(document, server, state), wanted(server, state)
        tap.check(all(shown[k] == v for k, v in want.items()), "the workbook answers for %s as the JSON does" % state,
                  "%s\n%s" % (shown, want))
    shown = answer(document, server, "XAV")
    tap.check(shown["Relation"] == ("they contradict each other", "contradict"), "and says the relation in words", shown)
    tap.check("nothing was received" in answer(document, server, "SVN")["Round"][0], "it says where nothing was received")
    tap.check("no answer" in answer(document, server, "QQQ")["Round"][0], "and where there is no answer")
    return document


def slovenia(tap, office, document):
    if not os.path.isdir(served.SLOVENIA):
        tap.check(True, "the workbook answers for Slovenia # SKIP no corpus at $CORPUS")
        return
    with served.served(served.load_slovenia) as server:
        shown, want = answer(document, server, "SVN"), wanted(server, "SVN")
        tap.check(all(shown[k] == v for k, v in want.items()), "the workbook answers for Slovenia as the JSON does",
                  "%s\n%s" % (shown, want))


def main():
    served.without("soffice")
    tap = house.Tap()
    with served.served() as server:
        office = Office(server)
        try:
            by_address(tap, office, server, "csv", FilterName=CSV, FilterOptions=CSV_OPTIONS)
            if served.promised("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"):
                by_address(tap, office, server, "xlsx")
                right_to_left(tap, office, server)
            slovenia(tap, office, workbook(tap, office, server))
        finally:
            office.stop()
    tap.end()


if __name__ == "__main__":
    main()
