"""Finding proposals for published datasets: for each release once, and anew when the list's words have changed."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef

from catalog.matching.listed import matcher_of_list
from catalog.models import RecommendedDataset, Release
from coverage.models import ProposedMatch

log = logging.getLogger(__name__)

_AT_ONCE = 500


def propose_for_published() -> int:
    """Propose for every public dataset of which it is not certain what it is; how many proposals are new.

    Running it again, or twice at once, changes nothing. What has been decided stays; open proposals that the words no
    longer speak for go.
    """
    matcher = matcher_of_list()
    keys = dict(RecommendedDataset.objects.values_list("key", "pk"))
    specifications = [iri for iri in RecommendedDataset.objects.values_list("specification_iri", flat=True) if iri]
    conforms = Exists(
        Release.objects.filter(pk=OuterRef("pk"), topics__property="conforms_to", topics__value__in=specifications)
    )
    unsure = Release.objects.public().datasets().filter(recommended_dataset=None).exclude(conforms).order_by("pk")
    made, last = 0, 0
    while some := list(
        unsure.filter(pk__gt=last)
        .select_related("organisation")
        .only("record_id", "title", "content", "organisation__short_name", "organisation__name")[:_AT_ONCE]
    ):
        last = some[-1].pk
        made += _propose(some, matcher, keys)
    log.info("%s proposals for the recommended list made", made)
    return made


@transaction.atomic
def _propose(releases: list[Release], matcher, keys: dict[str, int]) -> int:
    there = {
        (match.record_id, match.recommended_id): match
        for match in ProposedMatch.objects.filter(record__in=[each.record_id for each in releases])
    }
    wanted = {}
    for release in releases:
        node = release.node
        keywords = {"": [text.value for text in node.get("keyword")]}
        leave_out = [*release.organisation.short_name.split(), *release.organisation.name.split()]
        for found in matcher.propose(release.title, keywords, leave_out=leave_out):
            wanted[release.record_id, keys[found.key]] = found
    stale = [
        match.pk for cell, match in there.items() if cell not in wanted and match.state == ProposedMatch.State.OPEN
    ]
    ProposedMatch.objects.filter(pk__in=stale, state=ProposedMatch.State.OPEN).delete()
    fresh = [
        ProposedMatch(record_id=record, recommended_id=recommended, share=found.share, because=found.because[:300])
        for (record, recommended), found in wanted.items()
        if (record, recommended) not in there
    ]
    ProposedMatch.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
