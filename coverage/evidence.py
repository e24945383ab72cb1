"""All that is known about one recommended dataset at one organisation: what the matrix's one state rests on."""

from dataclasses import dataclass, field

from catalog.models import Dataset, RecommendedDataset, Release
from coverage.models import ProposedMatch, Statement
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of drafts only that they are there, and since when."""

    chosen: list[Release] = field(default_factory=list)  # an editor chose it
    conforming: list[Release] = field(default_factory=list)  # it follows the specification
    matches: list[ProposedMatch] = field(default_factory=list)  # of what is published, decided or not
    drafts: list[Dataset] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)  # the one in force first


def evidence_of(organisation: Organisation, recommended: RecommendedDataset) -> Evidence:
    """In a fixed number of queries."""
    published = Release.objects.in_force().datasets().of(organisation).for_lists()
    specification = recommended.specification_iri
    conforming = published.about("conforms_to", specification) if specification else published.none()
    drafts = Dataset.objects.filter(organisation=organisation, recommended_dataset=recommended, current_release=None)
    matches = ProposedMatch.objects.filter(
        recommended=recommended, record__organisation=organisation, record__current_release__isnull=False
    )
    statements = Statement.objects.filter(organisation=organisation, recommended=recommended)
    return Evidence(
        chosen=list(published.filter(recommended_dataset=recommended)),
        conforming=list(conforming),
        matches=list(matches.select_related("record__current_release", "decided_by").order_by("-share", "pk")),
        drafts=list(drafts.only("uuid", "created_at", "changed_at", "class_name").order_by("pk")),
        statements=list(statements.select_related("made_by").order_by("-pk")[:20]),
    )
