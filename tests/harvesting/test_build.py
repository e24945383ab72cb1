"""What is in an organisation's feed, and that the same data gives the same bytes."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Fragment, Release
from harvesting.build import Outcome, build
from harvesting.candidate import gathered
from harvesting.contents import contents_of
from harvesting.models import Feed, Snapshot
from harvesting.segments import runs
from tests.factories import make_contact, make_organisation
from tests.harvesting.factories import (
    catalogue_of,
    edit_record,
    feed_of,
    make_dataset,
    make_feeds,
    make_main_publisher,
    make_published,
    publish_record,
    withdraw_record,
)
from tests.harvesting.reading import DCTERMS, FOAF, VCARD, catalogues, datasets, feed_bytes, graph_of, listed

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROOT = Path(__file__).resolve().parent.parent.parent
STANDARD = "https://spec.example.com/badplatser"


@pytest.fixture
def main():
    return make_main_publisher()


@pytest.fixture
def uppsala(main):
    return make_organisation("Uppsala kommun")


def built(organisation, **how) -> bytes:
    make_feeds()
    feed = feed_of(organisation)
    how = {"trigger": Snapshot.Trigger.SWEEP} | how
    assert build(feed.pk, **how) in (Outcome.BUILT, Outcome.NOT_DUE), Feed.objects.get(pk=feed.pk).last_error
    return feed_bytes(feed)


def test_a_published_dataset_is_in_the_feed_with_its_contact_and_publisher(uppsala):
    dataset = make_published(uppsala, "Badplatser")
    graph = graph_of(built(uppsala))
    assert datasets(graph) == {dataset.iri}
    assert catalogues(graph) == {catalogue_of(uppsala).iri}
    assert listed(graph, catalogue_of(uppsala).iri) == {dataset.iri}
    contact = dataset.contact_point.get()
    assert (rdflib.URIRef(contact.iri), VCARD.fn, None) in graph
    assert str(graph.value(rdflib.URIRef(dataset.iri), DCTERMS.publisher)) == uppsala.agent_iri
    assert (rdflib.URIRef(uppsala.agent_iri), FOAF.name, None) in graph


def test_building_again_gives_the_same_bytes_and_no_new_snapshot(uppsala):
    for _ in range(3):
        make_published(uppsala)
    first = built(uppsala)
    before = Snapshot.objects.get(feed=feed_of(uppsala))
    assert built(uppsala, is_forced=True) == first
    after = Snapshot.objects.get(feed=feed_of(uppsala))
    assert (after.pk, after.built_at) == (before.pk, before.built_at)
    assert after.claim_number > before.claim_number


@pytest.mark.django_db(transaction=True)
def test_another_process_with_other_hash_seeds_gives_the_same_bytes(uppsala, tmp_path):
    for _ in range(3):
        make_published(uppsala, conforms_to=[{"iri": STANDARD, "title": {"sv": "Badplatser"}}])
    first = built(uppsala)
    program = (
        "import django, sys; django.setup()\n"
        "from pathlib import Path\n"
        "from django.conf import settings\n"
        "from harvesting.candidate import gathered\n"
        "from harvesting.contents import contents_of\n"
        "from harvesting.models import Feed\n"
        f"feed = Feed.objects.select_related('organisation').get(pk={feed_of(uppsala).pk})\n"
        "folder = Path(settings.DATA_DIR)\n"
        "candidate = gathered(feed, contents_of(feed), folder, is_fresh=True, beat=lambda: None)\n"
        "finished = candidate.write(folder, beat=lambda: None)\n"
        "sys.stdout.buffer.write(finished['dcat-ap-se.rdf'].plain.read_bytes())\n"
    )
    for seed in ("1", "2"):
        environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": _address_of_test_database(),
            "DATA_DIR": str(tmp_path / "other"),
            "PYTHONHASHSEED": seed,
            "TZ": "America/Lima",
            "PATH": "/usr/bin:/bin",
        }
        other = subprocess.run([sys.executable, "-c", program], env=environment, cwd=ROOT, capture_output=True)
        assert other.stdout == first, other.stderr.decode()


def _address_of_test_database() -> str:
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


def test_drafts_internal_releases_and_edits_that_are_not_published_stay_inside(uppsala):
    shown = make_published(uppsala, "Synlig")
    make_dataset(uppsala, "Hemligt utkast")
    make_published(uppsala, "Hemlig intern", visibility=Release.Visibility.INTERNAL)
    edit_record(shown, title={"sv": "Hemlig ändring"})
    for organisation in (uppsala, None):
        data = built(organisation)
        assert "Hemlig" not in data.decode()
        assert datasets(graph_of(data)) == {shown.iri}


def test_a_contact_that_only_something_internal_uses_stays_inside(uppsala):
    make_published(uppsala)
    secret = make_contact(uppsala, name="Hemlig funktion")
    make_published(uppsala, contact=secret, visibility=Release.Visibility.INTERNAL)
    assert "Hemlig" not in built(uppsala).decode()


def test_a_published_contact_that_no_dataset_in_the_feed_needs_is_left_out(uppsala):
    make_published(uppsala)
    publish_record(make_contact(uppsala, name="Ensam funktion"))
    assert "Ensam" not in built(uppsala).decode()


def test_a_dataset_made_internal_leaves_the_feed_and_moves_the_catalogues_date(uppsala):
    make_published(uppsala)
    dataset = make_published(uppsala)
    before = _modified(graph_of(built(uppsala)), uppsala)
    edit_record(dataset, title={"sv": "Numera intern"})
    publish_record(dataset, Release.Visibility.INTERNAL)
    graph = graph_of(built(uppsala))
    assert dataset.iri not in datasets(graph)
    assert _modified(graph, uppsala) >= before


def test_an_internal_publication_leaves_the_public_bytes_as_they_were(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    make_published(uppsala, visibility=Release.Visibility.INTERNAL)
    assert feed_of(uppsala) in Feed.objects.outdated()
    assert built(uppsala) == before


def test_a_withdrawn_dataset_leaves_the_feed(uppsala):
    kept, withdrawn = make_published(uppsala), make_published(uppsala)
    assert datasets(graph_of(built(uppsala))) == {kept.iri, withdrawn.iri}
    withdraw_record(withdrawn)
    assert datasets(graph_of(built(uppsala))) == {kept.iri}


def test_an_organisation_that_published_nothing_has_a_catalogue_without_datasets(uppsala):
    graph = graph_of(built(uppsala))
    catalogue = rdflib.URIRef(catalogue_of(uppsala).iri)
    assert catalogues(graph) == {str(catalogue)}
    assert datasets(graph) == listed(graph, str(catalogue)) == set()
    assert str(graph.value(catalogue, DCTERMS.publisher)) == uppsala.agent_iri
    assert (rdflib.URIRef(uppsala.agent_iri), FOAF.name, rdflib.Literal("Uppsala kommun", "sv")) in graph
    assert graph.value(catalogue, DCTERMS.modified) is None


def test_a_released_catalogue_stays_when_its_last_dataset_is_withdrawn(uppsala):
    dataset = make_published(uppsala)
    built(uppsala)
    withdraw_record(dataset)
    graph = graph_of(built(uppsala))
    assert catalogues(graph) == {catalogue_of(uppsala).iri}
    assert datasets(graph) == set()
    assert _modified(graph, uppsala) is not None


def test_no_iri_made_from_an_unconfirmed_number_leaves_the_house(main):
    laxa = make_organisation("Laxå kommun", is_number_confirmed=False)
    data = built(laxa)
    assert laxa.organisation_number not in data.decode()
    assert laxa.organisation_number not in built(None).decode()
    publisher = graph_of(data).value(rdflib.URIRef(catalogue_of(laxa).iri), DCTERMS.publisher)
    assert str(publisher) == main.agent_iri


def test_a_feed_without_any_confirmed_publisher_says_why_it_is_not_built():
    laxa = make_organisation("Laxå kommun", is_number_confirmed=False)
    make_feeds()
    assert build(feed_of(laxa).pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.FAILED
    assert "MAIN_PUBLISHER" in feed_of(laxa).last_error["sv"]


def test_confirming_the_number_or_changing_the_name_makes_the_feed_due_without_a_publication(main):
    laxa = make_organisation("Laxå kommun", is_number_confirmed=False)
    built(laxa)
    laxa.number_confirmed_at = main.number_confirmed_at
    laxa.save()
    assert laxa.agent_iri in built(laxa).decode()
    laxa.name = "Nya Laxå kommun"
    laxa.save()
    assert "Nya Laxå kommun" in built(laxa).decode()


def test_a_standard_that_several_datasets_mention_is_described_once(uppsala):
    make_published(uppsala, conforms_to=[{"iri": STANDARD}])
    make_published(uppsala, conforms_to=[{"iri": STANDARD, "title": {"sv": "Badplatser"}}])
    make_published(uppsala, conforms_to=[{"iri": STANDARD, "title": {"sv": "Badplatz"}}])
    for organisation in (uppsala, None):
        data = built(organisation)
        assert data.decode().count(f'rdf:about="{STANDARD}"') == 1
        titles = graph_of(data).objects(rdflib.URIRef(STANDARD), DCTERMS.title)
        assert [str(title) for title in titles] == ["Badplatser"]


def test_every_node_is_described_once(uppsala):
    contact = make_contact(uppsala)
    for _ in range(3):
        make_published(uppsala, contact=contact)
    text = built(uppsala).decode()
    abouts = [part.split('"')[0] for part in text.split('rdf:about="')[1:]]
    assert len(abouts) == len(set(abouts))


def test_pieces_of_an_older_writer_are_rendered_again_and_kept(uppsala):
    make_published(uppsala)
    make_published(uppsala)
    first = built(uppsala)
    Fragment.objects.update(writer_version="older", rdfxml="<broken/>")
    Fragment.objects.order_by("pk").first().delete()
    assert built(uppsala, is_forced=True) == first
    assert not Fragment.objects.filter(rdfxml="<broken/>", release__class_name="Dataset").exists()


def test_a_feed_built_by_another_writer_is_due(uppsala):
    built(uppsala)
    assert feed_of(uppsala) not in Feed.objects.outdated()
    Feed.objects.filter(organisation=uppsala).update(built_writer_version="older")
    assert feed_of(uppsala) in Feed.objects.outdated()


def test_the_number_of_queries_does_not_grow_with_the_number_of_datasets(uppsala, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "MEAN", 2**40)  # so that no IRI happens to end a segment
    make_feeds()
    feed = feed_of(uppsala)
    counts = []
    for folder in (tmp_path / "few", tmp_path / "more"):
        folder.mkdir()
        for _ in range(6):
            make_published(uppsala)
        with CaptureQueriesContext(connection) as queries:
            candidate = gathered(feed, contents_of(feed), folder, is_fresh=True, beat=lambda: None)
            candidate.write(folder, beat=lambda: None)
        counts.append(len(queries))
    few, more = counts
    assert few == more


def _modified(graph, organisation):
    return graph.value(rdflib.URIRef(catalogue_of(organisation).iri), DCTERMS.modified)


def test_the_catalogues_dates_are_those_of_its_first_release_and_its_latest_change(uppsala):
    make_published(uppsala)
    dataset = make_published(uppsala)
    graph = graph_of(built(uppsala))
    catalogue = rdflib.URIRef(catalogue_of(uppsala).iri)
    releases = Release.objects.of(uppsala).order_by("published_at")
    assert graph.value(catalogue, DCTERMS.issued).toPython() == _to_the_second(releases.first().published_at)
    assert graph.value(catalogue, DCTERMS.modified).toPython() == _to_the_second(releases.last().published_at)
    withdraw_record(dataset)
    withdrawn_at = Release.objects.get(record=dataset).withdrawn_at
    assert _modified(graph_of(built(uppsala)), uppsala).toPython() == _to_the_second(withdrawn_at)


def _to_the_second(moment):
    return moment.replace(microsecond=0)
