-- SPDX-License-Identifier: Apache-2.0
-- 0002: what we made of it. Derived: `gcmtrack rebuild` empties and refills
-- all of it, and the rows are the same again. So no key here depends on
-- history: each is made from the submission's place in the evidence.

-- How far one submission has come, and by which versions.
CREATE TABLE finding (
	submission INTEGER PRIMARY KEY REFERENCES submission (seq),
	status     INTEGER NOT NULL     -- assessed, not_assessed, refused
	           CHECK (status BETWEEN 1 AND 3),
	format     INTEGER NOT NULL     -- enum format
	           CHECK (format BETWEEN 0 AND 8),
	language   TEXT    NOT NULL,    -- as found, 'und' unknown
	reason     TEXT    NOT NULL,    -- why refused or not assessed, or ''
	extractor  TEXT    NOT NULL,    -- version of the code that read it
	coder      TEXT    NOT NULL,    -- version of the rules
	catalogue  TEXT    NOT NULL,    -- versions of all catalogues
	flags      INTEGER NOT NULL,    -- SUBMISSION_FLAG_*
	passages   INTEGER NOT NULL,    -- rows in passage
	codings    INTEGER NOT NULL,    -- codings in all of them
	sha256     BLOB    NOT NULL     -- over all findings on it (findings.c)
	           CHECK (length(sha256) = 32)
) STRICT;

-- The frozen text that every range and every quote refers to.
CREATE TABLE text (
	submission        INTEGER PRIMARY KEY REFERENCES submission (seq),
	format            INTEGER NOT NULL CHECK (format BETWEEN 0 AND 8),
	pages             INTEGER NOT NULL, -- 0 where the format has none
	language          TEXT    NOT NULL, -- BCP 47 as found
	declared_language TEXT    NOT NULL, -- by the document, or ''
	title             TEXT    NOT NULL, -- by its own metadata, or ''
	hidden            INTEGER NOT NULL CHECK (hidden IN (0, 1)),
	                                    -- 1: unseen text was left out
	footnotes         INTEGER NOT NULL, -- number of them
	sha256            BLOB    NOT NULL CHECK (length(sha256) = 32),
	                                    -- of bytes
	blocks            BLOB    NOT NULL, -- packed (block_pack.c)
	bytes             TEXT    NOT NULL  -- NFC UTF-8
) STRICT;

-- One sentence with its place: the unit that is coded, quoted and cited.
CREATE TABLE passage (
	id      INTEGER PRIMARY KEY, -- submission * 2^20 + ordinal
	block   INTEGER NOT NULL,    -- index in text.blocks
	start   INTEGER NOT NULL,    -- byte range in text.bytes
	len     INTEGER NOT NULL CHECK (len > 0),
	level   INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
	demand  INTEGER NOT NULL CHECK (demand IN (0, 1)),
	best    INTEGER NOT NULL CHECK (best BETWEEN 0 AND 10000),
	                             -- highest confidence, 1/10000; 0 uncoded
	source  TEXT    NOT NULL,    -- who makes the claim, 'state:SVN'
	codings BLOB,                -- packed (coding_pack.c); NULL none
	quote   TEXT    NOT NULL     -- the bytes of its range
) STRICT;

-- Where codings are found by what they are about: one row per coding and
-- state. Says nothing that passage.codings does not say.
CREATE TABLE mark (
	commitment TEXT    NOT NULL, -- e.g. 'GCM.8'
	state      TEXT    NOT NULL, -- ISO 3166-1 alpha-3; '' about none
	passage    INTEGER NOT NULL, -- passage.id
	place      INTEGER NOT NULL, -- index among the codings of the passage
	level      INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
	demand     INTEGER NOT NULL CHECK (demand IN (0, 1)),
	confidence INTEGER NOT NULL  -- in 1/10000
	           CHECK (confidence BETWEEN 0 AND 10000),
	PRIMARY KEY (commitment, state, passage, place)
) STRICT, WITHOUT ROWID;

-- Full text over the quotes. Words are cut and folded by words.c; their
-- number per passage is not kept, because the rank uses the quote's length.
CREATE VIRTUAL TABLE word USING fts5 (
	quote,
	content = 'passage',
	content_rowid = 'id',
	columnsize = 0,
	tokenize = 'gcmtrack'
);
-- Each document is one segment of the index. Merging them cost a third of
-- storing 262 reports; a search looks once into each, 5 us: so up to 400 stay
-- as they are, and are then merged at once.
INSERT INTO word (word, rank) VALUES ('automerge', 0);
INSERT INTO word (word, rank) VALUES ('crisismerge', 400);

-- State x commitment x round x voice, as last published.
CREATE TABLE cell (
	state      TEXT    NOT NULL, -- ISO 3166-1 alpha-3
	commitment TEXT    NOT NULL,
	round      TEXT    NOT NULL,
	voice      INTEGER NOT NULL CHECK (voice BETWEEN 0 AND 4),
	status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 9),
	score      REAL    NOT NULL CHECK (score BETWEEN -100 AND 100),
	low        REAL    NOT NULL, -- 5 % quantile
	high       REAL    NOT NULL, -- 95 % quantile
	facts      BLOB    NOT NULL, -- masses, counts, sources (cell_pack.c)
	PRIMARY KEY (state, commitment, round, voice)
) STRICT, WITHOUT ROWID;

-- Whose cells are behind the findings: emptied by each publication, so a row
-- here after a crash says what is still to be scored. state '' is everything.
CREATE TABLE stale (
	state TEXT    NOT NULL, -- ISO 3166-1 alpha-3, or ''
	voice INTEGER NOT NULL CHECK (voice BETWEEN 0 AND 4),
	PRIMARY KEY (state, voice)
) STRICT, WITHOUT ROWID;
