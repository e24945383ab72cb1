"""What states are called, and their one-letter marks, so that no state is told by colour alone."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coverage.cells import Coverage


@dataclass(frozen=True, slots=True)
class StateWords:
    """``mark`` stands in the matrix, ``name`` in lists, ``meaning`` in the explanation."""

    mark: str
    name: str
    meaning: str


WORDS: dict[Coverage, StateWords] = {
    Coverage.PUBLISHED: StateWords("●", _("Publicerad"), _("Finns öppet här, och det är säkert vad den är.")),
    Coverage.ELSEWHERE: StateWords("◉", _("Publicerad på annat håll"), _("Organisationen har sagt var den finns.")),
    Coverage.SHARED: StateWords("◐", _("Publicerad internt"), _("Syns bara för dem som är med här. Räknas inte.")),
    Coverage.DRAFT: StateWords("○", _("Utkast"), _("Någon har börjat beskriva den. Räknas inte.")),
    Coverage.PROPOSED: StateWords("?", _("Förslag"), _("Något publicerat kan vara den. Räknas när någon bekräftat.")),
    Coverage.PREPARED: StateWords("▸", _("Förbereds"), _("Organisationen förbereder den.")),
    Coverage.PLANNED: StateWords("▹", _("Planerad"), _("Organisationen har sagt när.")),
    Coverage.NOT_OURS: StateWords("–", _("Inte deras uppgift"), _("Organisationen har sagt att någon annan har den.")),
    Coverage.MISSING: StateWords("·", _("Saknas"), _("Ingenting är publicerat eller sagt.")),
}
