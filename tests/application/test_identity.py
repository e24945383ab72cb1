"""The same IRIs for ever: after another port, another public address, another name, another base, a restored backup."""

import re
import sqlite3
import subprocess
from contextlib import closing
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from catalog.identity import PublishedAlready, change_base
from catalog.models import Catalog, Record, Release
from catalog.services.publish import publish, withdraw
from catalog.services.save import save_record
from harvesting.models import Feed, Snapshot
from harvesting.scheduler import build_all_due
from harvesting.store import Pointer, Redirect, Store
from harvesting.swap import feed_store
from harvesting.sweep import sweep
from organisations.domains import add_domain, end_domain, use_domain
from organisations.models import Organisation, OrganisationDomain
from organisations.organisation_changes import change_address_part, rename_organisation
from tests.application.people import client_of, make_agent
from tests.factories import (
    make_administrator,
    make_dataset,
    make_organisation,
    make_published,
)
from tests.harvesting.factories import make_main_publisher
from tests.harvesting.reading import feed_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PUBLIC, INTERNAL = Release.Visibility.PUBLIC, Release.Visibility.INTERNAL


def build_everything() -> dict[str, bytes]:
    """Every feed, built anew whatever is there already, by its address part (the combined one: ``*``)."""
    sweep()
    Feed.objects.update(built_revision=None, next_attempt_at=None)
    build_all_due(Snapshot.Trigger.COMMAND)
    feeds = Feed.objects.select_related("organisation")
    return {feed.organisation.slug if feed.organisation else "*": feed_bytes(feed) for feed in feeds}


def iris(feed: bytes) -> list[str]:
    """Every IRI that the feed describes or points at, in its order."""
    return re.findall(r'rdf:(?:about|resource)="([^"]*)"', feed.decode())


@pytest.fixture
def organisation() -> Organisation:
    """An organisation that has published, with everything that has an IRI."""
    make_main_publisher()
    made = make_organisation("Hällefors kommun")
    period = [{"key": "a1b2c3d4", "start_date": "2024"}]
    make_published(made, "Badplatser", creator=make_agent(made), temporal=period)
    make_published(made, "Lekplatser")
    return made


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9999", "https://data.example.org", "http://other.example.org:81"]
)
def test_another_port_or_public_address_changes_no_byte_of_any_feed(address, organisation, settings):
    before = build_everything()

    settings.PUBLIC_BASE_URL, settings.PORT = address, 9999
    settings.ALLOWED_HOSTS = ["*"]

    assert build_everything() == before
    for iri in iris(before["hallefors"]):
        if iri.startswith("http://127.0.0.1:8000/hallefors/") and "#" not in iri:
            assert client_of(None).get(iri.removeprefix("http://127.0.0.1:8000")).status_code == 303, iri


def test_records_made_later_get_the_base_of_the_first_publication(organisation, settings):
    settings.PUBLIC_BASE_URL = "https://data.example.org"

    assert make_dataset(organisation).iri.startswith("http://127.0.0.1:8000/hallefors/datasets/")


def test_the_base_is_changed_on_purpose_only_and_for_new_records_only(organisation):
    before = build_everything()
    with pytest.raises(PublishedAlready):
        change_base("https://data.example.org")

    change_base("https://data.example.org", force=True)

    assert build_everything() == before
    assert make_dataset(organisation).iri.startswith("https://data.example.org/hallefors/datasets/")


def test_before_the_first_publication_new_records_follow_the_public_address_and_old_ones_stay(settings):
    organisation = make_organisation("Kil kommun")
    old = make_dataset(organisation)

    settings.PUBLIC_BASE_URL = "https://data.example.org"

    assert make_dataset(organisation).iri.startswith("https://data.example.org/kil/")
    publish(make_administrator(), record=old, visibility=PUBLIC)
    assert Record.objects.get(pk=old.pk).iri.startswith("http://127.0.0.1:8000/kil/")


def test_another_name_changes_no_iri(organisation):
    before = build_everything()

    rename_organisation(make_administrator(), organisation=organisation, name="Bergslagens kommun", short_name="Berg")

    after = build_everything()
    assert {slug: sorted(iris(feed)) for slug, feed in after.items()} == {
        slug: sorted(iris(feed)) for slug, feed in before.items()
    }


def test_another_address_part_changes_no_iri_and_the_old_one_leads_on(organisation):
    before = build_everything()

    change_address_part(make_administrator(), organisation=organisation, part="bergslagen")

    after = build_everything()
    assert after["bergslagen"] == before["hallefors"]
    assert feed_store().read("hallefors") == Redirect("bergslagen")
    browser = client_of(None)
    moved = browser.get("/hallefors/datasets/dcat")
    assert (moved.status_code, moved["Location"]) == (308, "/bergslagen/datasets/dcat")
    for iri in iris(before["hallefors"]):
        if iri.startswith("http://127.0.0.1:8000/hallefors/") and "#" not in iri:
            answer = browser.get(iri.removeprefix("http://127.0.0.1:8000"))
            assert (answer.status_code, answer["Location"].split("/")[1]) == (303, "bergslagen"), iri
            assert browser.get(answer["Location"]).status_code == 200
    assert make_dataset(Organisation.objects.get(pk=organisation.pk)).iri.startswith(
        "http://127.0.0.1:8000/bergslagen/"
    )


def test_pages_under_an_address_part_of_before_lead_to_those_of_today(organisation):
    dataset = Release.objects.public().datasets().first().record

    change_address_part(make_administrator(), organisation=organisation, part="bergslagen")

    for old, new in (
        ("/hallefors/", "/bergslagen/"),
        (f"/hallefors/datamangder/{dataset.uuid}/", f"/bergslagen/datamangder/{dataset.uuid}/"),
    ):
        answer = client_of(None).get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)


def test_another_title_changes_no_iri(organisation):
    dataset = Release.objects.public().datasets().first().record.dataset
    before = build_everything()["hallefors"]

    save_record(
        make_administrator(), record=dataset, values={"title": {"sv": "Något annat"}}, edit_number=dataset.edit_number
    )
    publish(make_administrator(), record=dataset, visibility=PUBLIC)

    after = build_everything()["hallefors"]
    assert iris(after) == iris(before)
    assert "Något annat" in after.decode()


def test_what_was_withdrawn_is_410_and_says_what_and_when_and_what_never_was_is_404(organisation):
    release = Release.objects.public().datasets().select_related("record").get(title__sv="Badplatser")
    withdraw(make_administrator(), record=release.record)
    withdrawn_at = Release.objects.get(pk=release.pk).withdrawn_at
    draft = make_dataset(organisation)
    browser = client_of(None)

    for address in (f"/hallefors/datasets/{release.record.uuid}", f"/hallefors/datamangder/{release.record.uuid}/"):
        answer = browser.get(address, headers={"accept": "text/html"})
        assert answer.status_code == 410
        assert "Badplatser" in answer.content.decode()
        assert str(withdrawn_at.year) in answer.content.decode()
        assert answer.context["when"] == withdrawn_at
    for address in (f"/hallefors/datasets/{draft.uuid}", f"/hallefors/datamangder/{draft.uuid}/"):
        assert browser.get(address).status_code == 404


def test_what_was_withdrawn_and_published_again_has_the_iri_that_it_had(organisation):
    before = build_everything()["hallefors"]
    record = Release.objects.public().datasets().get(title__sv="Badplatser").record
    withdraw(make_administrator(), record=record)
    assert record.iri not in iris(build_everything()["hallefors"])

    publish(make_administrator(), record=Record.objects.get(pk=record.pk), visibility=PUBLIC)

    assert sorted(iris(build_everything()["hallefors"])) == sorted(iris(before))


def test_what_happens_internally_leaves_every_feed_as_it_is_to_the_byte(organisation):
    before = build_everything()

    make_published(organisation, "Hemligt", visibility=INTERNAL)
    make_dataset(organisation, "Utkast")
    catalogue = Catalog.objects.get(owner=organisation)
    values = {"title": {"sv": "Hemlig ändring"}}
    save_record(make_administrator(), record=catalogue, values=values, edit_number=catalogue.edit_number)

    assert build_everything() == before


def test_a_restored_dump_gives_the_same_bytes(organisation, settings, tmp_path: Path):
    withdrawn = Release.objects.public().datasets().get(title__sv="Lekplatser").record
    withdraw(make_administrator(), record=withdrawn)
    before = build_everything()
    dump = tmp_path / "dump.json"
    with dump.open("w") as file:
        call_command("dumpdata", exclude=["contenttypes", "auth", "sessions"], stdout=file)

    connection.check_constraints()  # PostgreSQL empties no table that it has yet to check
    call_command("flush", interactive=False, verbosity=0)
    assert not Record.objects.exists()
    call_command("loaddata", str(dump), stdout=StringIO())
    settings.SNAPSHOT_DIR = tmp_path / "an empty folder"

    assert build_everything() == before
    assert client_of(None).get(f"/hallefors/datasets/{withdrawn.uuid}").status_code == 410


def test_files_that_are_ahead_of_a_restored_database_are_caught_up_with(organisation):
    before = build_everything()
    rows = list(Feed.objects.values("pk", "claim_number"))
    for _time in range(3):
        build_everything()

    for row in rows:  # the database is that of before; the files are not
        Feed.objects.filter(pk=row["pk"]).update(claim_number=row["claim_number"])

    assert build_everything() == before
    assert isinstance(feed_store().read("hallefors"), Pointer)


_RELEASES = (
    "SELECT record.iri, release.number FROM catalog_release release "
    "JOIN catalog_record record ON record.id = release.record_id"
)


@pytest.mark.django_db(transaction=True)
def test_a_copy_made_as_documented_while_the_service_runs_holds_every_release(organisation, tmp_path: Path):
    build_everything()
    present = sorted(Release.objects.values_list("record__iri", "number"))

    copied = in_sqlite_copy(tmp_path) if connection.vendor == "sqlite" else in_postgresql_copy(tmp_path)

    assert sorted(copied) == present


def in_sqlite_copy(folder: Path) -> list[tuple]:
    copy = folder / "catalogue.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        return opened.execute(_RELEASES).fetchall()


def in_postgresql_copy(folder: Path) -> list[tuple]:
    """Dump, restore into a new database, and read there."""
    facts, dump = connection.settings_dict, folder / "catalogue.dump"
    server = (
        f"host={facts['HOST']} port={facts['PORT'] or 5432} user={facts['USER']} password={facts['PASSWORD'] or 'x'}"
    )
    restored = f"{facts['NAME']}_restored"
    subprocess.run(
        ["pg_dump", "--format=custom", f"--file={dump}", f"{server} dbname={facts['NAME']}"], check=True, timeout=60
    )
    with psycopg.connect(f"{server} dbname={facts['NAME']}", autocommit=True) as main:
        main.execute(f'CREATE DATABASE "{restored}"')
        try:
            target = f"--dbname={server} dbname={restored}"
            subprocess.run(["pg_restore", "--no-owner", target, str(dump)], check=True, timeout=60)
            with psycopg.connect(f"{server} dbname={restored}") as opened:
                return opened.execute(_RELEASES).fetchall()
        finally:
            main.execute(f'DROP DATABASE "{restored}" WITH (FORCE)')


def test_the_files_of_one_test_are_not_those_of_another(store: Store):
    assert store.read("hallefors") is None


# A domain of the organisation's own.


@pytest.fixture
def domain(organisation) -> OrganisationDomain:
    """In use, after two datasets have been published at the ordinary address."""
    added = add_domain(make_administrator(), organisation=organisation, host="data.hallefors.se")
    use_domain(make_administrator(), domain=added)
    return added


def test_a_domain_taken_into_use_changes_no_byte_of_what_there_is(organisation):
    before = build_everything()
    domain = add_domain(make_administrator(), organisation=organisation, host="data.hallefors.se")
    assert build_everything() == before

    use_domain(make_administrator(), domain=domain)

    assert build_everything() == before


def test_records_made_from_then_on_have_their_iris_there_and_older_ones_keep_theirs(organisation, domain, settings):
    before = iris(build_everything()["hallefors"])
    dataset = make_published(organisation, "Sjöar", creator=make_agent(organisation))

    after = iris(build_everything()["hallefors"])

    own = [iri for iri in after if iri.startswith("http://data.hallefors.se/")]
    assert set(before) <= set(after)
    assert dataset.iri == f"http://data.hallefors.se/datasets/{dataset.uuid}"
    kinds = {iri.removeprefix("http://data.hallefors.se/").split("/")[0] for iri in own}
    assert kinds == {"datasets", "agents", "contacts"}
    assert make_dataset(make_organisation()).iri.startswith("http://127.0.0.1:8000/")
    settings.PUBLIC_BASE_URL = "https://data.example.org"
    assert make_dataset(organisation).iri.startswith("https://data.hallefors.se/datasets/")


def test_after_it_has_ended_its_iris_stay_and_new_ones_are_at_the_ordinary_address(organisation, domain):
    dataset = make_published(organisation, "Sjöar")
    before = build_everything()

    end_domain(make_administrator(), domain=domain)

    assert build_everything() == before
    assert dataset.iri in iris(before["hallefors"])
    assert make_dataset(organisation).iri.startswith("http://127.0.0.1:8000/hallefors/datasets/")
    door = Client(headers={"host": "data.hallefors.se"})
    assert door.get(dataset.iri.removeprefix("http://data.hallefors.se")).status_code == 303
    assert b"".join(door.get("/datasets/dcat").streaming_content) == before["hallefors"]


def test_a_restored_dump_has_the_domains_and_their_iris(organisation, domain, settings, tmp_path: Path):
    dataset = make_published(organisation, "Sjöar")
    before = build_everything()
    dump = tmp_path / "dump.json"
    with dump.open("w") as file:
        call_command("dumpdata", exclude=["contenttypes", "auth", "sessions"], stdout=file)
    connection.check_constraints()
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(dump), stdout=StringIO())
    settings.SNAPSHOT_DIR = tmp_path / "an empty folder"
    settings.PUBLIC_BASE_URL = "http://other.example.org"
    settings.ALLOWED_HOSTS = ["other.example.org"]

    assert build_everything() == before
    door = Client(headers={"host": "data.hallefors.se"})
    assert door.get(dataset.iri.removeprefix("http://data.hallefors.se")).status_code == 303
    assert b"".join(door.get("/datasets/dcat").streaming_content) == before["hallefors"]


def test_another_base_before_the_first_publication_leaves_what_is_under_a_domain():
    organisation = make_organisation("Kil kommun")
    ordinary = make_dataset(organisation)
    domain = add_domain(make_administrator(), organisation=organisation, host="data.kil.se")
    use_domain(make_administrator(), domain=domain)
    own = make_dataset(organisation)

    change_base("https://data.example.org")

    assert Record.objects.get(pk=own.pk).iri == own.iri == f"http://data.kil.se/datasets/{own.uuid}"
    assert Record.objects.get(pk=ordinary.pk).iri == f"https://data.example.org/kil/datasets/{ordinary.uuid}"
