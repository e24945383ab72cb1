"""How several catalogues in one document hang together: one main catalogue, one level of parts, no circles.

The portal fetches a part that has nothing but its type, and gives up the whole harvest when that fails: so every part
is described in the document.
"""

from collections.abc import Iterator
from itertools import chain

from dcat.finding import Finding
from dcat.preflight.document import Candidate, label
from dcat.reader import TYPE


def there_is_one_main_catalogue(candidate: Candidate) -> Iterator[Finding]:
    """Exactly one catalogue is not a part of another."""
    catalogues = list(candidate.of_class("Catalog"))
    parts = {part for iri in catalogues for part in candidate.iris(iri, "dcterms:hasPart")}
    if not catalogues:
        yield candidate.finding(
            "no_catalogue", "", "Dokumentet innehåller ingen katalog.", "The document holds no catalogue."
        )
    for extra in [iri for iri in catalogues if iri not in parts][1:]:
        yield candidate.finding(
            "main_catalogue",
            extra,
            f"Katalogen {label(candidate, extra)} hör inte till huvudkatalogen. Lägg den som en del av den.",
            f"The catalogue {label(candidate, extra)} does not belong to the main one. Make it a part of that.",
        )


def parts_have_one_level(candidate: Candidate) -> Iterator[Finding]:
    """A part has no parts of its own, and never leads back to itself."""
    parts_of = {iri: candidate.iris(iri, "dcterms:hasPart") for iri in candidate.of_class("Catalog")}
    for part in dict.fromkeys(chain.from_iterable(parts_of.values())):
        if not parts_of.get(part):
            continue
        name = label(candidate, part)
        if _leads_back(part, parts_of):
            code, sv, en = "catalogue_circle", "är en del av sig själv", "is a part of itself"
        else:
            code, sv, en = "catalogue_levels", "är en del och har egna delar", "is a part and has parts of its own"
        yield candidate.finding(
            code,
            part,
            f"Katalogen {name} {sv}. Ta bort dess delar.",
            f"The catalogue {name} {en}. Remove its parts.",
            field="has_part",
        )


def parts_are_described(candidate: Candidate) -> Iterator[Finding]:
    """Every part is described in the document, with more than its type."""
    wholes = candidate.of_class("Catalog")
    for part in dict.fromkeys(part for iri in wholes for part in candidate.iris(iri, "dcterms:hasPart")):
        if not is_whole(candidate, part):
            yield candidate.finding(
                "part_not_described",
                part,
                f"Delkatalogen {part} är inte beskriven i dokumentet. Ta med hela beskrivningen.",
                f"The part {part} is not described in the document. Include its whole description.",
                field="has_part",
            )


def is_whole(candidate: Candidate, catalogue: str) -> bool:
    """Whether something is a catalogue with more than its type."""
    return candidate.class_of.get(catalogue) == "Catalog" and set(candidate.statements[catalogue]) != {TYPE}


def _leads_back(start: str, parts_of: dict[str, list[str]]) -> bool:
    waiting, seen = [start], set()
    while waiting:
        for part in parts_of.get(waiting.pop(), ()):
            if part == start:
                return True
            if part not in seen:
                seen.add(part)
                waiting.append(part)
    return False
