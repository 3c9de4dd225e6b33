/* SPDX-License-Identifier: Apache-2.0 */
#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More options than any verb has. */
#define OPTIONS_MOST 48

/* Columns of the first column of --help. */
#define HELP_INDENT 28

int cli_usage(const struct cli *cli, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	(void)fprintf(stderr, "gcmtrack %s: ", cli->verb);
	(void)vfprintf(stderr, fmt, args);
	(void)fprintf(stderr, "\nTry: gcmtrack %s --help\n", cli->verb);
	va_end(args);
	return STATUS_USAGE;
}

static void option_help(const struct cli_option *o)
{
	bool is_switch = o->kind == CLI_SWITCH;
	char left[64];
	const char *before = !o->word ? "" : is_switch ? "[=" : " ";

	(void)snprintf(left, sizeof(left), "  --%s%s%s%s", o->name, before,
	               o->word ? o->word : "", is_switch ? "]" : "");
	if (strlen(left) < HELP_INDENT)
		printf("%-*s%s\n", HELP_INDENT, left, o->help);
	else
		printf("%s\n%*s%s\n", left, HELP_INDENT, "", o->help);
}

void cli_help(const struct cli *cli)
{
	static const struct cli_option HELP = { .name = "help",
		                                .help = "show this" };

	printf("Usage: gcmtrack %s [OPTION]...%s%s\n\n%s\n\nOptions:\n",
	       cli->verb, cli->operands[0] ? " " : "", cli->operands,
	       cli->what);
	for (size_t i = 0; i < cli->n_options; i++)
		option_help(&cli->options[i]);
	option_help(&HELP);
}

static int take_number(const struct cli *cli, const struct cli_option *o,
                       int *at)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(optarg, &end, 10);
	if (errno || *end || end == optarg || value < 0 || value > INT_MAX)
		return cli_usage(cli, "--%s: \"%s\" is no number from 0 to %d",
		                 o->name, optarg, INT_MAX);
	*at = (int)value;
	return 0;
}

static int take_yes_no(const struct cli *cli, const struct cli_option *o,
                       bool *at)
{
	if (strcmp(optarg, "yes") != 0 && strcmp(optarg, "no") != 0)
		return cli_usage(cli, "--%s: say yes or no, not \"%s\"",
		                 o->name, optarg);
	*at = optarg[0] == 'y';
	return 0;
}

static int take_list(const struct cli *cli, const struct cli_option *o,
                     struct cli_list *at)
{
	if (at->n == CLI_LIST_MOST)
		return cli_usage(cli, "--%s: given more than %d times", o->name,
		                 CLI_LIST_MOST);
	at->at[at->n++] = optarg;
	return 0;
}

/* By enum cli_kind. */
static const int ARGUMENTS[] = {
	[CLI_TEXT] = required_argument,   [CLI_FLAG] = no_argument,
	[CLI_YES_NO] = required_argument, [CLI_SWITCH] = optional_argument,
	[CLI_NUMBER] = required_argument, [CLI_LIST] = required_argument,
};

/* Puts the value just read where O says. Gives 0 or STATUS_USAGE. */
static int take(const struct cli *cli, const struct cli_option *o, void *out)
{
	void *at = (char *)out + o->at;

	switch (o->kind) {
	case CLI_TEXT:
		*(const char **)at = optarg;
		return 0;
	case CLI_SWITCH:
		*(const char **)at = optarg ? optarg : "yes";
		return 0;
	case CLI_FLAG:
		*(bool *)at = true;
		return 0;
	case CLI_YES_NO:
		return take_yes_no(cli, o, at);
	case CLI_NUMBER:
		return take_number(cli, o, at);
	case CLI_LIST:
		return take_list(cli, o, at);
	}
	return STATUS_USAGE;
}

static size_t table_fill(const struct cli *cli, struct option *table)
{
	size_t n;

	for (n = 0; n < cli->n_options && n < OPTIONS_MOST; n++) {
		table[n].name = cli->options[n].name;
		table[n].has_arg = ARGUMENTS[cli->options[n].kind];
		table[n].val = (int)n;
	}
	table[n].name = "help";
	table[n].val = (int)n;
	return n;
}

static int options_take(const struct cli *cli, int argc, char **argv, void *out,
                        bool *is_help)
{
	struct option table[OPTIONS_MOST + 2] = { 0 };
	size_t help = table_fill(cli, table);
	int c, status;

	opterr = 0;
	optind = 1;
	while ((c = getopt_long(argc, argv, ":", table, NULL)) != -1) {
		if (c == ':')
			return cli_usage(cli, "%s: needs a value",
			                 argv[optind - 1]);
		if (c == '?')
			return cli_usage(cli, "no such option: %s",
			                 argv[optind - 1]);
		*is_help = (size_t)c == help;
		if (*is_help)
			return 0;
		status = take(cli, &cli->options[c], out);
		if (status != 0)
			return status;
	}
	return 0;
}

bool cli_parse(const struct cli *cli, int argc, char **argv, void *out,
               int *first, int *status)
{
	bool is_help = false;
	int n;

	*status = options_take(cli, argc, argv, out, &is_help);
	if (*status != 0)
		return false;
	if (is_help) {
		cli_help(cli);
		return false;
	}
	*first = optind;
	n = argc - optind;
	if (n < cli->operands_least) {
		*status = cli_usage(cli, "%s is missing", cli->operands);
		return false;
	}
	if (cli->operands_most >= 0 && n > cli->operands_most) {
		*status = cli_usage(cli, "\"%s\" is one word too many",
		                    argv[optind + cli->operands_most]);
		return false;
	}
	return true;
}
