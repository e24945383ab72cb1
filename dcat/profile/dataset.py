"""The dataset: what is described, independent of the forms in which one can get it."""

from dcat.bilingual import Bilingual
from dcat.profile import patterns, shared, terms_of_use, when_and_where
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, NodeClass, Property, Step

_WHO_AND_WHAT = (
    shared.title(
        "dcat:dcterms:title_da",
        Bilingual(
            "Säg i högst tio ord vad uppgifterna handlar om, utan utgivare, ort, årtal och format – det visar "
            "portalen ändå. Skriv gärna titeln på engelska också, så att den hittas i resten av Europa.",
            "Say in at most ten words what the data is about, without publisher, place, year and format – the portal "
            "shows those anyway. Write the title in English as well if you can, so that it is found in the rest of "
            "Europe.",
        ),
        Bilingual("Badplatser och badvattnets kvalitet", "Bathing sites and bathing water quality"),
    ),
    shared.description(
        ("dcat:dcterms:description_da",),
        Bilingual(
            "Berätta vad uppgifterna innehåller, hur de har samlats in och vad de inte täcker. Lägg det viktigaste "
            "först, för många läser bara början när de väljer bland sökträffarna.",
            "Tell what the data contains, how it was collected and what it does not cover. Put the most important "
            "first, since many only read the beginning when they choose among search results.",
        ),
        Bilingual(
            "Alla badplatser som kommunen sköter, med läge, service och senaste vattenprov. Privata badplatser ingår "
            "inte.",
            "All bathing sites run by the municipality, with position, facilities and latest water sample. Private "
            "sites are not included.",
        ),
    ),
    shared.publisher(
        "dcat:dcterms:publisher_da",
        Bilingual(
            "Välj den organisation som ansvarar för att uppgifterna finns och stämmer, oftast din egen. Använd alltid "
            "samma.",
            "Choose the organisation that answers for the data being there and being right, usually your own. Always "
            "use the same one.",
        ),
    ),
    Property(
        name="creator",
        step=Step.WHO,
        predicate="dcterms:creator",
        kind=Kind.RECORD,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Producent", "Creator"),
        help=Bilingual(
            "Välj bara om någon annan än utgivaren har tagit fram uppgifterna, till exempel ett kommunalt bolag. "
            "Annars kan du lämna fältet tomt.",
            "Only choose one if somebody other than the publisher has produced the data, for instance a municipal "
            "company. Otherwise leave the field empty.",
        ),
        node_class="Agent",
        templates=("dcat:dcterms:creator_da",),
    ),
    Property(
        name="qualified_attribution",
        step=Step.WHO,
        predicate="prov:qualifiedAttribution",
        kind=Kind.NODE,
        level=Level.OPTIONAL,
        label=Bilingual("Övrig aktör", "Attribution"),
        help=Bilingual(
            "Lägg till den som har en annan roll än utgivare och producent, till exempel förvaltar eller distribuerar "
            "uppgifterna. De flesta datamängder behöver det inte.",
            "Add those who have another role than publisher or creator, for instance as custodian or distributor of "
            "the data. Most datasets do not need this.",
        ),
        node_class="Attribution",
        templates=("dcat:prov:qualifiedAttribution",),
    ),
    shared.contact_point("dcat:contactPoint_da"),
)

_ABOUT = (
    shared.keyword("dcat:keyword_da"),
    shared.theme("dcat:theme-da"),
    shared.applicable_legislation(
        "dcatap:applicableLegislation_da",
        Bilingual(
            "Markera om uppgifterna är utpekade i EU:s förordning om särskilt värdefulla datamängder. Välj då också "
            "en kategori för värdefulla datamängder, och gör samma markering på minst en distribution.",
            "Mark this if the data is listed in the EU regulation on high-value datasets. Then also choose a category "
            "for high-value datasets, and make the same mark on at least one distribution.",
        ),
    ),
    shared.hvd_category("dcatap:hvdCategory_da"),
    shared.subject(
        "dcterms:subject:grunddata_da",
        Bilingual("Kategori för nationella grunddata", "Category for national data domains"),
    ),
    Property(
        name="identifier",
        predicate="dcterms:identifier",
        kind=Kind.LITERAL,
        level=Level.OPTIONAL,
        label=Bilingual("Identifikator", "Identifier"),
        help=Bilingual(
            "Tjänsten sätter en egen identifikator som aldrig ändras, så du behöver inte skriva något.",
            "The service sets an identifier of its own that never changes, so there is nothing for you to write.",
        ),
        portal=Bilingual(
            "Portalen använder den för att se om samma datamängd kommer från två håll.",
            "The portal uses it to notice when the same dataset arrives from two sources.",
        ),
        example=same_in_both("0f8a1c52-6d3b-4e0e-9c55-1b7a4f2d9e10"),
        templates=("dcat:dcterms:identifier_da",),
    ),
    Property(
        name="other_identifier",
        predicate="adms:identifier",
        kind=Kind.LITERAL,
        level=Level.OPTIONAL,
        label=Bilingual("Övrig identifikator", "Other identifier"),
        help=Bilingual(
            "Skriv den beteckning som datamängden har någon annanstans, till exempel ett DOI eller numret i er egen "
            "förteckning. Då går det att se att det är samma sak.",
            "Write the reference that the dataset has elsewhere, for instance a DOI or the number in your own "
            "inventory. Then people can tell that it is the same thing.",
        ),
        example=same_in_both("https://doi.org/10.5072/exempel"),
        templates=("dcat:adms:identifier_da",),
    ),
)

_WHEN_AND_WHERE = (
    when_and_where.issued(
        "dcat:dcterms:issued_da",
        Bilingual(
            "Ange när uppgifterna först gjordes tillgängliga, inte när du skrev beskrivningen. Enbart årtal går bra "
            "om du inte vet dagen.",
            "State when the data was first made available, not when you wrote the description. Just the year will do "
            "if you do not know the day.",
        ),
    ),
    when_and_where.modified(
        "dcat:dcterms:modified_da",
        Bilingual(
            "Ange när uppgifterna senast ändrades, inte när du ändrade beskrivningen. Uppdateras de ofta, lämna tomt "
            "och välj en uppdateringsfrekvens i stället.",
            "State when the data last changed, not when you changed the description. If it is updated often, leave "
            "this empty and choose a frequency of update instead.",
        ),
    ),
    when_and_where.language(
        "dcat:dcterms:language_da",
        Bilingual(
            "Välj språk bara om uppgifterna innehåller text. Det gäller språket i uppgifterna, inte i den här "
            "beskrivningen.",
            "Choose a language only if the data contains text. This is about the language of the data, not of this "
            "description.",
        ),
    ),
    shared.landing_page(
        "dcat:landingPage_da",
        Bilingual(
            "Ange en sida på er webbplats där man kan läsa om datamängden och komma vidare till den. Själva filen "
            "eller API:et lägger du till som en distribution.",
            "Give a page on your website where people can read about the dataset and get to it. The file or the API "
            "itself is added as a distribution.",
        ),
    ),
    shared.conforms_to(
        "dcat:dcterms:conformsTo_da",
        Bilingual(
            "Ange den specifikation som uppgifterna följer, så kan den som använder flera kommuners data räkna med "
            "samma fält. En beskrivning av ett API hör i stället hemma på distributionen eller datatjänsten.",
            "Give the specification that the data follows, so that those who use data from several municipalities can "
            "count on the same fields. The description of an API belongs on the distribution or the data service "
            "instead.",
        ),
        level=Level.RECOMMENDED,
        example=same_in_both("https://www.exempel.se/specifikationer/badplatser/1.0"),
    ),
    when_and_where.spatial(
        "dcat:dcterms:spatial_da",
        Bilingual(
            "Klistra in länken till den plats som uppgifterna handlar om, till exempel länet i EU:s lista över "
            "regioner. Då hittas datamängden av den som söker på platsen, och ortnamnet behöver inte stå i titeln.",
            "Paste the link to the place that the data is about, for instance the county in the EU list of regions. "
            "Then the dataset is found by those who search by place, and the place name is not needed in the title.",
        ),
    ),
    when_and_where.geographical_area("dcat:dcterms:spatial_bb_da"),
    when_and_where.temporal("dcat:dcterms:temporal_da"),
    when_and_where.temporal_resolution("dcat:temporalResolution_da"),
    when_and_where.spatial_resolution_in_meters("dcat:spatialResolutionInMeters_da"),
    Property(
        name="accrual_periodicity_cld",
        predicate="dcterms:accrualPeriodicity",
        kind=Kind.CONCEPT,
        level=Level.DEPRECATED,
        label=Bilingual("Uppdateringsfrekvens", "Update frequency"),
        help=Bilingual(
            "Ett äldre sätt att ange uppdateringsfrekvens, som vi läser men inte längre skriver. Välj i listan "
            "Uppdateringsfrekvens i stället.",
            "An older way to state the update frequency, which we read but no longer write. Choose from the list "
            "Frequency of update instead.",
        ),
        vocabulary="frequency-cld",
        templates=("dcat:dcterms:accrualPeriodicity-cld_da",),
    ),
    when_and_where.accrual_periodicity("dcat:dcterms:accrualPeriodicity_da"),
)

_VERSIONS_AND_ACCESS = (
    Property(
        name="version_info",
        predicate="owl:versionInfo",
        kind=Kind.LITERAL,
        level=Level.DEPRECATED,
        maximum=1,
        label=Bilingual("Version", "Version"),
        help=Bilingual(
            "Ett äldre sätt att ange version, som vi läser men inte längre skriver. Fyll i fältet Version i stället.",
            "An older way to state the version, which we read but no longer write. Fill in the field Version instead.",
        ),
        templates=("dcat:adms:version",),
    ),
    Property(
        name="version",
        predicate="dcat:version",
        kind=Kind.LITERAL,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Version", "Version"),
        help=Bilingual(
            "Fyll bara i om ni ger ut datamängden i numrerade versioner. Uppdateras den löpande kan du lämna fältet "
            "tomt.",
            "Only fill this in if you release the dataset in numbered versions. If it is updated continuously, leave "
            "the field empty.",
        ),
        example=same_in_both("2.1"),
        templates=("dcat:version_da",),
    ),
    Property(
        name="version_notes",
        predicate="adms:versionNotes",
        kind=Kind.TEXT,
        level=Level.OPTIONAL,
        label=Bilingual("Versionsanteckningar", "Version notes"),
        help=Bilingual(
            "Berätta vad som skiljer den här versionen från den förra, framför allt sådant som kan få andras program "
            "att sluta fungera.",
            "Tell what sets this version apart from the one before, above all anything that could break other "
            "people's programs.",
        ),
        example=Bilingual(
            "Kolumnen vattentemperatur är ny, och koordinaterna anges nu i SWEREF 99 TM.",
            "The column vattentemperatur is new, and coordinates are now given in SWEREF 99 TM.",
        ),
        templates=("dcat:adms:versionNotes_da",),
    ),
    Property(
        name="source",
        predicate="dcterms:source",
        kind=Kind.RECORD,
        level=Level.OPTIONAL,
        label=Bilingual("Källa", "Source"),
        help=Bilingual(
            "Välj den datamängd som den här bygger på, om du har bearbetat någon annans. Då kan den som läser gå till "
            "originalet.",
            "Choose the dataset that this one builds on, if you have processed somebody else's. Then readers can go "
            "to the original.",
        ),
        node_class="Dataset",
        templates=("dcat:dcterms:source_da",),
    ),
    terms_of_use.access_rights(
        Bilingual(
            "Välj Publik för öppna data som alla får hämta. Välj Begränsad eller Ej offentlig för delade data som "
            "bara vissa får tillgång till; då visar portalen att datamängden finns men inte är fri att hämta.",
            "Choose Public for open data that everybody may fetch. Choose Restricted or Non-public for shared data "
            "that only some may use; the portal then shows that the dataset exists but is not free to fetch.",
        ),
    ),
    Property(
        name="offers",
        step=Step.WHERE,
        predicate="schema:offers",
        kind=Kind.NODE,
        level=Level.OPTIONAL,
        label=Bilingual("Avgift", "Fee"),
        help=Bilingual(
            "Lägg bara till om det kostar något att få eller använda uppgifterna. Finns det ingen avgift här betyder "
            "det att de är gratis.",
            "Only add this if it costs something to get or use the data. No fee here means that the data is free of "
            "charge.",
        ),
        node_class="Offer",
        templates=("schema:Offer",),
    ),
)

_CONNECTIONS = (
    Property(
        name="has_version",
        predicate="dcat:hasVersion",
        kind=Kind.RECORD,
        level=Level.OPTIONAL,
        label=Bilingual("Har version", "Has version"),
        help=Bilingual(
            "Välj andra beskrivna datamängder som är versioner av den här. Samma uppgifter i ett annat filformat är "
            "ingen version, utan en distribution.",
            "Choose other described datasets that are versions of this one. The same data in another file format is "
            "not a version but a distribution.",
        ),
        node_class="Dataset",
        templates=("dcat:hasVersion_da",),
    ),
    Property(
        name="is_referenced_by",
        predicate="dcterms:isReferencedBy",
        kind=Kind.IRI,
        level=Level.OPTIONAL,
        label=Bilingual("Refereras av", "Is referenced by"),
        help=Bilingual(
            "Länka till artiklar, rapporter eller appar som bygger på uppgifterna. De visar andra vad uppgifterna går "
            "att använda till.",
            "Link to articles, reports or apps that build on the data. They show others what the data can be used for.",
        ),
        example=same_in_both("https://www.exempel.se/rapporter/badvatten-2025"),
        pattern=patterns.WEB_ADDRESS,
        templates=("dcat:dcterms:isReferencedBy",),
    ),
    shared.relation("dcat:dcterms:relation_da"),
    shared.qualified_relation("dcat:qualifiedRelation"),
    shared.page(
        "dcat:foaf:page_da",
        Bilingual(
            "Länka till en sida eller ett dokument som förklarar uppgifterna, till exempel vad kolumnerna betyder. "
            "Den som ska använda dem slipper då fråga er.",
            "Link to a page or document that explains the data, for instance what the columns mean. Then those who "
            "use it need not ask you.",
        ),
    ),
    Property(
        name="provenance",
        predicate="dcterms:provenance",
        kind=Kind.NODE,
        level=Level.OPTIONAL,
        label=Bilingual("Ursprung", "Provenance"),
        help=Bilingual(
            "Berätta var uppgifterna kommer ifrån och vad som har gjorts med dem på vägen. Då kan den som läser "
            "bedöma hur mycket det går att lita på dem.",
            "Tell where the data comes from and what has been done to it on the way. Then readers can judge how far "
            "to trust it.",
        ),
        node_class="ProvenanceStatement",
        templates=("dcat:dcterms:provenance_da",),
    ),
    Property(
        name="distribution",
        step=Step.WHERE,
        predicate="dcat:distribution",
        kind=Kind.RECORD,
        level=Level.OPTIONAL,
        label=Bilingual("Distribution", "Distribution"),
        help=Bilingual(
            "Lägg till en distribution för varje sätt att få tag på uppgifterna, till exempel en fil eller ett API. "
            "Alla ska innehålla samma uppgifter i olika form; en annan del av dem, som ett annat år, är en egen "
            "datamängd.",
            "Add one distribution for each way to get the data, for instance a file or an API. All of them hold the "
            "same data in different forms; another part of it, such as another year, is a dataset of its own.",
        ),
        node_class="Distribution",
        templates=("dcat:distribution_da",),
    ),
    Property(
        name="in_series",
        predicate="dcat:inSeries",
        kind=Kind.RECORD,
        level=Level.OPTIONAL,
        label=Bilingual("Del i serie", "In series"),
        help=Bilingual(
            "Välj en serie om datamängden är en av flera likadana, till exempel en per år. Då ser den som hittar en "
            "av dem att de andra finns.",
            "Choose a series if the dataset is one of several of the same kind, for instance one a year. Those who "
            "find one of them then see that there are others.",
        ),
        node_class="DatasetSeries",
        templates=("dcat:inSeries_da",),
    ),
)

DATASET = NodeClass(
    name="Dataset",
    in_steps=True,
    types=("dcat:Dataset",),
    label=Bilingual("Datamängd", "Dataset"),
    description=Bilingual(
        "Uppgifter som hör ihop och som någon ansvarar för, oavsett i vilka format man kan få dem.",
        "Data that belongs together and that somebody answers for, whatever the formats in which one can get it.",
    ),
    anchor="dcat_Dataset",
    templates=("dcat:Dataset",),
    properties=_WHO_AND_WHAT + _ABOUT + _WHEN_AND_WHERE + _VERSIONS_AND_ACCESS + _CONNECTIONS,
)
