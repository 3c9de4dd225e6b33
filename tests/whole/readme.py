#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command that README.md shows and holds its output to the page.

A block fenced as ```console holds commands ("$ ...") and what each prints; a
line that is only "..." stands for any lines. `readme.py --update` writes what
is printed today into the page, keeping the "..." lines that end a block.
"""
import os
import re
import subprocess
import sys

import house

README = os.path.join(house.SOURCE, "README.md")
BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.S)


def commands(block):
    """Pairs of a command and the lines shown below it."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and found[-1][0].endswith("\\") and line.startswith("    ") and not found[-1][1]:
            found[-1] = (found[-1][0] + "\n" + line, [])
        elif found:
            found[-1][1].append(line)
    return found


def fits(shown, said):
    """Whether SAID is SHOWN, "..." standing for any lines."""
    if not shown:
        return not said
    if shown[0] == "...":
        return any(fits(shown[1:], said[i:]) for i in range(len(said) + 1))
    return bool(said) and shown[0] == said[0] and fits(shown[1:], said[1:])


def said_by(command, where):
    done = subprocess.run(["sh", "-c", command], cwd=where, capture_output=True, text=True,
                          timeout=house.PATIENCE_S, check=False)
    return [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]


def prepare(where):
    os.symlink(house.PROGRAM, os.path.join(where, "gcmtrack"))
    os.symlink(os.path.join(house.SOURCE, "fixtures"), os.path.join(where, "fixtures"))


def update(text, where):
    def block(match):
        out = []
        for command, shown in commands(match.group(2)):
            said = said_by(command, where)
            out.append("$ " + command)
            if "..." in shown:
                n = len(said) - (len(shown) - shown.index("...") - 1)
                keep = shown.index("...")
                said = said[:keep] + ["..."] + said[n:] if keep < len(said) else said
            out.extend(said)
        return match.group(1) + "\n".join(out) + "\n" + match.group(3)

    return BLOCK.sub(block, text)


def main():
    with open(README, encoding="utf-8") as f:
        text = f.read()
    with house.folder() as where:
        prepare(where)
        if "--update" in sys.argv:
            with open(README, "w", encoding="utf-8") as f:
                f.write(update(text, where))
            return
        tap = house.Tap()
        for match in BLOCK.finditer(text):
            for command, shown in commands(match.group(2)):
                said = said_by(command, where)
                tap.check(fits([line.rstrip() for line in shown], said),
                          "README shows what this prints: " + command.splitlines()[0],
                          "README shows:\n%s\nit prints:\n%s" % ("\n".join(shown), "\n".join(said)))
        tap.check(tap.n > 3, "README shows commands with their output")
        tap.end()


if __name__ == "__main__":
    main()
