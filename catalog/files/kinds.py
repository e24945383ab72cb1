"""The kinds of files that are taken.

The rule: what others can read as data, and nothing that a browser or an office program would run. So no web pages, no
drawings (SVG runs scripts), no programs, no macros, no formats of Word or of old Excel (.xls keeps its macros where
only Excel finds them). PDF and plain text are taken, since some recommended datasets are documents; ZIP only with such
data in it. The ending says what the file claims to be, its content has to be that (``catalog.files.recognise``).
"""

from dataclasses import dataclass

from dcat.bilingual import Bilingual
from dcat.profile.examples import same_in_both


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind: its ending, its media type, what people call it, and whether it is text."""

    ending: str
    media_type: str
    label: Bilingual
    is_text: bool = False


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

KINDS = {
    kind.ending: kind
    for kind in (
        FileKind("csv", "text/csv", same_in_both("CSV"), is_text=True),
        FileKind("tsv", "text/tab-separated-values", same_in_both("TSV"), is_text=True),
        FileKind("txt", "text/plain", Bilingual("text", "text"), is_text=True),
        FileKind("json", "application/json", same_in_both("JSON")),
        FileKind("geojson", "application/geo+json", same_in_both("GeoJSON")),
        FileKind("xml", "application/xml", same_in_both("XML")),
        FileKind("gml", "application/gml+xml", same_in_both("GML")),
        FileKind("xlsx", _SHEET, Bilingual("Excel (.xlsx)", "Excel (.xlsx)")),
        FileKind("ods", "application/vnd.oasis.opendocument.spreadsheet", same_in_both("OpenDocument (.ods)")),
        FileKind("pdf", "application/pdf", same_in_both("PDF")),
        FileKind("zip", "application/zip", same_in_both("ZIP")),
        FileKind("gpkg", "application/geopackage+sqlite3", same_in_both("GeoPackage")),
        FileKind("parquet", "application/vnd.apache.parquet", same_in_both("Parquet")),
    )
}
# Of a shapefile, and the notes that belong to data: only within a ZIP.
WITHIN_ZIP = frozenset(KINDS) - {"zip"} | frozenset("shp shx dbf prj cpg qpj qix sbn sbx qmd md sld".split())


def endings() -> str:
    """All endings, as a person or the attribute ``accept`` wants them.

    >>> endings()[:11]
    '.csv, .tsv,'
    """
    return ", ".join(f".{ending}" for ending in KINDS)
