"""The agent: the organisation, or person, that publishes or produces data."""

from dcat.bilingual import Bilingual
from dcat.profile import patterns, shared
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, NodeClass, Property

AGENT = NodeClass(
    name="Agent",
    types=("foaf:Agent", "foaf:Organization", "foaf:Person"),
    label=Bilingual("Aktör", "Agent"),
    description=Bilingual(
        "En organisation eller person som ger ut eller tar fram data. Varje organisation beskrivs bara en gång.",
        "An organisation or person that publishes or produces data. Each organisation is described only once.",
    ),
    templates=("dcat:foaf:Agent",),
    properties=(
        Property(
            name="name",
            predicate="foaf:name",
            kind=Kind.TEXT,
            level=Level.MANDATORY,
            minimum=1,
            label=Bilingual("Namn", "Name"),
            help=Bilingual(
                "Skriv organisationens officiella namn, stavat likadant överallt. Annars ser en och samma "
                "organisation ut som flera på portalen.",
                "Write the organisation's official name, spelt the same way everywhere. Otherwise one organisation "
                "looks like several on the portal.",
            ),
            example=Bilingual("Exempel kommun", "Exempel municipality"),
            templates=("foaf:name",),
        ),
        shared.description(
            ("dcterms:description_agent",),
            Bilingual(
                "Säg i en eller två meningar vad organisationen gör. Det hjälper den som inte känner till er, till "
                "exempel i ett annat land.",
                "Say in a sentence or two what the organisation does. That helps those who do not know you, for "
                "instance in another country.",
            ),
            Bilingual(
                "Kommun i Mellansverige med omkring 20 000 invånare.",
                "Municipality in central Sweden with about 20,000 inhabitants.",
            ),
            level=Level.RECOMMENDED,
        ),
        Property(
            name="type",
            predicate="dcterms:type",
            kind=Kind.CONCEPT,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Typ", "Type"),
            help=Bilingual(
                "Välj vilken sorts organisation det är. En kommun är Lokal myndighet/kommun, en region är Regional "
                "myndighet/landsting och ett kommunalt bolag är Företag.",
                "Choose what kind of organisation it is. A municipality is a Local Authority, a region is a Regional "
                "authority and a municipal company is a Company.",
            ),
            vocabulary="publisher-type",
            templates=("adms:publishertype",),
        ),
        Property(
            name="homepage",
            predicate="foaf:homepage",
            kind=Kind.IRI,
            level=Level.OPTIONAL,
            label=Bilingual("Hemsida", "Homepage"),
            help=Bilingual(
                "Ange adressen till organisationens webbplats, så att den som läser kan ta reda på mer om er.",
                "Give the address of the organisation's website, so that readers can find out more about you.",
            ),
            example=same_in_both("https://www.exempel.se"),
            pattern=patterns.WEB_ADDRESS,
            value_type="foaf:Document",
            templates=("foaf:homepage",),
        ),
        Property(
            name="mbox",
            predicate="foaf:mbox",
            kind=Kind.EMAIL,
            level=Level.OPTIONAL,
            label=Bilingual("E-postadress", "Email address"),
            help=Bilingual(
                "Ange en adress till organisationen, helst en funktionsbrevlåda. Frågor om en viss datamängd går till "
                "dess kontaktuppgift.",
                "Give an address for the organisation, preferably a shared mailbox. Questions about a certain dataset "
                "go to its contact point.",
            ),
            example=same_in_both("kommun@exempel.se"),
            templates=("foaf:mbox",),
        ),
        Property(
            name="classification",
            predicate="org:classification",
            kind=Kind.CONCEPT,
            level=Level.RECOMMENDED,
            maximum=1,
            label=Bilingual("Klassificering", "Classification"),
            help=Bilingual(
                "Markera bara om organisationen enligt lag eller förordning ska ta betalt för sina data. Det gäller "
                "några statliga myndigheter, nästan aldrig en kommun.",
                "Only mark this if laws or ordinances oblige the organisation to charge for its data. That holds for "
                "some national authorities, hardly ever for a municipality.",
            ),
            vocabulary="org-classification",
            also_written_as=("orgs:classification",),
            templates=("org:classification",),
        ),
        Property(
            name="identifier",
            predicate="dcterms:identifier",
            kind=Kind.LITERAL,
            level=Level.RECOMMENDED,
            label=Bilingual("Identifierare", "Identifier"),
            help=Bilingual(
                "Skriv organisationsnumret, tio siffror utan bindestreck. Numret visar att det är ni, även om namnet "
                "skulle ändras.",
                "Write the organisation number, ten digits without a hyphen. The number shows that it is you, even if "
                "the name should change.",
            ),
            example=same_in_both("2120000000"),
            templates=("dcterms:identifier_agent",),
        ),
        Property(
            name="same_as",
            predicate="owl:sameAs",
            kind=Kind.IRI,
            level=Level.OPTIONAL,
            label=Bilingual("Alternativ URI", "Alternative URI"),
            help=Bilingual(
                "Ange en annan adress som står för samma organisation, till exempel på Wikidata. Då kan andra koppla "
                "ihop era data med vad som finns där.",
                "Give another address that stands for the same organisation, for instance at Wikidata. Then others "
                "can connect your data with what is found there.",
            ),
            example=same_in_both("https://id.exempel.se/organisation/kommunen"),
            pattern=patterns.WEB_ADDRESS,
            templates=("owl:sameAs_agent",),
        ),
    ),
)
