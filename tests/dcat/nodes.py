"""Descriptions to test with: a whole, correct one of each class, made from the rows of the profile, and small ones."""

import itertools

from dcat.kinds import write_box
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE, Kind, Level, Profile, Property
from dcat.vocabularies import vocabulary

BASE = "https://data.example.se/uppsala"
PUBLISHER = "http://dataportal.se/organisation/SE2120003005"
CONTACT = f"{BASE}/contacts/9d1c7c1e-58f6-4a9c-8c2f-2c5b8f3f8d01"
CATALOG = f"{BASE}/catalog/9d1c7c1e-58f6-4a9c-8c2f-2c5b8f3f8d02"
DATASET_UUID = "9d1c7c1e-58f6-4a9c-8c2f-2c5b8f3f8d03"
DATASET = f"{BASE}/datasets/{DATASET_UUID}"
DISTRIBUTION = f"{DATASET}/distributions/9d1c7c1e-58f6-4a9c-8c2f-2c5b8f3f8d04"
ENVIRONMENT = "http://publications.europa.eu/resource/authority/data-theme/ENVI"
HIGH_VALUE = "http://data.europa.eu/eli/reg_impl/2023/138/oj"

_SAMPLES = {
    Kind.LITERAL: 'Ett & <annat> "värde"',
    Kind.DATE: "2026-11-23",
    Kind.DURATION: "PT15M",
    Kind.DECIMAL: "0.50",
    Kind.INTEGER: "12",
    Kind.BOX: write_box("17.3", "59.7", "18.0", "60.1"),
    Kind.POINT: "POINT(17.6 59.9)",
    Kind.WKT: "LINESTRING(17.6 59.9, 17.7 60.0)",
    Kind.EMAIL: "oppna-data+fråga@example.se",
    Kind.TELEPHONE: "+46187270000",
}
_CHECKSUM = "9f86d081884c7d659a2feaa0c55ad015"


def texts(swedish: str = "Badplatser", english: str = "Bathing sites") -> tuple[LanguageText, ...]:
    return (LanguageText(swedish, "sv"), LanguageText(english, "en"))


def full_node(class_name: str, iri: str, profile: Profile = DCAT_AP_SE) -> Node:
    """A node with a value for every row that is written; of a group only its first row."""
    seen_groups: set[str] = set()
    values = {}
    for row in profile[class_name].properties:
        if row.level is Level.DEPRECATED or (row.group and row.group in seen_groups):
            continue
        seen_groups.add(row.group or "")
        values[row.name] = _sample(row, iri, profile)
    return Node(iri, class_name, values)


def least_node(class_name: str, iri: str) -> Node:
    """A node with what is mandatory for every record of its class, and nothing else."""
    rows = [row for row in DCAT_AP_SE[class_name].properties if row.level is Level.MANDATORY]
    return Node(iri, class_name, {row.name: _sample(row, iri, DCAT_AP_SE) for row in rows if not row.fixed})


def _sample(row: Property, iri: str, profile: Profile) -> tuple:
    if row.fixed:
        return (row.fixed,)
    if row.name == "checksum_value":
        return (_CHECKSUM,)
    if row.kind is Kind.TEXT:
        return texts(f"{row.name} å & ä <ö>\nrad två", f"{row.name} in English")
    if row.vocabulary:
        concepts = itertools.islice(vocabulary(row.vocabulary), 2 if row.is_multiple else 1)
        return tuple(concept.iri for concept in concepts) or (row.pattern.replace(".*", "term"),)
    if row.kind is Kind.NODE:
        return (full_node(row.node_class, f"{iri}#{row.name}-1", profile),)
    if row.kind is Kind.DOCUMENT:
        return (full_node(row.node_class, f"https://documents.example.se/{row.node_class}", profile),)
    if row.node_class == "Distribution":
        return (
            full_node("Distribution", f"{iri}/distributions/1", profile),
            full_node("Distribution", f"{iri}/distributions/2", profile),
        )
    if row.kind is Kind.RECORD:
        return (f"{BASE}/{row.node_class.lower()}/{row.name}",)
    return (_SAMPLES.get(row.kind, f"https://www.example.se/{row.name}?a=1&b=2"),)


def agent(**values: tuple) -> Node:
    own = {"name": texts("Uppsala kommun", "Uppsala municipality"), "type": (_first("publisher-type"),)}
    return Node(PUBLISHER, "Agent", own).replace(**values)


def contact(**values: tuple) -> Node:
    own = {"kind": (_first("contact-kind"),), "name": ("Data",), "email": ("data@example.se",)}
    return Node(CONTACT, "ContactPoint", own).replace(**values)


def catalog(iri: str = CATALOG, **values: tuple) -> Node:
    own = {
        "title": texts("Uppsalas katalog", "The catalogue"),
        "description": texts("Om allt.", "On all."),
        "publisher": (PUBLISHER,),
    }
    return Node(iri, "Catalog", own).replace(**values)


def distribution(iri: str = DISTRIBUTION, **values: tuple) -> Node:
    own = {
        "description": texts("Allt i en fil", "All in one file"),
        "access_url": ("https://www.example.se/bad.csv",),
        "format": ("text/csv",),
        "availability": (_first("planned-availability"),),
        "license": ("http://creativecommons.org/publicdomain/zero/1.0/",),
    }
    return Node(iri, "Distribution", own).replace(**values)


def dataset(iri: str = DATASET, **values: tuple) -> Node:
    """A dataset about which there is nothing to say, with changes."""
    own = {
        "title": texts(),
        "description": texts("Var man kan bada.", "Where one can bathe."),
        "publisher": (PUBLISHER,),
        "contact_point": (CONTACT,),
        "keyword": texts("bad", "bathing"),
        "theme": (ENVIRONMENT,),
        "identifier": (iri.rpartition("/")[2],),
        "issued": ("2026-11-23",),
        "conforms_to": (Node("https://standards.example.se/bad", "Standard", {"title": texts("Bad", "Bath")}),),
        "spatial": ("http://sws.geonames.org/2666199/",),
        "temporal": (Node(f"{iri}#temporal-1", "PeriodOfTime", {"start_date": ("2024",)}),),
        "access_rights": ("http://publications.europa.eu/resource/authority/access-right/PUBLIC",),
        "distribution": (distribution(f"{iri}/distributions/1"),),
    }
    return Node(iri, "Dataset", own).replace(**values)


def _first(name: str) -> str:
    return next(iter(vocabulary(name))).iri
