-- SPDX-License-Identifier: Apache-2.0
-- 0006: what people decided on codings (METHOD.md 11), and what follows.

-- Evidence. One coder's word on one coding, kept for ever: a later one of the
-- same coder takes its place in the findings and not here. It points at a
-- document and quoted words, so that no new reading of the document loses it.
CREATE TABLE decision (
	seq        INTEGER PRIMARY KEY, -- order of receipt
	document   INTEGER NOT NULL REFERENCES document,
	quote      TEXT    NOT NULL     -- the words of the passage
	           CHECK (length(quote) > 0),
	prefix     TEXT    NOT NULL,    -- up to 32 characters before them
	suffix     TEXT    NOT NULL,    -- up to 32 characters after them
	commitment TEXT    NOT NULL     -- e.g. 'GCM.8'
	           CHECK (length(commitment) > 0),
	kind       INTEGER NOT NULL     -- accept, reject, relevel, add
	           CHECK (kind BETWEEN 0 AND 3),
	level      INTEGER NOT NULL     -- that it is at; 0 of a reject
	           CHECK (level BETWEEN 0 AND 5),
	demand     INTEGER NOT NULL CHECK (demand IN (0, 1)),
	states     TEXT    NOT NULL,    -- 'FRA SVN'; 'none'; '' as it is read
	coder      TEXT    NOT NULL     -- who decided
	           CHECK (length(coder) > 0),
	decided    INTEGER NOT NULL,    -- seconds since 1970, UTC, as given
	note       TEXT    NOT NULL,    -- in the coder's words, or ''
	received   INTEGER NOT NULL     -- seconds since 1970, UTC
) STRICT;
CREATE INDEX decision_by_document ON decision (document, coder, commitment);

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER decision_remains BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;

-- Findings. A passage that was decided on, as the decisions leave it; readers
-- get these codings in place of those in passage, which stay the program's.
CREATE TABLE verdict (
	passage   INTEGER PRIMARY KEY,  -- passage.id
	level     INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
	demand    INTEGER NOT NULL CHECK (demand IN (0, 1)),
	best      INTEGER NOT NULL      -- highest confidence, 1/10000; 0 none
	          CHECK (best BETWEEN 0 AND 10000),
	coders    INTEGER NOT NULL CHECK (coders > 0), -- who decided on it
	decisions INTEGER NOT NULL CHECK (decisions > 0), -- that stand
	codings   BLOB    NOT NULL,     -- packed (verdict_pack.c)
	sha256    BLOB    NOT NULL      -- over all of the row before it
	          CHECK (length(sha256) = 32)
) STRICT;

-- 1 where a reviewer accepted what the mark says, 2 where they disagree.
ALTER TABLE mark ADD COLUMN review INTEGER NOT NULL DEFAULT 0
	CHECK (review BETWEEN 0 AND 2);
