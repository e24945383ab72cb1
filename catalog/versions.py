"""The versions of a record that can be compared: its releases, and the working copy."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.describe import describe, load_for_describing
from catalog.difference_in_words import ShownChange, iris_in, shown_changes, value_changed
from catalog.models import Record, Release
from catalog.names import names_for
from dcat.difference import difference
from dcat.node import Node


@dataclass(frozen=True, slots=True)
class Version:
    """What a record says in one version, and which recommended dataset it is said to be."""

    node: Node
    recommended: str = ""


def version_of(release: Release) -> Version:
    """A release. Wants its recommended dataset loaded."""
    return Version(release.node, str(release.recommended_dataset or ""))


def working_version(record: Record) -> Version:
    """What is saved of the record now; loads what is needed."""
    loaded = load_for_describing(record.class_name, [record.pk])[0]
    return version_of_loaded(loaded, describe(loaded))


def version_of_loaded(record: Record, node: Node) -> Version:
    """A working copy that is described already."""
    return Version(node, str(getattr(record, "recommended_dataset", None) or ""))


def changes_between(before: Version, after: Version, organisation) -> list[ShownChange]:
    """What differs, in the words of the page's language: nothing, or in a fixed number of queries."""
    language = get_language() or "sv"
    found = difference(before.node, after.node)
    names = names_for(iris_in(found), organisation, language)
    changes = shown_changes(found, language, names)
    if before.recommended != after.recommended:
        changes.append(value_changed(_("Rekommenderad datamängd"), before.recommended, after.recommended))
    return changes
