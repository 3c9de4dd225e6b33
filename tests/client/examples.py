# SPDX-License-Identifier: Apache-2.0
"""The scripts of examples/ answer what they promise, from the JSON's numbers."""
import os
import re
import subprocess

import served
import house

EXAMPLES = os.path.join(house.SOURCE, "examples")
NAMES = {"state": "own report", "civil_society": "organisations"}


def scripts(tap):
    """The commands of those whose language is here, by name."""
    found = {}
    for python in ("python3", "/usr/bin/python3"):
        if "compare.py" not in found and has(python, "-c", "import pandas"):
            found["compare.py"] = (python, "-B", os.path.join(EXAMPLES, "compare.py"))
    if has("Rscript", "-e", "library(jsonlite)"):
        found["compare.R"] = ("Rscript", "--vanilla", os.path.join(EXAMPLES, "compare.R"))
    for name in ("compare.py", "compare.R"):
        if name not in found:
            tap.check(True, "%s # SKIP no pandas, or no R with jsonlite, on this machine" % name)
    return found


def has(*words):
    try:
        return subprocess.run(words, capture_output=True, timeout=house.PATIENCE_S, check=False).returncode == 0
    except FileNotFoundError:
        return False


def wanted(server, state):
    """The lines that must be among those printed, from the JSON."""
    data = server.json("/api/v1/compare?states=%s&commitments=GCM.13&voices=state,civil_society" % state)["data"]
    trend = server.json("/api/v1/trend?state=%s&commitment=GCM.13&voice=state,civil_society" % state)["data"]
    lines = ["%s, GCM.13, %s" % (state, data["pairs"][0]["round"])]
    for cell in data["cells"]:
        name = NAMES[cell["voice"]]
        if cell["score"] is None:
            lines.append("%s: no score (%s)" % (name, cell["status"]))
        else:
            lines.append("%s: %s (90 %% interval %s to %s)" % (name, cell["score"], cell["low"], cell["high"]))
        change = next(t["change"] for t in trend if (t["voice"], t["round"]) == (cell["voice"], cell["round"]))
        if change["p_worse"] is None:
            lines.append("  worse than last round: cannot be told, there are not two scores")
        else:
            lines.append("  worse than in %s: P = %.3f" % (change["from"], change["p_worse"]))
        lines.append("  quotes: " + server.base + cell["evidence"])
    return lines, data["pairs"][0]


def holds(tap, server, commands, states):
    for name, command in commands.items():
        for state in states:
            status, said, error = served.client(server, *command, server.base, state)
            lines, pair = wanted(server, state)
            shown = [line for line in said.splitlines() if line and not line.startswith(("relation: ", "  own report higher"))]
            tap.check(status == 0 and shown == lines, "%s answers for %s as the JSON does" % (name, state),
                      "%s\n%s\n%s" % (said, error, lines))
            relation = [line for line in said.splitlines() if line.startswith("relation: ")]
            tap.check(len(relation) == 1 and relation[0].endswith(" (%s)" % pair["relation"]) and "?" not in relation[0] and
                      "NA" not in relation[0], "%s says the relation of %s in words" % (name, state), said)
            higher = "  own report higher: P = "
            told = [line for line in said.splitlines() if line.startswith(higher)]
            tap.check(told == ([] if pair["p_greater"] is None else [higher + "%.3f" % pair["p_greater"]]),
                      "%s says which side of %s is higher, or nothing" % (name, state), said)


def quotes_open(tap, server):
    """The addresses printed are those of the passages that made the score."""
    for line in wanted(server, "XAV")[0]:
        if line.startswith("  quotes: "):
            path = line.split(": ", 1)[1][len(server.base):]
            data = server.json(path)["data"]
            tap.check(data and all(p["quote"] for p in data), "the quotes open: " + path)


README_RUNS = {
    "r": ("Rscript", "--vanilla", "-e", "suppressMessages({%s})\ncat(nrow(cells), sum(cells$score, na.rm = TRUE))"),
    "python": ("-B", "-c", "import pandas\n%s\nprint(len(cells), cells['score'].sum())"),
}


def readme(tap, server, commands):
    """The lines of README.md that read a table do so."""
    with open(os.path.join(house.SOURCE, "README.md"), encoding="utf-8") as page:
        text = page.read().replace("http://127.0.0.1:8710", server.base)
    cells = server.json("/api/v1/cells?state=XAV&limit=1000")["data"]
    total = sum(c["score"] or 0 for c in cells)
    for language, words in README_RUNS.items():
        blocks = re.findall(r"^```%s\n(.*?)^```$" % language, text, re.M | re.S)
        tap.check(blocks, "README.md has a line of %s that reads a table" % language)
        if language == "python":
            words = (commands.get("compare.py", ("python3",))[0], *words)
        if not has(*words[:2], "-e", "library(readr)") if language == "r" else "compare.py" not in commands:
            tap.check(True, "README.md, %s # SKIP its packages are not on this machine" % language)
            continue
        for block in blocks:
            status, said, error = served.client(server, *words[:-1], words[-1] % block)
            count, read = (said.split() + ["0", "0"])[:2]
            tap.check(status == 0 and int(count) == len(cells) and abs(float(read) - total) < 1e-6,
                      "README.md reads in %s what the JSON has" % language, (said, error, len(cells), total))


def main():
    tap = house.Tap()
    commands = scripts(tap)
    with served.served() as server:
        holds(tap, server, commands, ("XAV", "XBO"))
        quotes_open(tap, server)
        readme(tap, server, commands)
        for name, command in commands.items():
            status, _, error = served.client(server, *command, server.base, "SVN")
            tap.check(status == 1 and "Nothing was received on SVN." in error, name + " says where nothing was received", error)
    if os.path.isdir(served.SLOVENIA):
        with served.served(served.load_slovenia) as server:
            # The state and the commitment of the question are the default.
            holds(tap, server, commands, ("SVN",))
    else:
        tap.check(True, "the question about Slovenia # SKIP no corpus at $CORPUS")
    tap.end()


if __name__ == "__main__":
    main()
