"""What addresses in a description are called, for people: other records, places, terms that were added."""

from collections.abc import Iterable

from catalog.forms.relations import name_of
from catalog.models import AddedTerm, Record, Release
from dcat.texts import in_language
from organisations.models import Organisation

# The relations to the rows that hold descriptions: of each record one is there.
DESCRIBED = ("dataset", "datasetseries", "dataservice", "agent", "contactpoint", "catalog")


def known_names(language: str) -> dict[str, str]:
    """What is known of addresses that no vocabulary lists: the organisations' places, and terms that were added."""
    places = Organisation.objects.exclude(geonames_iri="").values_list("geonames_iri", "name")
    return dict(places) | {term.iri: in_language(term.label, language) for term in AddedTerm.objects.all()}


def names_for(iris: Iterable[str], organisation, language: str) -> dict[str, str]:
    """The names of those that have one: a fixed number of queries. Of the organisation's own records as they are called
    in the working copy, of those of others as everybody may see them."""
    wanted = set(iris)
    if not wanted:
        return {}
    own = Record.objects.of(organisation).filter(iri__in=wanted).select_related(*DESCRIBED)
    names = {record.iri: name_of(record) for record in own}
    others = Release.objects.public().filter(record__iri__in=wanted - names.keys())
    names |= {iri: in_language(title, language) for iri, title in others.values_list("record__iri", "title")}
    return known_names(language) | names
