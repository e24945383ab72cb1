"""Saving what was typed through the forms, as a person would: what is refused is taken out, and the rest sent again."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from django.http import QueryDict

from catalog.forms.description import DescriptionForm, form_for
from catalog.models import Dataset, Record, Release
from catalog.services.publish import NotPublishable, publish
from catalog.services.save import create_record, save_distribution, save_record
from organisations.models import Organisation, Person
from tests.generated.typing import Typist

_HIGH_VALUE = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
_CATEGORY = "http://data.europa.eu/bna/c_dd313021"
_MOST_ATTEMPTS = 12
# How many of the records are of which class; the rest are datasets.
_SHARES = {
    Record.ClassName.AGENT: 0.05,
    Record.ClassName.CONTACT_POINT: 0.08,
    Record.ClassName.DATASET_SERIES: 0.08,
    Record.ClassName.DATA_SERVICE: 0.12,
}


@dataclass
class Written:
    """What came of it: what was typed for each record, and the findings that stopped a publication."""

    typed: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # by IRI
    published: list[str] = field(default_factory=list)
    stopped: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Desk:
    """An organisation in which one person writes all."""

    organisation: Organisation
    person: Person
    chance: Random
    made: dict[str, list[Record]] = field(default_factory=dict)
    result: Written = field(default_factory=Written)

    def write(self, count: int) -> Written:
        """Describe so many records of all classes, and publish what can be published."""
        for class_name in self._classes(count):
            record = self._describe(class_name)
            self.made.setdefault(class_name, []).append(record)
        for service in self.made.get(Record.ClassName.DATA_SERVICE, ()):
            users = Dataset.objects.filter(distributions__access_service=service).distinct()
            values = {"serves_dataset": [each.record_ptr for each in users]}
            save_record(self.person, record=service, values=values, edit_number=service.edit_number)
        for record in (each for records in self.made.values() for each in records if each.is_listed):
            self._publish(record)
        return self.result

    def _classes(self, count: int) -> Iterator[str]:
        """What others may point at first."""
        for class_name, share in _SHARES.items():
            number = max(1, round(share * count))
            count -= number
            yield from [class_name] * number
        yield from [Record.ClassName.DATASET] * count

    def _typist(self) -> Typist:
        """Somebody who points at what is complete: one contact without an address would stop everything."""
        keys = {name: [each.pk for each in records if not each.errors] for name, records in self.made.items()}
        return Typist(
            self.chance,
            agents=[each.iri for each in self.made.get(Record.ClassName.AGENT, ()) if not each.errors],
            relations={
                "creator": keys.get(Record.ClassName.AGENT, ()),
                "contact_point": keys.get(Record.ClassName.CONTACT_POINT, ()),
                "in_series": keys.get(Record.ClassName.DATASET_SERIES, ()),
                "access_service": keys.get(Record.ClassName.DATA_SERVICE, ()),
            },
            share=self.chance.choice((0.0, 0.3, 0.6, 1.0)),
        )

    def _describe(self, class_name: str) -> Record:
        typist = self._typist()
        is_high_value = self.chance.random() < 0.3
        data, form = self._accepted(class_name, typist.fill(class_name, self._consistent(class_name, is_high_value)))
        record = create_record(
            self.person,
            organisation=self.organisation,
            class_name=class_name,
            values=form.values(),
            creation_token=uuid.UUID(int=self.chance.getrandbits(128), version=4),
        )
        self.result.typed[record.iri] = dict(data.lists())
        if class_name == Record.ClassName.DATASET:
            for number in range(self.chance.randint(1, 3)):
                self._distribute(record, typist, is_high_value=is_high_value and not number)
        return record

    def _distribute(self, dataset: Dataset, typist: Typist, *, is_high_value: bool) -> None:
        fixed = self._consistent("Distribution", is_high_value)
        data, form = self._accepted("Distribution", typist.fill("Distribution", fixed))
        distribution = save_distribution(
            self.person,
            dataset=dataset,
            values=form.values(),
            creation_token=uuid.UUID(int=self.chance.getrandbits(128), version=4),
        )
        self.result.typed[distribution.iri] = dict(data.lists())

    def _consistent(self, class_name: str, is_high_value: bool) -> dict[str, list[str]]:
        """What belongs together, so that most of what is typed can be published."""
        fixed = {"title-sv": ["Prov " + str(self.chance.randrange(10_000))]} if self.chance.random() < 0.5 else {}
        fixed["applicable_legislation"] = [_HIGH_VALUE] if is_high_value else []
        fixed["hvd_category"] = [_CATEGORY] if is_high_value else []
        if class_name in ("Distribution", "DataService"):
            fixed["format"], fixed["other_license-TOTAL_FORMS"] = ["text/csv"], ["0"]
        return fixed

    def _accepted(self, class_name: str, data: QueryDict) -> tuple[QueryDict, DescriptionForm]:
        """The form with what it takes of what was typed."""
        for _attempt in range(_MOST_ATTEMPTS):
            form = form_for(class_name)(data, organisation=self.organisation)
            if form.is_valid():
                return data, form
            refused = {_field_of(control.removeprefix("id_")) for control, _label, _sentence in form.errors_listed()}
            assert refused, "refused without a word"
            for name in [name for name in data if not name.endswith("_FORMS") and _is_in(name, refused)]:
                del data[name]
        raise AssertionError(f"{class_name} was refused again and again: {form.errors_listed()}")

    def _publish(self, record: Record) -> None:
        try:
            publish(self.person, record=record, visibility=Release.Visibility.PUBLIC)
        except NotPublishable as refusal:
            self.result.stopped[record.iri] = [finding.code for finding in refusal.plan.errors]
        else:
            self.result.published.append(record.iri)


def _field_of(control: str) -> str:
    """The field, or the row of one, that an input belongs to."""
    row = re.match(r"(.+?-\d+)-", control)
    return row[1] if row else re.sub(r"[-_]\d+$|-(sv|en|other|west|south|east|north|longitude|latitude)$", "", control)


def _is_in(name: str, refused: set[str]) -> bool:
    return any(name == field or name.startswith(f"{field}-") for field in refused)
