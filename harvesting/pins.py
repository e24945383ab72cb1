"""Which releases the feeds show: those in force, and of an organisation whose feed is pinned those of the pinned one.

Every feed that may hold what an organisation publishes goes by this, the collected ones too: who goes back because
something wrong got out must not have it spread elsewhere. Pages about datasets show what is in force. Reads only.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from catalog.models import Release
from harvesting.models import Pin

_INTERNAL, _PUBLIC = Release.Visibility.INTERNAL, Release.Visibility.PUBLIC
_AT_ONCE = 10_000  # keys in one query: fewer than any of the databases allows


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody may see in feeds.

    ``pinned``: the key of the pin in force, by the organisation's; empty for what is newest, whatever is pinned.
    ``without``: the IRIs of records that are left out because something is wrong with them.
    """

    pinned: Mapping[int, int] = field(default_factory=dict)
    without: Collection[str] = ()

    def releases(self) -> QuerySet:
        """The releases, one of each record that is shown."""
        shown = self._pinned_and_others() if self.pinned else Release.objects.public()
        return shown.exclude(record__iri__in=self.without) if self.without else shown

    def _pinned_and_others(self) -> QuerySet:
        organisations = list(self.pinned)
        kept = Pin.releases.through.objects.filter(pin__in=list(self.pinned.values()))
        in_force = Q(current_for__isnull=False, visibility=_PUBLIC) & ~Q(organisation__in=organisations)
        pinned = Q(pk__in=kept.values("release"), organisation__in=organisations) & _IS_STILL_PUBLIC
        return Release.objects.filter(in_force | pinned)


def pins_in_force() -> dict[int, int]:
    """The keys of the pins in force, by those of their organisations."""
    return dict(Pin.objects.in_force().values_list("feed__organisation", "pk"))


def still_public(keys: Collection[int]) -> set[int]:
    """Of some releases by their keys those that may be shown again: nobody has withdrawn them or a later release of
    the same record, or has made the record internal."""
    found: set[int] = set()
    for some in in_portions(keys):
        found.update(Release.objects.filter(_IS_STILL_PUBLIC, pk__in=some).values_list("pk", flat=True))
    return found


def left_behind(pin: Pin) -> QuerySet:
    """The pinned releases that are not shown any more, in order."""
    return pin.releases.exclude(_IS_STILL_PUBLIC).defer("content").order_by("sort_key", "pk")


def last_changes(organisations: Iterable[int], pinned: Mapping[int, int]) -> dict[int, datetime]:
    """When pins last changed what organisations show, by their keys: pinning, unpinning, and of what is pinned
    withdrawing and making internal."""
    organisations = list(organisations)
    of_feeds = Pin.objects.filter(feed__organisation__in=organisations).order_by().values("feed__organisation")
    changes = {
        row["feed__organisation"]: [row["began"], row["ended"]]
        for row in of_feeds.annotate(began=Max("pinned_at"), ended=Max("ended_at"))
    }
    pins = [pinned[each] for each in organisations if each in pinned]
    later = Release.objects.filter(record__releases__pins__in=pins).order_by().values("organisation")
    for row in later.annotate(
        withdrawn=Max("withdrawn_at"), made_internal=Max("published_at", filter=Q(visibility=_INTERNAL))
    ):
        changes[row["organisation"]] += [row["withdrawn"], row["made_internal"]]
    return {organisation: max(filter(None, moments)) for organisation, moments in changes.items()}


def in_portions(keys: Collection[int]) -> Iterable[list[int]]:
    """Keys in lists that fit into a query each."""
    keys = sorted(keys)
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


_TAKEN_BACK = Release.objects.filter(
    Q(withdrawn_at__isnull=False) | Q(visibility=_INTERNAL), record=OuterRef("record"), number__gte=OuterRef("number")
)
_IS_STILL_PUBLIC = Q(record__current_release__visibility=_PUBLIC) & ~Exists(_TAKEN_BACK)
