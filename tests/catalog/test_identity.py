"""IRIs are made once. What changes around a record never changes its IRI."""

import pytest
from django.core.management import CommandError, call_command

from catalog.identity import current_base
from catalog.models import Agent, Dataset, Distribution
from tests.factories import make_dataset, make_organisation, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_new_public_address_only_counts_for_later_records_before_the_first_publication(settings):
    first = make_dataset(make_organisation())
    settings.PUBLIC_BASE_URL = "https://data.example.org"

    second = make_dataset(make_organisation())

    assert Dataset.objects.get(pk=first.pk).iri == first.iri
    assert second.iri.startswith("https://data.example.org/")


def test_before_the_first_publication_the_base_can_be_changed_and_all_records_move():
    dataset = make_dataset(make_organisation())

    call_command("change_base_address", "https://data.example.org/")

    moved, distribution = Dataset.objects.get(pk=dataset.pk), Distribution.objects.get()
    assert moved.iri == dataset.iri.replace("http://127.0.0.1:8000", "https://data.example.org")
    assert distribution.iri == f"{moved.iri}/distributions/{distribution.uuid}"
    assert Agent.objects.get().iri.startswith("http://dataportal.se/organisation/SE")


def test_after_the_first_publication_it_is_refused_unless_forced_and_nothing_moves():
    dataset = make_published(make_organisation())

    with pytest.raises(CommandError, match="--force"):
        call_command("change_base_address", "https://data.example.org")
    assert current_base() == "http://127.0.0.1:8000"

    call_command("change_base_address", "https://data.example.org", "--force")
    assert Dataset.objects.get(pk=dataset.pk).iri == dataset.iri
    assert make_dataset(make_organisation()).iri.startswith("https://data.example.org/")
