"""The words of the findings that come from single rows: plain, short, with what to do.

A sentence begins with the row's label, so that it can be read away from its field.
"""

from dcat.bilingual import Bilingual
from dcat.finding import quoted
from dcat.profile.model import Group, Kind, Property

WHY = {
    "missing": Bilingual(
        "Utan den här uppgiften ser beskrivningen trasig ut på dataportal.se.",
        "Without this the description looks broken on dataportal.se.",
    ),
    "recommended": Bilingual(
        "Uppgiften är rekommenderad: med den är beskrivningen lättare att hitta och använda.",
        "This is recommended: with it the description is easier to find and use.",
    ),
    "too_many": Bilingual(
        "Dataportal.se visar bara ett av värdena, och man kan inte veta vilket.",
        "Dataportal.se shows only one of the values, and nobody can know which.",
    ),
    "not_in_vocabulary": Bilingual(
        "Dataportal.se känner bara igen alternativen i listan.",
        "Dataportal.se only recognises the choices in the list.",
    ),
    "exact_licence": Bilingual(
        "En licens känns bara igen när adressen är skriven exakt som i listan.",
        "A licence is only recognised when its address is written exactly as in the list.",
    ),
    "wrong_form": Bilingual(
        "Andra program kan inte läsa ett värde som har fel form.",
        "Other programs can't read a value of the wrong form.",
    ),
    "bad_address": Bilingual(
        "En felaktig webbadress leder ingenstans, och kan stoppa hela katalogen.",
        "A faulty web address leads nowhere, and can stop the whole catalogue.",
    ),
    "unclean": Bilingual(
        "Tecknen syns inte, men kan göra att katalogen inte går att läsa.",
        "The characters can't be seen, but may make the catalogue unreadable.",
    ),
    "no_language": Bilingual(
        "Varje text måste ha ett språk för att visas på rätt ställe.",
        "Every text needs a language to be shown in the right place.",
    ),
    "no_swedish": Bilingual(
        "De flesta som läser på dataportal.se läser svenska.",
        "Most readers of dataportal.se read Swedish.",
    ),
    "no_english": Bilingual(
        "Beskrivningen visas också på den europeiska dataportalen.",
        "The description is also shown on the European data portal.",
    ),
    "duplicate_language": Bilingual(
        "Bara en text per språk kan visas.",
        "Only one text per language can be shown.",
    ),
    "empty": Bilingual(
        "Det som inte säger något ska inte finnas med i katalogen.",
        "What says nothing should not be in the catalogue.",
    ),
    "fixed": Bilingual(
        "Specifikationen tillåter bara ett värde här.",
        "The specification allows only one value here.",
    ),
    "deprecated": Bilingual(
        "Specifikationen har ersatt uppgiften med en annan.",
        "The specification has replaced this with something else.",
    ),
}

_HOW_TO_FILL_IN = {
    Kind.TEXT: Bilingual("Skriv på svenska, och gärna på engelska.", "Write in Swedish, and in English if you can."),
    Kind.LITERAL: Bilingual("Fyll i fältet.", "Fill in the field."),
    Kind.DATE: Bilingual("Ange ett datum eller ett år.", "Give a date or a year."),
    Kind.DURATION: Bilingual("Ange en tidslängd, till exempel P1D.", "Give a duration, such as P1D."),
    Kind.DECIMAL: Bilingual("Ange ett tal.", "Give a number."),
    Kind.INTEGER: Bilingual("Ange ett heltal.", "Give a whole number."),
    Kind.BOX: Bilingual("Ange väst, syd, öst och nord.", "Give west, south, east and north."),
    Kind.POINT: Bilingual("Ange longitud och latitud.", "Give longitude and latitude."),
    Kind.WKT: Bilingual("Ange en form som WKT.", "Give a shape as WKT."),
    Kind.IRI: Bilingual("Ange en webbadress.", "Give a web address."),
    Kind.DOCUMENT: Bilingual("Ange en webbadress.", "Give a web address."),
    Kind.EMAIL: Bilingual("Ange en e-postadress.", "Give an e-mail address."),
    Kind.TELEPHONE: Bilingual("Ange ett telefonnummer.", "Give a telephone number."),
    Kind.CONCEPT: Bilingual("Välj i listan.", "Choose from the list."),
    Kind.MEDIA_TYPE: Bilingual("Välj i listan.", "Choose from the list."),
    Kind.CLASS: Bilingual("Välj i listan.", "Choose from the list."),
    Kind.RECORD: Bilingual("Välj eller lägg till.", "Choose or add one."),
}
_FILL_IN = Bilingual("Fyll i uppgiften.", "Fill it in.")


NOT_IN_LIST = Bilingual("finns inte i listan. Välj ett av alternativen.", "is not in the list. Choose another.")
BAD_PATTERN = Bilingual(
    "har inte den form som specifikationen kräver.", "does not have the form that the specification asks for."
)


def how_to_fill_in(row: Property | Group) -> Bilingual:
    """What to do about a value that is not there, by the kind of the row."""
    return _HOW_TO_FILL_IN.get(getattr(row, "kind", None), _FILL_IN)


def missing(row: Property | Group) -> Bilingual:
    """'Titel saknas. Skriv på svenska …', by the kind of the row."""
    how = how_to_fill_in(row)
    return Bilingual(f"{row.label.sv} saknas. {how.sv}", f"{row.label.en} is missing. {how.en}")


def too_many(row: Property | Group, count: int) -> Bilingual:
    """Says how many values there may be."""
    return Bilingual(
        f"{row.label.sv} har {count} värden men får ha högst {row.maximum}. Ta bort de andra.",
        f"{row.label.en} has {count} values but may have at most {row.maximum}. Remove the others.",
    )


def about(row: Property, value: str, sentence: Bilingual) -> Bilingual:
    """A sentence on one value: label, the value as it stands, what is wrong and what to do."""
    return Bilingual(
        f"{row.label.sv}: ”{quoted(value)}” {sentence.sv}", f"{row.label.en}: “{quoted(value)}” {sentence.en}"
    )


def labelled(row: Property, sentence: Bilingual) -> Bilingual:
    """A whole sentence with the row's label before it."""
    return Bilingual(f"{row.label.sv}: {sentence.sv}", f"{row.label.en}: {sentence.en}")
