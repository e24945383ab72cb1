"""The dataset series: datasets of one kind that belong together, such as one a year."""

from dcat.bilingual import Bilingual
from dcat.profile import shared, when_and_where
from dcat.profile.examples import same_in_both
from dcat.profile.model import Level, NodeClass

DATASET_SERIES = NodeClass(
    name="DatasetSeries",
    in_steps=True,
    types=("dcat:DatasetSeries",),
    label=Bilingual("Datamängdsserie", "Dataset series"),
    description=Bilingual(
        "Högst 50 datamängder av samma slag som hör ihop, till exempel en för varje år. En serie ingår aldrig i en "
        "annan serie.",
        "At most 50 datasets of the same kind that belong together, for instance one for each year. A series never is "
        "part of another series.",
    ),
    anchor="dcat_DatasetSeries",
    templates=("dcat:DatasetSeries",),
    properties=(
        shared.title(
            "dcat:dcterms:title_dss",
            Bilingual(
                "Namnge det som alla datamängder i serien har gemensamt, i högst tio ord. Det som skiljer dem åt, "
                "till exempel årtalet, hör hemma i deras egna titlar.",
                "Name what all datasets of the series have in common, in at most ten words. What sets them apart, for "
                "instance the year, belongs in their own titles.",
            ),
            Bilingual("Luftkvalitet per år", "Air quality by year"),
        ),
        shared.description(
            ("dcat:dcterms:description_dss",),
            Bilingual(
                "Berätta vad serien handlar om, vad som skiljer datamängderna åt och när det kommer en ny. Då hittar "
                "den som läser rätt del direkt.",
                "Tell what the series is about, what sets its datasets apart and when a new one comes. Then readers "
                "find the right part at once.",
            ),
            Bilingual(
                "Timvärden för kväveoxid och partiklar vid kommunens mätstationer. En ny datamängd läggs till i "
                "januari varje år.",
                "Hourly values of nitrogen oxide and particles at the municipality's stations. A new dataset is added "
                "every January.",
            ),
        ),
        shared.publisher(
            "dcat:dcterms:publisher_dss",
            Bilingual(
                "Välj den organisation som ansvarar för serien. Det ska vara samma utgivare som för datamängderna i "
                "den.",
                "Choose the organisation that answers for the series. It should be the same publisher as for its "
                "datasets.",
            ),
        ),
        shared.contact_point("dcat:contactPoint_dss"),
        shared.keyword("dcat:keyword_dss"),
        shared.theme("dcat:theme-dss"),
        shared.applicable_legislation(
            "dcatap:applicableLegislation_dss",
            Bilingual(
                "Markera om alla datamängder i serien omfattas av EU:s regler om särskilt värdefulla datamängder. "
                "Markera dem då också var för sig.",
                "Mark this if all datasets of the series fall under the EU rules on high-value datasets. Then mark "
                "each of them too.",
            ),
        ),
        shared.hvd_category("dcatap:hvdCategory_dss"),
        shared.subject(
            "dcterms:subject:grunddata_dss",
            Bilingual("Kategori för grunddata", "Category for data domains"),
        ),
        shared.conforms_to(
            "dcat:dcterms:conformsTo_dss",
            Bilingual(
                "Ange den specifikation som alla datamängder i serien följer. Då vet den som bygger något att nästa "
                "års uppgifter ser likadana ut.",
                "Give the specification that all datasets of the series follow. Then those who build on them know "
                "that next year's data will look the same.",
            ),
            level=Level.RECOMMENDED,
            example=same_in_both("https://www.exempel.se/specifikationer/luftkvalitet/1.0"),
        ),
        when_and_where.issued(
            "dcat:dcterms:issued_dss",
            Bilingual(
                "Ange när den första datamängden i serien gjordes tillgänglig. Enbart årtal går bra om du inte vet "
                "dagen.",
                "State when the first dataset of the series was made available. Just the year will do if you do not "
                "know the day.",
            ),
        ),
        when_and_where.modified(
            "dcat:dcterms:modified_dss",
            Bilingual(
                "Ange när serien senast fick en ny eller ändrad datamängd. Ändringar i den här beskrivningen räknas "
                "inte.",
                "State when the series last got a new or changed dataset. Changes to this description do not count.",
            ),
        ),
        shared.landing_page(
            "dcat:landingPage_dss",
            Bilingual(
                "Ange en sida på er webbplats som handlar om hela serien. Har bara de enskilda datamängderna egna "
                "sidor kan du lämna fältet tomt.",
                "Give a page on your website that is about the whole series. If only the single datasets have pages, "
                "leave the field empty.",
            ),
        ),
        when_and_where.spatial(
            "dcat:dcterms:spatial_dss",
            Bilingual(
                "Klistra in länken till den plats som hela serien handlar om, till exempel länet. Har datamängderna "
                "olika platser anger du dem på var och en i stället.",
                "Paste the link to the place that the whole series is about, for instance the county. If the datasets "
                "are about different places, state those on each of them instead.",
            ),
        ),
        when_and_where.geographical_area("dcat:dcterms:spatial_bb_dss"),
        when_and_where.temporal("dcat:dcterms:temporal_dss"),
        when_and_where.accrual_periodicity("dcat:dcterms:accrualPeriodicity_dss"),
        shared.relation("dcat:dcterms:relation_dss"),
        shared.qualified_relation("dcat:qualifiedRelation_dss"),
        shared.page(
            "dcat:foaf:page_dss",
            Bilingual(
                "Länka till dokumentation som gäller alla datamängder i serien. Det som bara gäller en av dem lägger "
                "du på den.",
                "Link to documentation that covers all datasets of the series. What only concerns one of them belongs "
                "on that one.",
            ),
        ),
    ),
)
