"""What a rule can find, each once: its code, its place and its words.

A fault is a constant of the module of its rules, so that ``dcat.rules.FAULTS`` can hold them all: no rule says anything
that is not in that list.
"""

from dataclasses import dataclass

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of finding. Its sentences may have ``{words}``, which are filled in when it is found.

    ``field`` is the property that the fault is about; None where that differs from case to case.
    """

    code: str
    severity: Severity
    field: str | None
    message: Bilingual
    why: Bilingual
    mend: str | None = None

    def found(
        self, node: Node, *, field: str | None = None, can_mend: bool = True, **words: str | Bilingual
    ) -> Finding:
        """The finding about a node. ``can_mend`` is false where the repair would need a choice."""
        return Finding(
            self.code,
            self.severity,
            node.iri,
            node.class_name,
            field or self.field,
            Bilingual(_filled(self.message, "sv", words), _filled(self.message, "en", words)),
            self.why,
            self.mend if can_mend else None,
        )


def _filled(sentence: Bilingual, language: str, words: dict[str, str | Bilingual]) -> str:
    chosen = {name: word.in_language(language) if isinstance(word, Bilingual) else word for name, word in words.items()}
    return sentence.in_language(language).format(**chosen)
