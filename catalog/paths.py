"""The parts of addresses: Swedish words for classes of records, the pages that some of them have, formats of RDF.

Whoever imports this has the converters ``records`` and ``rdf``.
"""

from django.urls import register_converter

from catalog.models import Record
from dcat.formats import FORMATS

CLASS_NAMES = {
    "datamangder": Record.ClassName.DATASET,
    "serier": Record.ClassName.DATASET_SERIES,
    "datatjanster": Record.ClassName.DATA_SERVICE,
    "kontakter": Record.ClassName.CONTACT_POINT,
    "aktorer": Record.ClassName.AGENT,
    "katalog": Record.ClassName.CATALOG,
}
# The names of the addresses where everybody reads about a release; the rest is on the organisation's page.
PAGES = {
    Record.ClassName.DATASET: "dataset",
    Record.ClassName.DATASET_SERIES: "series",
    Record.ClassName.DATA_SERVICE: "service",
}
# What the addresses of IRIs (``iri_…``) and of their RDF (``rdf_…``) are called.
IRIS = {
    Record.ClassName.DATASET: "dataset",
    Record.ClassName.DATASET_SERIES: "series",
    Record.ClassName.DATA_SERVICE: "service",
    Record.ClassName.CONTACT_POINT: "contact",
    Record.ClassName.AGENT: "agent",
    Record.ClassName.CATALOG: "catalog",
}
_WORDS = {class_name: word for word, class_name in CLASS_NAMES.items()}


class RecordClassConverter:
    """``datamangder`` in an address is ``Record.ClassName.DATASET`` in a view."""

    regex = "|".join(CLASS_NAMES)

    def to_python(self, value: str) -> str:
        return CLASS_NAMES[value]

    def to_url(self, value: str) -> str:
        return _WORDS[value]


class FormatConverter:
    """The suffix of an RDF format, as ``ttl``."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        if value not in FORMATS:
            raise ValueError(f"no such format: {value!r}")
        return value


register_converter(RecordClassConverter, "records")
register_converter(FormatConverter, "rdf")
