#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints a manifest of the corpus's working-group reports.

Usage: working_groups.py FOLDER > manifest.csv
A file's name is its state and year ("costarica2010.txt"); names are matched to
ISO codes by the catalogue's own table of states (indicators/data/states.xml).
"""
import csv
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as tree

HERE = os.path.dirname(os.path.abspath(__file__))
STATES = os.path.join(HERE, "..", "..", "indicators", "data", "states.xml")

# Names the reports' files use that the table does not.
OTHER = {"laopeoplesdemocraticrepublic": "LAO", "korea": "KOR", "capeverde": "CPV", "macedonia": "MKD",
         "swaziland": "SWZ", "turkey": "TUR", "unitedstates": "USA", "unitedstatesofamerica": "USA",
         "unitedkingdom": "GBR", "russia": "RUS", "iran": "IRN", "syria": "SYR", "moldova": "MDA", "bolivia": "BOL",
         "venezuela": "VEN", "tanzania": "TZA", "vietnam": "VNM", "brunei": "BRN", "bruneidarussalam": "BRN",
         "northkorea": "PRK", "democraticpeoplesrepublicofkorea": "PRK", "republicofkorea": "KOR", "netherlands": "NLD",
         "cotedivoire": "CIV", "ivorycoast": "CIV", "congo": "COG", "democraticrepublicofthecongo": "COD",
         "drcongo": "COD", "czechrepublic": "CZE", "micronesia": "FSM", "easttimor": "TLS", "timorleste": "TLS",
         "saotomeandprincipe": "STP", "stvincent": "VCT", "gambia": "GMB", "bahamas": "BHS", "comoros": "COM",
         "kyrgysztan": "KGZ"}


def folded(name):
    name = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z]", "", name)


def table():
    names = dict(OTHER)
    for element in tree.parse(STATES).iter():
        if element.tag.split("}")[-1] != "state":
            continue
        iso3 = element.get("iso3")
        for part in element.iter():
            if part.text and part.text.strip():
                names.setdefault(folded(part.text), iso3)
                names.setdefault(folded(re.sub(r"\(.*?\)", "", part.text)), iso3)
    return names


def round_of(year):
    """The UPR cycle a report belongs to; the nearest round the catalogue has."""
    return "UPR2010" if int(year) <= 2011 else "UPR2014"


def main():
    names = table()
    out = csv.writer(sys.stdout)
    out.writerow(["file", "state", "voice", "round", "kind", "language", "author", "title", "date"])
    for name in sorted(os.listdir(sys.argv[1])):
        match = re.match(r"(.*?)(\d{4})\.txt$", name)
        iso3 = match and names.get(folded(match.group(1)))
        if not iso3:
            sys.stderr.write("%s: no state of that name\n" % name)
            continue
        out.writerow([os.path.join(os.path.abspath(sys.argv[1]), name), iso3, "independent", round_of(match.group(2)),
                      "working_group_report", "en", "UPR Working Group", "Report of the Working Group", match.group(2)])


if __name__ == "__main__":
    main()
