"""A catalogue in every format and profile: built at once, the same graph, judged, kept and cleaned away together."""

import gzip
import json
from dataclasses import asdict, replace
from hashlib import sha256

import brotli
import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Fragment
from catalog.models.release import checksum_of
from dcat.formats import FORMATS, RDF_XML
from dcat.negotiation import Choice, choices
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES
from harvesting.build import Outcome, build
from harvesting.cleaning import KEPT_AT_LEAST, clean_files
from harvesting.models import Feed, Snapshot
from harvesting.store import Document, Pointer, Store
from harvesting.swap import KEPT_SNAPSHOTS, MAIN, pointer_to
from tests.dcat.graphs import canonical
from tests.dcat.shacl_judge import BINDING, violations
from tests.factories import make_organisation, make_series, make_service
from tests.harvesting.factories import edit_record, feed_of, make_feeds, make_main_publisher, make_published
from tests.harvesting.factories import publish_record as publish
from tests.harvesting.reading import graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SWEEP = Snapshot.Trigger.SWEEP
STANDARD = {"iri": "https://example.se/standard", "title": {"sv": "Standard", "en": "Standard"}}


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_published(
        organisation,
        "Badplatser ]]> & <å> \"'\\",
        in_series=[make_series(organisation)],
        distribution={"access_service": [make_service(organisation)]},
        conforms_to=[STANDARD],
        temporal=[{"key": "a1b2c3d4", "start_date": "2024"}],
    )
    make_published(organisation, "Lekplatser", conforms_to=[STANDARD])
    make_feeds()
    assert build_feed(organisation) is Outcome.BUILT
    return organisation


def build_feed(organisation) -> Outcome:
    return build(feed_of(organisation).pk, trigger=SWEEP)


def document_of(store: Store, name: str) -> Document:
    pointer = pointer_of(store)
    return pointer.main if name == MAIN else pointer.others[name]


def pointer_of(store: Store, slug: str = "uppsala") -> Pointer:
    pointer = store.read(slug)
    assert isinstance(pointer, Pointer)
    return pointer


def documents(pointer: Pointer) -> dict[str, Document]:
    return {MAIN: pointer.main, **pointer.others}


def bytes_of(store: Store, choice: Choice, slug: str = "uppsala") -> bytes:
    return store.path(documents(pointer_of(store, slug))[choice.name].plain).read_bytes()


@pytest.mark.parametrize("slug", ["uppsala", "_all"])
@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_all_formats_of_a_catalogue_are_the_same_graph(uppsala, store, profile, slug):
    assert build_feed(None) is Outcome.BUILT
    graphs = {
        form.name: canonical(bytes_of(store, Choice(profile, form), slug), form.rdf_format) for form in FORMATS.values()
    }

    assert len(set(graphs.values())) == 1
    assert "Badplatser" in graphs["Turtle"]


def test_the_profiles_describe_the_same_things_each_in_its_way(uppsala, store):
    swedish, european = (bytes_of(store, Choice(profile, RDF_XML)).decode() for profile in (DCAT_AP_SE, DCAT_AP))

    for text in (swedish, european):
        assert text.count("<dcat:Dataset rdf:about") == 2
        assert "Badplatser" in text
    assert "application/vnd" in swedish or "text/csv</dcterms:format>" in swedish
    assert "authority/file-type" in european
    assert "authority/file-type" not in swedish


def test_the_european_catalogue_violates_no_shape(uppsala, store):
    assert violations(graph_of(bytes_of(store, Choice(DCAT_AP, RDF_XML))), *BINDING) == []


def test_every_document_is_there_in_every_encoding_under_the_hash_of_its_bytes(uppsala, store):
    found = documents(pointer_of(store))

    assert set(found) == {each.name for each in choices()}
    for name, document in found.items():
        encodings = list(document.representations)
        plain, packed, smallest = contents = [store.path(each).read_bytes() for each in encodings]
        assert gzip.decompress(packed) == brotli.decompress(smallest) == plain
        assert [each.sha256 for each in encodings] == [sha256(each).hexdigest() for each in contents]
        assert [each.size for each in encodings] == [len(each) for each in contents]
        assert document.plain.file.endswith(name[name.rindex(".") :])


def test_unchanged_data_gives_identical_bytes_in_every_format(uppsala, store):
    before = documents(pointer_of(store))

    build(feed_of(uppsala).pk, trigger=SWEEP, is_forced=True)
    Fragment.objects.all().delete()
    build(feed_of(uppsala).pk, trigger=SWEEP, is_forced=True)

    assert documents(pointer_of(store)) == before
    assert Snapshot.objects.filter(feed__organisation=uppsala).count() == 1


def test_what_only_another_document_says_otherwise_is_a_new_snapshot_with_another_time(uppsala, store):
    before = pointer_of(store)
    fragment = Fragment.objects.get(release__title__sv="Lekplatser", profile=DCAT_AP.name)
    changed = {name: getattr(fragment, name).replace("Lekplatser", "Parker") for name in ("rdfxml", "ntriples")}
    whole = checksum_of(changed["rdfxml"], changed["ntriples"], fragment.documents, fragment.links)
    Fragment.objects.filter(pk=fragment.pk).update(**changed, checksum=whole)

    build(feed_of(uppsala).pk, trigger=SWEEP, is_forced=True)

    after = pointer_of(store)
    assert after.plain == before.plain
    assert after.others["dcat-ap.ttl"] != before.others["dcat-ap.ttl"]
    assert after.last_modified > before.last_modified


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(lambda written: written.partition("\n")[2], id="a statement is missing"),
        pytest.param(lambda written: written + "<x", id="not well formed"),
        pytest.param(lambda written: written + "<relative> <https://a.se/p> 'x' .\n", id="a relative address"),
    ],
)
def test_a_piece_that_does_not_say_in_one_format_what_it_says_in_others_is_made_again(uppsala, store, profile, damaged):
    dataset = make_published(uppsala, "Skadad")
    fragment = Fragment.objects.get(release__current_for=dataset, profile=profile.name)
    Fragment.objects.filter(pk=fragment.pk).update(ntriples=damaged(fragment.ntriples))

    assert build_feed(uppsala) is Outcome.BUILT

    assert Fragment.objects.get(pk=fragment.pk).ntriples == fragment.ntriples
    assert fragment.ntriples in store.path(document_of(store, f"{profile.key}.nt").plain).read_text()
    assert list((store.folder / "building").iterdir()) == []


def test_what_an_earlier_version_built_is_served_until_it_is_built_again(uppsala, store, client: Client):
    path = store.folder / "current" / "uppsala.json"
    content = json.loads(path.read_text())
    del content["snapshot"]["others"]
    path.write_text(json.dumps(content))
    Snapshot.objects.update(others={}, contents_key="")
    Feed.objects.update(built_writer_version="1")

    make_feeds()
    assert client.get("/uppsala/datasets/dcat").status_code == 200
    assert client.get("/uppsala/datasets/dcat.rdf").status_code == 200
    waiting = client.get("/uppsala/datasets/dcat.ttl")
    assert (waiting.status_code, int(waiting["Retry-After"]) > 0) == (503, True)
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())

    assert build_feed(uppsala) is Outcome.BUILT
    assert client.get("/uppsala/datasets/dcat.ttl").status_code == 200


def test_a_row_of_an_earlier_version_names_the_files_that_it_had(uppsala, store):
    pointer = pointer_of(store)
    former = store.path(pointer.plain).with_suffix(".rdf.gz")  # compressed bytes had the name of the plain ones
    store.path(pointer.gzip).rename(former)
    others = {name: {key: each[key] for key in ("plain", "gzip")} for name, each in asdict(pointer)["others"].items()}
    Snapshot.objects.update(main={}, others=others)

    row = Snapshot.objects.get(feed=feed_of(uppsala))
    named = pointer_to(row)
    assert store.is_complete(named)
    assert named.main.gzip == replace(pointer.gzip, file=former.name)
    assert named.main.brotli is None
    assert store.path(named.gzip).is_file()

    assert build(feed_of(uppsala).pk, trigger=SWEEP, is_forced=True) is Outcome.BUILT
    assert documents(pointer_of(store)) == documents(pointer)


def test_cleaning_keeps_every_document_that_a_snapshot_names_and_no_other(uppsala, store):
    dataset = make_published(uppsala, "Parker")
    for number in range(KEPT_SNAPSHOTS + 2):
        edit_record(dataset, title={"sv": f"Parker {number}"})
        publish(dataset)
        assert build_feed(uppsala) is Outcome.BUILT
    clean_files(timezone.now() + KEPT_AT_LEAST)

    kept = {path.name for path in (store.folder / "objects").iterdir()}
    assert len(kept) == KEPT_SNAPSHOTS * len(choices()) * 3
    assert store.is_complete(pointer_of(store))


def test_a_lost_document_of_any_format_is_made_again(uppsala, store):
    store.path(pointer_of(store).others["dcat-ap.jsonld"].gzip).unlink()

    make_feeds()
    assert build_feed(uppsala) is Outcome.BUILT

    assert store.is_complete(pointer_of(store))
