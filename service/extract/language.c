/* SPDX-License-Identifier: Apache-2.0 */
#include "language.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libexttextcat/textcat.h>

#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/uscript.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

#include "memory_file.h"
#include "readers.h"

/* Letters looked at to tell the script, and bytes given to the statistics:
   they take 1 ms for 3,000, and some 500 decide. */
#define SCRIPT_LETTERS_MOST 20000
#define PIECES              4
#define PIECE_MOST          ((size_t)400)
#define SAMPLE_MOST         (PIECES * (PIECE_MOST + 1))

/* A line of fewer bytes may be a name, a title, a row of a table. */
#define PROSE_LEAST 160
#define CONFIG_MOST 4096
#define MODELS_PATH "/usr/share/libexttextcat/"

/* The scripts that more than one language here is written in. */
enum family {
	FAMILY_LATIN,
	FAMILY_CYRILLIC,
	FAMILY_ARABIC,
	FAMILY_COUNT
};

struct language_detector {
	void *statistics[FAMILY_COUNT]; /* owned, of libexttextcat */
};

/*
 * The six of the United Nations, and enough others for a text in one of them
 * not to pass as its nearest neighbour. Model file names are BCP 47 but for
 * the region and script they may carry.
 */
static const char *const LANGUAGES[FAMILY_COUNT][24] = {
	[FAMILY_LATIN] = { "en", "fr", "es", "pt", "it", "de", "nl",
	                   "sv", "da", "nb", "fi", "pl", "cs", "sl",
	                   "hr", "hu", "ro", "tr", "ca", "id", "sw" },
	[FAMILY_CYRILLIC] = { "ru", "uk", "be", "bg", "sr-Cyrl", "mk" },
	[FAMILY_ARABIC] = { "ar", "fa", "ur", "ckb" },
};

/* Scripts that name a language by themselves, as far as we need to know. */
static const struct {
	UScriptCode script;
	const char *tag;
} SCRIPTS[] = {
	{ USCRIPT_HANGUL, "ko" },   { USCRIPT_GREEK, "el" },
	{ USCRIPT_HEBREW, "he" },   { USCRIPT_THAI, "th" },
	{ USCRIPT_ARMENIAN, "hy" }, { USCRIPT_GEORGIAN, "ka" },
	{ USCRIPT_ETHIOPIC, "am" }, { USCRIPT_DEVANAGARI, "hi" },
	{ USCRIPT_BENGALI, "bn" },  { USCRIPT_TAMIL, "ta" },
	{ USCRIPT_KHMER, "km" },    { USCRIPT_LAO, "lo" },
	{ USCRIPT_MYANMAR, "my" },  { USCRIPT_SINHALA, "si" },
};

void language_warm(void)
{
	UErrorCode status = U_ZERO_ERROR;

	/* ICU's data are in its library; this resolves what it looks up. */
	u_init(&status);
}

/* libexttextcat reads its list of models from a file only; here is one. */
static int write_config(enum family family, char *path, size_t size,
                        struct fault *f)
{
	struct buf text;
	int fd = -1;

	buf_init(&text, CONFIG_MOST);
	for (size_t i = 0; LANGUAGES[family][i]; i++)
		if (buf_addf(&text, f, "%s.lm %s--utf8\n", LANGUAGES[family][i],
		             LANGUAGES[family][i]) < 0)
			goto out;
	fd = memory_file_of("textcat", text.at, text.len);
	if (fd < 0)
		(void)fault_set(f, FAULT_SYSTEM,
		                "no memory file for the list of language "
		                "models");
	else
		(void)snprintf(path, size, "/proc/self/fd/%d", fd);
out:
	buf_clear(&text);
	return fd;
}

static int load(struct language_detector *d, enum family family,
                struct fault *f)
{
	char path[64];
	int fd = write_config(family, path, sizeof(path), f);

	if (fd < 0)
		return -1;
	d->statistics[family] = special_textcat_Init(path, MODELS_PATH);
	(void)close(fd);
	if (!d->statistics[family])
		return fault_set(f, FAULT_SYSTEM,
		                 "language models not found in "
		                 "%s: apt-get install libexttextcat-data",
		                 MODELS_PATH);
	return 0;
}

int language_detector_new(struct language_detector **out, struct fault *f)
{
	struct language_detector *d = calloc(1, sizeof(*d));

	if (!d)
		return fault_set(f, FAULT_MEMORY,
		                 "no memory for the language "
		                 "models");
	for (int i = 0; i < FAMILY_COUNT; i++)
		if (load(d, (enum family)i, f) < 0) {
			language_detector_free(d);
			return -1;
		}
	*out = d;
	return 0;
}

void language_detector_free(struct language_detector *d)
{
	if (!d)
		return;
	for (int i = 0; i < FAMILY_COUNT; i++)
		if (d->statistics[i])
			textcat_Done(d->statistics[i]);
	free(d);
}

/* How many letters of each script a text has. */
struct letters {
	uint32_t by_script[USCRIPT_CODE_LIMIT];
	uint32_t all;
};

static bool is_ascii_letter(UChar32 c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void count_letters(const char *bytes, size_t len, struct letters *n)
{
	size_t at = 0;

	while (at < len && n->all < SCRIPT_LETTERS_MOST) {
		UErrorCode status = U_ZERO_ERROR;
		UChar32 c = (UChar32)utf8_next(bytes, len, &at);
		UScriptCode script = USCRIPT_LATIN;

		if (c < 0x80 ? !is_ascii_letter(c) : !u_isalpha(c))
			continue;
		if (c >= 0x80)
			script = uscript_getScript(c, &status);
		if (U_FAILURE(status) || script <= USCRIPT_INHERITED)
			continue;
		n->by_script[script]++;
		n->all++;
	}
}

static UScriptCode most_frequent(const struct letters *n)
{
	int best = USCRIPT_COMMON;

	for (int i = 0; i < USCRIPT_CODE_LIMIT; i++)
		if (n->by_script[i] > n->by_script[best])
			best = i;
	return (UScriptCode)best;
}

/* The best answer of the statistics for FAMILY, without "--utf8". */
static void classify(const struct language_detector *d, enum family family,
                     const char *bytes, size_t len, char out[LANGUAGE_SIZE])
{
	void *handle = d->statistics[family];
	candidate_t *found = textcat_GetClassifyFullOutput(handle);
	const char *end;

	if (!found)
		return;
	if (textcat_ClassifyFull(handle, bytes, len, found) > 0) {
		end = strstr(found[0].name, "--");
		len = end ? (size_t)(end - found[0].name) : 0;
		if (len > 0 && len < LANGUAGE_SIZE) {
			memcpy(out, found[0].name, len);
			out[len] = '\0';
		}
	}
	textcat_ReleaseClassifyFullOutput(handle, found);
}

/* The first line from AT on and before END that is longer than LEAST bytes;
   END where there is none. */
static size_t find_line(const char *bytes, size_t at, size_t end, size_t least)
{
	while (at < end) {
		const char *nl = memchr(bytes + at, '\n', end - at);
		size_t next = nl ? (size_t)(nl - bytes) + 1 : end;

		if (next - at > least)
			return at;
		at = next;
	}
	return end;
}

/* Puts a piece of each part of the text into SAMPLE, from lines longer than
   LEAST; gives how many bytes. */
static size_t take_sample(const char *bytes, size_t len, size_t least,
                          char *sample)
{
	size_t n = 0;

	for (size_t i = 0; i < PIECES; i++) {
		size_t from = utf8_floor(bytes, len, len / PIECES * i);
		size_t until = len / PIECES * (i + 1);
		size_t at = find_line(bytes, from, until, least);
		size_t end = utf8_floor(bytes, len, at + PIECE_MOST);

		if (at == until)
			continue;
		memcpy(sample + n, bytes + at, end - at);
		n += end - at;
		sample[n++] = ' ';
	}
	return n;
}

/*
 * From prose, in several places: a title page is names and symbols, and the
 * middle of a report may be a list of its delegates.
 */
static void by_statistics(const struct language_detector *d, enum family family,
                          const char *bytes, size_t len,
                          char out[LANGUAGE_SIZE])
{
	char sample[SAMPLE_MOST];
	size_t n;

	if (len <= sizeof(sample)) {
		classify(d, family, bytes, len, out);
		return;
	}
	n = take_sample(bytes, len, PROSE_LEAST, sample);
	if (n == 0)
		n = take_sample(bytes, len, 0, sample);
	classify(d, family, sample, n, out);
}

static void set(char out[LANGUAGE_SIZE], const char *tag)
{
	(void)snprintf(out, LANGUAGE_SIZE, "%s", tag);
}

void language_detect(const struct language_detector *d, const char *bytes,
                     size_t len, char out[LANGUAGE_SIZE])
{
	struct letters n = { 0 };
	UScriptCode script;

	set(out, "und");
	count_letters(bytes, len, &n);
	script = most_frequent(&n);
	if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
	    script == USCRIPT_KATAKANA) {
		/* A character of these says as much as several letters. */
		if (n.all * 3 >= LANGUAGE_LETTERS_LEAST)
			set(out, (n.by_script[USCRIPT_HIRAGANA] +
			          n.by_script[USCRIPT_KATAKANA]) *
			                                 10 >
			                         n.all
			                 ? "ja"
			                 : "zh");
		return;
	}
	if (n.all < LANGUAGE_LETTERS_LEAST)
		return;
	for (size_t i = 0; i < sizeof(SCRIPTS) / sizeof(*SCRIPTS); i++)
		if (SCRIPTS[i].script == script)
			set(out, SCRIPTS[i].tag);
	if (!d)
		return;
	if (script == USCRIPT_LATIN)
		by_statistics(d, FAMILY_LATIN, bytes, len, out);
	else if (script == USCRIPT_CYRILLIC)
		by_statistics(d, FAMILY_CYRILLIC, bytes, len, out);
	else if (script == USCRIPT_ARABIC)
		by_statistics(d, FAMILY_ARABIC, bytes, len, out);
}
