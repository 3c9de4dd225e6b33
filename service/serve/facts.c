/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "model/coding.h"

#include "handlers.h"
#include "openapi.h"
#include "params.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

static const struct column METHOD_COLUMNS[] = {
	{ NULL, "name", COLUMN_CODE },
	{ NULL, "value", COLUMN_SHARE },
	{ NULL, "reason", COLUMN_TEXT },
};

const struct shape SHAPE_METHOD_PARAMETER = {
	.name = "MethodParameter",
	.columns = METHOD_COLUMNS,
	.n_columns = sizeof(METHOD_COLUMNS) / sizeof(METHOD_COLUMNS[0]),
	.sure = "name value reason",
};

int answer_method(const struct request *q, struct reply *r, struct fault *f)
{
	struct parameter p;
	struct grid g;

	(void)f;
	reply_table(q, r, &g, METHOD_COLUMNS,
	            sizeof(METHOD_COLUMNS) / sizeof(METHOD_COLUMNS[0]));
	for (size_t i = 0; method_parameter(q->snapshot->method, i, &p); i++) {
		grid_row(&g);
		grid_text(&g, p.name);
		grid_number(&g, p.value);
		grid_text(&g, p.reason);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}

static const struct column METHODS_COLUMNS[] = {
	{ NULL, "method", COLUMN_CODE },
	{ NULL, "in_use", COLUMN_BOOL },
	{ NULL, "differs", COLUMN_TEXT },
};

const struct shape SHAPE_METHOD = {
	.name = "Method",
	.columns = METHODS_COLUMNS,
	.n_columns = sizeof(METHODS_COLUMNS) / sizeof(METHODS_COLUMNS[0]),
	.sure = "method in_use differs",
};

/* "copula_correlation=0.5": what M has otherwise than the version in use. */
static const char *differences(const struct request *q, const struct method *m,
                               struct fault *f)
{
	const struct method *now = scoring_method(NULL);
	const char *out = "";
	struct parameter a, b;

	for (size_t i = 0;
	     out && method_parameter(m, i, &a) && method_parameter(now, i, &b);
	     i++)
		if (a.value < b.value || a.value > b.value)
			out = arena_print(q->arena, f, "%s%s%s=%.4g", out,
			                  out[0] ? " " : "", a.name, a.value);
	return out;
}

int answer_methods(const struct request *q, struct reply *r, struct fault *f)
{
	size_t n;
	const struct method *list = scoring_methods(&n);
	struct grid g;

	reply_table(q, r, &g, METHODS_COLUMNS,
	            sizeof(METHODS_COLUMNS) / sizeof(METHODS_COLUMNS[0]));
	for (size_t i = 0; i < n; i++) {
		const char *differs = differences(q, &list[i], f);

		if (!differs)
			return -1;
		grid_row(&g);
		grid_text(&g, list[i].version);
		grid_bool(&g, i == 0);
		grid_text(&g, differs);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}

static void write_forms(struct pen *p, const struct route *route)
{
	pen_key(p, "formats");
	pen_open(p, '[');
	for (int i = 0; i < FORM_COUNT; i++)
		if (route->forms & FORM_BIT(i))
			pen_text(p, form_row((enum form)i)->name);
	pen_close(p, ']');
}

static void write_params(struct pen *p, const struct route *route)
{
	const struct param *param;

	pen_key(p, "parameters");
	pen_open(p, '[');
	for (size_t i = 0; (param = route_param(route, i)); i++) {
		pen_open(p, '{');
		pen_key_text(p, "name", param->name);
		pen_key_text(p, "help", param->help);
		pen_key_text(p, "allowed", value_allowed(param->kind));
		pen_key_bool(p, "required", param->is_required);
		pen_key_count(p, "values_most", param->most);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

int answer_help(const struct request *q, struct reply *r, struct fault *f)
{
	struct pen *p = &r->pen;
	size_t n;
	const struct route *all = routes(&n);

	(void)f;
	reply_begin(q, r);
	pen_open(p, '{');
	pen_key_text(p, "service", "gcmtrack");
	pen_key_text(p, "version", PACKAGE_VERSION);
	pen_key(p, "routes");
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++) {
		if (!route_is_shown(q, &all[i]))
			continue;
		pen_open(p, '{');
		pen_key_text(p, "method", all[i].method);
		pen_key_text(p, "path", all[i].path);
		pen_key_text(p, "help", all[i].help);
		write_forms(p, &all[i]);
		write_params(p, &all[i]);
		pen_close(p, '}');
	}
	pen_close(p, ']');
	pen_close(p, '}');
	reply_end(q, r);
	return 0;
}

/* The way in, for somebody who opens the address in a browser. */
static const char INDEX_HTML[] =
	"<!DOCTYPE html>\n"
	"<html lang=\"en\">\n"
	"<meta charset=\"utf-8\">\n"
	"<title>gcmtrack</title>\n"
	"<link rel=\"alternate\" type=\"application/atom+xml\" "
	"href=\"/api/v1/releases.atom\" title=\"Releases\">\n"
	"<h1>gcmtrack</h1>\n"
	"<p>Progress on the Global Compact for Safe, Orderly and Regular "
	"Migration, state by state: what states report and what others say, "
	"side by side, each number with its passages.</p>\n"
	"<ul>\n"
	"<li><a href=\"/api/v1\">Every route, with its parameters</a></li>\n"
	"<li><a href=\"/api/v1/states\">States</a></li>\n"
	"<li><a href=\"/api/v1/catalogues\">Catalogues of commitments</a></li>\n"
	"<li><a href=\"/api/v1/rounds\">Review rounds</a></li>\n"
	"<li><a href=\"/api/v1/cells?limit=100\">Cells, the flat table</a> (<a "
	"href=\"/api/v1/cells?format=csv&amp;limit=1000\">CSV</a>)</li>\n"
	"<li><a href=\"/api/v1/submissions\">Submissions</a></li>\n"
	"<li><a href=\"/api/v1/method\">The method's parameters</a></li>\n"
	"<li><a href=\"/api/v1/releases\">Releases</a></li>\n"
	"</ul>\n"
	"</html>\n";

int answer_index(const struct request *q, struct reply *r, struct fault *f)
{
	if (q->form == FORM_HTML) {
		(void)f;
		r->body = INDEX_HTML;
		r->body_len = sizeof(INDEX_HTML) - 1;
		return 0;
	}
	return answer_help(q, r, f);
}
