"""The last looks at a build before it is put in place: may these documents be answered with?

Segments were read back when they were made. Here the feed's own head is read, the facts of all parts are joined, and
the finished bytes are read from the first to the last, as the portal will.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.formats import RDF_XML, count_statements
from dcat.frames import FRAMES
from dcat.kinds import UnwritableValue
from dcat.negotiation import Choice
from dcat.preflight import examine
from dcat.preflight.facts import Fact
from dcat.preflight.joining import joined
from dcat.profile import DCAT_AP_SE, PROFILES
from dcat.writer import rdfxml, render
from harvesting.contents import Contents
from harvesting.documents import Finished
from harvesting.segments.merging import merged
from harvesting.segments.segment import FACTS, Segment
from harvesting.segments.texts import unrenderable


class Stopped(Exception):
    """The candidates must not be swapped in."""

    def __init__(self, message: Bilingual, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.findings = findings


def errors_of(contents: Contents, segments: Sequence[Segment], scratch: Path) -> list[Finding]:
    """What the portal would find wrong with the whole. Raises Stopped when the head can't even be written."""
    examination = examine(_own_part(contents), DCAT_AP_SE, has_catalogues=True)
    own = [json.dumps(fact, ensure_ascii=False) + "\n" for fact in examination.facts]
    sources = [lambda: own, *(lambda segment=each: segment.lines(FACTS) for each in segments)]
    facts = map(Fact.from_line, merged(sources, _key_of, scratch))
    findings = [*examination.findings, *joined(facts, DCAT_AP_SE, all_are_known=True)]
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def read_whole(finished: Mapping[str, Finished], *, beat: Callable[[], None]) -> None:
    """Raises Stopped when what the portals fetch can't be read, or does not hold as many statements as went into it."""
    for profile in PROFILES.values():
        choice = Choice(profile, RDF_XML)
        document = finished[choice.name]
        with document.plain.open("rb") as stream:
            try:
                count = count_statements(stream, RDF_XML, beat=beat)
            except (SyntaxError, ValueError) as fault:
                raise Stopped(_not_whole(choice)) from fault
        if count != document.statements:
            raise Stopped(_not_whole(choice))


def stopped_by(errors: Sequence[Finding]) -> Stopped:
    """The reason to keep the last good feed."""
    if len(errors) == 1:
        return Stopped(
            Bilingual("Kontrollen av hela flödet hittade ett fel.", "The check of the whole feed found one error."),
            errors,
        )
    count = len(errors)
    message = Bilingual(
        f"Kontrollen av hela flödet hittade {count} fel.", f"The check of the whole feed found {count} errors."
    )
    return Stopped(message, errors)


def _own_part(contents: Contents) -> bytes:
    """The feed's own head as a document. What it lists is left to the segments, which know what there is to list.

    Raises Stopped.
    """
    parts = []
    for catalogue in contents.catalogues:
        try:
            parts.append(rdfxml.catalogue_start(catalogue.head, DCAT_AP_SE))
        except UnwritableValue as fault:  # nobody can do without the catalogue
            raise stopped_by([unrenderable(catalogue.head.iri)]) from fault
        parts.extend(rdfxml.catalogue_link("has_part", iri, DCAT_AP_SE) for iri in catalogue.parts)
        parts.append(rdfxml.catalogue_end())
    parts.extend(render(node, DCAT_AP_SE).rdfxml for node in contents.nodes)
    return FRAMES[RDF_XML.suffix].around("".join(parts).encode())


def _key_of(line: str) -> str:
    return json.loads(line)[0]


def _not_whole(choice: Choice) -> Bilingual:
    what = f"{choice.profile.name}, {choice.format.name}"
    return Bilingual(
        f"Den färdiga katalogen ({what}) är inte hel. Det är ett fel i tjänsten, inte i era beskrivningar. Säg till"
        " den som driver den.",
        f"The finished catalogue ({what}) is not whole. That is a fault in the service, not in your descriptions. Tell"
        " whoever runs it.",
    )
