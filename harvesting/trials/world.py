"""A few organisations that publish, and how to find in them what something may be done to."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.models import Catalog, ContactPoint, DataService, DatasetSeries, RecommendedDataset, Record, Release
from catalog.services.catalogue import ensure_catalogue
from catalog.services.publish import NotPublishable, StillNeeded, publish
from catalog.services.save import create_record, save_distribution
from harvesting.trials.surroundings import MAIN_PUBLISHER
from organisations.models import County, Organisation, Person
from organisations.organisation_changes import create_organisation, keep_county
from organisations.organisation_numbers import clean_number
from organisations.people import create_person

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
THEMES = tuple(f"{_AUTHORITY}/data-theme/{code}" for code in ("ENVI", "TRAN", "GOVE"))
_ACCESS = tuple(f"{_AUTHORITY}/access-right/{code}" for code in ("PUBLIC", "NON_PUBLIC"))
SPECIFICATION = "https://example.org/specification/bathing-places"
# What people write, and what has broken writers before.
_WORDS = (
    "badplats",
    "väg & järnväg",
    "<träd>",
    "\"citat\" 'och' ]]>",
    "å\u0308 ä ö",
    "😀",
    "rad ett\nrad två",
    "\\u0041",
)
_MOST_AT_FIRST = 6  # datasets of an organisation

PUBLIC, INTERNAL = Release.Visibility.PUBLIC, Release.Visibility.INTERNAL


@dataclass
class World:
    """``broken`` are the keys of releases that a fault has made impossible to show, or may have."""

    chance: Random
    actor: Person
    organisations: list[Organisation]
    broken: set[int] = field(default_factory=set)

    def organisation(self) -> Organisation:
        """Any of them, as it is now."""
        return Organisation.objects.get(pk=self.chance.choice(self.organisations).pk)

    def text(self) -> str:
        """Some words."""
        return " ".join(self.chance.choices(_WORDS, k=3)) + f" {self.chance.randrange(1000)}"

    def any_of(self, things: Sequence) -> object | None:
        """One of them, or None when there is none; ``things`` are in a fixed order."""
        return self.chance.choice(things) if things else None

    def record(self, *class_names: str, visibility: str | None = PUBLIC) -> Record | None:
        """A record that has a release in force; with None whatever its visibility is."""
        records = Record.objects.filter(class_name__in=class_names, current_release__isnull=False)
        if visibility is not None:
            records = records.filter(current_release__visibility=visibility)
        return self.any_of(list(records.select_related("current_release").order_by("pk")))

    def publish(self, record: Record, visibility: str = PUBLIC) -> str | None:
        """Publish the working copy; what happened, None when it was refused."""
        try:
            release = publish(self.actor, record=Record.objects.get(pk=record.pk), visibility=visibility)
        except (NotPublishable, StillNeeded):
            return None
        return f"{record.class_name} {record.pk} published as {release.number}, {visibility}"

    # --- Describing -------------------------------------------------------------------------------------------------

    def new_record(self, organisation: Organisation, class_name: str, values: dict) -> Record:
        """A working copy."""
        return create_record(
            self.actor, organisation=organisation, class_name=class_name, values=values, creation_token=uuid.uuid4()
        )

    def new_contact(self, organisation: Organisation) -> ContactPoint:
        """One that can be published."""
        kind = "http://www.w3.org/2006/vcard/ns#Organization"
        values = {"kind": kind, "name": self.text(), "email": ["data@example.com"]}
        return self.new_record(organisation, Record.ClassName.CONTACT_POINT, values)

    def new_dataset(self, organisation: Organisation) -> Record:
        """One that can be published, with whatever series, service and contacts there are."""
        values = self.dataset_values(organisation) | {"description": {"sv": self.text(), "en": self.text()}}
        dataset = self.new_record(organisation, Record.ClassName.DATASET, values)
        services = list(DataService.objects.filter(organisation=organisation).order_by("pk"))
        for number in range(self.chance.randint(1, 2)):
            address = f"https://data.example.com/{dataset.uuid}/{number}.csv"
            access = (
                {"access_service": [self.chance.choice(services)]} if services and self.chance.random() < 0.3 else {}
            )
            values = {"access_url": address, "format": "text/csv", "license": CC0} | access
            save_distribution(self.actor, dataset=dataset, values=values, creation_token=uuid.uuid4())
        return dataset

    def dataset_values(self, organisation: Organisation) -> dict:
        """What a dataset may say otherwise the next time."""
        chance = self.chance
        contacts = list(ContactPoint.objects.filter(organisation=organisation).order_by("pk"))
        series = list(DatasetSeries.objects.filter(organisation=organisation).order_by("pk"))
        is_followed = chance.random() < 0.2
        return {
            "title": {"sv": self.text(), "en": self.text()},
            "keyword": {"sv": [self.text()]},
            "theme": chance.sample(THEMES, k=chance.randint(1, 2)),
            "access_rights": chance.choice(_ACCESS),
            "conforms_to": [{"iri": SPECIFICATION, "title": {"sv": self.text()}}] if is_followed else [],
            "recommended_dataset": self.any_of(list(RecommendedDataset.objects.order_by("pk")))
            if chance.random() < 0.3
            else None,
            "in_series": [chance.choice(series)] if series and chance.random() < 0.4 else [],
            "contact_point": [
                chance.choice(contacts) if contacts and chance.random() < 0.8 else self.new_contact(organisation)
            ],
        }


def make_world(chance: Random) -> World:
    """A region that publishes the collected feeds, and some kommuner in two counties."""
    counties = [keep_county(code="18", name="Örebro län"), keep_county(code="03", name="Uppsala län")]
    RecommendedDataset.objects.get_or_create(
        key="badplatser", defaults={"name": "Badplatser", "specification_iri": SPECIFICATION, "applies_to": "both"}
    )
    RecommendedDataset.objects.get_or_create(key="trad", defaults={"name": "Träd", "applies_to": "both"})
    actor = create_person(email="trial@example.com", name="Trial", password=None)
    Person.objects.filter(pk=actor.pk).update(is_administrator=True)
    actor.refresh_from_db()
    region = new_organisation(1, counties[0], kind=Organisation.Kind.REGION, slug=MAIN_PUBLISHER)
    world = World(chance, actor, [region])
    for number in range(2, chance.randint(3, 5)):
        world.organisations.append(new_organisation(number, chance.choice(counties)))
    for organisation in world.organisations:
        for _ in range(chance.randint(0, _MOST_AT_FIRST)):
            world.publish(world.new_dataset(organisation))
    return world


def new_organisation(number: int, county: County, *, kind: str = Organisation.Kind.KOMMUN, **facts) -> Organisation:
    """One whose number somebody has vouched for, with an empty catalogue."""
    name = f"Prövby {number}"
    facts = {"organisation_number": _number(number), "number_confirmed_at": timezone.now()} | facts
    organisation = create_organisation(kind=kind, name=f"{name} kommun", short_name=name, county=county, **facts)
    ensure_catalogue(organisation)
    return organisation


def _number(serial: int) -> str:
    """An organisation number of the kind that kommuner have, with the check digit that fits."""
    for digit in range(10):
        with suppress(ValidationError):
            return clean_number(f"212000{serial:03}{digit}")
    raise ValueError(f"no check digit fits {serial}")


def catalogue_of(organisation: Organisation) -> Catalog:
    """The working copy of its catalogue."""
    return Catalog.objects.get(owner=organisation)
