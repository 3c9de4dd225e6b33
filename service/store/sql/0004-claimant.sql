-- SPDX-License-Identifier: Apache-2.0
-- 0004: whose claim each passage is (METHOD.md 5.2). Derived, as all of 0002:
-- a summary holds many sources, so the voice is the passage's own and no
-- longer its submission's. What was stored before keeps the voice it had, until
-- `gcmtrack rebuild` reads who speaks.

ALTER TABLE passage ADD COLUMN voice INTEGER NOT NULL DEFAULT 0
	CHECK (voice BETWEEN 0 AND 4); -- who makes the claim: enum voice
ALTER TABLE passage ADD COLUMN attribution INTEGER NOT NULL DEFAULT 0
	CHECK (attribution BETWEEN 0 AND 5); -- how that is known
ALTER TABLE passage ADD COLUMN quoted INTEGER NOT NULL DEFAULT 0
	CHECK (quoted IN (0, 1)); -- 1: a state's claim told by another
ALTER TABLE passage ADD COLUMN endorsers TEXT NOT NULL DEFAULT '';
	-- others named for it: lines of source, tab, name

ALTER TABLE mark ADD COLUMN voice INTEGER NOT NULL DEFAULT 0
	CHECK (voice BETWEEN 0 AND 4); -- of its passage; so below
ALTER TABLE mark ADD COLUMN quoted INTEGER NOT NULL DEFAULT 0
	CHECK (quoted IN (0, 1));

UPDATE passage SET voice =
	(SELECT voice FROM submission WHERE seq = passage.id >> 20);
UPDATE mark SET voice =
	(SELECT voice FROM submission WHERE seq = mark.passage >> 20);

-- Who makes claims in one submission, the submission itself among them.
CREATE TABLE claimant (
	submission INTEGER NOT NULL REFERENCES submission (seq),
	ordinal    INTEGER NOT NULL,     -- 0 the document's own voice
	source     TEXT    NOT NULL,     -- as in passage.source
	voice      INTEGER NOT NULL CHECK (voice BETWEEN 0 AND 4),
	name       TEXT    NOT NULL,     -- as the document lists it, or ''
	members    TEXT    NOT NULL,     -- of a joint submission, one a line
	passages   INTEGER NOT NULL,     -- whose source it is
	endorsed   INTEGER NOT NULL,     -- for which it is named beside another
	PRIMARY KEY (submission, source, voice)
) STRICT, WITHOUT ROWID;
