# SPDX-License-Identifier: Apache-2.0
"""SDMX structures of a served database: every resource x detail x references x form against the schemas of the
standards, and every answer's artefacts against the references that its own messages hold."""
import glob
import itertools
import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as tree

import house

CORPUS = os.environ.get("CORPUS", os.path.join(house.SOURCE, "..", "shared", "corpus"))
STANDARDS = os.path.join(CORPUS, "standards")
XSD = {"v1": "sdmx-twg+sdmx-ml-v2_1/schemas/SDMXMessage.xsd", "v2": "sdmx-twg+sdmx-ml/schemas/SDMXMessage.xsd"}
JSON_SCHEMA = "sdmx-twg+sdmx-json/structure-message/tools/schemas/sdmx-json-structure-schema.json"
XML = {"v1": "application/vnd.sdmx.structure+xml;version=2.1",
       "v2": "application/vnd.sdmx.structure+xml;version=3.0.0"}

RESOURCES = ("agencyscheme", "categorisation", "categoryscheme", "codelist", "conceptscheme", "contentconstraint",
             "dataflow", "dataproviderscheme", "datastructure", "hierarchicalcodelist", "provisionagreement")
IN_V2 = {"contentconstraint": "dataconstraint", "hierarchicalcodelist": "hierarchy"}
DETAILS = ("full", "allstubs", "referencestubs", "allcompletestubs", "referencecompletestubs", "referencepartial",
           "raw")
REFERENCES = ("none", "parents", "parentsandsiblings", "children", "descendants", "all", "codelist", "dataflow")

# Elements of 2.1 that an item's reference means the scheme of.
SCHEME_OF = {"Agency": "AgencyScheme", "DataProvider": "DataProviderScheme", "Category": "CategoryScheme",
             "Concept": "ConceptScheme", "Code": "Codelist"}
KIND = {"agencyscheme": "AgencyScheme", "categorisation": "Categorisation", "categoryscheme": "CategoryScheme",
        "codelist": "Codelist", "conceptscheme": "ConceptScheme", "contentconstraint": "ContentConstraint",
        "dataflow": "Dataflow", "dataproviderscheme": "DataProviderScheme", "datastructure": "DataStructure",
        "provisionagreement": "ProvisionAgreement"}


def ask(daemon, path, accept):
    status, head, body = daemon.ask("GET", path, headers={"Accept": accept})
    if status != 200:
        raise AssertionError("%s: %d %s" % (path, status, body[:300]))
    return head, body


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def artefacts(body):
    """{(kind, agency, id): [kinds and ids that it refers to]} of a 2.1 message."""
    found = {}
    for element in tree.fromstring(body).iter():
        if not element.get("agencyID") or local(element) == "Ref":
            continue
        refers = set()
        for ref in element.iter("Ref"):
            kind = ref.get("class")
            if not kind:
                continue
            name = ref.get("maintainableParentID") if kind in SCHEME_OF else ref.get("id")
            refers.add((SCHEME_OF.get(kind, kind), ref.get("agencyID"), name))
        found[(local(element), element.get("agencyID"), element.get("id"))] = refers
    return found


def expected(graph, target, references):
    """What REFERENCES brings with TARGET, told from GRAPH alone."""
    children = graph[target]
    parents = {a for a in graph if target in graph[a]}
    descendants, todo = set(), set(children)
    while todo:
        descendants |= todo
        todo = {c for a in todo for c in graph[a]} - descendants
    siblings = {c for a in parents for c in graph[a]}
    brought = {"none": set(), "parents": parents, "parentsandsiblings": parents | siblings, "children": children,
               "descendants": descendants, "all": parents | siblings | descendants}
    if references in brought:
        return brought[references] | {target}
    return {a for a in parents | children if a[0] == KIND[references]} | {target}


def walk_references(tap, daemon):
    _, whole = ask(daemon, "/sdmx/v1/structure", XML["v1"])
    graph = artefacts(whole)
    wrong = []
    for target, references in itertools.product(graph, REFERENCES):
        resource = target[0].lower()
        _, body = ask(daemon, "/sdmx/v1/%s/%s/%s/latest?references=%s" % (resource, target[1], target[2], references),
                      XML["v1"])
        have = set(artefacts(body))
        want = expected(graph, target, references)
        if have != want:
            wrong.append("%s %s: missing %s, left over %s" % (target, references, want - have, have - want))
    tap.check(len(graph) > 20, "there are artefacts of every kind", len(graph))
    tap.check(not wrong, "references= brings what refers and is referred to, and nothing else", "\n".join(wrong[:10]))
    return len(graph)


def paths(api):
    for resource, detail, references in itertools.product(RESOURCES, DETAILS, REFERENCES):
        resource = IN_V2.get(resource, resource) if api == "v2" else resource
        base = "/sdmx/v1/" if api == "v1" else "/sdmx/v2/structure/"
        yield "%s%s?detail=%s&references=%s" % (base, resource, detail, references)
    for word in ("/sdmx/v1/structure", "/sdmx/v2/structure"):
        if api in word:
            yield from ("%s?detail=%s" % (word, detail) for detail in DETAILS)


def validate_xml(tap, daemon, folder, api):
    """Equal bodies once: most questions differ in what they leave out only."""
    seen = {}
    for path in paths(api):
        _, body = ask(daemon, path, XML[api])
        seen.setdefault(body, path)
    for i, body in enumerate(seen):
        with open(os.path.join(folder, "%s-%d.xml" % (api, i)), "wb") as out:
            out.write(body)
    if not shutil.which("xmllint"):
        print("# xmllint is not here: XML of %s is not validated" % api)
        return
    files = sorted(glob.glob(os.path.join(folder, api + "-*.xml")))
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", os.path.join(STANDARDS, XSD[api]), *files],
                          capture_output=True, text=True, timeout=house.PATIENCE_S * 5, check=False)
    said = "\n".join(line for line in done.stderr.splitlines() if not line.endswith(" validates"))
    tap.check(done.returncode == 0 and len(files) > 100, "%d XML messages of %s validate" % (len(files), api),
              said[:3000])


def validate_json(tap, daemon):
    try:
        import jsonschema
    except ImportError:
        print("# python3-jsonschema is not here: SDMX-JSON is not validated")
        return
    with open(os.path.join(STANDARDS, JSON_SCHEMA), encoding="utf-8") as file:
        checker = jsonschema.Draft201909Validator(json.load(file))
    wrong, n = [], 0
    for resource, detail in itertools.product(RESOURCES, ("full", "allstubs", "referencepartial")):
        path = "/sdmx/v2/structure/%s?detail=%s" % (IN_V2.get(resource, resource), detail)
        for version in ("2.0.0", "2.1.0"):
            _, body = ask(daemon, path, "application/vnd.sdmx.structure+json;version=" + version)
            message = json.loads(body)
            # 2.0 gives constraints a role; the schema that is here is of 2.1.
            for constraint in message["data"].get("dataConstraints", []):
                if version == "2.0.0":
                    constraint.pop("role")
            wrong += ["%s %s: %s" % (path, version, e.message[:300]) for e in checker.iter_errors(message)
                      if "valid under each of" not in e.message]
            n += 1
    tap.check(not wrong, "%d SDMX-JSON messages validate" % n, "\n".join(wrong[:10]))


def compare_forms(tap, daemon):
    """The same artefacts and items in every form."""
    keys = {"codelists": "codes", "conceptSchemes": "concepts", "categorySchemes": "categories"}
    _, body = ask(daemon, "/sdmx/v1/structure", XML["v1"])
    root = tree.fromstring(body)
    in_xml = sorted(e.get("id") for e in root.iter() if e.get("id") and local(e) in ("Code", "Concept", "Category"))
    for path, accept in (("/sdmx/v1/structure", "application/vnd.sdmx.structure+json;version=1.0.0"),
                         ("/sdmx/v2/structure", "application/vnd.sdmx.structure+json;version=2.0.0")):
        _, body = ask(daemon, path, accept)
        data = json.loads(body)["data"]
        in_json = sorted(i["id"] for key, items in keys.items() for a in data[key] for i in a[items])
        tap.check(in_json == in_xml, "%s has the items of the XML" % accept, (len(in_json), len(in_xml)))
        tap.check(sum(len(v) for v in data.values()) == len(artefacts(ask(daemon, "/sdmx/v1/structure", XML["v1"])[1])),
                  "and its artefacts")


def figures(tap, folder):
    """What occurs in figures has codes; what is sealed does not occur."""
    db, sealed = os.path.join(folder, "c.db"), os.path.join(folder, "sealed.csv")
    states = os.path.join(house.SOURCE, "fixtures", "reports", "states.xml")
    incidents = os.path.join(house.SOURCE, "fixtures", "statistics", "incidents.csv")
    with open(incidents, encoding="utf-8-sig") as file, open(sealed, "w", encoding="utf-8") as out:
        out.write(file.read().replace("Drowning", "Zanzibarquail"))
    for path, words in ((incidents, ()), (sealed, ("--visibility", "sealed"))):
        house.run("observe", "--db", db, "--catalogue", states, "--series", "missing_migrants", "--as-of", "2026-05-06",
                  path, *words)
    daemon = house.Daemon(db, doors=("read",))
    _, body = ask(daemon, "/sdmx/v1/structure", XML["v1"])
    daemon.stop()
    text = body.decode()
    tap.check('id="CAUSE-DROWNING"' in text and "<com:Value>CAUSE-DROWNING</com:Value>" in text,
              "what figures are broken down by has codes, and the flow says it holds them")
    tap.check("ZANZIBARQUAIL" not in text.upper(), "what is sealed has none")
    root = tree.fromstring(body)
    actual = next(e for e in root.iter() if e.get("id") == "OBSERVATIONS_ACTUAL")
    series = [e.text for key in actual.iter() if key.get("id") == "SERIES" for e in key]
    tap.check(series == ["MISSING_MIGRANTS"], "the flow holds the series that there are", series)


def two_rounds(tap, folder):
    """Two rounds of one year: no key is given twice."""
    db, more = os.path.join(folder, "b.db"), os.path.join(folder, "more.xml")
    with open(more, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<rounds id="more" version="1"><title>More</title>'
                  '<source>Invented</source><round id="EX2026" family="EX" year="2026" opens="2026-06-01"'
                  ' closes="2026-09-30"><title>Invented</title><source>Invented</source></round></rounds>\n')
    for name in ("EX2026", "IMRF2026"):
        text = os.path.join(folder, name + ".txt")
        with open(text, "w", encoding="utf-8") as out:
            out.write("Avelia adopted a law of %s that ends the detention of migrant children.\n" % name)
        house.run("ingest", "--db", db, "--catalogue", os.path.join(house.SOURCE, "fixtures", "reports", "states.xml"),
                  "--catalogue", more, text, "--state", "XAV", "--voice", "state", "--round", name)
    daemon = house.Daemon(db, doors=("read",))
    _, body = ask(daemon, "/sdmx/v1/contentconstraint/all/CELLS_ACTUAL", XML["v1"])
    daemon.stop()
    values = [e.text for key in tree.fromstring(body).iter() if local(key) == "KeyValue" and key.get("id") == "FREQ"
              for e in key]
    ends = [e.text for e in tree.fromstring(body).iter() if local(e) in ("StartPeriod", "EndPeriod")]
    tap.check(values == ["A", "M"] and ends == ["2026", "2026-09"],
              "of two rounds of a year the later has the month in which it closes", (values, ends))


def main():
    tap = house.Tap()
    with house.folder() as folder:
        db = os.path.join(folder, "a.db")
        reports = os.path.join(house.SOURCE, "fixtures", "reports")
        house.run("ingest", "--db", db, "--catalogue", os.path.join(reports, "states.xml"), "--manifest",
                  os.path.join(reports, "manifest.csv"))
        daemon = house.Daemon(db, doors=("read",))
        walk_references(tap, daemon)
        compare_forms(tap, daemon)
        if os.path.isdir(STANDARDS):
            validate_xml(tap, daemon, folder, "v1")
            validate_xml(tap, daemon, folder, "v2")
            validate_json(tap, daemon)
        else:
            print("# no standards at %s: messages are not validated" % STANDARDS)
        daemon.stop()
        figures(tap, folder)
        two_rounds(tap, folder)
    tap.end()


if __name__ == "__main__":
    main()
