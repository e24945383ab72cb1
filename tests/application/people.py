"""One organisation with something of everything, and somebody in each role, seen from it."""

import uuid
from dataclasses import dataclass

from django.test import Client

from catalog.models import Agent, BulkAction, Candidate, ContactPoint, DataService, Dataset, DatasetSeries, Record
from catalog.services.bulk import choose
from catalog.services.catalogue import ensure_catalogue
from catalog.services.publish import publish
from catalog.services.save import create_record
from harvesting.sweep import make_missing_feeds
from organisations.invitations import Issued, invite, invite_administrator
from organisations.models import CountyAssignment, Invitation, Membership, Organisation, Person, Role
from tests.factories import (
    make_administrator,
    make_candidate,
    make_contact,
    make_coordinator,
    make_county,
    make_dataset,
    make_distribution,
    make_file,
    make_member,
    make_organisation,
    make_person,
    make_series,
    make_service,
    sign_in,
)

PASSWORD = "vinterns långa nätter"
ANONYMOUS = "anonymous"
# In the order of the permission table's columns.
ROLES = (
    ANONYMOUS,
    "outsider",
    "redaktor",
    "publicist",
    "organisationsansvarig",
    "samordnare",
    "samordnare_elsewhere",
    "administrator",
)


@dataclass(frozen=True)
class Holding:
    """An organisation and one of each thing that it may have."""

    organisation: Organisation
    published: Dataset
    draft: Dataset
    contact: ContactPoint
    agent: Agent
    series: DatasetSeries
    service: DataService
    candidate: Candidate
    member: Membership
    invitation: Invitation
    issued: Issued
    bulk: BulkAction


def make_holding(name: str, county_code: str = "18") -> Holding:
    """An organisation with something of everything."""
    organisation = make_organisation(name, county=make_county(county_code))
    ensure_catalogue(organisation)
    member = make_member(organisation, Role.ORGANISATIONSANSVARIG)
    issued = invite(member, email=f"{organisation.slug}@example.com", organisation=organisation, role=Role.REDAKTOR)
    series, service = make_series(organisation), make_service(organisation)
    published = make_dataset(organisation, in_series=[series], distribution={"access_service": [service]})
    make_file(published)
    publish(make_administrator(), record=published, visibility="public")
    published.refresh_from_db()
    draft = make_dataset(organisation)
    make_distribution(draft)
    make_file(draft)
    make_missing_feeds()
    return Holding(
        organisation=organisation,
        published=published,
        draft=draft,
        contact=make_contact(organisation),
        agent=make_agent(organisation),
        series=series,
        service=service,
        candidate=make_candidate(organisation),
        member=Membership.objects.get(person=make_member(organisation, Role.REDAKTOR)),
        invitation=issued.invitation,
        issued=issued,
        bulk=choose_many(member, published, draft),
    )


def choose_many(person: Person, *records: Record) -> BulkAction:
    """A change of several records that nobody has confirmed."""
    return choose(
        person,
        organisation=records[0].organisation,
        class_name=records[0].class_name,
        kind=BulkAction.Kind.CONTACT,
        records=records,
    )


def make_agent(organisation: Organisation, **values) -> Agent:
    """A producer that can be published, not published."""
    return create_record(
        make_administrator(),
        organisation=organisation,
        class_name=Record.ClassName.AGENT,
        values={"name": {"sv": "Stadsarkivet"}, "type": "http://purl.org/adms/publishertype/LocalAuthority"} | values,
        creation_token=uuid.uuid4(),
    )


def person_in(role: str, organisation: Organisation) -> Person | None:
    """Somebody in this role, seen from the organisation."""
    makers = {
        ANONYMOUS: lambda: None,
        "outsider": lambda: make_member(role=Role.ORGANISATIONSANSVARIG, password=PASSWORD),
        "without_role": lambda: make_person(password=PASSWORD),
        "samordnare": lambda: make_coordinator(organisation.county, password=PASSWORD),
        "samordnare_elsewhere": lambda: make_coordinator(make_county("03"), password=PASSWORD),
        "administrator": lambda: make_administrator(password=PASSWORD),
    }
    return makers[role]() if role in makers else make_member(organisation, role, password=PASSWORD)


def client_of(person: Person | None) -> Client:
    """A browser in which this person is signed in; nobody, when it is None."""
    client = Client(raise_request_exception=True)
    return sign_in(client, person) if person else client


def other_assignment() -> CountyAssignment:
    """A samordnare's assignment, to be ended by an administrator."""
    return CountyAssignment.objects.get(person=make_coordinator(make_county("04")))


def administrators_invitation() -> Invitation:
    """An invitation that no organisation sent."""
    return invite_administrator(None, email="ny.administrator@example.com").invitation
