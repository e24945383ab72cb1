"""A European class from the Swedish one of the same name: what is the same is not said twice.

``SAME_EVERYWHERE`` holds what a row of a name is in whatever class it stands; what differs in one class only is stated
with that class. A term is described as a concept where nothing else is said. What DCAT-AP-SE merely reads (deprecated
rows) is not taken over.
"""

from collections.abc import Mapping
from dataclasses import replace

from dcat.profile.documents import DOCUMENT
from dcat.profile.european.terms import CONCEPT, LINGUISTIC_SYSTEM
from dcat.profile.model import Kind, Level, NodeClass, Property
from dcat.profile.nested import LOCATION

OPTIONAL = {"level": Level.OPTIONAL, "minimum": 0}
RECOMMENDED = {"level": Level.RECOMMENDED, "minimum": 0}

Differences = Mapping[str, object]  # fields of a row and their values

SAME_EVERYWHERE: Mapping[str, Differences] = {
    "access_rights": {"node_class": "AccessRights"} | OPTIONAL,
    "accrual_periodicity": {"node_class": "Frequency"},
    "algorithm": {"node_class": "ChecksumAlgorithm"},
    "applicable_legislation": {"node_class": "LegalResource"},
    "classification": {"also_written_as": ()},
    "format": {"kind": Kind.FILE_TYPE, "vocabulary": "file-type-eu", "node_class": "FileType", "pattern": None},
    "had_role": {"node_class": "Role"},
    "landing_page": {"node_class": "Document"},
    "license": {"node_class": "LicenseDocument"},
    "publisher": RECOMMENDED,
    "theme_taxonomy": {"node_class": "ConceptScheme"},
}

# The class that describes what a row's ``value_type`` says that a value is.
_CLASSES = {node_class.types[0]: node_class.name for node_class in (DOCUMENT, LOCATION, CONCEPT, LINGUISTIC_SYSTEM)}


def european(
    base: NodeClass,
    *,
    also_types: tuple[str, ...] = (),
    only_whole: bool = False,
    further: tuple[Property, ...] = (),
    **differences: Differences,
) -> NodeClass:
    """The class with its rows changed by name, and rows that the Swedish class has not; fails for a name it lacks."""
    if unknown := [name for name in differences if name not in base]:
        raise ValueError(f"{base.name} has no rows {unknown}")
    rows = (
        _row(row, SAME_EVERYWHERE.get(row.name, {}) | differences.get(row.name, {}))
        for row in base.properties
        if row.level is not Level.DEPRECATED
    )
    return replace(
        base, properties=(*rows, *further), also_types=also_types, only_whole=only_whole, anchor="", templates=()
    )


def _row(row: Property, differences: Differences) -> Property:
    changed = replace(row, templates=(), **differences)
    class_name = changed.node_class or _class_of_value(changed)
    return replace(changed, node_class=class_name, value_type=None) if class_name else changed


def _class_of_value(row: Property) -> str | None:
    """As what a value is described, where the row does not say: what it is, and else a concept if it is a term."""
    if row.value_type in _CLASSES:
        return _CLASSES[row.value_type]
    return "Concept" if row.kind is Kind.CONCEPT else None
