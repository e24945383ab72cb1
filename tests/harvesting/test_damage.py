"""Stored pieces, segments, finished bytes and pointers that a bad disk or a hand changed: noticed, and made again."""

import pytest
from django.utils import timezone

from catalog.models import Fragment
from dcat.profile import DCAT_AP_SE
from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from harvesting.scheduler import BETWEEN_LOOKS, Scheduler, build_all_due
from harvesting.segments.segment import FACTS, LISTED, SUMMARY, documents_file, links_file
from harvesting.store import Pointer
from harvesting.sweep import sweep
from tests.factories import make_organisation, make_series, make_service
from tests.harvesting.factories import edit_record, feed_of, make_main_publisher, make_published, publish_record
from tests.harvesting.reading import feed_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SWEEP = Snapshot.Trigger.SWEEP


@pytest.fixture
def uppsala():
    """With a catalogue in place."""
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun", slug="uppsala")
    standard = {"iri": "https://example.se/standard", "title": {"sv": "Standard"}}
    dataset = make_published(organisation, "Badplatser", in_series=[make_series(organisation)], conforms_to=[standard])
    publish_record(make_service(organisation, serves_dataset=[dataset]))
    sweep()
    assert build_feed(organisation) is Outcome.BUILT
    return organisation


def build_feed(organisation) -> Outcome:
    return build(feed_of(organisation).pk, trigger=SWEEP)


def build_again(organisation) -> bytes:
    """What the feed answers with after it was put together once more from what is kept."""
    Feed.objects.update(built_revision=None)
    Snapshot.objects.update(contents_key="")
    assert build_feed(organisation) is Outcome.BUILT
    assert feed_of(organisation).left_out == []
    return feed_bytes(feed_of(organisation))


def flip(path, place: int = -3) -> None:
    """One bit becomes another one; the length and the time stay."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def cut(path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def remove(path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("name", "how"),
    [
        (SUMMARY, flip),
        (SUMMARY, cut),
        (FACTS, flip),
        (FACTS, cut),
        (LISTED, flip),
        (LISTED, remove),
        (documents_file(DCAT_AP_SE.key), flip),
        (links_file(DCAT_AP_SE.key), flip),
        (f"{DCAT_AP_SE.key}.rdf", cut),
        (f"{DCAT_AP_SE.key}.jsonld", flip),
    ],
)
def test_a_segment_of_which_a_file_is_damaged_is_made_again(uppsala, store, name, how):
    good = feed_bytes(feed_of(uppsala))
    damaged = 0
    for path in (store.folder / "segments").glob(f"*/{name}"):
        if path.stat().st_size > 5:
            how(path)
            damaged += 1
    assert damaged
    assert build_again(uppsala) == good


@pytest.mark.parametrize("column", ["rdfxml", "ntriples", "documents", "links"])
def test_a_piece_that_looks_well_and_says_something_else_is_rendered_again(uppsala, column):
    good = feed_bytes(feed_of(uppsala))
    fragment = Fragment.objects.get(release__title__sv="Badplatser", profile=DCAT_AP_SE.name)
    value = getattr(fragment, column)
    other = value.replace("Badplatser", "Lekplatser") if isinstance(value, str) else [*value, *value][1:]
    other = other or [{"target": "https://example.org/", "rdfxml": "", "ntriples": "", "classes": []}]
    Fragment.objects.filter(pk=fragment.pk).update(**{column: other})
    edit_record(fragment.release.record.dataset, keyword={"sv": ["ny"]})  # so that its neighbours are looked at again
    Feed.objects.update(built_revision=None)
    assert build(feed_of(uppsala).pk, trigger=SWEEP, is_forced=True) is Outcome.BUILT
    assert feed_bytes(feed_of(uppsala)) == good
    fragment.refresh_from_db()
    assert fragment.is_whole and getattr(fragment, column) == value


@pytest.mark.parametrize("how", [flip, cut, remove])
def test_finished_bytes_that_are_damaged_are_never_answered_with_for_long(uppsala, store, tmp_path, client, how):
    good = feed_bytes(feed_of(uppsala))
    scheduler, now = Scheduler(tmp_path / "scheduler.json", ask=lambda *_args: False), timezone.now()
    scheduler.run_round(now)
    pointer = store.read("uppsala")
    for representation in pointer.representations:
        how(store.path(representation))
    scheduler.run_round(now + BETWEEN_LOOKS)
    assert store.read("uppsala").main == pointer.main
    assert all(store.path(each).stat().st_size == each.size for each in store.read("uppsala").representations)
    assert feed_bytes(feed_of(uppsala)) == good
    assert b"".join(client.get("/uppsala/datasets/dcat").streaming_content) == good


@pytest.mark.parametrize("old, new", [("last_modified", "last_modifiee"), ('"dataset_count": 1', '"dataset_count": 3')])
def test_a_pointer_that_says_something_else_is_put_right(uppsala, store, old, new):
    pointer = store.read("uppsala")
    path = store.folder / "current" / "uppsala.json"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert store.read("uppsala") != pointer
    sweep()
    assert store.read("uppsala") == pointer


def test_one_feeds_files_that_can_not_be_mended_keep_nobody_else_waiting(uppsala, store):
    other = make_organisation("Enköpings kommun", slug="enkoping")
    sweep()
    make_published(other, "Lekplatser")
    path = store.folder / "current" / "uppsala.json"
    path.unlink()
    path.mkdir()
    make_published(uppsala, "Cykelvägar")
    sweep()
    build_all_due(SWEEP)
    assert isinstance(store.read("enkoping"), Pointer)
    path.rmdir()
    sweep()
    build_all_due(SWEEP)
    assert "Cykelvägar" in feed_bytes(feed_of(uppsala)).decode()


def test_a_publication_after_damage_is_shown_with_the_rest(uppsala, store):
    for path in (store.folder / "segments").glob("*/facts.jsonl"):
        cut(path)
    dataset = make_published(uppsala, "Lekplatser")
    publish_record(dataset)
    assert build_feed(uppsala) is Outcome.BUILT
    body = feed_bytes(feed_of(uppsala)).decode()
    assert "Badplatser" in body and "Lekplatser" in body
