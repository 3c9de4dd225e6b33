# SPDX-License-Identifier: Apache-2.0
"""Every answer that is described is seen, and is as described.

All requests go through prism, which stands in front of the daemon and answers
itself when a request or an answer is not as /openapi.json says. One prism
checks requests; another, for those that are wrong on purpose, answers only.
HEAD goes around it: prism reads the JSON that a HEAD has not, and fails.
"""
import contextlib
import http.client
import json
import os
import socket
import subprocess
import urllib.parse

import house
import served

# Statuses that cannot be had through a proxy, or not on demand.
NOT_SEEN = {
    "408": "a proxy sends a head at once: tests/serve/test_door.c",
    "411": "a proxy knows the length of a body: tests/serve/test_door.c",
    "417": "a proxy answers Expect itself: tests/serve/test_http.c",
    "500": "there is no trouble on demand",
    "503": "needs a full house: tests/serve/test_door.c; that of /readyz is seen",
    "505": "a proxy speaks HTTP/1.1: tests/serve/test_door.c",
    "5XX": "as 500 and 503",
}

# A proxy that lets through what the daemon is to refuse.
HEAD_MOST = "--max-http-header-size=65536"

# More than the longest address, and than the largest head.
LONG_ADDRESS = 9000
LONG_HEADER = 20000

VIOLATION = b"stoplight.io/prism/errors"


class Prism:
    """A proxy before DOOR that holds answers against DOCUMENT."""

    def __init__(self, document, upstream, checks_requests):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = taken.getsockname()[1]
        self.log = open(document + ".%d.log" % self.port, "w+b")
        self.process = subprocess.Popen(
            ["node", HEAD_MOST, os.path.join(os.environ["SPEC_MODULES"], "node_modules", ".bin", "prism"), "proxy",
             document, "http://" + upstream, "--errors", "--cors", "false", "-v", "error", "-p", str(self.port),
             *([] if checks_requests else ["--validate-request", "false"])],
            stdout=self.log, stderr=self.log)

    def wait(self):
        for _ in range(int(5 * house.PATIENCE_S / 0.1)):
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                # Nothing announces that it listens.
                self.process.wait(0.1)
        self.log.seek(0)
        raise AssertionError("prism did not start: " + self.log.read().decode(errors="replace"))

    def ask(self, method, target, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=house.PATIENCE_S)
        try:
            connection.request(method, target, body, headers or {})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def stop(self):
        self.process.terminate()
        self.process.wait(house.PATIENCE_S)
        self.log.close()


class Pair:
    """Prism takes x+json for json and holds both to what is listed first. So one prism knows plain JSON alone, and the
    other, in which it comes last, is asked what is another JSON."""

    OTHERS = ("datapackage", "json-stat")

    def __init__(self, plain, full):
        self.plain, self.full = plain, full

    def ask(self, method, target, body=None, headers=None):
        wanted = target + (headers or {}).get("Accept", "")
        is_other = any(word in wanted for word in self.OTHERS)
        return (self.full if is_other else self.plain).ask(method, target, body, headers)


def plain(folder, document):
    """The same without other kinds of JSON where there is plain JSON."""
    other = json.loads(json.dumps(document))
    for item in other["paths"].values():
        for operation in item.values():
            for answer in operation["responses"].values():
                content = answer.get("content", {})
                for media in [m for m in content if m.endswith("+json") and "application/json" in content]:
                    if media != "application/problem+json":
                        del content[media]
    path = os.path.join(folder, "plain.json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump(other, out)
    return path, other


class Direct:
    """The daemon itself, where prism cannot stand in front of it."""

    def __init__(self, daemon, door):
        self.daemon, self.door = daemon, door

    def ask(self, method, target, body=None, headers=None):
        status, head, got = self.daemon.ask(method, target, body, self.door, headers=headers)
        return status, {k.lower(): v for k, v in head.items()}, got


class Contract:
    """Asks, and remembers which answers of which operation were seen."""

    def __init__(self, tap, document):
        self.tap = tap
        self.document = document
        self.seen = set()
        self.wrong = []
        self.asked = 0

    def ask(self, prism, path, method, target, wanted, body=None, headers=None):
        self.asked += 1
        status, head, got = prism.ask(method, target, body, headers)
        said = "%s %s %s: %d %s" % (method, target[:200], headers or "", status, got[:600].decode(errors="replace"))
        if VIOLATION in got or "sl-violations" in head:
            self.wrong.append(said)
        elif status not in wanted:
            self.wrong.append("not %s but " % (wanted,) + said)
        else:
            self.seen.add((path, method.lower(), self.row(path, method, status)))
        return head, got

    def row(self, path, method, status):
        responses = self.document["paths"][path][method.lower()]["responses"]
        for name in (str(status), "%dXX" % (status // 100), "default"):
            if name in responses:
                return name
        return "undescribed %d" % status

    def documented(self):
        return {(path, method, status) for path, item in self.document["paths"].items()
                for method, operation in item.items() for status in operation["responses"]}


def values(parameter, samples):
    """Queries that use PARAMETER as it is described, as lists of pairs."""
    name, schema = parameter["name"], parameter["schema"]
    if name in samples:
        return [[(name, samples[name])]]
    if schema.get("type") == "object":
        return [[("%s[%s]" % (name, key), word)] for key, word in parameter["example"].items()]
    is_list = schema.get("type") == "array"
    one = schema["items"]["anyOf"][0] if is_list else schema
    words = one.get("enum", [])
    if not words and "example" in parameter:
        words = parameter["example"] if is_list else [parameter["example"]]
    if not words and one.get("type") == "integer":
        words = [str(one["minimum"]), str(one["maximum"])]
    found = [[(name, word)] for word in words]
    if is_list and len(words) > 1:
        found += [[(name, words[0]), (name, words[1])], [(name, ",".join(words[:2]))]]
    return found


def address(path, parts, pairs=()):
    for name, value in parts.items():
        path = path.replace("{%s}" % name, urllib.parse.quote(value, safe=""))
    query = urllib.parse.urlencode(pairs, safe=",[]")
    return path + ("?" + query if query else "")


class Samples:
    """Values that are in this database, where an example cannot be in all."""

    def __init__(self, daemon):
        def first(target, key):
            return json.loads(daemon.ask("GET", target)[2])["data"][0][key]
        self.submission = first("/api/v1/submissions?state=SVN", "id")
        self.passage = first("/api/v1/passages?state=SVN", "id")
        self.query = {"release": served.RELEASE, "submission": self.submission, "as_of": "2099-12-31"}

    def parts(self, path, operation):
        found = {}
        for p in operation["parameters"]:
            if p["in"] != "path":
                continue
            if "example" in p:
                found[p["name"]] = p["example"]
            elif "/submissions/" in path or "/jobs/" in path:
                found[p["name"]] = self.submission
            elif "/passages/" in path:
                found[p["name"]] = self.passage
            elif "/releases" in path:
                found[p["name"]] = served.RELEASE
            else:
                raise AssertionError("%s: no value for %s: give its part an example in routes.c, or a sample here"
                                     % (path, p["name"]))
        return found

    def missing(self, parts):
        """The same of what is not there; parts that are words of a standard stay."""
        return {name: value if name in WORDS else value[:2] + "X" if len(value) == 3 and value != "all" else "none-such"
                for name, value in parts.items()}

    def too_much(self, parts):
        return {name: "all" if name in ("flow", "resource") else value for name, value in parts.items()}


# Parts of SDMX paths that are not names of things.
WORDS = ("component", "context", "key", "provider", "structure", "version")


UNKNOWN = [("no_such_filter", "1")]


def heads(contract, direct, path, target, wrong, token=None):
    """HEAD says what GET says, without the body."""
    status, head, body = direct.ask("GET", target, headers=token)
    again, _ = contract.ask(direct, path, "HEAD", target, {200}, headers=token)
    for name in ("etag", "content-type", "content-length", "vary", "last-modified", "link"):
        if again.get(name) != head.get(name) and status == 200:
            contract.wrong.append("HEAD %s: %s is %s, not %s" % (target, name, again.get(name), head.get(name)))
    if "304" in contract.document["paths"][path]["head"]["responses"]:
        contract.ask(direct, path, "HEAD", target, {304}, headers={"If-None-Match": head.get("etag", "")})
    contract.ask(direct, path, "HEAD", wrong, {400}, headers=token)


def good(contract, prism, direct, samples, path, operation):
    parts = samples.parts(path, operation)
    query = [p for p in operation["parameters"] if p["in"] == "query"]
    base = [pair for p in query if p["required"] for pair in values(p, samples.query)[0]]
    head, body = contract.ask(prism, path, "GET", address(path, parts, base), {200})
    if "304" in operation["responses"]:
        contract.ask(prism, path, "GET", address(path, parts, base), {304},
                     headers={"If-None-Match": head.get("etag", "")})
    for media in operation["responses"]["200"]["content"]:
        contract.ask(prism, path, "GET", address(path, parts, base), {200}, headers={"Accept": media})
    for p in query:
        for pairs in values(p, samples.query):
            contract.ask(prism, path, "GET",
                         address(path, parts, [b for b in base if b[0] != p["name"]] + pairs), {200, 400})
    if any(p["name"] == "cursor" for p in query) and body.startswith(b"{"):
        _, page = contract.ask(prism, path, "GET", address(path, parts, base + [("limit", "1")]), {200})
        cursor = json.loads(page)["meta"]["next_cursor"]
        if cursor:
            contract.ask(prism, path, "GET", address(path, parts, base + [("cursor", cursor)]), {200})
    heads(contract, direct, path, address(path, parts, base), address(path, parts, base + UNKNOWN))
    contract.ask(prism, path, "OPTIONS", address(path, parts), {204})


def bad(contract, lax, direct, samples, path, operation, token):
    """What is wrong on purpose: prism then looks at the answer only."""
    parts = samples.parts(path, operation)
    query = [p for p in operation["parameters"] if p["in"] == "query"]
    base = [pair for p in query if p["required"] for pair in values(p, samples.query)[0]]
    target = address(path, parts, base)
    contract.ask(lax, path, "GET", address(path, parts, base + UNKNOWN), {400}, headers=token)
    if "404" in operation["responses"]:
        release = [] if parts else [("release", "no.such")]
        contract.ask(lax, path, "GET", address(path, samples.missing(parts), base + release), {404}, headers=token)
    if "204" in operation["responses"]:
        contract.ask(lax, path, "GET", address(path, samples.missing(parts)), {204}, headers=token)
    if "501" in operation["responses"]:
        # Prism makes an answer up where it hears 501.
        contract.ask(direct, path, "GET", address(path, samples.too_much(parts)), {501}, headers=token)
    if "406" in operation["responses"]:
        contract.ask(lax, path, "GET", target, {406}, headers=dict(token, Accept="application/x-none"))
    if "401" in operation["responses"]:
        contract.ask(lax, path, "GET", target, {401}, headers={"Authorization": "Bearer another"})
    long = address(path, parts, [("q", "x" * LONG_ADDRESS)])
    for method, wanted in (("GET", 414), ("OPTIONS", 414)):
        contract.ask(lax, path, method, long, {wanted}, headers=token)
    contract.ask(lax, path, "GET", target, {431}, headers=dict(token, Cookie="x" * LONG_HEADER))


def reading(contract, prism, lax, direct, samples, token):
    for path, item in contract.document["paths"].items():
        operation = item.get("get")
        is_intake = operation and operation.get("security")
        if not operation or bool(is_intake) != bool(token):
            continue
        if not is_intake:
            good(contract, prism, direct, samples, path, operation)
        bad(contract, lax, direct, samples, path, operation, token)


def handing_in(contract, prism, lax, direct):
    """POST and its job, through the door that has them."""
    path, token = "/api/v1/submissions", {"Authorization": "Bearer " + house.TOKEN}
    fields = "state=SVN&round=IMRF2026&voice=independent&language=en&author=Somebody"
    plain = dict(token, **{"Content-Type": "text/plain"})

    def post(text, wanted, more="", proxy=prism, headers=plain):
        return contract.ask(proxy, path, "POST", path + "?" + fields + more, wanted, text.encode(), headers)

    _, body = post("Children are detained.\n", {202})
    first = json.loads(body)["data"]["submission"]
    post("Children are detained.\n", {200})
    job = "/api/v1/jobs/{id}"
    contract.ask(prism, job, "GET", "/api/v1/jobs/" + first, {200}, headers=token)
    heads(contract, direct, job, "/api/v1/jobs/" + first, "/api/v1/jobs/%s?no_such_filter=1" % first, token)
    contract.ask(prism, job, "OPTIONS", "/api/v1/jobs/" + first, {204})
    post("Fewer children are detained.\n", {202}, "&supersedes=" + first)
    post("More children are detained.\n", {409}, "&supersedes=" + first)
    post("x" * 5000, {413})
    # Without any token prism answers itself.
    post("Nobody said so.\n", {401}, headers=dict(plain, Authorization="Bearer another"))
    post("Who knows?\n", {400}, "&no_such_field=1", proxy=lax)
    post("A form of no kind.\n", {406}, proxy=lax, headers=dict(plain, Accept="application/x-none"))
    post("An address too long.\n", {414}, "&title=" + "x" * LONG_ADDRESS, proxy=lax)
    post("A head too large.\n", {431}, proxy=lax, headers=dict(plain, Cookie="x" * LONG_HEADER))
    form = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
            "Families live in open centres.\n\r\n--b\r\nContent-Disposition: form-data; name=\"state\"\r\n\r\nSVN\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"voice\"\r\n\r\nindependent\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"round\"\r\n\r\nIMRF2026\r\n--b--\r\n")
    contract.ask(prism, path, "POST", path, {202}, form.encode(),
                 dict(token, **{"Content-Type": "multipart/form-data; boundary=b"}))


def held(contract, what):
    tap = contract.tap
    tap.check(not contract.wrong, "%s: %d answers are as described" % (what, contract.asked), "\n".join(contract.wrong))
    unseen = sorted(row for row in contract.documented() - contract.seen if row[2] not in NOT_SEEN)
    tap.check(not unseen, "%s: every answer described was seen, or is named with a reason" % what,
              "\n".join("%s %s %s" % row for row in unseen))
    undescribed = sorted(row for row in contract.seen if row[2].startswith("undescribed"))
    tap.check(not undescribed, "%s: and none that is not described" % what, "\n".join(map(str, undescribed)))
    print("# %s: %d of %d answers seen" % (what, len(contract.seen & contract.documented()), len(contract.documented())))


def sees_mistakes(tap, prism):
    """Prism finds what is wrong: else its silence says nothing."""
    for target, why in (("/api/v1/cells?limit=0", "a value out of range"), ("/no/such/path", "a path not described"),
                        ("/api/v1/compare", "a parameter that is missing")):
        tap.check(VIOLATION in prism.ask("GET", target)[2], "prism sees " + why)


def write(folder, name, daemon, door):
    path = os.path.join(folder, name)
    body = daemon.ask("GET", "/openapi.json", door=door)[2]
    with open(path, "wb") as out:
        out.write(body)
    return path, json.loads(body)


def spoil(folder, document):
    """The same with an answer described otherwise than it is."""
    other = json.loads(json.dumps(document))
    other["components"]["schemas"]["Round"]["properties"]["year"] = {"type": "string"}
    path = os.path.join(folder, "spoilt.json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump(other, out)
    return path


def main():
    tap = house.Tap()
    with house.folder() as folder, contextlib.ExitStack() as stack:
        db = served.database(folder)
        reader = house.Daemon(db, doors=("read",))
        stack.callback(reader.stop)
        # Its disk is never roomy enough, and it takes small documents only.
        taker = house.Daemon(db, "--intake", "127.0.0.1:0", "--token-digest", house.DIGEST, "--body-most", "2000",
                             "--disk-least", "2147483647")
        stack.callback(taker.stop)
        path, document = write(folder, "read.json", reader, "read")
        intake_path, intake_document = write(folder, "intake.json", taker, "intake")
        plain_path, plain_document = plain(folder, document)
        prisms = [Prism(plain_path, reader.url["read"], True), Prism(path, reader.url["read"], False),
                  Prism(intake_path, taker.url["intake"], True), Prism(intake_path, taker.url["intake"], False),
                  Prism(spoil(folder, plain_document), reader.url["read"], True),
                  Prism(path, reader.url["read"], True)]
        for prism in prisms:
            stack.callback(prism.stop)
        for prism in prisms:
            prism.wait()
        sees_mistakes(tap, prisms[0])
        tap.check(VIOLATION in prisms[4].ask("GET", "/api/v1/rounds")[2], "prism sees an answer of another shape")
        samples = Samples(reader)
        contract = Contract(tap, document)
        reading(contract, Pair(prisms[0], prisms[5]), prisms[1], Direct(reader, "read"), samples, {})
        held(contract, "reading")
        intake = Contract(tap, intake_document)
        handing_in(intake, prisms[2], prisms[3], Direct(taker, "intake"))
        reading(intake, prisms[2], prisms[3], Direct(taker, "intake"), samples,
                {"Authorization": "Bearer " + house.TOKEN})
        intake.ask(prisms[2], "/readyz", "GET", "/readyz", {503})
        tap.check(("/readyz", "get", "503") in intake.seen, "a door that is not ready is seen too")
        # What reads is the same at both doors.
        intake.seen |= contract.seen
        held(intake, "handing in")
    tap.end()


if __name__ == "__main__":
    main()
