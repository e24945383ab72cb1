"""What is found in what stands at an address: good files of each kind, odd ones, and hostile ones."""

import io
import json
import time
import zipfile

import pytest

from harvesting.inspecting.answers import inspect
from harvesting.inspecting.charset import decoded
from harvesting.inspecting.findings import Extent, Findings, Kind
from harvesting.inspecting.workbooks import ODS, XLSX

pytestmark = pytest.mark.any_database

AT = "https://data.example.com/"
SECONDS = 4  # of the processor, for what would take for ever


def found(body: bytes | str, name: str = "fil", *, is_cut: bool = False, **headers: str) -> Findings:
    """What is found at an address that ends with ``name``; names of headers have underscores for hyphens."""
    body = body.encode() if isinstance(body, str) else body
    return inspect(body, {key.replace("_", "-"): value for key, value in headers.items()}, AT + name, is_cut=is_cut)


# --- Tables ----------------------------------------------------------------------------------------------------------

ROWS = "Namn;Höjd;Lat;Long\nSjön;1,5;59,27;15,21\nÅn;2;59,31;15,40\n"
COLUMNS = ("Namn", "Höjd", "Lat", "Long")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_table_in_any_charset_has_its_columns_and_its_box(charset):
    table = found(ROWS.encode(charset), "lek_platser.csv", Content_Type="text/csv; charset=us-ascii")

    assert (table.kind, table.media_type, table.columns) == (Kind.TABLE, "text/csv", COLUMNS)
    assert table.extent == Extent(15.21, 59.27, 15.4, 59.31)
    assert table.title == "Lek platser"
    assert {"media_type", "columns", "extent", "byte_size"} <= table.certain


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_stands_between_the_cells_is_found_also_when_a_cell_holds_others(separator):
    lines = [separator.join(("id", "text")), separator.join(("1", '"a;b,c|d\te"')), separator.join(("2", "x"))]
    assert found("\r\n".join(lines)).columns == ("id", "text")


def test_the_charset_that_an_answer_states_counts_when_the_bytes_are_no_utf8():
    assert decoded("Sjö".encode("cp850"), "text/csv; charset=cp850") == "Sjö"
    assert decoded("Sjö".encode("cp1252"), "text/csv; charset=base64") == "Sjö"
    assert decoded("Sjö".encode()[:-1]) == "Sj"  # cut off in the middle of a letter


def test_a_table_without_names_has_no_columns_and_projected_coordinates_are_no_box():
    assert found("1;2\n3;4\n").columns == ()
    assert found("namn;x;y\nSjön;148000;6580000\nÅn;148100;6580100\n").extent is None
    assert found("Bara en mening.\nOch en till.").kind is Kind.OTHER


def test_of_a_table_that_is_cut_off_the_box_is_not_certain_and_the_size_is_what_the_server_says():
    table = found(ROWS + "Bäcken;1;59,4", is_cut=True, Content_Length="123456")
    assert table.columns == COLUMNS and "extent" not in table.certain
    assert table.byte_size == 123456
    assert found(ROWS, is_cut=True, Content_Length="123456", Content_Encoding="gzip").byte_size is None


def test_a_date_counts_as_certain_only_when_the_file_was_not_written_just_now():
    now = "Wed, 25 Nov 2026 10:00:00 GMT"
    old = found(ROWS, Last_Modified="Sun, 01 Nov 2026 10:00:00 GMT", Date=now)
    new = found(ROWS, Last_Modified=now, Date=now)
    assert (old.modified, "modified" in old.certain) == ("2026-11-01", True)
    assert (new.modified, "modified" in new.certain) == ("2026-11-25", False)
    assert found(ROWS, Last_Modified="i går", Date=now).modified == ""


def zipped(**parts: str | bytes) -> bytes:
    """A zip; in names of parts ``__`` stands for the slash and ``_X`` for the dot before an ending."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_X", "."), content)
    return into.getvalue()


def workbook(sheet: str, strings: str = "<sst/>", **more: str) -> bytes:
    parts = {
        "xl__workbook_Xxml": "<workbook/>",
        "xl__worksheets__sheet1_Xxml": sheet,
        "xl__sharedStrings_Xxml": strings,
    }
    return zipped(**parts, **more)


SHEET = """<worksheet><sheetData><row><c t="s"><v>2</v></c></row>
<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Art</t></is></c></row><row><c><v>1</v></c><c t="s"><v>1</v></c></row>
</sheetData></worksheet>"""
STRINGS = "<sst><si><t>Namn</t></si><si><t>Ek</t></si><si><r><t>Träd i </t></r><r><t>stan</t></r></si></sst>"
CORE = """<p:coreProperties xmlns:p="p" xmlns:dc="d"><dc:title>Stadens träd</dc:title><dc:language>sv-SE</dc:language>
<p:modified>2026-05-04T10:00:00Z</p:modified></p:coreProperties>"""


def test_a_workbook_has_the_columns_of_its_first_sheet_and_what_it_says_of_itself():
    book = found(workbook(SHEET, STRINGS, docProps__core_Xxml=CORE), "a.xlsx")
    assert (book.kind, book.media_type, book.columns) == (Kind.TABLE, XLSX, ("Namn", "Art"))
    assert (book.title, book.language, book.modified) == ("Stadens träd", "sv", "2026-05-04")


def test_an_opendocument_workbook_is_read_and_a_cell_that_is_repeated_for_ever_ends():
    content = """<d:c xmlns:d="d" xmlns:t="t" xmlns:x="x"><d:body><d:spreadsheet><t:table><t:table-row>
    <t:table-cell><x:p>Namn</x:p></t:table-cell><t:table-cell><x:p>Läge</x:p></t:table-cell>
    <t:table-cell t:number-columns-repeated="999999999999"/></t:table-row></t:table></d:spreadsheet></d:body></d:c>"""
    book = found(zipped(mimetype=ODS, content_Xxml=content))
    assert (book.media_type, book.columns) == (ODS, ("Namn", "Läge"))


# --- JSON and APIs ---------------------------------------------------------------------------------------------------

FEATURES = {
    "type": "FeatureCollection",
    "name": "Lekplatser",
    "features": [
        {"type": "Feature", "properties": {"namn": "A"}, "geometry": {"type": "Point", "coordinates": [15.1, 59.2]}},
        {
            "type": "Feature",
            "properties": {"namn": "B", "yta": 3},
            "geometry": {"type": "Polygon", "coordinates": [[[15.3, 59.1], [15.4, 59.3], [15.2, 59.2], [15.3, 59.1]]]},
        },
    ],
}


def test_geojson_has_its_columns_and_the_box_around_its_coordinates():
    features = found(json.dumps(FEATURES))
    assert (features.kind, features.media_type, features.title) == (Kind.GEOJSON, "application/geo+json", "Lekplatser")
    assert (features.columns, features.extent) == (("namn", "yta"), Extent(15.1, 59.1, 15.4, 59.3))
    # One that is cut off is still known by its beginning.
    cut = found(json.dumps(FEATURES)[:200], is_cut=True)
    assert (cut.kind, cut.columns, cut.extent) == (Kind.GEOJSON, ("namn",), None)
    projected = FEATURES | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}}
    assert found(json.dumps(projected)).extent is None


def test_rows_in_json_have_columns_wherever_the_list_is():
    assert found('[{"a": 1}, {"b": 2}]').columns == ("a", "b")
    assert found('{"count": 1, "results": [{"stop_id": 1}]}').columns == ("stop_id",)


OPENAPI = {
    "openapi": "3.1.0",
    "info": {"title": "Lekplatser", "description": "Alla.", "license": {"url": "https://example.com/l"}},
    "servers": [{"url": "/v1"}],
    "paths": {},
}
YAML = """# API
openapi: "3.0.3"
info:
  title: Lekplatser
  description: Alla.
  license:
    name: L
    url: https://example.com/l
servers:
  - url: /v1
paths:
  /x: {}
"""


@pytest.mark.parametrize("text", [json.dumps(OPENAPI), YAML], ids=["json", "yaml"])
def test_an_openapi_description_names_the_api_and_its_address(text):
    api = found(text, "docs/openapi")
    assert (api.kind, api.title, api.description) == (Kind.OPENAPI, "Lekplatser", "Alla.")
    assert (api.endpoint, api.licence) == (AT + "v1", "https://example.com/l")
    assert api.byte_size is None


# --- Map services and pages ----------------------------------------------------------------------------------------

WFS = """<?xml version="1.0" encoding="windows-1252"?>
<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1">
<ows:ServiceIdentification><ows:Title>Öppna kartdata</ows:Title><ows:Abstract>Kommunens kartor.</ows:Abstract>
<ows:Keywords><ows:Keyword>karta</ows:Keyword></ows:Keywords><ows:Fees>CC0</ows:Fees></ows:ServiceIdentification>
<wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>poi:lekplatser</wfs:Name><wfs:Title>Lekplatser</wfs:Title>
<ows:WGS84BoundingBox><ows:LowerCorner>14.9 59.1</ows:LowerCorner><ows:UpperCorner>15.5 59.5</ows:UpperCorner>
</ows:WGS84BoundingBox></wfs:FeatureType><wfs:FeatureType><wfs:Name>poi:bad</wfs:Name><wfs:Title>Bad</wfs:Title>
</wfs:FeatureType></wfs:FeatureTypeList></wfs:WFS_Capabilities>""".encode("cp1252")
WMS = """<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"><Service><Title>Kartor</Title></Service>
<Capability><Layer><EX_GeographicBoundingBox><westBoundLongitude>14</westBoundLongitude><eastBoundLongitude>16
</eastBoundLongitude><southBoundLatitude>58</southBoundLatitude><northBoundLatitude>60</northBoundLatitude>
</EX_GeographicBoundingBox><Layer><Name>cykelvagar</Name><Title>Cykelvägar</Title></Layer></Layer></Capability>
</WMS_Capabilities>"""


def test_a_wfs_has_its_layers_and_the_one_that_is_asked_for_has_its_own_title_and_box():
    service = found(WFS, "ows?service=WFS&request=GetCapabilities")
    assert (service.kind, service.title, service.endpoint) == (Kind.WFS, "Öppna kartdata", AT + "ows")
    assert service.columns == ("poi:lekplatser", "poi:bad")
    layer = found(WFS, "ows?service=WFS&request=GetCapabilities&typeNames=poi:lekplatser")
    assert (layer.title, layer.columns) == ("Lekplatser", ("poi:lekplatser",))
    assert layer.extent == Extent(14.9, 59.1, 15.5, 59.5)
    assert layer.licence == "CC0"


def test_a_wms_has_its_layers_and_its_box_and_one_with_a_dtd_is_known_by_name_alone():
    service = found(WMS)
    assert (service.kind, service.columns, service.extent) == (Kind.WMS, ("cykelvagar",), Extent(14, 58, 16, 60))
    old = found(
        '<!DOCTYPE WMT_MS_Capabilities SYSTEM "http://x/y.dtd"><WMT_MS_Capabilities><Service/></WMT_MS_Capabilities>'
    )
    assert (old.kind, old.columns) == (Kind.WMS, ())


PAGE = """<!doctype html><html lang="sv"><head><title>Lekplatser - Kommunen</title>
<meta name="description" content="Våra lekplatser."></head><body><h1>Våra <em>lekplatser</em></h1>
<a href="/filer/lek.csv">Hämta <b>CSV</b></a><a href="javascript:alert(1)">x</a>
<a href="om.html">Om</a></body></html>"""


def test_a_page_has_its_heading_and_the_files_that_it_leads_to_also_behind_an_ending_that_says_otherwise():
    page = found(PAGE, "lek.csv", Content_Type="text/csv")
    assert (page.kind, page.media_type, page.title) == (Kind.WEB_PAGE, "text/html", "Våra lekplatser")
    assert (page.description, page.language) == ("Våra lekplatser.", "sv")
    assert [(each.address, each.words) for each in page.links] == [(AT + "filer/lek.csv", "Hämta CSV")]


@pytest.mark.parametrize(
    "body, media_type",
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20, "application/vnd.ms-excel"),
        (b"<rdf:RDF xmlns:rdf='x'/>", "application/rdf+xml"),
        (b"<kml/>", "application/vnd.google-earth.kml+xml"),
        (zipped(a_Xcsv="1"), "text/csv+zip"),
        (zipped(a_Xshp="1"), "application/zip"),
        (b"\x00\x01\x02\x03", ""),
        (b"", ""),
    ],
)
def test_other_files_are_known_by_how_they_begin(body, media_type):
    assert found(body).media_type == media_type


# --- Hostile ---------------------------------------------------------------------------------------------------------

LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = b"<worksheet><sheetData>" + b" " * 20_000_000
HOSTILE = {
    "deep JSON": b"[" * 200_000,
    "deep JSON objects": b'{"a":' * 200_000,
    "deep JSON that is whole": b"[" * 100_000 + b"]" * 100_000,
    "a number without end": b"[" + b"9" * 100_000 + b"]",
    "billion laughs": f"{LAUGHS}]><WFS_Capabilities>&i;</WFS_Capabilities>".encode(),
    "an outer entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><WMS_Capabilities>&x;</WMS_Capabilities>',
    "deep XML": b"<WFS_Capabilities>" + b"<a>" * 50_000,
    "a zip bomb": workbook(BOMB),
    "laughs in a workbook": workbook(f"{LAUGHS}]><worksheet>&i;</worksheet>"),
    "a string that is not there": workbook(SHEET.replace("<v>2</v>", "<v>99999999</v>").replace(">0<", ">-1<")),
    "half a zip": workbook(SHEET)[:100],
    "a zip that lies": workbook(SHEET).replace(b"sheetData", b"sheetDatb"),
    "YAML that laughs": b"openapi: 3.0.0\ninfo: &a\n  title: *a\n  description: [*a, *a]\nservers: *a\n",
    "YAML in lists": b"openapi: 3.0.0\ninfo:\n  " + b"- " * 9000,
    "deep YAML": b"openapi: 3.0.0\ninfo: " + b"[" * 20_000,
    "YAML with a program": b"openapi: 3.0.0\ninfo: !!python/object/apply:os.system ['true']\n",
    "a cell without end": b'a;b\n"' + b"x" * 1_000_000,
    "a row without end": b"a;" * 500_000,
    "tags without end": b"<html>" + b"<a href='x.csv'>" * 200_000,
    "comments without end": b"<html><!--" * 100_000,
    "a page in a page": b"<html><title>" + b"<title>" * 100_000,
    "odd coordinates": b'{"type":"Point","coordinates":[1e999,-1e999]}',
    "no coordinates": b'{"type":"FeatureCollection","features":[1,{"geometry":5},{"geometry":{"coordinates":"x"}}]}',
    "an odd box": b'{"type":"FeatureCollection","bbox":["a",null,{},[]],"features":{}}',
    "an odd description": b'{"openapi":3,"info":{"title":[],"license":[]},"servers":"x"}',
    "noughts": b"\x00" * 1_000_000,
    "noise": bytes(range(256)) * 4000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("is_cut", [False, True], ids=["whole", "cut"])
def test_nothing_hostile_takes_long_or_breaks_anything(body, is_cut):
    begun = time.process_time()
    answer = found(body, "a.csv", is_cut=is_cut, Content_Type="x; charset=idna", Content_Length="9" * 30)
    assert isinstance(answer, Findings) and "ha" * 20 not in repr(answer) and "root:" not in repr(answer)
    assert time.process_time() - begun < SECONDS
