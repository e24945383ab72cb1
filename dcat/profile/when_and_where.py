"""Rows about time, place and language that several classes have in common, as functions that make them."""

from dcat.bilingual import Bilingual
from dcat.profile import patterns
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, Property, Step


def issued(template: str, help: Bilingual, *, level: Level = Level.RECOMMENDED) -> Property:
    """When the thing was first made available."""
    return Property(
        name="issued",
        step=Step.WHEN,
        predicate="dcterms:issued",
        kind=Kind.DATE,
        level=level,
        maximum=1,
        label=Bilingual("Utgivningsdatum", "Release date"),
        help=help,
        example=same_in_both("2024-03-01"),
        templates=(template,),
    )


def modified(template: str, help: Bilingual, *, level: Level = Level.OPTIONAL) -> Property:
    """When the content last changed."""
    return Property(
        name="modified",
        step=Step.WHEN,
        predicate="dcterms:modified",
        kind=Kind.DATE,
        level=level,
        maximum=1,
        label=Bilingual("Ändringsdatum", "Date modified"),
        help=help,
        example=same_in_both("2025-11-14"),
        templates=(template,),
    )


def language(template: str, help: Bilingual, *, level: Level = Level.OPTIONAL) -> Property:
    """The language of the content."""
    return Property(
        name="language",
        step=Step.WHAT,
        predicate="dcterms:language",
        kind=Kind.CONCEPT,
        level=level,
        label=Bilingual("Språk", "Language"),
        help=help,
        vocabulary="language",
        value_type="dcterms:LinguisticSystem",
        templates=(template,),
    )


def spatial(template: str, help: Bilingual) -> Property:
    """The area, as the address of a named place."""
    return Property(
        name="spatial",
        step=Step.WHEN,
        predicate="dcterms:spatial",
        kind=Kind.IRI,
        level=Level.RECOMMENDED,
        label=Bilingual("Namngivet geografiskt område", "Named geographical area"),
        help=help,
        example=same_in_both("http://data.europa.eu/nuts/code/SE122"),
        value_type="dcterms:Location",
        templates=(template,),
    )


def geographical_area(template: str) -> Property:
    """The area, as coordinates."""
    return Property(
        name="geographical_area",
        step=Step.WHEN,
        predicate="dcterms:spatial",
        kind=Kind.NODE,
        level=Level.RECOMMENDED,
        label=Bilingual("Geografiskt område", "Geographical area"),
        help=Bilingual(
            "Ange området med koordinater när det saknar ett namn som går att länka till. Då hittas innehållet av den "
            "som söker i en karta.",
            "Give the area by coordinates when it has no name that one can link to. Then the content is found by "
            "those who search on a map.",
        ),
        node_class="Location",
        templates=(template,),
    )


def temporal(template: str) -> Property:
    """The time that the content is about."""
    return Property(
        name="temporal",
        step=Step.WHEN,
        predicate="dcterms:temporal",
        kind=Kind.NODE,
        level=Level.RECOMMENDED,
        label=Bilingual("Tidsperiod", "Time period"),
        help=Bilingual(
            "Ange vilken tid uppgifterna gäller, inte när de publicerades. Lämna slutet tomt om det hela tiden kommer "
            "nya uppgifter.",
            "State the time that the data is about, not when it was published. Leave the end empty if new data keeps "
            "coming.",
        ),
        node_class="PeriodOfTime",
        templates=(template,),
    )


def temporal_resolution(template: str) -> Property:
    """The shortest time between two values."""
    return Property(
        name="temporal_resolution",
        step=Step.WHEN,
        predicate="dcat:temporalResolution",
        kind=Kind.DURATION,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Tidsupplösning", "Temporal resolution"),
        help=Bilingual(
            "Ange hur tätt värdena ligger i tid, så ser man om de räcker till. Skriv P1D för ett värde per dag, PT1H "
            "för ett per timme och PT15M för ett per kvart.",
            "State how close in time the values are, so that people see whether that is enough for them. Write P1D "
            "for one value a day, PT1H for one an hour and PT15M for one every 15 minutes.",
        ),
        example=same_in_both("PT15M"),
        pattern=patterns.DURATION,
        templates=(template,),
    )


def spatial_resolution_in_meters(template: str) -> Property:
    """The smallest distance that can be told apart."""
    return Property(
        name="spatial_resolution_in_meters",
        step=Step.WHEN,
        predicate="dcat:spatialResolutionInMeters",
        kind=Kind.DECIMAL,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Rumslig upplösning", "Spatial resolution"),
        help=Bilingual(
            "Ange i meter hur små skillnader i läge som uppgifterna kan visa. Använd punkt och inte komma för "
            "decimaler.",
            "State in metres how small a difference in position the data can show. Use a point, not a comma, for "
            "decimals.",
        ),
        example=same_in_both("0.5"),
        templates=(template,),
    )


def accrual_periodicity(template: str) -> Property:
    """How often the content is updated."""
    return Property(
        name="accrual_periodicity",
        step=Step.WHEN,
        predicate="dcterms:accrualPeriodicity",
        kind=Kind.CONCEPT,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Uppdateringsfrekvens", "Frequency of update"),
        help=Bilingual(
            "Välj hur ofta uppgifterna uppdateras, så vet den som använder dem när det är dags att hämta nya. Ändras "
            "de ofta räcker det här, då behövs inget ändringsdatum.",
            "Choose how often the data is updated, so that those who use it know when to fetch it again. For data "
            "that changes often this is enough; no modification date is needed.",
        ),
        vocabulary="frequency",
        templates=(template,),
    )
