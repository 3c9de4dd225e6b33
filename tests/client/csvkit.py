# SPDX-License-Identifier: Apache-2.0
"""csvkit, and through it any strict reader of RFC 4180."""
import json
import os

import served
import house

KEY = ("state", "commitment", "round", "voice")
TABLES = {"cells": served.CELLS + "&format=csv", "quotes": "/api/v1/passages?state=XBO&format=csv&limit=1000",
          "submissions": "/api/v1/submissions?format=csv", "states": "/api/v1/states?format=csv&lang=ar",
          "pairs": "/api/v1/compare?states=XAV&format=csv", "trend": "/api/v1/trend?state=XAV&format=csv",
          "divergence": "/api/v1/divergence?state=XAV&format=csv", "methods": "/api/v1/method?format=csv"}


def clean(tap, server):
    for name, path in TABLES.items():
        file = os.path.join(server.place, name + ".csv")
        _, _, body = server.daemon.ask("GET", path)
        with open(file, "wb") as out:
            out.write(body)
        status, said, _ = served.client(server, "csvclean", "-n", file)
        tap.check(status == 0 and said.strip() == "No errors.", "csvclean finds no error in the %s" % name, said)


def main():
    served.without("csvclean", "csvjson")
    tap = house.Tap()
    with served.served() as server:
        clean(tap, server)
        status, said, error = served.client(server, "csvjson", os.path.join(server.place, "cells.csv"))
        cells = server.cells()
        rows = {tuple(r[k] for k in KEY): r for r in json.loads(said or "[]")}
        bad = [c for c in cells for name in ("score", "low", "high", "passages", "status")
               if rows.get(tuple(c[k] for k in KEY), {}).get(name, "?") != c[name]]
        tap.check(status == 0 and len(rows) == len(cells) and not bad,
                  "csvjson gives the numbers of the JSON, and null for what is missing", error + str(bad[:3]))
        _, said, _ = served.client(server, "csvgrep", "-c", "status", "-m", "silent",
                                   os.path.join(server.place, "cells.csv"))
        count = len([c for c in cells if c["status"] == "silent"])
        tap.check(count and len(said.splitlines()) == count + 1, "csvgrep finds the silent ones by their word", said[:300])
        _, said, _ = served.client(server, "csvcut", "-c", "title", os.path.join(server.place, "submissions.csv"))
        tap.check(served.ARABIC in said and "'" + served.FORMULA in said, "csvcut gives titles in any script", said)
    tap.end()


if __name__ == "__main__":
    main()
