#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the hostile documents of fixtures/hostile/expected.tsv in a folder.

Bombs are made when they are needed, so that none lies in the repository.
Usage: make_hostile.py FOLDER
"""
import io
import os
import random
import struct
import sys
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODF = (f'xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0" '
       f'xmlns:draw="{OFFICE}drawing:1.0" '
       'xmlns:xlink="http://www.w3.org/1999/xlink"')
AKN = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
REPORT = 'xmlns="urn:gcmtrack:report:1"'
WORDS = "The ministry opened three offices for migrants in two towns."
RELS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxml'
        'formats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>')
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def pack(members, first=None):
    """A ZIP file of (name, content); FIRST is stored unpacked before them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        if first:
            z.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name, content in members:
            z.writestr(name, content)
    return out.getvalue()


def document(body):
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


PARAGRAPH = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"


def docx(body=PARAGRAPH, more=()):
    return pack([("[Content_Types].xml", "<Types/>"), ("_rels/.rels", RELS),
                 ("word/document.xml", document(body)), *more])


def odt(body=f"<text:p>{WORDS}</text:p>", more=(), manifest=""):
    return pack(
        [("content.xml",
          f"<office:document-content {ODF}><office:body><office:text>{body}"
          "</office:text></office:body></office:document-content>"),
         ("META-INF/manifest.xml",
          '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:'
          f'manifest:1.0">{manifest}</m:manifest>'), *more],
        ("mimetype", ODT_TYPE))


def report(inside=f"<paragraph>{WORDS}</paragraph>", attributes=""):
    return f'<report {REPORT} lang="en" {attributes}>{inside}</report>'


def pdf(objects, trailer=""):
    """A PDF of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for i, o in enumerate(objects, 1):
        places.append(len(out))
        o = o if isinstance(o, bytes) else o.encode("latin-1")
        out += b"%d 0 obj\n%s\nendobj\n" % (i, o)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for at in places:
        out += b"%010d 00000 n \n" % at
    out += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer.encode(), start)
    return bytes(out)


def stream(data, extra=""):
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (
        len(data), extra.encode(), data)


def pages(count="1", kids="[3 0 R]", content=None, trailer=""):
    content = content or stream(
        b"BT /F1 12 Tf 50 700 Td (%s) Tj ET" % WORDS.encode())
    return pdf(["<</Type/Catalog/Pages 2 0 R>>",
                f"<</Type/Pages/Count {count}/Kids {kids}>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
                "/Resources<</Font<</F1 5 0 R>>>>>>", content,
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"], trailer)


def laughs():
    lines = ['<!ENTITY a0 "lol">']
    for i in range(1, 10):
        lines.append(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">')
    return (f'<?xml version="1.0"?><!DOCTYPE report [{"".join(lines)}]>'
            + report("<paragraph>&a9;</paragraph>"))


def lying_directory():
    """Says 100 bytes of a part that has 200 MB, in both places."""
    data = bytearray(pack([("_rels/.rels", RELS),
                           ("word/document.xml", b" " * 200_000_000)]))
    size = struct.pack("<I", 200_000_000)
    at = 0
    while (at := data.find(size, at)) >= 0:
        data[at:at + 4] = struct.pack("<I", 100)
        at += 4
    return bytes(data)


def encrypted_flag():
    """Sets the bit that says a member is encrypted."""
    data = bytearray(docx())
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        data[at + 6] |= 1
        at += 4
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def doubled():
    """Two members of one name, as an editor of ZIP files may leave them."""
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return docx(more=[("word/document.xml", document(PARAGRAPH))])


def ole(name):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + name.encode("utf-16-le") + b"\0" * 448


def bmp_text(text, codec):
    return text.encode(codec)


def files():
    """(name, bytes): one for each row of expected.tsv."""
    vanished = "<w:rPr><w:vanish/></w:rPr>"
    yield "empty", b""
    yield "white-space", b" \n\t\r\n " * 100
    yield "byte-order-mark-only", b"\xef\xbb\xbf"
    yield "nul-in-text", WORDS.encode() + b"\0" + WORDS.encode()
    yield "utf16-with-mark", WORDS.encode("utf-16")
    yield "utf16-without-mark", WORDS.encode("utf-16-le")
    yield "utf32", WORDS.encode("utf-32")
    yield "latin1", ("Des réfugiés et des migrants. " * 5).encode("latin-1")
    yield "windows1252", ("He said “yes” – twice. " * 5).encode("cp1252")
    yield "stray-byte", WORDS.encode() + b" \xff " + WORDS.encode()
    yield "control-characters", bytes(range(1, 9)) * 50
    yield "random-bytes", random.Random(1).randbytes(5000)
    yield "elf-program", b"\x7fELF\x02\x01\x01" + b"\0" * 100
    yield "windows-program", b"MZ\x90\0" + b"\0" * 200
    yield "shell-script", b"#!/bin/sh\nrm -rf /\n"
    yield "png-image", b"\x89PNG\r\n\x1a\n" + b"\0" * 50
    yield "jpeg-image", b"\xff\xd8\xff\xe0" + b"\0" * 50
    yield "rtf", b"{\\rtf1\\ansi " + WORDS.encode() + b"}"
    yield "legacy-doc", ole("WordDocument")
    yield "encrypted-docx", ole("EncryptedPackage")
    yield "legacy-xls", ole("Workbook")
    yield "gzip", b"\x1f\x8b\x08" + b"\0" * 50
    yield "tar", b"x" * 257 + b"ustar\0" + b"\0" * 300
    yield "plain-zip", pack([("a.txt", WORDS)])
    yield "empty-zip", b"PK\x05\x06" + b"\0" * 18
    yield "nested-zip", pack([("b.zip", pack([("c.zip", docx())]))])
    yield "xlsx", pack([("[Content_Types].xml", "<Types/>"),
                        ("xl/workbook.xml", "<workbook/>")])
    yield "pptx", pack([("ppt/presentation.xml", "<p/>")])
    yield "ods", pack([("content.xml", "<x/>")],
                      ("mimetype", ODT_TYPE[:-4] + "spreadsheet"))
    yield "json", b'{"a": "' + WORDS.encode() + b'"}'
    yield "mail", b"MIME-Version: 1.0\nSubject: x\n\n" + WORDS.encode()

    yield "billion-laughs", laughs().encode()
    yield "quadratic-entity", (
        f'<?xml version="1.0"?><!DOCTYPE report [<!ENTITY a "{"x" * 100000}">]>'
        + report(f"<paragraph>{'&a;' * 10000}</paragraph>")).encode()
    yield "external-entity", (
        '<?xml version="1.0"?><!DOCTYPE report [<!ENTITY a SYSTEM '
        '"file:///etc/passwd">]>'
        + report("<paragraph>&a;</paragraph>")).encode()
    yield "parameter-entity", (
        '<?xml version="1.0"?><!DOCTYPE report [<!ENTITY % a SYSTEM '
        '"http://127.0.0.1:9/a.dtd"> %a;]>' + report()).encode()
    yield "late-doctype", (
        "<!--" + " " * 20000 + f'--><!DOCTYPE akomaNtoso [<!ENTITY a "b">]>'
        f"<akomaNtoso {AKN}><p>&a;</p></akomaNtoso>").encode()
    yield "undeclared-entity", report("<paragraph>&xxe;</paragraph>").encode()
    yield "xml-nested-300000", report(
        "<section>" * 300000 + "</section>" * 300000).encode()
    yield "akn-nested-300000", (
        f"<akomaNtoso {AKN}>" + "<part>" * 300000).encode()
    yield "xml-60000-attributes", (
        f"<akomaNtoso {AKN} " + " ".join(f'a{i}="1"' for i in range(60000))
        + f"><p>{WORDS}</p></akomaNtoso>").encode()
    yield "xml-utf16-no-mark", report().encode("utf-16-le")
    yield "xml-truncated", report("<section>" + "<paragraph>x").encode()[:-9]
    yield "xml-unknown-kind", b'<?xml version="1.0"?><svg/>'
    yield "report-unknown-element", report("<blink>x</blink>").encode()
    yield "report-unknown-attribute", report(
        '<paragraph onclick="x">y</paragraph>').encode()
    yield "report-words-astray", report("words astray").encode()
    yield "report-bad-commitments", report(
        '<paragraph commitments="all of them">y</paragraph>').encode()
    yield "report-other-version", report().replace(
        "report:1", "report:9").encode()
    yield "report-xinclude", report(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
        'href="/etc/passwd"/>').encode()
    yield "akn-truncated", f"<akomaNtoso {AKN}><p>abc".encode()

    yield "html-nested-200000", b"<!DOCTYPE html>" + b"<div>" * 200000
    yield "html-60000-attributes", (
        "<!DOCTYPE html><p " + " ".join(f'a{i}="1"' for i in range(60000))
        + f">{WORDS}</p>").encode()
    yield "html-no-text", b"<!DOCTYPE html><script>var a = 'words';</script>"
    yield "html-truncated", f"<!DOCTYPE html><p>{WORDS}<a href=\"x".encode()
    yield "html-wrong-charset", (
        "<!DOCTYPE html><meta charset=utf-8><p>caf").encode() + b"\xe9</p>"
    yield "html-hidden-text", (
        f"<!DOCTYPE html><p>{WORDS}</p><p style='display : none'>canary</p>"
    ).encode()

    yield "docx-bomb-1029", pack([
        ("_rels/.rels", RELS), ("word/document.xml", b" " * 300_000_000)])
    yield "docx-lying-directory", lying_directory()
    yield "docx-5000-members", docx(
        more=[(f"word/media/{i}.xml", "") for i in range(5000)])
    yield "docx-doubled-member", doubled()
    yield "docx-traversal-names", docx(
        more=[("../../../../tmp/gcmtrack-canary.xml", "x")])
    yield "docx-macro", docx(more=[("word/vbaProject.bin", b"\xd0\xcf")])
    yield "docx-ole-object", docx(
        more=[("word/embeddings/oleObject1.bin", b"\xd0\xcf")])
    yield "docx-embedded-program", docx(more=[("word/media/x.exe", b"MZ")])
    yield "docx-program-as-image", docx(
        more=[("word/media/image1.png", b"MZ" + b"\0" * 200)])
    yield "docx-elf-as-image", docx(
        more=[("word/media/image1.png", b"\x7fELF" + b"\0" * 200)])
    yield "docx-encrypted-member", encrypted_flag()
    yield "docx-truncated", docx()[:-30]
    yield "docx-no-document", pack([("word/other.xml", "<a/>")])
    yield "docx-doctype", pack([
        ("_rels/.rels", RELS),
        ("word/document.xml",
         '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
         + document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"))])
    yield "docx-nested-100000", docx("<w:sdt>" * 100000)
    yield "docx-text-boxes-in-text-boxes", docx(
        "<w:p><w:r><w:txbxContent>" * 50 + PARAGRAPH
        + "</w:txbxContent></w:r></w:p>" * 50)
    yield "docx-altchunk", docx(
        '<w:altChunk xmlns:r="r" r:id="r9"/>' + PARAGRAPH)
    yield "docx-hidden-text", docx(
        PARAGRAPH + f"<w:p><w:r>{vanished}<w:t>canary</w:t></w:r></w:p>")
    yield "docx-images-are-fine", docx(
        more=[("word/media/image1.png", b"\x89PNG" + b"\0" * 200),
              ("word/embeddings/sheet1.xlsx", b"PK")])
    yield "docx-styles-loop", docx(
        '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>'
        f"{WORDS}</w:t></w:r></w:p>",
        [("word/_rels/document.xml.rels", RELS.replace(
            "officeDocument\" Target=\"word/document.xml",
            "styles\" Target=\"styles.xml")),
         ("word/styles.xml",
          f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/>'
          '</w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
          "</w:styles>")])

    yield "odt-external-link", odt(
        f'<text:p>{WORDS}<draw:object xlink:href="file:///etc/passwd"/>'
        "</text:p>")
    yield "odt-macro", odt(more=[("Basic/Standard/Module1.xml", "<a/>")])
    yield "odt-encrypted", odt(
        manifest="<m:file-entry><m:encryption-data/></m:file-entry>")
    yield "odt-ole-object", odt(
        manifest='<m:file-entry m:media-type="application/vnd.sun.star.'
        'oleobject" m:full-path="Object 1"/>')
    yield "odt-truncated", odt()[:-25]
    yield "odt-nested-100000", odt("<text:section>" * 100000)
    yield "odt-deep-notes", odt(
        "<text:p><text:note><text:note-body>" * 50 + "x"
        + "</text:note-body></text:note></text:p>" * 50)

    yield "pdf-encrypted", pages(
        trailer="/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
        f"/O<{'11' * 32}>/U<{'22' * 32}>>>")
    yield "pdf-page-tree-loop", pages(kids="[2 0 R]")
    yield "pdf-two-thousand-million-pages", pages(count="2000000000")
    yield "pdf-truncated", pages()[:60]
    yield "pdf-no-text", pages(content=stream(b"0 0 m 10 10 l S"))
    yield "pdf-bomb", pages(content=stream(
        zlib.compress(b"q " * 150_000_000, 9), "/Filter/FlateDecode"))
    yield "pdf-garbage", b"%PDF-1.7\n" + random.Random(2).randbytes(3000)
    yield "pdf-javascript", pages(
        content=stream(b"BT /F1 12 Tf 50 700 Td (%s) Tj ET" % WORDS.encode()),
        trailer="/OpenAction<</S/JavaScript/JS(app.alert(1))>>")


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for name, content in files():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(content)


main()
