/* SPDX-License-Identifier: Apache-2.0 */
#include "query.h"

#include "visibility.h"

/* Laid out by hand, to be read as SQL. */
/* clang-format off */

/* A submission with what was found about it; read by submission_row(). */
#define SUBMISSION_COLUMNS                                              \
	"s.seq, s.id, d.sha256, s.voice, s.round, s.kind, s.language,"  \
	" s.author, s.title, s.date, s.symbol, s.file_name,"            \
	" s.visibility, s.embargo, s.received,"                         \
	" coalesce((SELECT o.id FROM supersession AS x"                 \
	"   JOIN " SEEN " AS o ON o.seq = x.older"                      \
	"   WHERE x.newer = s.seq), ''),"                               \
	" coalesce((SELECT n.id FROM supersession AS x"                 \
	"   JOIN " SEEN " AS n ON n.seq = x.newer"                      \
	"   WHERE x.older = s.seq), ''),"                               \
	" coalesce(f.status, 0), coalesce(f.format, 0),"                \
	" coalesce(f.language, ''), coalesce(f.reason, ''),"            \
	" coalesce(f.extractor, ''), coalesce(f.passages, 0),"          \
	" coalesce(f.codings, 0), coalesce(f.flags, 0)"
#define SUBMISSION_FROM                                                 \
	"  FROM " SEEN " AS s"                                          \
	"  JOIN document AS d ON d.id = s.document"                     \
	"  LEFT JOIN finding AS f ON f.submission = s.seq"

/* What else a list is filtered by, and its order. */
#define SUBMISSION_OF                                                   \
	"   AND (:rounds IS NULL OR s.round IN"                         \
	"        (SELECT value FROM json_each(:rounds)))"               \
	"   AND (:voices = 0 OR (:voices >> s.voice) & 1)"              \
	"   AND (:statuses = 0"                                         \
	"        OR (:statuses >> coalesce(f.status, 0)) & 1)"          \
	" ORDER BY s.received, s.id"                                    \
	" LIMIT :limit"

/* What people decided stands in place of what the program found. */
#define LEVEL_NOW  "coalesce(w.level, p.level)"
#define DEMAND_NOW "coalesce(w.demand, p.demand)"
#define BEST_NOW   "coalesce(w.best, p.best)"
#define BEST_OF(id)                                                     \
	"(SELECT " BEST_NOW " FROM passage AS p"                        \
	"   LEFT JOIN verdict AS w ON w.passage = p.id WHERE p.id = " id ")"

/* A passage with the facts of its submission; read by passage_row(). */
#define PASSAGE_COLUMNS                                                 \
	"p.id, p.block, p.start, p.len, " LEVEL_NOW ", " DEMAND_NOW "," \
	" p.source, p.codings, p.quote, s.seq, s.id, d.sha256, p.voice," \
	" s.round, f.language, s.author, s.title, s.symbol,"            \
	" f.extractor, f.coder, f.catalogue,"                           \
	" coalesce(c.name, s.author), p.endorsers,"                     \
	" coalesce(c.members, ''), p.attribution, p.quoted, w.codings," \
	" coalesce(w.coders, 0), coalesce(w.decisions, 0), p.level,"    \
	" p.demand"
#define PASSAGE_JOIN                                                    \
	"  JOIN " SEEN " AS s ON s.seq = p.id >> 20"                    \
	"  JOIN finding AS f ON f.submission = s.seq"                   \
	"  JOIN document AS d ON d.id = s.document"                     \
	"  LEFT JOIN claimant AS c ON c.submission = s.seq"             \
	"    AND c.source = p.source AND c.voice = p.voice" \
	"  LEFT JOIN verdict AS w ON w.passage = p.id"

/* What a filter says of the submission. */
#define PASSAGE_OF                                                      \
	"   AND (:rounds IS NULL OR s.round IN"                         \
	"        (SELECT value FROM json_each(:rounds)))"               \
	"   AND (:voices = 0 OR (:voices >> p.voice) & 1)"              \
	"   AND (:counted = 0 OR " NOT_SUPERSEDED ")"

/* Passages by themselves: no state or commitment was asked for. */
#define PASSAGE_PLAIN                                                   \
	"SELECT " PASSAGE_COLUMNS                                       \
	"  FROM passage AS p" PASSAGE_JOIN                              \
	" WHERE p.id BETWEEN :first AND :last"                          \
	"   AND " BEST_NOW " >= :confidence"                            \
	"   AND (:coded = 0 OR " BEST_NOW " > 0)"                       \
	"   AND (:asserted = 0 OR " DEMAND_NOW " = 0)"                  \
	"   AND (:levels = 0 OR (:levels >> " LEVEL_NOW ") & 1)"        \
	PASSAGE_OF

/* What a state says of another is not that one's own voice: METHOD.md 5.1; a
   state's claim that another tells is nobody's: 5.2. 0 is VOICE_STATE. */
#define OWN_VOICE                                                       \
	"m.quoted = 0 AND"                                              \
	" (m.voice <> 0 OR EXISTS"                                      \
	" (SELECT 1 FROM submission_state AS own"                       \
	"   WHERE own.submission = s.seq AND own.state = m.state))"

/* Passages by what they are coded to; each once, at its best. */
#define PICKED(about)                                                   \
	"WITH picked AS MATERIALIZED"                                   \
	" (SELECT m.passage AS id, max(m.confidence) AS best"           \
	"    FROM mark AS m"                                            \
	"   WHERE m.commitment IN"                                      \
	"         (SELECT value FROM json_each(:commitments))"          \
	about                                                           \
	"     AND m.passage BETWEEN :first AND :last"                   \
	"     AND m.confidence >= :confidence"                          \
	"     AND (:counted = 0 OR (m.state <> '' AND EXISTS"           \
	"          (SELECT 1 FROM " SEEN " AS s"                        \
	"            WHERE s.seq = m.passage >> 20 AND " OWN_VOICE ")))" \
	"     AND (:asserted = 0 OR m.demand = 0)"                      \
	"     AND (:levels = 0 OR (:levels >> m.level) & 1)"            \
	"   GROUP BY m.passage)"                                        \
	"SELECT " PASSAGE_COLUMNS                                       \
	"  FROM picked CROSS JOIN passage AS p ON p.id = picked.id"     \
	PASSAGE_JOIN                                                    \
	" WHERE 1" PASSAGE_OF
#define OF_STATES                                                       \
	"     AND m.state IN (SELECT value FROM json_each(:states))"
#define PICKED_STRONGEST                                                \
	"   AND (:after = 0"                                            \
	"        OR picked.best < (SELECT best FROM picked"             \
	"                           WHERE id = :after)"                 \
	"        OR (picked.best = (SELECT best FROM picked"            \
	"                            WHERE id = :after)"                \
	"            AND p.id > :after))"                               \
	" ORDER BY picked.best DESC, p.id"                              \
	" LIMIT :limit"
#define IN_TEXT                                                         \
	"   AND p.id > :after"                                          \
	" ORDER BY p.id"                                                \
	" LIMIT :limit"

/* Every commitment that anything is coded to. */
#define KNOWN_COMMITMENTS                                               \
	"WITH RECURSIVE known (code) AS"                                \
	" (SELECT min(commitment) FROM mark"                            \
	"  UNION ALL"                                                   \
	"  SELECT (SELECT min(commitment) FROM mark"                    \
	"           WHERE commitment > code)"                           \
	"    FROM known WHERE code IS NOT NULL) "

/* What one coder decided; read by decision_row(). */
#define DECISION_COLUMNS                                                \
	"d.sha256, c.quote, c.prefix, c.suffix, c.commitment, c.kind,"  \
	" c.level, c.demand, c.states, c.coder, c.decided, c.note"      \
	"  FROM document AS d"                                          \
	"  JOIN decision AS c ON c.document = d.id"
#define DECISION_ORDER " ORDER BY c.document, c.seq"

/* One coding that counts; read by evidence_row(). */
#define EVIDENCE_COLUMNS                                                \
	"SELECT m.state, m.commitment, s.round, m.voice, s.id,"         \
	"       m.passage, s.received, m.level, m.demand,"              \
	"       m.confidence, f.flags, m.review"                        \
	"  FROM mark AS m"                                              \
	"  JOIN " SEEN " AS s ON s.seq = m.passage >> 20"               \
	"  JOIN finding AS f ON f.submission = s.seq"
#define EVIDENCE_ORDER                                                  \
	" ORDER BY m.state, s.round, m.voice, m.commitment,"            \
	"          s.received, s.id, m.passage, m.place"

/* A newer file of the same series speaks for the year of O: METHOD.md 10.9.
   Replaced files speak for none, nor do those that this reader may not see. */
#define NEWER_EDITION                                                   \
	"EXISTS (SELECT 1 FROM edition AS e"                            \
	"  JOIN " SEEN " AS n ON n.seq = e.submission"                  \
	"  WHERE e.series = g.series AND e.scope = g.scope"             \
	"    AND e.year = o.year AND (n.date, n.seq) > (s.date, s.seq)" \
	"    AND NOT EXISTS (SELECT 1 FROM supersession AS y"           \
	"      JOIN " SEEN " AS z ON z.seq = y.newer"                   \
	"      WHERE y.older = n.seq))"

static const struct query_row QUERIES[QUERY_COUNT] = {
	[QUERY_DOCUMENT_FIND] = {
		"SELECT id FROM document WHERE sha256 = :sha256", true },
	[QUERY_DOCUMENT_ADD] = {
		"INSERT INTO document (sha256, received, bytes)"
		" VALUES (:sha256, :received, :bytes)", true },
	[QUERY_SUBMISSION_SAME] = {
		"SELECT seq, id FROM submission"
		" WHERE document = :document AND voice = :voice"
		"   AND round = :round"
		/* 4 is VOICE_STATISTICS: a file may hold two series. */
		"   AND (voice <> 4 OR kind = :kind)"
		" ORDER BY seq", true },
	[QUERY_SUBMISSION_COUNT_PREFIX] = {
		"SELECT count(*) FROM submission"
		" WHERE id >= :prefix || '-' AND id < :prefix || '.'", true },
	[QUERY_SUBMISSION_ADD] = {
		"INSERT INTO submission (id, document, voice, round, kind,"
		"    language, author, title, date, symbol, file_name,"
		"    visibility, embargo, received)"
		" VALUES (:id, :document, :voice, :round, :kind,"
		"    :language, :author, :title, :date, :symbol, :file_name,"
		"    :visibility, :embargo, :received)", true },
	[QUERY_STATE_ADD] = {
		"INSERT INTO submission_state (submission, state)"
		" VALUES (:submission, :state)", true },
	[QUERY_ENDORSER_ADD] = {
		"INSERT INTO endorser (submission, ordinal, name, number)"
		" VALUES (:submission, :ordinal, :name, :number)", true },
	[QUERY_SUPERSESSION_FIND] = {
		"SELECT newer FROM supersession WHERE older = :older", true },
	[QUERY_SUPERSESSION_ADD] = {
		"INSERT INTO supersession (older, newer, received)"
		" VALUES (:older, :newer, :received)", true },
	[QUERY_AUDIT_LAST] = {
		"SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1",
		true },
	[QUERY_AUDIT_ADD] = {
		"INSERT INTO audit (seq, prev, entry, hash)"
		" VALUES (:seq, :prev, :entry, :hash)", true },
	[QUERY_PUBLICATION_ADD] = {
		"INSERT INTO publication"
		"    (number, as_of, method, catalogue, cells, coverage)"
		" VALUES (:number, :as_of, :method, :catalogue, :cells,"
		"    :coverage)", true },
	[QUERY_RELEASE_ADD] = {
		"INSERT INTO release (name, publication, made, last, cells,"
		"    coverage)"
		" VALUES (:name, :publication, :made,"
		"    (SELECT coalesce(max(seq), -1) FROM submission),"
		"    :cells, :coverage)", true },
	[QUERY_DECISION_ADD] = {
		"INSERT INTO decision (document, quote, prefix, suffix,"
		"    commitment, kind, level, demand, states, coder, decided,"
		"    note, received)"
		" VALUES (:document, :quote, :prefix, :suffix,"
		"    :commitment, :kind, :level, :demand, :states, :coder,"
		"    :decided, :note, :received)", true },

	[QUERY_CATALOGUE_FILE_ADD] = {
		"INSERT INTO catalogue_file (name, received, bytes)"
		" VALUES (:name, :received, :bytes)", true },
	[QUERY_CATALOGUE_FILE_NEWEST] = {
		"SELECT bytes FROM catalogue_file WHERE name = :name"
		" ORDER BY seq DESC LIMIT 1", false },
	[QUERY_CATALOGUE_FILE_LIST] = {
		"SELECT name, bytes FROM catalogue_file AS c"
		" WHERE seq = (SELECT max(seq) FROM catalogue_file AS d"
		"               WHERE d.name = c.name)"
		" ORDER BY name", false },

	[QUERY_AUDIT_ALL] = {
		"SELECT seq, prev, entry, hash FROM audit ORDER BY seq",
		false },
	[QUERY_AUDIT_COUNT] = {
		"SELECT (SELECT count(*) FROM document)"
		"     + (SELECT count(*) FROM submission)"
		"     + (SELECT count(*) FROM supersession)"
		"     + (SELECT count(*) FROM publication)"
		"     + (SELECT count(*) FROM release)"
		"     + (SELECT count(*) FROM catalogue_file)"
		"     + (SELECT count(*) FROM decision)"
		"     + (SELECT count(*) FROM grounds)", false },
	[QUERY_AUDIT_DOCUMENT] = {
		"SELECT id, sha256, received FROM document WHERE id = :key",
		false },
	[QUERY_AUDIT_SUBMISSION] = {
		"SELECT * FROM submission WHERE seq = :key", false },
	[QUERY_AUDIT_STATES] = {
		"SELECT * FROM submission_state WHERE submission = :key"
		" ORDER BY state", false },
	[QUERY_AUDIT_ENDORSERS] = {
		"SELECT * FROM endorser WHERE submission = :key"
		" ORDER BY ordinal", false },
	[QUERY_AUDIT_SUPERSESSION] = {
		"SELECT * FROM supersession WHERE older = :key", false },
	[QUERY_AUDIT_PUBLICATION] = {
		"SELECT * FROM publication WHERE number = :key", false },
	[QUERY_AUDIT_RELEASE] = {
		"SELECT * FROM release WHERE seq = :key", false },
	[QUERY_AUDIT_CATALOGUE_FILE] = {
		"SELECT * FROM catalogue_file WHERE seq = :key", false },
	[QUERY_AUDIT_DECISION] = {
		"SELECT * FROM decision WHERE seq = :key", false },
	[QUERY_AUDIT_GROUNDS] = {
		"SELECT * FROM grounds WHERE release = :key", false },
	[QUERY_DOCUMENT_ALL] = {
		"SELECT id, sha256, bytes FROM document ORDER BY id", false },
	[QUERY_RELEASE_ALL] = {
		"SELECT r.name, r.cells, p.cells, r.coverage, p.coverage"
		"  FROM release AS r"
		"  JOIN publication AS p ON p.number = r.publication"
		" ORDER BY r.seq", false },

	[QUERY_SEQ] = {
		"SELECT seq, received FROM submission WHERE id = :id", false },
	[QUERY_PENDING] = {
		"SELECT id FROM submission AS s"
		" WHERE seq > coalesce((SELECT seq FROM submission"
		"                        WHERE id = :after), 0)"
		"   AND NOT EXISTS (SELECT 1 FROM finding"
		"                    WHERE submission = s.seq)"
		" ORDER BY seq"
		" LIMIT 1", false },
	[QUERY_DOCUMENT_BYTES] = {
		"SELECT d.bytes"
		"  FROM " SEEN " AS s"
		"  JOIN document AS d ON d.id = s.document"
		" WHERE s.id = :id", false },
	[QUERY_SUBMISSION_ONE] = {
		"SELECT " SUBMISSION_COLUMNS SUBMISSION_FROM
		" WHERE s.id = :id", false },
	[QUERY_SUBMISSION_LIST] = {
		"SELECT " SUBMISSION_COLUMNS SUBMISSION_FROM
		" WHERE (s.received, s.id) > (:received, :after)"
		SUBMISSION_OF, false },
	/* Found by state: the + keeps SQLite from going through them all. */
	[QUERY_SUBMISSION_LIST_STATES] = {
		"SELECT " SUBMISSION_COLUMNS SUBMISSION_FROM
		" WHERE s.seq IN"
		"       (SELECT t.submission FROM submission_state AS t"
		"         WHERE t.state IN"
		"               (SELECT value FROM json_each(:states)))"
		"   AND (+s.received, s.id) > (:received, :after)"
		SUBMISSION_OF, false },
	[QUERY_SUBMISSION_LIST_DOCUMENT] = {
		"SELECT " SUBMISSION_COLUMNS SUBMISSION_FROM
		" WHERE d.sha256 = :document"
		"   AND (+s.received, s.id) > (:received, :after)"
		SUBMISSION_OF, false },
	/* A decision is about words of a document: who may see a submission
	   with those bytes may see it. */
	[QUERY_DECISIONS] = {
		"SELECT " DECISION_COLUMNS
		" WHERE c.document IN"
		"       (SELECT s.document FROM " SEEN " AS s)"
		DECISION_ORDER, false },
	[QUERY_DECISIONS_OF] = {
		"SELECT " DECISION_COLUMNS
		" WHERE d.sha256 = :document"
		"   AND EXISTS (SELECT 1 FROM " SEEN " AS s"
		"                WHERE s.document = c.document)"
		DECISION_ORDER, false },
	[QUERY_STATES] = {
		"SELECT t.state"
		"  FROM " SEEN " AS s"
		"  JOIN submission_state AS t ON t.submission = s.seq"
		" WHERE s.seq = :submission"
		" ORDER BY t.state", false },
	[QUERY_ENDORSERS] = {
		"SELECT e.name, e.number"
		"  FROM " SEEN " AS s"
		"  JOIN endorser AS e ON e.submission = s.seq"
		" WHERE s.seq = :submission"
		" ORDER BY e.ordinal", false },

	[QUERY_FINDING_ADD] = {
		"INSERT INTO finding (submission, status, format, language,"
		"    reason, extractor, coder, catalogue, flags, passages,"
		"    codings, sha256, source, sketch, signatories)"
		" VALUES (:submission, :status, :format, :language,"
		"    :reason, :extractor, :coder, :catalogue, :flags,"
		"    :passages, :codings, :sha256, :source, :sketch,"
		"    :signatories)", true },
	[QUERY_FINDING_DELETE] = {
		"DELETE FROM finding WHERE submission = :submission", true },
	[QUERY_FINDING_ALL] = {
		"SELECT f.submission, s.id"
		"  FROM finding AS f"
		"  LEFT JOIN submission AS s ON s.seq = f.submission"
		" ORDER BY f.submission", false },
	[QUERY_FINDING_ROW] = {
		"SELECT status, format, language, reason, extractor, coder,"
		"       catalogue, flags, passages, codings, sha256,"
		"       source, sketch, signatories"
		"  FROM finding WHERE submission = :submission", false },
	[QUERY_KIN] = {
		"SELECT s.id, f.source, f.sketch"
		"  FROM " SEEN " AS s"
		"  JOIN finding AS f ON f.submission = s.seq"
		" WHERE s.id = :id", false },
	/* In the order in which evidence is counted. */
	[QUERY_KIN_BEFORE] = {
		"SELECT s.id, f.source, f.sketch"
		"  FROM " SEEN " AS of"
		"  JOIN " SEEN " AS s ON s.voice = of.voice"
		"   AND s.round = of.round"
		"   AND (s.received, s.id) < (of.received, of.id)"
		"   AND EXISTS (SELECT 1 FROM submission_state AS x"
		"     JOIN submission_state AS y ON y.state = x.state"
		"     WHERE x.submission = of.seq AND y.submission = s.seq)"
		"  JOIN finding AS f ON f.submission = s.seq"
		" WHERE of.id = :id AND " NOT_SUPERSEDED
		" ORDER BY s.received, s.id", false },
	[QUERY_SIGNATORIES] = {
		"SELECT f.signatories"
		"  FROM " SEEN " AS s"
		"  JOIN finding AS f ON f.submission = s.seq"
		" WHERE s.seq = :submission", false },
	[QUERY_TEXT_ADD] = {
		"INSERT INTO text (submission, format, pages, language,"
		"    declared_language, title, hidden, footnotes, sha256,"
		"    blocks, bytes)"
		" VALUES (:submission, :format, :pages, :language,"
		"    :declared_language, :title, :hidden, :footnotes,"
		"    :sha256, :blocks, :bytes)", true },
	[QUERY_TEXT_DELETE] = {
		"DELETE FROM text WHERE submission = :submission", true },
	[QUERY_TEXT_ROW] = {
		"SELECT format, pages, language, declared_language, title,"
		"       hidden, footnotes, sha256, blocks, bytes"
		"  FROM text WHERE submission = :submission", false },
	[QUERY_PASSAGE_ADD] = {
		"INSERT INTO passage (id, block, start, len, level, demand,"
		"    best, source, codings, quote, voice, attribution,"
		"    quoted, endorsers)"
		" VALUES (:id, :block, :start, :len, :level, :demand,"
		"    :best, :source, :codings, :quote, :voice, :attribution,"
		"    :quoted, :endorsers)", true },
	[QUERY_PASSAGE_DELETE] = {
		"DELETE FROM passage WHERE id BETWEEN :first AND :last", true },
	[QUERY_PASSAGE_ROWS] = {
		"SELECT id, block, start, len, level, demand, best, source,"
		"       codings, quote, voice, attribution, quoted, endorsers"
		"  FROM passage WHERE id BETWEEN :first AND :last"
		" ORDER BY id", false },
	[QUERY_CLAIMANT_ADD] = {
		"INSERT INTO claimant (submission, ordinal, source, voice,"
		"    name, members, passages, endorsed)"
		" VALUES (:submission, :ordinal, :source, :voice, :name,"
		"    :members, :passages, :endorsed)", true },
	[QUERY_CLAIMANT_DELETE] = {
		"DELETE FROM claimant WHERE submission = :submission", true },
	[QUERY_CLAIMANT_ROWS] = {
		"SELECT source, voice, name, members, passages, endorsed"
		"  FROM claimant WHERE submission = :submission"
		" ORDER BY ordinal", false },
	[QUERY_CLAIMANT_EMPTY] = { "DELETE FROM claimant", true },
	[QUERY_MARK_ADD] = {
		"INSERT INTO mark (commitment, state, passage, place, level,"
		"    demand, confidence, voice, quoted, review)"
		" VALUES (:commitment, :state, :passage, :place, :level,"
		"    :demand, :confidence, :voice, :quoted, :review)", true },
	[QUERY_MARK_DELETE] = {
		"DELETE FROM mark WHERE commitment = :commitment"
		"   AND state = :state AND passage = :passage"
		"   AND place = :place", true },
	[QUERY_MARK_ONE] = {
		"SELECT level, demand, confidence, voice, quoted, review"
		"  FROM mark"
		" WHERE commitment = :commitment"
		"   AND state = :state AND passage = :passage"
		"   AND place = :place", false },
	[QUERY_VERDICT_ADD] = {
		"INSERT INTO verdict (passage, level, demand, best, coders,"
		"    decisions, codings, sha256)"
		" VALUES (:passage, :level, :demand, :best, :coders,"
		"    :decisions, :codings, :sha256)", true },
	[QUERY_VERDICT_DELETE] = {
		"DELETE FROM verdict WHERE passage BETWEEN :first AND :last",
		true },
	[QUERY_VERDICT_ROWS] = {
		"SELECT w.passage, w.level, w.demand, w.best, w.coders,"
		"       w.decisions, w.codings, w.sha256, p.codings,"
		"       p.voice, p.quoted"
		"  FROM verdict AS w"
		"  LEFT JOIN passage AS p ON p.id = w.passage"
		" WHERE w.passage BETWEEN :first AND :last"
		" ORDER BY w.passage", false },
	[QUERY_WORD_ADD] = {
		"INSERT INTO word (rowid, quote) VALUES (:id, :quote)",
		true },
	[QUERY_WORD_DELETE] = {
		"INSERT INTO word (word, rowid, quote)"
		" VALUES ('delete', :id, :quote)", true },
	[QUERY_WORD_COMMAND] = {
		"INSERT INTO word (word) VALUES (:command)", true },
	[QUERY_FIGURES_ADD] = {
		"INSERT INTO figures (submission, series, scope, rows, used,"
		"    missing, stateless, refused, notes)"
		" VALUES (:submission, :series, :scope, :rows, :used,"
		"    :missing, :stateless, :refused, :notes)", true },
	[QUERY_FIGURES_DELETE] = {
		"DELETE FROM figures WHERE submission = :submission", true },
	[QUERY_FIGURES_ROW] = {
		"SELECT series, scope, rows, used, missing, stateless,"
		"       refused, notes"
		"  FROM figures WHERE submission = :submission", false },
	[QUERY_OBSERVATION_ADD] = {
		"INSERT INTO observation (id, state, year, period, dimension,"
		"    member, value, rows, line)"
		" VALUES (:id, :state, :year, :period, :dimension,"
		"    :member, :value, :rows, :line)", true },
	[QUERY_OBSERVATION_DELETE] = {
		"DELETE FROM observation WHERE id BETWEEN :first AND :last",
		true },
	[QUERY_OBSERVATION_ROWS] = {
		"SELECT state, year, period, dimension, member, value, rows,"
		"       line"
		"  FROM observation WHERE id BETWEEN :first AND :last"
		" ORDER BY id", false },
	[QUERY_EDITION_ADD] = {
		"INSERT INTO edition (series, scope, year, submission)"
		" SELECT DISTINCT g.series, g.scope, o.year, g.submission"
		"   FROM figures AS g JOIN observation AS o"
		"  WHERE g.submission = :submission"
		"    AND o.id BETWEEN :first AND :last", true },
	[QUERY_EDITION_DELETE] = {
		"DELETE FROM edition WHERE submission = :submission", true },
	[QUERY_FIGURES_EMPTY] = { "DELETE FROM figures", true },
	[QUERY_OBSERVATION_EMPTY] = { "DELETE FROM observation", true },
	[QUERY_EDITION_EMPTY] = { "DELETE FROM edition", true },
	[QUERY_FINDING_EMPTY] = { "DELETE FROM finding", true },
	[QUERY_TEXT_EMPTY] = { "DELETE FROM text", true },
	[QUERY_PASSAGE_EMPTY] = { "DELETE FROM passage", true },
	[QUERY_MARK_EMPTY] = { "DELETE FROM mark", true },
	[QUERY_VERDICT_EMPTY] = { "DELETE FROM verdict", true },
	[QUERY_CELL_EMPTY] = { "DELETE FROM cell", true },
	[QUERY_STALE_ADD] = {
		"INSERT OR IGNORE INTO stale (state, voice)"
		" VALUES (:state, :voice)", true },
	[QUERY_STALE_SENT] = {
		"INSERT OR IGNORE INTO stale (state, voice)"
		" SELECT t.state, s.voice FROM submission AS s"
		"   JOIN submission_state AS t ON t.submission = s.seq"
		"  WHERE s.seq = :submission", true },
	[QUERY_STALE_ALL] = {
		"INSERT OR IGNORE INTO stale (state, voice) VALUES ('', 0)",
		true },
	[QUERY_STALE_EMPTY] = { "DELETE FROM stale", true },

	[QUERY_TEXT] = {
		"SELECT t.format, t.pages, t.language, t.declared_language,"
		"       t.title, t.hidden, t.footnotes, t.sha256, t.blocks,"
		"       t.bytes"
		"  FROM " SEEN " AS s"
		"  JOIN text AS t ON t.submission = s.seq"
		" WHERE s.id = :id", false },
	[QUERY_PASSAGE_ONE] = {
		"SELECT " PASSAGE_COLUMNS
		"  FROM passage AS p" PASSAGE_JOIN
		" WHERE p.id = :id", false },
	[QUERY_PASSAGE_IN_TEXT] = { PASSAGE_PLAIN IN_TEXT, false },
	[QUERY_PASSAGE_STRONGEST] = {
		PASSAGE_PLAIN
		"   AND (:after = 0"
		"        OR " BEST_NOW " < " BEST_OF(":after")
		"        OR (" BEST_NOW " = " BEST_OF(":after")
		"            AND p.id > :after))"
		" ORDER BY " BEST_NOW " DESC, p.id"
		" LIMIT :limit", false },
	[QUERY_PASSAGE_ABOUT_IN_TEXT] = { PICKED(OF_STATES) IN_TEXT, false },
	[QUERY_PASSAGE_ABOUT_STRONGEST] = {
		PICKED(OF_STATES) PICKED_STRONGEST, false },
	[QUERY_PASSAGE_TOPIC_IN_TEXT] = { PICKED("") IN_TEXT, false },
	[QUERY_PASSAGE_TOPIC_STRONGEST] = {
		PICKED("") PICKED_STRONGEST, false },
	/* A step from each commitment to the next: no scan. */
	[QUERY_COMMITMENTS] = {
		KNOWN_COMMITMENTS
		"SELECT json_group_array(code)"
		"  FROM known WHERE code IS NOT NULL", false },
	[QUERY_CLAIMANTS] = {
		"SELECT c.source, c.voice, c.name, c.members, c.passages,"
		"       c.endorsed"
		"  FROM " SEEN " AS s"
		"  JOIN claimant AS c ON c.submission = s.seq"
		" WHERE s.id = :id"
		" ORDER BY c.ordinal", false },
	[QUERY_PLACES] = {
		"SELECT t.blocks"
		"  FROM " SEEN " AS s"
		"  JOIN text AS t ON t.submission = s.seq"
		" WHERE s.seq = :submission", false },
	[QUERY_SEARCH] = {
		"SELECT " PASSAGE_COLUMNS ","
		"       closeness(word, p.len) AS rank"
		"  FROM word"
		"  JOIN passage AS p ON p.id = word.rowid" PASSAGE_JOIN
		" WHERE word MATCH :query"
		"   AND (:language = '' OR f.language = :language"
		"        OR f.language LIKE :language || '-%')"
		" ORDER BY rank, p.id"
		" LIMIT :limit OFFSET :skip", false },
	[QUERY_EVIDENCE] = {
		EVIDENCE_COLUMNS
		" WHERE m.confidence >= 5000 AND m.state <> ''"
		"   AND " OWN_VOICE " AND " NOT_SUPERSEDED EVIDENCE_ORDER, false },
	/* By commitment, because that is how marks are kept. */
	[QUERY_EVIDENCE_OF] = {
		KNOWN_COMMITMENTS
		EVIDENCE_COLUMNS
		" WHERE m.commitment IN"
		"       (SELECT code FROM known WHERE code IS NOT NULL)"
		"   AND m.state = :state AND m.voice = :voice"
		"   AND m.confidence >= 5000"
		"   AND " OWN_VOICE " AND " NOT_SUPERSEDED EVIDENCE_ORDER, false },
	[QUERY_QUOTE] = {
		"SELECT p.source, p.quote"
		"  FROM " SEEN " AS s"
		"  JOIN passage AS p ON s.seq = p.id >> 20"
		" WHERE p.id = :id", false },
	[QUERY_OBSERVATIONS] = {
		"SELECT o.id, o.state, o.year, o.period, o.dimension,"
		"       o.member, o.value, o.rows, o.line, g.series, s.id,"
		"       s.date, s.author,"
		"       NOT (" NOT_SUPERSEDED ") OR " NEWER_EDITION
		"  FROM observation AS o"
		"  JOIN " SEEN " AS s ON s.seq = o.id >> 20"
		"  JOIN figures AS g ON g.submission = s.seq"
		" WHERE o.id > :after AND o.year BETWEEN :from AND :to"
		"   AND (:totals = 0 OR o.dimension = '')"
		"   AND (:series IS NULL OR g.series IN"
		"        (SELECT value FROM json_each(:series)))"
		"   AND (:states IS NULL OR o.state IN"
		"        (SELECT value FROM json_each(:states)))"
		"   AND (:current = 0"
		"        OR (" NOT_SUPERSEDED " AND NOT " NEWER_EDITION "))"
		" ORDER BY o.id"
		" LIMIT :limit", false },
	[QUERY_FACETS] = {
		"WITH c AS MATERIALIZED"
		"  (SELECT DISTINCT o.state, g.series, o.dimension, o.member,"
		"          o.year, o.period"
		"     FROM observation AS o"
		"     JOIN " SEEN " AS s ON s.seq = o.id >> 20"
		"     JOIN figures AS g ON g.submission = s.seq"
		"    WHERE " NOT_SUPERSEDED " AND NOT " NEWER_EDITION ")"
		" SELECT DISTINCT 0, state, '' FROM c"
		" UNION SELECT DISTINCT 1, series, '' FROM c"
		" UNION SELECT DISTINCT 2, dimension, member FROM c"
		" UNION SELECT DISTINCT 3, CAST(year AS TEXT), period FROM c"
		" ORDER BY 1, 2, 3", false },
	[QUERY_FIGURES] = {
		"SELECT g.series, g.scope, g.rows, g.used, g.missing,"
		"       g.stateless, g.refused, g.notes,"
		"       (SELECT count(*) FROM observation AS o"
		"         WHERE o.id BETWEEN s.seq << 20"
		"           AND (s.seq << 20) + 1048575)"
		"  FROM " SEEN " AS s"
		"  JOIN figures AS g ON g.submission = s.seq"
		" WHERE s.id = :id", false },
	[QUERY_COVERAGE] = {
		"SELECT t.state, s.round, s.voice, count(*),"
		"       sum(coalesce(f.status, 0) = 1),"
		"       sum(coalesce(f.status, 0) IN (0, 2)),"
		"       sum(coalesce(f.status, 0) = 3)"
		"  FROM " SEEN " AS s"
		"  JOIN submission_state AS t ON t.submission = s.seq"
		"  LEFT JOIN finding AS f ON f.submission = s.seq"
		/* Statistics have no round, and send nothing in one. */
		" WHERE s.round <> '' AND " NOT_SUPERSEDED
		" GROUP BY t.state, s.round, s.voice"
		" ORDER BY t.state, s.round, s.voice", false },

	[QUERY_CELL_COUNT] = { "SELECT count(*) FROM cell", false },
	[QUERY_CELL_ALL] = {
		"SELECT state, commitment, round, voice, status, score, low,"
		"       high, facts"
		"  FROM cell ORDER BY state, commitment, round, voice",
		false },
	[QUERY_CELL_ADD] = {
		"INSERT OR REPLACE INTO cell (state, commitment, round,"
		"    voice, status, score, low, high, facts)"
		" VALUES (:state, :commitment, :round,"
		"    :voice, :status, :score, :low, :high, :facts)", true },
	[QUERY_CELL_DELETE] = {
		"DELETE FROM cell WHERE state = :state"
		"   AND commitment = :commitment AND round = :round"
		"   AND voice = :voice", true },
	[QUERY_STALE] = {
		"SELECT state, voice FROM stale ORDER BY state, voice", false },
	[QUERY_EMBARGO_NEXT] = {
		"SELECT embargo FROM submission WHERE embargo > :after"
		" ORDER BY embargo LIMIT 1", false },
	[QUERY_PUBLICATION_HEAD] = {
		"SELECT number, as_of, 'head+' || number, method, catalogue,"
		"       cells, coverage, 0, 0"
		"  FROM publication ORDER BY number DESC LIMIT 1", false },
	[QUERY_PUBLICATION_NUMBER] = {
		"SELECT coalesce(max(number), 0) FROM publication", false },
	[QUERY_RELEASE_ONE] = {
		"SELECT p.number, p.as_of, r.name, p.method, p.catalogue,"
		"       p.cells, p.coverage, r.last, r.made, r.cells,"
		"       r.coverage"
		"  FROM release AS r"
		"  JOIN publication AS p ON p.number = r.publication"
		" WHERE r.name = :name", false },
	[QUERY_RELEASE_LIST] = {
		"SELECT p.number, p.as_of, r.name, p.method, p.catalogue,"
		"       p.cells, p.coverage, r.last, r.made"
		"  FROM release AS r"
		"  JOIN publication AS p ON p.number = r.publication"
		" ORDER BY r.seq", false },
	[QUERY_RELEASE_COUNT] = { "SELECT count(*) FROM release", false },
	[QUERY_GROUNDS_ADD] = {
		"INSERT INTO grounds (release, decision, findings, codings)"
		" VALUES (:release, :decision, :findings, :codings)", true },
	[QUERY_GROUNDS] = {
		"SELECT g.decision, g.findings, g.codings"
		"  FROM release AS r JOIN grounds AS g ON g.release = r.seq"
		" WHERE r.name = :name", false },
	/* As QUERY_EVIDENCE; sorted by who reads it, which is sooner done. */
	[QUERY_GROUNDINGS] = {
		EVIDENCE_COLUMNS
		" WHERE m.confidence >= 5000 AND m.state <> ''"
		"   AND " OWN_VOICE " AND " NOT_SUPERSEDED, false },
	/* 4 is VOICE_STATISTICS. */
	[QUERY_ROSTER] = {
		"SELECT s.seq, s.id, s.voice, s.round,"
		"       (SELECT json_group_array(t.state)"
		"          FROM submission_state AS t"
		"         WHERE t.submission = s.seq),"
		"       coalesce((SELECT n.id FROM supersession AS x"
		"          JOIN " SEEN " AS n ON n.seq = x.newer"
		"         WHERE x.older = s.seq), ''),"
		/* What it was taken as: no reading changes that. */
		"       CASE s.voice WHEN 4 THEN s.kind ELSE '' END,"
		"       coalesce(f.status, 0), f.sha256,"
		"       coalesce(f.extractor, ''), coalesce(f.coder, ''),"
		"       coalesce(f.catalogue, ''),"
		"       CASE s.voice WHEN 4 THEN"
		"         (SELECT json_group_array(DISTINCT o.state)"
		"            FROM observation AS o"
		"           WHERE o.id BETWEEN s.seq << 20"
		"             AND (s.seq << 20) + 1048575) ELSE '' END"
		"  FROM " SEEN " AS s"
		"  LEFT JOIN finding AS f ON f.submission = s.seq"
		" ORDER BY s.seq", false },
	[QUERY_DECISION_LAST] = {
		"SELECT coalesce(max(seq), 0) FROM decision", false },
	[QUERY_DECIDED] = {
		"SELECT DISTINCT s.seq, c.commitment"
		"  FROM decision AS c"
		"  JOIN " SEEN " AS s ON s.document = c.document"
		" WHERE c.seq > :from AND c.seq <= :to"
		" ORDER BY s.seq, c.commitment", false },

	/* Each tells what may be seen now and was not told yet. */
	[QUERY_CHANGE_RECEIVED] = {
		"INSERT INTO change (kind, at, submission, number, name,"
		"    sha256)"
		" SELECT 0, :now, s.seq, 0, '', x''"
		"   FROM " SEEN " AS s"
		"  WHERE NOT EXISTS (SELECT 1 FROM change AS c"
		"    WHERE c.submission = s.seq AND c.kind = 0)"
		"  ORDER BY s.seq", true },
	[QUERY_CHANGE_SUPERSEDED] = {
		"INSERT INTO change (kind, at, submission, other, number,"
		"    name, sha256)"
		" SELECT 2, :now, s.seq, n.seq, 0, '', x''"
		"   FROM supersession AS x"
		"   JOIN " SEEN " AS s ON s.seq = x.older"
		"   JOIN " SEEN " AS n ON n.seq = x.newer"
		"  WHERE NOT EXISTS (SELECT 1 FROM change AS c"
		"    WHERE c.submission = s.seq AND c.kind = 2)"
		"  ORDER BY n.seq", true },
	/* A status is told again when the findings are others. */
	[QUERY_CHANGE_ASSESSED] = {
		"INSERT INTO change (kind, at, submission, number, name,"
		"    sha256)"
		" SELECT 1, :now, s.seq, 0,"
		"        CASE f.status WHEN 1 THEN 'assessed'"
		"          WHEN 2 THEN 'not_assessed' ELSE 'refused' END,"
		"        f.sha256"
		"   FROM " SEEN " AS s"
		"   JOIN finding AS f ON f.submission = s.seq"
		"  WHERE f.sha256 IS NOT (SELECT c.sha256 FROM change AS c"
		"    WHERE c.submission = s.seq AND c.kind = 1"
		"    ORDER BY c.seq DESC LIMIT 1)"
		"  ORDER BY s.seq", true },
	[QUERY_CHANGE_DECIDED] = {
		"INSERT INTO change (kind, at, submission, number, name,"
		"    sha256)"
		" SELECT 3, :now, s.seq, max(d.seq), '', x''"
		"   FROM decision AS d"
		"   JOIN " SEEN " AS s ON s.document = d.document"
		"  WHERE d.seq > coalesce((SELECT max(c.number)"
		"    FROM change AS c"
		"    WHERE c.submission = s.seq AND c.kind = 3), 0)"
		"  GROUP BY s.seq ORDER BY s.seq", true },
	[QUERY_CHANGE_ADD] = {
		"INSERT INTO change (kind, at, number, name, sha256)"
		" VALUES (:kind, :at, :number, :name, x'')", true },
	[QUERY_CHANGES] = {
		"SELECT c.seq, c.kind, c.at, coalesce(s.id, ''),"
		"       coalesce(o.id, ''), c.number, c.name"
		"  FROM change AS c"
		"  LEFT JOIN " SEEN " AS s ON s.seq = c.submission"
		"  LEFT JOIN " SEEN " AS o ON o.seq = c.other"
		" WHERE c.seq > :after"
		"   AND (c.submission IS NULL OR s.seq IS NOT NULL)"
		"   AND (c.other IS NULL OR o.seq IS NOT NULL)"
		" ORDER BY c.seq LIMIT :limit", false },
	[QUERY_CHANGES_BEFORE] = {
		"SELECT coalesce((SELECT min(seq) - 1 FROM change"
		"                  WHERE at >= :at),"
		"       (SELECT max(seq) FROM change), 0)", false },
	[QUERY_CHANGE_LAST] = {
		"SELECT coalesce(max(seq), 0), count(*) FROM change", false },
	[QUERY_BEHIND] = {
		"SELECT (SELECT count(*) FROM submission AS s"
		"         WHERE NOT EXISTS (SELECT 1 FROM finding"
		"                            WHERE submission = s.seq)),"
		"       (SELECT count(*) FROM stale)", false },
	[QUERY_COUNTS] = {
		"SELECT (SELECT count(*) FROM submission),"
		"       coalesce(sum(passages), 0), coalesce(sum(codings), 0),"
		"       (SELECT count(*) FROM cell)"
		"  FROM finding", false },
	[QUERY_STATUSES] = {
		"SELECT coalesce(f.status, 0), count(*)"
		"  FROM submission AS s"
		"  LEFT JOIN finding AS f ON f.submission = s.seq"
		" GROUP BY 1", false },
};
/* clang-format on */

const struct query_row *query_table(void)
{
	return QUERIES;
}
