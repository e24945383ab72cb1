"""A feed built from nothing but the frozen descriptions: what it ought to answer with, byte by byte."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.db import transaction

from catalog.models import Fragment, Release
from catalog.services.publish import fragment_of
from dcat.profile import PROFILES
from harvesting.candidate import gathered
from harvesting.contents import contents_of
from harvesting.models import Feed
from harvesting.store.compression import BROTLI, GZIP, compress
from harvesting.trials.surroundings import files_in

PLAIN = "plain"
# By the names of the documents, then by encoding.
Bytes = Mapping[str, Mapping[str, bytes]]


class Rebuilt(NamedTuple):
    """What a feed ought to answer with, and the findings (as JSON) of what can't be in it."""

    bytes: Bytes
    left_out: list[dict]


@contextmanager
def nothing_kept() -> Iterator[None]:
    """No finished segment is there meanwhile, and no piece but what is rendered now; afterwards all is as before."""
    with TemporaryDirectory(prefix="oppna-trial-") as folder, files_in(Path(folder)), transaction.atomic():
        Fragment.objects.all().delete()
        Fragment.objects.bulk_create(_rendered())
        yield
        transaction.set_rollback(True)


def _rendered() -> Iterator[Fragment]:
    """The pieces of what is public, all at once; what can't be rendered is left to the build."""
    for release in Release.objects.public().select_related("record").order_by("pk"):
        with suppress(Exception):
            node = release.node
            yield from [fragment_of(release, node, profile) for profile in PROFILES.values()]


def rebuilt(feed: Feed, folder: Path) -> Rebuilt:
    """The feed as it would be now, within ``nothing_kept``. Raises what a build raises."""
    folder.mkdir(parents=True)
    try:
        candidate = gathered(feed, contents_of(feed), folder, is_fresh=False, beat=_nothing)
        finished = candidate.write(folder, beat=_nothing)
        documents = {}
        for name, each in finished.items():
            _hash, made = compress(each.plain, [BROTLI])
            documents[name] = {
                PLAIN: each.plain.read_bytes(),
                GZIP: each.compressed.read_bytes(),
                BROTLI: made[BROTLI][0].read_bytes(),
            }
        return Rebuilt(documents, candidate.left_out)
    finally:
        shutil.rmtree(folder)


def _nothing() -> None:
    """Nobody waits for a sign of life."""
