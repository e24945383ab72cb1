"""The indicators of the European method, a row each: what it looks at, its worth, and what to do when it is missing.

Some can't be had without another (``needs``): whoever has no licence is told once, of the licence, and not again
that the licence is unknown.
Source: https://data.europa.eu/mqa/methodology
"""

from dataclasses import dataclass
from enum import StrEnum

from dcat.bilingual import Bilingual
from dcat.quality import judging
from dcat.quality.judging import Judge, answers, has, names_one_of


class Dimension(StrEnum):
    """What the indicators are gathered under."""

    FINDABILITY = "findability"
    ACCESSIBILITY = "accessibility"
    INTEROPERABILITY = "interoperability"
    REUSABILITY = "reusability"
    CONTEXTUALITY = "contextuality"


DIMENSIONS: dict[Dimension, Bilingual] = {
    Dimension.FINDABILITY: Bilingual("Går att hitta", "Findability"),
    Dimension.ACCESSIBILITY: Bilingual("Går att nå", "Accessibility"),
    Dimension.INTEROPERABILITY: Bilingual("Fungerar i program", "Interoperability"),
    Dimension.REUSABILITY: Bilingual("Får användas", "Reusability"),
    Dimension.CONTEXTUALITY: Bilingual("Har sitt sammanhang", "Contextuality"),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the method.

    ``class_name`` and ``field`` name the row of the profile that the points are won by. Of a distribution's indicator
    a dataset gets the mean over its distributions.
    """

    name: str
    dimension: Dimension
    points: int
    class_name: str
    field: str
    looks_at: str  # prefixed name, or what else is looked at
    judge: Judge
    label: Bilingual
    remedy: Bilingual  # the sentence about a missing point: what is missing, and what to do
    needs: str | None = None  # the name of the indicator without which this one can't be had
    is_of_files: bool = False  # out of reach for a distribution that is an API


_FINDABILITY = (
    Indicator(
        name="keywords",
        dimension=Dimension.FINDABILITY,
        points=30,
        class_name="Dataset",
        field="keyword",
        looks_at="dcat:keyword",
        judge=has("dcat:keyword"),
        label=Bilingual("Nyckelord", "Keywords"),
        remedy=Bilingual(
            "Nyckelord saknas. Skriv några ord som folk söker på.",
            "Keywords are missing. Write some words that people search for.",
        ),
    ),
    Indicator(
        name="categories",
        dimension=Dimension.FINDABILITY,
        points=30,
        class_name="Dataset",
        field="theme",
        looks_at="dcat:theme",
        judge=has("dcat:theme"),
        label=Bilingual("Tema", "Categories"),
        remedy=Bilingual("Tema saknas. Välj minst ett i listan.", "The theme is missing. Choose one from the list."),
    ),
    Indicator(
        name="spatial",
        dimension=Dimension.FINDABILITY,
        points=20,
        class_name="Dataset",
        field="spatial",
        looks_at="dcterms:spatial",
        judge=has("dcterms:spatial"),
        label=Bilingual("Geografisk sökning", "Geographical search"),
        remedy=Bilingual(
            "Området saknas. Ange vilken plats datamängden gäller.",
            "The area is missing. Say which place the dataset is about.",
        ),
    ),
    Indicator(
        name="temporal",
        dimension=Dimension.FINDABILITY,
        points=20,
        class_name="Dataset",
        field="temporal",
        looks_at="dcterms:temporal",
        judge=has("dcterms:temporal"),
        label=Bilingual("Tidsmässig sökning", "Time-based search"),
        remedy=Bilingual(
            "Tidsperioden saknas. Ange vilken tid datamängden gäller.",
            "The period is missing. Say which time the dataset is about.",
        ),
    ),
)

_ACCESSIBILITY = (
    Indicator(
        name="access_answers",
        dimension=Dimension.ACCESSIBILITY,
        points=50,
        class_name="Distribution",
        field="access_url",
        looks_at="dcat:accessURL",
        judge=answers("access_url"),
        label=Bilingual("Adressen för åtkomst svarar", "The access address answers"),
        remedy=Bilingual(
            "Webbadressen för åtkomst svarar inte. Rätta adressen, eller se till att servern svarar.",
            "The web address for access does not answer. Correct it, or see to it that the server answers.",
        ),
    ),
    Indicator(
        name="download",
        dimension=Dimension.ACCESSIBILITY,
        points=20,
        class_name="Distribution",
        field="download_url",
        looks_at="dcat:downloadURL",
        judge=has("dcat:downloadURL"),
        label=Bilingual("Adress för nedladdning", "Download address"),
        remedy=Bilingual(
            "Webbadressen för nedladdning saknas. Ange den om adressen leder rakt till filen.",
            "The web address for download is missing. Give it if an address leads straight to the file.",
        ),
        is_of_files=True,
    ),
    Indicator(
        name="download_answers",
        dimension=Dimension.ACCESSIBILITY,
        points=30,
        class_name="Distribution",
        field="download_url",
        looks_at="dcat:downloadURL",
        judge=answers("download_url"),
        label=Bilingual("Adressen för nedladdning svarar", "The download address answers"),
        remedy=Bilingual(
            "Webbadressen för nedladdning svarar inte. Rätta adressen, eller lägg filen där den säger.",
            "The web address for download does not answer. Correct it, or put the file where it says.",
        ),
        needs="download",
        is_of_files=True,
    ),
)

_INTEROPERABILITY = (
    Indicator(
        name="format",
        dimension=Dimension.INTEROPERABILITY,
        points=20,
        class_name="Distribution",
        field="format",
        looks_at="dcterms:format",
        judge=has("dcterms:format"),
        label=Bilingual("Format", "Format"),
        remedy=Bilingual(
            "Formatet saknas, eller finns inte bland EU:s filformat. Välj ett i listan.",
            "The format is missing, or is not among the file types of the EU. Choose one from the list.",
        ),
    ),
    Indicator(
        name="media_type",
        dimension=Dimension.INTEROPERABILITY,
        points=10,
        class_name="Distribution",
        field="format",
        looks_at="dcat:mediaType",
        judge=judging.has_media_type,
        label=Bilingual("Medietyp", "Media type"),
        remedy=Bilingual(
            "Formatet har ingen registrerad medietyp. Erbjud gärna samma data som CSV eller JSON också.",
            "The format has no registered media type. Consider offering the same data as CSV or JSON too.",
        ),
        needs="format",
    ),
    Indicator(
        name="format_known",
        dimension=Dimension.INTEROPERABILITY,
        points=10,
        class_name="Distribution",
        field="format",
        looks_at="dcterms:format, dcat:mediaType",
        judge=judging.format_is_known,
        label=Bilingual("Format ur en fastställd lista", "Format from a vocabulary"),
        remedy=Bilingual(
            "Formatet finns inte i EU:s eller IANA:s lista. Välj ett i vår lista.",
            "The format is not in the list of the EU or of IANA. Choose one from our list.",
        ),
        needs="format",
    ),
    Indicator(
        name="format_open",
        dimension=Dimension.INTEROPERABILITY,
        points=20,
        class_name="Distribution",
        field="format",
        looks_at="dcterms:format",
        judge=judging.format_is_open,
        label=Bilingual("Öppet format", "Non-proprietary format"),
        remedy=Bilingual(
            "Formatet räknas inte som öppet. Erbjud samma data i ett öppet format, till exempel CSV.",
            "The format does not count as open. Offer the same data in an open format, such as CSV.",
        ),
        needs="format",
    ),
    Indicator(
        name="format_machine_readable",
        dimension=Dimension.INTEROPERABILITY,
        points=20,
        class_name="Distribution",
        field="format",
        looks_at="dcterms:format",
        judge=judging.format_is_machine_readable,
        label=Bilingual("Maskinläsbart format", "Machine-readable format"),
        remedy=Bilingual(
            "Formatet räknas inte som maskinläsbart. Erbjud samma data som till exempel CSV eller JSON.",
            "The format does not count as machine-readable. Offer the same data as CSV or JSON, for instance.",
        ),
        needs="format",
    ),
    Indicator(
        name="compliance",
        dimension=Dimension.INTEROPERABILITY,
        points=30,
        class_name="Dataset",
        field="title",
        looks_at="DCAT-AP",
        judge=judging.complies,
        label=Bilingual("Följer DCAT-AP", "DCAT-AP compliance"),
        remedy=Bilingual(
            "Något saknas eller är fel enligt den europeiska specifikationen. Rätta det som kontrollen visar.",
            "Something is missing or wrong by the European specification. Mend what the check shows.",
        ),
    ),
)

_REUSABILITY = (
    Indicator(
        name="licence",
        dimension=Dimension.REUSABILITY,
        points=20,
        class_name="Distribution",
        field="license",
        looks_at="dcterms:license",
        judge=has("dcterms:license"),
        label=Bilingual("Licens", "Licence"),
        remedy=Bilingual(
            "Licensen saknas. Välj en, helst CC0 eller CC BY.",
            "The licence is missing. Choose one, preferably CC0 or CC BY.",
        ),
    ),
    Indicator(
        name="licence_known",
        dimension=Dimension.REUSABILITY,
        points=10,
        class_name="Distribution",
        field="license",
        looks_at="dcterms:license",
        judge=judging.licence_is_known,
        label=Bilingual("Licens ur en fastställd lista", "Licence from a vocabulary"),
        remedy=Bilingual(
            "Licensen är ingen som program känner igen. Välj en i listan om det går.",
            "The licence is none that programs recognise. Choose one from the list if you can.",
        ),
        needs="licence",
    ),
    Indicator(
        name="access_rights",
        dimension=Dimension.REUSABILITY,
        points=10,
        class_name="Dataset",
        field="access_rights",
        looks_at="dcterms:accessRights",
        judge=has("dcterms:accessRights"),
        label=Bilingual("Åtkomsträttigheter", "Access rights"),
        remedy=Bilingual(
            "Åtkomsträttigheter saknas. Välj om datamängden är publik.",
            "Access rights are missing. Say whether the dataset is public.",
        ),
    ),
    Indicator(
        name="access_rights_known",
        dimension=Dimension.REUSABILITY,
        points=5,
        class_name="Dataset",
        field="access_rights",
        looks_at="dcterms:accessRights",
        judge=names_one_of("dcterms:accessRights", "access-right"),
        label=Bilingual("Åtkomsträttigheter ur en fastställd lista", "Access rights from a vocabulary"),
        remedy=Bilingual(
            "Åtkomsträttigheten finns inte i EU:s lista. Välj en i listan.",
            "The access right is not in the list of the EU. Choose one from the list.",
        ),
        needs="access_rights",
    ),
    Indicator(
        name="contact",
        dimension=Dimension.REUSABILITY,
        points=20,
        class_name="Dataset",
        field="contact_point",
        looks_at="dcat:contactPoint",
        judge=has("dcat:contactPoint"),
        label=Bilingual("Kontakt", "Contact point"),
        remedy=Bilingual(
            "Kontakten saknas. Välj vem som svarar på frågor.",
            "The contact is missing. Choose who answers questions.",
        ),
    ),
    Indicator(
        name="publisher",
        dimension=Dimension.REUSABILITY,
        points=10,
        class_name="Dataset",
        field="publisher",
        looks_at="dcterms:publisher",
        judge=has("dcterms:publisher"),
        label=Bilingual("Utgivare", "Publisher"),
        remedy=Bilingual(
            "Utgivaren saknas. Den kommer med när organisationsnumret är bekräftat under Inställningar.",
            "The publisher is missing. It is there once the organisation number is confirmed under Settings.",
        ),
    ),
)

_CONTEXTUALITY = (
    Indicator(
        name="rights",
        dimension=Dimension.CONTEXTUALITY,
        points=5,
        class_name="Distribution",
        field="rights",
        looks_at="dcterms:rights",
        judge=has("dcterms:rights"),
        label=Bilingual("Rättigheter", "Rights"),
        remedy=Bilingual(
            "Uttalande om rättigheter saknas. Lägg till det om något gäller utöver licensen.",
            "A statement of rights is missing. Add one if something holds beside the licence.",
        ),
    ),
    Indicator(
        name="byte_size",
        dimension=Dimension.CONTEXTUALITY,
        points=5,
        class_name="Distribution",
        field="byte_size",
        looks_at="dcat:byteSize",
        judge=has("dcat:byteSize"),
        label=Bilingual("Filstorlek", "File size"),
        remedy=Bilingual(
            "Filens storlek saknas. Ange den i byte, ungefär räcker.",
            "The size of the file is missing. Give it in bytes; about is enough.",
        ),
        is_of_files=True,
    ),
    Indicator(
        name="issued",
        dimension=Dimension.CONTEXTUALITY,
        points=5,
        class_name="Dataset",
        field="issued",
        looks_at="dcterms:issued",
        judge=has("dcterms:issued"),
        label=Bilingual("Utgivningsdatum", "Release date"),
        remedy=Bilingual(
            "Utgivningsdatum saknas. Ange när data först blev tillgängliga.",
            "The release date is missing. Say when the data first became available.",
        ),
    ),
    Indicator(
        name="modified",
        dimension=Dimension.CONTEXTUALITY,
        points=5,
        class_name="Dataset",
        field="modified",
        looks_at="dcterms:modified",
        judge=has("dcterms:modified"),
        label=Bilingual("Ändringsdatum", "Modification date"),
        remedy=Bilingual(
            "Ändringsdatum saknas. Ange när data senast ändrades, om de inte ändras hela tiden.",
            "The modification date is missing. Say when the data last changed, unless it changes all the time.",
        ),
    ),
)

# By name; what another one needs comes before it.
INDICATORS: dict[str, Indicator] = {
    each.name: each for each in (*_FINDABILITY, *_ACCESSIBILITY, *_INTEROPERABILITY, *_REUSABILITY, *_CONTEXTUALITY)
}

# What a dataset without distributions is told, instead of every point of a distribution that is not there.
NO_DISTRIBUTION = Indicator(
    name="distribution",
    dimension=Dimension.ACCESSIBILITY,
    points=0,
    class_name="Dataset",
    field="distribution",
    looks_at="dcat:distribution",
    judge=has("dcat:distribution"),
    label=Bilingual("Distribution", "Distribution"),
    remedy=Bilingual(
        "Datamängden har ingen distribution. Lägg till en som säger var data finns.",
        "The dataset has no distribution. Add one that says where the data is.",
    ),
)
