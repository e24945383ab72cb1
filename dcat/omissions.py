"""What the European profile leaves out of a record, and what it would like to have beside, said to its owner.

DCAT-AP asks for the class of what a dataset, a series, a service or a catalogue leads to. What somebody else describes
has no class in our document, so the link is only written in the Swedish profile.
"""

from collections.abc import Mapping

from dcat.bilingual import Bilingual
from dcat.check.sentences import missing
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.profile.model import Level, Property
from dcat.writer.links import leading
from dcat.writer.statements import contained

_WHY = Bilingual(
    "Den europeiska profilen tar bara med länkar till det som beskrivs i samma dokument. "
    "På dataportal.se syns länken som vanligt.",
    "The European profile only has links to what is described in the same document. "
    "On dataportal.se the link is shown as usual.",
)


_WANTED = "recommended_in_europe"
_WHY_WANTED = Bilingual(
    "Den europeiska profilen rekommenderar uppgiften, och EU:s portal räknar den till kvaliteten.",
    "The European profile recommends this, and the European portal counts it as quality.",
)


def link_targets(node: Node) -> set[str]:
    """What the links of a record and its parts lead to."""
    return {each.target for part in (node, *contained(node, DCAT_AP)) for each in leading(part, DCAT_AP)}


def left_out(node: Node, described: Mapping[str, str]) -> list[Finding]:
    """The links of a record and its parts that lead to nothing in a document, as advice.

    ``described`` has the name of the class of each record in the document, by its IRI.
    """
    return [
        _finding(each.node, each.row, each.target)
        for part in (node, *contained(node, DCAT_AP))
        for each in leading(part, DCAT_AP)
        if described.get(each.target) not in each.row.targets
    ]


def wanted_by_europe(node: Node) -> list[Finding]:
    """The properties that only DCAT-AP recommends, where the record states none, as advice."""
    ours = DCAT_AP_SE[node.class_name]
    return [
        Finding(
            "recommended_in_europe", Severity.ADVICE, node.iri, node.class_name, row.name, missing(row), _WHY_WANTED
        )
        for row in DCAT_AP[node.class_name].properties
        if row.level is Level.RECOMMENDED
        and row.name in ours
        and ours[row.name].level is Level.OPTIONAL
        and not node.get(row.name)
    ]


def _finding(node: Node, row: Property, target: str) -> Finding:
    sv, en = (_wanted(row, language) for language in ("sv", "en"))
    return Finding(
        code="left_out_of_european",
        severity=Severity.ADVICE,
        iri=node.iri,
        class_name=node.class_name,
        field=row.name,
        message=Bilingual(
            f"{row.label.sv}: länken till {target} är inte med i katalogens europeiska form, för där beskrivs den inte "
            f"som {sv}. Länka till något i er egen katalog om det finns där, annars kan det stå kvar som det är.",
            f"{row.label.en}: the link to {target} is not in the European form of the catalogue, since it is not "
            f"described there as {en}. Link to something in your own catalogue if it is there, otherwise leave it be.",
        ),
        why=_WHY,
    )


def _wanted(row: Property, language: str) -> str:
    labels = [DCAT_AP[name].label.in_language(language).lower() for name in row.targets]
    return {"sv": " eller ", "en": " or "}[language].join(labels)
