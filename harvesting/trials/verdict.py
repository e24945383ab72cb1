"""What is wrong with what a feed answers with: nothing, or sentences."""

import gzip
import hashlib
from collections.abc import Collection, Iterator

import brotli
import pyoxigraph
import rdflib

from catalog.models import RecommendedDataset, Record, Release
from dcat.finding import Severity
from dcat.formats import FORMATS, RDF_XML
from dcat.preflight import check_document
from dcat.profile import DCAT_AP_SE
from harvesting.addresses import pointer_name
from harvesting.models import Feed
from harvesting.segments.making import LISTED_AS
from harvesting.state import owner_of
from harvesting.store import Pointer, Representation
from harvesting.store.compression import BROTLI, GZIP
from harvesting.swap import MAIN, feed_store
from harvesting.trials.rebuilding import PLAIN, Bytes
from harvesting.trials.world import World
from organisations.models import Organisation


class Served:
    """What a feed answers with now, read from the files as a request reads it. Raises OSError when it is not there."""

    def __init__(self, feed: Feed) -> None:
        pointer = feed_store().read(pointer_name(feed))
        if not isinstance(pointer, Pointer):
            raise FileNotFoundError(f"{feed} answers with {pointer}")
        documents = {MAIN: pointer.main, **pointer.others}
        self.bytes: dict[str, dict[str, bytes]] = {}
        self.wrong: list[str] = []
        for name, document in documents.items():
            encodings = {PLAIN: document.plain, GZIP: document.gzip, BROTLI: document.brotli}
            self.bytes[name] = {encoding: self._read(name, each) for encoding, each in encodings.items() if each}

    def _read(self, name: str, representation: Representation) -> bytes:
        data = feed_store().path(representation).read_bytes()
        if (len(data), hashlib.sha256(data).hexdigest()) != (representation.size, representation.sha256):
            self.wrong.append(f"{name}: {representation.file} is not what its name says")
        return data

    def complaints(self, feed: Feed, published: "Published", *, thoroughly: bool) -> Iterator[str]:
        """Whether it is whole, valid, and shows what is published."""
        yield from self.wrong
        for name, encodings in self.bytes.items():
            if gzip.decompress(encodings[GZIP]) != encodings[PLAIN]:
                yield f"{name}: gzip holds other bytes"
            if brotli.decompress(encodings[BROTLI]) != encodings[PLAIN]:
                yield f"{name}: brotli holds other bytes"
        left_out = {owner_of(each["iri"]) for each in feed.left_out}
        # What only something left out needs may be there or not.
        expected = published.shown_in(feed, without=left_out)
        possible = published.shown_in(feed) - left_out
        described = _described(self.bytes[MAIN][PLAIN])
        for finding in check_document(self.bytes[MAIN][PLAIN], DCAT_AP_SE, expected=expected | (possible & described)):
            if finding.severity is Severity.ERROR:
                yield f"{finding.code} {finding.iri} {finding.message.en}"
        yield from (f"{iri} is published and missing" for iri in sorted(expected - described))
        yield from (f"{iri} is left out without need" for iri in sorted(left_out - published.may_be_left_out))
        if thoroughly:
            yield from self._differing_formats()

    def _differing_formats(self) -> Iterator[str]:
        """Every format says the same, read by one parser, and RDF/XML by another one too."""
        for profile in {name.partition(".")[0] for name in self.bytes}:
            said = {suffix: set(_parsed(self.bytes[f"{profile}.{suffix}"][PLAIN], suffix)) for suffix in FORMATS}
            yield from (f"{profile}.{suffix} says something else" for suffix in FORMATS if said[suffix] != said["nt"])
            graph = rdflib.Graph().parse(data=self.bytes[f"{profile}.rdf"][PLAIN], format="xml")
            if len(graph) != len(said["nt"]):
                yield f"{profile}.rdf: {len(graph)} statements by rdflib, {len(said['nt'])} by pyoxigraph"


def _parsed(data: bytes, suffix: str) -> Iterator[pyoxigraph.Triple]:
    return (quad.triple for quad in pyoxigraph.parse(data, format=FORMATS[suffix].rdf_format))


def _described(data: bytes) -> set[str]:
    """Everything that the document says something of."""
    return {triple.subject.value for triple in _parsed(data, RDF_XML.suffix)}


def differences(served: Bytes, wanted: Bytes) -> Iterator[str]:
    """Where two sets of documents are not the same, byte by byte."""
    for name in sorted(served.keys() | wanted.keys()):
        for encoding in (PLAIN, GZIP, BROTLI):
            one, other = (each.get(name, {}).get(encoding, b"") for each in (served, wanted))
            if one != other:
                place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
                yield (
                    f"{name}, {encoding}: {len(one)} bytes, rebuilt {len(other)}; from {place}:"
                    f" {one[place : place + 60]!r}, rebuilt {other[place : place + 60]!r}"
                )


class Published:
    """What is published now, and so ought to be shown; found otherwise than a build does, release by release."""

    def __init__(self, world: World) -> None:
        releases = Release.objects.in_force().select_related("record", "organisation").defer("content")
        self._in_force = {each.record_id: each for each in releases.prefetch_related("needs", "topics")}
        self._public = {key: each for key, each in self._in_force.items() if not each.is_internal}
        self._recommended = {each.key: each for each in RecommendedDataset.objects.all()}
        self.may_be_left_out = self._may_be_left_out(world.broken)

    def shown_in(self, feed: Feed, without: Collection[str] = ()) -> set[str]:
        """The IRIs of what the feed ought to list when some records are left out."""
        shown = (item for item in self._public.items() if item[1].record.iri not in without)
        listed = {key: each for key, each in shown if each.class_name in LISTED_AS}
        if feed.kind not in (Feed.Kind.THEME, Feed.Kind.RECOMMENDED):
            return {each.record.iri for each in listed.values() if _takes_part(each.organisation, feed)}
        datasets = (each for each in listed.values() if each.class_name == Record.ClassName.DATASET)
        shown = {each.record_id for each in datasets if self._is_about(each, feed)}
        waiting = list(shown)
        while waiting:
            needed = {each.pk for each in self._public[waiting.pop()].needs.all()} & listed.keys() - shown
            shown |= needed
            waiting += needed
        return {listed[key].record.iri for key in shown}

    def _is_about(self, release: Release, feed: Feed) -> bool:
        topics = {(each.property, each.value) for each in release.topics.all()}
        if feed.kind == Feed.Kind.THEME:
            return ("theme", feed.subject) in topics
        recommended = self._recommended[feed.subject]
        is_followed = bool(recommended.specification_iri) and ("conforms_to", recommended.specification_iri) in topics
        return release.recommended_dataset_id == recommended.pk or is_followed

    def _may_be_left_out(self, broken: set[int]) -> set[str]:
        """The IRIs of the broken records, and of all that can't do without one."""
        reached = {key for key, each in self._in_force.items() if each.pk in broken}
        while further := {
            key
            for key, each in self._in_force.items()
            if key not in reached and any(needed.pk in reached for needed in each.needs.all())
        }:
            reached |= further
        return {self._in_force[key].record.iri for key in reached}


def _takes_part(organisation: Organisation, feed: Feed) -> bool:
    if feed.kind == Feed.Kind.ALL:
        return organisation.in_combined_feed
    if feed.kind == Feed.Kind.COUNTY:
        return organisation.county_id == feed.subject
    return organisation.pk == feed.organisation_id
