"""Rows for tests, made by plain functions: every value has a default that a test can override."""

import tempfile
import uuid
from itertools import count

from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from catalog.files.examining import examine
from catalog.models import (
    Candidate,
    ContactPoint,
    DataFile,
    DataService,
    Dataset,
    DatasetSeries,
    Distribution,
    Record,
    Release,
)
from catalog.preparation import QUESTIONS
from catalog.services.files import keep_file
from catalog.services.preparation import Entry, add_candidates, answer
from catalog.services.publish import publish
from catalog.services.save import create_record, save_distribution
from organisations.address_parts import address_part
from organisations.models import County, CountyAssignment, Membership, Organisation, Person, Role
from organisations.people import create_person
from organisations.swedish_order import sort_key

_numbers = count(1)

# --- Organisations and people ----------------------------------------------------------------------------------------


def make_county(code: str = "18", name: str | None = None) -> County:
    """The county with this code, made when it is missing."""
    name = name or f"Län {code}"
    return County.objects.get_or_create(code=code, defaults={"name": name, "sort_key": sort_key(name)})[0]


def make_organisation(name: str | None = None, *, county: County | None = None, **values) -> Organisation:
    """A kommun with a confirmed number; ``is_number_confirmed=False`` for one that nobody has vouched for."""
    number = next(_numbers)
    name = name or f"Provby {number} kommun"
    short_name = values.pop("short_name", name.removesuffix(" kommun"))
    confirmed = timezone.now() if values.pop("is_number_confirmed", True) else None
    defaults = {
        "kind": Organisation.Kind.KOMMUN,
        "short_name": short_name,
        "sort_key": sort_key(name),
        "slug": address_part(short_name),
        "organisation_number": make_organisation_number(number),
        "number_confirmed_at": confirmed,
    }
    return Organisation.objects.create(name=name, county=county or make_county(), **defaults | values)


def make_organisation_number(serial: int) -> str:
    """A number of the kind that kommuner have, with the right check digit."""
    first_nine = f"2129{serial:05}"
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(first_nine))
    return f"{first_nine}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


def make_person(email: str | None = None, *, password: str | None = None, **values) -> Person:
    """Somebody without any role. Without a password they can only come in by :func:`sign_in`."""
    number = next(_numbers)
    person = create_person(
        email=email or f"person{number}@example.com",
        name=values.pop("name", f"Person {number}"),
        password=password,
        language=values.pop("language", "sv"),
        is_demonstration=values.pop("is_demonstration", False),
    )
    if values:
        Person.objects.filter(pk=person.pk).update(**values)
        person.refresh_from_db()
    return person


def make_member(
    organisation: Organisation | None = None, role: str = Role.REDAKTOR, *, person: Person | None = None, **values
) -> Person:
    """A person with a role in an organisation; ``values`` go to :func:`make_person`."""
    person = person or make_person(**values)
    Membership.objects.create(person=person, organisation=organisation or make_organisation(), role=role)
    return person


def make_coordinator(county: County | None = None, *, person: Person | None = None, **values) -> Person:
    """A samordnare of a county."""
    person = person or make_person(**values)
    CountyAssignment.objects.create(person=person, county=county or make_county())
    return person


def make_administrator(**values) -> Person:
    """An administrator of the installation."""
    return make_person(is_administrator=True, **values)


def sign_in(client: Client, person: Person) -> Client:
    """Sign the person in without the sign-in page, with a session that is listed as a real one is."""
    client.force_login(person)
    UserSession.objects.update_or_create(
        session_key=client.session.session_key,
        defaults={"user": person, "ip": "127.0.0.1", "user_agent": "test"},
    )
    return client


# --- Catalogue ------------------------------------------------------------------------------------------------------

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
PUBLIC_ACCESS = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
ENVIRONMENT = "http://publications.europa.eu/resource/authority/data-theme/ENVI"


def make_contact(organisation: Organisation, **values) -> ContactPoint:
    """A contact that can be published, not published."""
    filled = {
        "kind": "http://www.w3.org/2006/vcard/ns#Organization",
        "name": f"Funktion {next(_numbers)}",
        "email": ["data@example.com"],
    }
    return create_record(
        values.pop("actor", None) or make_administrator(),
        organisation=organisation,
        class_name=Record.ClassName.CONTACT_POINT,
        values=filled | values,
        creation_token=uuid.uuid4(),
    )


def make_dataset(organisation: Organisation, title: str | dict | None = None, **values) -> Dataset:
    """A dataset that can be published, with a contact and a distribution; not published."""
    title = f"Provdata {next(_numbers)}" if title is None else title
    actor = values.pop("actor", None) or make_administrator()
    distribution = values.pop("distribution", {})
    filled = {
        "title": title if isinstance(title, dict) else {"sv": title, "en": f"{title} in English"},
        "description": {"sv": "Om provdata.", "en": "About test data."},
        "keyword": {"sv": ["prov"]},
        "theme": [ENVIRONMENT],
        "access_rights": PUBLIC_ACCESS,
    }
    if "contact_point" not in values:
        filled["contact_point"] = [make_contact(organisation, actor=actor)]
    dataset = create_record(
        actor,
        organisation=organisation,
        class_name=Record.ClassName.DATASET,
        values=filled | values,
        creation_token=uuid.uuid4(),
    )
    make_distribution(dataset, actor=actor, **distribution)
    return Dataset.objects.get(pk=dataset.pk)


def make_series(organisation: Organisation, title: str | None = None, **values) -> DatasetSeries:
    """A series that can be published, without members; not published."""
    title = title or f"Provserie {next(_numbers)}"
    filled = {"title": {"sv": title}, "description": {"sv": "Om provdata per år."}, "theme": [ENVIRONMENT]}
    return create_record(
        values.pop("actor", None) or make_administrator(),
        organisation=organisation,
        class_name=Record.ClassName.DATASET_SERIES,
        values=filled | values,
        creation_token=uuid.uuid4(),
    )


def make_service(organisation: Organisation, title: str | None = None, **values) -> DataService:
    """A service that can be published; not published."""
    title = title or f"Provtjänst {next(_numbers)}"
    filled = {"title": {"sv": title}, "endpoint_url": ["https://api.example.com/prov"], "format": "application/json"}
    return create_record(
        values.pop("actor", None) or make_administrator(),
        organisation=organisation,
        class_name=Record.ClassName.DATA_SERVICE,
        values=filled | values,
        creation_token=uuid.uuid4(),
    )


def make_distribution(dataset: Dataset, *, actor=None, **values) -> Distribution:
    """A distribution with what must be there."""
    filled = {"access_url": f"https://data.example.com/{next(_numbers)}.csv", "format": "text/csv", "license": CC0}
    return save_distribution(
        actor or make_administrator(), dataset=dataset, values=filled | values, creation_token=uuid.uuid4()
    )


def make_file(
    dataset: Dataset, content: bytes = b"namn;antal\nSj\xc3\xb6n;1\n", name: str = "data.csv", **values
) -> DataFile:
    """A file of the dataset's first distribution, in the working copy. ``values`` go to ``keep_file``."""
    with tempfile.TemporaryFile() as handle:
        handle.write(content)
        version = keep_file(
            values.pop("actor", None) or make_administrator(),
            dataset=dataset,
            distribution=values.pop("distribution", None) or dataset.distributions.first(),
            examined=examine(handle, name),
            **values,
        )
    return DataFile.objects.get(pk=version.file_id)


def make_published(organisation: Organisation, title: str | dict | None = None, **values) -> Dataset:
    """A published dataset. ``visibility`` and what :func:`make_dataset` takes can be overridden."""
    visibility = values.pop("visibility", Release.Visibility.PUBLIC)
    dataset = make_dataset(organisation, title, **values)
    publish(make_administrator(), record=dataset, visibility=visibility)
    return Dataset.objects.get(pk=dataset.pk)


def make_candidate(organisation: Organisation, name: str | None = None, *, actor=None, **values) -> Candidate:
    """A candidate without any answer; ``values`` go to :class:`catalog.services.preparation.Entry`."""
    entry = Entry(name or f"Provuppgifter {next(_numbers)}", **values)
    added = add_candidates(actor or make_administrator(), organisation=organisation, entries=[entry])
    return added.made[0]


def answer_all(candidate: Candidate, *, actor=None, sharing: str = Candidate.Sharing.OPEN) -> Candidate:
    """The candidate with a settled answer to every question."""
    chosen = {"sensitivity": Candidate.Sensitivity.NONE, "extraction": "export", "others": sharing}
    for each in QUESTIONS:
        values = {"text": f"Svar om {each.key}", "choice": chosen.get(each.key, ""), "reason": ""}
        answer(actor or make_administrator(), candidate=candidate, question=each.key, seen=None, values=values)
    candidate.refresh_from_db()
    return candidate
