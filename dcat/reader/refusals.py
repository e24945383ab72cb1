"""Why a document can't be read at all, in words."""

from dcat.bilingual import Bilingual


class UnreadableDocument(ValueError):
    """A document that can't be read.

    ``message`` says why, ``line`` where (0: unknown), ``fault`` is what the parser said.
    """

    def __init__(self, message: Bilingual, *, code: str = "unreadable", line: int = 0, fault: str = "") -> None:
        super().__init__(message.en)
        self.message = message
        self.code = code
        self.line = line
        self.fault = fault


EMPTY = Bilingual("Dokumentet är tomt.", "The document is empty.")
DTD = Bilingual(
    "Dokumentet har en DTD (<!DOCTYPE …>). Ta bort den: den kan användas för angrepp.",
    "The document has a DTD (<!DOCTYPE …>). Remove it: it can be used for attacks.",
)
ENCODING = Bilingual(
    "Dokumentet är inte skrivet i teckenkodningen UTF-8. Spara om det i UTF-8.",
    "The document is not in the character encoding UTF-8. Save it as UTF-8.",
)
BAD_IRI = Bilingual(
    "Dokumentet innehåller en adress som inte är fullständig, eller som har tecken som inte får stå i en adress.",
    "The document has an address that is not complete, or that has characters that may not stand in an address.",
)
NOT_RDF = Bilingual("Dokumentet är XML men går inte att läsa som RDF.", "The document is XML but can't be read as RDF.")
WEB_PAGE = Bilingual(
    "Dokumentet är en webbsida och ingen katalog. Ange adressen till katalogens RDF.",
    "The document is a web page and no catalogue. Give the address of the catalogue's RDF.",
)
UNKNOWN_FORMAT = Bilingual(
    "Dokumentet är varken RDF/XML, Turtle, N-Triples eller JSON-LD. Spara katalogen i något av de formaten.",
    "The document is neither RDF/XML, Turtle, N-Triples nor JSON-LD. Save the catalogue in one of these formats.",
)
REMOTE_CONTEXT = Bilingual(
    "Dokumentet (JSON-LD) hänvisar till en @context på en annan adress, och sådana hämtar vi inte. "
    "Skriv in innehållet i dokumentet.",
    "The document (JSON-LD) refers to a @context at another address, and we do not fetch those. "
    "Write its content into the document.",
)
TOO_MUCH = Bilingual(
    "Dokumentet tar för lång tid eller för mycket minne att läsa. Dela upp det.",
    "The document takes too long or too much memory to read. Split it.",
)


def not_xml(line: int, column: int) -> Bilingual:
    """XML that is not well-formed."""
    return Bilingual(
        f"Dokumentet är inte giltig XML: något är fel på rad {line}, tecken {column + 1}.",
        f"The document is not valid XML: something is wrong at line {line}, character {column + 1}.",
    )


def too_large(most: int) -> Bilingual:
    """More bytes than are read."""
    megabytes = most // 1_000_000
    return Bilingual(
        f"Dokumentet är större än {megabytes} megabyte. Dela upp det.",
        f"The document is larger than {megabytes} megabytes. Split it.",
    )


def not_in_format(name: str, line: int) -> Bilingual:
    """Turtle or JSON-LD with a fault in it; ``line`` is 0 where it is unknown."""
    where_sv, where_en = (f" på rad {line}", f" at line {line}") if line else ("", "")
    return Bilingual(
        f"Dokumentet går inte att läsa som {name}: något är fel{where_sv}. Rätta det och försök igen.",
        f"The document can't be read as {name}: something is wrong{where_en}. Correct it and try again.",
    )
