"""The one place that answers 'may this person do this here'.

Views ask :func:`organisation_for` and get the organisation or 404; nobody looks at a role anywhere else.
"""

from enum import StrEnum

from django.http import Http404

from organisations.models import County, CountyAssignment, Membership, Organisation, Role


class Action(StrEnum):
    """What can be done with an organisation's things."""

    READ_INTERNAL = "read_internal"  # internal releases, of any participating organisation
    READ_DRAFTS = "read_drafts"  # contents of working copies
    SEE_PROGRESS = "see_progress"  # existence, status and date of working copies
    EDIT = "edit"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_SETTINGS = "manage_settings"
    PIN_FEED = "pin_feed"  # go back to an earlier version of the feed, and forward again


_BY_ROLE: dict[str, frozenset[Action]] = {
    Role.REDAKTOR: frozenset({Action.READ_DRAFTS, Action.SEE_PROGRESS, Action.EDIT, Action.PUBLISH, Action.WITHDRAW}),
    Role.PUBLICIST: frozenset({Action.READ_DRAFTS, Action.SEE_PROGRESS, Action.EDIT, Action.PUBLISH, Action.WITHDRAW}),
    Role.ORGANISATIONSANSVARIG: frozenset(Action) - {Action.READ_INTERNAL},
}


def may(person, action: Action, organisation: Organisation, *, author_id: int | None = None) -> bool:
    """Whether ``person`` may do ``action`` in ``organisation``.

    ``author_id`` is who last wrote what is to be published. It counts where the organisation requires approval: then a
    redaktör doesn't publish, a publicist only publishes what somebody else wrote, and the organisationsansvarig
    publishes all.
    """
    if not person.is_authenticated or not person.is_active:
        return False
    if action is Action.READ_INTERNAL:
        return takes_part(person)
    if person.is_administrator:
        return True
    role = role_in(person, organisation)
    if role and action in _BY_ROLE[role]:
        return action is not Action.PUBLISH or _may_publish(person, role, organisation, author_id)
    if action is Action.SEE_PROGRESS:
        return organisation.county_id in _counties(person)
    return False


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


def _may_publish(person, role: str, organisation: Organisation, author_id: int | None) -> bool:
    if not organisation.requires_approval or role == Role.ORGANISATIONSANSVARIG:
        return True
    return role == Role.PUBLICIST and author_id != person.pk


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
