# SPDX-License-Identifier: Apache-2.0
"""Seeds of the targets that read requests: odd_requests.tsv, and a few each."""
import os
import re
import sys

SOURCE = os.environ.get("SOURCE", ".")
SEEDS = {
    "json": [b'{"a":[1,-2.5e3,true,null],"\\u0061":"\\ud83d\\ude00"}', b"[[[[]]]]", b'"\\uZZZZ"', b"[9007199254740993]"],
    "wishes": [b"text/csv;q=0.5, application/json;q=0.4, */*;q=0", b"fr-CH, fr;q=0.9, en;q=0.8",
               b"gzip;q=1.0, identity;q=0.5, *;q=0", b'W/"0123456789abcdef", "x", *', b"Sun, 06 Nov 1994 08:49:37 GMT"],
    "multipart": [b'; boundary="X"\n--X\r\nContent-Disposition: form-data; name="state"\r\n\r\nSVN\r\n--X\r\n'
                  b'Content-Disposition: form-data; name="file"; filename="a/b\\\\c.txt"\r\n\r\nwords\r\n--X--\r\n'],
}


def requests():
    path = os.path.join(SOURCE, "tests", "serve", "odd_requests.tsv")
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.split("\t")
            if line.startswith("#") or len(fields[2]) > 400:
                continue
            raw = fields[2].encode().decode("unicode_escape").encode("latin-1")
            raw = re.sub(rb"\{[TH]\}", b"Host: a.example\r\n", raw)
            yield raw.replace(b"{E}", b"Host: a\r\nConnection: close\r\n\r\n")


def main():
    SEEDS["head"] = list(requests()) + [
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, [::1]:2\r\nForwarded: for=\"[::1\";by=_x\r\n\r\n"]
    for name, seeds in SEEDS.items():
        os.makedirs(os.path.join(sys.argv[1], name), exist_ok=True)
        for i, seed in enumerate(seeds):
            with open(os.path.join(sys.argv[1], name, "%03d" % i), "wb") as out:
                out.write(seed)


if __name__ == "__main__":
    main()
