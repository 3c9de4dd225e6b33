# SPDX-License-Identifier: Apache-2.0
"""curl, and the way of HTTP itself: validators, HEAD, gzip, OPTIONS, CORS."""
import gzip
import json
import os

import served
import house

# An hour before and after anything that the daemon can have published.
LONG_AGO, MUCH_LATER = "Mon, 01 Jan 2001 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"


class Answer:
    """What curl had of one request."""

    def __init__(self, server, path, *words):
        self.file = os.path.join(server.place, "body")
        head = os.path.join(server.place, "head")
        for name in (self.file, head):
            with open(name, "wb"):
                pass
        code, said, self.error = served.client(
            server, "curl", "-sS", "--noproxy", "*", "--max-time", str(house.PATIENCE_S), "-o", self.file, "-D", head, "-w",
            "%{http_code}", *words, server.base + path)
        self.status = int(said or 0) if code == 0 else -code
        with open(head, encoding="latin-1") as lines:
            self.head = dict(line.rstrip("\r\n").split(": ", 1) for line in lines if ": " in line)
        self.head = {k.lower(): v for k, v in self.head.items()}
        with open(self.file, "rb") as body:
            self.body = body.read()

    def __str__(self):
        return "%d %s\n%s%s" % (self.status, self.head, self.body[:300], self.error)


def validators(tap, server, path):
    def ask(*fields):
        return Answer(server, path, *(w for f in fields for w in ("-H", f)))

    whole = ask()
    tag, date = whole.head.get("etag", ""), whole.head.get("last-modified", "")
    tap.check(whole.status == 200 and tag.startswith('"') and date.endswith(" GMT"), "a 200 has a strong ETag and a date", whole)
    for what, field in (("the tag itself", tag), ("one in a list", '"x", %s, "y"' % tag), ("a weak one", "W/" + tag),
                        ("any", "*")):
        got = ask("If-None-Match: " + field)
        tap.check(got.status == 304 and not got.body, "If-None-Match with %s is 304" % what, got)
    tap.check(all(got.head.get(k) == whole.head[k] for k in ("etag", "cache-control", "vary")),
              "a 304 has the tag, Cache-Control and Vary of its 200", got)
    tap.check(ask('If-None-Match: "x"').status == 200, "another tag is 200")
    tap.check(ask("If-Modified-Since: " + date).status == 304, "If-Modified-Since with the date is 304")
    tap.check(ask("If-Modified-Since: " + LONG_AGO).status == 200, "with an earlier one 200")
    tap.check(ask("If-Modified-Since: yesterday").status == 200, "what is no date counts as none")
    tap.check(ask('If-None-Match: "x"', "If-Modified-Since: " + MUCH_LATER).status == 200, "a tag outweighs a date")
    part = ask("Range: bytes=0-9")
    tap.check(part.status in (200, 206) and part.body == (whole.body if part.status == 200 else whole.body[:10]),
              "a range is served whole or in part, and right", part)
    return whole


def keeps(tap, server, path):
    """curl's own memory of tags and dates of files."""
    file, tag = (os.path.join(server.place, name) for name in ("kept.csv", "kept.etag"))
    words = ("curl", "-sS", "--noproxy", "*", "-o", file, "-w", "%{http_code}", server.base + path)
    _, first, _ = served.client(server, *words, "--etag-save", tag)
    with open(file, "rb") as body:
        before = body.read()
    _, again, _ = served.client(server, *words, "--etag-compare", tag)
    with open(file, "rb") as body:
        after = body.read()
    tap.check((first, again) == ("200", "304") and before == after, "curl --etag-compare fetches nothing twice", (first, again))
    served.client(server, *words, "-R")
    _, dated, _ = served.client(server, *words, "-z", file)
    tap.check(dated == "304", "nor curl -R and -z, by the date of a file", dated)


def forms(tap, server, path, whole):
    head = Answer(server, path, "-I")
    same = ("content-length", "content-type", "etag", "last-modified", "vary", "cache-control")
    tap.check(head.status == 200 and all(head.head.get(k) == whole.head.get(k) for k in same),
              "HEAD says what GET would", (head, whole.head))
    packed = Answer(server, path, "-H", "Accept-Encoding: gzip")
    tap.check(packed.head.get("content-encoding") == "gzip" and gzip.decompress(packed.body) == whole.body and
              len(packed.body) < len(whole.body) / 2, "gzip is sent where it is liked", packed.head)
    tap.check(packed.head.get("etag") != whole.head["etag"], "other bytes have another strong tag", packed.head)
    tap.check(Answer(server, path, "--compressed").body == whole.body, "curl --compressed gives the plain bytes")
    tap.check("content-encoding" not in Answer(server, path, "-H", "Accept-Encoding: gzip;q=0").head,
              "gzip;q=0 is heeded")
    old = Answer(server, path, "--http1.0")
    tap.check(old.status == 200 and old.body == whole.body, "HTTP/1.0 is answered", old)
    new = Answer(server, path, "--http2")
    tap.check(new.status == 200 and new.body == whole.body, "an offer of HTTP/2 is passed over", new)
    twice = ("-o", os.devnull, server.base + path) * 2
    _, said, _ = served.client(server, "curl", "-sS", "--noproxy", "*", "-w", "%{http_code} %{num_connects}\n", *twice)
    tap.check(said == "200 1\n200 0\n", "one connection serves two requests", said)


def browsers(tap, server, path):
    origin = ("-H", "Origin: https://example.org")
    got = Answer(server, path, *origin)
    tap.check(got.head.get("access-control-allow-origin") == "*" and
              "access-control-allow-credentials" not in got.head, "any page may read, none with credentials", got.head)
    asked = Answer(server, path, "-X", "OPTIONS", *origin, "-H", "Access-Control-Request-Method: GET", "-H",
                   "Access-Control-Request-Headers: if-none-match, x-other")
    tap.check(asked.status in (200, 204) and asked.head.get("access-control-allow-origin") == "*" and
              "GET" in asked.head.get("access-control-allow-methods", ""), "a preflight is answered", asked)
    allowed = asked.head.get("access-control-allow-headers", "").lower()
    tap.check("if-none-match" in allowed or allowed == "*", "a page may ask If-None-Match", asked.head)
    tap.check({"GET", "HEAD", "OPTIONS"} <= set(asked.head.get("allow", "").replace(",", " ").split()),
              "OPTIONS tells the methods", asked.head)
    posted = Answer(server, path, "-d", "x=1")
    tap.check(posted.status in (400, 405, 413), "the read door takes no POST", posted)


def words(tap, server):
    got = Answer(server, "/api/v1/search", "-G", "--data-urlencode", "q=الطريق OR \"x\"")
    tap.check(got.status == 200, "a search in Arabic is asked as curl encodes it", got)
    got = Answer(server, "/api/v1/cells?state=XAV&state=XBO&limit=1000&round=IMRF2026")
    tap.check({c["state"] for c in json.loads(got.body)["data"]} == {"XAV", "XBO"}, "a parameter may be repeated")
    got = Answer(server, "/api/v1/cells?stat=XAV")
    tap.check(got.status == 400 and got.head["content-type"].startswith("application/problem+json") and
              "etag" not in got.head, "a refusal is a problem document, and not to be kept", got)


def main():
    served.without("curl")
    tap = house.Tap()
    with served.served() as server:
        path = served.CELLS + "&format=csv"
        whole = validators(tap, server, path)
        keeps(tap, server, path)
        forms(tap, server, path, whole)
        browsers(tap, server, path)
        words(tap, server)
    tap.end()


if __name__ == "__main__":
    main()
