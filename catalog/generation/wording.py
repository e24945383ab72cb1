"""The sentences that descriptions are put together from, and the mark that every one of them bears."""

from random import Random

Text = dict[str, str]  # one text per language

MARK: Text = {"sv": "Påhittat exempel, inte riktiga data.", "en": "Made-up example, not real data."}
_TITLE_MARK: Text = {"sv": "Exempel", "en": "Example"}

_COLLECTED: dict[str, list[Text]] = {
    "places": [
        {"sv": "Läget är inmätt i fält.", "en": "Positions are surveyed in the field."},
        {"sv": "Uppgifterna kommer ur vårt kartsystem.", "en": "The data comes from our map system."},
        {
            "sv": "De som sköter platserna anmäler ändringar, som förs in varje månad.",
            "en": "Those who look after the places report changes, which are entered every month.",
        },
    ],
    "lines": [
        {"sv": "Sträckningen är inmätt med GPS.", "en": "Routes are recorded by GPS."},
        {"sv": "Sträckningen är ritad efter flygbilder.", "en": "Routes are drawn from aerial photographs."},
    ],
    "areas": [
        {"sv": "Gränserna är digitaliserade ur beslutade kartor.", "en": "Boundaries are digitised from decided maps."},
        {"sv": "Ytorna kommer ur vårt kartsystem.", "en": "The areas come from our map system."},
    ],
    "table": [
        {"sv": "Uppgifterna hämtas ur verksamhetens system.", "en": "The data is taken from the service's own system."},
        {
            "sv": "Uppgifterna sammanställs och granskas innan de lämnas ut.",
            "en": "The data is compiled and reviewed before it is released.",
        },
    ],
    "measurements": [
        {"sv": "Värdena är inte granskade i efterhand.", "en": "Values are not reviewed afterwards."},
        {"sv": "Orimliga värden sorteras bort automatiskt.", "en": "Implausible values are removed automatically."},
    ],
    "documents": [
        {
            "sv": "Uppgifter om enskilda personer är borttagna.",
            "en": "Information about individual persons has been removed.",
        },
    ],
    "timetables": [
        {"sv": "Tillfälliga ändringar ingår inte.", "en": "Temporary changes are not included."},
    ],
}

_LIMITS: list[Text] = [
    {"sv": "Enstaka poster kan saknas.", "en": "Single records may be missing."},
    {"sv": "Äldre uppgifter finns kvar så länge de är aktuella.", "en": "Older data is kept as long as it is current."},
    {"sv": "Hör av dig om du hittar något som inte stämmer.", "en": "Please tell us if you find something wrong."},
    {},
]

CHANGE: Text = {
    "sv": "Från och med i år ingår även uppgift om tillgänglighet.",
    "en": "From this year on accessibility is included too.",
}


def marked(text: Text) -> Text:
    """The text with the mark first, so that it is also seen where only the beginning is shown."""
    return {language: f"{MARK[language]} {words}" for language, words in text.items()}


def marked_title(text: Text) -> Text:
    """A title that says that it is an example."""
    return {language: f"{_TITLE_MARK[language]}: {words}" for language, words in text.items()}


def is_marked(title: Text, description: Text, language: str) -> bool:
    """Whether the title or the description says in this language that it is an example."""
    return MARK[language] in description.get(language, "") or title.get(language, "").startswith(_TITLE_MARK[language])


def description_of(about: Text, shape: str, chance: Random) -> Text:
    """What the data holds, how it came to be, what it lacks; marked."""
    return marked(joined(joined(about, chance.choice(_COLLECTED[shape])), chance.choice(_LIMITS)))


def joined(one: Text, other: Text) -> Text:
    """Both texts, one after the other, in each language of the first."""
    return {language: f"{text} {other.get(language, '')}".strip() for language, text in one.items()}
