"""Published things for the tests of feeds, made through the services that publish."""

import uuid
from itertools import count

from catalog.models import Catalog, ContactPoint, Dataset, Record, Release
from catalog.services.catalogue import ensure_catalogue
from catalog.services.publish import publish, withdraw
from catalog.services.save import create_record, save_distribution, save_record
from harvesting.models import Feed
from harvesting.sweep import sweep
from organisations.models import Organisation
from tests.factories import make_administrator, make_organisation

_numbers = count(1)
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
THEME = "http://publications.europa.eu/resource/authority/data-theme/ENVI"


def make_main_publisher(**values) -> Organisation:
    """The organisation that the default settings name as publisher of the combined feed."""
    values = {"kind": Organisation.Kind.REGION, "short_name": "Region Örebro län"} | values
    return make_organisation("Region Örebro län", **values)


def make_feeds() -> None:
    """Rows for all organisations, as the scheduler makes them."""
    sweep()


def feed_of(organisation: Organisation | None) -> Feed:
    """The organisation's feed (None: the combined one), with its wanted revision."""
    return Feed.objects.with_wanted_revision().get(organisation=organisation)


def make_contact(organisation: Organisation, **values) -> Record:
    """A contact, not published."""
    filled = {
        "kind": "http://www.w3.org/2006/vcard/ns#Organization",
        "name": f"Funktion {next(_numbers)}",
        "email": ["data@example.com"],
    }
    return create_record(
        make_administrator(),
        organisation=organisation,
        class_name=Record.ClassName.CONTACT_POINT,
        values=filled | values,
        creation_token=uuid.uuid4(),
    )


def make_dataset(
    organisation: Organisation, title: str | None = None, *, contact: ContactPoint | None = None, **values
) -> Dataset:
    """A dataset that can be published, with a distribution and a contact; not published."""
    title = title or f"Provdata {next(_numbers)}"
    actor = make_administrator()
    ensure_catalogue(organisation)
    filled = {
        "title": {"sv": title, "en": f"{title} in English"},
        "description": {"sv": f"Om {title}.", "en": f"About {title}."},
        "contact_point": [contact or make_contact(organisation)],
        "keyword": {"sv": ["prov"]},
        "theme": [THEME],
        "access_rights": PUBLIC,
    }
    dataset = create_record(
        actor,
        organisation=organisation,
        class_name=Record.ClassName.DATASET,
        values=filled | values,
        creation_token=uuid.uuid4(),
    )
    distribution = {
        "access_url": f"https://data.example.com/{dataset.uuid}.csv",
        "format": "text/csv",
        "license": CC0,
    }
    save_distribution(actor, dataset=dataset, values=distribution, creation_token=uuid.uuid4())
    return Dataset.objects.get(pk=dataset.pk)


def make_published(organisation: Organisation, title: str | None = None, **values) -> Dataset:
    """A published dataset. ``visibility`` and what :func:`make_dataset` takes can be overridden."""
    visibility = values.pop("visibility", Release.Visibility.PUBLIC)
    dataset = make_dataset(organisation, title, **values)
    publish_record(dataset, visibility=visibility)
    return dataset


def publish_record(record: Record, visibility: str = Release.Visibility.PUBLIC) -> Release:
    """Publish the working copy as it is saved now."""
    return publish(make_administrator(), record=Record.objects.get(pk=record.pk), visibility=visibility)


def withdraw_record(record: Record) -> None:
    """Take it out of force."""
    withdraw(make_administrator(), record=record)


def edit_record(record: Record, **values) -> None:
    """Save other values in the working copy."""
    saved = type(record).objects.get(pk=record.pk)
    save_record(make_administrator(), record=saved, values=values, edit_number=saved.edit_number)


def catalogue_of(organisation: Organisation) -> Catalog:
    """The organisation's catalogue."""
    return Catalog.objects.get(owner=organisation)
