"""The rendered pieces of releases, in the order asked for, a few at a time.

A record is rendered when it is published. Only what an older writer rendered, or what has no piece, is rendered again
here, from the frozen release, and kept.
"""

from collections.abc import Iterator, Sequence

from catalog.models import Fragment, Release
from catalog.services.publish import store_fragment
from dcat.profile import DCAT_AP_SE
from dcat.writer import WRITER_VERSION

_AT_ONCE = 200


def pieces_of(releases: Sequence[int]) -> Iterator[Fragment]:
    """The piece of each release, given by its key; memory does not grow with their number."""
    for start in range(0, len(releases), _AT_ONCE):
        keys = releases[start : start + _AT_ONCE]
        fresh = Fragment.objects.filter(release__in=keys, profile=DCAT_AP_SE.name, writer_version=WRITER_VERSION).defer(
            "ntriples"
        )
        by_release = {fragment.release_id: fragment for fragment in fresh}
        for key in keys:
            yield by_release.get(key) or _rendered_again(key)


def _rendered_again(key: int) -> Fragment:
    release = Release.objects.get(pk=key)
    return store_fragment(release, release.node)
