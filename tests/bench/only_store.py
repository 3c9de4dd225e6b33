#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The peer of bench_volume.sh: what a script would do that only keeps and finds.

Usage: only_store.py MANIFEST DATABASE
Each file's bytes, and each line of it that holds letters, as a row and in a full-text
index, one durable transaction a document; nothing is cut into sentences, coded,
scored or anchored. Prints seconds and megabytes.
"""
import csv
import sqlite3
import sys
import time


def main():
    began = time.perf_counter()
    db = sqlite3.connect(sys.argv[2], isolation_level=None)
    db.executescript("""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE document (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
        CREATE TABLE line (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, words TEXT NOT NULL);
        CREATE VIRTUAL TABLE word USING fts5 (words, content = 'line', content_rowid = 'id');
    """)
    size = row = 0
    with open(sys.argv[1], encoding="utf-8", newline="") as manifest:
        for document, entry in enumerate(csv.DictReader(manifest)):
            with open(entry["file"], "rb") as file:
                data = file.read()
            lines = [x.strip() for x in data.decode("utf-8", "replace").splitlines() if any(c.isalpha() for c in x)]
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO document VALUES (?, ?)", (document, data))
            rows = [(row + i, document, x) for i, x in enumerate(lines)]
            db.executemany("INSERT INTO line VALUES (?, ?, ?)", rows)
            db.executemany("INSERT INTO word (rowid, words) VALUES (?, ?)", [(r[0], r[2]) for r in rows])
            db.execute("COMMIT")
            row += len(rows)
            size += len(data)
    db.close()
    print("%.3f %.3f" % (time.perf_counter() - began, size / 1e6))


if __name__ == "__main__":
    main()
