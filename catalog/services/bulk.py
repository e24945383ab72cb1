"""Changing many records at once: each by the service that changes one, each in a transaction of its own.

What is due stands in the rows of the items, so that it can be interrupted anywhere and continued by whoever may.
"""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from catalog.bulk import reasons
from catalog.bulk.changes import contact_of, has_licence, licence_values, new_contacts
from catalog.bulk.reasons import because, because_of_findings, because_of_users
from catalog.columns import MODELS
from catalog.models import BulkAction, BulkItem, Record
from catalog.services.publish import (
    ChangedMeanwhile,
    NotPublishable,
    StillNeeded,
    publish,
    visibility_without_choice,
    withdraw,
)
from catalog.services.save import StaleEdit, save_distribution, save_record
from organisations.models import Organisation
from organisations.permissions import Action, may

log = logging.getLogger(__name__)

MOST = 1000  # records at once
SECONDS = 5.0  # after which the next step waits for the next request
_FORGOTTEN = timedelta(days=1)  # what nobody confirmed
_KEPT = timedelta(days=90)  # what became of it

Outcome = BulkItem.Outcome


class Unchanged(Exception):
    """The record needs no change; ``reason`` says why."""

    def __init__(self, reason: dict) -> None:
        super().__init__(reason["code"])
        self.reason = reason


class Refused(Unchanged):
    """The record can't be changed; ``reason`` says why."""


@transaction.atomic
def choose(actor, *, organisation: Organisation, class_name: str, kind: str, records: Iterable[Record]) -> BulkAction:
    """Keep which records are to be changed, in the order of the list. Nothing is changed yet."""
    _forget_old(actor, organisation)
    action = BulkAction.objects.create(organisation=organisation, class_name=class_name, kind=kind, created_by=actor)
    BulkItem.objects.bulk_create(
        BulkItem(action=action, record_id=record.pk, position=position, edit_number=record.edit_number)
        for position, record in enumerate(records, 1)
    )
    log.info("%s of %s records chosen by person %s", kind, action.items.count(), actor.pk)
    return action


@transaction.atomic
def prepare(actor, *, action: BulkAction, choice: dict) -> bool:
    """Keep what the records are to get, and which versions of them are looked at now; false when it has begun."""
    changed = BulkAction.objects.filter(pk=action.pk, confirmed_at=None).update(
        choice=choice, prepared_at=timezone.now()
    )
    if changed:
        now = Record.objects.filter(pk=OuterRef("record")).values("edit_number")
        action.items.update(edit_number=Subquery(now))
        log.info("bulk action %s prepared by person %s", action.uuid, actor.pk)
    return bool(changed)


def run(actor, *, action: BulkAction, seconds: float = SECONDS) -> None:
    """Change the records that wait, at least one, as long as there is time; the same request twice changes none twice.

    ``action`` is as it was looked at: what has been prepared anew since is not confirmed.
    """
    seen = BulkAction.objects.filter(pk=action.pk, confirmed_at=None, prepared_at=action.prepared_at)
    if action.prepared_at and seen.update(confirmed_at=timezone.now()):
        log.info("bulk action %s confirmed by person %s", action.uuid, actor.pk)
    action.refresh_from_db()
    if action.confirmed_at is None:
        return
    end = time.monotonic() + seconds
    for key in list(action.items.filter(outcome=Outcome.WAITING).values_list("pk", flat=True)):
        _change(actor, action, key)
        if time.monotonic() > end:
            break
    if not action.items.filter(outcome=Outcome.WAITING).exists():
        BulkAction.objects.filter(pk=action.pk, finished_at=None).update(finished_at=timezone.now())


@transaction.atomic
def _change(actor, action: BulkAction, key: int) -> None:
    """Change one record, unless somebody else has done so meanwhile. Whatever goes wrong stays with that record."""
    item = action.items.select_for_update().filter(pk=key, outcome=Outcome.WAITING).first()
    if item is None:
        return
    record = MODELS[action.class_name].objects.select_related("organisation", "current_release").get(pk=item.record_id)
    item.outcome, item.reasons, item.done_at = Outcome.DONE, [], timezone.now()
    try:
        with transaction.atomic():
            _DOING[action.kind](actor, action, record, item.edit_number)
    except Unchanged as told:
        item.outcome = Outcome.FAILED if isinstance(told, Refused) else Outcome.UNCHANGED
        item.reasons = [told.reason]
    except Exception:
        log.exception("bulk action %s: %s could not be changed", action.uuid, record.iri)
        item.outcome, item.reasons = Outcome.FAILED, [because(reasons.FAULT)]
    item.save(update_fields=["outcome", "reasons", "done_at"])


def _change_contact(actor, action: BulkAction, record: Record, edit_number: int) -> None:
    _require(actor, Action.EDIT, record)
    contact, instead_of = contact_of(action), action.choice.get("instead_of")
    if contact is None:
        raise Refused(because(reasons.CHOICE_GONE))
    present = list(record.contact_point.order_by("pk"))
    if instead_of is not None and instead_of not in {each.pk for each in present}:
        raise Unchanged(because(reasons.OTHER_CONTACT))
    _save(actor, record, {"contact_point": new_contacts(present, contact, instead_of)}, edit_number)


def _change_licence(actor, action: BulkAction, record: Record, edit_number: int) -> None:
    _require(actor, Action.EDIT, record)
    iri = action.choice["license"]
    if record.class_name != Record.ClassName.DATASET:
        _save(actor, record, licence_values(iri), edit_number)
        return
    locked = type(record).objects.select_for_update().get(pk=record.pk)
    distributions = list(locked.distributions.all())
    if not distributions:
        raise Refused(because(reasons.NO_DISTRIBUTIONS))
    others = [each for each in distributions if not has_licence(each, iri)]
    if not others:
        raise Unchanged(because(reasons.SAME_ALREADY))
    _require_version(locked, edit_number)
    for each in others:
        save_distribution(
            actor, dataset=locked, distribution=each, values=licence_values(iri), edit_number=each.edit_number
        )


def _publish(actor, action: BulkAction, record: Record, edit_number: int) -> None:
    visibility = action.choice.get("visibility") or visibility_without_choice(record)
    try:
        release = publish(
            actor,
            record=record,
            visibility=visibility,
            note=action.choice.get("note", ""),
            edit_number=edit_number,
        )
    except ChangedMeanwhile:
        raise Refused(because(reasons.CHANGED_MEANWHILE)) from None
    except NotPublishable as refusal:
        raise Refused(because_of_findings(refusal.plan.errors)) from None
    except StillNeeded as refusal:
        raise Refused(because_of_users(refusal.users)) from None
    except PermissionDenied:
        raise Refused(because(reasons.NOT_ALLOWED)) from None
    if release.pk == record.current_release_id:
        raise Unchanged(because(reasons.SAME_ALREADY))


def _withdraw(actor, action: BulkAction, record: Record, edit_number: int) -> None:
    _require(actor, Action.WITHDRAW, record)
    if record.is_permanent:
        raise Refused(because(reasons.PERMANENT))
    if record.current_release is None:
        raise Unchanged(because(reasons.NOT_IN_FORCE))
    _require_version(record, edit_number)
    try:
        withdraw(actor, record=record, note=action.choice.get("note", ""))
    except StillNeeded as refusal:
        raise Refused(because_of_users(refusal.users)) from None


_DOING = {
    BulkAction.Kind.CONTACT: _change_contact,
    BulkAction.Kind.LICENCE: _change_licence,
    BulkAction.Kind.PUBLISH: _publish,
    BulkAction.Kind.WITHDRAW: _withdraw,
}


def _save(actor, record: Record, values: dict, edit_number: int) -> None:
    try:
        saved = save_record(actor, record=record, values=values, edit_number=edit_number)
    except StaleEdit:
        raise Refused(because(reasons.CHANGED_MEANWHILE)) from None
    if saved.edit_number == record.edit_number:
        raise Unchanged(because(reasons.SAME_ALREADY))


def _require(actor, action: Action, record: Record) -> None:
    if not may(actor, action, record.organisation):
        raise Refused(because(reasons.NOT_ALLOWED))


def _require_version(record: Record, edit_number: int) -> None:
    if record.edit_number != edit_number:
        raise Refused(because(reasons.CHANGED_MEANWHILE))


def _forget_old(actor, organisation: Organisation) -> None:
    now, actions = timezone.now(), BulkAction.objects.filter(organisation=organisation)
    actions.filter(created_by=actor, confirmed_at=None, created_at__lt=now - _FORGOTTEN).delete()
    actions.filter(finished_at__lt=now - _KEPT).delete()
