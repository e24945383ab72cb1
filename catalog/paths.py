"""The Swedish word that stands for a class of records in the workspace's addresses."""

from catalog.models import Record

CLASS_NAMES = {
    "datamangder": Record.ClassName.DATASET,
    "kontakter": Record.ClassName.CONTACT_POINT,
    "aktorer": Record.ClassName.AGENT,
    "katalog": Record.ClassName.CATALOG,
}
_WORDS = {class_name: word for word, class_name in CLASS_NAMES.items()}


class RecordClassConverter:
    """``datamangder`` in an address is ``Record.ClassName.DATASET`` in a view."""

    regex = "|".join(CLASS_NAMES)

    def to_python(self, value: str) -> str:
        return CLASS_NAMES[value]

    def to_url(self, value: str) -> str:
        return _WORDS[value]
