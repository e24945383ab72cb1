"""Every write to the inventory of candidates: adding, deciding, declining, and growing into a draft."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from catalog.models import Candidate, Dataset, Decision, RecommendedDataset, Record
from catalog.preparation import BY_KEY, draft_values, in_force, progress_of
from catalog.services.save import StaleEdit, create_record
from organisations.models import Organisation
from organisations.swedish_order import sort_key

log = logging.getLogger(__name__)

_LONGEST_KEY = 500


class NameTaken(Exception):
    """Another candidate of the organisation is called that; ``candidate`` is the one."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__(f"{candidate.pk} has that name")
        self.candidate = candidate


class StaleAnswer(Exception):
    """Somebody else answered in between; ``latest`` is the answer in force, None where there is none."""

    def __init__(self, latest: Decision | None) -> None:
        super().__init__("somebody else answered in between")
        self.latest = latest


class IsDeclined(Exception):
    """The candidate has to be taken up again first."""


class IsDescribed(Exception):
    """The candidate has grown into a dataset."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of data that may become a candidate."""

    name: str
    system: str = ""
    owner: str = ""
    recommended_dataset: RecommendedDataset | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the entries."""

    made: list[Candidate] = field(default_factory=list)
    present: list[Candidate] = field(default_factory=list)  # candidates already
    described: list[str] = field(default_factory=list)  # names of datasets


@transaction.atomic
def add_candidates(actor, *, organisation: Organisation, entries: Sequence[Entry]) -> Added:
    """Make a candidate of each entry, unless there is one, or a dataset, of that name. Twice the same makes nothing."""
    # The row lock makes two that add the same at the same time come one after the other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    by_key = {key_of(entry.name): entry for entry in reversed(entries)}
    candidates = {each.sort_key: each for each in Candidate.objects.of(organisation).filter(sort_key__in=by_key)}
    datasets = Record.objects.of(organisation).filter(class_name=Record.ClassName.DATASET, sort_key__in=by_key)
    described = set(datasets.values_list("sort_key", flat=True)) - candidates.keys()
    new = [key for key in reversed(by_key) if key not in candidates and key not in described]
    made = [_new_candidate(actor, organisation, key, by_key[key]) for key in new]
    Candidate.objects.bulk_create(made)
    for key, each in candidates.items():
        _recognise(each, by_key[key].recommended_dataset)
    log.info("%s candidates added to organisation %s by person %s", len(made), organisation.pk, actor.pk)
    return Added(made, list(candidates.values()), [by_key[key].name for key in by_key if key in described])


@transaction.atomic
def change_candidate(actor, *, candidate: Candidate, values: Mapping, edit_number: int) -> Candidate:
    """Change name, system, owner or recommended dataset.

    Raises :class:`StaleEdit` when somebody else has changed them since, and :class:`NameTaken`.
    """
    saved = _locked(candidate)
    if all(getattr(saved, name) == value for name, value in values.items()):
        return saved
    if saved.edit_number != edit_number:
        raise StaleEdit(saved)
    key = key_of(values["name"])
    namesake = Candidate.objects.of(saved.organisation_id).filter(sort_key=key).exclude(pk=saved.pk).first()
    if namesake is not None:
        raise NameTaken(namesake)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.sort_key = key
    saved.edit_number += 1
    _save(saved, actor)
    log.info("candidate %s changed by person %s", saved.pk, actor.pk)
    return saved


@transaction.atomic
def answer(actor, *, candidate: Candidate, question: str, seen: int | None, values: Mapping[str, str]) -> Decision:
    """Answer a question; ``values`` are text, choice and reason. Earlier answers are kept.

    ``seen`` is the key of the answer that the form showed. Raises :class:`StaleAnswer` when another one is in force by
    now, unless it says the same (the same form sent twice).
    """
    saved = _locked(candidate)
    latest = saved.decisions.filter(question=question).first()
    if latest is not None and all(getattr(latest, name) == value for name, value in values.items()):
        return latest
    if seen != (latest.pk if latest else None):
        raise StaleAnswer(latest)
    decision = _decide(saved, actor, question, **values)
    column = BY_KEY[question].column
    if column:
        setattr(saved, column, values["choice"])
    _save(saved, actor)
    log.info("question %s of candidate %s answered by person %s", question, saved.pk, actor.pk)
    return decision


@transaction.atomic
def decline(actor, *, candidate: Candidate, reason: str) -> Candidate:
    """Decide against describing it. Raises :class:`IsDescribed` when that has been done already."""
    saved = _locked(candidate)
    if saved.dataset_id:
        raise IsDescribed
    if saved.progress == Candidate.State.DECLINED and saved.declined_reason == reason:
        return saved
    _decide(saved, actor, Decision.DECLINED, reason=reason)
    saved.progress, saved.declined_reason = Candidate.State.DECLINED, reason
    _save(saved, actor)
    log.info("candidate %s declined by person %s", saved.pk, actor.pk)
    return saved


@transaction.atomic
def resume(actor, *, candidate: Candidate) -> Candidate:
    """Take a declined candidate up again; it is where it was."""
    saved = _locked(candidate)
    if saved.progress == Candidate.State.DECLINED:
        _decide(saved, actor, Decision.RESUMED)
        saved.progress, saved.declined_reason = Candidate.State.IDEA, ""
        _save(saved, actor)
        log.info("candidate %s taken up again by person %s", saved.pk, actor.pk)
    return saved


@transaction.atomic
def remove_candidate(actor, *, candidate: Candidate) -> bool:
    """Delete a candidate about which nothing was decided; false when something was, and then nothing is deleted."""
    saved = _locked(candidate)
    if saved.dataset_id or saved.decisions.exists():
        return False
    saved.delete()
    log.info("candidate %s removed by person %s", candidate.pk, actor.pk)
    return True


@transaction.atomic
def grow(actor, *, candidate: Candidate) -> Dataset:
    """The draft that the candidate becomes, with what is known already; the same one however often it is asked for.

    Raises :class:`IsDeclined`.
    """
    saved = _locked(candidate)
    if saved.dataset_id:
        return saved.dataset
    if saved.progress == Candidate.State.DECLINED:
        raise IsDeclined
    answers = in_force(saved.decisions.all())
    saved.dataset = create_record(
        actor,
        organisation=saved.organisation,
        class_name=Record.ClassName.DATASET,
        values=draft_values(saved, saved.recommended_dataset, answers),
        creation_token=saved.uuid,
    )
    _save(saved, actor)
    log.info("candidate %s grew into record %s by person %s", saved.pk, saved.dataset.iri, actor.pk)
    return saved.dataset


def key_of(name: str) -> str:
    """What a name is compared by: capitals, accents and white space don't count."""
    return sort_key(" ".join(name.split()))[:_LONGEST_KEY]


def recommended_entries(recommended: Iterable[RecommendedDataset]) -> list[Entry]:
    """The entries of recommended datasets."""
    return [Entry(each.name, recommended_dataset=each) for each in recommended]


def _new_candidate(actor, organisation: Organisation, key: str, entry: Entry) -> Candidate:
    return Candidate(
        organisation=organisation,
        name=entry.name,
        sort_key=key,
        system=entry.system,
        owner=entry.owner,
        recommended_dataset=entry.recommended_dataset,
        created_by=actor,
        changed_by=actor,
    )


def _recognise(candidate: Candidate, recommended: RecommendedDataset | None) -> None:
    """Note which recommended dataset a candidate is that is called as one and says of none."""
    if recommended is not None and candidate.recommended_dataset_id is None:
        candidate.recommended_dataset = recommended
        candidate.save(update_fields=["recommended_dataset"])


def _locked(candidate: Candidate) -> Candidate:
    locked = Candidate.objects.select_for_update(of=("self",))
    return locked.select_related("organisation", "recommended_dataset", "dataset").get(pk=candidate.pk)


def _decide(candidate: Candidate, actor, question: str, **values: str) -> Decision:
    return Decision.objects.create(candidate=candidate, question=question, decided_by=actor, **values)


def _save(candidate: Candidate, actor) -> None:
    if candidate.progress != Candidate.State.DECLINED:
        candidate.progress = progress_of(in_force(candidate.decisions.all()))
    candidate.changed_by, candidate.changed_at = actor, timezone.now()
    candidate.save()
