"""What is wrong with a working copy together with the others that it belongs with: series, members, services."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from catalog.describe import describe, load_for_describing
from catalog.models import Dataset, Record, Release
from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.omissions import left_out, link_targets, wanted_by_europe
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Property
from dcat.rules.together import access_findings, member_findings, series_findings, service_findings
from dcat.rules.wording import title_is_without_name

_TAKEN_ALONG = (Record.ClassName.DATASET_SERIES, Record.ClassName.DATA_SERVICE)
# Whoever holds the copyright may be described elsewhere.
_MAY_BE_ELSEWHERE = {"copyright_holder"}


def findings_together(record: Record, node: Node) -> Iterator[Finding]:
    """The findings for a loaded record that need other records too; a fixed number of queries, mostly none."""
    yield from _unknown_agents(record, node)
    if record.is_listed:
        yield from title_is_without_name(node, record.organisation.names)
    yield from wanted_by_europe(node)
    yield from _left_out_of_europe(record, node)
    if record.class_name == Record.ClassName.DATASET_SERIES:
        yield from series_findings(node, _nodes(Record.ClassName.DATASET, record.members.values_list("pk", flat=True)))
    elif record.class_name == Record.ClassName.DATA_SERVICE:
        yield from service_findings(node, _nodes(Record.ClassName.DATASET, _users_of(record)))
    elif record.class_name == Record.ClassName.DATASET:
        series = [each.pk for each in record.in_series.all()]
        services = {each.pk for part in record.distributions.all() for each in part.access_service.all()}
        yield from member_findings(node, _nodes(Record.ClassName.DATASET_SERIES, series))
        yield from access_findings(node, _nodes(Record.ClassName.DATA_SERVICE, services))


def _users_of(service: Record) -> Iterable[int]:
    served = [each.pk for each in service.serves_dataset.all()]
    users = Dataset.objects.filter(Q(distributions__access_service=service.pk) | Q(pk__in=served))
    return users.values_list("pk", flat=True).distinct()


def _nodes(class_name: str, keys: Iterable[int]) -> list[Node]:
    keys = list(keys)
    return [describe(each) for each in load_for_describing(class_name, keys)] if keys else []


def _left_out_of_europe(record: Record, node: Node) -> Iterator[Finding]:
    """The links that the European profile can't have: to what the organisation's own catalogue doesn't describe."""
    targets = link_targets(node)
    if not targets:
        return
    own = Record.objects.of(record.organisation).filter(iri__in=targets)
    # Series and services are published with what names them.
    is_there = Q(current_release__visibility=Release.Visibility.PUBLIC) | Q(class_name__in=_TAKEN_ALONG)
    yield from left_out(node, dict(own.filter(is_there).values_list("iri", "class_name")))


def _unknown_agents(record: Record, node: Node) -> Iterator[Finding]:
    """Things described in place may name agents that have been removed since; another organisation's are none here."""
    named = list(_named_records(node))
    if not named:
        return
    own = Record.objects.of(record.organisation).filter(iri__in={iri for _owner, _row, iri in named})
    known = set(own.values_list("iri", flat=True))
    for owner, row, iri in named:
        if iri not in known:
            yield Finding(
                code="agent_unknown",
                severity=Severity.ERROR,
                iri=owner.iri,
                class_name=owner.class_name,
                field=row.name,
                message=Bilingual(
                    f"{row.label.sv} finns inte längre i katalogen. Välj en annan, eller ta bort raden.",
                    f"{row.label.en} is no longer in the catalogue. Choose another one, or remove the row.",
                ),
                why=_WHY,
            )


def _named_records(node: Node) -> Iterator[tuple[Node, Property, str]]:
    for owner in node.nested():
        if owner.class_name == "Distribution":
            continue  # its columns are relations, which can't name what is not there
        for row in DCAT_AP_SE[owner.class_name].properties:
            if row.kind is Kind.RECORD and row.name not in _MAY_BE_ELSEWHERE:
                yield from ((owner, row, iri) for iri in owner.get(row.name))


_WHY = Bilingual(
    "Katalogen får bara peka på det som den själv beskriver.", "The catalogue may only point at what it describes."
)
