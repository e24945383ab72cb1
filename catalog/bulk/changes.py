"""What each kind of change makes of one record: shared by the preview and the doing. Pure."""

from catalog.models import BulkAction, ContactPoint


def new_contacts(present: list[ContactPoint], contact: ContactPoint, instead_of: int | None) -> list[ContactPoint]:
    """The contacts afterwards: the new one in the place of one of them, or of all."""
    if instead_of is None:
        return [contact]
    changed = [contact if each.pk == instead_of else each for each in present]
    return list(dict.fromkeys(changed))


def licence_values(iri: str) -> dict[str, object]:
    """The columns of whatever has a licence: there is room for one, listed or not."""
    return {"license": iri, "other_license": []}


def has_licence(thing, iri: str) -> bool:
    """Whether it has this licence and no other."""
    return thing.license == iri and not thing.other_license


def contact_of(action: BulkAction) -> ContactPoint | None:
    """The contact that was chosen; None where it is gone."""
    return ContactPoint.objects.filter(organisation=action.organisation_id, pk=action.choice.get("contact")).first()
