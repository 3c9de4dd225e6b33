/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases as files: each folder of fixtures/attribution holds a document and a
 * table of whose claims its sentences are. An expert adds a folder.
 */
#include "fixture.h"

#include <dirent.h>

#include "base/word.h"

#define FIELDS 6

/* Cuts LINE at tabs in place. */
static void cut(char *line, char **field)
{
	for (size_t i = 0; i < FIELDS; i++) {
		field[i] = line;
		line += strcspn(line, "\t");
		if (*line)
			*line++ = '\0';
	}
}

static void check_passage(const struct fixture *x, const char *name,
                          char **want)
{
	size_t i = fixture_find(x, want[5]);
	const struct attributed *p = &x->all.passages[i];
	const struct claimant *c = &x->all.claimants[p->claimant];
	char endorsers[1024] = "";

	for (size_t k = 0; k < p->n_endorsers; k++) {
		size_t at = strlen(endorsers);

		(void)snprintf(endorsers + at, sizeof(endorsers) - at, "%s%s",
		               k ? "|" : "",
		               x->all.claimants[p->endorsers[k]].key);
	}
	if (strcmp(c->key, want[2]) != 0 ||
	    strcmp(VOICE_NAMES[c->voice], want[1]) != 0 ||
	    strcmp(ATTRIBUTION_NAMES[p->how], want[0]) != 0 ||
	    strcmp(endorsers, want[3]) != 0 ||
	    p->is_quoted != (want[4][0] != '\0'))
		fail_msg("%s: \"%s\" is %s, %s, %s, endorsed by \"%s\"%s", name,
		         want[5], c->key, VOICE_NAMES[c->voice],
		         ATTRIBUTION_NAMES[p->how], endorsers,
		         p->is_quoted ? ", quoted" : "");
}

static void declare(struct fixture *x, char **field)
{
	int voice = word_find(VOICE_NAMES, VOICE_COUNT, field[1]);

	assert_true(voice >= 0);
	x->q.kind = field[0];
	x->q.voice = (enum voice)voice;
	(void)snprintf(x->state[0], STATE_SIZE, "%s", field[2]);
}

/* Runs the case in FOLDER; gives the number of passages checked. */
static size_t run(const char *folder, const char *name)
{
	struct buf in, want;
	struct fixture x;
	char path[4096], *line, *field[FIELDS];
	size_t n = 0;

	fixture_open(&x);
	buf_init(&in, 1 << 20);
	buf_init(&want, 1 << 20);
	(void)snprintf(path, sizeof(path), "%s/%s/in.md", folder, name);
	assert_ok(file_read(path, &in, &x.f), &x.f);
	(void)snprintf(path, sizeof(path), "%s/%s/want.tsv", folder, name);
	assert_ok(file_read(path, &want, &x.f), &x.f);
	for (char *at = want.at, *next; *at; at = next) {
		line = at;
		next = at + strcspn(at, "\n");
		if (*next)
			*next++ = '\0';
		if (line[0] == '#')
			continue;
		cut(line, field);
		if (n++ > 0) {
			check_passage(&x, name, field);
			continue;
		}
		declare(&x, field);
		fixture_read(&x, in.at, in.len);
	}
	buf_clear(&in);
	buf_clear(&want);
	fixture_close(&x);
	return n;
}

static void each_claim_goes_to_whoever_makes_it(void **state)
{
	const char *source = getenv("SOURCE");
	char folder[2048];
	struct dirent *e;
	size_t cases = 0;
	DIR *d;

	(void)state;
	(void)snprintf(folder, sizeof(folder), "%s/fixtures/attribution",
	               source ? source : ".");
	d = opendir(folder);
	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		assert_true(run(folder, e->d_name) > 1);
		cases++;
	}
	(void)closedir(d);
	assert_true(cases >= 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_claim_goes_to_whoever_makes_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
