-- SPDX-License-Identifier: Apache-2.0
-- 0008: what a release rested on, and in what order readers were told.

-- Evidence. Why a cell of a release was as it was: which reading of each
-- public submission it took, and every coding that counted. A release from
-- before this has none.
CREATE TABLE grounds (
	release  INTEGER PRIMARY KEY REFERENCES release (seq),
	decision INTEGER NOT NULL,      -- newest decision.seq it knows, or 0
	findings BLOB    NOT NULL,      -- packed (grounds.c)
	codings  BLOB    NOT NULL       -- packed (grounds.c)
) STRICT;

CREATE TRIGGER grounds_stays BEFORE UPDATE ON grounds
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER grounds_remains BEFORE DELETE ON grounds
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;

-- The log that mirrors follow: what anybody could see from one publication on
-- and not before, in the order in which it became so. Nothing rests on it; it
-- is only added to, so that a place in it stays a place. What is not public is
-- not counted here either.
CREATE TABLE change (
	seq        INTEGER PRIMARY KEY, -- 1, 2, 3 ... without a gap
	kind       INTEGER NOT NULL     -- received, assessed, superseded,
	           CHECK (kind BETWEEN 0 AND 5), -- decided, published, released
	at         INTEGER NOT NULL,    -- as_of of the publication
	submission INTEGER REFERENCES submission (seq), -- NULL about none
	other      INTEGER REFERENCES submission (seq), -- the newer one, or NULL
	number     INTEGER NOT NULL,    -- publication or decision.seq, or 0
	name       TEXT    NOT NULL,    -- of a release, or a status, or ''
	sha256     BLOB    NOT NULL     -- of the findings told of, or empty
) STRICT;
CREATE INDEX change_by_submission ON change (submission, kind, seq);

CREATE TRIGGER change_stays BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'what was told is never changed'); END;
CREATE TRIGGER change_remains BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'what was told is never removed'); END;

-- What was published and released before is told first.
INSERT INTO change (kind, at, number, name, sha256)
SELECT kind, at, number, name, x'' FROM
	(SELECT 4 AS kind, as_of AS at, number, '' AS name FROM publication
	 UNION ALL
	 SELECT 5, p.as_of, p.number, r.name
	   FROM release AS r JOIN publication AS p ON p.number = r.publication)
ORDER BY number, kind, name;
