# SPDX-License-Identifier: Apache-2.0
"""What the tests of the description share: a database with a bit of all."""
import os
import subprocess

import house

TEXTS = (
    ("state", "IMRF2026", "Slovenia adopted a law that ends the detention of migrant children in 2025.\n"),
    ("civil_society", "IMRF2026", "Children were detained again in 2025, and families had no lawyer.\n"),
    ("state", "IMRF2022", "Slovenia plans alternatives to the detention of migrants.\n"),
)

RELEASE = "2026.1"


def database(folder):
    """The invented reports, and papers on a state that every example names."""
    db = os.path.join(folder, "served.db")
    reports = os.path.join(house.SOURCE, "fixtures", "reports")
    house.run("ingest", "--db", db, "--catalogue", os.path.join(reports, "states.xml"),
              "--manifest", os.path.join(reports, "manifest.csv"))
    for i, (voice, round_id, text) in enumerate(TEXTS):
        path = os.path.join(folder, "paper%d.txt" % i)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        house.run("ingest", "--db", db, path, "--state", "SVN", "--voice", voice, "--round", round_id)
    house.run("release", "--db", db, RELEASE)
    return db


def tool(name, *words):
    """Runs a program of the packages; gives its exit status and what it said."""
    done = subprocess.run(["node", os.path.join(os.environ["SPEC_MODULES"], "node_modules", ".bin", name), *words],
                          capture_output=True, text=True, timeout=5 * house.PATIENCE_S, check=False,
                          env=dict(os.environ, REDOCLY_TELEMETRY="off"))
    return done.returncode, done.stdout + done.stderr
