"""What people do in a trial. Each function does one thing at random and says what, or None when it came to nothing."""

from collections.abc import Callable

from django.utils import timezone

from catalog.models import Dataset, RecommendedDataset, Record
from catalog.services.publish import StillNeeded, withdraw
from catalog.services.save import save_record
from harvesting.trials.world import INTERNAL, SPECIFICATION, THEMES, World, catalogue_of, new_organisation
from organisations.models import Organisation
from organisations.organisation_changes import change_address_part, confirm_number, rename_organisation

Change = Callable[[World], str | None]

_MOST_ORGANISATIONS = 6
_CLASSES = Record.ClassName
_LISTED = (_CLASSES.DATASET, _CLASSES.DATASET_SERIES, _CLASSES.DATA_SERVICE)
_MOST_DATASETS = 12  # of an organisation


def add_datasets(world: World) -> str | None:
    organisation = world.organisation()
    if Dataset.objects.filter(organisation=organisation, current_release__isnull=False).count() >= _MOST_DATASETS:
        return None
    visibility = INTERNAL if world.chance.random() < 0.15 else "public"
    count = world.chance.randint(1, 3)
    done = [world.publish(world.new_dataset(organisation), visibility) for _ in range(count)]
    return "; ".join(filter(None, done)) or None


def edit(world: World) -> str | None:
    record = world.record(*_LISTED, _CLASSES.CONTACT_POINT)
    return _edited(world, record, _other_values(world, record)) if record else None


def publish_catalogue(world: World) -> str | None:
    return _edited(world, catalogue_of(world.organisation()), {"description": {"sv": world.text(), "en": world.text()}})


def change_subject(world: World) -> str | None:
    """Another theme, recommended kind or specification: it goes from one collected feed to another."""
    dataset = world.record(_CLASSES.DATASET)
    if dataset is None:
        return None
    recommended = world.any_of([None, *RecommendedDataset.objects.order_by("pk")])
    conforms_to = world.any_of([[], [{"iri": SPECIFICATION, "title": {"sv": world.text()}}]])
    values = {"theme": [world.chance.choice(THEMES)], "recommended_dataset": recommended, "conforms_to": conforms_to}
    return _edited(world, dataset, values)


def make_internal(world: World) -> str | None:
    record = world.record(*_LISTED)
    return world.publish(record, INTERNAL) if record else None


def make_public(world: World) -> str | None:
    record = world.record(*_LISTED, visibility=INTERNAL)
    return world.publish(record) if record else None


def take_back(world: World) -> str | None:
    record = world.record(*_LISTED, _CLASSES.CONTACT_POINT, visibility=None)
    if record is None:
        return None
    try:
        withdraw(world.actor, record=record)
    except StillNeeded:
        return None
    return f"{record.class_name} {record.pk} withdrawn"


def publish_again(world: World) -> str | None:
    """What has been withdrawn."""
    records = Record.objects.filter(was_published=True, current_release=None, class_name__in=_LISTED)
    record = world.any_of(list(records.order_by("pk")))
    return world.publish(record) if record else None


def add_series(world: World) -> str | None:
    values = {
        "title": {"sv": world.text()},
        "description": {"sv": world.text()},
        "theme": [world.chance.choice(THEMES)],
    }
    return world.publish(world.new_record(world.organisation(), _CLASSES.DATASET_SERIES, values))


def add_service(world: World) -> str | None:
    organisation = world.organisation()
    datasets = list(Dataset.objects.filter(organisation=organisation).order_by("pk"))
    values = {
        "title": {"sv": world.text()},
        "endpoint_url": ["https://api.example.com/trial"],
        "format": "application/json",
        "serves_dataset": world.chance.sample(datasets, k=min(len(datasets), 2)),
    }
    return world.publish(world.new_record(organisation, _CLASSES.DATA_SERVICE, values))


def publish_contact(world: World) -> str | None:
    return world.publish(world.new_contact(world.organisation()))


def rename(world: World) -> str | None:
    organisation = world.organisation()
    rename_organisation(world.actor, organisation=organisation, name=f"{organisation.short_name} {world.text()}"[:200])
    return f"organisation {organisation.pk} renamed"


def move(world: World) -> str | None:
    """To another address part; the former one leads on."""
    organisation = world.organisation()
    change_address_part(world.actor, organisation=organisation, part=f"provby-{world.chance.randrange(10**6)}")
    return f"organisation {organisation.pk} moved"


def join_or_leave(world: World) -> str | None:
    """The feed of all."""
    organisation = world.organisation()
    takes_part = not organisation.in_combined_feed
    Organisation.objects.filter(pk=organisation.pk).update(in_combined_feed=takes_part)
    return f"organisation {organisation.pk} {'joins' if takes_part else 'leaves'} the feed of all"


def found_organisation(world: World) -> str | None:
    if len(world.organisations) >= _MOST_ORGANISATIONS:
        return None
    county = world.chance.choice(world.organisations).county
    confirmed = timezone.now() if world.chance.random() < 0.5 else None
    organisation = new_organisation(len(world.organisations) + 1, county, number_confirmed_at=confirmed)
    world.organisations.append(organisation)
    return f"organisation {organisation.pk} founded"


def vouch_for_number(world: World) -> str | None:
    organisation = Organisation.objects.filter(number_confirmed_at=None).order_by("pk").first()
    if organisation is None:
        return None
    confirm_number(world.actor, organisation=organisation, number=organisation.organisation_number)
    return f"number of organisation {organisation.pk} confirmed"


def _edited(world: World, record: Record, values: dict) -> str | None:
    saved = record.described
    save_record(world.actor, record=saved, values=values, edit_number=saved.edit_number)
    return world.publish(record)


def _other_values(world: World, record: Record) -> dict:
    if record.class_name == _CLASSES.DATASET:
        return world.dataset_values(record.organisation)
    if record.class_name == _CLASSES.CONTACT_POINT:
        return {"name": world.text()}
    return {"title": {"sv": world.text(), "en": world.text()}}


# How often each is done.
CHANGES: dict[Change, int] = {
    add_datasets: 20,
    edit: 20,
    take_back: 10,
    publish_again: 5,
    make_internal: 6,
    make_public: 6,
    change_subject: 8,
    add_series: 4,
    add_service: 4,
    publish_contact: 2,
    publish_catalogue: 3,
    rename: 3,
    move: 2,
    join_or_leave: 4,
    found_organisation: 2,
    vouch_for_number: 2,
}
