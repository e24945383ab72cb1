"""What a prepared change would do to each of some records, and which it can't change and why. Writes nothing.

Contact, licence and withdrawal take the same few queries for any number of records; a publication is planned record by
record, as one by itself is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from catalog.bulk import reasons
from catalog.bulk.changes import contact_of, has_licence, new_contacts
from catalog.bulk.reasons import because, because_of_findings, because_of_users, words
from catalog.describe import load_for_describing
from catalog.forms.relations import name_of
from catalog.models import BulkAction, BulkItem, ContactPoint, Record, Release
from catalog.services.publish import may_publish, plan_publication, visibility_without_choice
from dcat.profile import DCAT_AP_SE
from dcat.texts import in_language
from dcat.vocabularies import vocabulary


@dataclass(frozen=True, slots=True)
class Effect:
    """What would become of one record: ``outcome`` as its item would have it, in words, and what is taken along."""

    record: Record
    outcome: BulkItem.Outcome
    sentence: str
    taken_along: list[Record] = field(default_factory=list)


def effects(actor, action: BulkAction, items: Iterable[BulkItem]) -> list[Effect]:
    """The effects in the order of the items. Items of records whose version has changed since are refused."""
    seen = {item.record_id: item.edit_number for item in items}
    loaded = {record.pk: record for record in load_for_describing(action.class_name, seen)}
    effect_of = _EFFECTS[action.kind](actor, action, list(loaded))
    found = []
    for key, edit_number in seen.items():
        record = loaded.get(key)
        if record is not None:
            is_stale = record.edit_number != edit_number
            found.append(_refused(record, because(reasons.CHANGED_MEANWHILE)) if is_stale else effect_of(record))
    return found


def _will(record: Record, sentence: str, taken_along: Iterable[Record] = ()) -> Effect:
    return Effect(record, BulkItem.Outcome.DONE, sentence, list(taken_along))


def _refused(record: Record, reason: dict) -> Effect:
    return Effect(record, BulkItem.Outcome.FAILED, words(reason))


def _unchanged(record: Record, reason: dict) -> Effect:
    return Effect(record, BulkItem.Outcome.UNCHANGED, words(reason))


_EffectOf = Callable[[Record], Effect]


def _contact(actor, action: BulkAction, keys: list[int]) -> _EffectOf:
    contact, instead_of = contact_of(action), action.choice.get("instead_of")

    def effect_of(record: Record) -> Effect:
        if contact is None:
            return _refused(record, because(reasons.CHOICE_GONE))
        present = sorted(record.contact_point.all(), key=lambda each: each.pk)
        if instead_of is not None and instead_of not in {each.pk for each in present}:
            return _unchanged(record, because(reasons.OTHER_CONTACT))
        after = new_contacts(present, contact, instead_of)
        if {each.pk for each in after} == {each.pk for each in present}:
            return _unchanged(record, because(reasons.SAME_ALREADY))
        return _will(record, _from_to(_names(present), _names(after)))

    return effect_of


def _licence(actor, action: BulkAction, keys: list[int]) -> _EffectOf:
    iri = action.choice["license"]

    def effect_of(record: Record) -> Effect:
        is_dataset = record.class_name == Record.ClassName.DATASET
        things = list(record.distributions.all()) if is_dataset else [record]
        if not things:
            return _refused(record, because(reasons.NO_DISTRIBUTIONS))
        others = [each for each in things if not has_licence(each, iri)]
        if not others:
            return _unchanged(record, because(reasons.SAME_ALREADY))
        before = ", ".join(dict.fromkeys(_licence_name(each) for each in others))
        sentence = _from_to(before, _term(iri))
        if is_dataset:
            count = ngettext("%(count)s distribution", "%(count)s distributioner", len(others)) % {"count": len(others)}
            sentence = f"{count}: {sentence}"
        return _will(record, sentence)

    return effect_of


def _publication(actor, action: BulkAction, keys: list[int]) -> _EffectOf:
    def effect_of(record: Record) -> Effect:
        visibility = action.choice.get("visibility") or visibility_without_choice(record)
        current = record.current_release
        if current is not None and not record.has_changes and current.visibility == visibility:
            return _unchanged(record, because(reasons.SAME_ALREADY))
        plan = plan_publication(record, visibility)
        if not may_publish(actor, plan):
            return _refused(record, because(reasons.NOT_ALLOWED))
        if plan.errors:
            return _refused(record, because_of_findings(plan.errors))
        is_internal = visibility == Release.Visibility.INTERNAL
        users = list(Release.objects.public().filter(needs=record).for_lists()) if is_internal else []
        if users:
            return _refused(record, because_of_users(users))
        sentence = _("Publiceras internt.") if is_internal else _("Publiceras för alla.")
        return _will(record, sentence, [planned.record for planned in plan.taken_along])

    return effect_of


def _withdrawal(actor, action: BulkAction, keys: list[int]) -> _EffectOf:
    users = defaultdict(list)
    needing = Release.objects.in_force().filter(needs__in=keys).for_lists()
    by_key = {release.pk: release for release in needing.distinct()}
    for release_id, record_id in Release.needs.through.objects.filter(release__in=by_key, record__in=keys).values_list(
        "release_id", "record_id"
    ):
        users[record_id].append(by_key[release_id])

    def effect_of(record: Record) -> Effect:
        if record.is_permanent:
            return _refused(record, because(reasons.PERMANENT))
        if record.current_release is None:
            return _unchanged(record, because(reasons.NOT_IN_FORCE))
        if users[record.pk]:
            return _refused(record, because_of_users(users[record.pk]))
        return _will(record, _("Dras tillbaka. Utkastet finns kvar."))

    return effect_of


_EFFECTS = {
    BulkAction.Kind.CONTACT: _contact,
    BulkAction.Kind.LICENCE: _licence,
    BulkAction.Kind.PUBLISH: _publication,
    BulkAction.Kind.WITHDRAW: _withdrawal,
}


def _from_to(before: str, after: str) -> str:
    if not before:
        return _("Får %(after)s.") % {"after": after}
    return _("Från %(before)s till %(after)s.") % {"before": before, "after": after}


def _names(contacts: list[ContactPoint]) -> str:
    return ", ".join(name_of(each) for each in contacts)


def _licence_name(thing) -> str:
    if thing.license:
        return _term(thing.license)
    others = [in_language(entry.get("title", {}), get_language()) or entry["iri"] for entry in thing.other_license]
    return ", ".join(others) or _("ingen licens")


def _term(iri: str) -> str:
    concept = vocabulary(DCAT_AP_SE["Distribution"]["license"].vocabulary).get(iri)
    return concept.shown.in_language(get_language() or "sv") if concept else iri
