"""What a field may be chosen among beside free text: places, terms of open vocabularies, agents.

Each is ``[(value, words), …]``.
"""

from django.utils.translation import get_language

from catalog.forms.relations import agents_of
from catalog.models import AddedTerm
from dcat.vocabularies import vocabulary
from organisations.models import Organisation

AGENTS = "agents"
PLACES = "places"


def suggestions(source: str, organisation) -> list[tuple[str, str]]:
    """The suggestions of a source: ``AGENTS``, ``PLACES``, or the name of a vocabulary; one query at most."""
    if source == AGENTS:
        return agents_of(organisation)
    if source == PLACES:
        return _places(organisation)
    return _terms(source)


def _places(organisation: Organisation) -> list[tuple[str, str]]:
    """The organisations' own areas by their GeoNames addresses, this organisation's first."""
    known = Organisation.objects.exclude(geonames_iri="").order_by("sort_key")
    places = [(each.geonames_iri, each.name) for each in known]
    return sorted(places, key=lambda place: place[0] != organisation.geonames_iri)


def _terms(name: str) -> list[tuple[str, str]]:
    language = get_language() or "sv"
    listed = [(concept.iri, concept.shown.in_language(language)) for concept in vocabulary(name).choices()]
    added = AddedTerm.objects.filter(vocabulary=name)
    return listed + [(term.iri, term.label.get(language) or term.label.get("sv", "")) for term in added]
