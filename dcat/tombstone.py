"""What is said in RDF of a thing that was described once: that it was, under which title, and until when.

Never what else was said of it. The status is one of ADMS (https://www.w3.org/TR/vocab-adms/#adms_status), the time is
that of PROV (https://www.w3.org/TR/prov-o/#invalidatedAtTime).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Triple, serialize

from dcat.formats import Format
from dcat.moments import date_time
from dcat.namespaces import PREFIXES, expand
from dcat.profile.model import NodeClass

WITHDRAWN = "http://purl.org/adms/status/Withdrawn"


def tombstone(
    iri: str, node_class: NodeClass, title: Mapping[str, str], withdrawn_at: datetime | None, form: Format
) -> bytes:
    """The document about a withdrawn thing; ``title`` has its texts by language."""
    triples = _statements(iri, node_class, title, withdrawn_at)
    return serialize(triples, format=form.rdf_format, prefixes=PREFIXES)


def _statements(
    iri: str, node_class: NodeClass, title: Mapping[str, str], withdrawn_at: datetime | None
) -> Iterator[Triple]:
    about = NamedNode(iri)
    yield Triple(about, NamedNode(expand("rdf:type")), NamedNode(expand(node_class.types[0])))
    for language, text in sorted(title.items()):
        yield Triple(about, NamedNode(expand("dcterms:title")), Literal(text, language=language))
    yield Triple(about, NamedNode(expand("adms:status")), NamedNode(WITHDRAWN))
    if withdrawn_at:
        stated = Literal(date_time(withdrawn_at), datatype=NamedNode(expand("xsd:dateTime")))
        yield Triple(about, NamedNode(expand("prov:invalidatedAtTime")), stated)
