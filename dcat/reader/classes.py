"""Of which class of the profile each thing in a document is: by its type, else by what points at it."""

from collections.abc import Iterator, Mapping

from dcat.iri import below
from dcat.namespaces import expand
from dcat.profile.model import Kind, Profile
from dcat.reader.forms import IMPLIED_TYPES, SAME_AS
from dcat.reader.statements import TYPE
from dcat.term import Resource, Term

# What has an address of its own and stands for itself; all else is described inside one of these.
RECORDS = ("Catalog", "Dataset", "DatasetSeries", "DataService", "Distribution", "Agent", "ContactPoint")
# Records that are taken for what a row points at, even when they don't say what they are.
_BY_POSITION = ("Agent", "ContactPoint", "Distribution")


class Classes:
    """The classes of all subjects of a document, given the index of its statements."""

    def __init__(self, about: Mapping[str, Mapping[tuple[str, Term], None]], profile: Profile) -> None:
        self._about = about
        self._class_of_type = {
            expand(name): node_class.name for node_class in profile.classes.values() for name in node_class.types
        }
        for name, types in IMPLIED_TYPES.items():
            for each in types:
                self._class_of_type.setdefault(expand(each), name)
        self._rank = {name: place for place, name in enumerate(profile.classes)}
        self._implied = {
            name: {expand(each) for each in (node_class.types[0], *IMPLIED_TYPES.get(name, ()))}
            for name, node_class in profile.classes.items()
        }
        self._predicates = {name: _predicates(name, profile) for name in profile.classes}
        rows = [row for node_class in profile.classes.values() for row in node_class.properties]
        self._nested = {row.node_class for row in rows if row.kind is Kind.NODE}
        self._targets = {name: _targets(name, profile) for name in profile.classes}
        self._known: dict[tuple[str, str], tuple[frozenset[str], bool]] = {}
        self._of = {iri: name for iri in about if (name := self._stated_class(iri))}
        self._take_by_position()

    def of(self, iri: str) -> str | None:
        """The class of a thing; a record stays one when somebody calls it a document, so its class goes first."""
        return self._of.get(iri)

    def stated(self, iri: str) -> Iterator[tuple[Term, str]]:
        """The types of a thing that are of a class of the profile, each with the class."""
        for predicate, term in self._about.get(iri, ()):
            if predicate == TYPE and isinstance(term, Resource) and term.iri in self._class_of_type:
                yield term, self._class_of_type[term.iri]

    def is_implied(self, class_name: str, type_iri: str) -> bool:
        """Whether a type says no more of a thing than that it is of this class."""
        return type_iri in self._implied[class_name]

    def tells_more(self, class_name: str, type_iri: str) -> bool:
        """Whether a type says more of a thing of this class, and not that it is of another class of the profile too."""
        is_of_another = self._class_of_type.get(type_iri, class_name) != class_name
        return not is_of_another and not self.is_implied(class_name, type_iri)

    def describes(self, owner: str, iri: str, class_name: str) -> bool:
        """Whether the document describes a thing that ``owner`` points at as one of a class.

        What is of no class of the profile counts when it says what the class has. What is only typed, as the terms of a
        list are, counts for a nested node when it hangs on its owner.
        """
        if iri not in self._about:
            return False
        stated, says_something = self._told(iri, class_name)
        if not stated:
            return says_something
        return class_name in stated and (
            says_something or class_name not in self._nested or iri.startswith(below(owner, ""))
        )

    def _told(self, iri: str, class_name: str) -> tuple[frozenset[str], bool]:
        """The classes that a thing says it is of, and whether it says what this class has; kept, as many may point."""
        told = self._known.get((iri, class_name))
        if told is None:
            says_something = any(predicate in self._predicates[class_name] for predicate, _ in self._about[iri])
            told = self._known[iri, class_name] = frozenset(name for _, name in self.stated(iri)), says_something
        return told

    def _stated_class(self, iri: str) -> str | None:
        named = {name for _, name in self.stated(iri)}
        if "DatasetSeries" in named:  # which is a dataset too, in the European profile
            named.discard("Dataset")
        return min(named, key=self._rank.__getitem__, default=None)

    def _take_by_position(self) -> None:
        waiting = list(self._of)
        while waiting:
            owner = waiting.pop()
            targets = self._targets[self._of[owner]]
            for predicate, term in self._about[owner]:
                for class_name in targets.get(predicate, ()):
                    iri = getattr(term, "iri", "")
                    if iri not in self._of and self.describes(owner, iri, class_name):
                        self._of[iri] = class_name
                        waiting.append(iri)


def _predicates(class_name: str, profile: Profile) -> set[str]:
    """The predicates that tell a thing of this class: its rows', and those that say the same."""
    own = [row.predicate for row in profile[class_name].properties if row.kind is not Kind.CLASS]
    others = [each for (name, _), predicates in SAME_AS.items() if name == class_name for each in predicates]
    return set(map(expand, [*own, *others]))


def _targets(class_name: str, profile: Profile) -> dict[str, tuple[str, ...]]:
    """The classes that a class's predicates point at, where position alone tells them."""
    found: dict[str, tuple[str, ...]] = {}
    for row in profile[class_name].properties:
        if row.kind in (Kind.NODE, Kind.DOCUMENT) or row.node_class in _BY_POSITION:
            found[expand(row.predicate)] = (*found.get(expand(row.predicate), ()), row.node_class)
    return found
