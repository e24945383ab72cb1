"""Nothing internal at any address for anybody who takes no part: not the words, not the addresses, not the numbers.

Everything that is not public carries the marker ``xqzhemlig`` somewhere, so one search finds it wherever it turns up.
"""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from catalog.models import BulkAction, Candidate, Catalog, DataFile, Dataset, Distribution, Link, Record, Release
from catalog.paths import IRIS
from catalog.services.publish import publish, withdraw
from catalog.services.save import save_record
from dcat.formats import N_TRIPLES, RDF_XML
from dcat.profile import DCAT_AP
from harvesting.links.noting import note_links
from harvesting.models import Feed, Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import sweep
from organisations.invitations import invite
from organisations.models import Invitation, Membership, Organisation, Person, Role
from organisations.organisation_changes import change_address_part
from tests.application.addresses import filled, named_addresses
from tests.application.people import choose_many, client_of, make_agent
from tests.factories import (
    make_administrator,
    make_candidate,
    make_contact,
    make_dataset,
    make_distribution,
    make_file,
    make_member,
    make_organisation,
    make_person,
    make_published,
)
from tests.harvesting.factories import feed_of, make_main_publisher
from tests.harvesting.reading import datasets, feed_bytes, graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MARKER = "xqzhemlig"
PUBLIC, INTERNAL = Release.Visibility.PUBLIC, Release.Visibility.INTERNAL
_WORDS = ("andrad", "intern", "utkast", "katalog", "medlem", "inbjuden", "notering", "kandidat")
HEADERS = (
    {"accept": "application/rdf+xml, text/turtle;q=0.9", "accept-profile": f"<{DCAT_AP.iri}>"},
    {"accept": "application/json"},
    {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"},
    {"accept-language": "en", "accept-encoding": "gzip"},
    {"hx-request": "true"},
)


@dataclass(frozen=True)
class World:
    """An organisation with a dataset in each state, another one that only publishes internally."""

    organisation: Organisation
    internal_only: Organisation
    public: set[str]  # UUIDs of the datasets that everybody may see
    gone: set[str]  # UUIDs of those that everybody could see once
    hidden: set[str]  # UUIDs of all records and distributions that nobody else may know of
    words: set[str]  # the marked words


def marked(organisation: Organisation, word: str, **values) -> dict:
    """What a dataset is made from when every text that it has is marked."""
    word = MARKER + word
    return {
        "title": {"sv": f"{word} titel", "en": f"{word} title"},
        "description": {"sv": f"{word} beskrivning", "en": f"{word} description"},
        "keyword": {"sv": [f"{word} nyckelord"]},
        "landing_page": [f"https://data.example.com/{word}"],
        "contact_point": [make_contact(organisation, name=f"{word} kontakt", email=[f"{word}@example.com"])],
        "creator": make_agent(organisation, name={"sv": f"{word} producent"}),
        "distribution": {"title": {"sv": f"{word} distribution"}, "access_url": f"https://data.example.com/{word}.csv"},
    } | values


def edit(record: Record, **values) -> None:
    saved = type(record).objects.get(pk=record.pk)
    save_record(make_administrator(), record=saved, values=values, edit_number=saved.edit_number)


def make_states(organisation: Organisation) -> tuple[list[Dataset], list[Dataset]]:
    """Datasets in every state: those that are public now, and those that were."""
    actor = make_administrator(name="xqzhemligperson Admin", email="xqzhemligperson@example.com")
    plain = make_published(organisation, "Badplatser")
    changed = make_published(organisation, "Lekplatser", description={"sv": "Platser att leka på."})
    texts = marked(organisation, "andrad", contact_point=[], creator=None)
    texts.pop("distribution")
    edit(changed, **texts)
    make_distribution(changed, title={"sv": "xqzhemligandrad distribution"})
    withdrawn = make_published(organisation, **marked(organisation, "tillbakadragen", title={"sv": "Sjöar"}))
    withdraw(actor, record=withdrawn, note="xqzhemligorsak")
    once_public = make_published(organisation, "Cykelvägar")
    edit(once_public, **{name: value for name, value in texts.items() if name != "contact_point"})
    publish(actor, record=once_public, visibility=INTERNAL, note="xqzhemlignotering")
    make_published(organisation, visibility=INTERNAL, **marked(organisation, "intern"))
    draft = make_dataset(organisation, **marked(organisation, "utkast"))
    choose_many(actor, draft)
    make_file(draft, f"{MARKER}utkastfil;b\n1;2\n".encode(), name="utkast.csv")
    make_file(plain)
    publish(actor, record=plain, visibility=PUBLIC)
    make_file(plain, f"{MARKER}nyversion;b\n1;2\n".encode())
    make_candidate(organisation, "xqzhemligkandidat", owner="xqzhemligkandidat enhet")
    edit(Catalog.objects.get(owner=organisation), description={"sv": "xqzhemligkatalog ändrad"})
    member = make_member(organisation, Role.REDAKTOR, name="xqzhemligmedlem", email="xqzhemligmedlem@example.com")
    invite(member, email="xqzhemliginbjuden@example.com", organisation=organisation, role=Role.REDAKTOR)
    return [plain, changed], [withdrawn, once_public]


@pytest.fixture(scope="module")
def world(module_rows) -> World:
    make_main_publisher()
    organisation, internal_only = make_organisation("Markaryd kommun"), make_organisation("Tystberga kommun")
    public, gone = make_states(organisation)
    make_published(internal_only, visibility=INTERNAL, **marked(internal_only, "bara-intern"))
    make_feeds_twice(organisation)
    known = Release.objects.filter(visibility=PUBLIC).values_list("record__uuid", flat=True)
    described = str([release.content for release in Release.objects.filter(visibility=PUBLIC)])
    # Every organisation's feed names its catalogue, published or not.
    records = Record.objects.exclude(class_name=Record.ClassName.CATALOG).exclude(agent__publisher_of__isnull=False)
    everything = [*records.values_list("uuid", flat=True), *Distribution.objects.values_list("uuid", flat=True)]
    return World(
        organisation=Organisation.objects.get(pk=organisation.pk),
        internal_only=internal_only,
        public={str(each.uuid) for each in public},
        gone={str(each.uuid) for each in gone},
        hidden={str(each) for each in everything if each not in known and str(each) not in described},
        words={
            MARKER + word
            for word in ("andrad", "intern", "utkast", "katalog", "medlem", "inbjuden", "notering", "kandidat")
        },
    )


def make_feeds_twice(organisation: Organisation) -> None:
    """Once under the first address part, once under another."""
    note_links()
    sweep()
    build_all_due(Snapshot.Trigger.COMMAND)
    change_address_part(make_administrator(), organisation=organisation, part="markaryd-nya")
    sweep()
    build_all_due(Snapshot.Trigger.COMMAND)
    assert not Feed.objects.exclude(last_error={}).exists()


def all_addresses(world: World) -> list[str]:
    """Every address there is, about everything there is; what everybody may ask for, under former address parts too."""
    found = {f"/{world.organisation.slug}/?sida=2", "/?q=badplatser"}
    for slug in (world.organisation.slug, "markaryd", world.internal_only.slug):
        about = subjects(slug)
        paths = {
            path for name, parts in named_addresses().items() for path in filled(name, parts, fitting(name, about))
        }
        is_current = slug == world.organisation.slug
        found |= {path for path in paths if is_current or not path.startswith("/arbete/")}
    return sorted(found)


def fitting(name: str, about: list[dict]) -> list[dict]:
    """What an address may be about; under another class than its own a thing is asked for by its IRI alone."""
    if not name.startswith("rdf_"):
        return about
    return [each for each in about if IRIS.get(each.get("class_name"), "distribution") == name.removeprefix("rdf_")]


def subjects(slug: str) -> list[dict]:
    """Everything that an address may be about."""
    fixed = {"what": "samordnare", "token": "ingen-inbjudan", "code": "en", "key": "ingen-nyckel", "uidb36": "1"}
    records, distributions = Record.objects.values("class_name", "uuid"), Distribution.objects.values("dataset", "uuid")
    datasets_by_key = dict(Dataset.objects.values_list("pk", "uuid"))
    found = [fixed, {"slug": slug}, {"section": slug}, {"section": "sidor"}, {"code": "18"}]
    found += [{"class_name": each["class_name"], "identifier": each["uuid"], "number": 1} for each in records]
    found += [{"class_name": each.class_name, "bulk_id": each.uuid} for each in BulkAction.objects.all()]
    found += [{"dataset_id": datasets_by_key[each["dataset"]], "identifier": each["uuid"]} for each in distributions]
    found += [
        {"identifier": each.uuid, "name": each.name, "dataset_id": each.dataset.uuid, "number": 1}
        for each in DataFile.objects.select_related("dataset")
    ]
    found += [
        {"identifier": each.distribution_uuid, "dataset_id": each.dataset.uuid, "number": 1}
        for each in DataFile.objects.select_related("dataset")
    ]
    found += [{"membership_id": each.pk} for each in Membership.objects.all()]
    found += [{"invitation_id": each.pk} for each in Invitation.objects.all()]
    found += [{"identifier": each.uuid, "question": "innehall"} for each in Candidate.objects.all()]
    found += [{"snapshot_id": each.pk} for each in Snapshot.objects.all()]
    found += [{"link_id": each.pk} for each in Link.objects.all()]
    found += [{"person_id": each.pk, "assignment_id": each.pk} for each in Person.objects.all()[:3]]
    found = [each | {"slug": slug} for each in found]
    # Each of the two is rendered for itself; Turtle and JSON-LD are N-Triples in other words.
    return found + [each | {"suffix": form.suffix} for each in found for form in (RDF_XML, N_TRIPLES)]


def walk(client: Client, world: World, *, every: int = 1) -> dict[str, tuple[int, str]]:
    """What everything answers with: status, and all that was said in head and body.

    ``every``: of what needs no sign-in only each so many-th, for who gets there what everybody gets.
    """
    signed_in = ("/arbete/", "/konto/", "/samordning/")
    asked = enumerate(all_addresses(world))
    return {
        address: said(client.get(address)) for at, address in asked if not at % every or address.startswith(signed_in)
    }


def said(response) -> tuple[int, str]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return response.status_code, f"{head}\n\n{body.decode()}"


def leaks(address: str, text: str, world: World) -> set[str]:
    """The marked words and the names of hidden things that were said without being asked about."""
    found = set(re.findall(rf"{MARKER}[\w-]*", text, re.IGNORECASE))
    return found | {each for each in world.hidden if each in text and each not in address}


@pytest.fixture(params=["nobody", "somebody without a role"])
def stranger(request, world) -> Client:
    return client_of(None if request.param == "nobody" else make_person())


def test_nothing_internal_is_said_at_any_address(stranger, world):
    answers = walk(stranger, world, every=3 if "sessionid" in stranger.cookies else 1)

    found = {address: leaks(address, text, world) for address, (_status, text) in answers.items()}
    assert {address: words for address, words in found.items() if words} == {}
    statuses = {address: status for address, (status, _text) in answers.items()}
    assert not [address for address, status in statuses.items() if status >= 500]
    assert {status for address, status in statuses.items() if address.startswith("/arbete/markaryd-nya/")} <= {
        302,
        404,
        405,
    }


def test_the_search_finds_what_is_internal_where_it_may_be_said(world):
    administrator = client_of(make_administrator())

    text = "".join(text for _status, text in walk(administrator, world).values())

    assert world.words == {word for word in world.words if word in text}
    assert all(uuid in text for uuid in world.hidden)


@pytest.mark.parametrize("place", range(len(HEADERS)), ids=lambda place: str(HEADERS[place]))
def test_nothing_internal_is_said_however_one_asks(place, world):
    """Neighbours are about things of one kind, so each kind is asked for in every way."""
    client, headers = client_of(None), HEADERS[place]
    pages = [address for address in all_addresses(world) if not address.startswith(("/arbete/", "/konto/"))]
    pages = pages[place :: len(HEADERS)]

    found = {address: leaks(address, said(client.get(address, headers=headers))[1], world) for address in pages}

    assert {address: words for address, words in found.items() if words} == {}


def test_head_says_no_more_than_get_and_a_known_tag_is_answered_with_304(world):
    client = client_of(None)
    for feed in ("/datasets/dcat", f"/{world.organisation.slug}/datasets/dcat", "/tystberga/datasets/dcat"):
        head = client.head(feed)
        again = client.get(feed, headers={"if-none-match": head["ETag"]})

        assert (head.status_code, again.status_code) == (200, 304)
        assert MARKER not in said(head)[1] + said(again)[1]
        assert head["Content-Length"] == str(len(b"".join(client.get(feed).streaming_content)))


def test_every_dataset_that_is_not_public_is_missing_or_gone(stranger, world):
    statuses = {
        str(dataset.uuid): stranger.get(f"/markaryd/datasets/{dataset.uuid}").status_code
        for dataset in Dataset.objects.all()
    }

    expected = dict.fromkeys(statuses, 404) | dict.fromkeys(world.public, 303) | dict.fromkeys(world.gone, 410)
    assert statuses == expected


def test_the_feeds_list_what_is_public_and_nothing_else(world):
    public = {dataset.iri for dataset in Dataset.objects.filter(uuid__in=world.public)}
    for organisation, expected in ((world.organisation, public), (world.internal_only, set()), (None, public)):
        assert datasets(graph_of(feed_bytes(feed_of(organisation)))) == expected
    for feed in Feed.objects.collected():
        assert datasets(graph_of(feed_bytes(feed))) <= public


def test_no_file_that_feeds_are_answered_from_holds_anything_internal(world):
    files = [path for path in Path(settings.SNAPSHOT_DIR).rglob("*") if path.is_file()]

    contents = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    assert len(files) > 6
    assert not [path for path, content in zip(files, contents, strict=True) if MARKER.encode() in content]


def test_every_count_is_a_count_of_what_is_public(stranger, world):
    listed = stranger.get("/organisationer/")
    counts = {each.slug: each.dataset_count for each in listed.context["organisations"]}
    front = stranger.get("/").context

    assert counts[world.organisation.slug] == len(world.public) == 2
    assert counts[world.internal_only.slug] == 0
    assert "2 datamängder" in listed.content.decode()
    assert (front["dataset_count"], front["publishing_count"]) == (2, 1)
    assert {str(release.record.uuid) for release in front["latest"]} == world.public
    page = stranger.get(f"/{world.organisation.slug}/").context["page"]
    assert {str(release.record.uuid) for release in page} == world.public


def test_the_front_page_counts_what_is_public_for_members_too(world):
    member = client_of(make_member(world.organisation))

    assert member.get("/").context["dataset_count"] == 2


def test_members_of_other_organisations_see_what_is_internal_but_no_draft(world):
    colleague = client_of(make_member())
    answers = walk(colleague, world)

    text = "".join(text for _status, text in answers.values())
    assert "xqzhemligintern titel" in text
    for word in (
        "xqzhemligutkast",
        "xqzhemligandrad distribution",
        "xqzhemligmedlem",
        "xqzhemliginbjuden",
        "xqzhemligkatalog",
        "xqzhemligorsak",
    ):
        assert word not in text
