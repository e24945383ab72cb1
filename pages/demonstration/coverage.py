"""What the demonstration's organisations say of the recommended list, and a year of figures. Made up.

The figures of today are counted by the scheduler; those before are today's, made a little worse for each week back.
"""

from datetime import date, timedelta

from django.utils import timezone

from catalog.models import RecommendedDataset
from catalog.services.quality import count_due
from coverage.cells import Share
from coverage.measures import measured_now
from coverage.models import Measured, Statement
from coverage.proposing import propose_for_published
from coverage.services.statements import state
from organisations.models import Organisation, Person
from pages.demonstration.descriptions import chance_for

_WEEKS = 52
_NOTE = "Påhittat exempel."
_KINDS = (Statement.Kind.PLANNED, Statement.Kind.PREPARED, Statement.Kind.ELSEWHERE, Statement.Kind.NOT_OURS)
_ONE_IN = 12  # of what is asked of an organisation, so much is said something about


def make_coverage(administrator: Person) -> int:
    """Statements, proposals and figures; how many statements were made."""
    while count_due(timezone.now()):
        pass
    organisations = list(Organisation.objects.order_by("pk"))
    recommended = list(RecommendedDataset.objects.all())
    made = sum(_say(administrator, each, recommended) for each in organisations)
    propose_for_published()
    _make_history(organisations, timezone.localdate())
    return made


def _say(administrator: Person, organisation: Organisation, recommended: list[RecommendedDataset]) -> int:
    chance = chance_for(organisation.slug, "statements")
    asked = [each for each in recommended if each.applies_to in (organisation.kind, "both")]
    chosen = chance.sample(asked, len(asked) // _ONE_IN)
    for each in chosen:
        state(
            administrator,
            organisation=organisation,
            recommended=each,
            kind=chance.choice(_KINDS),
            note=_NOTE,
            planned_for=f"{timezone.localdate().year + 1}-{chance.randrange(1, 13):02d}",
            address=f"https://{organisation.slug}.example/{each.key}",
        )
    return len(chosen)


def _make_history(organisations: list[Organisation], today: date) -> None:
    rows = []
    for measure, shares in measured_now(organisations, today).items():
        for organisation in organisations:
            share = shares.get(organisation.pk)
            if share and share.of:
                chance = chance_for(organisation.slug, measure.key, "history")
                lost = chance.uniform(0.2, 0.6)  # of what is good today, a year ago
                for week in range(1, _WEEKS + 1):
                    was = _earlier(share, measure.best, lost * week / _WEEKS, is_better_high=measure.is_better_high)
                    on = today - timedelta(weeks=week)
                    values = {"measure": measure.key, "on": on, "count": was.count, "of": was.of}
                    rows.append(Measured(organisation=organisation, **values))
    Measured.objects.bulk_create(rows, batch_size=500)


def _earlier(share: Share, best: int, lost: float, *, is_better_high: bool) -> Share:
    if is_better_high:
        return Share(round(share.count * (1 - lost)), share.of)
    return Share(share.count + round((share.of * best - share.count) * lost / 2), share.of)
