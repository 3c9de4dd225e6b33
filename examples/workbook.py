#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes compare.xlsx: the question of compare.py, asked by Excel itself.

    workbook.py [FILE [ADDRESS [STATE [COMMITMENT]]]]

The workbook has no macros. Its sheet "Read" asks the service for three CSV
tables with WEBSERVICE (Excel 2013 and later for Windows; LibreOffice) and
picks columns by their names; its sheet "Compare" shows them. Needs nothing
but Python; compare.xlsx beside it is what it writes without arguments.
"""
import sys
import zipfile
from xml.sax.saxutils import escape

RELATIONS = (
    ("contradict", "they contradict each other"),
    ("differ_in_degree", "one is higher than the other, without contradiction"),
    ("agree", "they agree"),
    ("undecided", "the evidence does not decide whether they agree"),
    ("state_silent", "the state's report says nothing on it; organisations do"),
    ("civil_society_silent", "organisations say nothing on it; the state's report does"),
    ("both_silent", "neither says anything on it"),
    ("none", "there are not two accounts to compare"),
)

# Wider than any of the rows read, so that no column runs into the next.
WIDTH = "400"


def answer(address):
    """The lines of a table, each ended by CHAR(10) whatever was sent."""
    return ("=SUBSTITUTE(SUBSTITUTE(_xlfn.WEBSERVICE(%s),CHAR(13)&CHAR(10),CHAR(10)),CHAR(13),CHAR(10))&CHAR(10)"
            % address)


def row_with(text, mark):
    """The line of TEXT in which MARK comes first."""
    before = "LEFT(%s,FIND(%s,%s))" % (text, mark, text)
    ends = "(LEN(%s)-LEN(SUBSTITUTE(%s,CHAR(10),\"\")))" % (before, before)
    begin = "(FIND(CHAR(1),SUBSTITUTE(%s,CHAR(10),CHAR(1),%s))+1)" % (before, ends)
    return "=MID(%s,%s,FIND(CHAR(10),%s,%s)-%s)" % (text, begin, text, begin, begin)


def field(head, row, name):
    """What stands in ROW under the NAME in HEAD; empty where either is not."""
    named = "\",\"&%s&\",\"" % head
    before = "LEFT(%s,FIND(\",\"&%s&\",\",%s))" % (named, name, named)
    place = "(LEN(%s)-LEN(SUBSTITUTE(%s,\",\",\"\"))-1)" % (before, before)
    return "=IFERROR(TRIM(MID(SUBSTITUTE(%s,\",\",REPT(\" \",%s)),%s*%s+1,%s)),\"\")" % (row, WIDTH, place, WIDTH, WIDTH)


def number(cell):
    """A number whatever the decimal mark of the user's country."""
    return "=IF(%s=\"\",\"\",_xlfn.NUMBERVALUE(%s,\".\",\",\"))" % (cell, cell)


def read_sheet():
    query = "states=\"&Compare!$B$4&\"&commitments=\"&Compare!$B$5&\"&voices=state,civil_society&format=csv\""
    trend = "/api/v1/trend?state=\"&Compare!$B$4&\"&commitment=\"&Compare!$B$5&\"&format=csv&voice=%s\""
    cells = {
        "A1": "What the sheet Compare shows is read here; nothing needs to be changed.",
        "A2": "table", "B2": "address", "C2": "answer", "D2": "names", "E2": "row",
        "A3": "compare", "A4": "trend: state", "A5": "trend: civil society",
        "B3": "=Compare!$B$3&\"/api/v1/compare?" + query,
        "B4": "=Compare!$B$3&\"" + trend % "state",
        "B5": "=Compare!$B$3&\"" + trend % "civil_society",
        # A comparison without rounds= is of the latest round: its first row.
        "E3": "=MID(C3,LEN(D3)+2,FIND(CHAR(10),C3,LEN(D3)+2)-LEN(D3)-2)",
        "E4": row_with("C4", "\",\"&$B$8&\",\""), "E5": row_with("C5", "\",\"&$B$8&\",\""),
        "A7": "column", "B7": "compare", "C7": "state", "D7": "civil society",
        "A20": "relation", "B20": "in words",
    }
    for row in "345":
        cells["C" + row] = answer("B" + row)
        cells["D" + row] = "=LEFT(C%s,FIND(CHAR(10),C%s)-1)" % (row, row)
    of_pair = ("round", "relation", "p_greater", "a_status", "b_status")
    of_voice = ("score", "low", "high", "change_from", "change_p_worse", "evidence")
    for at, name in enumerate(of_pair + of_voice, 8):
        cells["A%d" % at] = name
        if name in of_pair:
            cells["B%d" % at] = field("$D$3", "$E$3", "$A%d" % at)
        else:
            cells["C%d" % at] = field("$D$4", "$E$4", "$A%d" % at)
            cells["D%d" % at] = field("$D$5", "$E$5", "$A%d" % at)
    for at, (word, meaning) in enumerate(RELATIONS, 21):
        cells["A%d" % at] = word
        cells["B%d" % at] = meaning
    return cells


def compare_sheet(address, state, commitment):
    cells = {
        "A1": "How does a state's own report compare with what organisations submitted, and is it worse than last round?",
        "A3": "Address of the service", "B3": address, "A4": "State (ISO 3166 alpha-3)", "B4": state,
        "A5": "Commitment", "B5": commitment,
        "A7": "Round", "B7": "=IF(ISERROR(Read!C3),\"no answer: look at the address, the state and the commitment\","
                             "IF(Read!B8=\"\",\"nothing was received on this state\",Read!B8))",
        "B9": "own report", "C9": "organisations",
        "A10": "Status", "B10": "=Read!B11", "C10": "=Read!B12",
        "A11": "Score", "A12": "90 % interval from", "A13": "to", "A14": "P(worse than last round with a score)",
        "A15": "That round", "A16": "Quotes",
        "A18": "Relation", "B18": "=IFERROR(VLOOKUP(Read!B9,Read!A21:B28,2,FALSE),\"\")", "C18": "=Read!B9",
        "A19": "P(own report higher)", "B19": number("Read!B10"),
        "A21": "An empty number means that it cannot be told: too little was said. Status says why; never 0.",
    }
    for column, source in (("B", "C"), ("C", "D")):
        for at, row in ((11, 13), (12, 14), (13, 15), (14, 17)):
            cells["%s%d" % (column, at)] = number("Read!%s%d" % (source, row))
        cells[column + "15"] = "=Read!%s16" % source
        link = "Read!%s18" % source
        cells[column + "16"] = "=IF(%s=\"\",\"\",HYPERLINK(B3&%s))" % (link, link)
    return cells


def sheet_xml(cells, widths):
    out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
           '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>']
    out += ['<col min="%d" max="%d" width="%d" customWidth="1"/>' % (i, i, w) for i, w in enumerate(widths, 1)]
    out.append("</cols><sheetData>")
    rows = {}
    for name, value in cells.items():
        rows.setdefault(int(name[1:]), []).append((name, value))
    for at in sorted(rows):
        out.append('<row r="%d">' % at)
        for name, value in sorted(rows[at]):
            if value.startswith("="):
                out.append('<c r="%s"><f>%s</f></c>' % (name, escape(value[1:])))
            else:
                out.append('<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (name, escape(value)))
        out.append("</row>")
    out.append("</sheetData></worksheet>\n")
    return "".join(out)


PACKAGE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="' + PACKAGE + 'sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + PACKAGE + 'worksheet+xml"/>'
    '<Override PartName="/xl/worksheets/sheet2.xml" ContentType="' + PACKAGE + 'worksheet+xml"/></Types>\n',
    "_rels/.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="' + RELATION + '/officeDocument" Target="xl/workbook.xml"/></Relationships>\n',
    "xl/workbook.xml": HEAD + '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="' + RELATION + '">'
    '<sheets><sheet name="Compare" sheetId="1" r:id="rId1"/><sheet name="Read" sheetId="2" r:id="rId2"/></sheets>'
    '<calcPr calcId="0" fullCalcOnLoad="1"/></workbook>\n',
    "xl/_rels/workbook.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="' + RELATION + '/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="' + RELATION + '/worksheet" Target="worksheets/sheet2.xml"/></Relationships>\n',
}


def write(path, address, state, commitment):
    parts = dict(PARTS)
    parts["xl/worksheets/sheet1.xml"] = sheet_xml(compare_sheet(address, state, commitment), (40, 40, 40))
    parts["xl/worksheets/sheet2.xml"] = sheet_xml(read_sheet(), (24, 60, 40, 40, 40))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            # One date for all, so that the same workbook is the same bytes.
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)


if __name__ == "__main__":
    default = ["compare.xlsx", "http://127.0.0.1:8710", "SVN", "GCM.13"]
    write(*(sys.argv[1:] + default[len(sys.argv) - 1:])[:4])
