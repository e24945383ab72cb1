"""What only several records together can tell: series and their members, services and what they serve.

Pure functions over nodes. Whoever has the records at hand asks; ``dcat.check`` sees one description at a time. Each
takes time in proportion to the records given.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity, quoted
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.rules.fault import Fault
from dcat.rules.high_value import WHY as WHY_HIGH_VALUE
from dcat.rules.high_value import is_high_value

MOST_MEMBERS = 50
# What is the same for all datasets of a series. Not the update frequency: that of a series says when it gets a new
# dataset, and last year's dataset is never updated again.
SHARED_PROPERTIES = ("publisher", "contact_point", "theme", "applicable_legislation", "hvd_category", "conforms_to")

_WHY_SERIES = Bilingual(
    "En serie är datamängder av samma slag. Den som har läst om en av dem ska kunna lita på att resten är likadana.",
    "A series is datasets of one kind. Those who have read about one of them should be able to trust that the rest are "
    "alike.",
)
_WHY_SERVICE = Bilingual(
    "Den som läser om datamängden hittar datatjänsten genom en distribution, och bara så.",
    "Those who read about the dataset find the data service through a distribution, and only that way.",
)


def _advice(code: str, field: str | None, why: Bilingual, sv: str, en: str) -> Fault:
    return Fault(code, Severity.ADVICE, field, Bilingual(sv, en), why)


TOO_MANY_MEMBERS = _advice(
    "series_too_large",
    "title",
    _WHY_SERIES,
    f"Serien har {{count}} datamängder och bör ha högst {MOST_MEMBERS}. Dela upp den i flera serier.",
    f"The series has {{count}} datasets and should have at most {MOST_MEMBERS}. Split it into several series.",
)
SERIES_IN_SERIES = Fault(
    "series_in_series",
    Severity.ERROR,
    "title",
    Bilingual(
        "Serien ”{title}” ingår i den här serien. Låt datamängderna ingå direkt i en av dem.",
        "The series “{title}” is part of this series. Let the datasets be part of one of them directly.",
    ),
    Bilingual(
        "En serie ingår aldrig i en annan serie: dataportal.se visar bara en nivå.",
        "A series is never part of another series: dataportal.se shows one level only.",
    ),
)
SAME_TITLES = _advice(
    "series_same_titles",
    "title",
    _WHY_SERIES,
    "Flera datamängder i serien heter ”{title}”. Lägg till det som skiljer dem åt i titeln, till exempel årtalet.",
    "Several datasets of the series are called “{title}”. Add what sets them apart to the title, such as the year.",
)
MEMBERS_DIFFER = Fault(
    "series_members_differ",
    Severity.ADVICE,
    None,
    Bilingual(
        "{label} är inte samma i alla datamängder i serien: {titles}. Ange samma överallt.",
        "{label} is not the same in all datasets of the series: {titles}. State the same everywhere.",
    ),
    _WHY_SERIES,
    mend="align_members",
)
MEMBER_DIFFERS = _advice(
    "member_differs",
    None,
    _WHY_SERIES,
    "{label} är en annan än i serien ”{series}”. Ange samma som serien.",
    "{label} is another one than in the series “{series}”. State the same as the series.",
)
SERVES_NOT_STATED = Fault(
    "hvd_service_serves",
    Severity.ERROR,
    "serves_dataset",
    Bilingual(
        "Datatjänsten är värdefull och används av ”{title}”, men säger inte det. Välj datamängden under Försörjer "
        "datamängd.",
        "The data service is high-value and is used by “{title}”, but does not say so. Choose the dataset under Serves "
        "dataset.",
    ),
    WHY_HIGH_VALUE,
)
NOT_POINTED_AT = _advice(
    "service_not_pointed_at",
    "serves_dataset",
    _WHY_SERVICE,
    "Datatjänsten försörjer ”{title}”, men ingen av dess distributioner leder hit. Välj datatjänsten under Åtkomst via "
    "datatjänst på en av dem.",
    "The data service serves “{title}”, but none of its distributions leads here. Choose the data service under Access "
    "service of one of them.",
)
# https://www.w3.org/TR/vocab-dcat-3/#Property:distribution_access_url: the address of access is that of the service.
ACCESS_ELSEWHERE = _advice(
    "access_url_elsewhere",
    "access_url",
    Bilingual(
        "Den som följer adressen väntar sig datatjänsten, eller en sida om den.",
        "Those who follow the address expect the data service, or a page about it.",
    ),
    "Webbadress för åtkomst är varken datatjänstens adress eller en sida om den. Ange någon av dem, eller ta bort "
    "datatjänsten från distributionen.",
    "Web address for access is neither the address of the data service nor a page about it. Give one of those, or "
    "remove the data service from the distribution.",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A shared property that is not equal in all members: what all are to have, and the members that have another."""

    property: str
    values: tuple
    members: tuple[Node, ...]


def differences(series: Node, members: Sequence[Node]) -> list[Difference]:
    """In which shared properties members differ. What the series itself states goes before what most members have."""
    found = []
    for name in SHARED_PROPERTIES:
        wanted = series.get(name) or _most_common(name, members)
        others = tuple(member for member in members if _comparable(member, name) != _keys(wanted))
        if others:
            found.append(Difference(name, wanted, others))
    return found


def series_findings(series: Node, members: Sequence[Node]) -> Iterator[Finding]:
    """What is wrong with a series as a whole. ``members`` are the records that say that they are part of it."""
    for member in members:
        if member.class_name == series.class_name:
            yield SERIES_IN_SERIES.found(series, title=_title(member))
    if len(members) > MOST_MEMBERS:
        yield TOO_MANY_MEMBERS.found(series, count=str(len(members)))
    if title := _repeated_title(members):
        yield SAME_TITLES.found(series, title=quoted(title))
    for difference in differences(series, members):
        label = DCAT_AP_SE[series.class_name][difference.property].label
        titles = _titles(difference.members)
        yield MEMBERS_DIFFER.found(series, field=difference.property, label=label, titles=titles)


def member_findings(member: Node, series: Iterable[Node]) -> Iterator[Finding]:
    """Where a dataset differs from what the series that it is part of state themselves."""
    for each in series:
        for name in SHARED_PROPERTIES:
            if each.get(name) and _comparable(member, name) != _comparable(each, name):
                label = DCAT_AP_SE[member.class_name][name].label
                yield MEMBER_DIFFERS.found(member, field=name, label=label, series=_title(each))


def service_findings(service: Node, datasets: Iterable[Node]) -> Iterator[Finding]:
    """``datasets`` are those that the service serves, and those that have a distribution which points at it.

    A series that is served has no distributions of its own; a service of a whole series serves its datasets.
    """
    served = set(service.get("serves_dataset"))
    for dataset in datasets:
        if dataset.class_name != "Dataset":
            continue
        is_used = any(service.iri in part.get("access_service") for part in _distributions(dataset))
        is_stated = dataset.iri in served or not served.isdisjoint(dataset.get("in_series"))
        if is_used and not is_stated and is_high_value(service):
            yield SERVES_NOT_STATED.found(service, title=_title(dataset))
        if dataset.iri in served and not is_used:
            yield NOT_POINTED_AT.found(service, title=_title(dataset))


def access_findings(dataset: Node, services: Iterable[Node]) -> Iterator[Finding]:
    """Distributions whose access address has nothing to do with their service; only services that are given count."""
    by_iri = {service.iri: service for service in services}
    for part in _distributions(dataset):
        used = [by_iri[iri] for iri in part.get("access_service") if iri in by_iri]
        address = part.first("access_url")
        if used and address and not any(_leads_to(address, service) for service in used):
            yield ACCESS_ELSEWHERE.found(part)


def _leads_to(address: str, service: Node) -> bool:
    """Whether the address is the service's, something below it, or a page about it."""
    endpoints = [endpoint.rstrip("/") for endpoint in service.get("endpoint_url")]
    pages = {page.rstrip("/") for page in (*service.get("landing_page"), *(page.iri for page in service.get("page")))}
    bare = address.rstrip("/")
    return bare in pages or any(
        bare == endpoint or address.startswith((f"{endpoint}/", f"{endpoint}?")) for endpoint in endpoints
    )


def _distributions(dataset: Node) -> Iterator[Node]:
    return (part for part in dataset.get("distribution") if isinstance(part, Node))


def _keys(values: tuple) -> frozenset:
    """Values to compare by, in whatever order they stand; a document is its address."""
    return frozenset(value.iri if isinstance(value, Node) else value for value in values)


def _comparable(node: Node, name: str) -> frozenset:
    return _keys(node.get(name))


def _most_common(name: str, members: Sequence[Node]) -> tuple:
    """What most members state; of equally many what comes first, and something rather than nothing."""
    counts = Counter(_comparable(member, name) for member in members if member.get(name))
    if not counts:
        return ()
    wanted = counts.most_common(1)[0][0]
    return next(member.get(name) for member in members if _comparable(member, name) == wanted)


def _repeated_title(members: Sequence[Node]) -> str | None:
    seen: set[tuple[str, str]] = set()
    for member in members:
        for title in member.get("title"):
            if isinstance(title, LanguageText):
                key = (title.language, title.value.casefold())
                if key in seen:
                    return title.value
                seen.add(key)
    return None


_NAMED = 3  # so many titles are named in a sentence


def _titles(members: Sequence[Node]) -> Bilingual:
    names = ", ".join(_title(member) for member in members[:_NAMED])
    rest = len(members) - _NAMED
    return Bilingual(f"{names} och {rest} till", f"{names} and {rest} more") if rest > 0 else Bilingual(names, names)


def _title(node: Node) -> str:
    return quoted(node.text("title") or node.iri)
