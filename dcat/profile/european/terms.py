"""The classes of what is only named: terms out of vocabularies, file types, legislation, other identifiers.

The Swedish profile only writes their IRIs. Europe asks for their class, and for the words of a term.
Source: https://semiceu.github.io/DCAT-AP/releases/3.0.0/
"""

from dcat.bilingual import Bilingual
from dcat.profile.model import Kind, Level, NodeClass, Property


def _words(name: str, predicate: str) -> Property:
    return Property(
        name=name,
        predicate=predicate,
        kind=Kind.TEXT,
        level=Level.MANDATORY,
        minimum=1,
        label=Bilingual("Benämning", "Label"),
        help=Bilingual("Vad begreppet heter i sin lista.", "What the term is called in its list."),
    )


_PREF_LABEL = _words("pref_label", "skos:prefLabel")
_IN_SCHEME = Property(
    name="in_scheme",
    predicate="skos:inScheme",
    kind=Kind.DOCUMENT,
    level=Level.OPTIONAL,
    maximum=1,
    label=Bilingual("Ingår i lista", "In scheme"),
    help=Bilingual("Listan som begreppet hör till.", "The list that the term belongs to."),
    node_class="ConceptScheme",
)


def _term(name: str, label: Bilingual, *types: str) -> NodeClass:
    """A term is a skos:Concept, whatever else it is."""
    return NodeClass(
        name=name,
        types=types or ("skos:Concept",),
        also_types=("skos:Concept",) if types else (),
        label=label,
        description=Bilingual("Ett begrepp ur en fastställd lista.", "A term out of a controlled vocabulary."),
        properties=(_PREF_LABEL, _IN_SCHEME),
    )


def _named(name: str, type_name: str, label: Bilingual, description: Bilingual) -> NodeClass:
    """Something of which only the class is told."""
    return NodeClass(name=name, types=(type_name,), label=label, description=description, properties=())


CONCEPT = _term("Concept", Bilingual("Begrepp", "Concept"))
LINGUISTIC_SYSTEM = _term("LinguisticSystem", Bilingual("Språk", "Linguistic system"), "dcterms:LinguisticSystem")
FREQUENCY = _term("Frequency", Bilingual("Uppdateringsfrekvens", "Frequency"), "dcterms:Frequency")
ACCESS_RIGHTS = _term("AccessRights", Bilingual("Åtkomsträttigheter", "Access rights"), "dcterms:RightsStatement")
ROLE = _term("Role", Bilingual("Roll", "Role"), "dcat:Role")
FILE_TYPE = _term("FileType", Bilingual("Filformat", "File type"), "dcterms:MediaTypeOrExtent")
CHECKSUM_ALGORITHM = _term(
    "ChecksumAlgorithm", Bilingual("Algoritm för kontrollsumma", "Checksum algorithm"), "spdx:ChecksumAlgorithm"
)

CONCEPT_SCHEME = NodeClass(
    name="ConceptScheme",
    types=("skos:ConceptScheme",),
    label=Bilingual("Begreppslista", "Concept scheme"),
    description=Bilingual("En fastställd lista med begrepp.", "A controlled vocabulary."),
    properties=(_words("title", "dcterms:title"),),
)

MEDIA_TYPE = _named(
    "MediaType",
    "dcterms:MediaType",
    Bilingual("Medietyp", "Media type"),
    Bilingual("Ett format med det namn som det har hos IANA.", "A format by the name that it has at IANA."),
)
LEGAL_RESOURCE = _named(
    "LegalResource",
    "eli:LegalResource",
    Bilingual("Lagstiftning", "Legal resource"),
    Bilingual("En lag, förordning eller annan rättsakt.", "An act, a regulation or another legal text."),
)

IDENTIFIER = NodeClass(
    name="Identifier",
    types=("adms:Identifier",),
    label=Bilingual("Identifierare", "Identifier"),
    description=Bilingual(
        "En beteckning som datamängden har i ett annat sammanhang.",
        "What the dataset is called by in another context.",
    ),
    properties=(
        Property(
            name="notation",
            predicate="skos:notation",
            kind=Kind.LITERAL,
            level=Level.MANDATORY,
            minimum=1,
            maximum=1,
            label=Bilingual("Beteckning", "Notation"),
            help=Bilingual("Beteckningen som den skrivs.", "The identifier as it is written."),
        ),
    ),
)

TERMS = (
    CONCEPT,
    LINGUISTIC_SYSTEM,
    FREQUENCY,
    ACCESS_RIGHTS,
    ROLE,
    FILE_TYPE,
    CHECKSUM_ALGORITHM,
    CONCEPT_SCHEME,
    MEDIA_TYPE,
    LEGAL_RESOURCE,
    IDENTIFIER,
)
