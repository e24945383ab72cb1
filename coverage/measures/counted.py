"""Measures that the database counts."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from catalog.models import Dataset, RecommendedDataset
from coverage.cells import Share
from coverage.matrix import matrix
from coverage.measures.measure import Measure
from dcat.bilingual import Bilingual
from harvesting.models import Arrival, Feed, Snapshot
from organisations.models import Organisation

OLD_DRAFT = timedelta(days=30)

COVERED = Measure(
    "covered",
    Bilingual("Täckning av de rekommenderade", "Coverage of the recommended"),
    Bilingual(
        "Rekommenderade datamängder som organisationen publicerar, här eller på annat håll, av dem som listan ber en "
        "sådan organisation om och som den inte har sagt är någon annans uppgift. Det som bara är ett förslag, ett "
        "utkast eller internt räknas inte.",
        "Recommended datasets that the organisation publishes, here or elsewhere, of those that the list asks such an "
        "organisation for and that it has not said are somebody else's. Proposals, drafts and what is internal do not "
        "count.",
    ),
)
HIGH_VALUE = Measure(
    "high_value",
    Bilingual("Särskilt värdefulla", "High-value"),
    Bilingual(
        "Som täckningen, men bara de rekommenderade datamängder som hör till en av EU:s sex kategorier av särskilt "
        "värdefulla datamängder.",
        "As the coverage, but only of the recommended datasets in one of the EU's six categories of high-value "
        "datasets.",
    ),
)
DRAFTS = Measure(
    "drafts",
    Bilingual("Utkast som väntat över en månad", "Drafts older than a month"),
    Bilingual(
        "Utkast till datamängder som inte har ändrats på 30 dagar, av alla utkast som inte är publicerade.",
        "Drafts of datasets that nobody has changed for 30 days, of all drafts that are not published.",
    ),
    is_public=False,
    is_better_high=False,
)
FEED = Measure(
    "feed",
    Bilingual("Flöden som fungerar", "Feeds that work"),
    Bilingual(
        "Organisationer vars flöde är byggt utan fel vid det senaste försöket, av alla organisationer.",
        "Organisations whose feed was built without a fault at the latest attempt, of all organisations.",
    ),
    is_public=False,
)
ARRIVED = Measure(
    "arrived",
    Bilingual("Framme på dataportal.se", "Arrived at dataportal.se"),
    Bilingual(
        "Publicerade datamängder som dataportalens register visade vid den senaste kontrollen, av dem som då var "
        "publicerade här.",
        "Published datasets that the register of dataportal.se showed at the latest check, of those that were then "
        "published here.",
    ),
)

Figures = Mapping[int, Share]


def covered(organisations: Iterable[Organisation]) -> dict[Measure, Figures]:
    """Coverage of all of the list, and of what is high-value in it."""
    organisations = list(organisations)
    listed = RecommendedDataset.objects.in_force()
    parts = {COVERED: listed, HIGH_VALUE: listed.exclude(hvd_category="")}
    found = {measure: matrix(organisations, rows) for measure, rows in parts.items()}
    return {
        measure: {each.pk: whole.of_organisation(each) for each in organisations} for measure, whole in found.items()
    }


def drafts(organisations: Iterable[Organisation]) -> dict[Measure, Figures]:
    """Working copies that have never been published, or no longer are: that they are there, and since when."""
    waiting = Dataset.objects.filter(organisation__in=list(organisations), current_release=None).order_by()
    is_old = Q(changed_at__lt=timezone.now() - OLD_DRAFT)
    rows = waiting.values_list("organisation_id").annotate(old=Count("pk", filter=is_old), every=Count("pk"))
    return {DRAFTS: {key: Share(old, every) for key, old, every in rows}}


def feeds(organisations: Iterable[Organisation]) -> dict[Measure, Figures]:
    """Whether each organisation's feed is there and was built without a fault."""
    built = set(Snapshot.objects.current().values_list("feed_id", flat=True))
    rows = Feed.objects.filter(organisation__in=list(organisations)).values_list("pk", "organisation_id", "last_error")
    return {FEED: {organisation: Share(int(key in built and not error), 1) for key, organisation, error in rows}}


def arrived(organisations: Iterable[Organisation]) -> dict[Measure, Figures]:
    """What the portal's register showed at the latest check."""
    rows = Arrival.objects.filter(organisation__in=list(organisations)).exclude(checked_at=None)
    return {ARRIVED: {each.organisation_id: Share(each.visible_count, each.dataset_count) for each in rows}}
