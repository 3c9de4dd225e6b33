# SPDX-License-Identifier: Apache-2.0
"""The description of the interface is clean in redocly and in spectral."""
import json
import os

import house
import served


def lint(tap, folder, door, body):
    path = os.path.join(folder, door + ".json")
    with open(path, "wb") as out:
        out.write(body)
    status, said = served.tool("redocly", "lint", "--extends=recommended", path)
    tap.check(status == 0 and "warning" not in said, "redocly has nothing to say, at the %s door" % door, said)
    rules = os.path.join(folder, "rules.yaml")
    with open(rules, "w", encoding="utf-8") as out:
        out.write('extends: ["spectral:oas"]\n')
    status, said = served.tool("spectral", "lint", "--fail-severity=hint", "-r", rules, path)
    tap.check(status == 0, "nor has spectral", said)
    # Both find what is wrong: else their silence says nothing.
    wrong = json.loads(body)
    del wrong["info"]["title"]
    wrong["paths"]["/api/v1/rounds"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = {
        "$ref": "#/components/schemas/None"}
    with open(path, "w", encoding="utf-8") as out:
        json.dump(wrong, out)
    tap.check(served.tool("redocly", "lint", path)[0] != 0 and
              served.tool("spectral", "lint", "-r", rules, path)[0] != 0, "and both see a mistake")


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db = os.path.join(folder, "lint.db")
        daemon = house.Daemon(db, "--intake", "127.0.0.1:0", "--token-digest", house.DIGEST)
        for door in ("read", "intake"):
            status, _, body = daemon.ask("GET", "/openapi.json", door=door)
            tap.check(status == 200, "there is a description at the %s door" % door, status)
            lint(tap, folder, door, body)
        daemon.stop()
    tap.end()


if __name__ == "__main__":
    main()
