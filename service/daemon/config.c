/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <confuse.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/word.h"
#include "intake.h"
#include "serve.h"

/* A configuration is a page of text. */
#define CONFIG_MOST ((size_t)1 << 20)

/* A process has no more descriptors than this on any machine we know. */
#define CONNECTIONS_MOST 65000

#define AT(member) offsetof(struct config, member)

static const struct option_row OPTIONS[] = {
	{
		.name = "address-most",
		.kind = OPTION_NUMBER,
		.at = AT(address_most),
		.initial = "64",
		.min = 1,
		.max = CONNECTIONS_MOST,
		.word = "N",
		.help = "connections, or requests, one sender has open (64)",
	},
	{
		.name = "admin",
		.kind = OPTION_TEXT,
		.at = AT(admin),
		.initial = "",
		.word = "ADDR:PORT",
		.help = "where /metrics is; none unless given",
	},
	{
		.name = "body-deadline-ms",
		.kind = OPTION_NUMBER,
		.at = AT(body_deadline_ms),
		.initial = "60000",
		.min = 100,
		.max = 3600000,
		.word = "MS",
		.help = "time a sender has for a whole document",
	},
	{
		.name = "body-most",
		.kind = OPTION_NUMBER,
		.at = AT(body_most),
		.initial = "67108864",
		.min = 1024,
		.max = (long)INTAKE_DOCUMENT_MOST,
		.word = "BYTES",
		.help = "largest document taken over HTTP",
	},
	{
		.name = "cache-most",
		.kind = OPTION_NUMBER,
		.at = AT(cache_most),
		.initial = "33554432",
		.min = 0,
		.max = 1 << 30,
		.word = "BYTES",
		.help = "finished answers one process keeps; 0 makes each anew",
	},
	{
		.name = "connections-most",
		.kind = OPTION_NUMBER,
		.at = AT(connections_most),
		.initial = "4096",
		.min = 1,
		.max = CONNECTIONS_MOST,
		.word = "N",
		.help = "connections each door keeps open (4096)",
	},
	{
		.name = "db",
		.kind = OPTION_TEXT,
		.at = AT(db),
		.initial = "",
		.word = "FILE",
		.help = "the database, made if absent",
	},
	{
		.name = "disk-least",
		.kind = OPTION_NUMBER,
		.at = AT(disk_least),
		.initial = "256",
		.min = 0,
		.max = INT_MAX,
		.word = "MIB",
		.help = "free below this, intake is not ready (256)",
	},
	{
		.name = "drain-s",
		.kind = OPTION_NUMBER,
		.at = AT(drain_s),
		.initial = "30",
		.min = 1,
		.max = 600,
		.word = "S",
		.help = "time for what is under way when told to stop",
	},
	{
		.name = "header-deadline-ms",
		.kind = OPTION_NUMBER,
		.at = AT(header_deadline_ms),
		.initial = "5000",
		.min = 100,
		.max = 600000,
		.word = "MS",
		.help = "time a client has for the head of a request",
	},
	{
		.name = "idle-ms",
		.kind = OPTION_NUMBER,
		.at = AT(idle_ms),
		.initial = "30000",
		.min = 100,
		.max = 3600000,
		.word = "MS",
		.help = "time a connection may wait between requests",
	},
	{
		.name = "insecure",
		.kind = OPTION_YES_NO,
		.at = AT(insecure),
		.initial = "no",
		.word = "yes|no",
		.help = "allow plain HTTP beyond this machine (no)",
	},
	{
		.name = "intake",
		.kind = OPTION_TEXT,
		.at = AT(intake),
		.initial = "",
		.word = "ADDR:PORT",
		.help = "where documents are POSTed; none unless given",
	},
	{
		.name = "listen",
		.kind = OPTION_TEXT,
		.at = AT(listen),
		.initial = "127.0.0.1:8710",
		.word = "ADDR:PORT",
		.help = "where readers are answered (127.0.0.1:8710)",
	},
	{
		.name = "log-level",
		.kind = OPTION_LEVEL,
		.at = AT(log_level),
		.initial = "notice",
		.word = "WORD",
		.help = "error, notice or debug (notice)",
	},
	{
		.name = "proxies",
		.kind = OPTION_PROXIES,
		.at = AT(proxies),
		.initial = "127.0.0.0/8, ::1",
		.word = "BLOCKS",
		.help = "who is believed about whom it speaks for (this "
			"machine)",
	},
	{
		.name = "public-url",
		.kind = OPTION_TEXT,
		.at = AT(public_url),
		.initial = "",
		.word = "URL",
		.help = "what links in answers start with",
	},
	{
		.name = "require-sandbox",
		.kind = OPTION_YES_NO,
		.at = AT(require_sandbox),
		.initial = "yes",
		.word = "yes|no",
		.help = "refuse where the kernel cannot confine a reader (yes)",
	},
	{
		.name = "token-digest",
		.kind = OPTION_DIGEST,
		.at = AT(token_digest),
		.initial = "",
		.word = "HEX",
		.help = "SHA-256 of the intake token: see gcmtrack token",
	},
	{
		.name = "wait-most-ms",
		.kind = OPTION_NUMBER,
		.at = AT(wait_most_ms),
		.initial = "2000",
		.min = 1,
		.max = 600000,
		.word = "MS",
		.help = "longest wait behind other requests, then 503",
	},
	{
		.name = "workers",
		.kind = OPTION_NUMBER,
		.at = AT(workers),
		.initial = "2",
		.min = 1,
		.max = 64,
		.word = "N",
		.help = "processes that answer readers (2)",
	},
	{
		.name = "write-deadline-ms",
		.kind = OPTION_NUMBER,
		.at = AT(write_deadline_ms),
		.initial = "60000",
		.min = 100,
		.max = 3600000,
		.word = "MS",
		.help = "time a reader has for 256 KiB of an answer",
	},
};

#define N_OPTIONS (sizeof(OPTIONS) / sizeof(OPTIONS[0]))

const struct option_row *config_rows(size_t *n)
{
	*n = N_OPTIONS;
	return OPTIONS;
}

static int set_number(const struct option_row *row, const char *text, int *at,
                      struct fault *f)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || *end || end == text || value < row->min ||
	    value > row->max)
		return fault_set(f, FAULT_INPUT,
		                 "%s: \"%.40s\" is no number from %ld to %ld",
		                 row->name, text, row->min, row->max);
	*at = (int)value;
	return 0;
}

static int set_yes_no(const struct option_row *row, const char *text, bool *at,
                      struct fault *f)
{
	if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
		return fault_set(f, FAULT_INPUT,
		                 "%s: say yes or no, not "
		                 "\"%.40s\"",
		                 row->name, text);
	*at = text[0] == 'y';
	return 0;
}

static int set_text(struct config *c, const char *text, const char **at,
                    struct fault *f)
{
	*at = arena_string(c->arena, text, f);
	return *at ? 0 : -1;
}

static int set_digest(struct config *c, const struct option_row *row,
                      const char *text, const char **at, struct fault *f)
{
	struct digest d;
	struct fault why;

	if (text[0] && digest_from_hex(text, &d, &why) < 0)
		return fault_set(f, FAULT_INPUT,
		                 "%s: 64 hex digits are wanted: gcmtrack "
		                 "token prints them",
		                 row->name);
	return set_text(c, text, at, f);
}

static int set_proxies(struct config *c, const char *text, const char **at,
                       struct fault *f)
{
	return door_proxies_check(text, f) < 0 ? -1 : set_text(c, text, at, f);
}

static int config_set(struct config *c, const struct option_row *row,
                      const char *text, struct fault *f)
{
	void *at = (char *)c + row->at;

	switch (row->kind) {
	case OPTION_DIGEST:
		return set_digest(c, row, text, at, f);
	case OPTION_LEVEL:
		return word_need(LOG_LEVEL_NAMES, LOG_LEVEL_COUNT, row->name,
		                 text, at, f);
	case OPTION_NUMBER:
		return set_number(row, text, at, f);
	case OPTION_PROXIES:
		return set_proxies(c, text, at, f);
	case OPTION_TEXT:
		return set_text(c, text, at, f);
	case OPTION_YES_NO:
		return set_yes_no(row, text, at, f);
	}
	return fault_set(f, FAULT_INPUT, "%s: unknown kind", row->name);
}

/* libconfuse hands an error function nothing of ours but the section, whose
   comment is free for us to use and is freed with it. */
static void keep_error(cfg_t *cfg, const char *fmt, va_list args)
	__attribute__((format(printf, 2, 0)));

static void keep_error(cfg_t *cfg, const char *fmt, va_list args)
{
	char text[FAULT_TEXT_SIZE / 2];

	if (cfg->comment)
		return;
	(void)vsnprintf(text, sizeof(text), fmt, args);
	cfg->comment = strdup(text);
}

static cfg_t *parser_new(cfg_opt_t *table, struct fault *f)
{
	cfg_t *cfg;

	for (size_t i = 0; i < N_OPTIONS; i++)
		table[i] = (cfg_opt_t)CFG_STR(OPTIONS[i].name, NULL,
		                              CFGF_NODEFAULT);
	table[N_OPTIONS] = (cfg_opt_t)CFG_END();
	cfg = cfg_init(table, CFGF_NONE);
	if (!cfg)
		(void)fault_set(f, FAULT_MEMORY, "no memory for a parser");
	else
		(void)cfg_set_error_function(cfg, keep_error);
	return cfg;
}

static int values_take(struct config *c, cfg_t *cfg, const char *path,
                       struct fault *f)
{
	struct fault why = { 0 };

	for (size_t i = 0; i < N_OPTIONS; i++) {
		const char *text = cfg_getstr(cfg, OPTIONS[i].name);

		if (text && config_set(c, &OPTIONS[i], text, &why) < 0)
			return fault_set(f, why.code, "%s: %s", path, why.text);
	}
	return 0;
}

static int file_take(struct config *c, const char *path, struct fault *f)
{
	cfg_opt_t table[N_OPTIONS + 1];
	struct buf b;
	cfg_t *cfg = NULL;
	int rc;

	buf_init(&b, CONFIG_MOST);
	rc = file_read(path, &b, f);
	if (rc == 0) {
		cfg = parser_new(table, f);
		rc = cfg ? 0 : -1;
	}
	if (rc == 0 && b.at && cfg_parse_buf(cfg, b.at) != CFG_SUCCESS)
		rc = fault_set(f, FAULT_INPUT, "%s:%d: %s", path, cfg->line,
		               cfg->comment ? cfg->comment : "not read");
	if (rc == 0)
		rc = values_take(c, cfg, path, f);
	if (cfg)
		(void)cfg_free(cfg);
	buf_clear(&b);
	return rc;
}

static int given_take(struct config *c, const char *const *given,
                      struct fault *f)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (given[i] && config_set(c, &OPTIONS[i], given[i], f) < 0)
			return -1;
	return 0;
}

/* What no single option can say of itself. */
static int config_check(const struct config *c, struct fault *f)
{
	if (!c->db[0])
		return fault_set(f, FAULT_INPUT,
		                 "say which database: --db FILE");
	if (!c->listen[0])
		return fault_set(f, FAULT_INPUT,
		                 "say where to listen: --listen ADDR:PORT");
	return 0;
}

int config_load(const char *path, const char *const *given, struct config *out,
                struct fault *f)
{
	struct config c = { 0 };
	int rc = arena_new(CONFIG_MOST, &c.arena, f);

	for (size_t i = 0; rc == 0 && i < N_OPTIONS; i++)
		rc = config_set(&c, &OPTIONS[i], OPTIONS[i].initial, f);
	if (rc == 0 && path)
		rc = file_take(&c, path, f);
	if (rc == 0)
		rc = given_take(&c, given, f);
	if (rc == 0)
		rc = config_check(&c, f);
	if (rc < 0) {
		config_free(&c);
		return -1;
	}
	*out = c;
	return 0;
}

void config_free(struct config *c)
{
	arena_free(c->arena);
	memset(c, 0, sizeof(*c));
}
