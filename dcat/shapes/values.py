"""What a single value may be, in SHACL: its kind of term, and the terms or the pattern that it is among.

Source: https://www.w3.org/TR/shacl/#core-components
"""

from dcat.bilingual import Bilingual
from dcat.kinds import DATATYPES, to_term
from dcat.profile.model import Kind, Property
from dcat.shapes.patterns import portable
from dcat.shapes.turtle import Blank, Items, Statements, iri, text
from dcat.vocabularies import vocabulary

# Kinds that are typed without the scheme that is written before them.
_SCHEMES = {Kind.EMAIL: "mailto:", Kind.TELEPHONE: "tel:"}
_ANYTHING = ".+"


def kinds_of_term(row: Property) -> tuple[Statements, ...]:
    """The kinds of term that a value may be, each as what is asked of it."""
    if datatypes := DATATYPES.get(row.kind):
        return tuple((("sh:datatype", datatype),) for datatype in datatypes)
    # Only what is described in place may be without an address of its own.
    return ((("sh:nodeKind", "sh:BlankNodeOrIRI" if row.kind is Kind.NODE else "sh:IRI"),),)


def words_for_terms(row: Property) -> Bilingual:
    """The same for a person: 'xsd:gYear, xsd:date eller xsd:dateTime'."""
    if row.kind is Kind.TEXT:
        return Bilingual("text med språkkod (rdf:langString)", "text with a language tag (rdf:langString)")
    if row.kind not in DATATYPES:
        return Bilingual("en IRI", "an IRI")
    *others, last = DATATYPES[row.kind]
    if not others:
        return Bilingual(last, last)
    return Bilingual(f"{', '.join(others)} eller {last}", f"{', '.join(others)} or {last}")


def either(alternatives: tuple[Statements, ...]) -> Statements:
    """One of the alternatives, of which no two are alike."""
    distinct = tuple(dict.fromkeys(alternatives))
    if len(distinct) == 1:
        return distinct[0]
    return (("sh:or", Items(tuple(Blank(statements) for statements in distinct))),)


def limits(row: Property) -> Statements:
    """What a value has to be among; nothing where any of its kind will do.

    A closed vocabulary is one node shape of the document, see :func:`vocabulary_shape`. What a datatype says is not
    said once more by a pattern.
    """
    if row.fixed:
        return (("sh:in", Items((iri(row.fixed),))),)
    if row.vocabulary and not row.open_vocabulary:
        return (("sh:node", f"shape:{vocabulary_shape(row.vocabulary)}"),)
    scheme = _SCHEMES.get(row.kind, "")
    if row.kind is not Kind.DURATION and (row.pattern or scheme):
        return (("sh:pattern", text(portable(row.pattern or _ANYTHING, scheme))),)
    return ()


def written_example(row: Property) -> str:
    """A value that matches, as RDF has it: mailto:info@exempel.se. The pattern where there is no example."""
    if row.example is None:
        return row.pattern
    return to_term(row.kind, row.example.sv).iri if row.kind in _SCHEMES else row.example.sv


def vocabulary_shape(name: str) -> str:
    """The local name of the node shape that lists a vocabulary's terms."""
    return f"vocabulary-{name}"


def vocabulary_statements(name: str) -> Statements:
    """A node shape that every term of a vocabulary meets, and nothing else."""
    terms = vocabulary(name)
    return (
        ("a", "sh:NodeShape"),
        ("dcterms:source", text(terms.source)),
        ("owl:versionInfo", text(terms.version)),
        ("sh:in", Items(tuple(iri(concept.iri) for concept in terms))),
    )
