# SPDX-License-Identifier: Apache-2.0
"""A portal of open data finds in /catalog what it can download."""
import csv
import io
import json
import urllib.parse

import rdflib

import house
import served

NAMES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
"""

MEDIA = "https://www.iana.org/assignments/media-types/"


def read(daemon, base):
    status, head, body = daemon.ask("GET", "/catalog")
    graph = rdflib.Graph()
    graph.parse(data=body.decode(), format="json-ld", base=base)
    return status, head, graph


def ask(graph, text):
    return [[str(term) if term is not None else None for term in row] for row in graph.query(NAMES + text)]


def got(daemon, url):
    at = urllib.parse.urlsplit(url)
    return daemon.ask("GET", at.path + ("?" + at.query if at.query else ""))


def contents(tap, daemon, graph):
    tap.check(len(ask(graph, "SELECT ?c WHERE { ?c a dcat:Catalog ; dct:publisher ?p ; dct:license ?l ; dct:title ?t ."
                             " ?p foaf:name ?n }")) == 1, "one catalogue with publisher, licence and title")
    for what in ("dct:temporal [ dcat:startDate ?x ; dcat:endDate ?y ]", "dct:spatial ?x", "dct:language ?x"):
        lacking = ask(graph, "SELECT ?d WHERE { ?c a dcat:Catalog ; dcat:dataset ?d FILTER NOT EXISTS { ?d %s } "
                             "FILTER EXISTS { ?d dct:identifier ?i } }" % what)
        tap.check(not lacking, "every table says " + what.split()[0], lacking)
    lacking = ask(graph, "SELECT ?d WHERE { ?d a dcat:Distribution FILTER NOT EXISTS "
                         "{ ?d dcat:accessURL ?u ; dcat:mediaType ?m } }")
    tap.check(not lacking, "every distribution has an address and a media type", lacking)
    lacking = ask(graph, "SELECT ?d WHERE { ?c dcat:dataset ?d FILTER NOT EXISTS { ?d dct:license ?l } "
                         "FILTER NOT EXISTS { ?d dct:rights ?r } }")
    tap.check(not lacking, "and every dataset its terms", lacking)
    known = {r["path"] for r in json.loads(daemon.ask("GET", "/api/v1")[2])["data"]["routes"]}
    tables = {row[0] for row in ask(graph, "SELECT ?i WHERE { ?d a dcat:Dataset ; dct:identifier ?i }")}
    tap.check({"/api/v1/cells", "/api/v1/states", "/api/v1/observations"} <= tables <= known,
              "the tables are those of the interface", tables)


def downloads(tap, daemon, graph):
    rows = ask(graph, "SELECT ?u ?m WHERE { ?d dcat:downloadURL ?u ; dcat:mediaType ?m }")
    tap.check(len(rows) > 10, "downloads are found by a query", rows)
    wrong = []
    for url, media in rows:
        status, head, body = got(daemon, url)
        if status != 200 or not body or head["Content-Type"].split(";")[0] != media[len(MEDIA):]:
            wrong.append("%s: %d %s" % (url, status, head.get("Content-Type")))
    tap.check(not wrong, "each downloads, as the type it says", "\n".join(wrong))
    wrong = []
    for url, media in ask(graph, "SELECT ?u ?m WHERE { ?d dcat:accessURL ?u ; dcat:mediaType ?m }"):
        status, head, _ = got(daemon, url)
        if status != 200 or head["Content-Type"].split(";")[0] != media[len(MEDIA):]:
            wrong.append("%s: %d" % (url, status))
    tap.check(not wrong, "so does the first page of what comes in pages", "\n".join(wrong))
    url = ask(graph, "SELECT ?u WHERE { ?d dct:identifier '/api/v1/states' ; dcat:distribution ?x . ?x dcat:downloadURL ?u ;"
                     " dcat:mediaType <%stext/csv> }" % MEDIA)[0][0]
    table = list(csv.DictReader(io.StringIO(got(daemon, url)[2].decode())))
    tap.check(any(row["iso3"] == "SVN" for row in table), "and the table of states has the states", url)


def versions(tap, daemon, graph):
    rows = ask(graph, "SELECT ?v ?u WHERE { ?d dct:identifier '/api/v1/cells' ; dcat:hasVersion ?r . ?r dcat:version ?v ; "
                      "dcat:isVersionOf ?d ; dcat:distribution [ dcat:accessURL ?u ] }")
    tap.check(rows and {v for v, _ in rows} == {served.RELEASE}, "a release is a version of a table", rows)
    for _, url in rows:
        if "format=json" not in url or "json-stat" in url:
            continue
        meta = json.loads(got(daemon, url)[2]).get("meta", {})
        tap.check(meta.get("release") == served.RELEASE, "whose address answers from that release: " + url, meta)


def services(tap, daemon, graph):
    rows = ask(graph, "SELECT ?e ?f WHERE { ?s a dcat:DataService ; dcat:endpointURL ?e "
                      "OPTIONAL { ?s dcat:endpointDescription ?f } }")
    tap.check(rows, "the interfaces are named", rows)
    for _, description in rows:
        if description:
            status, _, body = got(daemon, description)
            tap.check(status == 200 and json.loads(body)["openapi"].startswith("3.1"), "with a description that is there",
                      (description, status))


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db = served.database(folder)
        daemon = house.Daemon(db, doors=("read",))
        base = "http://%s/catalog" % daemon.url["read"]
        status, head, graph = read(daemon, base)
        tap.check(status == 200 and head["Content-Type"] == "application/ld+json", "JSON-LD is answered", head)
        for part in (contents, downloads, versions, services):
            part(tap, daemon, graph)
        daemon.stop()
        away = house.Daemon(db, "--public-url", "https://gcmtrack.example", doors=("read",))
        _, _, graph = read(away, base)
        urls = ask(graph, "SELECT ?u WHERE { ?d dcat:accessURL ?u }")
        tap.check(all(u.startswith("https://gcmtrack.example/") for u, in urls), "addresses start with the public one", urls[:3])
        away.stop()
    tap.end()


if __name__ == "__main__":
    main()
