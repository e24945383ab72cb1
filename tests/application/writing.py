"""Somebody at work in the forms, and how they send them."""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from catalog.models import Dataset, Record
from organisations.models import Organisation, Person, Role
from tests.application.browser import fields
from tests.application.people import client_of
from tests.factories import make_dataset, make_member, make_organisation

DATASET = Record.ClassName.DATASET


@dataclass(frozen=True)
class Writing:
    """A redaktör at work, and another organisation with things of its own."""

    organisation: Organisation
    redaktor: Person
    client: Client
    dataset: Dataset
    other: Organisation
    other_dataset: Dataset
    new: str  # the addresses of forms
    edit: str
    new_distribution: str
    edit_distribution: str


def make_writing() -> Writing:
    """A redaktör with a draft, and another organisation that has one too."""
    organisation, other = make_organisation("Grums kommun"), make_organisation("Fränsta kommun")
    redaktor = make_member(organisation, Role.REDAKTOR)
    dataset = make_dataset(organisation, "Badplatser")
    slug = organisation.slug
    return Writing(
        organisation=organisation,
        redaktor=redaktor,
        client=client_of(redaktor),
        dataset=dataset,
        other=other,
        other_dataset=make_dataset(other, "Lekplatser"),
        new=reverse("record_create", args=[slug, DATASET]),
        edit=reverse("record_edit", args=[slug, DATASET, dataset.uuid]),
        new_distribution=reverse("distribution_create", args=[slug, dataset.uuid]),
        edit_distribution=reverse("distribution_edit", args=[slug, dataset.uuid, dataset.distributions.get().uuid]),
    )


def form_address(world: Writing, form: str) -> str:
    """Where a form is, by the word for it."""
    if form == "new_contact":
        return reverse("record_create", args=[world.organisation.slug, Record.ClassName.CONTACT_POINT])
    return getattr(world, form)


def empty_form(world: Writing, form: str) -> dict:
    """What the form sends when nobody has typed anything."""
    return fields(world.client.get(form_address(world, form)))


def post_with_rows(client: Client, address: str, typed: dict):
    """Send the form with what was typed; where it is in a row, with that row."""
    data = fields(client.get(address)) | typed
    for name in typed:
        prefix, _dash, rest = name.partition("-0-")
        if rest:
            data[f"{prefix}-TOTAL_FORMS"] = "1"
    return client.post(address, data)
