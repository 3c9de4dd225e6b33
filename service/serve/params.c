/* SPDX-License-Identifier: Apache-2.0 */
#include "params.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/utf8.h"
#include "base/word.h"
#include "model/cell.h"

#include "asof.h"
#include "catalogue.h"
#include "diff.h"
#include "groups.h"
#include "scoring.h"
#include "words.h"

/* Largest page, and the one given unasked. */
#define LIMIT_MOST    1000
#define LIMIT_DEFAULT 100

#define QUOTE_(x) #x
#define QUOTE(x)  QUOTE_(x)

/* ---- one check per kind of value ------------------------------------------
 */

static bool is_table_word(const char *const *table, size_t n, const char *v)
{
	return word_find(table, n, v) >= 0;
}

static bool is_state(const struct catalogue *c, const char *v)
{
	return catalogue_state(c, v) != NULL;
}

static bool is_commitment(const struct catalogue *c, const char *v)
{
	return catalogue_commitment(c, v) != NULL;
}

static bool is_catalogue(const struct catalogue *c, const char *v)
{
	return catalogue_find(c, v) != NULL;
}

static bool is_round(const struct catalogue *c, const char *v)
{
	return catalogue_round(c, v) != NULL;
}

static bool is_voice(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(VOICE_NAMES, VOICE_COUNT, v);
}

static bool is_status(const struct catalogue *c, const char *v)
{
	(void)c;
	return strcmp(v, "all") == 0 ||
	       is_table_word(CELL_STATUS_NAMES, CELL_STATUS_COUNT, v);
}

static bool is_submission_status(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(SUBMISSION_STATUS_NAMES, SUBMISSION_STATUS_COUNT,
	                     v);
}

static bool is_level(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(LEVEL_NAMES, LEVEL_COUNT, v);
}

static bool is_relation(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(RELATION_NAMES, RELATION_COUNT, v);
}

static bool is_language(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(UN_LANGUAGE_NAMES, UN_LANGUAGE_COUNT, v);
}

/* A name of letters, digits and . _ - only, up to MOST bytes. */
static bool is_name(const char *v, size_t most)
{
	size_t len = strspn(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                       "abcdefghijklmnopqrstuvwxyz0123456789._-");

	return len > 0 && len <= most && v[len] == '\0';
}

static bool is_release(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_name(v, 31);
}

static bool is_cursor(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_name(v, 120);
}

static bool is_submission(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_name(v, SUBMISSION_ID_SIZE - 1);
}

static bool is_limit(const struct catalogue *c, const char *v)
{
	uint64_t n = request_number(v, 0);

	(void)c;
	return n >= 1 && n <= LIMIT_MOST;
}

static bool is_format(const struct catalogue *c, const char *v)
{
	(void)c;
	for (int i = 0; i < FORM_COUNT; i++)
		if (strcmp(form_row((enum form)i)->name, v) == 0)
			return true;
	return false;
}

static bool is_flag(const struct catalogue *c, const char *v)
{
	(void)c;
	return (v[0] == '0' || v[0] == '1') && v[1] == '\0';
}

/* Anybody's words: UTF-8 was checked when the query was decoded. */
static bool is_words(const struct catalogue *c, const char *v)
{
	(void)c;
	return v[0] != '\0';
}

static bool is_share(const struct catalogue *c, const char *v)
{
	size_t len = strlen(v);

	(void)c;
	if (strcmp(v, "0") == 0 || strcmp(v, "1") == 0)
		return true;
	return len >= 3 && len <= 6 && v[0] == '0' && v[1] == '.' &&
	       strspn(v + 2, "0123456789") == len - 2;
}

static bool is_cluster(const struct catalogue *c, const char *v)
{
	(void)c;
	return v[0] >= '1' && v[0] <= '4' && v[1] == '\0';
}

static bool is_order(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(ORDER_WORDS, ORDER_WORDS_COUNT, v);
}

static bool is_family(const struct catalogue *c, const char *v)
{
	size_t n;
	const struct round *rounds = catalogue_rounds(c, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(rounds[i].family, v) == 0)
			return true;
	return false;
}

static bool is_series(const struct catalogue *c, const char *v)
{
	return catalogue_series_find(c, v) != NULL;
}

static bool is_year(const struct catalogue *c, const char *v)
{
	(void)c;
	return strlen(v) == 4 && strspn(v, "0123456789") == 4;
}

static bool is_version(const struct catalogue *c, const char *v)
{
	(void)c;
	return scoring_method(v) != NULL;
}

static bool is_date(const struct catalogue *c, const char *v)
{
	int64_t end_s;

	(void)c;
	return strlen(v) == strlen("YYYY-MM-DD") && day_end(v, &end_s);
}

static bool is_change(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(DIFF_CHANGE_WORDS, DIFF_CHANGE_COUNT, v);
}

static bool is_why(const struct catalogue *c, const char *v)
{
	(void)c;
	return is_table_word(DIFF_WHY_WORDS, WHY_COUNT, v);
}

/* A cursor, or a time that base/clock.h reads. */
static bool is_since(const struct catalogue *c, const char *v)
{
	struct fault why = { 0 };
	int64_t t_s;

	return is_cursor(c, v) || clock_parse(v, &t_s, &why) == 0;
}

static const struct {
	bool (*is_valid)(const struct catalogue *c, const char *v);
	const char *allowed;
} KINDS[VALUE_COUNT] = {
	[VALUE_STATE] = { is_state, "an ISO 3166-1 alpha-3 code in capitals, "
	                            "such as SVN; /api/v1/states lists them" },
	[VALUE_COMMITMENT] = { is_commitment,
	                       "a code such as GCM.13; "
	                       "/api/v1/catalogues/gcm lists them" },
	[VALUE_CATALOGUE] = { is_catalogue, "an id such as gcm; "
	                                    "/api/v1/catalogues lists them" },
	[VALUE_ROUND] = { is_round, "an id such as IMRF2026; "
	                            "/api/v1/rounds lists them" },
	[VALUE_VOICE] = { is_voice, "state, civil_society, independent, "
	                            "peer_state or statistics" },
	[VALUE_STATUS] = { is_status, "no_report, silent, mentioned, demanded, "
	                              "not_applicable, not_due, unreadable, "
	                              "not_assessed, thin, assessed; or all" },
	[VALUE_SUBMISSION_STATUS] = { is_submission_status,
	                              "received, assessed, not_assessed or "
	                              "refused" },
	[VALUE_GROUP] = { is_group,
	                  "osce, coe, champion, ldc, lldc, sids, a UN "
	                  "regional commission (eca, ece, eclac, "
	                  "escap, escwa) or an M49 region in lower "
	                  "case with _ for blanks; /api/v1/states "
	                  "lists them" },
	[VALUE_LEVEL] = { is_level, "mention, regression, gap, intention, "
	                            "measure or result" },
	[VALUE_RELATION] = { is_relation,
	                     "none, state_silent, civil_society_silent, "
	                     "both_silent, contradict, differ_in_degree, "
	                     "agree or undecided" },
	[VALUE_RELEASE] = { is_release, "a name from /api/v1/releases, "
	                                "latest or head" },
	[VALUE_LIMIT] = { is_limit,
	                  "a whole number from 1 to " QUOTE(LIMIT_MOST) },
	[VALUE_CURSOR] = { is_cursor,
	                   "what meta.next of the page before says" },
	[VALUE_LANGUAGE] = { is_language, "en, fr, es, ar, ru or zh" },
	[VALUE_FORMAT] = { is_format, "one of the route's formats" },
	[VALUE_FLAG] = { is_flag, "0 or 1" },
	[VALUE_WORDS] = { is_words, "text in UTF-8, not empty" },
	[VALUE_SUBMISSION] = { is_submission,
	                       "an id from /api/v1/submissions" },
	[VALUE_SHARE] = { is_share, "a number from 0 to 1, such as 0.8" },
	[VALUE_CLUSTER] = { is_cluster, "1, 2, 3 or 4, a round table of the "
	                                "Compact's review" },
	[VALUE_ORDER] = { is_order, "text or strongest" },
	[VALUE_SERIES] = { is_series, "a name such as missing_migrants; "
	                              "/api/v1/indicators lists them" },
	[VALUE_YEAR] = { is_year, "a year of four digits" },
	[VALUE_FAMILY] = { is_family, "a family such as IMRF; /api/v1/rounds "
	                              "names them" },
	[VALUE_METHOD] = { is_version, "a version of the method, such as 1.0; "
	                               "/api/v1/methods lists them" },
	[VALUE_CHANGE] = { is_change, "appeared, vanished, status, score, "
	                              "interval, counts or flags" },
	[VALUE_WHY] = { is_why, "document_came, document_superseded, "
	                        "decisions, extractor, coder, catalogue, "
	                        "reading, observations, method, as_of, "
	                        "repeats, not_recorded or unexplained" },
	[VALUE_SINCE] = { is_since, "a cursor that an answer of this route "
	                            "gave, or a time such as 2026-11-22 or "
	                            "2026-11-22T06:00:00Z" },
	[VALUE_DATE] = { is_date, "a day as YYYY-MM-DD" },
};

const char *value_allowed(enum value_kind kind)
{
	return KINDS[kind].allowed;
}

/* ---- reading a query --------------------------------------------------------
 */

struct reading {
	struct request *q;
	const struct catalogue *catalogue;
	struct trouble *trouble;
	struct fault *fault;
};

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

const char *text_decode(struct arena *a, const char *raw, size_t len,
                        bool is_form, struct fault *f)
{
	char *out = arena_alloc(a, len + 1, f);
	size_t n = 0, bad = 0;

	if (!out)
		return NULL;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)raw[i];

		if (c == '%') {
			int high = i + 2 < len ? hex(raw[i + 1]) : -1;
			int low = i + 2 < len ? hex(raw[i + 2]) : -1;

			if (high < 0 || low < 0)
				goto bad;
			c = (unsigned char)(high * 16 + low);
			i += 2;
		} else if (is_form && c == '+') {
			c = ' ';
		}
		/* Controls of ASCII, and those of Latin-1 as UTF-8 has them. */
		if (c < 0x20 || c == 0x7f ||
		    (c >= 0x80 && c < 0xa0 && n > 0 && out[n - 1] == '\xc2'))
			goto bad;
		out[n++] = (char)c;
	}
	if (!utf8_is_valid(out, n, &bad))
		goto bad;
	return out;

bad:
	(void)fault_set(f, FAULT_INPUT,
	                "a %% in it that starts no two hex digits, a control "
	                "character, or no UTF-8");
	return NULL;
}

static const struct param *find_param(const struct route *r, const char *name)
{
	const struct param *p;

	for (size_t i = 0; (p = route_param(r, i)); i++)
		if (strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

static int refuse_unknown(struct reading *in, const char *name)
{
	const struct param *p;
	const char *near = NULL, *hint;
	size_t best = 3; /* more changes than two is another word */

	for (size_t i = 0; (p = route_param(in->q->route, i)); i++) {
		size_t d = words_distance(name, p->name);

		if (d < best || strncmp(name, p->name, strlen(name)) == 0 ||
		    strncmp(name, p->name, strlen(p->name)) == 0) {
			best = d < best ? d : best;
			near = p->name;
		}
	}
	hint = near ? arena_print(in->q->arena, in->fault,
	                          "did you mean %s? This route takes: %s", near,
	                          params_names(in->q, in->fault))
	            : arena_print(in->q->arena, in->fault,
	                          "this route takes: %s",
	                          params_names(in->q, in->fault));
	if (!hint)
		return -1;
	trouble_add(in->trouble, name, "is not a parameter of this route",
	            hint);
	return 0;
}

const char *params_names(const struct request *q, struct fault *f)
{
	const struct param *p;
	const char *all = "";

	for (size_t i = 0; all && (p = route_param(q->route, i)); i++)
		all = arena_print(q->arena, f, "%s%s%s", all, i ? ", " : "",
		                  p->name);
	return all && all[0] ? all : "none";
}

static struct given *given_for(struct request *q, const struct param *p)
{
	for (size_t i = 0; i < q->n_given; i++)
		if (q->given[i].param == p)
			return &q->given[i];
	q->given[q->n_given].param = p;
	return &q->given[q->n_given++];
}

/* Takes one value; the same one twice in a list is taken once. */
static int take_value(struct reading *in, const struct param *p,
                      const char *value)
{
	struct given *g = given_for(in->q, p);
	const char **room;

	if (strlen(value) > VALUE_LEN_MOST) {
		trouble_add(in->trouble, p->name, "is too long",
		            "at most " QUOTE(VALUE_LEN_MOST) " bytes");
		return 0;
	}
	if (!KINDS[p->kind].is_valid(in->catalogue, value)) {
		trouble_add(in->trouble, p->name,
		            value[0] ? arena_print(in->q->arena, in->fault,
		                                   "\"%.60s\" is not known",
		                                   value)
		                     : "is empty",
		            value_allowed(p->kind));
		return 0;
	}
	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->value[i], value) == 0 && p->most > 1)
			return 0;
	if (g->n >= p->most) {
		trouble_add(in->trouble, p->name,
		            p->most == 1 ? "stands twice"
		                         : "has too many values",
		            arena_print(in->q->arena, in->fault,
		                        "at most %d value%s", (int)p->most,
		                        p->most == 1 ? "" : "s"));
		return 0;
	}
	if (!g->value) {
		room = arena_array(in->q->arena, p->most, sizeof(*room),
		                   in->fault);
		if (!room)
			return -1;
		g->value = room;
	}
	g->value[g->n++] = value;
	return 0;
}

static int take_list(struct reading *in, const struct param *p, char *value)
{
	while (true) {
		char *comma = strchr(value, ',');

		if (comma)
			*comma = '\0';
		if (take_value(in, p, value) < 0)
			return -1;
		if (!comma)
			return 0;
		value = comma + 1;
	}
}

static int take_pair(struct reading *in, const char *raw, size_t len)
{
	const char *equals = memchr(raw, '=', len);
	size_t name_len = equals ? (size_t)(equals - raw) : len;
	struct fault why = { 0 };
	const char *name, *value;
	const struct param *p;
	char *copy;

	name = text_decode(in->q->arena, raw, name_len, true, &why);
	if (!name) {
		/* `why` ends here; trouble is told later. */
		const char *kept = arena_string(in->q->arena, why.text, &why);

		trouble_add(in->trouble, "query", "holds a name with",
		            kept ? kept : "a character that cannot be read");
		return 0;
	}
	p = find_param(in->q->route, name);
	if (!p)
		return refuse_unknown(in, name);
	value = equals ? text_decode(in->q->arena, equals + 1,
	                             len - name_len - 1, true, &why)
	               : "";
	if (!value) {
		trouble_add(in->trouble, p->name, "is not readable text",
		            value_allowed(p->kind));
		return 0;
	}
	if (p->most == 1)
		return take_value(in, p, value);
	copy = arena_string(in->q->arena, value, in->fault);
	return copy ? take_list(in, p, copy) : -1;
}

int params_read(struct request *q, const struct catalogue *catalogue,
                struct trouble *trouble, struct fault *f)
{
	struct reading in = { q, catalogue, trouble, f };
	const char *at = q->ask->query ? q->ask->query : "";
	const struct param *p;

	while (*at) {
		size_t len = strcspn(at, "&");

		if (len > 0 && take_pair(&in, at, len) < 0)
			return -1;
		at += len;
		at += *at == '&';
	}
	for (size_t i = 0; (p = route_param(q->route, i)); i++)
		if (p->is_required && !request_given(q, p->name) &&
		    !trouble_names(trouble, p->name))
			trouble_add(trouble, p->name, "is missing",
			            value_allowed(p->kind));
	return 0;
}

/* ---- asking for values ------------------------------------------------------
 */

const struct given *request_given(const struct request *q, const char *name)
{
	for (size_t i = 0; i < q->n_given; i++)
		if (q->given[i].n > 0 &&
		    strcmp(q->given[i].param->name, name) == 0)
			return &q->given[i];
	return NULL;
}

const char *request_value(const struct request *q, const char *name,
                          const char *otherwise)
{
	const struct given *g = request_given(q, name);

	return g ? g->value[0] : otherwise;
}

size_t request_limit(const struct request *q)
{
	return (size_t)request_number(request_value(q, "limit", ""),
	                              LIMIT_DEFAULT);
}

bool request_wants(const struct request *q, const char *name, const char *value)
{
	const struct given *g = request_given(q, name);

	for (size_t i = 0; g && i < g->n; i++)
		if (strcmp(g->value[i], value) == 0)
			return true;
	return !g;
}

uint32_t request_bits(const struct request *q, const char *name,
                      const char *const *table, size_t n)
{
	const struct given *g = request_given(q, name);
	uint32_t bits = 0;

	for (size_t i = 0; g && i < g->n; i++) {
		int at = word_find(table, n, g->value[i]);

		if (at >= 0)
			bits |= (uint32_t)1 << at;
	}
	return bits;
}

uint64_t request_number(const char *text, uint64_t otherwise)
{
	uint64_t n = 0;

	if (text[0] == '\0' || strlen(text) > 9)
		return otherwise;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return otherwise;
		n = n * 10 + (uint64_t)(*text - '0');
	}
	return n;
}
