"""The preparation questions, what can be decided in each, and what follows from the decisions. Data and pure functions.

Nothing here writes; catalog.services.preparation does.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import Candidate, Decision, RecommendedDataset, Release
from dcat.rules.high_value import HIGH_VALUE
from dcat.rules.protected import NON_PUBLIC, PUBLIC, RESTRICTED


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be decided, and what it means."""

    value: str
    label: str | Promise
    means: str | Promise
    is_settled: bool = True  # whether the candidate can be ready with it


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions that every candidate is asked."""

    key: str
    word: str  # in the address
    words: str | Promise
    help: str | Promise
    choice_label: str | Promise = ""
    choices: tuple[Choice, ...] = ()
    column: str = ""  # of Candidate, where the choice is kept too

    def choice(self, value: str) -> Choice | None:
        """The choice with this value."""
        return next((each for each in self.choices if each.value == value), None)


QUESTIONS = (
    Question(
        "content",
        "innehall",
        _("Vilka data hanteras här?"),
        _(
            "Skriv vad uppgifterna handlar om, vad en rad är och hur långt tillbaka de går. Texten blir början på"
            " beskrivningen."
        ),
    ),
    Question(
        "sensitivity",
        "kanslighet",
        _("Är de känsliga?"),
        _("Tänk på personuppgifter, sekretess, säkerhetsskydd och upphovsrätt. Fråga er jurist om ni är osäkra."),
        _("Vad har ni kommit fram till?"),
        (
            Choice(Candidate.Sensitivity.NONE, _("Inget känsligt"), _("Allt kan lämnas ut till vem som helst.")),
            Choice(
                Candidate.Sensitivity.PARTLY,
                _("Delvis känsligt"),
                _("Något måste bort eller slås ihop först. Skriv vad."),
            ),
            Choice(
                Candidate.Sensitivity.SENSITIVE,
                _("Känsligt"),
                _("Uppgifterna kan bara användas av dem som har rätt till dem."),
            ),
            Choice(
                Candidate.Sensitivity.UNCLEAR,
                _("Behöver utredas"),
                _("Skriv vem som tar reda på det."),
                is_settled=False,
            ),
        ),
        "sensitivity",
    ),
    Question(
        "extraction",
        "uttag",
        _("Hur får vi ut dem ur systemet?"),
        _("Finns en export, en databas eller ett API? Vem kan hämta uppgifterna, och hur ofta ändras de?"),
        _("Hur går det till?"),
        (
            Choice("api", _("Genom ett API"), _("Ett program kan hämta uppgifterna när som helst.")),
            Choice("export", _("Som en fil, av sig själv"), _("Systemet lämnar en fil enligt schema.")),
            Choice("manual", _("Som en fil, för hand"), _("Någon hämtar ut filen. Skriv vem, och hur ofta.")),
            Choice(
                "not_yet",
                _("Det går inte än"),
                _("Skriv vad som saknas, till exempel ett krav på leverantören."),
                is_settled=False,
            ),
        ),
    ),
    Question(
        "colleagues",
        "kolleger",
        _("Hur gör vi dem tillgängliga för kolleger?"),
        _("Var hittar de som arbetar hos er uppgifterna, och vilka av dem behöver dem?"),
    ),
    Question(
        "others",
        "andra",
        _("Hur gör vi dem tillgängliga för andra?"),
        _("Vem utanför organisationen har nytta av dem? Var ska de kunna hämta dem, och på vilka villkor?"),
        _("Vem ska få använda dem?"),
        (
            Choice(
                Candidate.Sharing.OPEN,
                _("Öppna data"),
                _(
                    "Alla får använda uppgifterna fritt. Åtkomsten blir ”Publik”, och beskrivningen syns för alla och"
                    " på dataportal.se."
                ),
            ),
            Choice(
                Candidate.Sharing.SHARED,
                _("Delade data"),
                _(
                    "Bara de som ni har kommit överens med får använda uppgifterna. Åtkomsten blir ”Begränsad”."
                    " Beskrivningen kan synas för alla, så att fler kan fråga efter uppgifterna."
                ),
            ),
            Choice(
                Candidate.Sharing.INTERNAL,
                _("Bara internt"),
                _(
                    "Bara ni själva använder uppgifterna. Åtkomsten blir ”Ej offentlig”, och beskrivningen syns bara"
                    " för inloggade i de organisationer som deltar."
                ),
            ),
        ),
        "sharing",
    ),
)
BY_WORD = {each.word: each for each in QUESTIONS}
BY_KEY = {each.key: each for each in QUESTIONS}

_ACCESS_RIGHTS = {
    Candidate.Sharing.OPEN: PUBLIC,
    Candidate.Sharing.SHARED: RESTRICTED,
    Candidate.Sharing.INTERNAL: NON_PUBLIC,
}


def in_force(decisions: Collection[Decision]) -> dict[str, Decision]:
    """The answer in force to each question that has one. ``decisions`` are a candidate's, the latest first."""
    latest: dict[str, Decision] = {}
    for each in decisions:
        if each.question in BY_KEY:
            latest.setdefault(each.question, each)
    return latest


def progress_of(answers: Mapping[str, Decision]) -> Candidate.State:
    """How far a candidate with these answers has come."""
    if not answers:
        return Candidate.State.IDEA
    return Candidate.State.PREPARING if next_question(answers) else Candidate.State.READY


def is_settled(answer: Decision) -> bool:
    """Whether nothing remains to be found out."""
    choice = BY_KEY[answer.question].choice(answer.choice)
    return choice is None or choice.is_settled


def next_question(answers: Mapping[str, Decision]) -> Question | None:
    """The first question without an answer, else the first whose answer leaves something to find out."""
    unanswered = [each for each in QUESTIONS if each.key not in answers]
    unsettled = [each for each in QUESTIONS if each.key in answers and not is_settled(answers[each.key])]
    return next(iter(unanswered + unsettled), None)


def draft_values(
    candidate: Candidate, recommended: RecommendedDataset | None, answers: Mapping[str, Decision]
) -> dict[str, object]:
    """What a dataset that grows out of the candidate says: columns of Dataset."""
    content = answers["content"].text if "content" in answers else ""
    values: dict[str, object] = {"title": {"sv": candidate.name}}
    if content or recommended:
        values["description"] = {"sv": content or recommended.description}
    if candidate.sharing:
        values["access_rights"] = _ACCESS_RIGHTS[candidate.sharing]
    # High-value data are open by law, so what is not to be open is not called so.
    is_open = candidate.sharing in ("", Candidate.Sharing.OPEN)
    return values | (_recommended_values(recommended, is_open) if recommended else {})


def _recommended_values(recommended: RecommendedDataset, is_open: bool) -> dict[str, object]:
    values: dict[str, object] = {"recommended_dataset": recommended}
    if recommended.theme:
        values["theme"] = [recommended.theme]
    if recommended.hvd_category and is_open:
        values |= {"hvd_category": [recommended.hvd_category], "applicable_legislation": HIGH_VALUE}
    if recommended.specification_iri:
        values["conforms_to"] = [{"iri": recommended.specification_iri}]
    return values


def proposed_visibility(sharing: str) -> Release.Visibility:
    """Who should see the description of data that are shared like this."""
    return Release.Visibility.INTERNAL if sharing == Candidate.Sharing.INTERNAL else Release.Visibility.PUBLIC
