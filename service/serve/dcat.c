/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dcat: what can be had here, for portals of open data: DCAT 3 as JSON-LD. A
 * dataset is a table route that needs no question; its distributions are the
 * forms that the route table gives it.
 */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"

#include "catalogue.h"
#include "handlers.h"
#include "reply.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* The terms of what gcmtrack makes. */
static const char LICENCE[] = "https://www.apache.org/licenses/LICENSE-2.0";

/* What holds words or figures of others, by how its path starts. */
static const struct {
	const char *start, *rights;
} RIGHTS[] = {
	{ "/api/v1/indicators",
	  "Each series has the licence that its row says." },
	{ "/api/v1/observations",
	  "Each series has the licence that /api/v1/indicators says." },
	{ "/api/v1/passages", "Quotes are their authors'." },
	{ "/api/v1/submissions", "Documents are their authors'." },
};

/* Where the whole of a release is, if the table has such a route. */
static const char WHOLE[] = "/api/v1/releases/{id}.zip";

/* What the words of this description mean: JSON-LD 1.1 fetches nothing. */
static const char CONTEXT[] =
	"{\"dcat\":\"http://www.w3.org/ns/dcat#\","
	"\"dct\":\"http://purl.org/dc/terms/\","
	"\"foaf\":\"http://xmlns.com/foaf/0.1/\","
	"\"rdfs\":\"http://www.w3.org/2000/01/rdf-schema#\","
	"\"xsd\":\"http://www.w3.org/2001/XMLSchema#\"}";

static const struct {
	enum un_language lang;
	const char *iri;
} LANGUAGES[] = {
	{ UN_EN, "http://id.loc.gov/vocabulary/iso639-1/en" },
	{ UN_FR, "http://id.loc.gov/vocabulary/iso639-1/fr" },
	{ UN_ES, "http://id.loc.gov/vocabulary/iso639-1/es" },
	{ UN_AR, "http://id.loc.gov/vocabulary/iso639-1/ar" },
	{ UN_RU, "http://id.loc.gov/vocabulary/iso639-1/ru" },
	{ UN_ZH, "http://id.loc.gov/vocabulary/iso639-1/zh" },
};

/* One catalogue on its way. */
struct listing {
	const struct request *q;
	struct pen *p;
	struct publication *releases;
	size_t n_releases;
};

static const char *url_of(const struct listing *l, const char *path,
                          const char *query)
{
	const char *url = arena_print(l->q->arena, &l->p->fault, "%s%s%s%s",
	                              l->q->site->options.public_url, path,
	                              query[0] ? "?" : "", query);

	l->p->is_bad |= !url;
	return url ? url : "";
}

static const char *query_of(const struct listing *l, const char *a,
                            const char *b, const char *between)
{
	const char *query =
		arena_print(l->q->arena, &l->p->fault, "%s%s%s", a, between, b);

	l->p->is_bad |= !query;
	return query ? query : "";
}

static void write_iri(struct pen *p, const char *key, const char *iri)
{
	pen_key(p, key);
	pen_open(p, '{');
	pen_key_text(p, "@id", iri);
	pen_close(p, '}');
}

static void write_typed(struct pen *p, const char *key, const char *type,
                        const char *value)
{
	pen_key(p, key);
	pen_open(p, '{');
	pen_key_text(p, "@type", type);
	pen_key_text(p, "@value", value);
	pen_close(p, '}');
}

static void write_time(struct pen *p, const char *key, int64_t t_s)
{
	char text[CLOCK_TEXT_SIZE];

	if (t_s <= 0)
		return;
	clock_text(t_s, text);
	write_typed(p, key, "xsd:dateTime", text);
}

static void write_english(struct pen *p, const char *key, const char *text)
{
	pen_key(p, key);
	pen_open(p, '{');
	pen_key_text(p, "@language", "en");
	pen_key_text(p, "@value", text);
	pen_close(p, '}');
}

/* ---- what all of it shares ----------------------------------------------- */

static void write_publisher(const struct listing *l)
{
	const char *home = url_of(l, "/", "");
	struct pen *p = l->p;

	pen_key(p, "dct:publisher");
	pen_open(p, '{');
	pen_key_text(p, "@type", "foaf:Organization");
	write_english(p, "foaf:name", "The operator of this gcmtrack");
	write_iri(p, "foaf:homepage", home);
	pen_close(p, '}');
}

/* From the first round's window to the last one's end. */
static void write_temporal(const struct listing *l)
{
	const struct snapshot *s = l->q->snapshot;
	int64_t from = 0, to = 0;

	for (size_t i = 0; i < s->n_rounds; i++) {
		const struct round *r = &s->rounds[i];

		if (r->opens_s > 0 && (from == 0 || r->opens_s < from))
			from = r->opens_s;
		if (r->closes_s > to)
			to = r->closes_s;
	}
	if (from == 0 || to == 0)
		return;
	pen_key(l->p, "dct:temporal");
	pen_open(l->p, '{');
	pen_key_text(l->p, "@type", "dct:PeriodOfTime");
	write_time(l->p, "dcat:startDate", from);
	write_time(l->p, "dcat:endDate", to);
	pen_close(l->p, '}');
}

static void write_spatial(const struct listing *l)
{
	pen_key(l->p, "dct:spatial");
	pen_open(l->p, '{');
	pen_key_text(l->p, "@type", "dct:Location");
	write_english(l->p, "rdfs:label", "World");
	pen_close(l->p, '}');
}

static void write_languages(const struct listing *l, bool is_all)
{
	pen_key(l->p, "dct:language");
	pen_open(l->p, '[');
	for (size_t i = 0; i < (is_all ? COUNT(LANGUAGES) : 1); i++) {
		pen_open(l->p, '{');
		pen_key_text(l->p, "@id", LANGUAGES[i].iri);
		pen_close(l->p, '}');
	}
	pen_close(l->p, ']');
}

/* Under which terms the table at PATH comes. */
static void write_terms(struct pen *p, const char *path)
{
	for (size_t i = 0; i < COUNT(RIGHTS); i++) {
		if (strncmp(path, RIGHTS[i].start, strlen(RIGHTS[i].start)) !=
		    0)
			continue;
		pen_key(p, "dct:rights");
		pen_open(p, '{');
		pen_key_text(p, "@type", "dct:RightsStatement");
		write_english(p, "rdfs:label", RIGHTS[i].rights);
		pen_close(p, '}');
		return;
	}
	write_iri(p, "dct:license", LICENCE);
}

/* ---- datasets ------------------------------------------------------------ */

/* A table that anybody gets by its address alone. */
static bool is_dataset(const struct route *r)
{
	const unsigned table = FORM_BIT(FORM_JSON) | FORM_BIT(FORM_CSV);
	const struct param *param;

	if ((r->forms & table) != table || strchr(r->path, '{') ||
	    (r->flags & (ROUTE_INTAKE | ROUTE_ADMIN)))
		return false;
	for (size_t i = 0; (param = route_param(r, i)); i++)
		if (param->is_required)
			return false;
	return true;
}

/*
 * One form of one route. A page is no whole table: then the address leads to
 * the first page, and is no download.
 */
static void write_distribution(const struct listing *l, const struct route *r,
                               enum form form, const char *release)
{
	bool is_paged = (r->flags & ROUTE_PAGED) != 0;
	const char *format = query_of(l, "format=", form_row(form)->name, "");
	const char *url =
		url_of(l, r->path,
	               release[0] ? query_of(l, format, release, "&release=")
	                          : format);
	const char *media =
		query_of(l, "https://www.iana.org/assignments/media-types/",
	                 form_row(form)->range, "");
	struct pen *p = l->p;

	pen_open(p, '{');
	pen_key_text(p, "@id", url);
	pen_key_text(p, "@type", "dcat:Distribution");
	write_english(p, "dct:title", form_row(form)->name);
	write_iri(p, "dcat:accessURL", url);
	if (!is_paged)
		write_iri(p, "dcat:downloadURL", url);
	write_iri(p, "dcat:mediaType", media);
	write_terms(p, r->path);
	write_iri(p, "dcat:accessService", url_of(l, "/api/v1", ""));
	pen_close(p, '}');
}

static void write_distributions(const struct listing *l, const struct route *r,
                                const char *release)
{
	pen_key(l->p, "dcat:distribution");
	pen_open(l->p, '[');
	for (int i = 0; i < FORM_COUNT; i++)
		if (r->forms & FORM_BIT(i))
			write_distribution(l, r, (enum form)i, release);
	pen_close(l->p, ']');
}

/* The node of R, or of R as one release has it. */
static const char *id_of(const struct listing *l, const struct route *r,
                         const char *release)
{
	return url_of(l, r->path,
	              release[0] ? query_of(l, "release=", release, "") : "");
}

static void write_version(const struct listing *l, const struct route *r,
                          const struct publication *at)
{
	struct pen *p = l->p;

	pen_open(p, '{');
	pen_key_text(p, "@id", id_of(l, r, at->release));
	pen_key_text(p, "@type", "dcat:Dataset");
	write_english(p, "dct:title",
	              query_of(l, r->help, at->release, ", release "));
	pen_key_text(p, "dcat:version", at->release);
	write_iri(p, "dcat:isVersionOf", id_of(l, r, ""));
	write_time(p, "dct:issued", at->as_of_s);
	write_distributions(l, r, at->release);
	pen_close(p, '}');
}

static void write_dataset(const struct listing *l, const struct route *r)
{
	const struct publication *head = &l->q->snapshot->publication;
	struct pen *p = l->p;

	pen_open(p, '{');
	pen_key_text(p, "@id", id_of(l, r, ""));
	pen_key_text(p, "@type", "dcat:Dataset");
	pen_key_text(p, "dct:identifier", r->path);
	write_english(p, "dct:title", r->help);
	write_english(p, "dct:description",
	              "A table of gcmtrack; API.md says what each column is.");
	pen_key_text(p, "dcat:version",
	             head->release[0] ? head->release : "head+0");
	write_time(p, "dct:modified", head->as_of_s);
	write_terms(p, r->path);
	write_publisher(l);
	write_temporal(l);
	write_spatial(l);
	write_languages(l, (r->flags & ROUTE_LANGUAGE) != 0);
	write_distributions(l, r, "");
	if (r->flags & ROUTE_RELEASE) {
		pen_key(p, "dcat:hasVersion");
		pen_open(p, '[');
		for (size_t i = 0; i < l->n_releases; i++)
			write_version(l, r, &l->releases[i]);
		pen_close(p, ']');
	}
	pen_close(p, '}');
}

static const struct route *find_route(const char *path)
{
	size_t n;
	const struct route *all = routes(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].path, path) == 0)
			return &all[i];
	return NULL;
}

/* All tables of a release in one archive. */
static void write_whole(const struct listing *l, const struct publication *at)
{
	const char *path = query_of(l, "/api/v1/releases/", at->release, "");
	const char *url = url_of(l, query_of(l, path, ".zip", ""), "");
	struct pen *p = l->p;

	pen_open(p, '{');
	pen_key_text(p, "@id", url_of(l, path, ""));
	pen_key_text(p, "@type", "dcat:Dataset");
	write_english(p, "dct:title", query_of(l, "Release ", at->release, ""));
	write_english(p, "dct:description",
	              "All tables of one release, with what made them.");
	pen_key_text(p, "dcat:version", at->release);
	write_time(p, "dct:issued", at->as_of_s);
	write_iri(p, "dct:license", LICENCE);
	write_publisher(l);
	pen_key(p, "dcat:distribution");
	pen_open(p, '[');
	pen_open(p, '{');
	pen_key_text(p, "@id", url);
	pen_key_text(p, "@type", "dcat:Distribution");
	write_iri(p, "dcat:accessURL", url);
	write_iri(p, "dcat:downloadURL", url);
	write_iri(p, "dcat:mediaType",
	          "https://www.iana.org/assignments/media-types/"
	          "application/zip");
	pen_close(p, '}');
	pen_close(p, ']');
	pen_close(p, '}');
}

static void write_datasets(const struct listing *l)
{
	size_t n;
	const struct route *all = routes(&n);

	pen_key(l->p, "dcat:dataset");
	pen_open(l->p, '[');
	for (size_t i = 0; i < n; i++)
		if (is_dataset(&all[i]))
			write_dataset(l, &all[i]);
	for (size_t i = 0; find_route(WHOLE) && i < l->n_releases; i++)
		write_whole(l, &l->releases[i]);
	pen_close(l->p, ']');
}

/* ---- services ------------------------------------------------------------ */

/* Interfaces by which the datasets can be asked, where the table has them. */
static const struct {
	const char *start; /* of a route's path */
	const char *title, *standard, *description;
} SERVICES[] = {
	{ "/api/v1", "gcmtrack API", "https://spec.openapis.org/oas/v3.1.0",
	  "/openapi.json" },
	{ "/sdmx/v1", "SDMX 2.1 REST", "https://sdmx.org/standards-2/", "" },
	{ "/sdmx/v2", "SDMX 3.0 REST", "https://sdmx.org/standards-2/", "" },
};

static bool has_routes(const char *start)
{
	size_t n;
	const struct route *all = routes(&n);

	for (size_t i = 0; i < n; i++)
		if (strncmp(all[i].path, start, strlen(start)) == 0)
			return true;
	return false;
}

static void write_services(const struct listing *l)
{
	struct pen *p = l->p;

	pen_key(p, "dcat:service");
	pen_open(p, '[');
	for (size_t i = 0; i < COUNT(SERVICES); i++) {
		if (!has_routes(SERVICES[i].start))
			continue;
		pen_open(p, '{');
		pen_key_text(p, "@id", url_of(l, SERVICES[i].start, ""));
		pen_key_text(p, "@type", "dcat:DataService");
		write_english(p, "dct:title", SERVICES[i].title);
		write_iri(p, "dcat:endpointURL",
		          url_of(l, SERVICES[i].start, ""));
		if (SERVICES[i].description[0])
			write_iri(p, "dcat:endpointDescription",
			          url_of(l, SERVICES[i].description, ""));
		write_iri(p, "dct:conformsTo", SERVICES[i].standard);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

int answer_dcat(const struct request *q, struct reply *r, struct fault *f)
{
	struct listing l = { .q = q, .p = &r->pen };
	struct pen *p = &r->pen;

	if (store_releases(q->store, q->arena, &l.releases, &l.n_releases, f) <
	    0)
		return -1;
	pen_open(p, '{');
	pen_key(p, "@context");
	pen_raw(p, CONTEXT, sizeof(CONTEXT) - 1);
	pen_key_text(p, "@id", url_of(&l, "/catalog", ""));
	pen_key_text(p, "@type", "dcat:Catalog");
	write_english(p, "dct:title", "gcmtrack");
	write_english(p, "dct:description",
	              "Progress on the Global Compact for Safe, Orderly and "
	              "Regular Migration, state by state: what states report "
	              "and what others say, each number with its passages.");
	write_iri(p, "foaf:homepage", url_of(&l, "/", ""));
	write_iri(p, "dct:license", LICENCE);
	write_time(p, "dct:modified", q->snapshot->publication.as_of_s);
	write_publisher(&l);
	write_temporal(&l);
	write_spatial(&l);
	write_languages(&l, true);
	write_datasets(&l);
	write_services(&l);
	pen_close(p, '}');
	return 0;
}
