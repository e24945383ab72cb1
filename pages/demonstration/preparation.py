"""What the demonstration's organisations think of describing, and what they have decided about it. Made up.

Data, and the one function that writes it through the services that people's forms use.
"""

from dataclasses import dataclass

from catalog.generation.wording import marked_title
from catalog.models import Candidate, RecommendedDataset
from catalog.preparation import QUESTIONS
from catalog.services.preparation import Entry, add_candidates, answer, decline
from organisations.models import Organisation, Person

_SENSITIVITY, _SHARING = Candidate.Sensitivity, Candidate.Sharing


@dataclass(frozen=True, slots=True)
class Idea:
    """A candidate: what is known of it, and the answers in the order of the questions, as many as there are."""

    name: str
    system: str = ""
    owner: str = ""
    recommended: str = ""  # key of a recommended dataset
    answers: tuple[tuple[str, str, str], ...] = ()  # text, choice, reason
    declined: str = ""


IDEAS = (
    Idea(
        "Snödjup vid vandringsleder",
        "Fältappen",
        "Friluftsenheten",
        answers=(
            ("Uppmätt snödjup på fasta platser, en rad för varje mätning sedan 2019.", "", ""),
            ("", _SENSITIVITY.NONE, "Det finns inga uppgifter om personer."),
            ("Appen lämnar en fil varje natt.", "export", ""),
            ("Filen ligger på den gemensamma ytan.", "", "Turistbyrån behöver den."),
            ("Den som planerar en tur.", _SHARING.OPEN, "Många frågar, och inget talar emot."),
        ),
    ),
    Idea(
        "Bokningar av lokaler",
        "Bokningssystemet",
        "Kultur- och fritidsenheten",
        answers=(
            ("Vilka lokaler som är bokade och när, en rad för varje bokning.", "", ""),
            ("Namn på den som bokar måste bort.", _SENSITIVITY.PARTLY, "Personuppgifter."),
            ("Leverantören har inget uttag än.", "not_yet", "Kravet är med i nästa avtal."),
        ),
    ),
    Idea("Felanmälningar", "Ärendesystemet", "Kontaktcenter", answers=(("Vad som anmäls, var och när.", "", ""),)),
    Idea("Utlån av fritidsutrustning", owner="Fritidsbanken"),
    Idea("Diarium", "Diariet", "Kansliet", "diarium"),
    Idea(
        "Passersystemets loggar",
        "Passersystemet",
        "Säkerhetsenheten",
        answers=(("Vem som öppnade vilken dörr, och när.", "", ""), ("", _SENSITIVITY.SENSITIVE, "Säkerhetsskydd.")),
        declined="Uppgifterna rör enskilda personer och säkerhet. Ingen utanför huset har nytta av dem.",
    ),
)
MOST = {"uppsala": 6, "orebro": 5, "eskilstuna": 3, "laxa": 2}


def prepare(actor: Person, *, organisation: Organisation, recommended: dict[str, RecommendedDataset]) -> int:
    """Write the organisation's candidates; returns how many."""
    ideas = IDEAS[: MOST.get(organisation.slug, 0)]
    entries = [_entry(each, recommended) for each in ideas]
    added = add_candidates(actor, organisation=organisation, entries=entries)
    by_name = {each.name: each for each in added.made}
    for idea, entry in zip(ideas, entries, strict=True):
        if entry.name in by_name:  # what is described already is no candidate
            _decide(actor, by_name[entry.name], idea)
    return len(added.made)


def _entry(idea: Idea, recommended: dict[str, RecommendedDataset]) -> Entry:
    name = marked_title({"sv": idea.name})["sv"]
    return Entry(name, idea.system, idea.owner, recommended.get(idea.recommended))


def _decide(actor: Person, candidate: Candidate, idea: Idea) -> None:
    for question, (text, choice, reason) in zip(QUESTIONS, idea.answers, strict=False):
        values = {"text": text, "choice": choice, "reason": reason}
        answer(actor, candidate=candidate, question=question.key, seen=None, values=values)
    if idea.declined:
        decline(actor, candidate=candidate, reason=idea.declined)
