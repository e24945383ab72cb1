"""Prints docs/properties.md: where each property of the specification is entered, published, shown and read back."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand

from catalog.columns import DERIVED, MODELS, WITHOUT_COLUMN
from catalog.display import WITH_A_PLACE_OF_THEIR_OWN
from catalog.forms.description import form_for
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.profile.model import Level, NodeClass, Property

_HEAD = """\
# Every property, and where it is

Made by `manage.py property_table`, from the rows of `dcat/profile/`; a test holds this file against it.

- **Form**: how it is entered. *rows*: any number of them, described in place; *within*: in the rows of the property
  that describes it; otherwise why nobody enters it.
- **Feed**: the predicate in DCAT-AP-SE, and in the European profile where that is another one.
- **Page**: *label*: with its label and its values; *own place*: as heading, button, list or panel; always on the page
  of the thing itself, or of what it belongs to.
- **Read back**: the reader makes a value of the same property of it (`dcat/reader/`).
- **Test**: *everything*: in the demonstration's catalogue that uses every property, in the feed and on a page
  (`tests/pages/test_demonstration.py`); *generated*: typed, published and judged (`tests/generated/`); *round trip*:
  written and read back as it was (`tests/dcat/test_writer.py`).
"""


_COLUMNS = "| property | level | form | feed | page | read back | test |"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        """Print the whole page."""
        self.stdout.write(table(), ending="")


def table() -> str:
    """The page in Markdown."""
    return _HEAD + "".join(_class_table(node_class) for node_class in DCAT_AP_SE.classes.values())


def _class_table(node_class: NodeClass) -> str:
    lines = ["", f"## {node_class.types[0]}", "", _COLUMNS, "|---" * 7 + "|"]
    lines += [f"| {' | '.join(cells)} |" for cells in _rows(node_class)]
    return "\n".join(lines) + "\n"


def _rows(node_class: NodeClass) -> Iterator[tuple[str, ...]]:
    for row in node_class.properties:
        level = row.level.value.replace("_", " ")
        place = (node_class.name, row.name)
        page = "own place" if row.name in WITH_A_PLACE_OF_THEIR_OWN.get(node_class.name, ()) else "label"
        tests = "round trip, everything" if place in DERIVED or row.fixed else "round trip, everything, generated"
        if row.level is Level.DEPRECATED or place in WITHOUT_COLUMN:
            page, tests = "no", "round trip" if place in WITHOUT_COLUMN else "reader"
        yield (
            f"{row.label.en} (`{row.name}`)",
            level,
            _form(node_class, row),
            _feed(node_class, row),
            page,
            "yes",
            tests,
        )


def _form(node_class: NodeClass, row: Property) -> str:
    place = (node_class.name, row.name)
    if row.level is Level.DEPRECATED:
        return "not entered: another property has replaced it"
    if row.fixed:
        return "always the same"
    if reason := DERIVED.get(place) or WITHOUT_COLUMN.get(place):
        return f"follows from {reason}" if place in DERIVED else f"not entered: {reason}"
    if node_class.name not in MODELS:
        return f"within: {row.kind.value}"
    form = form_for(node_class.name)
    return f"rows: {row.kind.value}" if row.name in form.row_fields else f"{row.kind.value}"


def _feed(node_class: NodeClass, row: Property) -> str:
    if row.level is Level.DEPRECATED:
        return "read, never written"
    predicates = [row.predicate, *row.also_written_as]
    written = ", ".join(f"`{predicate}`" for predicate in predicates)
    european = DCAT_AP[node_class.name][row.name]
    if european.targets and not row.targets:
        return f"{written}; in the European profile where the target is described"
    if european.kind is not row.kind:
        return f"{written}; in the European profile as {european.kind.value}"
    return written
