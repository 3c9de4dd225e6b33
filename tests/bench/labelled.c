/* SPDX-License-Identifier: Apache-2.0 */
#include "labelled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/fault.h"
#include "base/json.h"

#define PATH_MOST 1024

static void take_labels(const cJSON *list, struct labelled *out)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
	{
		int k = (int)one->valuedouble;

		if (k < 1 || k > OBJECTIVES || out->is_label[k])
			continue;
		out->is_label[k] = true;
		out->n_labels++;
	}
}

static int take_line(const char *line, size_t len, struct labelled *out,
                     struct fault *f)
{
	const char *text;

	memset(out, 0, sizeof(*out));
	if (json_read(line, len, &out->json, f) < 0)
		return -1;
	text = json_string(out->json, "text");
	out->text = text ? text : "";
	text = json_string(out->json, "lang");
	out->language = text ? text : "";
	text = json_string(out->json, "label_kind");
	out->kind = text ? text : "";
	text = json_string(out->json, "group");
	out->group = text ? text : out->text;
	text = json_string(out->json, "level");
	out->level = text ? text : "";
	take_labels(cJSON_GetObjectItemCaseSensitive(out->json, "labels"), out);
	return 0;
}

/* Adds the rows of the file at PATH to OUT: 1, 0 when there is none, or -1. */
static int add_file(const char *path, struct labelled_set *out, struct fault *f)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int rc = 1;

	if (!file)
		return 0;
	while (rc == 1 && (len = getline(&line, &room, file)) > 0) {
		struct labelled *at =
			realloc(out->at, (out->n + 1) * sizeof(*at));

		if (!at) {
			rc = fault_set(f, FAULT_MEMORY, "no memory");
			break;
		}
		out->at = at;
		while (len > 0 && line[len - 1] == '\n')
			len--;
		if (take_line(line, (size_t)len, &out->at[out->n], f) < 0)
			rc = -1;
		else
			out->n++;
	}
	free(line);
	fclose(file);
	return rc;
}

int labelled_read_path(const char *path, struct labelled_set *out,
                       struct fault *f)
{
	int rc;

	*out = (struct labelled_set){ 0 };
	rc = add_file(path, out, f);
	if (rc < 0)
		labelled_free(out);
	return rc;
}

int labelled_read(const char *dir, const char *name, struct labelled_set *out,
                  struct fault *f)
{
	char path[PATH_MOST];

	snprintf(path, sizeof(path), "%s/labelled/%s", dir, name);
	return labelled_read_path(path, out, f);
}

int labelled_add_own(const char *source, struct labelled_set *out,
                     struct fault *f)
{
	for (size_t i = 0; i < LABELLED_LANGUAGES; i++) {
		char path[PATH_MOST];

		snprintf(path, sizeof(path),
		         "%s/fixtures/coding/%s/labelled.jsonl", source,
		         LABELLED_LANGUAGE[i]);
		if (add_file(path, out, f) < 0)
			return -1;
	}
	return 0;
}

uint64_t labelled_hash(const char *group)
{
	uint64_t h = 1469598103934665603u;

	for (const char *p = group; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	return h;
}

bool labelled_is_held(const struct labelled *row)
{
	return strcmp(row->kind, "own") == 0 &&
	       (labelled_hash(row->group) >> 17) % HELD_SHARE == 0;
}

void labelled_free(struct labelled_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		cJSON_Delete(set->at[i].json);
	free(set->at);
	*set = (struct labelled_set){ 0 };
}
