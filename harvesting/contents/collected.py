"""The feeds that gather what several organisations publish: which there are, and what they are called."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from catalog.defaults import SWEDISH
from catalog.models import RecommendedDataset, Release, Topic
from dcat.bilingual import Bilingual
from dcat.node import LanguageText, Node
from dcat.vocabularies import vocabulary
from harvesting.models import Feed
from organisations.address_parts import address_part
from organisations.models import County

_EVERYBODY = Bilingual("kommuner och regioner i Mellansverige", "municipalities and regions in central Sweden")


class Subject(NamedTuple):
    """What a collected feed is about. ``address_part`` is the last segment of its address; the feed of all has none."""

    kind: Feed.Kind
    key: str
    address_part: str
    name: Bilingual


def subjects() -> Iterator[Subject]:
    """Everything that there is to be a collected feed of."""
    yield Subject(Feed.Kind.ALL, "", "", _EVERYBODY)
    for county in County.objects.all():
        name = Bilingual(county.name, _county_in_english(county.name))
        yield Subject(Feed.Kind.COUNTY, county.code, address_part(county.name), name)
    for theme in vocabulary("data-theme").choices():
        yield Subject(Feed.Kind.THEME, theme.iri, theme.iri.rpartition("/")[2].lower(), theme.label)
    for recommended in RecommendedDataset.objects.all():
        name = Bilingual(recommended.name, recommended.name_en or recommended.name)
        yield Subject(Feed.Kind.RECOMMENDED, recommended.key, recommended.key, name)


def subjects_in_use() -> Iterator[Subject]:
    """Those that have or have had something to gather: of a theme or a recommended kind only what somebody publishes.

    A feed that has been made stays, also when it becomes empty again: others know its address.
    """
    released = Release.objects.public()
    in_use = {(Feed.Kind.THEME, value) for value in _topics(released, "theme")}
    chosen = set(released.filter(recommended_dataset__isnull=False).values_list("recommended_dataset__key", flat=True))
    followed = RecommendedDataset.objects.filter(specification_iri__in=_topics(released, "conforms_to"))
    keys = chosen | set(followed.exclude(specification_iri="").values_list("key", flat=True))
    in_use |= {(Feed.Kind.RECOMMENDED, key) for key in keys}
    always = (Feed.Kind.ALL, Feed.Kind.COUNTY)
    return (each for each in subjects() if each.kind in always or (each.kind, each.key) in in_use)


def _topics(released, name: str) -> set[str]:
    topics = Topic.objects.filter(property=name, release__in=released.order_by().values("pk"))
    return set(topics.order_by().values_list("value", flat=True).distinct())


def subject_names() -> dict[tuple[str, str], Bilingual]:
    """What the subjects are called, by kind and key."""
    return {(each.kind.value, each.key): each.name for each in subjects()}


def name_of(feed: Feed, names: Mapping[tuple[str, str], Bilingual]) -> Bilingual:
    """What its subject is called. One that is on no list any more is called by its key."""
    return names.get((feed.kind, feed.subject)) or Bilingual(feed.subject, feed.subject)


def title_of(feed: Feed, names: Mapping[tuple[str, str], Bilingual]) -> Bilingual:
    """What a collected feed is called."""
    name = name_of(feed, names)
    sv, en = _TITLES[feed.kind]
    return Bilingual(sv.format(name=name.sv, everybody=_EVERYBODY.sv), en.format(name=name.en, everybody=_EVERYBODY.en))


def collected_head(feed: Feed, names: Mapping[tuple[str, str], Bilingual]) -> Node:
    """The catalogue that gathers the organisations' catalogues, without publisher, dates and parts."""
    title, description = title_of(feed, names), _DESCRIPTIONS[feed.kind]
    values = {
        "title": (LanguageText(title.sv, "sv"), LanguageText(title.en, "en")),
        "description": (LanguageText(description.sv, "sv"), LanguageText(description.en, "en")),
        "language": (SWEDISH,),
    }
    return Node(feed.main_catalogue_iri, "Catalog", values)


def _county_in_english(name: str) -> str:
    """'Örebro län' is Örebro County, and 'Södermanlands län' Södermanland County."""
    place = name.removesuffix(" län")
    return f"{place.removesuffix('s') if place.endswith('nds') else place} County"


_TITLES = {
    Feed.Kind.ALL: ("Data från {name}", "Data from {name}"),
    Feed.Kind.COUNTY: (
        "Data från kommuner och regionen i {name}",
        "Data from the municipalities and the region in {name}",
    ),
    Feed.Kind.THEME: ("{name}: data från {everybody}", "{name}: data from {everybody}"),
    Feed.Kind.RECOMMENDED: ("{name}: data från {everybody}", "{name}: data from {everybody}"),
}
_ONE_KIND = (
    " Samlar allas datamängder av ett slag på en adress, för den som vill hämta dem tillsammans.",
    " Gathers everybody's datasets of one kind at one address, for those who want to fetch them together.",
)
_ALL_COUNTIES = Bilingual(
    "Beskrivningar av öppna och delade data från kommuner och regioner i Södermanlands, Uppsala, Västmanlands, Örebro"
    " och Östergötlands län.",
    "Descriptions of open and shared data from municipalities and regions in the counties of Södermanland, Uppsala,"
    " Västmanland, Örebro and Östergötland.",
)
_DESCRIPTIONS = {
    Feed.Kind.ALL: _ALL_COUNTIES,
    Feed.Kind.COUNTY: Bilingual(
        "Beskrivningar av öppna och delade data från ett läns kommuner och dess region.",
        "Descriptions of open and shared data from the municipalities of a county and its region.",
    ),
    Feed.Kind.THEME: Bilingual(_ALL_COUNTIES.sv + _ONE_KIND[0], _ALL_COUNTIES.en + _ONE_KIND[1]),
    Feed.Kind.RECOMMENDED: Bilingual(_ALL_COUNTIES.sv + _ONE_KIND[0], _ALL_COUNTIES.en + _ONE_KIND[1]),
}
