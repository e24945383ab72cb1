"""Every write to an organisation: making one, its name, its address part, its number, its settings.

Callers have asked organisations.permissions already; expected refusals are ValidationErrors with a sentence for people.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations import audit
from organisations.address_parts import BadAddressPart, address_part, refuse_unusable
from organisations.models import County, Organisation, OrganisationAddress, Person
from organisations.organisation_numbers import clean_number
from organisations.swedish_order import sort_key


def keep_county(*, code: str, name: str) -> County:
    """The county with this code, made or given this name."""
    county, _made = County.objects.update_or_create(
        code=code, defaults={"name": name, "sort_key": sort_key(name)[:120]}
    )
    return county


@transaction.atomic
def create_organisation(
    *, kind: str, name: str, short_name: str, county: County, slug: str = "", **facts
) -> Organisation:
    """A new organisation; its address part is made from the short name unless given. ``facts``: more model fields."""
    part = slug or address_part(short_name)
    _refuse_taken(part, organisation=None)
    return Organisation.objects.create(
        kind=kind, name=name, short_name=short_name, sort_key=_sort_key(name), slug=part, county=county, **facts
    )


@transaction.atomic
def rename_organisation(actor: Person | None, *, organisation: Organisation, name: str, short_name: str = "") -> None:
    """Give the organisation another name. Its address part, and so every IRI, stays."""
    organisation.name = name
    organisation.short_name = short_name or organisation.short_name
    organisation.sort_key = _sort_key(name)
    organisation.save(update_fields=["name", "short_name", "sort_key"])
    audit.record("organisation_renamed", actor, organisation=organisation.pk)


@transaction.atomic
def change_address_part(actor: Person, *, organisation: Organisation, part: str) -> None:
    """Give the organisation another address part. The old one goes on leading here; made records keep their IRIs."""
    if not actor.is_administrator:
        raise PermissionDenied
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if part == current.slug:
        return
    _refuse_taken(part, organisation=current)
    current.former_addresses.filter(slug=part).delete()  # it comes back to an address that it had before
    OrganisationAddress.objects.create(organisation=current, slug=current.slug)
    current.slug = organisation.slug = part
    current.save(update_fields=["slug"])
    audit.record("address_part_changed", actor, organisation=current.pk)


@transaction.atomic
def confirm_number(actor: Person, *, organisation: Organisation, number: str) -> None:
    """Vouch for the organisation number, corrected or not. It can be done once: the publisher's IRI is made from it."""
    digits = clean_number(number)
    if Organisation.objects.filter(organisation_number=digits).exclude(pk=organisation.pk).exists():
        raise ValidationError(_("En annan organisation har det här numret."), code="taken")
    changed = Organisation.objects.filter(pk=organisation.pk, number_confirmed_at=None).update(
        organisation_number=digits, number_confirmed_at=timezone.now(), number_confirmed_by=actor
    )
    if changed != 1:
        raise ValidationError(_("Numret är redan bekräftat och kan inte ändras här."), code="confirmed")
    organisation.refresh_from_db(fields=["organisation_number", "number_confirmed_at", "number_confirmed_by"])
    audit.record("organisation_number_confirmed", actor, organisation=organisation.pk)


@transaction.atomic
def set_approval(actor: Person, *, organisation: Organisation, requires_approval: bool) -> None:
    """Whether somebody else than the author must approve before a description is published."""
    Organisation.objects.filter(pk=organisation.pk).update(requires_approval=requires_approval)
    organisation.requires_approval = requires_approval
    audit.record("approval_changed", actor, organisation=organisation.pk, requires_approval=requires_approval)


@transaction.atomic
def set_sharing(actor: Person, *, organisation: Organisation, in_combined_feed: bool) -> None:
    """Whether the catalogue of all holds what the organisation publishes. The feeds notice it by themselves."""
    Organisation.objects.filter(pk=organisation.pk).update(in_combined_feed=in_combined_feed)
    organisation.in_combined_feed = in_combined_feed
    audit.record("sharing_changed", actor, organisation=organisation.pk, in_combined_feed=in_combined_feed)


def _sort_key(name: str) -> str:
    return sort_key(name)[:400]


def _refuse_taken(part: str, *, organisation: Organisation | None) -> None:
    try:
        refuse_unusable(part)
    except BadAddressPart as error:
        raise ValidationError(
            _(
                "Adressdelen får bara ha små bokstäver a–z, siffror och bindestreck, "
                "och får inte vara ett ord som webbplatsen använder."
            ),
            code="unusable",
        ) from error
    current = Organisation.objects.filter(slug=part)
    former = OrganisationAddress.objects.filter(slug=part)
    if organisation is not None:
        current = current.exclude(pk=organisation.pk)
        former = former.exclude(organisation=organisation)
    if current.exists() or former.exists():
        raise ValidationError(_("Adressdelen används eller har använts av en annan organisation."), code="taken")
