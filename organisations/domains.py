"""Every write to organisations' own domains, for administrators only, and the one question that others ask.

Expected refusals are ValidationErrors with a sentence for people.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations import audit
from organisations.hosts import clean_host
from organisations.models import Organisation, OrganisationDomain, Person
from organisations.permissions import require_administrator


def domain_in_use(slug: str) -> OrganisationDomain | None:
    """The domain under which the organisation at ``slug`` makes IRIs now."""
    return OrganisationDomain.objects.in_use().filter(organisation__slug=slug).first()


@transaction.atomic
def add_domain(actor: Person, *, organisation: Organisation, host: str) -> OrganisationDomain:
    """Let the host answer with the organisation's catalogue. Nothing else changes before it is taken into use."""
    require_administrator(actor)
    host = clean_host(host)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    present = OrganisationDomain.objects.filter(host=host).first()
    if present is None:
        present = OrganisationDomain.objects.create(host=host, organisation=organisation)
        audit.record("domain_added", actor, organisation=organisation.pk, domain=present.pk)
    elif present.organisation_id != organisation.pk:
        raise ValidationError(_("Värdnamnet hör eller har hört till en annan organisation."), code="taken")
    return present


@transaction.atomic
def use_domain(actor: Person, *, domain: OrganisationDomain) -> None:
    """Make new IRIs under it from now on, and no longer under another one."""
    require_administrator(actor)
    Organisation.objects.select_for_update().get(pk=domain.organisation_id)
    now = timezone.now()
    others = OrganisationDomain.objects.in_use().filter(organisation=domain.organisation_id).exclude(pk=domain.pk)
    others.update(in_use_until=now)
    domain.refresh_from_db()
    if domain.is_in_use:
        return
    domain.in_use_since = domain.in_use_since or now
    domain.in_use_until = None
    domain.save(update_fields=["in_use_since", "in_use_until"])
    audit.record("domain_taken_into_use", actor, organisation=domain.organisation_id, domain=domain.pk)


@transaction.atomic
def end_domain(actor: Person, *, domain: OrganisationDomain) -> None:
    """Make no more IRIs under it. Those that were made stay, and the host goes on answering."""
    require_administrator(actor)
    ended = OrganisationDomain.objects.in_use().filter(pk=domain.pk).update(in_use_until=timezone.now())
    if ended:
        audit.record("domain_ended", actor, organisation=domain.organisation_id, domain=domain.pk)


@transaction.atomic
def remove_domain(actor: Person, *, domain: OrganisationDomain) -> None:
    """Forget a domain that no IRI was made under."""
    require_administrator(actor)
    removed, _rows = OrganisationDomain.objects.filter(pk=domain.pk, in_use_since=None).delete()
    if not removed:
        raise ValidationError(
            _("Domänen har använts. Det finns adresser under den som ska fortsätta att svara."), code="used"
        )
    audit.record("domain_removed", actor, organisation=domain.organisation_id, domain=domain.pk)
