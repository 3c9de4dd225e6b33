-- SPDX-License-Identifier: Apache-2.0
-- 0005: figures read from files of statistics. Derived, like all of 0002: the
-- files themselves are documents, and a submission of the voice of statistics
-- says as what series they were taken (kind) and as of which day (date).

-- What became of the rows of one file.
CREATE TABLE figures (
	submission INTEGER PRIMARY KEY REFERENCES submission (seq),
	series     TEXT    NOT NULL,  -- e.g. 'missing_migrants'
	scope      TEXT    NOT NULL,  -- the state declared, or ''
	rows       INTEGER NOT NULL,  -- under the head
	used       INTEGER NOT NULL,  -- a figure rests on them
	missing    INTEGER NOT NULL,  -- say that there is no figure
	stateless  INTEGER NOT NULL,  -- no member State could be told
	refused    INTEGER NOT NULL,  -- wrong, and left out
	notes      TEXT    NOT NULL   -- which, and why, or ''
) STRICT;

-- One figure: a state, a time and what it is broken down by.
CREATE TABLE observation (
	id         INTEGER PRIMARY KEY, -- submission * 2^20 + ordinal
	state      TEXT    NOT NULL,  -- ISO 3166-1 alpha-3, or ''
	year       INTEGER NOT NULL,
	period     TEXT    NOT NULL,  -- a part of the year, 'Q1', or ''
	dimension  TEXT    NOT NULL,  -- what it is broken down by, or ''
	member     TEXT    NOT NULL,  -- which part of it, or ''
	value      INTEGER NOT NULL,  -- in millionths
	rows       INTEGER NOT NULL,  -- of the file, behind it
	line       INTEGER NOT NULL   -- of the first of them
) STRICT;
CREATE INDEX observation_by_state ON observation (state, year);

-- Which years a file speaks of: the newest edition of a series with a year
-- speaks for all of that year.
CREATE TABLE edition (
	series     TEXT    NOT NULL,
	scope      TEXT    NOT NULL,
	year       INTEGER NOT NULL,
	submission INTEGER NOT NULL REFERENCES submission (seq),
	PRIMARY KEY (series, scope, year, submission)
) STRICT, WITHOUT ROWID;
