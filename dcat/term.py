"""RDF terms as plain values: what a statement is about, and what it says."""

from typing import NamedTuple


class Resource(NamedTuple):
    """Something named by its IRI."""

    iri: str


class Literal(NamedTuple):
    """A literal; ``datatype`` is a prefixed name, or a full IRI when the profile knows no prefix for it."""

    value: str
    language: str = ""
    datatype: str = ""


Term = Resource | Literal


def words(term: Term) -> str:
    """The IRI or the text of a term."""
    return term.iri if isinstance(term, Resource) else term.value


def term_to_json(term: Term) -> dict[str, str]:
    """The term as JSON values: ``{"iri"}``, or ``{"text"}`` with ``"language"`` or ``"datatype"`` where it has one."""
    if isinstance(term, Resource):
        return {"iri": term.iri}
    tags = {"language": term.language, "datatype": term.datatype}
    return {"text": term.value} | {name: value for name, value in tags.items() if value}


def term_from_json(data: dict[str, str]) -> Term:
    """The inverse of :func:`term_to_json`."""
    if "iri" in data:
        return Resource(data["iri"])
    return Literal(data["text"], data.get("language", ""), data.get("datatype", ""))
