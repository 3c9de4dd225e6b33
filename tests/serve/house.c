/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <unistd.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/json.h"
#include "catalogue.h"
#include "model/text.h"
#include "pipeline.h"
#include "store.h"

#define ANSWER_MEMORY ((size_t)256 << 20)
#define SENTENCES     5

struct sentence {
	const char *text;
	const char *commitment;
	enum level level;
	double confidence;
};

struct document {
	const char *state;
	enum voice voice;
	const char *round, *language, *author, *title;
	enum visibility visibility;
	int64_t embargo_s;
	enum submission_status status;
	struct sentence sentence[SENTENCES];
};

static const struct document DOCUMENTS[] = {
	{ "SVN",
	  VOICE_STATE,
	  "UPR2025",
	  "en",
	  "Government of Slovenia",
	  "National report",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Slovenia adopted alternatives to detention.", "GCM.13",
	      LEVEL_MEASURE, 0.9 },
	    { "=cmd() families are housed in open centres.", "GCM.13",
	      LEVEL_RESULT, 0.95 },
	    { "Open centres serve every family.", "GCM.13", LEVEL_RESULT,
	      0.92 },
	    { "Rescue at sea was mentioned.", "GCM.8", LEVEL_MEASURE, 0.4 } } },
	{ "SVN",
	  VOICE_CIVIL_SOCIETY,
	  "UPR2025",
	  "en",
	  "Invented Watch",
	  "Shadow report",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Children were detained again in 2024.", "GCM.13",
	      LEVEL_REGRESSION, 0.97 },
	    { "Detention of families has grown worse.", "GCM.13",
	      LEVEL_REGRESSION, 0.96 },
	    { "There is no limit on detention.", "GCM.13", LEVEL_GAP, 0.95 },
	    { "There is no limit on detention!", "GCM.13", LEVEL_GAP, 0.9 },
	    { "Pushbacks at the border were recorded.", "GCM.11",
	      LEVEL_REGRESSION, 0.9 } } },
	{ "SVN",
	  VOICE_STATE,
	  "UPR2019",
	  "en",
	  "Government of Slovenia",
	  "Earlier report",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Slovenia plans alternatives to detention.", "GCM.13",
	      LEVEL_INTENTION, 0.9 },
	    { "It intends to end the detention of minors.", "GCM.13",
	      LEVEL_INTENTION, 0.9 } } },
	{ "HRV",
	  VOICE_STATE,
	  "UPR2025",
	  "fr",
	  "Gouvernement de la Croatie",
	  "Rapport national",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "La Croatie pr\xc3\xa9voit des solutions.", "GCM.13",
	      LEVEL_INTENTION, 0.8 },
	    { "Elle compte former des juges.", "GCM.13", LEVEL_INTENTION,
	      0.8 } } },
	{ "HRV",
	  VOICE_INDEPENDENT,
	  "UPR2025",
	  "en",
	  "Nobody",
	  "Scan",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_REFUSED,
	  { { NULL, NULL, LEVEL_MENTION, 0 } } },
	{ "SVN",
	  VOICE_CIVIL_SOCIETY,
	  "UPR2025",
	  "en",
	  CANARY " sealed",
	  CANARY,
	  VISIBILITY_SEALED,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Sealed " CANARY " words.", "GCM.5", LEVEL_REGRESSION, 0.9 } } },
	{ "SVN",
	  VOICE_CIVIL_SOCIETY,
	  "UPR2025",
	  "en",
	  CANARY " network",
	  CANARY,
	  VISIBILITY_NETWORK,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Network " CANARY " words.", "GCM.5", LEVEL_REGRESSION, 0.9 } } },
	{ "SVN",
	  VOICE_CIVIL_SOCIETY,
	  "UPR2025",
	  "en",
	  CANARY " embargo",
	  CANARY,
	  VISIBILITY_PUBLIC,
	  HOUSE_NOW + 86400,
	  SUBMISSION_ASSESSED,
	  { { "Embargoed " CANARY " words.", "GCM.5", LEVEL_REGRESSION,
	      0.9 } } },
};

static const struct document LATER[] = {
	{ "SVN",
	  VOICE_STATE,
	  "UPR2025",
	  "en",
	  "Government of Slovenia",
	  "Addendum",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Open centres now serve every single family.", "GCM.13",
	      LEVEL_RESULT, 0.99 },
	    { "Rescue at sea began.", "GCM.8", LEVEL_MEASURE, 0.9 } } },
	{ "SVN",
	  VOICE_CIVIL_SOCIETY,
	  "UPR2019",
	  "en",
	  "Invented Watch",
	  "Found in an attic",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Lawyers lacked keys.", "GCM.13", LEVEL_GAP, 0.9 },
	    { "Judges never looked.", "GCM.13", LEVEL_GAP, 0.95 } } },
	{ "HRV",
	  VOICE_CIVIL_SOCIETY,
	  "UPR2025",
	  "en",
	  "Invented Watch",
	  "First words on Croatia",
	  VISIBILITY_PUBLIC,
	  0,
	  SUBMISSION_ASSESSED,
	  { { "Croatia detains families.", "GCM.13", LEVEL_REGRESSION,
	      0.9 } } },
};

/* What was found in D, written as extraction and coding would. */
static void put_findings(struct store *store, const char *id,
                         const struct document *d)
{
	char states[1][STATE_SIZE];
	struct passage passages[SENTENCES] = { { 0 } };
	struct passage_finding coded[SENTENCES] = { { 0 } };
	struct coding codings[SENTENCES];
	struct block block = { .kind = BLOCK_PARAGRAPH,
		               .heading = BLOCK_NO_HEADING,
		               .page = 3,
		               .number = "12",
		               .declared = "" };
	struct reason why = { REASON_TERM, "detention", 1.5 };
	struct findings found = { 0 };
	char bytes[600] = "";
	struct text text = { 0 };
	struct fault f = { 0 };
	size_t n = 0;

	(void)snprintf(states[0], STATE_SIZE, "%s", d->state);
	memset(codings, 0, sizeof(codings));
	for (; n < SENTENCES && d->sentence[n].text; n++) {
		size_t at = strlen(bytes) + (n > 0);

		(void)snprintf(bytes + strlen(bytes),
		               sizeof(bytes) - strlen(bytes), "%s%s",
		               n > 0 ? " " : "", d->sentence[n].text);
		passages[n] = (struct passage){ (uint32_t)n, 0, at,
			                        strlen(d->sentence[n].text) };
		(void)snprintf(codings[n].commitment, COMMITMENT_SIZE, "%s",
		               d->sentence[n].commitment);
		codings[n].level = d->sentence[n].level;
		codings[n].confidence = d->sentence[n].confidence;
		codings[n].states = (const char(*)[STATE_SIZE])states;
		codings[n].n_states = 1;
		codings[n].why = &why;
		codings[n].n_why = 1;
		coded[n] = (struct passage_finding){
			.level = d->sentence[n].level,
			.codings = &codings[n],
			.n_codings = 1,
			.source = d->voice == VOICE_STATE ? "state:SVN"
			                                  : "author:watch",
			.voice = d->voice,
		};
	}
	block.len = strlen(bytes);
	text.bytes = bytes;
	text.len = block.len;
	text.blocks = &block;
	text.n_blocks = 1;
	text.format = FORMAT_TEXT;
	text.title = "";
	(void)snprintf(text.language, sizeof(text.language), "%s", d->language);
	found.text = d->status == SUBMISSION_REFUSED ? NULL : &text;
	found.passages = passages;
	found.coded = coded;
	found.n_passages = n;
	found.status = d->status;
	found.format = FORMAT_TEXT;
	found.language = d->language;
	found.reason = d->status == SUBMISSION_REFUSED ? "no text layer" : "";
	found.extractor = "test/1";
	found.coder = "test/1";
	found.catalogue = "test";
	assert_ok(store_findings_put(store, id, &found, &f), &f);
}

static void put_document(struct store *store, const struct document *d,
                         size_t i, char *id)
{
	char states[1][STATE_SIZE], bytes[64];
	struct submission s = { 0 };
	struct fault f = { 0 };
	bool is_known = false;

	(void)snprintf(states[0], STATE_SIZE, "%s", d->state);
	(void)snprintf(bytes, sizeof(bytes), "document %zu", i);
	s.states = (const char(*)[STATE_SIZE])states;
	s.n_states = 1;
	s.voice = d->voice;
	(void)snprintf(s.round, sizeof(s.round), "%s", d->round);
	s.kind = s.date = s.symbol = s.supersedes = s.superseded_by = "";
	s.language_declared = s.language = d->language;
	s.author = d->author;
	s.title = d->title;
	s.file_name = "report.txt";
	s.visibility = d->visibility;
	s.embargo_s = d->embargo_s;
	s.received_s = HOUSE_NOW - 1000 + (int64_t)i;
	s.reason = s.extractor = "";
	assert_ok(store_begin(store, &f), &f);
	assert_ok(store_submit(store, &s, bytes, strlen(bytes), id, &is_known,
	                       &f),
	          &f);
	put_findings(store, id, d);
	assert_ok(store_commit(store, &f), &f);
}

static void publish(struct house *h, struct store *store, int64_t as_of_s)
{
	const struct pipeline_options options = { .jobs = 1 };
	struct pipeline *p = NULL;
	struct fault f = { 0 };

	assert_ok(pipeline_new(store, h->catalogue, &options, &p, &f), &f);
	assert_ok(pipeline_publish(p, as_of_s, &f), &f);
	pipeline_free(p);
}

void house_publish(struct house *h)
{
	struct store *store = NULL;
	struct fault f = { 0 };

	assert_ok(store_open(h->path, STORE_WRITE, 1000, &store, &f), &f);
	/* The same cells as of the same second are the same publication. */
	publish(h, store, HOUSE_NOW + 1);
	store_close(store);
}

void house_release(struct house *h, const char *name)
{
	struct store *store = NULL;
	struct fault f = { 0 };

	assert_ok(store_open(h->path, STORE_WRITE, 1000, &store, &f), &f);
	assert_ok(store_begin(store, &f), &f);
	assert_ok(store_release(store, name, HOUSE_NOW + 3, &f), &f);
	assert_ok(store_commit(store, &f), &f);
	store_close(store);
}

void house_add(struct house *h)
{
	struct store *store = NULL;
	struct fault f = { 0 };
	char id[32];

	assert_ok(store_open(h->path, STORE_WRITE, 1000, &store, &f), &f);
	for (size_t i = 0; i < COUNT_OF(LATER); i++)
		put_document(store, &LATER[i], COUNT_OF(DOCUMENTS) + i, id);
	publish(h, store, HOUSE_NOW + 2);
	store_close(store);
}

int house_open(void **state)
{
	struct house *h = calloc(1, sizeof(*h));
	struct site_options options = { .body_most = 4096,
		                        .public_url = "",
		                        .cache_most = (size_t)8 << 20 };
	struct store *store = NULL;
	struct fault f = { 0 };
	struct digest d;
	int fd;

	if (!h)
		return -1;
	(void)snprintf(h->path, sizeof(h->path), "%s",
	               "/tmp/gcmtrack-serve-XXXXXX");
	fd = mkstemp(h->path);
	if (fd < 0 || close(fd) < 0 || unlink(h->path) < 0)
		return -1;
	digest_of(HOUSE_TOKEN, strlen(HOUSE_TOKEN), &d);
	digest_hex(&d, h->token_digest);
	options.db = h->path;
	options.token_digest = h->token_digest;
	assert_ok(catalogue_new(NULL, 0, &h->catalogue, &f), &f);
	assert_ok(store_open(h->path, STORE_CREATE, 1000, &store, &f), &f);
	for (size_t i = 0; i < COUNT_OF(DOCUMENTS); i++)
		put_document(store, &DOCUMENTS[i], i, h->ids[i]);
	publish(h, store, HOUSE_NOW);
	assert_ok(store_begin(store, &f), &f);
	assert_ok(store_release(store, "2026.1", HOUSE_NOW, &f), &f);
	assert_ok(store_commit(store, &f), &f);
	store_close(store);
	assert_ok(arena_new(ANSWER_MEMORY, &h->arena, &f), &f);
	assert_ok(site_open(&options, h->catalogue, &h->site, &f), &f);
	*state = h;
	return 0;
}

int house_close(void **state)
{
	struct house *h = *state;
	char name[80];

	cJSON_Delete(h->json);
	site_close(h->site);
	arena_free(h->arena);
	catalogue_free(h->catalogue);
	(void)unlink(h->path);
	(void)snprintf(name, sizeof(name), "%s-wal", h->path);
	(void)unlink(name);
	(void)snprintf(name, sizeof(name), "%s-shm", h->path);
	(void)unlink(name);
	free(h);
	return 0;
}

const struct answer *house_ask(struct house *h, const struct ask *ask)
{
	struct ask mine = *ask;
	struct fault f = { 0 };
	const char *type;

	cJSON_Delete(h->json);
	h->json = NULL;
	arena_reset(h->arena);
	mine.method = mine.method ? mine.method : "GET";
	mine.query = mine.query ? mine.query : "";
	mine.now_s = HOUSE_NOW;
	site_answer(h->site, &mine, h->arena, &h->answer);
	type = house_header(h, "Content-Type");
	if (h->answer.len > 0 && strstr(type, "json") &&
	    house_header(h, "Content-Encoding")[0] == '\0')
		assert_ok(json_read(h->answer.body, h->answer.len, &h->json,
		                    &f),
		          &f);
	return &h->answer;
}

const struct answer *house_get(struct house *h, const char *target)
{
	char path[256];
	const char *query = strchr(target, '?');
	struct ask ask = { .query = query ? query + 1 : "" };

	(void)snprintf(path, sizeof(path), "%.*s",
	               (int)(query ? (size_t)(query - target) : strlen(target)),
	               target);
	ask.path = path;
	return house_ask(h, &ask);
}

const char *house_header(const struct house *h, const char *name)
{
	for (size_t i = 0; i < h->answer.n_headers; i++)
		if (strcmp(h->answer.header[i].name, name) == 0)
			return h->answer.header[i].value;
	return "";
}

const struct cJSON *house_data(const struct house *h, const char *path)
{
	const cJSON *at = h->json;
	char name[64];

	if (at && cJSON_HasObjectItem(at, "data"))
		at = cJSON_GetObjectItemCaseSensitive(at, "data");
	while (at && *path) {
		size_t len = strcspn(path, ".");

		(void)snprintf(name, sizeof(name), "%.*s", (int)len, path);
		at = cJSON_IsArray(at)
		             ? cJSON_GetArrayItem(at,
		                                  (int)strtol(name, NULL, 10))
		             : cJSON_GetObjectItemCaseSensitive(at, name);
		path += len;
		path += *path == '.';
	}
	return at;
}

const char *house_string(const struct house *h, const char *path)
{
	const cJSON *at = house_data(h, path);

	if (!cJSON_IsString(at))
		fail_msg("%s is no string in %.*s", path, (int)h->answer.len,
		         h->answer.body);
	return at ? at->valuestring : "";
}

double house_number(const struct house *h, const char *path)
{
	const cJSON *at = house_data(h, path);

	if (!cJSON_IsNumber(at))
		fail_msg("%s is no number in %.*s", path, (int)h->answer.len,
		         h->answer.body);
	return at ? at->valuedouble : 0;
}

size_t house_rows(const struct house *h)
{
	return (size_t)cJSON_GetArraySize(house_data(h, ""));
}

int house_holds(const struct house *h, const char *text)
{
	return memmem(h->answer.body, h->answer.len, text, strlen(text)) !=
	       NULL;
}
