"""The contact point: where to turn with questions, with its telephone and address."""

from dcat.bilingual import Bilingual
from dcat.profile import patterns
from dcat.profile.examples import same_in_both
from dcat.profile.model import Kind, Level, NodeClass, Property

CONTACT_POINT = NodeClass(
    name="ContactPoint",
    types=("vcard:Organization", "vcard:Individual", "vcard:Kind"),
    label=Bilingual("Kontaktuppgift", "Contact point"),
    description=Bilingual(
        "Vart man vänder sig med frågor om data. Uppgifterna visas öppet på portalen.",
        "Where to turn with questions about data. The details are shown openly on the portal.",
    ),
    templates=("dcat:contactPoint",),
    properties=(
        Property(
            name="kind",
            predicate="rdf:type",
            kind=Kind.CLASS,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Typ", "Kind"),
            help=Bilingual(
                "Välj Organisation för en enhet eller brevlåda som flera sköter, det håller när någon byter jobb. "
                "Välj Individ bara om personen själv vet om att namnet publiceras.",
                "Choose Organization for a unit or mailbox that several people look after; it lasts when somebody "
                "changes jobs. Choose Individual only if the person knows that the name will be published.",
            ),
            vocabulary="contact-kind",
            templates=("vc:kindIndOrOrg",),
        ),
        Property(
            name="name",
            predicate="vcard:fn",
            kind=Kind.LITERAL,
            level=Level.MANDATORY,
            minimum=1,
            label=Bilingual("Namn", "Formatted name"),
            help=Bilingual(
                "Skriv vad enheten eller personen heter, som det ska stå på portalen. Ta med organisationens namn om "
                "det inte framgår.",
                "Write the name of the unit or person as it should appear on the portal. Include the organisation's "
                "name if it is not clear from that.",
            ),
            example=Bilingual("Öppna data, Exempel kommun", "Open data, Exempel municipality"),
            templates=("vc:fn",),
        ),
        Property(
            name="email",
            predicate="vcard:hasEmail",
            kind=Kind.EMAIL,
            level=Level.MANDATORY,
            minimum=1,
            label=Bilingual("E-postadress", "Email"),
            help=Bilingual(
                "Ange en adress som någon läser varje vecka. Den visas öppet, så välj hellre en funktionsbrevlåda än "
                "någons egen.",
                "Give an address that somebody reads every week. It is shown openly, so prefer a shared mailbox to "
                "somebody's own.",
            ),
            example=same_in_both("oppnadata@exempel.se"),
            value_type="vcard:Email",
            templates=("vc:hasEmail",),
        ),
        Property(
            name="telephone",
            predicate="vcard:hasTelephone",
            kind=Kind.NODE,
            level=Level.RECOMMENDED,
            label=Bilingual("Telefon", "Telephone"),
            help=Bilingual(
                "Lägg till ett nummer om ni vill ta emot frågor på telefon. Kommunens växel går bra.",
                "Add a number if you are willing to take questions by telephone. The switchboard will do.",
            ),
            node_class="Telephone",
            templates=("vc:hasTelephone",),
        ),
        Property(
            name="address",
            predicate="vcard:hasAddress",
            kind=Kind.NODE,
            level=Level.RECOMMENDED,
            label=Bilingual("Adress", "Address"),
            help=Bilingual(
                "Lägg till en postadress om någon ska kunna skriva brev till er. Använd aldrig en hemadress.",
                "Add a postal address if people should be able to write letters to you. Never use a home address.",
            ),
            node_class="Address",
            templates=("vc:hasAddress",),
        ),
        Property(
            name="url",
            predicate="vcard:hasURL",
            kind=Kind.IRI,
            level=Level.OPTIONAL,
            label=Bilingual("Hemsida", "Website"),
            help=Bilingual(
                "Ange en sida med kontaktvägar eller ett formulär, om det är så ni helst tar emot frågor.",
                "Give a page with ways to contact you or a form, if that is how you prefer to get questions.",
            ),
            example=same_in_both("https://www.exempel.se/kontakt"),
            pattern=patterns.WEB_ADDRESS,
            templates=("vc:hasURL",),
        ),
    ),
)

TELEPHONE = NodeClass(
    name="Telephone",
    types=("vcard:Voice",),
    label=Bilingual("Telefon", "Telephone"),
    description=Bilingual("Ett telefonnummer.", "A telephone number."),
    templates=("vc:hasTelephone",),
    properties=(
        Property(
            name="number",
            predicate="vcard:hasValue",
            kind=Kind.TELEPHONE,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Nummer", "Number"),
            help=Bilingual(
                "Skriv numret med landsnummer, alltså +46 i stället för den första nollan. Då går det att ringa från "
                "andra länder.",
                "Write the number with its country code, that is +46 instead of the first zero. Then it can be called "
                "from abroad.",
            ),
            example=same_in_both("+46 10 000 00 00"),
            pattern=patterns.TELEPHONE_NUMBER,
            templates=("vc:hasTelephone/vcard:hasValue",),
        ),
    ),
)


def _address_line(
    name: str, predicate: str, template: str, label: Bilingual, help: Bilingual, example: Bilingual
) -> Property:
    return Property(
        name=name,
        predicate=predicate,
        kind=Kind.LITERAL,
        level=Level.RECOMMENDED,
        maximum=1,
        label=label,
        help=help,
        example=example,
        templates=(template,),
    )


ADDRESS = NodeClass(
    name="Address",
    types=("vcard:Address",),
    label=Bilingual("Adress", "Address"),
    description=Bilingual("En postadress.", "A postal address."),
    templates=("vc:hasAddress",),
    properties=(
        _address_line(
            "country_name",
            "vcard:country-name",
            "vc:country-name",
            Bilingual("Land", "Country name"),
            Bilingual(
                "Skriv landets namn även för en svensk adress, för beskrivningen läses också utomlands.",
                "Write the name of the country for a Swedish address too, since the description is read abroad as "
                "well.",
            ),
            Bilingual("Sverige", "Sweden"),
        ),
        _address_line(
            "locality",
            "vcard:locality",
            "vc:locality",
            Bilingual("Postort", "Locality"),
            Bilingual(
                "Skriv postorten, utan postnummer.",
                "Write the postal town, without the postal code.",
            ),
            same_in_both("Exempelstad"),
        ),
        _address_line(
            "postal_code",
            "vcard:postal-code",
            "vc:postal-code",
            Bilingual("Postkod", "Postal code"),
            Bilingual("Skriv postnumret, fem siffror.", "Write the postal code, five digits."),
            same_in_both("123 45"),
        ),
        _address_line(
            "street_address",
            "vcard:street-address",
            "vc:street-address",
            Bilingual("Gatuadress", "Street address"),
            Bilingual(
                "Skriv gata och nummer eller boxadress till arbetsplatsen.",
                "Write street and number, or the box number, of the workplace.",
            ),
            same_in_both("Storgatan 1"),
        ),
    ),
)
