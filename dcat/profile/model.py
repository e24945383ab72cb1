"""What a row of the profile is made of.

A profile is one whole value: its classes, each with its properties in the order in which they are written. Everything
else is derived from the rows: form fields, findings, RDF in both directions, shapes and help pages.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from dcat.bilingual import Bilingual


class Kind(StrEnum):
    """The kinds of value. There is one writer, one reader and one form field per kind, never per property.

    What only another profile than DCAT-AP-SE uses has no form field: descriptions are made by the Swedish rows.
    """

    # Enum's own is written in Python, and tables by kind are looked into for every single value.
    __hash__ = str.__hash__

    TEXT = "text"  # a text with a language tag
    LITERAL = "literal"  # a plain literal, without language and datatype
    DATE = "date"  # xsd:gYear, xsd:date or xsd:dateTime, told apart by how it is written
    DURATION = "duration"  # xsd:duration
    DECIMAL = "decimal"  # xsd:decimal
    INTEGER = "integer"  # xsd:nonNegativeInteger
    BOX = "box"  # geosparql:wktLiteral: POLYGON((w s, e s, e n, w n, w s)), WGS84, longitude before latitude
    POINT = "point"  # geosparql:wktLiteral: POINT(longitude latitude)
    WKT = "wkt"  # geosparql:wktLiteral of any shape
    IRI = "iri"  # a web address or other IRI
    EMAIL = "email"  # stored as an address, written as mailto:
    TELEPHONE = "telephone"  # stored as typed, written as tel: without spaces
    CONCEPT = "concept"  # an IRI out of a vocabulary
    MEDIA_TYPE = "media_type"  # a media type as a literal, out of a vocabulary or typed
    FILE_TYPE = "file_type"  # a media type, written as the IRI of the EU file type
    IANA_TYPE = "iana_type"  # a media type, written as its IRI at IANA
    HEX = "hex"  # xsd:hexBinary
    NODE = "node"  # a thing described in place, whose IRI hangs on the record's
    DOCUMENT = "document"  # something elsewhere with an IRI of its own, that we may give a title
    RECORD = "record"  # another record, named by its IRI
    CLASS = "class"  # the rdf:type itself, where the specification lets one choose


class Level(StrEnum):
    """The levels of the specification."""

    MANDATORY = "mandatory"
    MANDATORY_WHEN_HIGH_VALUE = "mandatory_when_high_value"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"
    DEPRECATED = "deprecated"  # read, never written and never asked for


class Link(StrEnum):
    """What the portal expects at the address that a value is, where it tests whether that answers."""

    DATA = "data"  # the data itself, in the format that is stated
    ANYTHING = "anything"  # a page, a document, data


class Step(StrEnum):
    """In which step of describing something a property is asked for."""

    WHAT = "what"  # what it is
    WHERE = "where"  # where it is found, and on which terms
    WHO = "who"  # who answers for it
    WHEN = "when"  # when and where it applies
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Property:
    """One row of the specification: a property of one class.

    ``name`` is at the same time the field of the model, of the form and of a ``Node``'s values.
    """

    name: str
    predicate: str  # prefixed name
    kind: Kind
    level: Level
    label: Bilingual
    help: Bilingual  # one or two plain sentences: the decision, not the property
    minimum: int = 0  # for MANDATORY_WHEN_HIGH_VALUE it only binds a high-value record
    maximum: int | None = None  # None: any number
    example: Bilingual | None = None
    vocabulary: str | None = None  # name of a file in dcat/vocabularies
    open_vocabulary: bool = False  # also accepts what is not in the list, when it matches the pattern
    pattern: str | None = None  # the whole written value has to match
    node_class: str | None = None  # name of the class described (NODE, DOCUMENT) or pointed at (RECORD)
    value_type: str | None = (
        None  # prefixed name: what the specification says that the value is, where it has no node_class
    )
    group: str | None = None  # rows of one group are counted together, see NodeClass.groups
    fixed: str | None = None  # the only value; written without being asked for
    also_written_as: tuple[str, ...] = ()  # further predicates that get the same value
    value_of: str | None = None  # the property whose values are written, where they are not of this row's own name
    first_only: bool = False  # of several values only the first is written
    targets: tuple[str, ...] = ()  # names of classes: only written where the document describes what it names as one
    target_property: str | None = None  # with ``targets``, for a NODE: its property that names the target
    templates: tuple[str, ...] = ()  # ids of the specification's templates that the row stands for
    link: Link | None = None  # the value is an address that the portal tests, and so do we
    step: Step = Step.MORE  # only counts where the class is described in steps
    portal: Bilingual | None = None  # what dataportal.se does with it, where that is known

    @property
    def is_multiple(self) -> bool:
        """Whether more than one value may be given."""
        return self.maximum is None or self.maximum > 1

    @property
    def describes(self) -> bool:
        """Whether what the value names is described once per document, as ``node_class``."""
        return self.kind is Kind.DOCUMENT or (self.node_class is not None and self.kind not in _DESCRIBED_ELSEWHERE)

    def matches(self, value: str) -> bool:
        """Whether the written value fits the pattern; true where there is none.

        The patterns are the specification's, which are read by JavaScript: there ``\\w`` and ``\\d`` are ASCII. The
        whole value has to match, so a ``^`` or ``$`` in a pattern changes nothing.
        """
        return self.pattern is None or re.fullmatch(self.pattern, value, re.ASCII) is not None


# In place, or as a record of its own.
_DESCRIBED_ELSEWHERE = (Kind.NODE, Kind.RECORD)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are counted together, as the ways of stating one format."""

    name: str
    label: Bilingual
    level: Level
    minimum: int = 0
    maximum: int | None = 1
    templates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class NodeClass:
    """A class of the specification, or a nested node of one of its properties."""

    name: str
    types: tuple[str, ...]  # prefixed names; the first is written, the others are accepted when reading
    label: Bilingual
    description: Bilingual
    properties: tuple[Property, ...]
    groups: tuple[Group, ...] = ()
    anchor: str = ""  # the section of the specification, where it has one of its own
    templates: tuple[str, ...] = ()
    also_types: tuple[str, ...] = ()  # prefixed names that are written beside the type
    only_whole: bool = False  # as a nested node: only written when nothing is missing that is mandatory
    in_steps: bool = False  # asks for so much that it is described step by step
    _by_name: dict[str, Property] = field(init=False, repr=False, compare=False, hash=False)
    # The rows by what is done with them when writing, sorted once instead of for every node.
    stated: tuple[Property, ...] = field(init=False, repr=False, compare=False, hash=False)
    links: tuple[Property, ...] = field(init=False, repr=False, compare=False, hash=False)
    describing: tuple[Property, ...] = field(init=False, repr=False, compare=False, hash=False)
    nesting: tuple[Property, ...] = field(init=False, repr=False, compare=False, hash=False)
    listing: tuple[Property, ...] = field(init=False, repr=False, compare=False, hash=False)
    choosing: tuple[Property, ...] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        by_name = {row.name: row for row in self.properties}
        if len(by_name) != len(self.properties):
            raise ValueError(f"{self.name}: two rows have the same name")
        object.__setattr__(self, "_by_name", by_name)
        written = [row for row in self.properties if row.level is not Level.DEPRECATED]
        for name, rows in {
            # The class chosen is the type of the node itself.
            "stated": (row for row in written if row.kind is not Kind.CLASS and not row.targets),
            "links": (row for row in written if row.targets),
            "describing": (row for row in written if row.describes),
            "nesting": (row for row in written if row.kind is Kind.NODE),
            "listing": (row for row in written if row.kind is Kind.RECORD),
            "choosing": (row for row in self.properties if row.kind is Kind.CLASS),
        }.items():
            object.__setattr__(self, name, tuple(rows))

    def __getitem__(self, name: str) -> Property:
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name


@dataclass(frozen=True, slots=True)
class Profile:
    """One version of one application profile."""

    key: str  # what an address calls it: ?profile=<key>
    iri: str  # what names it in Accept-Profile and Link: rel="profile"
    name: str
    version: str
    specification: str  # address of the specification, to which anchors are added
    classes: dict[str, NodeClass]
    keeps_further: bool  # whether statements that it has no row for are written too

    def __getitem__(self, name: str) -> NodeClass:
        return self.classes[name]

    def address(self, class_name: str, property_name: str | None = None) -> str:
        """Where the specification tells of a class or of one of its properties; its beginning where that is unknown."""
        anchor = self.classes[class_name].anchor
        if not anchor:
            return self.specification
        if property_name is not None:
            anchor += "-" + self.classes[class_name][property_name].predicate.replace(":", "_")
        return f"{self.specification}#{anchor}"
