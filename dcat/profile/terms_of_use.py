"""Rows about format, access and licence that several classes have in common, as functions that make them."""

from dcat.bilingual import Bilingual
from dcat.profile import patterns
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, Property, Step


def media_format(template: str, help: Bilingual) -> Property:
    """The format, as a media type; stands for the three rows of which the specification wants one."""
    return Property(
        name="format",
        step=Step.WHERE,
        predicate="dcterms:format",
        kind=Kind.MEDIA_TYPE,
        level=Level.MANDATORY,
        minimum=1,
        maximum=1,
        label=Bilingual("Format", "Format"),
        help=help,
        portal=Bilingual("På portalen kan man söka efter format.", "People can search by format on the portal."),
        example=same_in_both("text/csv"),
        vocabulary="media-type",
        open_vocabulary=True,
        pattern=patterns.MEDIA_TYPE,
        templates=(
            template,
            "dcat:format-group_common_choices",
            "geodcat:dcterms:format-INSPIRE",
            "dcat:format_generic",
        ),
    )


def access_rights(help: Bilingual) -> Property:
    """Whether the content is open, restricted or closed."""
    return Property(
        name="access_rights",
        step=Step.WHERE,
        predicate="dcterms:accessRights",
        kind=Kind.CONCEPT,
        level=Level.RECOMMENDED,
        maximum=1,
        label=Bilingual("Åtkomsträttigheter", "Access rights"),
        help=help,
        vocabulary="access-right",
        templates=("dcat:dcterms:accessRights",),
    )


def license_choice(help: Bilingual) -> Property:
    """One of the Creative Commons licences; counted together with the other licence."""
    return Property(
        name="license",
        step=Step.WHERE,
        predicate="dcterms:license",
        kind=Kind.CONCEPT,
        level=Level.RECOMMENDED,
        maximum=1,
        label=Bilingual("Licens - Creative Commons", "License - Creative Commons"),
        help=help,
        vocabulary="licence",
        portal=Bilingual(
            "Portalen läser licensens adress exakt, med http först. När du väljer i listan blir den rätt.",
            "The portal reads the address of the licence exactly, with http first. Choosing from the list makes it "
            "right.",
        ),
        group="license",
        templates=("dcat:dcterms:cc-license-choices",),
    )


def other_license(template: str, label: Bilingual) -> Property:
    """Any other licence; counted together with the Creative Commons licence."""
    return Property(
        name="other_license",
        step=Step.WHERE,
        predicate="dcterms:license",
        kind=Kind.DOCUMENT,
        level=Level.RECOMMENDED,
        maximum=1,
        label=label,
        help=Bilingual(
            "Ange adressen till licensen bara om ingen Creative Commons-licens går att använda. Egna villkor gör det "
            "svårare att kombinera era data med andras.",
            "Give the address of the licence only if no Creative Commons licence can be used. Terms of your own make "
            "it harder to combine your data with that of others.",
        ),
        example=same_in_both("https://www.exempel.se/oppna-data/villkor"),
        node_class="LicenseDocument",
        group="license",
        templates=(f"{template}/dcterms:license",),
    )


def rights() -> Property:
    """What users must know beside the licence."""
    return Property(
        name="rights",
        step=Step.WHERE,
        predicate="dcterms:rights",
        kind=Kind.NODE,
        level=Level.OPTIONAL,
        maximum=1,
        label=Bilingual("Rättighetsförklaring", "Rights statement"),
        help=Bilingual(
            "Lägg till det som licensen inte säger: hur ni vill bli nämnda, vem som har upphovsrätten och var era råd "
            "till användare finns. Det som är ett villkor för att få använda uppgifterna ska stå i licensen.",
            "Add what the licence does not say: how you want to be named, who holds the copyright and where your "
            "advice to users is. What is a condition for using the data belongs in the licence.",
        ),
        node_class="RightsStatement",
        templates=("dcat:odrs:RSSA",),
    )
