"""The catalogue: the collection that dataportal.se fetches."""

from dcat.bilingual import Bilingual
from dcat.profile import shared, terms_of_use, when_and_where
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, NodeClass, Property

CATALOG = NodeClass(
    name="Catalog",
    types=("dcat:Catalog",),
    label=Bilingual("Katalog", "Catalogue"),
    description=Bilingual(
        "En samling av beskrivna datamängder. Varje organisation har en egen katalog, och den är vad dataportal.se "
        "hämtar.",
        "A collection of described datasets. Each organisation has one of its own, and it is what dataportal.se "
        "fetches.",
    ),
    anchor="dcat_Catalog",
    templates=("dcat:Catalog",),
    properties=(
        shared.title(
            "dcat:dcterms:title_ca",
            Bilingual(
                "Ge katalogen ett namn som går att känna igen bland alla andra kataloger. Ta med organisationens namn.",
                "Give the catalogue a name that can be recognised among all others. Include the organisation's name.",
            ),
            Bilingual("Exempel kommuns datakatalog", "Data catalogue of Exempel municipality"),
        ),
        shared.description(
            ("dcat:dcterms:description_ca",),
            Bilingual(
                "Berätta i några meningar vad katalogen innehåller och vem den är till för. Den som hittar en av era "
                "datamängder ser då vad mer ni har.",
                "Tell in a few sentences what the catalogue contains and whom it is for. Those who find one of your "
                "datasets then see what else you have.",
            ),
            Bilingual(
                "Data som Exempel kommun delar med alla, bland annat om skolor, vägar och badplatser.",
                "Data that Exempel municipality shares with everybody, for instance about schools, roads and bathing "
                "sites.",
            ),
        ),
        shared.publisher(
            "dcat:foaf:Agent_ca",
            Bilingual(
                "Välj den organisation som ansvarar för katalogen. Använd samma utgivare som för datamängderna, "
                "annars visar portalen er två gånger.",
                "Choose the organisation that answers for the catalogue. Use the same publisher as for the datasets, "
                "otherwise the portal shows you twice.",
            ),
        ),
        when_and_where.issued(
            "dcat:dcterms:issued_ca",
            Bilingual(
                "Dagen då katalogen publicerades första gången. Tjänsten fyller i den åt dig.",
                "The day when the catalogue was first published. The service fills it in for you.",
            ),
        ),
        when_and_where.language(
            "dcat:dcterms:language_ca",
            Bilingual(
                "Välj de språk som ni skriver titlar och beskrivningar på. Vilket språk själva uppgifterna är på "
                "anger du för varje datamängd.",
                "Choose the languages that you write titles and descriptions in. The language of the data itself is "
                "stated for each dataset.",
            ),
            level=Level.RECOMMENDED,
        ),
        when_and_where.modified(
            "dcat:dcterms:modified_ca",
            Bilingual(
                "Dagen då något i katalogen senast publicerades eller drogs tillbaka. Tjänsten fyller i den åt dig.",
                "The day when something in the catalogue was last published or withdrawn. The service fills it in for "
                "you.",
            ),
            level=Level.RECOMMENDED,
        ),
        Property(
            name="homepage",
            predicate="foaf:homepage",
            kind=Kind.IRI,
            level=Level.RECOMMENDED,
            maximum=1,
            label=Bilingual("Hemsida", "Homepage"),
            help=Bilingual(
                "Ange sidan på er webbplats där ni berättar om era data. Har ni ingen sådan sida kan du lämna fältet "
                "tomt.",
                "Give the page on your website where you tell about your data. If you have no such page, leave the "
                "field empty.",
            ),
            example=same_in_both("https://www.exempel.se/oppna-data"),
            value_type="foaf:Document",
            templates=("dcat:foaf:homepage_ca",),
        ),
        when_and_where.spatial(
            "dcat:dcterms:spatial_ca",
            Bilingual(
                "Klistra in länken till det område som det mesta i katalogen handlar om, oftast kommunen eller länet. "
                "Enskilda datamängder kan ha ett eget område.",
                "Paste the link to the area that most of the catalogue is about, usually the municipality or the "
                "county. Single datasets can have an area of their own.",
            ),
        ),
        Property(
            name="license",
            predicate="dcterms:license",
            kind=Kind.IRI,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Licens", "License"),
            help=Bilingual(
                "Beskrivningarna i katalogen får alla använda fritt, med CC0. Det gäller bara beskrivningarna, "
                "licensen för själva uppgifterna väljer du för varje distribution.",
                "The descriptions in the catalogue are free for everybody to use, under CC0. That is only about the "
                "descriptions; the licence for the data itself is chosen for each distribution.",
            ),
            fixed="http://creativecommons.org/publicdomain/zero/1.0/",
            templates=("dcat:dcterms:license_ca",),
        ),
        terms_of_use.rights(),
        Property(
            name="has_part",
            predicate="dcterms:hasPart",
            kind=Kind.RECORD,
            level=Level.OPTIONAL,
            label=Bilingual("Består av", "Has part"),
            help=Bilingual(
                "Används bara av en samlande katalog för att peka ut de kataloger som ingår. Portalen lägger då alla "
                "deras datamängder i den samlande katalogen, och går någon del inte att hämta avbryts hela hämtningen.",
                "Only used by a collecting catalogue to name the catalogues that it consists of. The portal then puts "
                "all their datasets in the collecting catalogue, and if one part cannot be fetched nothing is.",
            ),
            node_class="Catalog",
            templates=("dcat:dcterms:hasPart_ca",),
        ),
        Property(
            name="is_part_of",
            predicate="dcterms:isPartOf",
            kind=Kind.RECORD,
            level=Level.OPTIONAL,
            maximum=1,
            label=Bilingual("Är del av", "Is part of"),
            help=Bilingual(
                "Anger vilken samlande katalog som den här ingår i. Lämna tomt för en vanlig katalog som "
                "dataportal.se hämtar för sig.",
                "States which collecting catalogue this one belongs to. Leave it empty for an ordinary catalogue that "
                "dataportal.se fetches by itself.",
            ),
            node_class="Catalog",
            templates=("dcat:dcterms:isPartOf_ca",),
        ),
        Property(
            name="catalog",
            predicate="dcat:catalog",
            kind=Kind.RECORD,
            level=Level.OPTIONAL,
            label=Bilingual("Katalog", "Catalog"),
            help=Bilingual(
                "Pekar ut en annan katalog som den som läser kan ha nytta av. Ska dess datamängder visas tillsammans "
                "med era, använd Består av i stället.",
                "Names another catalogue that may be of use to the reader. If its datasets are to be shown together "
                "with yours, use Has part instead.",
            ),
            node_class="Catalog",
            templates=("dcat:catalog_ca",),
        ),
        Property(
            name="theme_taxonomy",
            predicate="dcat:themeTaxonomy",
            kind=Kind.CONCEPT,
            level=Level.RECOMMENDED,
            label=Bilingual("Taxonomi för tema", "Theme taxonomy"),
            help=Bilingual(
                "Säger att kategorierna kommer från EU:s lista över ämnen. Det är alltid samma lista, så du behöver "
                "inte välja.",
                "Says that the categories are taken from the EU's list of subjects. It is always the same list, so "
                "there is nothing to choose.",
            ),
            vocabulary="theme-taxonomy",
            fixed="http://publications.europa.eu/resource/authority/data-theme",
            templates=("dcat:themeTaxonomy_ca",),
        ),
        Property(
            name="dataset",
            predicate="dcat:dataset",
            kind=Kind.RECORD,
            level=Level.MANDATORY,
            minimum=1,
            label=Bilingual("Datamängd", "Dataset"),
            help=Bilingual(
                "Alla publicerade datamängder i katalogen, tjänsten håller listan åt dig. Utan minst en datamängd "
                "finns det inget för portalen att visa.",
                "All published datasets of the catalogue; the service keeps the list for you. Without at least one "
                "dataset the portal has nothing to show.",
            ),
            node_class="Dataset",
            templates=("dcat:dataset_ca",),
        ),
        Property(
            name="service",
            predicate="dcat:service",
            kind=Kind.RECORD,
            level=Level.OPTIONAL,
            label=Bilingual("Datatjänst", "Service"),
            help=Bilingual(
                "Alla publicerade datatjänster i katalogen, alltså era API:er. Tjänsten håller listan åt dig.",
                "All published data services of the catalogue, that is your APIs. The service keeps the list for you.",
            ),
            node_class="DataService",
            templates=("dcat:service_ca",),
        ),
    ),
)
