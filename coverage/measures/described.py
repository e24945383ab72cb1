"""Measures of what public descriptions say, all from one pass over the releases: nothing is held but counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time

from catalog.models import Release
from coverage.cells import Share
from coverage.measures.measure import Measure
from dcat.bilingual import Bilingual
from dcat.frequencies import longest_between
from dcat.node import LanguageText, Node
from dcat.rules.protected import PUBLIC

_AT_ONCE = 500

ENGLISH = Measure(
    "english",
    Bilingual("Texter på engelska", "Texts in English"),
    Bilingual(
        "Publicerade datamängder som har både titel och beskrivning på engelska, av alla publicerade.",
        "Published datasets with both title and description in English, of all that are published.",
    ),
)
FRESH = Measure(
    "fresh",
    Bilingual("Uppdaterade i tid", "Updated in time"),
    Bilingual(
        "Datamängder vars senaste ändringsdatum, på datamängden eller någon distribution, inte är äldre än den "
        "uppdateringsfrekvens som anges (med en tiondel och tre dagars marginal), av dem som anger både frekvens och "
        "datum. Den som lovar ’vid behov’, eller oftare än varje dag, räknas inte.",
        "Datasets whose latest date of change, on the dataset or a distribution, is no older than the stated frequency "
        "(with a margin of a tenth and three days), of those that state both frequency and date. 'As needed', and "
        "more often than daily, are not counted.",
    ),
)
OPEN = Measure(
    "open",
    Bilingual("Öppna data", "Open data"),
    Bilingual(
        "Publicerade datamängder med åtkomsträttigheten öppen, av alla publicerade. De övriga är delade data.",
        "Published datasets with the access right 'public', of all that are published. The others are shared data.",
    ),
)


def described(organisations: Iterable[int], today: date) -> dict[Measure, Mapping[int, Share]]:
    """The three measures for organisations given by their keys."""
    counts = {measure: defaultdict(lambda: [0, 0]) for measure in (ENGLISH, FRESH, OPEN)}
    releases = Release.objects.public().datasets().filter(organisation__in=list(organisations)).order_by()
    for release in releases.only("organisation_id", "content").iterator(chunk_size=_AT_ONCE):
        for measure, holds in _judged(release.node, today):
            count = counts[measure][release.organisation_id]
            count[0] += holds
            count[1] += 1
    return {measure: {key: Share(*count) for key, count in found.items()} for measure, found in counts.items()}


def _judged(node: Node, today: date) -> Iterator[tuple[Measure, bool]]:
    yield ENGLISH, _is_in_english(node, "title") and _is_in_english(node, "description")
    yield OPEN, node.first("access_rights") == PUBLIC
    is_fresh = in_time(node, today)
    if is_fresh is not None:
        yield FRESH, is_fresh


def in_time(node: Node, today: date) -> bool | None:
    """Whether a dataset is as fresh as it promises; None where it promises nothing, or has no date."""
    allowed = longest_between(node.first("accrual_periodicity") or "")
    changed = [day for each in (node, *node.get("distribution")) if (day := _day(each.first("modified") or ""))]
    return today - max(changed) <= allowed if allowed and changed else None


def _is_in_english(node: Node, name: str) -> bool:
    return any(isinstance(text, LanguageText) and text.language == "en" and text.value for text in node.get(name))


def _day(value: str) -> date | None:
    """The day of a date as it is written; the last one of a year alone."""
    try:
        if len(value) == 4:
            return date(int(value), 12, 31)
        if len(value) == 10:
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (moment if moment.tzinfo else datetime.combine(moment.date(), time(), UTC)).date()
