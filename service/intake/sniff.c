/* SPDX-License-Identifier: Apache-2.0 */
#include "intake.h"

#include <stdbool.h>
#include <string.h>

#include "base/fault.h"
#include "base/span.h"
#include "base/utf8.h"

#include "sniff.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Enough of a text to tell how it is written. */
#define HEAD_MOST 16384

#define TAKEN                                                           \
	"taken are PDF, DOCX, ODT, HTML, Akoma Ntoso, our report XML, " \
	"Markdown and plain text"

/* Kinds that their first bytes give away, and what to do about them. */
static const struct {
	size_t at;
	const char *magic;
	size_t len;
	const char *words;
} KINDS[] = {
	{ 0, "{\\rtf", 5, "this is RTF: open it and save it as .docx" },
	{ 0, "%!PS", 4, "this is PostScript: make a PDF of it" },
	{ 0, "\\documentclass", 14, "this is LaTeX source: send its PDF" },
	{ 0, "\x89PNG", 4, SNIFF_IMAGE },
	{ 0, "\xff\xd8\xff", 3, SNIFF_IMAGE },
	{ 0, "GIF8", 4, SNIFF_IMAGE },
	{ 0, "II*\0", 4, SNIFF_IMAGE },
	{ 0, "MM\0*", 4, SNIFF_IMAGE },
	{ 8, "WEBP", 4, SNIFF_IMAGE },
	{ 4, "ftypheic", 8, SNIFF_IMAGE },
	{ 4, "ftypavif", 8, SNIFF_IMAGE },
	{ 4, "ftyp", 4, SNIFF_SOUND },
	{ 0, "ID3", 3, SNIFF_SOUND },
	{ 0, "OggS", 4, SNIFF_SOUND },
	{ 0, "\x1f\x8b", 2, SNIFF_ARCHIVE },
	{ 0, "BZh", 3, SNIFF_ARCHIVE },
	{ 0, "7z\xbc\xaf\x27\x1c", 6, SNIFF_ARCHIVE },
	{ 0, "Rar!\x1a", 5, SNIFF_ARCHIVE },
	{ 0,
	  "\xfd"
	  "7zXZ",
	  5, SNIFF_ARCHIVE },
	{ 0, "\x28\xb5\x2f\xfd", 4, SNIFF_ARCHIVE },
	{ 257, "ustar", 5, SNIFF_ARCHIVE },
	{ 0,
	  "\x7f"
	  "ELF",
	  4, SNIFF_PROGRAM },
	{ 0, "\xcf\xfa\xed\xfe", 4, SNIFF_PROGRAM },
	{ 0, "\xca\xfe\xba\xbe", 4, SNIFF_PROGRAM },
	{ 0, "#!/", 3, SNIFF_PROGRAM },
	{ 0, "SQLite format 3", 15,
	  "this is a database: send the documents "
	  "themselves" },
};

/* Names inside an OLE file, in its UTF-16; the first found decides. */
static const struct {
	const char *name;
	const char *words;
} OLE_KINDS[] = {
	{ "EncryptedPackage", "this Office file is encrypted: remove its "
	                      "password and send it again" },
	{ "WordDocument", "this is a legacy Word file (.doc): open it and "
	                  "save it as .docx" },
	{ "Workbook", "this is a spreadsheet (.xls): send the report as a "
	              "document (DOCX, ODT or PDF)" },
	{ "PowerPoint Document", "these are slides (.ppt): save them as PDF" },
};

/* Names of members that tell what a ZIP file is; the first found decides. */
static const struct {
	const char *name;
	enum format format; /* FORMAT_UNKNOWN: refused in these words */
	const char *words;
} ZIP_KINDS[] = {
	{ "application/vnd.oasis.opendocument.text", FORMAT_ODT, NULL },
	{ "application/vnd.oasis.opendocument.spreadsheet", FORMAT_UNKNOWN,
	  "this is a spreadsheet (.ods): send the report as a document (DOCX, "
	  "ODT or PDF)" },
	{ "application/vnd.oasis.opendocument.", FORMAT_UNKNOWN,
	  "this is an OpenDocument file but no text: save it as .odt or PDF" },
	{ "application/epub+zip", FORMAT_UNKNOWN,
	  "this is an e-book (EPUB): save it as PDF or HTML" },
	{ "word/", FORMAT_DOCX, NULL },
	{ "xl/workbook", FORMAT_UNKNOWN,
	  "this is a spreadsheet (.xlsx): send the report as a document (DOCX, "
	  "ODT or PDF)" },
	{ "ppt/presentation", FORMAT_UNKNOWN,
	  "these are slides (.pptx): save them as PDF" },
};

static bool starts_at(struct span s, size_t at, const char *magic, size_t len)
{
	return s.len >= at + len && memcmp(s.at + at, magic, len) == 0;
}

static int unsupported(struct fault *f, const char *words)
{
	return fault_set(f, FAULT_UNSUPPORTED, "%s", words);
}

/* Whether NAME stands in ALL in UTF-16, as OLE directories have it. */
static bool has_wide(struct span all, const char *name)
{
	char wide[64];
	size_t len = strlen(name);

	for (size_t i = 0; i < len; i++) {
		wide[2 * i] = name[i];
		wide[2 * i + 1] = '\0';
	}
	return memmem(all.at, all.len, wide, 2 * len) != NULL;
}

static int refuse_ole(struct span all, struct fault *f)
{
	for (size_t i = 0; i < COUNT_OF(OLE_KINDS); i++)
		if (has_wide(all, OLE_KINDS[i].name))
			return unsupported(f, OLE_KINDS[i].words);
	return unsupported(f, "this is an OLE object, not a document: save it "
	                      "as .docx or PDF");
}

/*
 * Names of members are never packed, so looking for them needs no unpacking;
 * whether the file is what it says the child finds out. A mimetype member, by
 * its standard, comes first and unpacked.
 */
static int sniff_zip(struct span all, enum format *out, struct fault *f)
{
	struct span first = { all.at, all.len < 200 ? all.len : 200 };

	for (size_t i = 0; i < COUNT_OF(ZIP_KINDS); i++) {
		const char *name = ZIP_KINDS[i].name;
		struct span in = name[0] == 'a' ? first : all;

		if (!memmem(in.at, in.len, name, strlen(name)))
			continue;
		if (ZIP_KINDS[i].format == FORMAT_UNKNOWN)
			return unsupported(f, ZIP_KINDS[i].words);
		*out = ZIP_KINDS[i].format;
		return 0;
	}
	return unsupported(f, SNIFF_ARCHIVE);
}

/* Whether "%PDF-" starts a line near the beginning: mail gateways leave lines
   before it, and readers allow that. */
static bool is_pdf(struct span all)
{
	struct span head = { all.at, all.len < 1024 ? all.len : 1024 };
	const char *at = memmem(head.at, head.len, "%PDF-", 5);

	return at &&
	       (at == head.at || at[-1] == '\n' || at[-1] == '\r' ||
	        (at == head.at + 3 && starts_at(all, 0, "\xef\xbb\xbf", 3)));
}

/* 1 told by the first bytes, 0 not, -1 refused. */
static int sniff_magic(struct span all, enum format *out, struct fault *f)
{
	if (starts_at(all, 0, "PK\x03\x04", 4))
		return sniff_zip(all, out, f) < 0 ? -1 : 1;
	if (starts_at(all, 0, "PK\x05\x06", 4))
		return unsupported(f, SNIFF_ARCHIVE);
	if (starts_at(all, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
		return refuse_ole(all, f);
	if (is_pdf(all)) {
		*out = FORMAT_PDF;
		return 1;
	}
	if (starts_at(all, 0, "MZ", 2) &&
	    memchr(all.at, '\0', all.len < 64 ? all.len : 64))
		return unsupported(f, SNIFF_PROGRAM);
	if (starts_at(all, 0, "BM", 2) &&
	    memchr(all.at, '\0', all.len < 64 ? all.len : 64))
		return unsupported(f, SNIFF_IMAGE);
	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		if (starts_at(all, KINDS[i].at, KINDS[i].magic, KINDS[i].len))
			return unsupported(f, KINDS[i].words);
	return 0;
}

/* Refuses bytes with NULs, in words that tell UTF-16 from anything else. */
static int check_nul(struct span all, struct fault *f)
{
	const char *nul = memchr(all.at, '\0', all.len);
	size_t even = 0, odd = 0, most;

	if (!nul)
		return 0;
	most = all.len < HEAD_MOST ? all.len : HEAD_MOST;
	for (size_t i = 0; i < most; i++)
		if (all.at[i] == '\0')
			*(i % 2 == 0 ? &even : &odd) += 1;
	if ((even + odd) * 10 >= most * 3 && (even < odd / 8 || odd < even / 8))
		return fault_set(f, FAULT_INPUT,
		                 "this looks like UTF-16 without a byte order "
		                 "mark: save it as UTF-8");
	return fault_set(f, FAULT_UNSUPPORTED,
	                 "not a document: a NUL at byte %zu (%s)",
	                 (size_t)(nul - all.at), TAKEN);
}

/* Plain text must be UTF-8: guessing another charset would change words. */
static int check_text(struct span all, struct fault *f)
{
	size_t bad = 0, controls = 0;

	if (!utf8_is_valid(all.at, all.len, &bad))
		return fault_set(
			f, FAULT_INPUT,
			"not UTF-8 at byte %zu (0x%02x): open it in an "
			"editor that shows it rightly and save it as "
			"UTF-8",
			bad, (unsigned char)all.at[bad]);
	for (size_t i = 0; i < all.len; i++) {
		unsigned char c = (unsigned char)all.at[i];

		controls += c < 0x20 && !(c >= '\t' && c <= '\r');
	}
	if (controls * 100 > all.len)
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "not a document: %zu control characters (%s)",
		                 controls, TAKEN);
	return 0;
}

/* Copies the head of UTF-16 text as ASCII, '?' for all other characters. */
static struct span narrow(struct span all, bool is_little, char *head)
{
	size_t n = 0;

	for (size_t i = 2; i + 1 < all.len && n < HEAD_MOST; i += 2) {
		char low = all.at[is_little ? i : i + 1];
		char high = all.at[is_little ? i + 1 : i];

		head[n++] = (char)(high == 0 && low > 0 ? low : '?');
	}
	return (struct span){ head, n };
}

/* Tells marked-up text from plain; HEAD is ASCII-compatible. */
static int sniff_text(struct span head, struct span all, bool is_wide,
                      enum format *out, struct fault *f)
{
	int rc;

	while (head.len > 0 && strchr(" \t\r\n\f\v", head.at[0])) {
		head.at++;
		head.len--;
	}
	if (head.len == 0)
		return fault_set(f, FAULT_INPUT,
		                 "the file has only white space");
	rc = sniff_markup(head, out, f);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (!is_wide && check_text(all, f) < 0)
		return -1;
	if (head.len > HEAD_MOST)
		head.len = HEAD_MOST;
	*out = sniff_is_markdown(head) ? FORMAT_MARKDOWN : FORMAT_TEXT;
	return 0;
}

/* A head of white space alone says nothing of what follows it. */
static struct span past_space(struct span all)
{
	while (all.len > 0 && strchr(" \t\r\n\f\v", all.at[0]) &&
	       all.at[0] != '\0') {
		all.at++;
		all.len--;
	}
	return all;
}

int intake_sniff(const char *bytes, size_t len, enum format *out,
                 struct fault *f)
{
	struct span all = { bytes, len }, head;
	char ascii[HEAD_MOST];
	int rc;

	if (len == 0)
		return fault_set(f, FAULT_INPUT, "the file is empty");
	if (len > INTAKE_DOCUMENT_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "the file has %zu MiB: at most %zu are taken; "
		                 "split it or leave out images",
		                 len >> 20, INTAKE_DOCUMENT_MOST >> 20);
	rc = sniff_magic(all, out, f);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (starts_at(all, 0, "\xff\xfe\0\0", 4) ||
	    starts_at(all, 0, "\0\0\xfe\xff", 4))
		return fault_set(f, FAULT_INPUT,
		                 "this is UTF-32: save it as UTF-8");
	if (starts_at(all, 0, "\xff\xfe", 2) ||
	    starts_at(all, 0, "\xfe\xff", 2)) {
		head = narrow(all, bytes[0] == '\xff', ascii);
		return sniff_text(head, all, true, out, f);
	}
	if (check_nul(all, f) < 0)
		return -1;
	if (starts_at(all, 0, "\xef\xbb\xbf", 3))
		all = (struct span){ bytes + 3, len - 3 };
	return sniff_text(past_space(all), all, false, out, f);
}
