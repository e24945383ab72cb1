"""What somebody might type in a form: mostly sensible, sometimes hostile, for every row of a class of the profile.

Made from the rows, so a new property is typed in as soon as it has one. All chance comes from the ``Random`` given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from django.http import QueryDict

from catalog.columns import MODELS, own_columns
from catalog.models.fields import DocumentsField, LanguageListField, NodesField
from dcat.profile import DCAT_AP_SE, Kind, Level, Property
from dcat.vocabularies import vocabulary

_WORDS = "bad plats väg skola träd karta luft vatten hus å ö äng bibliotek väder mätning år dag lista".split()
HOSTILE = (
    "]]>",
    "<!--",
    "&amp;&#0;&lt;",
    "<rdf:RDF>",
    '"><script>alert(1)</script>',
    "\x00\x01 styrtecken \x0b från \x1f Word",
    "\ufffe\uffff",
    "\ud7ff\ue000",
    "e\u0301\u202egnir",
    "citat \" ' ” och \\ omvänt",
    "😀 emoji 👩‍🚒",
    "rad ett\r\nrad två\ttabb",
    "{{ mall }} {% kod %}",
    "ord, med, komma; och semikolon",
    " mellanslag i kanten \u00a0",
    "å" * 400,
)
_ADDRESSES = (
    "https://www.example.se/{}",
    "http://example.se:8080/{}?a=1&b=å",
    "https://räksmörgås.example/{}",
    "www.example.se/{}",
    "https://example.se/en mapp/{}.csv",
    'https://example.se/<{}>"|^`',
    "https://example.se/{}#del#igen",
    "https://example.se/%zz/{}",
    "javascript:alert({})",
    "{}",
)
_HOSTILE_SHARE = 0.15


@dataclass
class Typist:
    """Fills in forms. ``agents`` are IRIs that rows may name, ``relations`` the keys that a column may point at."""

    chance: Random
    agents: Sequence[str] = ()
    relations: dict[str, Sequence[int]] = field(default_factory=dict)
    share: float = 0.5  # of the optional fields that are filled in

    def fill(self, class_name: str, fixed: dict[str, list[str]] | None = None) -> QueryDict:
        """The form of a class as a browser sends it; ``fixed`` says what certain inputs hold."""
        data = QueryDict(mutable=True)
        columns = own_columns(MODELS[class_name])
        for row in DCAT_AP_SE[class_name].properties:
            column = columns.get(row.name)
            if column is None or row.level is Level.DEPRECATED or row.fixed:
                continue
            is_wanted = self._is_wanted(row)
            if isinstance(column, NodesField | DocumentsField):
                self._rows(data, row, self.chance.randint(1, min(row.maximum or 2, 2)) if is_wanted else 0)
            elif is_wanted and column.is_relation:
                keys = list(self.relations.get(row.name, ()))
                most = len(keys) if column.many_to_many else 1
                data.setlist(row.name, [str(key) for key in self.chance.sample(keys, min(most, 2, len(keys)))])
            elif is_wanted:
                self._value(data, row, row.name, is_list=isinstance(column, LanguageListField))
        for name, values in (fixed or {}).items():
            data.setlist(name, values)
        return data

    def _is_wanted(self, row: Property) -> bool:
        return row.minimum > 0 and row.level is Level.MANDATORY or self.chance.random() < self.share

    def _rows(self, data: QueryDict, row: Property, count: int) -> None:
        data[f"{row.name}-TOTAL_FORMS"], data[f"{row.name}-INITIAL_FORMS"] = str(count), "0"
        for number in range(count):
            self._entry(data, row, f"{row.name}-{number}")

    def _entry(self, data: QueryDict, row: Property, prefix: str) -> None:
        """Something described in place, or a document, with most of what there is to say of it."""
        if row.kind is Kind.DOCUMENT:
            data[f"{prefix}-iri"] = self._address()
        if row.node_class == "PeriodOfTime":
            data[f"{prefix}-start_date"], data[f"{prefix}-end_date"] = sorted((self._date(), self._date()))
            return
        for each in DCAT_AP_SE[row.node_class].properties:
            if each.level is not Level.DEPRECATED and (each.minimum or self.chance.random() < 0.7):
                if each.kind is Kind.DOCUMENT:
                    self._entry(data, each, f"{prefix}-{each.name}-0")
                else:
                    self._value(data, each, f"{prefix}-{each.name}")

    def _value(self, data: QueryDict, row: Property, name: str, *, is_list: bool = False) -> None:
        if row.kind is Kind.TEXT:
            for language in ("sv", "en") if self.chance.random() < 0.6 else ("sv",):
                words = "\n".join(self._text() for _ in range(self.chance.randint(1, 4))) if is_list else self._text()
                data[f"{name}-{language}"] = words
        elif row.kind is Kind.BOX:
            for side, degrees in zip(("west", "south", "east", "north"), self._box(), strict=True):
                data[f"{name}-{side}"] = degrees
        elif row.kind is Kind.POINT:
            data[f"{name}-longitude"], data[f"{name}-latitude"] = self._box()[:2]
        else:
            count = self.chance.randint(1, 3) if row.is_multiple else 1
            data.setlist(name, [self._plain(row) for _ in range(count)])

    def _plain(self, row: Property) -> str:
        if row.kind is Kind.RECORD:
            return self.chance.choice(self.agents) if row.node_class == "Agent" and self.agents else self._address()
        if row.vocabulary and row.kind is not Kind.MEDIA_TYPE:
            terms = [concept.iri for concept in vocabulary(row.vocabulary).choices()]
            if row.open_vocabulary and (not terms or self.chance.random() < 0.3):
                return row.pattern.replace(".*", self.chance.choice(_WORDS))
            return self.chance.choice(terms)
        return _BY_KIND[row.kind](self)

    def _text(self) -> str:
        if self.chance.random() < _HOSTILE_SHARE:
            return self.chance.choice(HOSTILE) + f" {self.chance.choice(_WORDS)}"
        return " ".join(self.chance.choice(_WORDS) for _ in range(self.chance.randint(1, 6)))

    def _address(self) -> str:
        pattern = self.chance.choice(_ADDRESSES if self.chance.random() < 0.3 else _ADDRESSES[:4])
        return pattern.format(f"{self.chance.choice(_WORDS)}-{self.chance.randrange(1000)}")

    def _date(self) -> str:
        year, month, day = self.chance.randint(1990, 2026), self.chance.randint(1, 12), self.chance.randint(1, 28)
        return self.chance.choice(
            (f"{year}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}T10:30:00+02:00", "2026-02-30")
        )

    def _box(self) -> tuple[str, str, str, str]:
        west, south = self.chance.uniform(10, 20), self.chance.uniform(55, 65)
        return tuple(f"{degrees:.5f}" for degrees in (west, south, west + 1, south + 1))

    def _media_type(self) -> str:
        listed = [concept.iri for concept in vocabulary("media-type")]
        return self.chance.choice((*listed, "application/x-eget", "inte en mediatyp"))


_BY_KIND: dict[Kind, Callable[[Typist], str]] = {
    Kind.LITERAL: lambda typist: typist._text(),
    Kind.DATE: lambda typist: typist._date(),
    Kind.DURATION: lambda typist: typist.chance.choice(("P1Y", "PT15M", "1 dag", "2 veckor", "P1DT12H", "ofta")),
    Kind.DECIMAL: lambda typist: typist.chance.choice(("0,5", "10", "100 m", "0.25", "noll")),
    Kind.INTEGER: lambda typist: typist.chance.choice(("0", "12", "2000000000", "-1")),
    Kind.WKT: lambda typist: "LINESTRING({} {}, {} {})".format(*typist._box()),
    Kind.IRI: lambda typist: typist._address(),
    Kind.EMAIL: lambda typist: typist.chance.choice(
        (*["data@example.se"] * 5, "mailto:öppna+data@example.se", "ingen")
    ),
    Kind.TELEPHONE: lambda typist: typist.chance.choice(("+46 (0)18-727 00 00", "018 10 20 30", "ring oss")),
    Kind.MEDIA_TYPE: lambda typist: typist._media_type(),
}
