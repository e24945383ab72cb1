"""Measures that the database counts."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.utils import timezone

from catalog.models import Dataset, Link, LinkUse, RecommendedDataset, Release, ReleaseQuality
from coverage.cells import Share
from coverage.matrix import matrix
from coverage.measures.measure import Measure, Unit
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

QUALITY = Measure(
    "quality",
    Bilingual("Poäng för kvalitet", "Quality score"),
    Bilingual(
        "Medelvärdet av de europeiska kvalitetspoängen (MQA, högst 405) för publicerade datamängder, som de räknades "
        "senast. Poäng som beror på om en länk fungerar räknas först när länken är kontrollerad.",
        "The mean of the European quality score (MQA, at most 405) of published datasets, as it was counted last. "
        "Points that depend on whether a link works count once the link has been checked.",
    ),
    unit=Unit.MEAN,
    best=405,
)
BROKEN = Measure(
    "broken",
    Bilingual("Trasiga länkar", "Broken links"),
    Bilingual(
        "Adresser i publicerade datamängder som har visat sig trasiga på flera dagar, av dem som vid den senaste "
        "kontrollen antingen fungerade eller var trasiga. En adress räknas en gång hos varje organisation. Den som "
        "inte är kontrollerad, inte gick att kontrollera eller bara kanske är trasig räknas inte.",
        "Addresses in published datasets that have turned out dead on several days, of those that at the latest check "
        "either worked or were dead. An address counts once at each organisation. What is not checked, could not be "
        "checked or is only suspected does not count.",
    ),
    is_better_high=False,
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


def quality(organisations: Iterable[Organisation]) -> dict[Measure, Figures]:
    """The points of public datasets, and how many have been counted."""
    scores = ReleaseQuality.objects.public().filter(release__organisation__in=list(organisations)).order_by()
    rows = scores.values_list("release__organisation_id").annotate(points=Sum("european"), number=Count("pk"))
    return {QUALITY: {key: Share(points, number) for key, points, number in rows}}


def broken(organisations: Iterable[Organisation]) -> dict[Measure, Figures]:
    """Addresses of public datasets that are known to be dead, of those of which anything is known."""
    known = (Link.State.WORKS, Link.State.DEAD)
    public = Release.objects.public().datasets().filter(organisation__in=list(organisations)).order_by()
    uses = LinkUse.objects.filter(release__in=public.values("pk"), link__state__in=known).order_by()
    rows = uses.values_list("release__organisation_id").annotate(
        dead=Count("link", distinct=True, filter=Q(link__state=Link.State.DEAD)),
        every=Count("link", distinct=True),
    )
    return {BROKEN: {key: Share(dead, every) for key, dead, every in rows}}
