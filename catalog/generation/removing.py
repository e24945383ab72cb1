"""Takes away what the load generator has made: exactly that, and nothing that anybody else has built upon it.

What something else points at by now stays, and is no longer counted as generated.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from catalog.columns import MODELS
from catalog.describe import to_many, to_one
from catalog.generation.making import MADE_UP_COUNTY
from catalog.models import Candidate, Distribution, Fragment, Generation, InstallationBase, Record, Release
from catalog.services.publish import raise_revision
from organisations.models import County, Invitation, Membership, Organisation

_AT_ONCE = 500
_CLASSES = Record.ClassName
# What points at others goes before what it points at.
_USERS_FIRST = (
    _CLASSES.DATASET,
    _CLASSES.DATASET_SERIES,
    _CLASSES.DATA_SERVICE,
    _CLASSES.CONTACT_POINT,
    _CLASSES.AGENT,
    _CLASSES.CATALOG,
)


@dataclass
class Removed:
    """What was removed: the number of records, the address parts of organisations; and what was kept and why."""

    records: int = 0
    slugs: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def remove_generated(advance: Callable[[int], object]) -> Removed:
    """Remove all generations. ``advance`` is told how many records have been removed since it was told last."""
    removed = Removed()
    _keep_what_others_use(removed)
    generated = Record.objects.filter(pk__in=_marked("record"))
    while keys := list(generated.order_by("-pk").values_list("pk", flat=True)[:_AT_ONCE]):
        _remove_records(keys)
        removed.records += len(keys)
        advance(len(keys))
    with transaction.atomic():
        _remove_releases()
        _remove_organisations(removed)
        _forget_base()
        Generation.objects.all().delete()
    return removed


def _marked(what: str) -> models.QuerySet:
    """The keys of what was generated: ``record``, ``release`` or ``organisation``."""
    through = getattr(Generation, f"{what}s").through
    return through.objects.values(f"{what}_id")


@transaction.atomic
def _keep_what_others_use(removed: Removed) -> None:
    """Take the mark off records that something without a mark points at, and then off what those point at."""
    generated = Record.objects.filter(pk__in=_marked("record"))
    while used := list(generated.filter(_is_used_by_others())):
        removed.kept += [f"{record.iri} is used by what was not generated" for record in used]
        Generation.records.through.objects.filter(record__in=used).delete()


def _is_used_by_others() -> Q:
    """Whether a working copy or a release without a mark points at the record."""
    marked, through = _marked("record"), Release.needs.through
    needs = through.objects.exclude(release__record__in=marked).exclude(release__in=_marked("release"))
    is_used = Q(pk__in=needs.values("record"))
    for model in MODELS.values():
        owner = "dataset" if model is Distribution else "pk"
        others = model.objects.exclude(**{f"{owner}__in": marked})
        for name in (*to_many(model), *to_one(model)):
            is_used |= Q(pk__in=others.exclude(**{name: None}).values(name))
    return is_used


@transaction.atomic
def _remove_records(keys: Sequence[int]) -> None:
    """Remove records with all that is theirs."""
    organisations = Record.objects.filter(pk__in=keys).order_by().values_list("organisation", flat=True).distinct()
    affected = list(organisations)
    Record.objects.filter(pk__in=keys).update(current_release=None)
    _remove(Release.objects.filter(record__in=keys))
    for class_name in _USERS_FIRST:
        MODELS[class_name].objects.filter(pk__in=keys).delete()
    for organisation in affected:
        raise_revision(organisation)


def _remove(releases: models.QuerySet) -> None:
    Fragment.objects.filter(release__in=releases).delete()
    Release.needs.through.objects.filter(release__in=releases).delete()
    releases.delete()


def _remove_releases() -> None:
    """The releases of catalogues and publishers that stay themselves: unless something needs them by now."""
    marked = Release.objects.filter(pk__in=_marked("release"))
    needed = Release.objects.in_force().exclude(pk__in=_marked("release")).filter(needs=OuterRef("record"))
    gone = list(marked.exclude(Exists(needed)).values_list("pk", "record", "record__organisation"))
    records = Record.objects.filter(pk__in=[record for _key, record, _organisation in gone])
    keys = [key for key, _record, _organisation in gone]
    records.filter(current_release__in=keys).update(current_release=None)
    _remove(Release.objects.filter(pk__in=keys))
    records.filter(releases=None).update(was_published=False)
    for organisation in {organisation for _key, _record, organisation in gone}:
        raise_revision(organisation)


def _remove_organisations(removed: Removed) -> None:
    for organisation in Organisation.objects.filter(pk__in=_marked("organisation")):
        if any(_belonging(organisation)):
            removed.kept.append(f"{organisation.slug} has people or descriptions that were not generated")
            continue
        former = organisation.former_addresses.values_list("slug", flat=True)
        removed.slugs += [organisation.slug, *former]
        organisation.delete()
    County.objects.filter(code=MADE_UP_COUNTY, organisations=None, assignments=None).delete()


def _belonging(organisation: Organisation) -> Iterator[bool]:
    """Whether anything of each sort belongs to it."""
    for model in (Record, Candidate, Membership, Invitation):
        yield model.objects.filter(organisation=organisation).exists()


def _forget_base() -> None:
    """The base of IRIs is free again when nothing is left that was published under it."""
    if Generation.objects.filter(kept_base=True).exists() and not Release.objects.exists():
        InstallationBase.objects.all().delete()
