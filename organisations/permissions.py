"""The one place that answers 'may this person do this here'.

Views ask :func:`organisation_for` and get the organisation or 404; nobody looks at a role anywhere else.
"""

from collections.abc import Collection
from enum import StrEnum

from django.http import Http404

from organisations.models import County, CountyAssignment, Membership, Organisation, Person, Role


class Action(StrEnum):
    """What can be done with an organisation's things."""

    READ_INTERNAL = "read_internal"  # internal releases, of any participating organisation
    READ_DRAFTS = "read_drafts"  # contents of working copies
    SEE_PROGRESS = "see_progress"  # existence, status and date of working copies
    EDIT = "edit"
    PUBLISH = "publish"
    REVIEW = "review"  # return what somebody has submitted; approving it is publishing
    WITHDRAW = "withdraw"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_SETTINGS = "manage_settings"
    PIN_FEED = "pin_feed"  # go back to an earlier version of the feed, and forward again


_WRITING = frozenset(
    {Action.READ_DRAFTS, Action.SEE_PROGRESS, Action.EDIT, Action.PUBLISH, Action.REVIEW, Action.WITHDRAW}
)
_BY_ROLE: dict[str, frozenset[Action]] = {
    Role.REDAKTOR: _WRITING,
    Role.PUBLICIST: _WRITING,
    Role.ORGANISATIONSANSVARIG: frozenset(Action) - {Action.READ_INTERNAL},
}


def may(person, action: Action, organisation: Organisation, *, author_ids: Collection[int] = ()) -> bool:
    """Whether ``person`` may do ``action`` in ``organisation``.

    ``author_ids`` are all who wrote any part of what is to be published. They count where the organisation requires
    approval: then a redaktör neither publishes nor reviews, a publicist only publishes what others alone have written,
    and the organisationsansvarig publishes all.
    """
    if not person.is_authenticated or not person.is_active:
        return False
    if action is Action.READ_INTERNAL:
        return takes_part(person)
    if person.is_administrator:
        return True
    role = role_in(person, organisation)
    if role and _allows(role, action, organisation, is_author=person.pk in author_ids):
        return True
    if action is Action.SEE_PROGRESS:
        return organisation.county_id in _counties(person)
    return False


def members_who_may(action: Action, organisation: Organisation, *, author_ids: Collection[int] = ()) -> list[Person]:
    """The organisation's members who may do ``action``, in one query."""
    memberships = Membership.objects.filter(organisation=organisation, person__is_active=True).select_related("person")
    return [
        each.person
        for each in memberships.order_by("pk")
        if _allows(each.role, action, organisation, is_author=each.person_id in author_ids)
    ]


def takes_part(person) -> bool:
    """Whether the person belongs to any participating organisation, a county or the installation."""
    if not person.is_authenticated or not person.is_active:
        return False
    return person.is_administrator or bool(_roles(person)) or bool(_counties(person))


def role_in(person, organisation: Organisation) -> str | None:
    """The person's role in the organisation, or None."""
    return _roles(person).get(organisation.pk)


def organisation_for(person, slug: str, action: Action) -> Organisation:
    """The organisation at ``slug`` where the person may do ``action``; Http404 for all else."""
    organisation = Organisation.objects.select_related("county").filter(slug=slug).first()
    if organisation is None or not may(person, action, organisation):
        raise Http404
    return organisation


def require_administrator(person) -> None:
    """Http404 unless the person administers the installation."""
    if not (person.is_authenticated and person.is_active and person.is_administrator):
        raise Http404


def require_coordinator(person) -> None:
    """Http404 unless the person coordinates some county or administers the installation."""
    is_one = person.is_authenticated and person.is_active and (person.is_administrator or bool(_counties(person)))
    if not is_one:
        raise Http404


def organisations_of(person):
    """The organisations whose workspace the person may open, in order."""
    organisations = Organisation.objects.by_county()
    if person.is_administrator:
        return organisations
    return organisations.filter(pk__in=_roles(person)) | organisations.filter(county_id__in=_counties(person))


def counties_of(person):
    """The counties that the person coordinates, in order; all of them for an administrator."""
    counties = County.objects.order_by("sort_key")
    if not person.is_authenticated or not person.is_active:
        return counties.none()
    return counties if person.is_administrator else counties.filter(pk__in=_counties(person))


def coordinates(person) -> bool:
    """Whether the person coordinates any county."""
    return person.is_authenticated and person.is_active and (person.is_administrator or bool(_counties(person)))


def _allows(role: str, action: Action, organisation: Organisation, *, is_author: bool) -> bool:
    if action not in _BY_ROLE[role]:
        return False
    if action not in (Action.PUBLISH, Action.REVIEW) or not organisation.requires_approval:
        return True
    if role == Role.PUBLICIST:
        return action is Action.REVIEW or not is_author
    return role == Role.ORGANISATIONSANSVARIG


def _roles(person) -> dict[int, str]:
    # One query per request and person, however many objects a page asks about.
    if not hasattr(person, "_roles_by_organisation"):
        rows = Membership.objects.filter(person=person).values_list("organisation_id", "role")
        person._roles_by_organisation = dict(rows)
    return person._roles_by_organisation


def _counties(person) -> frozenset[str]:
    if not hasattr(person, "_county_codes"):
        rows = CountyAssignment.objects.filter(person=person).values_list("county_id", flat=True)
        person._county_codes = frozenset(rows)
    return person._county_codes
