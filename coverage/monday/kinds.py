"""The kinds of concerns: how heavy each is, and why."""

from dataclasses import dataclass

from dcat.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Kind:
    """``said`` is the sentence for so many (``{count}``); ``weight`` ranks, the heaviest first, and ``why`` says why.

    ``page`` is the name of the address where it is mended, of the organisation's workspace.
    """

    key: str
    weight: int
    name: Bilingual
    said: Bilingual
    why: Bilingual
    page: str


KINDS = (
    Kind(
        "feed",
        100,
        Bilingual("Flödet har fel", "The feed has a fault"),
        Bilingual(
            "Det senaste bygget av flödet misslyckades. Det som fanns före visas.",
            "The latest build of the feed failed. What was there before is shown.",
        ),
        Bilingual(
            "Inget nytt når dataportal.se förrän det är löst.", "Nothing new reaches dataportal.se until it is solved."
        ),
        "feed_status",
    ),
    Kind(
        "empty",
        90,
        Bilingual("Hämtad men tom", "Harvested but empty"),
        Bilingual(
            "Dataportal.se visar ingen av {count} publicerade datamängder.",
            "Dataportal.se shows none of {count} published datasets.",
        ),
        Bilingual("Allt arbete är gjort, och ingen ser det.", "All the work is done, and nobody sees it."),
        "feed_status",
    ),
    Kind(
        "wrong",
        80,
        Bilingual("Fel i det publicerade", "Errors in what is published"),
        Bilingual("Publicerade beskrivningar med fel: {count}.", "Published descriptions with errors: {count}."),
        Bilingual("Det ser trasigt ut på dataportal.se.", "It looks broken at dataportal.se."),
        "dashboard",
    ),
    Kind(
        "broken",
        70,
        Bilingual("Trasiga länkar", "Broken links"),
        Bilingual("Trasiga länkar: {count}.", "Broken links: {count}."),
        Bilingual("Den som vill ha data kommer inte fram.", "Whoever wants the data does not get there."),
        "organisation_quality",
    ),
    Kind(
        "contact",
        60,
        Bilingual("Kontakt saknas", "No contact"),
        Bilingual("Datamängder utan kontakt: {count}.", "Datasets without a contact: {count}."),
        Bilingual("Den som har en fråga har ingen att fråga.", "Whoever has a question has nobody to ask."),
        "organisation_quality",
    ),
    Kind(
        "missing",
        50,
        Bilingual("Visas inte på dataportal.se", "Not shown at dataportal.se"),
        Bilingual(
            "Publicerade datamängder som dataportal.se inte visar: {count}.",
            "Published datasets that dataportal.se does not show: {count}.",
        ),
        Bilingual("Något är publicerat och syns ändå inte.", "Something is published and still not seen."),
        "feed_status",
    ),
    Kind(
        "late",
        40,
        Bilingual("Sent uppdaterade", "Overdue updates"),
        Bilingual("Datamängder som är äldre än de lovar: {count}.", "Datasets older than they promise: {count}."),
        Bilingual("Den som litar på uppgifterna får gamla.", "Whoever relies on the data gets old data."),
        "dashboard",
    ),
    Kind(
        "drafts",
        30,
        Bilingual("Gamla utkast", "Old drafts"),
        Bilingual(
            "Utkast som ingen rört på 30 dagar: {count}.", "Drafts that nobody has touched for 30 days: {count}."
        ),
        Bilingual("Någon har börjat och kanske fastnat.", "Somebody has begun and is perhaps stuck."),
        "dashboard",
    ),
    Kind(
        "high_value",
        20,
        Bilingual("Särskilt värdefulla saknas", "High-value data missing"),
        Bilingual(
            "Särskilt värdefulla rekommenderade datamängder som saknas: {count}.",
            "High-value recommended datasets that are missing: {count}.",
        ),
        Bilingual("EU kräver dem av den som har dem.", "The EU demands them of whoever has them."),
        "own_coverage",
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}
