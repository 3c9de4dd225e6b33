-- SPDX-License-Identifier: Apache-2.0
-- 0003: catalogue files given at run time. Evidence like a document: findings
-- rest on them, so whoever rebuilds or verifies needs them with the rest.
-- What is embedded in the program is named by its version and not kept here.

-- One file as it was given; a newer one of the same name takes its place.
CREATE TABLE catalogue_file (
	seq      INTEGER PRIMARY KEY,   -- order of receipt
	name     TEXT    NOT NULL       -- e.g. 'states.xml', without folders
	         CHECK (length(name) BETWEEN 1 AND 255),
	received INTEGER NOT NULL,      -- seconds since 1970, UTC
	bytes    BLOB    NOT NULL       -- as given
) STRICT;
CREATE INDEX catalogue_file_by_name ON catalogue_file (name, seq);

CREATE TRIGGER catalogue_file_stays BEFORE UPDATE ON catalogue_file
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER catalogue_file_remains BEFORE DELETE ON catalogue_file
BEGIN SELECT raise(ABORT, 'evidence is never removed'); END;
