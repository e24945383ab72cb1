"""The load generator: what it makes is what the services would make of the same, and goes away without a trace."""

import secrets
import uuid
from io import StringIO
from itertools import zip_longest

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.utils import timezone

from catalog.columns import MODELS
from catalog.generation.fates import EARLIEST
from catalog.generation.inventory import Dataset as Invented
from catalog.generation.inventory import Inventory
from catalog.generation.making import generate
from catalog.models import ContactPoint, Fragment, Generation, RecommendedDataset, Record, Release
from catalog.services.recommended import seed_recommended_datasets
from catalog.services.save import create_record, save_distribution
from dcat.negotiation import choices
from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from organisations.models import Organisation
from tests.factories import make_administrator, make_organisation
from tests.harvesting.factories import (
    catalogue_of,
    edit_record,
    feed_of,
    make_dataset,
    make_feeds,
    make_main_publisher,
    publish_record,
    withdraw_record,
)
from tests.harvesting.reading import feed_bytes

pytestmark = pytest.mark.django_db

# What tells who did it, in how many steps, and with which words.
BESIDE = {"id", "creation_token", "note", "withdrawal_note", "published_revision"}


@pytest.fixture
def place() -> Organisation:
    """An organisation of an installation that is in use."""
    organisation = make_organisation("Uppsala kommun", west=17.3, south=59.7, east=18.0, north=60.1)
    make_main_publisher()
    seed_recommended_datasets()
    make_feeds()
    return organisation


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("generate_catalogue", *arguments, stdout=output)
    return output.getvalue()


def make(datasets: int, organisations: int = 2, seed: int = 1) -> str:
    return run(f"--datasets={datasets}", f"--organisations={organisations}", f"--seed={seed}")


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


def built_bytes(organisation: Organisation) -> dict[str, bytes]:
    feed = feed_of(organisation)
    assert build(feed.pk, trigger=Snapshot.Trigger.COMMAND, is_forced=True) is Outcome.BUILT, feed_of(
        organisation
    ).last_error
    return {choice.name: feed_bytes(feed, choice.name) for choice in choices()}


class Hand:
    """Writes an inventory through the services, one thing after the other, as people do."""

    def __init__(self, inventory: Inventory, monkeypatch: pytest.MonkeyPatch) -> None:
        self.inventory = inventory
        self.person = make_administrator()
        # What is given out at random comes from here as long as there is something.
        self.identifiers, self.keys = [], []
        some_uuid, some_key = uuid.uuid4, secrets.token_hex
        monkeypatch.setattr(uuid, "uuid4", lambda: self.identifiers.pop(0) if self.identifiers else some_uuid())
        monkeypatch.setattr(
            secrets, "token_hex", lambda length=None: self.keys.pop(0) if self.keys else some_key(length)
        )

    def write(self) -> None:
        made = {}
        with time_machine.travel(EARLIEST, tick=False):
            publish_record(catalogue_of(self.inventory.organisation))
            for supporting in (self.inventory.parties(), self.inventory.listed(made)):
                for each in supporting:
                    made[each.name] = self.create(each.class_name, each.uuid, each.values)
            for record in made.values():
                publish_record(record)
        for dataset in self.inventory.described(made):
            self.write_dataset(dataset)

    def write_dataset(self, dataset: Invented) -> None:
        life = dataset.history
        first = dataset.values | dataset.versions[0]
        with time_machine.travel(life.created_at, tick=False):
            record = self.create(Record.ClassName.DATASET, dataset.uuid, first)
            for each in dataset.distributions:
                token = uuid.uuid4()
                self.identifiers.append(each.uuid)
                save_distribution(self.person, dataset=record, values=each.values, creation_token=token)
        visibility = Release.Visibility.INTERNAL if life.is_internal else Release.Visibility.PUBLIC
        moments = zip_longest(life.edited_at, life.released_at)
        for (edited_at, released_at), changed in zip(moments, dataset.versions, strict=True):
            with time_machine.travel(edited_at, tick=False):
                edit_record(record, **changed)
            if released_at:
                with time_machine.travel(released_at, tick=False):
                    publish_record(record, visibility)
        if life.withdrawn_at:
            with time_machine.travel(life.withdrawn_at, tick=False):
                withdraw_record(record)

    def create(self, class_name: str, identifier: uuid.UUID, values: dict) -> Record:
        token = uuid.uuid4()
        self.identifiers.append(identifier)
        self.keys += keys_in(values)
        return create_record(
            self.person,
            organisation=self.inventory.organisation,
            class_name=class_name,
            values=values,
            creation_token=token,
        )


def keys_in(values: dict) -> list[str]:
    """The keys of what is described in place."""
    lists = (value for value in values.values() if isinstance(value, list))
    return [entry["key"] for entries in lists for entry in entries if isinstance(entry, dict) and "key" in entry]


def stored() -> list[list[tuple]]:
    """What stands in the rows of records and releases, but for what only people leave behind and for keys."""
    rows = [rows_of(MODELS[name], "iri") for name in MODELS]
    rows.append(rows_of(Release, "record__iri", "number"))
    rows.append(rows_of(Fragment, "release__record__iri", "release__number", "profile"))
    return rows


def rows_of(model: type[models.Model], *order: str) -> list[tuple]:
    columns = [column.name for column in model._meta.fields if not column.is_relation and column.name not in BESIDE]
    return list(model.objects.order_by(*order).values_list(*columns))


# --- As the services would -------------------------------------------------------------------------------------------


def test_what_is_generated_is_what_the_services_make_of_the_same(place, monkeypatch):
    datasets, seed = 40, 6
    inventory = Inventory(place, datasets, seed, RecommendedDataset.objects.in_bulk(field_name="key"))
    with transaction.atomic():
        generate(1, datasets, seed, lambda made: None)
        states = {each.state for each in Record.objects.filter(class_name=Record.ClassName.DATASET)}
        generated, rows = built_bytes(place), stored()
        transaction.set_rollback(True)

    Hand(inventory, monkeypatch).write()

    assert states == set(Record.State)
    assert stored() == rows
    assert built_bytes(place) == generated


@pytest.mark.any_database
def test_the_same_seed_makes_the_same_in_whichever_company(place):
    make(30, organisations=3)
    alone = [*Record.objects.order_by("pk").values_list("iri", "sort_key", "edit_number")]
    run("--remove")
    make(30, organisations=3)
    assert [*Record.objects.order_by("pk").values_list("iri", "sort_key", "edit_number")] == alone


@pytest.mark.any_database
def test_nothing_that_is_published_has_an_error(place):
    make(300, organisations=4)
    in_force = Record.objects.exclude(current_release=None)
    assert in_force.filter(class_name=Record.ClassName.DATASET).count() > 200
    assert not in_force.filter(errors__gt=0).exists()


@pytest.mark.any_database
def test_who_may_not_publish_has_working_copies_only(place):
    Organisation.objects.update(number_confirmed_at=None)
    make(20)
    assert Record.objects.filter(class_name=Record.ClassName.DATASET).count() == 20
    assert not Release.objects.exists()


@pytest.mark.any_database
def test_as_many_datasets_as_asked_for_in_as_many_organisations_as_asked_for(place):
    make(40, organisations=5)
    assert Organisation.objects.count() == 5
    assert Record.objects.filter(class_name=Record.ClassName.DATASET).count() == 40
    assert Generation.objects.get().organisations.count() == 3


# --- And away again --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("has_published", [True, False])
def test_removing_leaves_every_table_as_it_was(place, has_published):
    if has_published:
        publish_record(make_dataset(place))
    before = row_counts()
    make(40, organisations=4)
    make(20, organisations=5, seed=2)
    assert row_counts() != before
    run("--remove")
    assert row_counts() == before


@pytest.mark.any_database
def test_removing_takes_it_out_of_the_feeds(place, store):
    own = make_dataset(place)
    publish_record(own)
    before = built_bytes(place)
    make(40, organisations=3)
    made_up = Generation.objects.get().organisations.get()
    make_feeds()
    assert built_bytes(place) != before
    assert built_bytes(made_up)

    run("--remove")

    assert Feed.objects.due(timezone.now()).filter(organisation=place).exists()
    assert built_bytes(place) == before
    assert not Feed.objects.filter(organisation=made_up.pk).exists()
    assert store.read(made_up.slug) is None
    assert build(feed_of(None).pk, trigger=Snapshot.Trigger.COMMAND, is_forced=True) == Outcome.BUILT


def test_what_somebody_builds_upon_stays(place):
    make(40, organisations=3)
    made_up = Generation.objects.get().organisations.get()
    contact = ContactPoint.objects.of(place).first()
    theirs = make_dataset(place, contact=contact)
    publish_record(theirs)
    elsewhere = make_dataset(made_up)
    publish_record(elsewhere)

    said = run("--remove")

    assert contact.iri in said and made_up.slug in said
    listed = Record.objects.filter(class_name__in=Record.LISTED).values_list("iri", flat=True)
    assert {*listed} == {theirs.iri, elsewhere.iri}
    make_feeds()
    assert theirs.iri.encode() in built_bytes(place)["dcat-ap-se.rdf"]
    assert elsewhere.iri.encode() in built_bytes(made_up)["dcat-ap-se.rdf"]
    assert not Generation.objects.exists()


# --- Refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.any_database
def test_a_real_installation_refuses_unless_forced(place, settings):
    settings.IS_HTTPS = True
    with pytest.raises(CommandError, match="real installation"):
        make(10)
    assert not Generation.objects.exists()
    run("--datasets=10", "--force")
    assert Generation.objects.exists()


@pytest.mark.any_database
def test_the_same_seed_twice_is_refused(place):
    make(10)
    with pytest.raises(CommandError, match="seed 1 makes is here already"):
        make(10)
    make(10, seed=2)
