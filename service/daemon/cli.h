/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cli: the options of one verb, from one table: parsing and --help alike.
 */
#ifndef DAEMON_CLI_H
#define DAEMON_CLI_H

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses beside 0: the work failed; it was asked for wrongly. */
#define STATUS_FAILED 1
#define STATUS_USAGE  2

enum cli_kind {
	CLI_TEXT,   /* const char * */
	CLI_FLAG,   /* bool, set when given */
	CLI_YES_NO, /* bool, "yes" or "no" */
	CLI_SWITCH, /* const char *, "yes" when no value follows */
	CLI_NUMBER, /* int, 0 or more */
	CLI_LIST    /* struct cli_list, given again and again */
};

/* Catalogue files and the like: more is a mistake. */
#define CLI_LIST_MOST 32

struct cli_list {
	const char *at[CLI_LIST_MOST];
	size_t n;
};

struct cli_option {
	const char *name;
	const char *word; /* what stands for its value in --help, or NULL */
	enum cli_kind kind;
	size_t at; /* offset in the verb's own struct */
	const char *help;
};

struct cli {
	const char *verb;
	const char *operands; /* as --help shows them, "" none */
	const char *what;     /* what the verb does, a sentence or more */
	const struct cli_option *options; /* sorted by name */
	size_t n_options;
	int operands_least;
	int operands_most; /* -1 any number */
};

/**
 * Parses the command line of a verb into OUT. Gives true when the verb is to
 * run, with *FIRST the index of the first operand; else *STATUS is the exit
 * status: --help was answered, or a usage error was said.
 */
bool cli_parse(const struct cli *cli, int argc, char **argv, void *out,
               int *first, int *status);

/** Says why the command line cannot be; gives STATUS_USAGE. */
int cli_usage(const struct cli *cli, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/** Prints --help. */
void cli_help(const struct cli *cli);

#endif
