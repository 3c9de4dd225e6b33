# SPDX-License-Identifier: Apache-2.0
"""Seeds of the targets that read requests: odd_requests.tsv, and a few each."""
import os
import re
import sys

SOURCE = os.environ.get("SOURCE", ".")
CSV = "\ntext/csv;q=0.9, application/json;q=0.1\nfr-CH, ar;q=0.5"
ASKED = [
    "/", "/api/v1", "/healthz", "/catalog", "/openapi.json", "/no/such/thing",
    "/api/v1/cells?state=SVN&round=UPR2025&status=all&limit=2" + CSV,
    "/api/v1/cells?release=2026.1&format=sdmx-csv", "/api/v1/cells?as_of=2026-12-01&format=json-stat",
    "/api/v1/cells?limit=1&cursor=1.1.0", "/api/v1/cells?format=xlsx&bom=1", "/api/v1/cells?format=datapackage",
    "/api/v1/compare?states=SVN,HRV&commitments=GCM.13&rounds=UPR2025&voices=state,civil_society" + CSV,
    "/api/v1/divergence?state=SVN&relation=contradict", "/api/v1/trend?state=SVN&commitment=GCM.13&family=UPR",
    "/api/v1/rollup?states=SVN&cluster=1", "/api/v1/states/SVN/scorecard?round=UPR2025&lang=es",
    "/api/v1/passages?state=SVN&level=regression&confidence=0.8", "/api/v1/search?q=detention%20-children&lang=en",
    "/api/v1/submissions?voice=civil_society&status=assessed", "/api/v1/releases/2026.1/diff/head?why=documents",
    "/api/v1/changes?since=2026-01-01", "/api/v1/releases.atom", "/api/v1/observations?series=missing_migrants&from=2020",
    "/api/v1/robustness?states=SVN&rounds=UPR2025", "/api/v1/releases/2026.1.zip",
    "/sdmx/v1/dataflow/GCMTRACK/CELLS/latest?references=all&detail=referencepartial",
    "/sdmx/v1/codelist/all/CL_VOICE+CL_FREQ/1.0/A?lang=fr\napplication/vnd.sdmx.structure+json;version=1.0.0",
    "/sdmx/v1/data/GCMTRACK,CELLS,1.0/A.SVN+HRV.GCM_13./all?startPeriod=2019-Q1&endPeriod=2026-05-31"
    "&lastNObservations=1&dimensionAtObservation=VOICE&detail=full",
    "/sdmx/v1/data/CELLS/A..GCM_13.STATE?updatedAfter=2020-01-01T00:00:00%2B02:00\n"
    "application/vnd.sdmx.data+csv;version=1.0.0;labels=both",
    "/sdmx/v2/data/dataflow/GCMTRACK/CELLS/1.0+.0/*.SVN.*.*,*.HRV.GCM_8.*?c[TIME_PERIOD]=ge:2019%2Ble:2025"
    "&c[OBS_VALUE]=gt:-10,lt:5&attributes=obs&measures=OBS_VALUE&offset=1&limit=5",
    "/sdmx/v2/data/*/*/CELLS/~/*?c[REF_AREA]=sw:S&format=csvdata&formatVersion=2.0.0",
    "/sdmx/v1/availableconstraint/CELLS/.SVN../all/VOICE?mode=available&references=all",
    "/sdmx/v2/availability/provisionagreement/*/CELLS_GCMTRACK/*/*.*.GCM_13.*/REF_AREA?references=codelist",
    "/sdmx/v2/structure/codelist,dataflow/*/*/+/*?detail=allstubs", "/sdmx/v1/schema/dataflow/GCMTRACK/CELLS/1.0",
    "/api/v1/cells?state=%C3&no%FFsuch=1", "/sdmx/v1/data/%FF%C3/%E2%82?detail=%F0%9F", "/api/v1/search?q=%C3%A9%C3",
]
SEEDS = {
    "ask": [one.encode() for one in ASKED],
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
