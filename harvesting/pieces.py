"""The rendered pieces of releases, in the order asked for, a few at a time.

A record is rendered when it is published. Only what an older writer rendered, or what has no piece or a damaged one, is
rendered again here, from the frozen release, and kept.
"""

from collections.abc import Iterator, Sequence

from django.db.models import F

from catalog.models import Fragment, Release
from catalog.services.publish import store_fragment
from dcat.profile import PROFILES, Profile
from dcat.writer import WRITER_VERSION, DocumentPiece, Link, Piece

_AT_ONCE = 200


def pieces_of(releases: Sequence[int], profile: Profile) -> Iterator[Piece]:
    """The piece of each release, given by its key; memory does not grow with their number."""
    for start in range(0, len(releases), _AT_ONCE):
        keys = releases[start : start + _AT_ONCE]
        fresh = Fragment.objects.filter(release__in=keys, profile=profile.name, writer_version=WRITER_VERSION)
        found = fresh.annotate(iri=F("release__record__iri"))
        by_release = {each.release_id: each for each in found if each.is_whole}
        for key in keys:
            fragment = by_release.get(key)
            yield _piece(fragment, fragment.iri) if fragment else _rendered_again(key, profile)


def render_again(release: Release) -> None:
    """Render a release's pieces from its frozen description, whatever is there. Its record has to be loaded."""
    node = release.node
    for profile in PROFILES.values():
        store_fragment(release, node, profile)


def _rendered_again(key: int, profile: Profile) -> Piece:
    release = Release.objects.select_related("record").get(pk=key)
    return _piece(store_fragment(release, release.node, profile), release.record.iri)


def _piece(fragment: Fragment, iri: str) -> Piece:
    return Piece(
        iri=iri,
        rdfxml=fragment.rdfxml,
        ntriples=fragment.ntriples,
        documents=tuple(DocumentPiece(**each) for each in fragment.documents),
        links=tuple(Link(**each | {"classes": tuple(each["classes"])}) for each in fragment.links),
    )
