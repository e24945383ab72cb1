"""The lower bound: the same bytes of RDF/XML by hand-written templates, as one would write them for just this content.

No profile, no checks, no other profile or format: f-strings with all that XML wants quoted, in the order of the
properties that the made-up catalogue uses. They have to give the very bytes of the product's writer, or the comparison
says nothing; a test holds it.
"""

from collections.abc import Iterable

from dcat.node import LanguageText, Node

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATES = {4: f"{_XSD}gYear", 10: f"{_XSD}date"}
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"


def dataset(node: Node) -> str:
    """A dataset with its distributions."""
    get = node.values.get
    return (
        f'  <dcat:Dataset rdf:about="{_attribute(node.iri)}">\n'
        f"{_texts('dcterms:title', get('title', ()))}"
        f"{_texts('dcterms:description', get('description', ()))}"
        f"{_links('dcterms:publisher', get('publisher', ()))}"
        f"{_links('dcterms:creator', get('creator', ()))}"
        f"{_links('dcat:contactPoint', get('contact_point', ()))}"
        f"{_texts('dcat:keyword', get('keyword', ()))}"
        f"{_links('dcat:theme', get('theme', ()))}"
        f"{_links('dcatap:applicableLegislation', get('applicable_legislation', ()))}"
        f"{_links('dcatap:hvdCategory', get('hvd_category', ()))}"
        f"{_literals('dcterms:identifier', get('identifier', ()))}"
        f"{_dates('dcterms:issued', get('issued', ()))}"
        f"{_dates('dcterms:modified', get('modified', ()))}"
        f"{_links('dcterms:language', get('language', ()))}"
        f"{_links('dcat:landingPage', get('landing_page', ()))}"
        f"{_nodes('dcterms:conformsTo', get('conforms_to', ()))}"
        f"{_links('dcterms:spatial', get('spatial', ()))}"
        f"{''.join([_place(each) for each in get('geographical_area', ())])}"
        f"{''.join([_period(each) for each in get('temporal', ())])}"
        f"{_links('dcterms:accrualPeriodicity', get('accrual_periodicity', ()))}"
        f"{_literals('dcat:version', get('version', ()))}"
        f"{_texts('adms:versionNotes', get('version_notes', ()))}"
        f"{_links('dcterms:accessRights', get('access_rights', ()))}"
        f"{_links('dcterms:isReferencedBy', get('is_referenced_by', ()))}"
        f"{_nodes('foaf:page', get('page', ()))}"
        f"{_nodes('dcat:distribution', get('distribution', ()))}"
        f"{_links('dcat:inSeries', get('in_series', ()))}"
        "  </dcat:Dataset>\n"
        f"{''.join([_distribution(each) for each in get('distribution', ())])}"
    )


def _distribution(node: Node) -> str:
    get = node.values.get
    return (
        f'  <dcat:Distribution rdf:about="{_attribute(node.iri)}">\n'
        f"{_texts('dcterms:title', get('title', ()))}"
        f"{_texts('dcterms:description', get('description', ()))}"
        f"{_links('dcat:accessURL', get('access_url', ()))}"
        f"{_links('dcat:downloadURL', get('download_url', ()))}"
        f"{_literals('dcterms:format', get('format', ()))}"
        f"{_links('dcat:accessService', get('access_service', ()))}"
        f"{_typed('dcat:byteSize', _XSD + 'nonNegativeInteger', get('byte_size', ()))}"
        f"{_links('adms:status', get('status', ()))}"
        f"{_links('dcatap:availability', get('availability', ()))}"
        f"{_links('dcatap:applicableLegislation', get('applicable_legislation', ()))}"
        f"{_links('dcterms:license', get('license', ()))}"
        f"{_nodes('dcterms:license', get('other_license', ()))}"
        f"{_nodes('dcterms:conformsTo', get('conforms_to', ()))}"
        "  </dcat:Distribution>\n"
    )


def documents(owner: Node, seen: set[str]) -> str:
    """What a dataset is the first to name and say something of: pages, standards, terms of use."""
    written = ""
    for name, element in _DOCUMENTS:
        for each in owner.values.get(name, ()):
            if each.iri not in seen:
                seen.add(each.iri)
                written += _document(element, each)
    for each in owner.values.get("distribution", ()):
        written += documents(each, seen)
    return written


# In the order of the properties.
_DOCUMENTS = (
    ("other_license", "dcterms:LicenseDocument"),
    ("conforms_to", "dcterms:Standard"),
    ("page", "foaf:Document"),
)


def _document(element: str, node: Node) -> str:
    get = node.values.get
    return (
        f'  <{element} rdf:about="{_attribute(node.iri)}">\n'
        f"{_texts('dcterms:title', get('title', ()))}"
        f"{_texts('dcterms:description', get('description', ()))}"
        f"  </{element}>\n"
    )


def _place(node: Node) -> str:
    (box,) = node.values["bbox"]
    return (
        "    <dcterms:spatial>\n"
        f'      <dcterms:Location rdf:about="{_attribute(node.iri)}">\n'
        f'        <dcat:bbox rdf:datatype="{_WKT}">{box}</dcat:bbox>\n'
        "      </dcterms:Location>\n"
        "    </dcterms:spatial>\n"
    )


def _period(node: Node) -> str:
    get = node.values.get
    return (
        "    <dcterms:temporal>\n"
        f'      <dcterms:PeriodOfTime rdf:about="{_attribute(node.iri)}">\n'
        f"{_dates('dcat:startDate', get('start_date', ()), '        ')}"
        f"{_dates('dcat:endDate', get('end_date', ()), '        ')}"
        "      </dcterms:PeriodOfTime>\n"
        "    </dcterms:temporal>\n"
    )


def _texts(name: str, values: Iterable[LanguageText]) -> str:
    return "".join([f'    <{name} xml:lang="{each.language}">{_text(each.value)}</{name}>\n' for each in values])


def _literals(name: str, values: Iterable[str]) -> str:
    return "".join([f"    <{name}>{_text(each)}</{name}>\n" for each in values])


def _typed(name: str, datatype: str, values: Iterable[str]) -> str:
    return "".join([f'    <{name} rdf:datatype="{datatype}">{_text(each)}</{name}>\n' for each in values])


def _dates(name: str, values: Iterable[str], indent: str = "    ") -> str:
    return "".join([f'{indent}<{name} rdf:datatype="{_DATES[len(each)]}">{each}</{name}>\n' for each in values])


def _links(name: str, values: Iterable[str]) -> str:
    return "".join([f'    <{name} rdf:resource="{_attribute(each)}"/>\n' for each in values])


def _nodes(name: str, values: Iterable[Node]) -> str:
    return "".join([f'    <{name} rdf:resource="{_attribute(each.iri)}"/>\n' for each in values])


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _attribute(iri: str) -> str:
    return iri.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
