"""The specification for people: each row of the profile with its numbers, lists and places in words.

From the rows alone, so that a new property is on its page at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dcat.bilingual import Bilingual
from dcat.kinds import DATATYPES
from dcat.profile.model import Kind, Level, NodeClass, Profile, Property
from dcat.vocabularies import Vocabulary, vocabulary

LEVELS = {
    Level.MANDATORY: gettext_lazy("Obligatorisk"),
    Level.MANDATORY_WHEN_HIGH_VALUE: gettext_lazy("Obligatorisk för värdefulla data"),
    Level.RECOMMENDED: gettext_lazy("Rekommenderad"),
    Level.OPTIONAL: gettext_lazy("Frivillig"),
    Level.DEPRECATED: gettext_lazy("Ersatt av en annan"),
}
KINDS = {
    Kind.TEXT: gettext_lazy("Text med språk"),
    Kind.LITERAL: gettext_lazy("Text utan språk"),
    Kind.DATE: gettext_lazy("Årtal, datum eller tidpunkt"),
    Kind.DURATION: gettext_lazy("Tidslängd"),
    Kind.DECIMAL: gettext_lazy("Decimaltal"),
    Kind.INTEGER: gettext_lazy("Heltal"),
    Kind.BOX: gettext_lazy("Rektangel i koordinater (WKT)"),
    Kind.POINT: gettext_lazy("Punkt i koordinater (WKT)"),
    Kind.WKT: gettext_lazy("Geografisk form (WKT)"),
    Kind.IRI: gettext_lazy("Webbadress"),
    Kind.EMAIL: gettext_lazy("E-postadress, skriven som mailto:"),
    Kind.TELEPHONE: gettext_lazy("Telefonnummer, skrivet som tel:"),
    Kind.CONCEPT: gettext_lazy("Term ur en lista"),
    Kind.MEDIA_TYPE: gettext_lazy("Mediatyp"),
    Kind.NODE: gettext_lazy("Beskrivs på plats som"),
    Kind.DOCUMENT: gettext_lazy("Adress till"),
    Kind.RECORD: gettext_lazy("Leder till"),
    Kind.CLASS: gettext_lazy("Typ ur en lista"),
}


@dataclass(frozen=True, slots=True)
class ShownClass:
    """A class as pages show it. Of a ``NodeClass`` itself a template would get the row ``name``, and not its name."""

    name: str
    types: tuple[str, ...]
    label: Bilingual
    description: Bilingual
    address: str  # where the specification tells of it


@dataclass(frozen=True, slots=True)
class ShownProperty:
    """One row as its page shows it."""

    row: Property
    level: str
    number: str
    kind: str
    datatypes: tuple[str, ...]
    value_class: ShownClass | None
    terms: Vocabulary | None
    counted_with: tuple[Property, ...]  # the other rows of its group
    address: str  # where the specification tells of it


def shown_class(node_class: NodeClass, profile: Profile) -> ShownClass:
    """What there is to say of a class as a whole."""
    address = profile.address(node_class.name)
    return ShownClass(node_class.name, node_class.types, node_class.label, node_class.description, address)


def shown_properties(node_class: NodeClass, profile: Profile) -> list[ShownProperty]:
    """All rows of a class, in the order of the specification."""
    return [
        ShownProperty(
            row=row,
            level=LEVELS[row.level],
            number=_number(row),
            kind=KINDS[row.kind],
            datatypes=DATATYPES.get(row.kind, ()),
            value_class=shown_class(profile[row.node_class], profile) if row.node_class else None,
            terms=vocabulary(row.vocabulary) if row.vocabulary else None,
            counted_with=tuple(
                other for other in node_class.properties if row.group and other.group == row.group and other != row
            ),
            address=profile.address(node_class.name, row.name),
        )
        for row in node_class.properties
    ]


def pointing_at(node_class: NodeClass, profile: Profile) -> Iterator[tuple[ShownClass, Property]]:
    """The rows whose values are of this class, with the classes that they belong to."""
    for each in profile.classes.values():
        for row in each.properties:
            if row.node_class == node_class.name:
                yield shown_class(each, profile), row


def records_and_parts(profile: Profile) -> tuple[list[ShownClass], list[ShownClass]]:
    """The classes that are described for themselves, and those that only stand within them."""
    records = {
        row.node_class for each in profile.classes.values() for row in each.properties if row.kind is Kind.RECORD
    }
    shown = [shown_class(each, profile) for each in profile.classes.values()]
    return [each for each in shown if each.name in records], [each for each in shown if each.name not in records]


def _number(row: Property) -> str:
    least, most = (row.minimum if row.level is Level.MANDATORY else 0), row.maximum
    if most is None:
        return _("Minst %(least)s") % {"least": least} if least else _("Hur många som helst")
    if least == most:
        return _("Exakt %(most)s") % {"most": most}
    return (
        _("%(least)s till %(most)s") % {"least": least, "most": most} if least else _("Högst %(most)s") % {"most": most}
    )
