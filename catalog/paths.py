"""The Swedish words that stand for classes of records in addresses, and the pages that some of them have."""

from catalog.models import Record

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
_WORDS = {class_name: word for word, class_name in CLASS_NAMES.items()}


class RecordClassConverter:
    """``datamangder`` in an address is ``Record.ClassName.DATASET`` in a view."""

    regex = "|".join(CLASS_NAMES)

    def to_python(self, value: str) -> str:
        return CLASS_NAMES[value]

    def to_url(self, value: str) -> str:
        return _WORDS[value]
