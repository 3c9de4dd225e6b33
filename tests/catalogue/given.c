/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "base/buf.h"

#define REPORT_MOST ((size_t)1 << 20)

const struct catalogue_file *embedded(const char *name)
{
	size_t n;
	const struct catalogue_file *files = catalogue_embedded(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	fail_msg("%s is not embedded", name);
	return NULL;
}

struct catalogue_file changed(const char *name, const char *as, const char *was,
                              const char *now)
{
	const struct catalogue_file *from = embedded(name);
	const char *body = strstr(strstr(from->bytes, "-->") + 3, "-->");
	const char *at = strstr(body, was);
	size_t before, len = from->len - strlen(was) + strlen(now);
	struct catalogue_file out = { as, NULL, len };
	char *bytes = malloc(len + 1);

	if (!at || !bytes) {
		fail_msg("%s does not hold %s", name, was);
		free(bytes);
		return out;
	}
	before = (size_t)(at - from->bytes);
	memcpy(bytes, from->bytes, before);
	memcpy(bytes + before, now, strlen(now));
	memcpy(bytes + before + strlen(now), at + strlen(was),
	       from->len - before - strlen(was));
	bytes[len] = '\0';
	out.bytes = bytes;
	return out;
}

void changed_free(const struct catalogue_file *file)
{
	char *bytes;

	/* Ours to free, though a file only borrows. */
	memcpy(&bytes, &file->bytes, sizeof(bytes));
	free(bytes);
}

struct catalogue_file written(const char *name, const char *text)
{
	struct catalogue_file out = { name, text, strlen(text) };

	return out;
}

struct catalogue *all_of_them(void)
{
	struct catalogue *c = NULL;
	struct fault f = { 0 };

	assert_ok(catalogue_new(NULL, 0, &c, &f), &f);
	return c;
}

char *report_on(const struct catalogue_file *file)
{
	struct catalogue *around = all_of_them();
	struct fault f = { 0 };
	struct buf report;
	size_t len;
	char *out;
	int rc;

	buf_init(&report, REPORT_MOST);
	rc = catalogue_check(file, around, &report, &f);
	if (rc < 0)
		fail_msg("%s: %s", file->name, f.text);
	if ((rc == 1) != (report.len == 0))
		fail_msg("%s: gives %d with %zu bytes of findings", file->name,
		         rc, report.len);
	out = report.len ? buf_take(&report, &len) : strdup("");
	buf_clear(&report);
	catalogue_free(around);
	return out;
}

void assert_refused(const struct catalogue_file *file, const char *why,
                    const char *want)
{
	struct catalogue *c = NULL;
	struct fault f = { 0 };
	int rc = catalogue_new(file, 1, &c, &f);

	catalogue_free(c);
	if (rc != -1 || f.code != FAULT_INPUT ||
	    strncmp(f.text, want, strlen(want)) != 0)
		fail_msg("%s: want \"%s\", got %d \"%s\"", why, want, rc,
		         f.text);
}
