"""An organisation's own domain over HTTP: its catalogue, its IRIs, and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver

from catalog.models import Release
from catalog.services.publish import withdraw
from dcat.formats import FORMATS
from harvesting.hosts import keep_hosts, organisation_at
from harvesting.models import Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import sweep
from organisations.domains import add_domain, end_domain, remove_domain, use_domain
from organisations.organisation_changes import change_address_part
from tests.application.addresses import filled, named_addresses
from tests.factories import make_administrator, make_contact, make_dataset, make_organisation, make_published, sign_in
from tests.harvesting.factories import make_main_publisher
from tests.harvesting.test_serving import body, put

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent
HOST, MAIN = "data.kil.se", "http://127.0.0.1:8000"
FEED = "/datasets/dcat"


def at(host: str = HOST, **headers: str) -> Client:
    return Client(headers={"host": host} | headers)


# Without django_db, every query is an error: these tests are answered without a database.


@pytest.fixture
def feed(store):
    keep_hosts({HOST: "kil"})
    return put(store, "kil", b"<kil/>")


@pytest.mark.parametrize(
    "rest", ["", *(f".{suffix}" for suffix in FORMATS), "?profile=dcat-ap", ".ttl?profile=dcat-ap"]
)
def test_the_catalogue_is_there_with_the_same_bytes_and_tag(client, feed, rest):
    own, ordinary = at().get(FEED + rest), client.get(f"/kil{FEED}{rest}")
    assert own.status_code == ordinary.status_code == 200
    assert body(own) == body(ordinary)
    for name in ("ETag", "Last-Modified", "Content-Type", "Vary", "Cache-Control", "Link", "Content-Profile"):
        assert own[name] == ordinary[name]
    assert at(**{"if-none-match": own["ETag"]}).get(FEED + rest).status_code == 304
    assert at().head(FEED + rest)["ETag"] == own["ETag"]


@pytest.mark.parametrize(
    "host", ["DATA.kil.se", "data.kil.se:80", "data.kil.se:8443", "data.kil.se.", "Data.Kil.SE.:1"]
)
def test_another_way_of_writing_the_host_is_the_same_host(feed, host):
    assert body(at(host).get(FEED)) == b"<kil/>"


@pytest.mark.parametrize(
    "host",
    [
        "okand.kil.se",
        "data.kil.se.evil.com",
        "evil-data.kil.se",
        "xdata.kil.se",
        "data.kil.se..",
        ".data.kil.se",
        "data.kil.se@evil.com",
        "data.kil.se evil.com",
        "data.kil.se,evil.com",
        "data.kil.se/../x",
        "data.kil.se:x",
        "../current/kil.json",
        "..",
        "[::1]",
        "*",
        "a" * 300,
        "data.kil.se\xe5",
    ],
)
@pytest.mark.parametrize("path", [FEED, "/", "/livez"])
def test_a_host_that_nobody_has_is_refused_as_ever(feed, host, path):
    assert at(host).get(path).status_code == 400


def test_the_installations_own_host_is_never_anybody_elses(feed, settings):
    keep_hosts({HOST: "kil"})
    settings.PUBLIC_BASE_URL, settings.ALLOWED_HOSTS = f"http://{HOST}", [HOST]
    assert at().get("/livez").status_code == 200
    assert at().get(FEED).status_code == 404  # the catalogue of all, which is not built


def test_nothing_else_is_at_the_domain(feed):
    browser = at(cookie="sessionid=abcdefghijklmnopqrstuvwxyz012345; csrftoken=x")
    for path in ("/livez", "/robots.txt", "/konto/login/", "/arbete/", "/static/css/theme.css", "/kil/", "/om/"):
        answer = browser.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8"), path
        assert f"{MAIN}/kil/" in answer.content.decode()
        assert not answer.cookies
        assert browser.post(path).status_code == 404
    assert browser.post(FEED).status_code == 405
    front = browser.get("/")
    assert (front.status_code, front["Location"]) == (302, f"{MAIN}/kil/")


@pytest.mark.parametrize(
    "path", ["/kil/datasets/dcat", "/arboga/datasets/dcat", "/datasets/catalog", "/datasets/dcat/"]
)
def test_other_catalogues_are_not_at_the_domain(feed, store, path):
    put(store, "arboga")
    put(store, "_all")
    assert at().get(path).status_code == 404


def test_what_can_not_be_had_is_listed_at_the_installations_own_address(feed):
    answer = at(accept="image/png").get(FEED)
    assert answer.status_code == 406
    assert f"{MAIN}/kil/datasets/dcat.ttl" in answer.content.decode()


def test_plain_http_leads_to_https_at_the_same_host(feed, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = at().get(f"{FEED}.ttl?profile=dcat-ap")
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/datasets/dcat.ttl?profile=dcat-ap")


def test_browsers_are_told_nothing_of_what_is_below_the_domain(feed, settings):
    settings.SECURE_HSTS_SECONDS = 1000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    for path in (FEED, "/", "/inte"):
        assert at().get(path, secure=True)["Strict-Transport-Security"] == "max-age=1000"


def test_the_proxy_hands_out_the_file(feed, settings):
    settings.FEED_ACCEL_PREFIX = "/_snapshots"
    assert at().get(FEED)["X-Accel-Redirect"] == f"/_snapshots/objects/{feed.plain.file}"


def test_it_answers_while_the_database_is_away(feed, settings):
    program = (
        "import django, sys; django.setup()\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "settings.SNAPSHOT_DIR = sys.argv[1]\n"
        "for host in ('data.kil.se', 'DATA.KIL.SE.', 'okand.kil.se'):\n"
        "    print(Client(headers={'host': host, 'cookie': 'sessionid=abc'}).get('/datasets/dcat').status_code)\n"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "-c", program, str(settings.SNAPSHOT_DIR)]
    answered = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answered.stdout.split() == ["200", "200", "400"], answered.stderr


def test_a_damaged_file_is_no_door(feed, settings):
    path = Path(settings.SNAPSHOT_DIR) / "hosts" / HOST
    for content in (b"", b"../x", b"arbete", b"\xff\xfe", b"Kil"):
        path.write_bytes(content)
        assert organisation_at(HOST) is None
        assert at().get(FEED).status_code == 400


# With a database.


@pytest.fixture
def kil(db):
    make_main_publisher()
    return make_organisation("Kil kommun")


@pytest.fixture
def domain(kil):
    added = add_domain(make_administrator(), organisation=kil, host=HOST)
    use_domain(make_administrator(), domain=added)
    return added


def built() -> None:
    sweep()
    build_all_due(Snapshot.Trigger.COMMAND)


def test_every_iri_that_is_made_there_leads_on_there(kil, domain):
    dataset = make_published(kil, contact_point=[contact := make_contact(kil)])
    distribution = dataset.distributions.get()
    built()
    assert dataset.iri == f"http://{HOST}/datasets/{dataset.uuid}"
    assert distribution.iri == f"{dataset.iri}/distributions/{distribution.uuid}"
    for iri in (dataset.iri, distribution.iri, contact.iri):
        path = iri.removeprefix(f"http://{HOST}")
        to_rdf = at(accept="text/turtle").get(path)
        assert (to_rdf.status_code, to_rdf["Location"]) == (303, f"{path}.ttl")
        rdf = at().get(f"{path}.ttl")
        assert (rdf.status_code, rdf["Content-Type"]) == (200, "text/turtle; charset=utf-8")
        assert iri in rdf.content.decode()
        assert f"<{MAIN}/kil/" in rdf["Link"]
        to_page = at(accept="text/html").get(path)
        assert to_page.status_code == 303
        assert to_page["Location"].startswith(f"{MAIN}/kil/")
        assert Client().get(to_page["Location"].removeprefix(MAIN)).status_code == 200
        # The same at the installation's own host.
        assert Client().get(f"/kil{path}").status_code == 303
        assert Client().get(f"/kil{path}.ttl").content == rdf.content
    catalogue = at(accept="text/turtle").get(kil.catalogue.iri.removeprefix(f"http://{HOST}"))
    assert (catalogue.status_code, catalogue["Location"]) == (303, "/datasets/dcat.ttl")
    assert dataset.iri in body(at().get(FEED)).decode()


def test_what_was_withdrawn_is_410_in_words_and_in_rdf(kil, domain):
    dataset = make_published(kil, "Badplatser")
    withdraw(make_administrator(), record=dataset)
    sweep()
    path = f"/datasets/{dataset.uuid}"
    page = at(accept="text/html").get(path)
    assert (page.status_code, page["Content-Type"]) == (410, "text/plain; charset=utf-8")
    assert f"{MAIN}/kil{path}" in page.content.decode()
    rdf = at().get(f"{path}.ttl")
    assert rdf.status_code == 410
    assert "Badplatser" in rdf.content.decode()


def test_nothing_internal_is_there_for_anybody_however_they_are_signed_in(kil, domain):
    internal = make_published(kil, "xqzhemlig", visibility=Release.Visibility.INTERNAL)
    draft = make_dataset(kil, "xqzhemlig")
    public = make_published(kil, "Badplatser")
    built()
    signed_in = sign_in(Client(), make_administrator())
    assert signed_in.get(f"/kil/datasets/{internal.uuid}.ttl").status_code == 200
    cookie = f"sessionid={signed_in.cookies['sessionid'].value}"
    for client in (at(), at(cookie=cookie)):
        for address in every_path(internal, draft, public):
            answer = client.get(address)
            said = body(answer).decode() + str(answer.headers)
            assert answer.status_code in (200, 302, 303, 404, 405, 406), address
            assert "xqzhemlig" not in said, address
            assert not answer.cookies, address
            assert not body(answer) or not answer["Content-Type"].startswith("text/html"), address
            if answer.status_code == 200:
                assert re.fullmatch(r"/datasets/(dcat|[0-9a-f-]{36}(/distributions/[0-9a-f-]{36})?)(\.\w+)?", address)


def every_path(*datasets) -> set[str]:
    """Every address there is, as it is and without its address part."""
    fixed = {"slug": "kil", "what": "samordnare", "token": "x", "code": "en", "key": "x", "uidb36": "1"}
    fixed |= {"section": "kil", "described_class": "Dataset", "version": "3.0.1", "suffix": "ttl"}
    subjects = [
        fixed
        | {"class_name": each.class_name, "identifier": identifier, "dataset_id": each.uuid}
        | dict.fromkeys(("membership_id", "invitation_id", "person_id", "assignment_id", "term_id", "domain_id"), 1)
        for each in datasets
        for identifier in (each.uuid, each.distributions.get().uuid)
    ]
    paths = {path for name, parts in named_addresses().items() for path in filled(name, parts, subjects)}
    assert len(paths) > len(get_resolver().url_patterns)
    return paths | {path.removeprefix("/kil") for path in paths if path.startswith("/kil/")}


def test_a_domain_answers_before_it_is_used_and_after_it_has_ended_until_it_is_removed(kil):
    actor = make_administrator()
    make_published(kil)
    domain = add_domain(actor, organisation=kil, host=HOST)
    assert at().get(FEED).status_code == 400
    built()
    assert at().get(FEED).status_code == 200
    use_domain(actor, domain=domain)
    end_domain(actor, domain=domain)
    sweep()
    assert at().get(FEED).status_code == 200
    waiting = add_domain(actor, organisation=kil, host="oppna.kil.se")
    sweep()
    assert at("oppna.kil.se").get(FEED).status_code == 200
    remove_domain(actor, domain=waiting)
    sweep()
    assert at("oppna.kil.se").get(FEED).status_code == 400
    assert at().get(FEED).status_code == 200


def test_another_address_part_keeps_the_door(kil, domain):
    dataset = make_published(kil)
    built()
    before = body(at().get(FEED))
    change_address_part(make_administrator(), organisation=kil, part="kil-nya")
    assert body(at().get(FEED)) == before  # until the sweep has come by, from the former one
    sweep()
    assert body(at().get(FEED)) == before
    assert at(accept="text/turtle").get(f"/datasets/{dataset.uuid}")["Location"] == f"/datasets/{dataset.uuid}.ttl"


def test_a_lost_folder_is_filled_again(kil, domain, settings, tmp_path):
    make_published(kil)
    built()
    settings.SNAPSHOT_DIR = tmp_path / "another"
    assert at().get(FEED).status_code == 400
    built()
    assert at().get(FEED).status_code == 200
