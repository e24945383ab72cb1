"""All that one organisation describes, made up: values as the services take them, identities included.

Pure functions of facts and chance. The same seed gives the same UUIDs and the same words, in every process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random
from uuid import UUID

from catalog.generation.datasets import dataset_values
from catalog.generation.distributions import CC0, distributions_of
from catalog.generation.fates import Fate, History, history
from catalog.generation.kinds import Kind
from catalog.generation.parties import OFFICES, contact_values, domain_of, office_for, producer_values
from catalog.generation.subjects import Subject, order_of_kinds, series_among, subjects
from catalog.generation.wording import marked, marked_title
from catalog.models import RecommendedDataset, Record
from organisations.models import Organisation

_THEME = "http://publications.europa.eu/resource/authority/data-theme/"
_ANNUALLY = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
_NOTES = {"sv": "Fler poster och rättade lägen.", "en": "More records and corrected positions."}

# The interfaces that an organisation with so many datasets has: the last part of the address, format and title.
_SERVICES = (
    (10, "wfs", "application/vnd.ogc.wfs_xml", {"sv": "Karttjänst (WFS)", "en": "Map service (WFS)"}),
    (40, "api", "application/json", {"sv": "Öppet API", "en": "Open API"}),
)
_MANY_ENOUGH_FOR_OFFICES = 8
_MANY_ENOUGH_FOR_A_PRODUCER = 20


@dataclass(frozen=True, slots=True)
class Supporting:
    """A contact, an agent, a series or a service: what datasets point at, by a name of its own."""

    name: str
    class_name: str
    uuid: UUID
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Distribution:
    """A form of a dataset's data."""

    uuid: UUID
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset with its distributions. ``versions`` are the columns that each edit changed; the last is what
    ``values`` hold."""

    uuid: UUID
    values: dict[str, object]
    distributions: list[Distribution]
    versions: list[dict[str, object]]
    history: History

    @property
    def edit_numbers(self) -> list[int]:
        """The edit number of each version, as the services count: saving a distribution edits its dataset."""
        return [1 + len(self.distributions) + place for place in range(len(self.versions))]


class Inventory:
    """What an organisation with so many datasets describes. ``recommended`` are the recommended datasets by key."""

    def __init__(
        self, organisation: Organisation, datasets: int, seed: int, recommended: Mapping[str, RecommendedDataset]
    ) -> None:
        self.organisation = organisation
        self.datasets = datasets
        self._seed = seed
        self._recommended = recommended
        both = RecommendedDataset.AppliesTo.BOTH
        others = {key for key, each in recommended.items() if each.applies_to not in (organisation.kind, both)}
        self._order = order_of_kinds(self._chance("kinds"), others)
        self._series = series_among(self._order, datasets)

    @property
    def catalogue_uuid(self) -> UUID:
        """The UUID of the catalogue, where the organisation has none yet."""
        return _uuid(self._chance("catalogue"))

    def parties(self) -> Iterator[Supporting]:
        """Contacts and producer."""
        offices = OFFICES if self.datasets >= _MANY_ENOUGH_FOR_OFFICES else ("data",)
        for office in offices:
            values = contact_values(self.organisation, office, self._chance(office))
            yield self._supporting(office, Record.ClassName.CONTACT_POINT, values)
        if self.datasets >= _MANY_ENOUGH_FOR_A_PRODUCER:
            yield self._supporting("producer", Record.ClassName.AGENT, producer_values(self.organisation))

    def listed(self, made: Mapping[str, Record]) -> Iterator[Supporting]:
        """Series and services, given the records made of the parties."""
        for kind in self._series:
            values = self._series_values(kind) | {"contact_point": [_contact(kind, made)]}
            yield self._supporting(kind.key, Record.ClassName.DATASET_SERIES, values)
        for enough, path, media_type, title in _SERVICES:
            if self.datasets >= enough:
                values = self._service_values(path, media_type, title) | {"contact_point": [made["data"]]}
                yield self._supporting(path, Record.ClassName.DATA_SERVICE, values)

    def described(self, made: Mapping[str, Record]) -> Iterator[Dataset]:
        """The datasets, given the records made of all that supports them."""
        wanted = islice(subjects(self._order, self._series, self._chance("subjects")), self.datasets)
        for number, subject in enumerate(wanted):
            yield self._dataset(subject, self._chance(str(number)), made)

    def _supporting(self, name: str, class_name: str, values: dict[str, object]) -> Supporting:
        chance = self._chance(class_name, name)
        return Supporting(name, class_name, _uuid(chance), _with_keys(values, chance))

    def _dataset(self, subject: Subject, chance: Random, made: Mapping[str, Record]) -> Dataset:
        kind = subject.kind
        life = history(chance, may_publish=self.organisation.is_number_confirmed)
        is_high_value = bool(kind.hvd_category) and not life.is_internal and chance.random() < 0.5
        identifier = _uuid(chance)
        values = dataset_values(
            kind, self.organisation, chance, is_high_value=is_high_value, is_shared=life.is_internal
        )
        values |= _dates(values, life) | self._relations(subject, made)
        versions = _versions(life)
        values |= versions[-1]
        forms = distributions_of(kind, domain_of(self.organisation), chance, is_high_value=is_high_value)
        forms = [Distribution(_uuid(chance), _through_service(form, made, chance)) for form in forms]
        if life.fate is Fate.UNFINISHED:
            values, forms = _unfinished(values, forms, chance)
        return Dataset(identifier, _with_keys(values, chance), forms, versions, life)

    def _relations(self, subject: Subject, made: Mapping[str, Record]) -> dict[str, object]:
        kind = subject.kind
        is_produced = "producer" in made and {"ENVI", "ENER"} & set(kind.themes)
        return {
            "contact_point": [_contact(kind, made)],
            "creator": made["producer"] if is_produced else None,
            "in_series": [made[subject.series]] if subject.series else [],
            "recommended_dataset": self._recommended.get(kind.recommended_dataset),
        }

    def _series_values(self, kind: Kind) -> dict[str, object]:
        about = {"sv": "En datamängd för varje år.", "en": "One dataset for each year."}
        return {
            "title": marked_title({"sv": f"{kind.title['sv']} år för år", "en": f"{kind.title['en']} year by year"}),
            "description": marked(about),
            "keyword": kind.keywords,
            "theme": [_THEME + code for code in kind.themes],
            "accrual_periodicity": _ANNUALLY,
        }

    def _service_values(self, path: str, media_type: str, title: dict[str, str]) -> dict[str, object]:
        endpoint = f"https://data.{domain_of(self.organisation)}/{path}"
        about = {
            "sv": "Svarar för alla datamängder med ett gränssnitt.",
            "en": "Answers for all that has an interface.",
        }
        return {
            "title": marked_title(title),
            "description": marked(about),
            "endpoint_url": [endpoint],
            "endpoint_description": [f"{endpoint}/beskrivning"],
            "format": media_type,
            "license": CC0,
        }

    def _chance(self, *names: str) -> Random:
        """The same throws for the same names, in whichever order things are made."""
        return Random("/".join([str(self._seed), self.organisation.slug, *names]))


def _with_keys(values: dict[str, object], chance: Random) -> dict[str, object]:
    """The values, with the keys that what is described in place gets when it is saved."""
    return {
        name: [_keyed(each, chance) for each in value] if _is_nodes(value) else value for name, value in values.items()
    }


def _is_nodes(value: object) -> bool:
    """Whether a column's value is things described in place: entries without an IRI of their own."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "iri" not in value[0]


def _keyed(entry: dict, chance: Random) -> dict:
    return {**entry, "key": f"{chance.getrandbits(32):08x}"}


def _uuid(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _contact(kind: Kind, made: Mapping[str, Record]) -> Record:
    return made.get(office_for(kind), made["data"])


def _dates(values: dict[str, object], life: History) -> dict[str, object]:
    """Dates that fit the history, where the dataset says any."""
    dates = {"issued": life.created_at.date().isoformat()}
    if "modified" in values:
        dates["modified"] = life.edited_at[-1].date().isoformat()
    return dates


def _versions(life: History) -> list[dict[str, object]]:
    """The columns that tell versions apart; nothing for a dataset that there is only one of."""
    if len(life.edited_at) == 1:
        return [{}]
    return [
        {"version": f"1.{place}", "version_notes": _NOTES if place else {}, "modified": moment.date().isoformat()}
        for place, moment in enumerate(life.edited_at)
    ]


def _through_service(form: dict[str, object], made: Mapping[str, Record], chance: Random) -> dict[str, object]:
    """A form that is an interface leads through the organisation's service, if there is one and somebody said so."""
    path = form["access_url"].split("/")[3]
    if path in made and "download_url" not in form and chance.random() < 0.6:
        return {**form, "access_service": [made[path]]}
    return form


def _unfinished(values: dict, forms: list[Distribution], chance: Random) -> tuple[dict, list[Distribution]]:
    """What somebody began, and left."""
    if chance.random() < 0.5:
        return {"title": values["title"], "issued": values["issued"]}, []
    first, *others = forms
    return values, [Distribution(first.uuid, first.values | {"access_url": ""}), *others]
