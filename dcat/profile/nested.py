"""Things that are only described inside another one: an area, a period, a fee, a role, a statement of rights."""

from dcat.bilingual import Bilingual
from dcat.profile import patterns, shared
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, NodeClass, Property

_AREA_TEMPLATES = ("dcat:dcterms:spatial_bb_da", "dcat:dcterms:spatial_bb_dss")
_PERIOD_TEMPLATES = ("dcat:dcterms:temporal_da", "dcat:dcterms:temporal_dss")

ATTRIBUTION = NodeClass(
    name="Attribution",
    types=("prov:Attribution",),
    label=Bilingual("Övrig aktör", "Attribution"),
    description=Bilingual(
        "En organisation eller person och den roll som den har för datamängden.",
        "An organisation or person and the role that it has for the dataset.",
    ),
    templates=("dcat:prov:qualifiedAttribution",),
    properties=(
        Property(
            name="had_role",
            predicate="dcat:hadRole",
            kind=Kind.CONCEPT,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Roll", "Role"),
            help=Bilingual(
                "Välj vad aktören gör med uppgifterna. Utgivare och producent har egna fält.",
                "Choose what the party does with the data. Publisher and creator have fields of their own.",
            ),
            vocabulary="responsible-party-role",
            pattern=patterns.PARTY_ROLE,
            templates=("geodcat:dcterms:type-responsiblepartyrole",),
        ),
        Property(
            name="agent",
            predicate="prov:agent",
            kind=Kind.RECORD,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Aktör", "Party"),
            help=Bilingual(
                "Välj den organisation eller person som har rollen. Finns den inte i listan lägger du först till den "
                "som aktör.",
                "Choose the organisation or person that has the role. If it is not in the list, first add it as an "
                "agent.",
            ),
            node_class="Agent",
            templates=("dcat:prov:agent",),
        ),
    ),
)

LOCATION = NodeClass(
    name="Location",
    types=("dcterms:Location",),
    label=Bilingual("Geografiskt område", "Geographical area"),
    description=Bilingual(
        "Ett område som anges med koordinater.",
        "An area given by coordinates.",
    ),
    templates=_AREA_TEMPLATES,
    properties=(
        Property(
            name="centroid",
            predicate="dcat:centroid",
            kind=Kind.POINT,
            level=Level.RECOMMENDED,
            maximum=1,
            label=Bilingual("Centrumkoordinat", "Center coordinate"),
            help=Bilingual(
                "Ange mitten av området i grader (WGS 84), longituden före latituden. Det räcker för en enstaka "
                "plats; för ett större område är rektangeln bättre.",
                "Give the middle of the area in degrees (WGS 84), longitude before latitude. That is enough for a "
                "single spot; for a larger area the rectangle is better.",
            ),
            example=same_in_both("POINT(16.51 58.75)"),
            templates=tuple(f"{template}/dcat:centroid" for template in _AREA_TEMPLATES),
        ),
        Property(
            name="bbox",
            predicate="dcat:bbox",
            kind=Kind.BOX,
            level=Level.RECOMMENDED,
            maximum=1,
            label=Bilingual("Omskrivande rektangel", "Boundingbox"),
            help=Bilingual(
                "Ange områdets yttersta gränser i väster, söder, öster och norr, i grader (WGS 84). Det räcker för "
                "att hittas i en karta, du behöver inte rita den exakta formen.",
                "Give the outermost limits of the area to the west, south, east and north, in degrees (WGS 84). That "
                "is enough to be found on a map; there is no need to draw the exact shape.",
            ),
            example=same_in_both("POLYGON((16.1 58.6, 17.0 58.6, 17.0 58.9, 16.1 58.9, 16.1 58.6))"),
            templates=tuple(f"{template}/dcat:bbox" for template in _AREA_TEMPLATES),
        ),
        Property(
            name="geometry",
            predicate="locn:geometry",
            kind=Kind.WKT,
            level=Level.OPTIONAL,
            maximum=1,
            label=Bilingual("Geografisk form", "Geographic shape"),
            help=Bilingual(
                "Fyll bara i om rektangeln ger en missvisande bild, till exempel för en väg eller en skärgård. Formen "
                "skrivs som WKT, be den som sköter era kartor om den.",
                "Only fill this in if the rectangle would mislead, for instance for a road or an archipelago. The "
                "shape is written as WKT; ask those who look after your maps for it.",
            ),
            example=same_in_both("LINESTRING(16.3 58.7, 16.4 58.75, 16.5 58.8)"),
            templates=tuple(f"{template}/locn:geometry" for template in _AREA_TEMPLATES),
        ),
    ),
)


def _older_date(name: str, predicate: str, label: Bilingual, instead: Bilingual) -> Property:
    return Property(
        name=name,
        predicate=predicate,
        kind=Kind.DATE,
        level=Level.DEPRECATED,
        label=label,
        help=Bilingual(
            f"Ett äldre sätt att ange tiden, som vi läser men inte längre skriver. Fyll i {instead.sv} i stället.",
            f"An older way to state the time, which we read but no longer write. Fill in {instead.en} instead.",
        ),
        templates=(f"dcat:dcterms:temporal_da/{predicate}",),
    )


PERIOD_OF_TIME = NodeClass(
    name="PeriodOfTime",
    types=("dcterms:PeriodOfTime",),
    label=Bilingual("Tidsperiod", "Time period"),
    description=Bilingual(
        "Den tid som uppgifterna handlar om, med början, slut eller båda.",
        "The time that the data is about, with a start, an end or both.",
    ),
    templates=_PERIOD_TEMPLATES,
    properties=(
        Property(
            name="start_date",
            predicate="dcat:startDate",
            kind=Kind.DATE,
            level=Level.RECOMMENDED,
            maximum=1,
            label=Bilingual("Start", "Start"),
            help=Bilingual(
                "Ange den tidigaste tid som uppgifterna gäller. Enbart årtal går bra.",
                "Give the earliest time that the data is about. Just the year will do.",
            ),
            example=same_in_both("2015-01-01"),
            templates=tuple(f"{template}/dcat:startDate" for template in _PERIOD_TEMPLATES),
        ),
        Property(
            name="end_date",
            predicate="dcat:endDate",
            kind=Kind.DATE,
            level=Level.RECOMMENDED,
            maximum=1,
            label=Bilingual("Slut", "End"),
            help=Bilingual(
                "Ange den senaste tid som uppgifterna gäller. Lämna tomt om det hela tiden kommer nya uppgifter.",
                "Give the latest time that the data is about. Leave it empty if new data keeps coming.",
            ),
            example=same_in_both("2024-12-31"),
            templates=tuple(f"{template}/dcat:endDate" for template in _PERIOD_TEMPLATES),
        ),
        _older_date("schema_start_date", "schema:startDate", Bilingual("Start", "Start"), Bilingual("Start", "Start")),
        _older_date("schema_end_date", "schema:endDate", Bilingual("Slut", "End"), Bilingual("Slut", "End")),
    ),
)

OFFER = NodeClass(
    name="Offer",
    types=("schema:Offer",),
    label=Bilingual("Avgift", "Fee"),
    description=Bilingual("Vad det kostar att få eller använda data.", "What it costs to get or use the data."),
    templates=("schema:Offer",),
    properties=(
        shared.description(
            ("schema:description",),
            Bilingual(
                "Skriv vad det kostar, vad man betalar för och vem som behöver betala.",
                "Write what it costs, what one pays for and who has to pay.",
            ),
            Bilingual(
                "500 kronor per beställt kartblad. Skolor betalar ingenting.",
                "SEK 500 per map sheet ordered. Schools pay nothing.",
            ),
            predicate="schema:description",
        ),
        Property(
            name="main_entity_of_page",
            predicate="schema:mainEntityOfPage",
            kind=Kind.IRI,
            level=Level.RECOMMENDED,
            maximum=1,
            label=Bilingual("Webbsida", "Webpage"),
            help=Bilingual(
                "Länka till sidan med er prislista. Då behöver du inte ändra här när priserna ändras.",
                "Link to the page with your price list. Then there is no need for a change here when prices change.",
            ),
            example=same_in_both("https://www.exempel.se/taxor/kartor"),
            pattern=patterns.WEB_ADDRESS,
            templates=("schema:mainEntityOfPage",),
        ),
    ),
)

RELATIONSHIP = NodeClass(
    name="Relationship",
    types=("dcat:Relationship",),
    label=Bilingual("Kvalificerad relaterad resurs", "Qualified related resource"),
    description=Bilingual(
        "Något annat som hör ihop med det beskrivna, och på vilket sätt.",
        "Something else that is connected with what is described, and how.",
    ),
    templates=("dcat:qualifiedRelation", "dcat:qualifiedRelation_dss"),
    properties=(
        Property(
            name="had_role",
            predicate="dcat:hadRole",
            kind=Kind.CONCEPT,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Roll", "Role"),
            help=Bilingual(
                "Ange hur det du länkar till hänger ihop med det här. Rollerna finns i en lista på dataportal.se, "
                "klistra in adressen till den som passar.",
                "State how what you link to is connected with this. The roles are in a list at dataportal.se; paste "
                "the address of the one that fits.",
            ),
            example=same_in_both("https://www.dataportal.se/terminology/resource-role/exempel"),
            vocabulary="resource-role",
            open_vocabulary=True,
            pattern=patterns.RESOURCE_ROLE,
            value_type="skos:Concept",
            templates=("dcat:hadRole", "dcat:hadRole_dss"),
        ),
        Property(
            name="relation",
            predicate="dcterms:relation",
            kind=Kind.IRI,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Resurs", "Resource"),
            help=Bilingual(
                "Ange adressen till det du vill länka till. Det kan vara en datamängd, en webbsida eller ett dokument.",
                "Give the address of what you want to link to. It may be a dataset, a web page or a document.",
            ),
            example=same_in_both("https://www.exempel.se/vattenplan"),
            pattern=patterns.WEB_ADDRESS,
            templates=("dcat:QRResource", "dcat:QRResource_dss"),
        ),
    ),
)

PROVENANCE_STATEMENT = NodeClass(
    name="ProvenanceStatement",
    types=("dcterms:ProvenanceStatement",),
    label=Bilingual("Ursprung", "Provenance"),
    description=Bilingual(
        "Var data kommer ifrån och vad som har gjorts med dem.",
        "Where data comes from and what has been done to it.",
    ),
    templates=("dcat:dcterms:provenance_da",),
    properties=(
        shared.description(
            ("dcat:dcterms:provenance_da/dcterms:description",),
            Bilingual(
                "Skriv hur uppgifterna samlades in, av vem, och om något har rättats, räknats om eller tagits bort.",
                "Write how the data was collected and by whom, and whether anything has been corrected, recalculated "
                "or removed.",
            ),
            Bilingual(
                "Proverna tas av kommunens miljökontor och analyseras av ett ackrediterat laboratorium.",
                "Samples are taken by the municipality's environment office and analysed by an accredited laboratory.",
            ),
        ),
    ),
)

RIGHTS_STATEMENT = NodeClass(
    name="RightsStatement",
    types=("odrs:RightsStatement",),
    label=Bilingual("Rättighetsförklaring", "Rights statement"),
    description=Bilingual(
        "Hur ni vill bli nämnda, vem som har upphovsrätten och var råd till användare finns.",
        "How you want to be named, who holds the copyright and where advice to users is found.",
    ),
    templates=("dcat:odrs:RSSA",),
    properties=(
        Property(
            name="attribution_text",
            predicate="odrs:attributionText",
            kind=Kind.TEXT,
            level=Level.RECOMMENDED,
            label=Bilingual("Erkännandetext", "Attribution text"),
            help=Bilingual(
                "Skriv den text som ni vill se när någon använder era data. Behövs när licensen kräver att ni nämns, "
                "som CC BY.",
                "Write the text that you want to see when somebody uses your data. Needed when the licence requires "
                "that you are named, as CC BY does.",
            ),
            example=Bilingual("Källa: Exempel kommun", "Source: Exempel municipality"),
            templates=("odrs:attributionText",),
        ),
        Property(
            name="attribution_url",
            predicate="odrs:attributionURL",
            kind=Kind.IRI,
            level=Level.RECOMMENDED,
            label=Bilingual("Erkännande URL", "Attribution URL"),
            help=Bilingual(
                "Ange den sida som man ska länka till när man nämner er.",
                "Give the page that people should link to when they name you.",
            ),
            example=same_in_both("https://www.exempel.se/oppna-data"),
            pattern=patterns.WEB_ADDRESS,
            templates=("odrs:attributionURL",),
        ),
        Property(
            name="copyright_notice",
            predicate="odrs:copyrightNotice",
            kind=Kind.TEXT,
            level=Level.OPTIONAL,
            label=Bilingual("Meddelande om upphovsrätt", "Copyright notice"),
            help=Bilingual(
                "Skriv bara något här om uppgifterna är skyddade av upphovsrätt. Uppgifter i sig är oftast inte det, "
                "men texter, bilder och kartor kan vara det.",
                "Only write something here if the content is protected by copyright. Plain facts mostly are not, but "
                "texts, pictures and maps can be.",
            ),
            example=Bilingual("© Exempel kommun, flygbilder 2024", "© Exempel municipality, aerial photographs 2024"),
            templates=("odrs:copyrightNotice",),
        ),
        Property(
            name="copyright_statement",
            predicate="odrs:copyrightStatement",
            kind=Kind.DOCUMENT,
            level=Level.RECOMMENDED,
            label=Bilingual("Upphovsrättsdokument", "Copyright statement"),
            help=Bilingual(
                "Länka till en sida där ni förklarar vad som gäller om upphovsrätt. Har ni ingen sådan sida lämnar du "
                "fältet tomt.",
                "Link to a page where you explain what applies to copyright. If you have no such page, leave the "
                "field empty.",
            ),
            example=same_in_both("https://www.exempel.se/oppna-data/upphovsratt"),
            node_class="LicenseDocument",
            templates=("odrs:copyrightStatement",),
        ),
        Property(
            name="copyright_year",
            predicate="odrs:copyrightYear",
            kind=Kind.LITERAL,
            level=Level.OPTIONAL,
            label=Bilingual("Upphovsrättsår", "Copyright year"),
            help=Bilingual(
                "Ange det år som upphovsrätten räknas från, med fyra siffror.",
                "Give the year from which the copyright counts, in four digits.",
            ),
            example=same_in_both("2024"),
            templates=("odrs:copyrightYear",),
        ),
        Property(
            name="copyright_holder",
            predicate="odrs:copyrightHolder",
            kind=Kind.RECORD,
            level=Level.RECOMMENDED,
            label=Bilingual("Ägare av upphovsrätten", "Copyright holder"),
            help=Bilingual(
                "Välj vem som har upphovsrätten. Är det någon annan än ni, se till att ni har rätt att publicera.",
                "Choose who holds the copyright. If it is somebody other than you, make sure that you have the right "
                "to publish.",
            ),
            node_class="Agent",
            templates=("odrs:copyrightHolder",),
        ),
        Property(
            name="jurisdiction",
            predicate="odrs:jurisdiction",
            kind=Kind.IRI,
            level=Level.RECOMMENDED,
            label=Bilingual("Jurisdiktion", "Jurisdiction"),
            help=Bilingual(
                "Ange adressen som står för det land vars lag gäller, för svenska kommuner är det Sverige.",
                "Give the address that stands for the country whose law applies; for Swedish municipalities that is "
                "Sweden.",
            ),
            example=same_in_both("http://publications.europa.eu/resource/authority/country/SWE"),
            pattern=patterns.WEB_ADDRESS,
            templates=("odrs:jurisdiction",),
        ),
        Property(
            name="reuser_guidelines",
            predicate="odrs:reuserGuidelines",
            kind=Kind.IRI,
            level=Level.RECOMMENDED,
            label=Bilingual("Riktlinjer för återanvändning", "Guidelines for re-users"),
            help=Bilingual(
                "Länka till råd om hur era data bör användas. Råd är frivilliga att följa; det som är krav hör hemma "
                "i licensen.",
                "Link to advice on how your data should be used. Advice is voluntary; what is a requirement belongs "
                "in the licence.",
            ),
            example=same_in_both("https://www.exempel.se/oppna-data/rad"),
            pattern=patterns.WEB_ADDRESS,
            templates=("odrs:reuserGuidelines",),
        ),
    ),
)

CHECKSUM = NodeClass(
    name="Checksum",
    types=("spdx:Checksum",),
    label=Bilingual("Checksumma", "Checksum"),
    description=Bilingual(
        "Ett kontrollvärde som visar om en fil är hel och oförändrad.",
        "A value that shows whether a file is intact and unchanged.",
    ),
    templates=("dcat:spdx:checksum_di",),
    properties=(
        Property(
            name="checksum_value",
            predicate="spdx:checksumValue",
            kind=Kind.LITERAL,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Värde", "Checksum value"),
            help=Bilingual(
                "Klistra in värdet som ditt verktyg räknar fram ur filen, med små bokstäver. Räkna om det varje gång "
                "filen byts ut.",
                "Paste the value that your tool computes from the file, in lower case. Compute it anew each time the "
                "file is replaced.",
            ),
            example=same_in_both("da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            templates=("dcat:spdx:checksum_di/spdx:checksumValue",),
        ),
        Property(
            name="algorithm",
            predicate="spdx:algorithm",
            kind=Kind.CONCEPT,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Algoritm", "Algorithm"),
            help=Bilingual(
                "Det sätt som värdet är uträknat på. Bara SHA-1 går att ange.",
                "The method by which the value was computed. Only SHA-1 can be stated.",
            ),
            vocabulary="checksum-algorithm",
            templates=("dcat:spdx:checksum_di/spdx:algorithm",),
        ),
    ),
)
