-- SPDX-License-Identifier: Apache-2.0
-- 0001: what was received. Kept for ever; nothing here is recomputed, changed
-- or removed. Triggers refuse UPDATE and DELETE on every table of this file,
-- and every row is covered by one link of the audit chain.
--
-- application_id spells 'GCMT', so that file(1) can know the database.
PRAGMA application_id = 0x47434d54;

-- The bytes of one document, exactly as they arrived.
CREATE TABLE document (
	id       INTEGER PRIMARY KEY,  -- order of receipt
	sha256   BLOB    NOT NULL UNIQUE  -- of bytes; its name everywhere
	         CHECK (length(sha256) = 32),
	received INTEGER NOT NULL,     -- first time, seconds since 1970, UTC
	bytes    BLOB    NOT NULL      -- as received
) STRICT;

-- One thing received: a document with what its sender declared of it.
CREATE TABLE submission (
	seq        INTEGER PRIMARY KEY, -- order of receipt, 1, 2, 3 ...
	id         TEXT    NOT NULL UNIQUE -- 16 hex of the digest, '-', counter
	           CHECK (length(id) BETWEEN 18 AND 27),
	document   INTEGER NOT NULL REFERENCES document,
	voice      INTEGER NOT NULL     -- who speaks: enum voice
	           CHECK (voice BETWEEN 0 AND 4),
	round      TEXT    NOT NULL,    -- e.g. 'IMRF2026'
	kind       TEXT    NOT NULL,    -- e.g. 'national_report', or ''
	language   TEXT    NOT NULL,    -- BCP 47 as declared, or ''
	author     TEXT    NOT NULL,    -- as declared, or ''
	title      TEXT    NOT NULL,    -- as declared, or ''
	date       TEXT    NOT NULL,    -- YYYY[-MM[-DD]], or ''
	symbol     TEXT    NOT NULL,    -- e.g. 'A/HRC/WG.6/48/SVN/1', or ''
	file_name  TEXT    NOT NULL,    -- as given, without folders, or ''
	visibility INTEGER NOT NULL     -- public, network, sealed
	           CHECK (visibility BETWEEN 0 AND 2),
	embargo    INTEGER NOT NULL     -- hidden until this second; 0 none
	           CHECK (embargo >= 0),
	received   INTEGER NOT NULL     -- seconds since 1970, UTC
) STRICT;
CREATE INDEX submission_by_document ON submission (document);
CREATE INDEX submission_by_receipt ON submission (received, id);

-- The states a submission is about.
CREATE TABLE submission_state (
	submission INTEGER NOT NULL REFERENCES submission,
	state      TEXT    NOT NULL     -- ISO 3166-1 alpha-3
	           CHECK (length(state) = 3),
	PRIMARY KEY (submission, state)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_state_by_state ON submission_state (state, submission);

-- Who signed a submission, as listed.
CREATE TABLE endorser (
	submission INTEGER NOT NULL REFERENCES submission,
	ordinal    INTEGER NOT NULL,    -- 0-based place in the list
	name       TEXT    NOT NULL,    -- as written
	number     INTEGER NOT NULL,    -- as printed before the name, or 0
	PRIMARY KEY (submission, ordinal)
) STRICT, WITHOUT ROWID;

-- A newer submission takes the place of an older one, once.
CREATE TABLE supersession (
	older    INTEGER PRIMARY KEY REFERENCES submission (seq),
	newer    INTEGER NOT NULL    REFERENCES submission (seq),
	received INTEGER NOT NULL,      -- seconds since 1970, UTC
	CHECK (older < newer)
) STRICT;
CREATE INDEX supersession_by_newer ON supersession (newer);

-- One numbered state of the published findings.
CREATE TABLE publication (
	number    INTEGER PRIMARY KEY,  -- counts up from 1
	as_of     INTEGER NOT NULL,     -- embargoes and windows judged then
	method    TEXT    NOT NULL,     -- version of METHOD.md
	catalogue TEXT    NOT NULL,     -- versions of all catalogues
	cells     BLOB    NOT NULL      -- SHA-256 over all cells, in order
	          CHECK (length(cells) = 32),
	coverage  BLOB    NOT NULL      -- SHA-256 over what each voice sent
	          CHECK (length(coverage) = 32)
) STRICT;

-- A publication frozen under a name, with every cell it had, and what each
-- voice had sent: silence is told from that.
CREATE TABLE release (
	seq         INTEGER PRIMARY KEY, -- order of release
	name        TEXT    NOT NULL UNIQUE -- e.g. '2026.1'
	            CHECK (length(name) BETWEEN 1 AND 31),
	publication INTEGER NOT NULL REFERENCES publication (number),
	made        INTEGER NOT NULL,    -- seconds since 1970, UTC
	last        INTEGER NOT NULL,    -- newest submission.seq it knows, or -1
	cells       BLOB    NOT NULL,    -- all cells, packed (cell_pack.c)
	coverage    BLOB    NOT NULL     -- packed (coverage.c)
) STRICT;

-- The chain: each link holds the digest of one row above and of the link
-- before it, so that no row can change or vanish unnoticed.
CREATE TABLE audit (
	seq   INTEGER PRIMARY KEY,      -- 1, 2, 3 ... without a gap
	prev  BLOB    NOT NULL          -- hash of the link before; zeros first
	      CHECK (length(prev) = 32),
	entry TEXT    NOT NULL,         -- 'KIND KEY DIGEST' of one row
	hash  BLOB    NOT NULL          -- SHA-256 of seq, prev and entry
	      CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER document_stays BEFORE UPDATE ON document
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER document_remains BEFORE DELETE ON document
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER submission_stays BEFORE UPDATE ON submission
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER submission_remains BEFORE DELETE ON submission
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER submission_state_stays BEFORE UPDATE ON submission_state
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER submission_state_remains BEFORE DELETE ON submission_state
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER endorser_stays BEFORE UPDATE ON endorser
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER endorser_remains BEFORE DELETE ON endorser
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER supersession_stays BEFORE UPDATE ON supersession
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER supersession_remains BEFORE DELETE ON supersession
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER publication_stays BEFORE UPDATE ON publication
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER publication_remains BEFORE DELETE ON publication
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER release_stays BEFORE UPDATE ON release
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER release_remains BEFORE DELETE ON release
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
