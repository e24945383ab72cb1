"""The distribution: one way to get a dataset, such as a file or an API."""

from dcat.bilingual import Bilingual
from dcat.profile import patterns, shared, terms_of_use, when_and_where
from dcat.profile.examples import same_in_both
from dcat.profile.model import Group, Kind, Level, Link, NodeClass, Property

_WHERE = (
    shared.title(
        "dcat:dcterms:title_di",
        Bilingual(
            "Ge distributionen ett namn som skiljer den från datamängdens andra, till exempel efter format. Är den "
            "ensam kan du lämna fältet tomt.",
            "Give the distribution a name that sets it apart from the dataset's others, for instance by format. If it "
            "is the only one, leave the field empty.",
        ),
        Bilingual("Badplatser som kalkylblad", "Bathing sites as a spreadsheet"),
        level=Level.OPTIONAL,
    ),
    shared.description(
        ("dcat:dcterms:description_di",),
        Bilingual(
            "Skriv sådant som man behöver veta för att använda just den här formen, till exempel tecken mellan "
            "kolumnerna eller om det krävs en nyckel. Vad uppgifterna handlar om står redan på datamängden.",
            "Write what people need to know to use this very form, for instance the character between columns or "
            "whether a key is required. What the data is about is already stated on the dataset.",
        ),
        Bilingual(
            "En rad per badplats. Kolumnerna skiljs åt med semikolon och texten är i UTF-8.",
            "One row per bathing site. Columns are separated by semicolons and the text is in UTF-8.",
        ),
        level=Level.RECOMMENDED,
    ),
    Property(
        name="access_url",
        predicate="dcat:accessURL",
        kind=Kind.IRI,
        level=Level.MANDATORY,
        minimum=1,
        maximum=1,
        label=Bilingual("Webbadress för åtkomst", "Web address for access"),
        help=Bilingual(
            "Ange adressen där man kommer åt uppgifterna: filen själv, en sida som leder dit eller API:ets adress.",
            "Give the address where one gets at the data: the file itself, a page that leads there or the address of "
            "the API.",
        ),
        portal=Bilingual(
            "Portalen prövar adressen, och svarar den inte sjunker betyget på beskrivningen.",
            "The portal tests the address, and if it does not answer the description gets a lower score.",
        ),
        example=same_in_both("https://data.exempel.se/badplatser"),
        pattern=patterns.WEB_ADDRESS,
        templates=("dcat:accessURL_di",),
        link=Link.ANYTHING,
    ),
    Property(
        name="download_url",
        predicate="dcat:downloadURL",
        kind=Kind.IRI,
        level=Level.OPTIONAL,
        label=Bilingual("Webbadress för nedladdning", "Web address for download"),
        help=Bilingual(
            "Ange adressen om den leder rakt till filen, så att program kan hämta den själva; lämna tomt för ett API. "
            "Är uppgifterna delade på flera filer av samma slag lägger du till en adress per fil.",
            "Give the address if it leads straight to the file, so that programs can fetch it on their own; leave it "
            "empty for an API. If the data is split over several files of the same kind, add one address per file.",
        ),
        example=same_in_both("https://data.exempel.se/badplatser.csv"),
        pattern=patterns.WEB_OR_FTP_ADDRESS,
        templates=("dcat:downloadURL_di",),
        link=Link.DATA,
    ),
    terms_of_use.media_format(
        "dcat:format-group_di",
        Bilingual(
            "Välj det format som filen eller svaret har, eller skriv dess mediatyp om det saknas i listan. Öppna "
            "format som CSV och JSON kan flest använda.",
            "Choose the format of the file or the answer, or write its media type if it is not in the list. Open "
            "formats such as CSV and JSON can be used by most people.",
        ),
    ),
    Property(
        name="access_service",
        predicate="dcat:accessService",
        kind=Kind.RECORD,
        level=Level.OPTIONAL,
        label=Bilingual("Åtkomst via datatjänst", "Access service"),
        help=Bilingual(
            "Välj datatjänsten om distributionen är ett API. Ett API som flera datamängder använder beskriver du en "
            "gång, och pekar på från var och en.",
            "Choose the data service if the distribution is an API. An API that several datasets use is described "
            "once, and pointed at from each of them.",
        ),
        node_class="DataService",
        templates=("dcat:accessService",),
    ),
)

_PRECISION_AND_TIME = (
    when_and_where.temporal_resolution("dcat:temporalResolution_di"),
    when_and_where.spatial_resolution_in_meters("dcat:spatialResolutionInMeters_di"),
    Property(
        name="byte_size",
        predicate="dcat:byteSize",
        kind=Kind.INTEGER,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Storlek (i bytes)", "Size (in bytes)"),
        help=Bilingual(
            "Ange filens storlek i byte, så vet den som ska hämta den vad som väntar. En ungefärlig storlek går bra: "
            "2 megabyte är ungefär 2000000.",
            "Give the size of the file in bytes, so that people know what to expect before they fetch it. A rough "
            "size will do: 2 megabytes are about 2000000.",
        ),
        example=same_in_both("2000000"),
        templates=("dcat:byteSize_di",),
    ),
    when_and_where.language(
        "dcat:dcterms:language_di",
        Bilingual(
            "Välj språk bara när filen är på ett annat språk än datamängdens övriga distributioner. Annars räcker det "
            "att det står på datamängden.",
            "Choose a language only when this file is in another language than the dataset's other distributions. "
            "Otherwise it is enough to state it on the dataset.",
        ),
    ),
    when_and_where.issued(
        "dcat:dcterms:issued_di",
        Bilingual(
            "Ange när uppgifterna först gick att få i den här formen. Det kan vara senare än för datamängden, om du "
            "till exempel lägger till ett nytt format.",
            "State when the data first could be had in this form. That may be later than for the dataset, for "
            "instance if you add a new format.",
        ),
        level=Level.OPTIONAL,
    ),
    when_and_where.modified(
        "dcat:dcterms:modified_di",
        Bilingual(
            "Ange när filen senast byttes ut. För ett API eller en fil som ändras ofta kan du lämna fältet tomt.",
            "State when the file was last replaced. For an API, or a file that changes often, leave the field empty.",
        ),
    ),
    Property(
        name="status",
        predicate="adms:status",
        kind=Kind.CONCEPT,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Status", "Status"),
        help=Bilingual(
            "Välj hur färdig distributionen är. Är den på väg bort, välj Avvecklad i god tid så att de som använder "
            "den hinner byta.",
            "Choose how finished the distribution is. If it is going away, choose Deprecated in good time so that "
            "those who use it can move on.",
        ),
        vocabulary="distribution-status",
        templates=("dcat:adms:status_di",),
    ),
    Property(
        name="availability",
        predicate="dcatap:availability",
        kind=Kind.CONCEPT,
        level=Level.RECOMMENDED,
        maximum=1,
        label=Bilingual("Tillgänglighet", "Availability"),
        help=Bilingual(
            "Välj hur länge ni räknar med att erbjuda den här formen. Stabil är ett löfte som gör att andra vågar "
            "bygga tjänster på den.",
            "Choose for how long you expect to offer this form. Stable is a promise that lets others dare to build "
            "services on it.",
        ),
        vocabulary="planned-availability",
        templates=("dcatap:availability",),
    ),
)

_TERMS = (
    shared.applicable_legislation(
        "dcatap:applicableLegislation_di",
        Bilingual(
            "Markera om det är den här formen som uppfyller EU:s krav på värdefulla datamängder. Har du markerat "
            "datamängden måste minst en distribution också vara markerad.",
            "Mark this if it is this form that meets the EU requirements for high-value datasets. If you have marked "
            "the dataset, at least one distribution must be marked too.",
        ),
    ),
    terms_of_use.license_choice(
        Bilingual(
            "Välj helst CC0 eller CC BY: utan licens vet ingen vad som är tillåtet, och då vågar få använda "
            "uppgifterna. Om du förbjuder kommersiell användning eller bearbetning räknas de inte som öppna data.",
            "Preferably choose CC0 or CC BY: without a licence nobody knows what is allowed, and few dare to use the "
            "data. If you forbid commercial use or changes, it does not count as open data.",
        ),
    ),
    terms_of_use.other_license("dcat:dcterms:license_di", Bilingual("Licens - övrig", "License - other")),
    terms_of_use.rights(),
    Property(
        name="checksum",
        predicate="spdx:checksum",
        kind=Kind.NODE,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Checksumma", "Checksum"),
        help=Bilingual(
            "Lägg till bara för filer som inte ändras. Med checksumman kan den som hämtar filen kontrollera att den "
            "är hel.",
            "Only add this for files that do not change. With the checksum those who fetch the file can verify that "
            "it is intact.",
        ),
        node_class="Checksum",
        templates=("dcat:spdx:checksum_di",),
    ),
    shared.page(
        "dcat:foaf:page_di",
        Bilingual(
            "Länka till en sida som förklarar just den här filen eller det här API:et. Det som gäller alla former av "
            "uppgifterna lägger du på datamängden.",
            "Link to a page that explains this very file or API. What holds for all forms of the data belongs on the "
            "dataset.",
        ),
    ),
    shared.conforms_to(
        "dcat:dcterms:conformsTo_di",
        Bilingual(
            "Ange adressen till schemat eller till beskrivningen av hur API:et är uppbyggt, till exempel en "
            "OpenAPI-fil. Länka till själva filen, då kan portalen läsa den och visa hur API:et används.",
            "Give the address of the schema or of the description of how the API is built, for instance an OpenAPI "
            "file. Link to the file itself; then the portal can read it and show how the API is used.",
        ),
        level=Level.OPTIONAL,
        example=same_in_both("https://data.exempel.se/badplatser/openapi.json"),
        label=Bilingual("Länkade scheman", "Linked schemas"),
        pattern=patterns.WEB_ADDRESS,
        portal=shared.interface_is_read(),
    ),
)

DISTRIBUTION = NodeClass(
    name="Distribution",
    types=("dcat:Distribution",),
    label=Bilingual("Distribution", "Distribution"),
    description=Bilingual(
        "Ett sätt att få tag på en datamängd, till exempel en fil i ett visst format eller ett API.",
        "One way to get a dataset, for instance a file in a certain format or an API.",
    ),
    anchor="dcat_Distribution",
    templates=("dcat:Distribution",),
    properties=_WHERE + _PRECISION_AND_TIME + _TERMS,
    groups=(
        Group(
            name="license",
            label=Bilingual("Licens", "License"),
            level=Level.RECOMMENDED,
            maximum=1,
            templates=("dcat:dcterms:license_di",),
        ),
    ),
)
