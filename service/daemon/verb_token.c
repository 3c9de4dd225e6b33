/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/digest.h"
#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "verb.h"

/* 256 bits: nobody guesses it, so a plain digest of it is enough. */
#define TOKEN_BYTES 32

static const struct cli CLI = {
	.verb = "token",
	.operands = "",
	.what = "Makes a token for the intake door and prints it once, with "
		"the line that\nbelongs in the configuration. Only the "
		"digest is kept there: a lost token is\nreplaced, not "
		"recovered.",
};

int verb_token(int argc, char **argv)
{
	unsigned char bytes[TOKEN_BYTES];
	char token[2 * TOKEN_BYTES + 1], hex[DIGEST_HEX_SIZE];
	struct fault f = { 0 };
	struct digest d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, NULL, &first, &status))
		return status;
	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes)) {
		(void)fault_set(&f, FAULT_SYSTEM, "no randomness to be had");
		return desk_fail(CLI.verb, &f);
	}
	for (size_t i = 0; i < TOKEN_BYTES; i++)
		(void)snprintf(token + 2 * i, 3, "%02x", bytes[i]);
	digest_of(token, strlen(token), &d);
	digest_hex(&d, hex);
	printf("token (give it to the sender, it is not shown again):\n  %s\n"
	       "line for gcmtrack.conf:\n  token-digest = \"%s\"\n",
	       token, hex);
	return 0;
}
