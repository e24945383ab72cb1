"""The data service: an API that gives access to one or several datasets."""

from dcat.bilingual import Bilingual
from dcat.profile import shared, terms_of_use
from dcat.profile.examples import same_in_both
from dcat.profile.model import Group, Kind, Level, Link, NodeClass, Property, Step

_SERVICE = (
    shared.title(
        "dcat:dcterms:title_ds",
        Bilingual(
            "Ge datatjänsten ett kort namn som säger vad man når genom den. Skriv inte versionsnummer eller "
            "organisationens namn.",
            "Give the data service a short name that says what one reaches through it. Leave out version numbers and "
            "the organisation's name.",
        ),
        Bilingual("Badplatser och vattenprover som API", "Bathing sites and water samples as an API"),
    ),
    shared.description(
        ("dcat:dcterms:description_ds",),
        Bilingual(
            "Berätta vad man kan fråga efter, om det krävs en nyckel och hur många anrop man får göra. Då ser en "
            "utvecklare om datatjänsten passar.",
            "Tell what can be asked for, whether a key is needed and how many calls are allowed. Then a developer "
            "sees whether the service fits.",
        ),
        Bilingual(
            "Svarar med badplatser inom ett område och deras vattenprover. Ingen nyckel krävs, högst tio anrop i "
            "sekunden.",
            "Answers with bathing sites within an area and their water samples. No key needed, at most ten calls a "
            "second.",
        ),
        level=Level.OPTIONAL,
    ),
    Property(
        name="endpoint_url",
        step=Step.WHERE,
        predicate="dcat:endpointURL",
        kind=Kind.IRI,
        level=Level.MANDATORY,
        minimum=1,
        label=Bilingual("Åtkomstadress", "Endpoint URL"),
        help=Bilingual(
            "Ange den adress som program ska anropa. En sida för människor hör hemma under Ingångssida eller "
            "Dokumentation.",
            "Give the address that programs are to call. A page for people belongs under Landing page or "
            "Documentation.",
        ),
        example=same_in_both("https://api.exempel.se/badplatser/v1"),
        templates=("dcat:endpointURL",),
    ),
    Property(
        name="endpoint_description",
        step=Step.WHERE,
        predicate="dcat:endpointDescription",
        kind=Kind.IRI,
        level=Level.RECOMMENDED,
        label=Bilingual("Beskrivning åtkomstadress", "Endpoint description"),
        help=Bilingual(
            "Ange adressen till den fil som beskriver anropen, till exempel OpenAPI. Länka till själva filen, då kan "
            "portalen läsa den och visa hur API:et används.",
            "Give the address of the file that describes the calls, for instance OpenAPI. Link to the file itself; "
            "then the portal can read it and show how the API is used.",
        ),
        example=same_in_both("https://api.exempel.se/badplatser/v1/openapi.json"),
        portal=shared.interface_is_read(),
        templates=("dcat:endpointDescription",),
        link=Link.ANYTHING,
    ),
    shared.publisher(
        "dcat:dcterms:publisher_ds",
        Bilingual(
            "Välj den organisation som driver datatjänsten. Det kan vara en annan än den som ansvarar för uppgifterna.",
            "Choose the organisation that runs the data service. It may be another one than the one that answers for "
            "the data.",
        ),
        level=Level.OPTIONAL,
        minimum=0,
        maximum=None,
    ),
    shared.contact_point("dcat:contactPoint_ds"),
    Property(
        name="type",
        step=Step.WHAT,
        predicate="dcterms:type",
        kind=Kind.CONCEPT,
        level=Level.OPTIONAL,
        label=Bilingual("Arkitekturstil", "Architectural style"),
        help=Bilingual(
            "Välj hur API:et är byggt, om du vet det. De flesta nya API:er är REST; fråga annars leverantören eller "
            "lämna tomt.",
            "Choose how the API is built, if you know. Most new APIs are REST; otherwise ask the supplier or leave it "
            "empty.",
        ),
        vocabulary="data-service-type",
        templates=("dcat:dcterms:type_ds",),
    ),
)

_ABOUT = (
    shared.keyword("dcat:keyword_ds"),
    shared.theme("dcat:theme_ds", level=Level.OPTIONAL),
    shared.applicable_legislation(
        "dcatap:applicableLegislation_ds",
        Bilingual(
            "Markera om datatjänsten ger tillgång till data som EU har pekat ut som särskilt värdefulla. Då krävs "
            "också kategori, kontaktuppgift och dokumentation.",
            "Mark this if the data service gives access to data that the EU lists as high-value. Then a category, a "
            "contact point and documentation are required as well.",
        ),
    ),
    shared.hvd_category("dcatap:hvdCategory_ds"),
    shared.subject(
        "dcterms:subject:grunddata_ds",
        Bilingual("Kategori för grunddata", "Category for data domains"),
    ),
    terms_of_use.media_format(
        "dcat:format-group_ds",
        Bilingual(
            "Välj det format som API:et svarar i, det vanligaste om det finns flera. Saknas det i listan skriver du "
            "dess mediatyp.",
            "Choose the format that the API answers in, the most common one if there are several. If it is not in the "
            "list, write its media type.",
        ),
    ),
    shared.conforms_to(
        "dcat:dcterms:conformsTo_ds",
        Bilingual(
            "Ange den standard som API:et följer, så kan färdiga verktyg använda det. Beskrivningen av just ert API "
            "hör hemma under Beskrivning åtkomstadress.",
            "Give the standard that the API follows, so that existing tools can use it. The description of your own "
            "API belongs under Endpoint description.",
        ),
        level=Level.OPTIONAL,
        example=same_in_both("http://www.opengis.net/spec/ogcapi-features-1/1.0"),
    ),
    Property(
        name="serves_dataset",
        step=Step.WHERE,
        predicate="dcat:servesDataset",
        kind=Kind.RECORD,
        level=Level.OPTIONAL,
        label=Bilingual("Försörjer datamängd", "Serves dataset"),
        help=Bilingual(
            "Välj de datamängder, eller den serie, som man når genom datatjänsten. Lämna tomt om den är fristående, "
            "till exempel en tjänst som räknar om koordinater.",
            "Choose the datasets, or the series, that one reaches through the data service. Leave it empty if it "
            "stands on its own, like a service that converts coordinates.",
        ),
        node_class="Dataset",
        # A service can be published before the datasets that it serves.
        targets=("Dataset", "DatasetSeries"),
        templates=("dcat:servesDataset",),
    ),
)

_TERMS = (
    terms_of_use.license_choice(
        Bilingual(
            "Välj vad som gäller för att använda datatjänsten. Licensen för uppgifterna anger du på distributionen.",
            "Choose what applies to using the data service. The licence for the data is stated on the distribution.",
        ),
    ),
    terms_of_use.other_license("dcat:dcterms:license_ds", Bilingual("Licens - övriga", "License - other")),
    terms_of_use.access_rights(
        Bilingual(
            "Välj Publik om vem som helst får anropa datatjänsten, även om det krävs en gratis nyckel. Välj Begränsad "
            "eller Ej offentlig om bara vissa släpps in.",
            "Choose Public if anybody may call the data service, even if a free key is needed. Choose Restricted or "
            "Non-public if only some are let in.",
        ),
    ),
    shared.landing_page(
        "dcat:landingPage_ds",
        Bilingual(
            "Ange en sida där man kan läsa om datatjänsten och till exempel beställa en nyckel. Adressen som program "
            "anropar anger du under Åtkomstadress.",
            "Give a page where people can read about the data service and, for instance, ask for a key. The address "
            "that programs call goes under Endpoint URL.",
        ),
    ),
    shared.page(
        "dcat:foaf:page_ds",
        Bilingual(
            "Länka till dokumentation som en utvecklare kan läsa: exempel, felkoder och villkor. För en värdefull "
            "datamängd måste den finnas.",
            "Link to documentation that a developer can read: examples, error codes and terms. For high-value data it "
            "has to exist.",
        ),
    ),
)

DATA_SERVICE = NodeClass(
    name="DataService",
    in_steps=True,
    types=("dcat:DataService",),
    label=Bilingual("Datatjänst", "Data service"),
    description=Bilingual(
        "Ett API som program kan anropa för att få uppgifter, från en eller flera datamängder.",
        "An API that programs can call to get data, from one or several datasets.",
    ),
    anchor="dcat_DataService",
    templates=("dcat:DataService",),
    properties=_SERVICE + _ABOUT + _TERMS,
    groups=(
        Group(
            name="license",
            label=Bilingual("Licens", "License"),
            level=Level.OPTIONAL,
            maximum=1,
            templates=("dcat:dcterms:license_ds",),
        ),
    ),
)
