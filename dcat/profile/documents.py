"""Things elsewhere that a description points at and may give a title: standards, licences and documentation."""

from dcat.bilingual import Bilingual
from dcat.profile import shared
from dcat.profile.model import Level, NodeClass

STANDARD = NodeClass(
    name="Standard",
    types=("dcterms:Standard",),
    label=Bilingual("Standard", "Standard"),
    description=Bilingual(
        "En standard, en specifikation eller ett schema som data följer.",
        "A standard, specification or schema that data follows.",
    ),
    templates=("dcterms:Standard",),
    properties=(
        shared.title(
            "dcterms:Standard/dcterms:title",
            Bilingual(
                "Skriv standardens namn och version. Annars får den som läser bara se en adress, som få känner igen.",
                "Write the name and version of the standard. Otherwise readers only see an address, which few "
                "recognise.",
            ),
            Bilingual("Nationell specifikation för badplatser 1.0", "National specification for bathing sites 1.0"),
            level=Level.RECOMMENDED,
        ),
        shared.description(
            ("dcterms:Standard/dcterms:description",),
            Bilingual(
                "Säg kort vad standarden bestämmer, till exempel vilka fält som ska finnas.",
                "Say briefly what the standard lays down, for instance which fields there must be.",
            ),
            Bilingual(
                "Bestämmer vilka uppgifter om en badplats som ska finnas och hur de skrivs.",
                "Lays down which facts about a bathing site are given and how they are written.",
            ),
            level=Level.RECOMMENDED,
        ),
    ),
)

LICENSE_DOCUMENT = NodeClass(
    name="LicenseDocument",
    types=("dcterms:LicenseDocument",),
    label=Bilingual("Licensdokument", "Licence document"),
    description=Bilingual(
        "En licens eller ett dokument med villkor, som finns på en egen adress.",
        "A licence or a document with terms, found at an address of its own.",
    ),
    templates=("dcterms:LicenseDocument",),
    properties=(
        shared.title(
            "dcterms:LicenseDocument/dcterms:title",
            Bilingual(
                "Skriv vad licensen heter, med version. Det är namnet som den som läser ser.",
                "Write what the licence is called, with its version. That is the name that readers see.",
            ),
            Bilingual("Villkor för kommunens kartdata", "Terms for the municipality's map data"),
            level=Level.RECOMMENDED,
        ),
        shared.description(
            ("dcterms:LicenseDocument/dcterms:description",),
            Bilingual(
                "Säg kort vad man får och inte får göra. Hela texten finns på adressen.",
                "Say briefly what one may and may not do. The full text is at the address.",
            ),
            Bilingual(
                "Fri användning så länge kommunen anges som källa.",
                "Free use as long as the municipality is named as the source.",
            ),
            level=Level.RECOMMENDED,
        ),
    ),
)

DOCUMENT = NodeClass(
    name="Document",
    types=("foaf:Document",),
    label=Bilingual("Dokument", "Document"),
    description=Bilingual(
        "En webbsida eller ett dokument som förklarar något.",
        "A web page or document that explains something.",
    ),
    templates=("foaf:Document",),
    properties=(
        shared.title(
            "foaf:Document/dcterms:title",
            Bilingual(
                "Skriv vad sidan eller dokumentet heter. Namnet blir texten på länken.",
                "Write what the page or document is called. The name becomes the text of the link.",
            ),
            Bilingual("Så läser du kolumnerna", "How to read the columns"),
            level=Level.RECOMMENDED,
        ),
        shared.description(
            ("foaf:Document/dcterms:description",),
            Bilingual(
                "Säg kort vad man får veta där, så att man slipper öppna det i onödan.",
                "Say briefly what one learns there, so that nobody has to open it in vain.",
            ),
            Bilingual(
                "Förklarar varje kolumn och vilka värden den kan ha.",
                "Explains each column and the values that it can have.",
            ),
            level=Level.RECOMMENDED,
        ),
    ),
)
