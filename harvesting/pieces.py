"""The rendered pieces of releases, in the order asked for, a few at a time.

A record is rendered when it is published. Only what an older writer rendered, or what has no piece or a damaged one, is
rendered again here, from the frozen release, and kept.
"""

from collections.abc import Iterator, Sequence

from catalog.models import Fragment, Release
from catalog.models.release import checksum_of
from catalog.services.publish import store_fragment
from dcat.profile import PROFILES, Profile
from dcat.writer import WRITER_VERSION, DocumentPiece, Link, Piece

_AT_ONCE = 200
_COLUMNS = ("rdfxml", "ntriples", "documents", "links")


def pieces_of(releases: Sequence[int], profile: Profile) -> Iterator[Piece]:
    """The piece of each release, given by its key; memory does not grow with their number."""
    for start in range(0, len(releases), _AT_ONCE):
        keys = releases[start : start + _AT_ONCE]
        fresh = Fragment.objects.filter(release__in=keys, profile=profile.name, writer_version=WRITER_VERSION)
        rows = fresh.values_list("release", "checksum", "release__record__iri", *_COLUMNS)
        whole = {key: (iri, *columns) for key, checksum, iri, *columns in rows if checksum == checksum_of(*columns)}
        for key in keys:
            yield _piece(*whole[key]) if key in whole else _rendered_again(key, profile)


def render_again(release: Release) -> None:
    """Render a release's pieces from its frozen description, whatever is there. Its record has to be loaded."""
    node = release.node
    for profile in PROFILES.values():
        store_fragment(release, node, profile)


def _rendered_again(key: int, profile: Profile) -> Piece:
    release = Release.objects.select_related("record").get(pk=key)
    fragment = store_fragment(release, release.node, profile)
    return _piece(release.record.iri, *(getattr(fragment, name) for name in _COLUMNS))


def _piece(iri: str, rdfxml: str, ntriples: str, documents: list[dict], links: list[dict]) -> Piece:
    return Piece(
        iri=iri,
        rdfxml=rdfxml,
        ntriples=ntriples,
        documents=tuple(DocumentPiece(**each) for each in documents),
        links=tuple(Link(**each | {"classes": tuple(each["classes"])}) for each in links),
    )
