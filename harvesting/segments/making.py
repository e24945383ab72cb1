"""Making a segment: fetch the pieces, put them in every format, read all of it back, write the files.

A release that can't be shown is told apart here. First everything is rendered again from the frozen descriptions, which
mends pieces that were damaged in the database; what is wrong even then is left out, and reported.
"""

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from catalog.models import Record, Release
from dcat.finding import Finding
from dcat.preflight.facts import Fact, Role
from dcat.profile import DCAT_AP_SE, PROFILES
from dcat.writer import Piece
from harvesting.pieces import pieces_of, render_again
from harvesting.segments.segment import FACTS, LISTED, Listed, Segment, documents_file, links_file, pack
from harvesting.segments.texts import Unusable, documents_of, examined, texts_of, unrenderable
from harvesting.told import finding_to_json

# Under which property a catalogue lists what.
LISTED_AS = {
    Record.ClassName.DATASET: "dataset",
    Record.ClassName.DATASET_SERIES: "dataset",
    Record.ClassName.DATA_SERVICE: "service",
}
_Pieces = dict[str, list[Piece]]  # by the key of the profile

log = logging.getLogger(__name__)


def make(folder: Path, releases: Sequence[int], *, beat: Callable[[], None]) -> Segment:
    """Write the segment of some releases, given by their keys, into an empty folder.

    Raises Unusable when something is wrong with them together that can't be laid on one of them.
    """
    try:
        return _write(folder, releases, {}, beat)
    except Exception as fault:  # whatever a damaged piece may lead to; what is still wrong below is raised again
        log.warning("a segment of %s releases is rendered again: %s", len(releases), fault)
    faults = {key: found for key in releases if (found := _faults_of(key, beat))}
    for left_behind in folder.iterdir():
        left_behind.unlink()
    return _write(folder, releases, faults, beat)


def _faults_of(key: int, beat: Callable[[], None]) -> list[Finding]:
    """What is wrong with one release by itself when it is rendered again; empty when nothing is."""
    beat()
    release = Release.objects.select_related("record").get(pk=key)
    try:
        render_again(release)
        pieces = _pieces([key])
        for profile in PROFILES.values():
            texts_of(pieces[profile.key], profile, beat=beat)
        examined(pieces[DCAT_AP_SE.key])
    except Unusable as unusable:
        return list(unusable.findings)
    except Exception:  # a description that can't be written may fail in any way
        log.exception("release %s can't be rendered", key)
        return [unrenderable(release.record.iri)]
    return []


def _write(
    folder: Path, releases: Sequence[int], faults: dict[int, list[Finding]], beat: Callable[[], None]
) -> Segment:
    shown = [key for key in releases if key not in faults]
    pieces = _pieces(shown)
    beat()
    facts = examined(pieces[DCAT_AP_SE.key])
    bodies = {}
    for profile in PROFILES.values():
        own = pieces[profile.key]
        for name, text in texts_of(own, profile, beat=beat).items():
            with (folder / name).open("wb") as target:
                bodies[name] = pack(text.body, target, text.statements)
            beat()
        _write_lines(folder / documents_file(profile.key), map(asdict, documents_of(own)))
        _write_lines(folder / links_file(profile.key), (asdict(link) for piece in own for link in piece.links))
    listed = _listed(shown)
    facts += [Fact(each.iri, role) for each in listed for role in (Role.EXPECTED, Role.LISTED)]
    facts.sort(key=lambda fact: fact.key)
    _write_lines(folder / LISTED, listed)
    _write_lines(folder / FACTS, facts)
    segment = Segment(
        folder,
        bodies,
        left_out=tuple(finding_to_json(each) for found in faults.values() for each in found),
        missing=frozenset(faults),
        datasets=sum(each.is_dataset for each in listed),
        organisations=frozenset(each.organisation for each in listed),
    )
    segment.save_summary()
    return segment


def _pieces(releases: Sequence[int]) -> _Pieces:
    return {profile.key: list(pieces_of(releases, profile)) for profile in PROFILES.values()}


def _listed(releases: Sequence[int]) -> list[Listed]:
    """What catalogues have to list, in the order of the releases."""
    rows = Release.objects.filter(pk__in=releases, class_name__in=LISTED_AS)
    columns = ("pk", "organisation_id", "class_name", "record__iri")
    found = {
        key: Listed(organisation, LISTED_AS[class_name], iri, class_name == Record.ClassName.DATASET)
        for key, organisation, class_name, iri in rows.values_list(*columns)
    }
    return [found[key] for key in releases if key in found]


def _write_lines(path: Path, values: Iterable) -> None:
    lines = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
