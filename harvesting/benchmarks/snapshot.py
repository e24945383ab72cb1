"""A folder with one finished feed, as a build leaves it: the one place that knows how snapshots are kept."""

from pathlib import Path

from harvesting.benchmarks.contenders import OurRdfXml
from harvesting.benchmarks.content import Content
from harvesting.store import Pointer, Store
from harvesting.swap import MAIN

SLUG = "exempelkoping"
ADDRESS = f"/{SLUG}/datasets/dcat"
MEDIA_TYPE = "application/rdf+xml; charset=utf-8"
DATASETS = 900  # about 5 MB


def prepare(folder: Path) -> None:
    """Put a feed of about 5 MB in place."""
    store = Store(folder)
    written = OurRdfXml(store.candidate_folder(1, 1) / MAIN)
    for nodes in Content(DATASETS).chunks():
        written.add(nodes)
    written.finish()
    facts = {"last_modified": int(1e9), "revision": 1, "claim_number": 1, "dataset_count": DATASETS}
    store.swap(SLUG, Pointer(store.keep(written.path), **facts))


def file_in(folder: str | Path) -> Path:
    """The file with the feed's bytes as they are."""
    store = Store(Path(folder))
    pointer = store.read(SLUG)
    if not isinstance(pointer, Pointer):
        raise FileNotFoundError(f"no feed in {folder}")
    return store.path(pointer.plain)
