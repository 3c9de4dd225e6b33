#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far the sentences of each PDF agree with the text beside it.

usage: agree_slovenia.py SHOW_PASSAGES FOLDER [-v]

SHOW_PASSAGES prints one passage a line, its block's kind and a tab in front.
A sentence is found when its letters, in order, are in the other text:
white space, hyphens, digits (glued notes' numbers) and marks do not count.
Prints both shares of each document; exits 1 when one is below its bar. The
way back is lower by the title page, which is furniture here and no passage,
and by tables, whose rows the text beside has and whose cells we have.
"""
import re
import subprocess
import sys
from pathlib import Path

LEAST = 0.95
LEAST_BACK = 0.93
LETTERS = 12  # shorter sentences are found anywhere

# What a page repeats: symbol, page number, job number, bar code.
HEAD = re.compile(
    r"^\s*(page\s+)?(A/HRC/\S+(\s+\d+)?|\d+\s+(GE\.\S+.*)?|GE\.\d\S*.*?|"
    r"\*\d{6,}\*|\d+)\s*$", re.I)


def letters(text):
    return "".join(c for c in text if c.isalpha()).lower()


def sentences(text):
    text = re.sub(r"\s+", " ", text)
    return re.split(r"(?<=[.?!:;])\s+(?=[A-Z(“\"])", text)


def paragraphs(lines):
    out, one = [], []
    for line in lines + [""]:
        if line.strip():
            one.append(line.strip())
        elif one:
            out.append(" ".join(one))
            one = []
    return out


def found(parts, whole):
    parts = [p for p in parts if len(letters(p)) >= LETTERS]
    missing = [p for p in parts if letters(p) not in whole]
    return len(parts), missing


def compare(show, pdf, text):
    run = subprocess.run([show, "pdf", str(pdf), "p"], capture_output=True,
                         text=True, timeout=60)
    if run.returncode != 0:
        return None, run.stdout.strip() + run.stderr.strip()
    ours = [line.split("\t", 1)[1] for line in run.stdout.splitlines()]
    lines = text.read_text(errors="replace").splitlines()
    body = [line for line in lines if not HEAD.match(line)]
    # Words cut at a line's end are whole again once only letters count.
    theirs = [s for p in paragraphs(body) for s in sentences(p)
              if not re.search(r"\.{5}", s)]
    there = found(ours, letters("".join(body)))
    back = found(theirs, letters("".join(ours)))
    return there, back


def main():
    show, folder = sys.argv[1], Path(sys.argv[2])
    verbose = "-v" in sys.argv
    low = False
    for pdf in sorted(folder.glob("*.pdf")):
        text = pdf.with_suffix(".md")
        if not text.exists():
            continue
        there, back = compare(show, pdf, text)
        if there is None:
            print(f"{pdf.name}: refused: {back}")
            continue
        share = 1 - len(there[1]) / max(1, there[0])
        share_back = 1 - len(back[1]) / max(1, back[0])
        low |= share < LEAST or share_back < LEAST_BACK
        print(f"{pdf.name}: {share:.1%} of {there[0]} sentences of the PDF "
              f"are in the text, {share_back:.1%} of {back[0]} back")
        if verbose:
            for side, missing in ((">", there[1]), ("<", back[1])):
                for s in missing:
                    print(f"  {side} {s[:300]}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
