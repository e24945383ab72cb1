"""Published things for the tests of feeds, made through the services that publish."""

from catalog.models import Catalog, ContactPoint, Dataset, Record, Release
from catalog.models.release import hash_of
from catalog.services.publish import publish, withdraw
from catalog.services.save import save_record
from harvesting.models import Feed
from harvesting.sweep import sweep
from organisations.models import Organisation
from tests import factories
from tests.factories import make_administrator, make_organisation


def make_main_publisher(**values) -> Organisation:
    """The organisation that the default settings name as publisher of the combined feed."""
    values = {"kind": Organisation.Kind.REGION, "short_name": "Region Örebro län"} | values
    return make_organisation("Region Örebro län", **values)


def make_feeds() -> None:
    """Rows for all organisations, as the scheduler makes them."""
    sweep()


def feed_of(organisation: Organisation | None) -> Feed:
    """The organisation's feed (None: the combined one), with its wanted revision."""
    feeds = Feed.objects.with_wanted_revision()
    return feeds.get(organisation=organisation) if organisation else feeds.get(kind=Feed.Kind.ALL)


def make_dataset(
    organisation: Organisation, title: str | None = None, *, contact: ContactPoint | None = None, **values
) -> Dataset:
    """A dataset that can be published, not published; ``contact`` instead of one of its own."""
    if contact is not None:
        values["contact_point"] = [contact]
    return factories.make_dataset(organisation, title, **values)


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


def poison(record: Record, *names: str) -> None:
    """Take properties out of what was published of a record, as a fault of the service or of a disk would."""
    release = Release.objects.get(current_for=record)
    values = {name: value for name, value in release.content["values"].items() if name not in (names or ("title",))}
    content = release.content | {"values": values}
    Release.objects.filter(pk=release.pk).update(content=content, content_hash=hash_of(content))
    release.fragments.all().delete()


def catalogue_of(organisation: Organisation) -> Catalog:
    """The organisation's catalogue."""
    return Catalog.objects.get(owner=organisation)
