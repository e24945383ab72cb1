"""What a record names and a document describes once: documents of its own, terms out of vocabularies, places."""

from dcat.bilingual import Bilingual
from dcat.node import LanguageText, Node
from dcat.profile.model import NodeClass, Profile, Property
from dcat.vocabularies import Vocabulary, vocabulary
from dcat.writer.statements import nested, term, values_of

# The properties that hold what a thing is called.
_CALLED = ("pref_label", "title")
_IN_SCHEME = "in_scheme"
_UNDETERMINED = "und"  # the tag of a text of which the language is not known


def mentioned(node: Node, profile: Profile) -> list[Node]:
    """The things that this node and the nodes described in it name and say something of, and what those name."""
    node_class = profile.classes[node.class_name]
    found: list[Node] = []
    said = node.values
    for row in node_class.describing:
        if not row.fixed and (row.value_of or row.name) not in said:
            continue
        for value in values_of(node, row):
            thing = value if isinstance(value, Node) else _named(value, row, profile)
            if thing:
                found += (thing, *mentioned(thing, profile))
    for row in node_class.nesting:
        its_class = profile.classes[row.node_class]
        if (row.value_of or row.name) in said and (its_class.describing or its_class.nesting):
            for value in nested(node, row, profile):
                found += mentioned(value, profile)
    return found


def _named(value: str, row: Property, profile: Profile) -> Node | None:
    """What a plain value names, with what is known of it."""
    named = term(row, value)
    if named is None:
        return None
    known = _of_term(named.iri, vocabulary(row.vocabulary), profile[row.node_class]) if row.vocabulary else {}
    return Node(named.iri, row.node_class, known)


def _of_term(iri: str, terms: Vocabulary, node_class: NodeClass) -> dict[str, tuple]:
    """What a term is called, by the last part of its IRI if it must be and no list has words, and its scheme."""
    concept = terms.get(iri)
    values = {}
    for name in _CALLED:
        if concept and name in node_class:
            values[name] = _words(concept.label)
        elif name in node_class and node_class[name].minimum:
            values[name] = (LanguageText(_last_part(iri), _UNDETERMINED),)
    if _IN_SCHEME in node_class and terms.title and (concept or iri.startswith(terms.scheme)):
        scheme_class = node_class[_IN_SCHEME].node_class
        scheme = Node(terms.concept_scheme or terms.scheme, scheme_class, {"title": _words(terms.title)})
        values[_IN_SCHEME] = (scheme,)
    return values


def _words(label: Bilingual) -> tuple[LanguageText, ...]:
    return (LanguageText(label.sv, "sv"), LanguageText(label.en, "en"))


def _last_part(iri: str) -> str:
    """What tells a term apart that no list has words for."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri
