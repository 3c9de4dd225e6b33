-- SPDX-License-Identifier: Apache-2.0
-- 0007: what one submission as a whole is told by. Derived, like all of 0002:
-- a database from before is completed by `gcmtrack rebuild`.
--
-- Who makes its claims where none is attributed: 'author:...', 'state:SVN'.
ALTER TABLE finding ADD COLUMN source TEXT NOT NULL DEFAULT '';
-- The lowest hashes of its shingles, in order, 8 bytes each, lowest byte
-- first: METHOD.md 5.4.
ALTER TABLE finding ADD COLUMN sketch BLOB NOT NULL DEFAULT x'';
-- Who signed it by the list in its own text, packed (record.c): METHOD.md 5.5.
ALTER TABLE finding ADD COLUMN signatories BLOB NOT NULL DEFAULT x'';
