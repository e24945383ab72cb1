"""Rows that several classes have in common, as functions that make them: who, what, and links.

A function takes what differs between the classes: the template that it stands for, and the words where the decision is
another one. What only one class has is written in that class's own module. Rows are made here, never looked up. Time
and place are in ``when_and_where``, formats and licences in ``terms_of_use``.
"""

from dcat.bilingual import Bilingual
from dcat.profile import patterns
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, Link, Property, Step


def title(template: str, help: Bilingual, example: Bilingual, *, level: Level = Level.MANDATORY) -> Property:
    """What the thing is called."""
    return Property(
        name="title",
        step=Step.WHAT,
        predicate="dcterms:title",
        kind=Kind.TEXT,
        level=level,
        minimum=1 if level is Level.MANDATORY else 0,
        label=Bilingual("Titel", "Title"),
        help=help,
        example=example,
        templates=(template,),
    )


def description(
    templates: tuple[str, ...],
    help: Bilingual,
    example: Bilingual,
    *,
    level: Level = Level.MANDATORY,
    predicate: str = "dcterms:description",
) -> Property:
    """What the thing is about."""
    return Property(
        name="description",
        step=Step.WHAT,
        predicate=predicate,
        kind=Kind.TEXT,
        level=level,
        minimum=1 if level is Level.MANDATORY else 0,
        label=Bilingual("Beskrivning", "Description"),
        help=help,
        example=example,
        templates=templates,
    )


def publisher(
    template: str,
    help: Bilingual,
    *,
    level: Level = Level.MANDATORY,
    minimum: int = 1,
    maximum: int | None = 1,
) -> Property:
    """The organisation that answers for the thing."""
    return Property(
        name="publisher",
        step=Step.WHO,
        predicate="dcterms:publisher",
        kind=Kind.RECORD,
        level=level,
        minimum=minimum,
        maximum=maximum,
        label=Bilingual("Utgivare", "Publisher"),
        help=help,
        portal=Bilingual("Portalen samlar datamängder efter utgivare.", "The portal gathers datasets by publisher."),
        node_class="Agent",
        templates=(template,),
    )


def contact_point(template: str) -> Property:
    """Whom to ask."""
    return Property(
        name="contact_point",
        step=Step.WHO,
        predicate="dcat:contactPoint",
        kind=Kind.RECORD,
        level=Level.RECOMMENDED,
        label=Bilingual("Kontaktuppgift", "Contact point"),
        help=Bilingual(
            "Välj vart man vänder sig med frågor om innehållet, hellre en funktionsadress än en enskild person.",
            "Choose where people should turn with questions about the content, preferably a shared mailbox rather "
            "than a single person.",
        ),
        portal=Bilingual("Portalen visar kontaktuppgifterna öppet.", "The portal shows the details openly."),
        node_class="ContactPoint",
        templates=(template,),
    )


def keyword(template: str) -> Property:
    """Search words."""
    return Property(
        name="keyword",
        step=Step.WHAT,
        predicate="dcat:keyword",
        kind=Kind.TEXT,
        level=Level.RECOMMENDED,
        label=Bilingual("Nyckelord", "Keyword"),
        help=Bilingual(
            "Skriv ord som någon utanför organisationen skulle söka på, även sådana som inte står i titeln. Ett "
            "begrepp per nyckelord, i singular och med små bokstäver – aldrig flera ord med kommatecken emellan.",
            "Write words that somebody outside the organisation would search for, also such as are not in the title. "
            "One idea per keyword, in the singular and in lower case – never several words separated by commas.",
        ),
        example=Bilingual("badplats", "bathing site"),
        templates=(template,),
    )


def theme(template: str, *, level: Level = Level.RECOMMENDED) -> Property:
    """The subject, out of the thirteen of the European portal."""
    return Property(
        name="theme",
        step=Step.WHAT,
        predicate="dcat:theme",
        kind=Kind.CONCEPT,
        level=level,
        label=Bilingual("Kategori", "Category"),
        help=Bilingual(
            "Välj det eller de ämnen som innehållet handlar om, oftast räcker ett.",
            "Choose the subject or subjects that the content is about; one is usually enough.",
        ),
        portal=Bilingual(
            "På portalen och på EU:s portal bläddrar och filtrerar man efter kategori.",
            "People browse and filter by category, on the portal and on the European portal.",
        ),
        vocabulary="data-theme",
        templates=(template,),
    )


def applicable_legislation(template: str, help: Bilingual) -> Property:
    """The mark of high-value data."""
    return Property(
        name="applicable_legislation",
        step=Step.WHAT,
        predicate="dcatap:applicableLegislation",
        kind=Kind.CONCEPT,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Tillämplig lagstiftning", "Applicable legislation"),
        help=help,
        vocabulary="applicable-legislation",
        templates=(template,),
    )


def hvd_category(template: str) -> Property:
    """Which high-value category, mandatory where the thing is marked as high-value."""
    return Property(
        name="hvd_category",
        step=Step.WHAT,
        predicate="dcatap:hvdCategory",
        kind=Kind.CONCEPT,
        level=Level.MANDATORY_WHEN_HIGH_VALUE,
        minimum=1,
        label=Bilingual("Kategori för värdefulla datamängder", "Category for high-value datasets"),
        help=Bilingual(
            "Välj bara här om du har markerat att EU:s regler om värdefulla datamängder gäller, och ta den mest "
            "precisa kategori som stämmer. EU:s portal visar värdefulla datamängder efter kategori.",
            "Only choose here if you have marked that the EU rules on high-value datasets apply, and take the most "
            "precise category that fits. The European portal shows high-value datasets by category.",
        ),
        vocabulary="hvd-category",
        templates=(template,),
    )


def subject(template: str, label: Bilingual) -> Property:
    """The domain of the national basic data."""
    return Property(
        name="subject",
        step=Step.WHAT,
        predicate="dcterms:subject",
        kind=Kind.CONCEPT,
        level=Level.OPTIONAL,
        label=label,
        help=Bilingual(
            "Fyll bara i om innehållet ingår i Sveriges nationella grunddata, till exempel uppgifter om personer "
            "eller företag. Är du osäker kan du lämna fältet tomt, de flesta kommunala datamängder ingår inte.",
            "Only fill this in if the content is part of Sweden's national basic data, such as data about persons or "
            "companies. If in doubt leave the field empty; most municipal datasets are not part of it.",
        ),
        example=same_in_both("https://www.dataportal.se/terminology/grunddata/person"),
        vocabulary="grunddata",
        open_vocabulary=True,
        pattern=patterns.NATIONAL_BASIC_DATA,
        value_type="skos:Concept",
        templates=(template,),
    )


def landing_page(template: str, help: Bilingual) -> Property:
    """A page for people."""
    return Property(
        name="landing_page",
        step=Step.WHERE,
        predicate="dcat:landingPage",
        kind=Kind.IRI,
        level=Level.OPTIONAL,
        label=Bilingual("Ingångssida", "Landing page"),
        help=help,
        example=same_in_both("https://www.exempel.se/oppna-data/badplatser"),
        pattern=patterns.WEB_ADDRESS,
        templates=(template,),
        link=Link.ANYTHING,
    )


def interface_is_read() -> Bilingual:
    """What the portal does with the file that describes an API."""
    return Bilingual(
        "Portalen letar efter filen varje natt. Servern måste låta andra webbplatser läsa den (CORS).",
        "The portal looks for the file every night. The server has to let other websites read it (CORS).",
    )


def page(template: str, help: Bilingual) -> Property:
    """Documentation."""
    return Property(
        name="page",
        step=Step.WHERE,
        predicate="foaf:page",
        kind=Kind.DOCUMENT,
        level=Level.OPTIONAL,
        label=Bilingual("Dokumentation", "Documentation"),
        help=help,
        example=same_in_both("https://www.exempel.se/oppna-data/badplatser/dokumentation"),
        pattern=patterns.WEB_ADDRESS,
        node_class="Document",
        templates=(template,),
        link=Link.ANYTHING,
    )


def conforms_to(
    template: str,
    help: Bilingual,
    *,
    level: Level,
    example: Bilingual,
    label: Bilingual | None = None,
    pattern: str | None = None,
    portal: Bilingual | None = None,
) -> Property:
    """The standard or specification that the content follows."""
    return Property(
        name="conforms_to",
        step=Step.WHAT,
        predicate="dcterms:conformsTo",
        kind=Kind.DOCUMENT,
        level=level,
        label=label or Bilingual("Uppfyller", "Conforms to"),
        help=help,
        example=example,
        pattern=pattern,
        portal=portal,
        node_class="Standard",
        templates=(template,),
        link=Link.ANYTHING,
    )


def relation(template: str) -> Property:
    """Something else that belongs with this."""
    return Property(
        name="relation",
        predicate="dcterms:relation",
        kind=Kind.IRI,
        level=Level.OPTIONAL,
        label=Bilingual("Relaterad resurs", "Related resource"),
        help=Bilingual(
            "Länka till något annat som den som läser har nytta av. Vill du också säga hur det hänger ihop med det "
            "här finns det ett eget fält för det.",
            "Link to something else that readers will find useful. If you also want to say how it is connected with "
            "this, there is a field of its own for that.",
        ),
        example=same_in_both("https://www.exempel.se/bada-i-kommunen"),
        pattern=patterns.WEB_ADDRESS,
        templates=(template,),
    )


def qualified_relation(template: str) -> Property:
    """Something else that belongs with this, and how."""
    return Property(
        name="qualified_relation",
        predicate="dcat:qualifiedRelation",
        kind=Kind.NODE,
        level=Level.OPTIONAL,
        label=Bilingual("Kvalificerad relaterad resurs", "Qualified related resource"),
        help=Bilingual(
            "Länka till något annat och säg samtidigt hur det hänger ihop med det här. Lämna tomt om du inte kan säga "
            "vilken roll det har.",
            "Link to something else and say at the same time how it is connected to this. Leave it empty if you "
            "cannot say which role it has.",
        ),
        node_class="Relationship",
        templates=(template,),
    )
