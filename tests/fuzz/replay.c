/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Replay: what libFuzzer does with a corpus, without libFuzzer, so that fuzz
 * targets run in every `make check` and cannot rot.
 *
 * Usage: fuzz_NAME [-m MUTANTS] FILE...   prints TAP.
 * Each file is given as it is, then MUTANTS times damaged: bytes flipped, cut,
 * doubled or moved, by a generator that always draws the same.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* Larger files are bombs: for the sandbox, not for a mutator. */
#define FILE_MOST ((size_t)256 << 10)

/* xorshift64: the same mutants on every machine. */
static uint64_t draw(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Damages LEN bytes at random places; gives the new length. */
static size_t mutate(uint8_t *bytes, size_t len, uint64_t *state)
{
	size_t hits = 1 + draw(state) % 8;

	for (size_t i = 0; i < hits && len > 1; i++) {
		size_t at = draw(state) % len, n = 1 + draw(state) % 16;
		size_t from = draw(state) % len;

		if (n > len - at)
			n = len - at;
		if (n > len - from)
			n = len - from;
		switch (draw(state) % 4) {
		case 0:
			bytes[at] ^= (uint8_t)(1u << draw(state) % 8);
			break;
		case 1:
			memmove(bytes + at, bytes + from, n);
			break;
		case 2:
			memset(bytes + at, (int)(draw(state) & 0xff), n);
			break;
		default:
			memmove(bytes + at, bytes + at + n, len - at - n);
			len -= n;
		}
	}
	return len;
}

static size_t read_file(const char *path, uint8_t *bytes)
{
	FILE *f = fopen(path, "rb");
	size_t len = f ? fread(bytes, 1, FILE_MOST, f) : 0;

	if (f)
		(void)fclose(f);
	return len;
}

int main(int argc, char **argv)
{
	uint8_t *whole = malloc(FILE_MOST), *damaged = malloc(FILE_MOST);
	long mutants = 0, runs = 0;
	int first = 1;

	if (argc > 2 && strcmp(argv[1], "-m") == 0) {
		mutants = strtol(argv[2], NULL, 10);
		first = 3;
	}
	for (int i = first; i < argc && whole && damaged; i++) {
		size_t len = read_file(argv[i], whole);
		uint64_t state = 0x9e3779b97f4a7c15u + (uint64_t)len;

		(void)LLVMFuzzerTestOneInput(whole, len);
		for (long k = 0; k < mutants; k++, runs++) {
			memcpy(damaged, whole, len);
			(void)LLVMFuzzerTestOneInput(damaged,
			                             mutate(damaged, len,
			                                    &state));
		}
	}
	free(whole);
	free(damaged);
	printf("1..1\nok 1 - %d files and %ld mutants, no crash\n",
	       argc - first, runs);
	return 0;
}
