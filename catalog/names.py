"""What the addresses in a description are called, for people."""

from catalog.columns import MODELS
from catalog.models import AddedTerm, Record
from dcat.mentions import mentioned_records
from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from organisations.models import Organisation


def known_names(language: str) -> dict[str, str]:
    """What is known of addresses that no vocabulary lists: the organisations' places, and terms that were added."""
    places = Organisation.objects.exclude(geonames_iri="").values_list("geonames_iri", "name")
    return dict(places) | {term.iri: _in_language(term.label, language) for term in AddedTerm.objects.all()}


def working_names(nodes: list[Node], organisation: Organisation, language: str) -> dict[str, str]:
    """What the organisation calls the records that its working copies mention, by their IRIs: for its own people."""
    iris = {iri for node in nodes for iri in mentioned_records(node, DCAT_AP_SE)}
    found = Record.objects.of(organisation).filter(iri__in=iris).values_list("class_name", "pk")
    keys: dict[str, list[int]] = {}
    for class_name, key in found:
        keys.setdefault(class_name, []).append(key)
    names = {}
    for class_name, some in sorted(keys.items()):
        for record in MODELS[class_name].objects.filter(pk__in=some):
            names[record.iri] = name_of(record, language)
    return names


def name_of(record: Record, language: str) -> str:
    """What a record is called; empty while it has no name. Needs the row with the description's columns."""
    name = getattr(record, "title", None) or getattr(record, "name", "")
    return _in_language(name, language) if isinstance(name, dict) else name


def _in_language(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("sv") or next(iter(texts.values()), "")
