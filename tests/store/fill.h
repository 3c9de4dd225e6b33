/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fill: a store in a folder of its own, and invented submissions for it.
 */
#ifndef TESTS_STORE_FILL_H
#define TESTS_STORE_FILL_H

#include <limits.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/text.h"
#include "store.h"

#define FILL_MEMORY ((size_t)64 << 20)

struct fill {
	char folder[64];
	char path[PATH_MAX];
	struct store *store;
	struct arena *arena;
	struct buf report;
	struct fault f;
};

/* What is said of one submission; the rest is invented from it. */
struct note {
	const char *state;
	const char *about; /* state of the coding; NULL: the same */
	const char *round;
	enum voice voice;
	enum visibility visibility;
	int64_t embargo_s;
	int64_t received_s;
	const char *supersedes;
	const char *language;
	const char *commitment; /* NULL: passages are not coded */
	double confidence;
	enum level level;
	bool is_demand;
	const char *heading;
	const char *sentence; /* of the second passage */
	bool is_told;         /* it has the voice said, not the document's */
	enum voice said;
	bool is_quoted;
};

static const struct reader PUBLIC = { AUDIENCE_PUBLIC, 1000, 0 };
static const struct reader NETWORK = { AUDIENCE_NETWORK, 1000, 0 };
static const struct reader OPERATOR = { AUDIENCE_OPERATOR, 1000, 0 };

static struct note note_of(const char *sentence)
{
	return (struct note){ .state = "SVN",
		              .round = "IMRF2026",
		              .voice = VOICE_CIVIL_SOCIETY,
		              .received_s = 100,
		              .language = "en",
		              .commitment = "GCM.8",
		              .confidence = 0.9123,
		              .level = LEVEL_MEASURE,
		              .heading = "Saving lives",
		              .sentence = sentence };
}

static void fill_init(struct fill *x)
{
	const char *tmp = getenv("TMPDIR");

	memset(x, 0, sizeof(*x));
	(void)snprintf(x->folder, sizeof(x->folder), "%.40s/gcmstoreXXXXXX",
	               tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(x->folder));
	(void)snprintf(x->path, sizeof(x->path), "%s/t.db", x->folder);
	assert_ok(arena_new(FILL_MEMORY, &x->arena, &x->f), &x->f);
	buf_init(&x->report, FILL_MEMORY);
}

static void fill_open(struct fill *x)
{
	fill_init(x);
	assert_ok(store_open(x->path, STORE_CREATE, 2000, &x->store, &x->f),
	          &x->f);
}

static void fill_remove(const struct fill *x, const char *name)
{
	char path[PATH_MAX + 64];

	(void)snprintf(path, sizeof(path), "%s/%s", x->folder, name);
	(void)unlink(path);
}

static void fill_close(struct fill *x)
{
	static const char *const NAMES[] = { "t.db",        "t.db-wal",
		                             "t.db-shm",    "copy.db",
		                             "copy.db-wal", "copy.db-shm",
		                             "other" };

	store_close(x->store);
	arena_free(x->arena);
	buf_clear(&x->report);
	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		fill_remove(x, NAMES[i]);
	(void)rmdir(x->folder);
}

/* The findings of NOTE: a heading and one sentence below it. */
struct made {
	char bytes[2048];
	char states[1][STATE_SIZE];
	struct text text;
	struct block blocks[2];
	struct passage passages[2];
	struct reason why[2];
	struct coding coding;
	struct passage_finding coded[2];
	struct claimant claimant;
	struct findings found;
};

static void make_text(const struct note *note, struct made *m)
{
	size_t head = strlen(note->heading), len = strlen(note->sentence);

	(void)snprintf(m->bytes, sizeof(m->bytes), "%s\n%s", note->heading,
	               note->sentence);
	m->blocks[0] = (struct block){ .kind = BLOCK_HEADING,
		                       .level = 1,
		                       .heading = BLOCK_NO_HEADING,
		                       .page = 3,
		                       .len = head,
		                       .number = "",
		                       .declared = "" };
	m->blocks[1] = (struct block){ .kind = BLOCK_PARAGRAPH,
		                       .page = 3,
		                       .start = head + 1,
		                       .len = len,
		                       .number = "12",
		                       .declared = "" };
	m->text = (struct text){ .bytes = m->bytes,
		                 .len = head + 1 + len,
		                 .blocks = m->blocks,
		                 .n_blocks = 2,
		                 .format = FORMAT_TEXT,
		                 .title = "A report" };
	(void)snprintf(m->text.language, sizeof(m->text.language), "%s",
	               note->language);
	m->passages[0] = (struct passage){ 0, 0, 0, head };
	m->passages[1] = (struct passage){ 1, 1, head + 1, len };
}

static void make_found(const struct note *note, struct made *m)
{
	memset(m, 0, sizeof(*m));
	make_text(note, m);
	(void)snprintf(m->states[0], STATE_SIZE, "%s",
	               note->about ? note->about : note->state);
	m->why[0] = (struct reason){ REASON_TERM, "search and rescue", 1.25 };
	m->why[1] = (struct reason){ REASON_LEVEL, "adopted", 0 };
	m->coding = (struct coding){
		.level = note->level,
		.is_demand = note->is_demand,
		.confidence = note->confidence,
		.principles = 5,
		.states = (const char(*)[STATE_SIZE])m->states,
		.n_states = 1,
		.why = m->why,
		.n_why = 2,
	};
	m->coded[0] = (struct passage_finding){ .source = "author:A",
		                                .voice = note->voice };
	m->coded[1] = (struct passage_finding){ .level = note->level,
		                                .is_demand = note->is_demand,
		                                .source = "author:A",
		                                .voice = note->voice };
	if (note->commitment) {
		(void)snprintf(m->coding.commitment, COMMITMENT_SIZE, "%s",
		               note->commitment);
		m->coded[1].codings = &m->coding;
		m->coded[1].n_codings = 1;
	}
	if (note->is_told)
		m->coded[1].voice = note->said;
	m->coded[1].is_quoted = note->is_quoted;
	m->claimant = (struct claimant){ .key = "author:A",
		                         .name = "A",
		                         .voice = note->voice,
		                         .passages = 2 };
	m->found = (struct findings){ .text = &m->text,
		                      .passages = m->passages,
		                      .coded = m->coded,
		                      .claimants = &m->claimant,
		                      .n_claimants = 1,
		                      .n_passages = 2,
		                      .status = SUBMISSION_ASSESSED,
		                      .format = FORMAT_TEXT,
		                      .language = note->language,
		                      .reason = "",
		                      .extractor = "x1",
		                      .coder = "c1",
		                      .catalogue = "gcm/2018" };
}

/* Records what NOTE says, as its own bytes; ID gets the submission. */
static void submit_note(struct fill *x, const struct note *note, char *id)
{
	static const struct endorser SIGNED[] = { { "Ana", 1 }, { "Bor", 3 } };
	char state[1][STATE_SIZE];
	struct submission sub = {
		.states = (const char(*)[STATE_SIZE])state,
		.n_states = 1,
		.voice = note->voice,
		.kind = "shadow_report",
		.language_declared = note->language,
		.author = "A",
		.title = "A report",
		.date = "2026-01",
		.symbol = "X/1",
		.file_name = "a.txt",
		.visibility = note->visibility,
		.embargo_s = note->embargo_s,
		.received_s = note->received_s,
		.supersedes = note->supersedes ? note->supersedes : "",
		.endorsers = SIGNED,
		.n_endorsers = 2,
	};
	bool is_known = true;

	(void)snprintf(state[0], STATE_SIZE, "%s", note->state);
	(void)snprintf(sub.round, sizeof(sub.round), "%s", note->round);
	assert_ok(store_submit(x->store, &sub, note->sentence,
	                       strlen(note->sentence), id, &is_known, &x->f),
	          &x->f);
	assert_false(is_known);
}

/* Records and stores findings, in one durable transaction. */
static void put_note(struct fill *x, const struct note *note, char *id)
{
	struct made m;

	make_found(note, &m);
	assert_ok(store_begin(x->store, &x->f), &x->f);
	submit_note(x, note, id);
	assert_ok(store_findings_put(x->store, id, &m.found, &x->f), &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
}

/* What coder CODER said of the sentence of NOTE, or of the bytes it is. */
static struct decision decision_of(const struct note *note, const char *coder,
                                   enum decision_kind kind, enum level level)
{
	struct decision d = { .quote = note->sentence,
		              .prefix = note->heading,
		              .suffix = "",
		              .kind = kind,
		              .level = level,
		              .coder = coder,
		              .decided_s = 50,
		              .note = "a remark" };

	digest_of(note->sentence, strlen(note->sentence), &d.document);
	(void)snprintf(d.commitment, sizeof(d.commitment), "GCM.8");
	return d;
}

/* The verdict that the one coding of NOTE is at LEVEL, accepted; at 0 of
   confidence it is set aside. */
static void put_verdict(struct fill *x, const struct note *note, const char *id,
                        enum level level, double confidence)
{
	struct made m;
	struct verdict v = { .ordinal = 1,
		             .level = level,
		             .codings = &m.coding,
		             .n_codings = 1,
		             .coders = 1,
		             .decisions = 1 };

	make_found(note, &m);
	m.coding.level = level;
	m.coding.is_demand = false;
	m.coding.confidence = confidence;
	m.coding.review = confidence > 0 ? REVIEW_ACCEPTED : REVIEW_REJECTED;
	m.coding.coders = m.coding.agreed = 1;
	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_verdicts_put(x->store, id, &v, 1, &x->f), &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
}

static void decide(struct fill *x, const struct decision *d)
{
	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_decide(x->store, d, 300, &x->f), &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
}

static void publish_one(struct fill *x, double score, int64_t as_of_s)
{
	static const struct source_score SOURCES[] = { { 0, 2, 1.5, 10 } };
	const struct cell cell = {
		.key = { "SVN", "GCM.8", "IMRF2026", VOICE_CIVIL_SOCIETY },
		.status = CELL_ASSESSED,
		.score = score,
		.low = -10,
		.high = 60.5,
		.mass = { 0, 0.5, 0, 1.25, 0 },
		.counts = { 0, 0, 1, 0, 2, 0 },
		.passages = 3,
		.sources = 1,
		.by_source = SOURCES,
		.n_by_source = 1,
	};

	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_publish(x->store, &cell, 1, as_of_s, "1.0", "gcm/2018",
	                        &x->f),
	          &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
}

static void assert_sound(struct fill *x)
{
	int rc = store_check(x->store, NULL, NULL, &x->report, &x->f);

	if (rc != 1)
		fail_msg("%s", rc < 0 ? x->f.text : x->report.at);
}

#endif
