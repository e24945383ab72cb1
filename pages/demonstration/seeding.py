"""Writes the demonstration, all of it or nothing, through the services that people's forms use. No mail is sent."""

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from catalog.generation.datasets import dataset_values
from catalog.generation.distributions import bare_distribution, distributions_of
from catalog.generation.kinds import Kind, kinds
from catalog.generation.parties import contact_values, domain_of, office_for, producer_values
from catalog.generation.wording import CHANGE, joined
from catalog.models import Agent, Candidate, ContactPoint, Dataset, RecommendedDataset, Record, Release
from catalog.services.catalogue import ensure_catalogue
from catalog.services.publish import publish, withdraw
from catalog.services.save import create_record, save_distribution, save_record
from catalog.services.terms import add_term
from organisations.models import Organisation, Person
from organisations.notices.telling import mark_as_read
from organisations.organisation_changes import set_approval
from pages.demonstration.coverage import make_coverage
from pages.demonstration.descriptions import bare_values, catalogue_values, chance_for, publisher_values
from pages.demonstration.everything import ROLE, ROLE_LABEL, Everything
from pages.demonstration.everything import SLUG as EVERYTHING
from pages.demonstration.flaws import FLAWS, Draft
from pages.demonstration.outside import make_visits_and_arrivals
from pages.demonstration.people import ADMINISTRATOR, PUBLISHERS, WITH_APPROVAL, make_people, writer_for
from pages.demonstration.plan import PLANS, Plan
from pages.demonstration.preparation import prepare

_CHANGE_NOTE = "Ny uppgift om tillgänglighet (påhittat exempel)"
_WITHDRAWAL_NOTE = "Vi har slutat samla in uppgifterna (påhittat exempel)."


class Refused(Exception):
    """The demonstration can't be made here; the text says why and what helps."""


def refuse_in_public() -> None:
    """Raise :class:`Refused` where strangers can sign in."""
    if settings.IS_HTTPS:
        raise Refused(
            "The demonstration is refused on an installation whose public address is https "
            f"({settings.PUBLIC_BASE_URL}): it makes accounts whose password anybody can read in the source code."
        )


def refuse_among_others() -> None:
    """Raise :class:`Refused` where descriptions have been written that are no demonstration's."""
    always_there = Q(catalog__isnull=False) | Q(agent__publisher_of__isnull=False)
    if (
        Release.objects.exists()
        or Candidate.objects.exists()
        or Record.objects.filter(edit_number__gt=1).exists()
        or Record.objects.exclude(always_there).exists()
    ):
        raise Refused(
            "The demonstration is refused because descriptions have been written here already, and made-up ones would "
            "stand among them. Start without it (bin/start --no-demo), or with an empty folder of its own "
            "(DATA_DIR=…)."
        )


@transaction.atomic
def seed_demonstration(say: Callable[[str], None]) -> Counter:
    """Make people, catalogues and datasets; counts what was made. ``say`` gets a line for each organisation."""
    refuse_in_public()
    refuse_among_others()
    people = make_people()
    administrator = people[ADMINISTRATOR]
    _set_approval(administrator)
    recommended = RecommendedDataset.objects.in_bulk(field_name="key")
    done: Counter = Counter()
    for organisation in Organisation.objects.select_related("county").order_by("pk"):
        plan = PLANS.get(organisation.slug)
        writer = writer_for(organisation, people) if plan else administrator
        publisher = people.get(PUBLISHERS.get(organisation.slug, ""), writer)
        desk = _Desk(organisation, writer, publisher, recommended)
        desk.mark_catalogue()
        done["catalogues"] += 1
        if organisation.slug == EVERYTHING:
            add_term(administrator, vocabulary="resource-role", iri=ROLE, label=ROLE_LABEL)
            done["public"] += desk.say_everything()
        if plan:
            made = desk.follow(plan)
            if prepared := prepare(writer, organisation=organisation, recommended=recommended):
                made["candidates"] += prepared
            done += made
            mark_as_read(writer)  # what somebody made up for them is no news
            say(f"{organisation.name}: {', '.join(f'{count} {what}' for what, count in made.items())}")
    make_visits_and_arrivals()
    done["statements"] = make_coverage(administrator)
    return done


def _set_approval(administrator: Person) -> None:
    organisation = Organisation.objects.get(slug=WITH_APPROVAL)
    set_approval(administrator, organisation=organisation, requires_approval=True)


@dataclass
class _Desk:
    """Where one organisation's descriptions are written."""

    organisation: Organisation
    writer: Person
    publisher: Person
    recommended: dict[str, RecommendedDataset]
    contacts: dict[str, ContactPoint] = field(default_factory=dict)
    producer: Agent | None = None

    def mark_catalogue(self) -> None:
        """Say in the catalogue that it is an example, and publish it where that is possible."""
        catalogue = ensure_catalogue(self.organisation)
        self._save(catalogue, catalogue_values(self.organisation))
        if self.organisation.is_number_confirmed:
            self._save(self.organisation.publisher_agent, publisher_values(self.organisation))
            self._publish(catalogue)

    def follow(self, plan: Plan) -> Counter:
        """Write all that the plan names."""
        self._make_contacts(plan)
        made: Counter = Counter()
        for key in plan.public:
            self._public(kinds()[key], plan)
            made["public"] += 1
        for key in plan.internal:
            self._publish(self._complete(kinds()[key], is_shared=True), Release.Visibility.INTERNAL)
            made["internal"] += 1
        for key in plan.withdrawn:
            dataset = self._complete(kinds()[key])
            self._publish(dataset)
            withdraw(self.publisher, record=dataset, note=_WITHDRAWAL_NOTE)
            made["withdrawn"] += 1
        for key in plan.ready:
            self._complete(kinds()[key])
            made["drafts"] += 1
        for key, flaw in plan.unfinished:
            self._unfinished(kinds()[key], flaw)
            made["drafts"] += 1
        return made

    def say_everything(self) -> int:
        """Use every property of every class; returns how many datasets that took."""
        values = Everything(self.organisation)
        agent = self._create(Record.ClassName.AGENT, "everything", values.agent())
        contact = self._create(Record.ClassName.CONTACT_POINT, "everything", values.contact())
        self._save(self.organisation.catalogue, values.catalogue(agent.iri))
        earlier = self._create(Record.ClassName.DATASET, "earlier", values.earlier_dataset(contact))
        self._distribute(earlier, "earlier", [values.other_distribution()])
        series = self._create(Record.ClassName.DATASET_SERIES, "everything", values.series(contact, earlier.iri))
        service = self._create(Record.ClassName.DATA_SERVICE, "everything", values.service(contact))
        other_service = self._create(Record.ClassName.DATA_SERVICE, "other", values.other_service(contact))
        dataset_values = values.dataset(contact, agent, series, earlier.iri)
        dataset = self._create(Record.ClassName.DATASET, "everything", dataset_values)
        distributions = [values.distribution(agent.iri, service), values.other_distribution()]
        self._distribute(dataset, "everything", distributions)
        self._save(service, {"serves_dataset": [dataset.record_ptr, series.record_ptr]})
        for record in (earlier, dataset, other_service, self.organisation.catalogue):
            self._publish(record)
        return 2

    def _make_contacts(self, plan: Plan) -> None:
        for office in plan.offices:
            values = contact_values(self.organisation, office, chance_for(self.organisation.slug, office))
            self.contacts[office] = self._create(Record.ClassName.CONTACT_POINT, office, values)
        if plan.has_producer:
            values = producer_values(self.organisation)
            self.producer = self._create(Record.ClassName.AGENT, "producer", values)

    def _public(self, kind: Kind, plan: Plan) -> None:
        if kind.key in plan.bare:
            dataset = self._bare(kind)
        else:
            dataset = self._complete(kind, is_high_value=kind.key in plan.high_value)
        self._publish(dataset)
        if kind.key in plan.changed + plan.released_again:
            self._save(dataset, {"description": joined(dataset.description, CHANGE)})
        if kind.key in plan.released_again:
            self._publish(dataset, note=_CHANGE_NOTE)

    def _complete(self, kind: Kind, *, is_high_value: bool = False, is_shared: bool = False) -> Dataset:
        draft = self._draft(kind, is_high_value=is_high_value, is_shared=is_shared)
        return self._dataset(kind, draft.values | self._relations(kind), draft.distributions)

    def _bare(self, kind: Kind) -> Dataset:
        values = bare_values(kind) | {"contact_point": [self.contacts["data"]]}
        return self._dataset(kind, values, [bare_distribution(kind, domain_of(self.organisation))])

    def _unfinished(self, kind: Kind, flaw: str) -> Dataset:
        draft = FLAWS[flaw](kind, self._draft(kind))
        relations = self._relations(kind) if draft.distributions else {}
        return self._dataset(kind, draft.values | relations, draft.distributions)

    def _draft(self, kind: Kind, *, is_high_value: bool = False, is_shared: bool = False) -> Draft:
        about = chance_for(self.organisation.slug, kind.key, "dataset")
        chance = chance_for(self.organisation.slug, kind.key, "distributions")
        return Draft(
            dataset_values(kind, self.organisation, about, is_high_value=is_high_value, is_shared=is_shared),
            distributions_of(kind, domain_of(self.organisation), chance, is_high_value=is_high_value),
        )

    def _relations(self, kind: Kind) -> dict:
        contact = self.contacts.get(office_for(kind), self.contacts["data"])
        is_produced = self.producer is not None and {"ENVI", "ENER"} & set(kind.themes)
        return {
            "contact_point": [contact],
            "creator": self.producer if is_produced else None,
            "recommended_dataset": self.recommended.get(kind.recommended_dataset),
        }

    def _dataset(self, kind: Kind, values: dict, distributions: list[dict]) -> Dataset:
        dataset = self._create(Record.ClassName.DATASET, kind.key, values)
        self._distribute(dataset, kind.key, distributions)
        return dataset

    def _distribute(self, dataset: Dataset, name: str, distributions: list[dict]) -> None:
        for position, each in enumerate(distributions):
            token = self._token(name, str(position))
            save_distribution(self.writer, dataset=dataset, values=each, creation_token=token)

    def _create(self, class_name: str, name: str, values: dict) -> Record:
        return create_record(
            self.writer,
            organisation=self.organisation,
            class_name=class_name,
            values=values,
            creation_token=self._token(class_name, name),
        )

    def _save(self, record: Record, values: dict) -> None:
        record.refresh_from_db(fields=["edit_number"])
        save_record(self.writer, record=record, values=values, edit_number=record.edit_number)

    def _publish(self, record: Record, visibility: str = Release.Visibility.PUBLIC, note: str = "") -> None:
        publish(self.publisher, record=record, visibility=visibility, note=note)

    def _token(self, *names: str) -> uuid.UUID:
        return uuid.UUID(int=chance_for(self.organisation.slug, *names, "token").getrandbits(128), version=4)
