"""Which files are taken: by content and not by name alone, and what is said of those that are not."""

import hashlib
import io

import pytest

from catalog.files.examining import examine
from catalog.files.kinds import KINDS
from catalog.files.names import LONGEST, address_name, shown_name
from catalog.files.recognise import recognise
from catalog.files.refusal import Refused
from tests.catalog.sample_files import CSV, SAMPLES, packed, workbook

pytestmark = pytest.mark.any_database

BILLION = b'<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
REFUSED = {
    "no ending": ("sjoar", CSV, "De här går bra: .csv"),
    "a program": ("sjoar.exe", b"MZ\x90", "Filer av det slaget"),
    "a program called CSV": ("sjoar.csv", b"MZ\x90\0\x03", "stämmer inte med namnet"),
    "a script called TXT": ("sjoar.txt", b"#!/bin/sh\nrm -rf /\n", "stämmer inte"),
    "old Excel called CSV": ("sjoar.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "stämmer inte"),
    "a web page": ("sida.html", b"<html></html>", "Filer av det slaget"),
    "a web page called CSV": ("sida.csv", b"\n <!DOCTYPE html><html>", "stämmer inte"),
    "a web page in UTF-16 called CSV": ("sida.csv", "<script>alert(1)</script>".encode("utf-16"), "stämmer inte"),
    "a drawing called XML": ("bild.xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "som kan köras (svg)"),
    "a web page within XML": ("a.xml", b'<a><b xmlns="http://www.w3.org/1999/xhtml"/></a>', "som kan köras"),
    "XML with a stylesheet": ("a.xml", b'<?xml-stylesheet href="a.xsl"?><a/>', "som kan köras"),
    "XML with entities": ("a.xml", BILLION, "DTD"),
    "XML that is not well formed": ("a.gml", b"<a><b></a>", "stämmer inte"),
    "XML in an unknown encoding": ("a.xml", b"<?xml version='1.0' encoding='klingon'?><a/>", "stämmer inte"),
    "nothing": ("tom.csv", b"", "tom"),
    "nothing but lines": ("tom.csv", b"\n\n  \n", "tom"),
    "bytes called CSV": ("sjoar.csv", bytes(range(256)), "stämmer inte"),
    "JSON that is cut off": ("sjoar.json", b'{"sjoar": [1, ', "stämmer inte"),
    "other JSON called GeoJSON": ("sjoar.geojson", b'{"sjoar": 1}', "stämmer inte"),
    "ZIP called XLSX": ("sjoar.xlsx", packed({"a.txt": "a"}), "stämmer inte"),
    "CSV called XLSX": ("sjoar.xlsx", CSV, "går inte att öppna"),
    "macros called XLSX": ("m.xlsx", workbook("", **{"xl/vbaProject.bin": "x"}), "som kan köras (makron)"),
    "a program within XLSX": ("m.xlsx", workbook("", **{"xl/embeddings/oleObject1.bin": "x"}), "som kan köras"),
    "macros within ODS": (
        "m.ods",
        packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": "<x/>",
                "Basic/Standard/a.xml": "",
            }
        ),
        "som kan köras",
    ),
    "PDF with a script": ("a.pdf", b"%PDF-1.4 /OpenAction << /S /JavaScript >> %%EOF", "som kan köras"),
    "PDF that is cut off": ("a.pdf", b"%PDF-1.4 1 0 obj", "stämmer inte"),
    "a program within ZIP": ("a.zip", packed({"bra.csv": "a;b", "prog.exe": "MZ"}), "”prog.exe”"),
    "a program called CSV within ZIP": ("a.zip", packed({"prog.csv": "MZ\x90"}), "”prog.csv”"),
    "a web page called CSV within ZIP": ("a.zip", packed({"sida.csv": "<html>"}), "”sida.csv”"),
    "ZIP within ZIP": ("a.zip", packed({"b.zip": packed({"a.txt": "a"})}), "”b.zip”"),
    "a way out of ZIP": ("a.zip", packed({"../../etc/passwd.txt": "x"}), "passwd.txt”"),
    "a zip bomb": ("a.zip", packed({"a.csv": "0" * 30_000_000}), "växer för mycket"),
    "a ZIP with far too many members": ("a.zip", packed({f"{number}.csv": "" for number in range(2500)}), "växer för"),
    "a ZIP with an endless list of members": (
        "a.zip",
        SAMPLES["zip"][:-10] + b"\xff\xff\xff\x7f" + SAMPLES["zip"][-6:],
        "växer för mycket",
    ),
    "a zip bomb called XLSX": ("a.xlsx", workbook("<row/>" * 2_000_000), "växer för mycket"),
    "a ZIP that is cut off": ("a.zip", SAMPLES["zip"][:-40], "går inte att öppna"),
    "another database called GeoPackage": ("a.gpkg", b"SQLite format 3\0" + b"\0" * 90, "stämmer inte"),
    "Parquet that is cut off": ("a.parquet", b"PAR1" + b"\0" * 20, "stämmer inte"),
}


@pytest.mark.parametrize("ending", KINDS)
def test_every_kind_is_recognised(ending):
    kind, charset = recognise(io.BytesIO(SAMPLES[ending]), f"Sjöar.{ending.upper()}")

    assert kind is KINDS[ending]
    assert charset == ("utf-8" if kind.is_text else "")


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_why(case):
    name, content, said = REFUSED[case]

    with pytest.raises(Refused) as refusal:
        examine(io.BytesIO(content), name)

    assert said in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_texts_are_taken_in_the_encodings_that_people_have(encoding):
    examined = examine(io.BytesIO("namn;längd\nÅsjön;1\n".encode(encoding)), "a.csv")

    assert examined.charset == encoding.removesuffix("-sig")
    assert examined.preview["columns"] == ["namn", "längd"]
    assert examined.preview["rows"] == [["Åsjön", "1"]]


def test_a_file_is_measured():
    examined = examine(io.BytesIO(b"a;b\n1;2\n"), "a.csv")

    assert examined.size == 8
    assert examined.sha1 == hashlib.sha1(b"a;b\n1;2\n").hexdigest()
    assert examined.sha256 == hashlib.sha256(b"a;b\n1;2\n").hexdigest()


HOSTILE = {
    "../../etc/passwd.csv": "passwd.csv",
    "C:\\Users\\bo\\Sjöar i Örebro.csv": "sjoar-i-orebro.csv",
    "sjoar\u202evsc.exe.csv": "sjoarvsc-exe.csv",
    "a\r\nSet-Cookie: x=1.csv": "aset-cookie-x-1.csv",
    ".csv": "fil.csv",
    "...csv": "fil.csv",
    "漢字.csv": "fil.csv",
    '"><script>.csv': "script.csv",
    "%2e%2e%2fa.csv": "2e-2e-2fa.csv",
    "a.CSV": "a.csv",
}


@pytest.mark.parametrize("given", HOSTILE)
def test_hostile_names_become_harmless_ones(given):
    assert address_name(given, "csv") == HOSTILE[given]
    assert not {"/", "\\", "\u202e", "\r", "\n"} & set(shown_name(given))


def test_long_names_are_cut_and_keep_their_ending():
    long = "å" * 5000 + ".csv"

    assert len(address_name(long, "csv")) == LONGEST
    assert address_name(long, "csv").endswith("a.csv")
    assert shown_name(long).endswith(".csv") and len(shown_name(long)) <= 150
