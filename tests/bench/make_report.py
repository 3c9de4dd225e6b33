#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes one invented 100-page report as XML, HTML, DOCX and PDF.

Usage: make_report.py SEED FOLDER
The same words in each format, some 60,000 of them (perf.md 3.2), different for
each SEED. One sentence in eight speaks of migration, as in a real report.
"""
import random
import sys
import xml.sax.saxutils as sax
import zipfile
import zlib

PARAGRAPHS = 640
PAGE_LINES = 55

SUBJECTS = """the ministry|the statistical office|the parliament|the court of audit|a working group
|the municipal council|the labour inspectorate|the coast guard|the border police|the ombudsperson
|the social insurance fund|the national institute|the regional authority|the central bank""".replace("\n", "").split("|")
VERBS = """adopted|reviewed|published|has not adopted|plans to revise|will present|suspended|established
|extended|reported on|should improve|continued to discuss|financed|amended""".replace("\n", "").split("|")
OBJECTS = """the annual budget|a road safety plan|the register of companies|the forest inventory|a housing programme
|the tax code|the school curriculum|a water supply scheme|the archive law|the harbour tariff|the energy plan
|a library network|the rules on procurement|the census questionnaire""".replace("\n", "").split("|")
MIGRATION = """alternatives to immigration detention|a search and rescue protocol for migrants at sea
|the bilateral labour mobility agreement|the national referral mechanism for victims of trafficking in persons
|access of undocumented migrants to health care|the integration strategy for migrants and refugees
|the law against the smuggling of migrants|disaggregated data on international migration
|the cost of sending remittances|assisted voluntary return and reintegration""".replace("\n", "").split("|")
TAILS = """in the capital|in all provinces|with the support of local partners|for the second time
|within the limits of the budget|after a public hearing|together with the municipalities
|on the basis of a survey|under the medium-term plan|in line with earlier practice""".replace("\n", "").split("|")


def sentence(rng):
    pool = MIGRATION if rng.random() < 0.125 else OBJECTS
    words = [rng.choice(SUBJECTS), rng.choice(VERBS), rng.choice(pool), rng.choice(TAILS)]
    if rng.random() < 0.5:
        words.append("in %d" % rng.randint(2018, 2026))
    if rng.random() < 0.4:
        words.append("and " + rng.choice(VERBS) + " " + rng.choice(OBJECTS))
    text = " ".join(words) + "."
    return text[0].upper() + text[1:]


def report(seed):
    """A list of ("h", text) and ("p", text)."""
    rng = random.Random(seed)
    out = [("h", "National report number %d" % seed)]
    for i in range(PARAGRAPHS):
        if i % 20 == 0:
            out.append(("h", "Chapter %d" % (i // 20 + 1)))
        out.append(("p", " ".join(sentence(rng) for _ in range(6))))
    return out


def as_xml(blocks):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<report xmlns="urn:gcmtrack:report:1" lang="en">\n']
    is_open = False
    for kind, text in blocks:
        if kind == "h":
            if is_open:
                out.append("</section>\n")
            out.append("<section><heading>%s</heading>\n" % sax.escape(text))
            is_open = True
        else:
            out.append("<paragraph>%s</paragraph>\n" % sax.escape(text))
    return "".join(out) + "</section>\n</report>\n"


def as_html(blocks):
    body = "".join("<%s>%s</%s>\n" % (("h2" if k == "h" else "p"), sax.escape(t), ("h2" if k == "h" else "p"))
                   for k, t in blocks)
    return '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Report</title></head><body>\n%s</body></html>\n' % body


def as_docx(blocks, path):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = []
    for kind, text in blocks:
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if kind == "h" else ""
        # Word cuts a paragraph into runs; three is a usual number.
        words = text.split(" ")
        third = max(1, len(words) // 3)
        parts = [" ".join(words[:third]), " ".join(words[third:2 * third]), " ".join(words[2 * third:])]
        runs = "".join('<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">%s </w:t></w:r>'
                       % sax.escape(p) for p in parts if p)
        body.append("<w:p>%s%s</w:p>" % (style, runs))
    document = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (w, "".join(body))
    styles = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="%s"><w:style w:type="paragraph" w:styleId="Heading1">'
              '<w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>') % w
    types = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
             '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
             '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>')
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="%s/officeDocument" Target="word/document.xml"/></Relationships>') % rel
    word_rels = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Id="rId1" Type="%s/styles" Target="styles.xml"/></Relationships>') % rel
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", types)
        z.writestr("_rels/.rels", rels)
        z.writestr("word/document.xml", document)
        z.writestr("word/_rels/document.xml.rels", word_rels)
        z.writestr("word/styles.xml", styles)


def wrap(text, width):
    line = ""
    for word in text.split(" "):
        if len(line) + 1 + len(word) > width and line:
            yield line
            line = word
        else:
            line = word if not line else line + " " + word
    if line:
        yield line


def as_pdf(blocks):
    """A plain PDF 1.4: one font, one text object a page, deflated."""
    lines = []
    for kind, text in blocks:
        lines.append("")
        lines.extend(wrap(text, 88))
    pages = [lines[i:i + PAGE_LINES] for i in range(0, len(lines), PAGE_LINES)]
    objects = [None, b"<< /Type /Catalog /Pages 2 0 R >>", None,
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"]
    kids = []
    for page in pages:
        body = ["BT /F1 10 Tf 12 TL 72 770 Td"]
        for line in page:
            body.append("(%s) Tj T*" % line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
        stream = zlib.compress("\n".join(body + ["ET"]).encode("cp1252"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream")
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
                       % (len(objects) - 1))
        kids.append(b"%d 0 R" % (len(objects) - 1))
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for i in range(1, len(objects)):
        places.append(len(out))
        out += b"%d 0 obj\n" % i + objects[i] + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % len(objects)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects), start)
    return bytes(out)


def main():
    seed, folder = int(sys.argv[1]), sys.argv[2]
    blocks = report(seed)
    base = "%s/report-%03d" % (folder, seed)
    with open(base + ".xml", "w", encoding="utf-8") as f:
        f.write(as_xml(blocks))
    with open(base + ".html", "w", encoding="utf-8") as f:
        f.write(as_html(blocks))
    as_docx(blocks, base + ".docx")
    with open(base + ".pdf", "wb") as f:
        f.write(as_pdf(blocks))


if __name__ == "__main__":
    main()
