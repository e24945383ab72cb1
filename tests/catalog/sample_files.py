"""Small files of every kind, made here."""

import io
import zipfile

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CSV = "namn;längd\nBjörksjön;1,5\nÅsjön;2\n".encode()


def packed(members: dict[str, str | bytes]) -> bytes:
    """A ZIP file with these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def workbook(rows: str, *, strings: str = "", after: str = "", styles: str = "", **members) -> bytes:
    """A spreadsheet with these rows of XML on its one sheet."""
    return packed(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK}"/></Types>',
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Sjöar" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Type="x/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>",
            "xl/sharedStrings.xml": f"<sst {_MAIN}>{strings}</sst>",
            "xl/styles.xml": f"<styleSheet {_MAIN}>{styles}</styleSheet>",
        }
        | members
    )


SMALL_WORKBOOK = workbook(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>namn</t></is></c><c r="B1" t="inlineStr"><is><t>djup</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Björksjön</t></is></c><c r="B2"><v>4.5</v></c></row>'
)
SAMPLES = {
    "csv": CSV,
    "tsv": "namn\tlängd\nBjörksjön\t1\n".encode(),
    "txt": "Vanlig text om sjöar.\n".encode(),
    "json": b'{"sjoar": [1, 2]}\n',
    "geojson": b'{"type": "FeatureCollection", "features": []}',
    "xml": "<?xml version='1.0'?><sjöar><sjö/></sjöar>".encode(),
    "gml": b'<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"/>',
    "xlsx": SMALL_WORKBOOK,
    "ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
    "pdf": b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n",
    "zip": packed({"sjoar/sjoar.shp": b"\0\0\x27\x0a", "sjoar/sjoar.dbf": b"\x03", "lasmig.txt": "Hej"}),
    "gpkg": b"SQLite format 3\0" + b"\0" * 52 + b"GPKG" + b"\0" * 28,
    "parquet": b"PAR1" + b"\0" * 10 + b"PAR1",
}
