/* SPDX-License-Identifier: Apache-2.0 */
#include "package.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <zip.h>

#include "base/buf.h"
#include "base/fault.h"

/* security.md 2.2: an honest DOCX has some dozens; 200,000 cost 0.35 s. */
#define MEMBERS_MOST 2000

/* Bombs packed 686:1 and 1029:1; the XML of honest reports stays below 40:1,
   and a small member may be as empty as it likes. */
#define RATIO_MOST  200
#define RATIO_FROM  ((uint64_t)4 << 20)
#define TOTAL_MOST  ((uint64_t)512 << 20)
#define MAGIC_BYTES 64

struct package {
	zip_t *zip;
};

/* Parts of names, in lower case, that no report may carry. */
static const struct {
	const char *part;
	bool is_end; /* only at the end of a name */
	const char *words;
} BANNED[] = {
	{ "vbaproject.bin", false,
	  "the document holds macros: save it without macros (as .docx or "
	  ".odt)" },
	{ "vbadata.xml", true,
	  "the document holds macros: save it without macros (as .docx or "
	  ".odt)" },
	{ "scripts/python/", false,
	  "the document holds macros: save it without macros (as .docx or "
	  ".odt)" },
	{ "oleobject", false,
	  "the document holds an embedded OLE object: remove it or paste it "
	  "as a picture" },
	{ "activex/", false,
	  "the document holds an ActiveX control: remove it" },
	{ "embeddings/", false, NULL }, /* its ending decides: EMBEDDED */
	{ ".exe", true, "the document holds a program: remove it" },
	{ ".dll", true, "the document holds a program: remove it" },
	{ ".scr", true, "the document holds a program: remove it" },
	{ ".com", true, "the document holds a program: remove it" },
	{ ".msi", true, "the document holds a program: remove it" },
	{ ".bat", true, "the document holds a program: remove it" },
	{ ".cmd", true, "the document holds a program: remove it" },
	{ ".ps1", true, "the document holds a program: remove it" },
	{ ".vbs", true, "the document holds a program: remove it" },
	{ ".js", true, "the document holds a program: remove it" },
	{ ".jar", true, "the document holds a program: remove it" },
};

/* What a chart keeps its figures in; anything else embedded is an object. */
static const char *const EMBEDDED[] = { ".xlsx", ".docx", ".pptx" };

static bool ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

/* Whether NAME is a module of StarBasic; the lists of an empty library, which
   LibreOffice writes too, are harmless. */
static bool is_basic(const char *name)
{
	return strncmp(name, "basic/", 6) == 0 && ends_with(name, ".xml") &&
	       !ends_with(name, "/script-lb.xml") &&
	       !ends_with(name, "/script-lc.xml");
}

/* Why a member of this (lower-case) name may not be there, or NULL. */
static const char *why_banned(const char *name)
{
	if (is_basic(name))
		return BANNED[0].words;
	for (size_t i = 0; i < sizeof(BANNED) / sizeof(BANNED[0]); i++) {
		if (BANNED[i].is_end ? !ends_with(name, BANNED[i].part)
		                     : !strstr(name, BANNED[i].part))
			continue;
		if (BANNED[i].words)
			return BANNED[i].words;
		for (size_t k = 0; k < 3; k++)
			if (ends_with(name, EMBEDDED[k]))
				return NULL;
		if (!ends_with(name, "/"))
			return "the document holds an embedded object: remove "
			       "it or paste it as a picture";
	}
	return NULL;
}

static int damaged(struct fault *f, const char *said)
{
	return fault_set(f, FAULT_INPUT,
	                 "the file is damaged (%.100s): open it and save it "
	                 "anew",
	                 said);
}

/* Whether MAGIC begins a program: ELF, or DOS and Windows with the place of
   its second head. */
static bool is_program(const unsigned char *magic, size_t len)
{
	if (len >= 4 && memcmp(magic,
	                       "\x7f"
	                       "ELF",
	                       4) == 0)
		return true;
	return len >= MAGIC_BYTES && memcmp(magic, "MZ", 2) == 0 &&
	       magic[62] == 0 && magic[63] == 0;
}

/* Looks at the first bytes of a member that is no XML. */
static int check_magic(struct package *p, zip_uint64_t i, const char *name,
                       struct fault *f)
{
	unsigned char magic[MAGIC_BYTES];
	zip_file_t *file;
	zip_int64_t n;

	if (ends_with(name, ".xml") || ends_with(name, ".rels") ||
	    ends_with(name, "/"))
		return 0;
	file = zip_fopen_index(p->zip, i, 0);
	if (!file)
		return damaged(f, zip_strerror(p->zip));
	n = zip_fread(file, magic, sizeof(magic));
	(void)zip_fclose(file);
	if (n > 0 && is_program(magic, (size_t)n))
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "the document holds a program (%.60s): remove "
		                 "it",
		                 name);
	return 0;
}

/* Checks one entry of the directory. NAME gets its name in lower case. */
static int check_member(struct package *p, zip_uint64_t i, char **name,
                        uint64_t *total, struct fault *f)
{
	const char *why;
	zip_stat_t st;

	if (zip_stat_index(p->zip, i, 0, &st) < 0 || !st.name)
		return damaged(f, zip_strerror(p->zip));
	if (st.encryption_method != ZIP_EM_NONE)
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "the file is encrypted: remove its password "
		                 "and send it again");
	*total += st.size;
	if (*total > TOTAL_MOST || st.size > *total ||
	    (st.size > RATIO_FROM && st.size / RATIO_MOST > st.comp_size))
		return fault_set(f, FAULT_LIMIT,
		                 "the file unpacks to far more than any report "
		                 "(a ZIP bomb): save it anew, without the part "
		                 "%.60s",
		                 st.name);
	*name = strdup(st.name);
	if (!*name)
		return fault_set(f, FAULT_MEMORY, "no memory for a name");
	for (char *c = *name; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	why = why_banned(*name);
	if (why)
		return fault_set(f, FAULT_UNSUPPORTED, "%s", why);
	return check_magic(p, i, *name, f);
}

static int compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* One reader would take the first of two, another the last. */
static int check_doubles(char **names, size_t n, struct fault *f)
{
	qsort(names, n, sizeof(*names), compare_names);
	for (size_t i = 1; i < n; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			return fault_set(f, FAULT_INPUT,
			                 "the file holds \"%.60s\" twice: open "
			                 "it and save it anew",
			                 names[i]);
	return 0;
}

static int check_all(struct package *p, struct fault *f)
{
	zip_int64_t n = zip_get_num_entries(p->zip, 0);
	uint64_t total = 0;
	char **names;
	int rc = 0;

	if (n <= 0)
		return damaged(f, "nothing in it");
	if (n > MEMBERS_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "the file has %lld parts: at most %d are "
		                 "taken; save it anew",
		                 (long long)n, MEMBERS_MOST);
	names = calloc((size_t)n, sizeof(*names));
	if (!names)
		return fault_set(f, FAULT_MEMORY, "no memory for names");
	for (zip_int64_t i = 0; i < n && rc == 0; i++)
		rc = check_member(p, (zip_uint64_t)i, &names[i], &total, f);
	if (rc == 0)
		rc = check_doubles(names, (size_t)n, f);
	for (zip_int64_t i = 0; i < n; i++)
		free(names[i]);
	free(names);
	return rc;
}

int package_open(const char *bytes, size_t len, struct package **out,
                 struct fault *f)
{
	struct package *p = calloc(1, sizeof(*p));
	zip_source_t *source = NULL;
	zip_error_t e;
	int rc = -1;

	zip_error_init(&e);
	if (!p) {
		(void)fault_set(f, FAULT_MEMORY, "no memory for a package");
		goto out;
	}
	source = zip_source_buffer_create(bytes, len, 0, &e);
	if (source)
		p->zip = zip_open_from_source(source,
		                              ZIP_RDONLY | ZIP_CHECKCONS, &e);
	if (!p->zip) {
		(void)damaged(f, zip_error_strerror(&e));
		zip_source_free(source);
		goto out;
	}
	rc = check_all(p, f);
	if (rc == 0) {
		*out = p;
		p = NULL;
	}
out:
	package_close(p);
	zip_error_fini(&e);
	return rc;
}

void package_close(struct package *p)
{
	if (!p)
		return;
	if (p->zip)
		zip_discard(p->zip);
	free(p);
}

int package_read(struct package *p, const char *name, struct buf *out,
                 struct fault *f)
{
	char piece[65536];
	zip_file_t *file;
	zip_int64_t i = zip_name_locate(p->zip, name, ZIP_FL_NOCASE), n;
	int rc = 1;

	if (i < 0)
		return 0;
	file = zip_fopen_index(p->zip, (zip_uint64_t)i, 0);
	if (!file)
		return damaged(f, zip_strerror(p->zip));
	/* The directory may lie about a size: what comes out is counted. */
	while ((n = zip_fread(file, piece, sizeof(piece))) > 0)
		if (buf_add(out, piece, (size_t)n, f) < 0) {
			rc = fault_set(f, FAULT_LIMIT,
			               "the part %.60s unpacks to more than "
			               "%zu MiB (a ZIP bomb): save it anew",
			               name, out->most >> 20);
			break;
		}
	if (n < 0)
		rc = damaged(f, zip_file_strerror(file));
	(void)zip_fclose(file);
	return rc;
}
