"""What a document says and we can't keep: each statement with the record that it belongs to, and why."""

from dataclasses import dataclass
from enum import StrEnum

from dcat.bilingual import Bilingual


class Why(StrEnum):
    """The reasons, as stable codes."""

    WRONG_VALUE = "wrong_value"
    BAD_ADDRESS = "bad_address"
    BAD_TAG = "bad_tag"
    NO_ADDRESS = "no_address"
    UNKNOWN_THING = "unknown_thing"
    UNREACHED = "unreached"
    CATALOG_RECORD = "catalog_record"
    UNWRITABLE = "unwritable"
    SECOND_CLASS = "second_class"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Unkept:
    """One statement that is not kept.

    ``record`` is the IRI of the record that it belongs to, as far as one can tell (else empty), ``subject`` what it is
    about, ``value`` the IRI or text of its object.
    """

    record: str
    subject: str
    predicate: str
    value: str
    why: Why

    @property
    def reason(self) -> Bilingual:
        """The reason in words."""
        return _REASONS[self.why]


_REASONS = {
    Why.WRONG_VALUE: Bilingual(
        "Värdet går inte att förstå som ett värde av den här uppgiften. Skriv om det.",
        "The value can't be understood as one of this property. Rewrite it.",
    ),
    Why.BAD_ADDRESS: Bilingual(
        "Adressen är inte fullständig, har otillåtna tecken eller leder ingenstans (till exempel javascript:). "
        "Rätta den.",
        "The address is not complete, has characters that may not be there, or leads nowhere (such as javascript:). "
        "Correct it.",
    ),
    Why.BAD_TAG: Bilingual(
        "Värdet har en språkkod eller en datatyp som inte finns. Rätta den.",
        "The value has a language code or a datatype that does not exist. Correct it.",
    ),
    Why.NO_ADDRESS: Bilingual(
        "Det som beskrivs har ingen egen adress, och inget med en adress leder dit. Ge det en adress.",
        "What is described has no address of its own, and nothing with an address leads to it. Give it an address.",
    ),
    Why.UNKNOWN_THING: Bilingual(
        "Specifikationen har ingen plats för beskrivningar av sådant. Högst en länk till det behålls.",
        "The specification has no place for descriptions of such things. At most a link to it is kept.",
    ),
    Why.UNREACHED: Bilingual(
        "Inget i katalogen använder beskrivningen. Länka till den från en datamängd, eller ta bort den.",
        "Nothing in the catalogue uses the description. Link to it from a dataset, or remove it.",
    ),
    Why.CATALOG_RECORD: Bilingual(
        "Katalogposter (dcat:CatalogRecord) tar dataportal.se inte emot. Ta bort den.",
        "Dataportal.se does not accept catalogue records (dcat:CatalogRecord). Remove it.",
    ),
    Why.UNWRITABLE: Bilingual(
        "Uppgiften går inte att skriva i RDF/XML. Ta bort den eller använd en annan egenskap.",
        "This can't be written in RDF/XML. Remove it or use another property.",
    ),
    Why.SECOND_CLASS: Bilingual(
        "Samma sak beskrivs som två slag, och vi behåller bara det ena. Dela upp beskrivningen.",
        "The same thing is described as of two kinds, and we keep one of them. Split the description.",
    ),
    Why.REPLACED: Bilingual(
        "Uppgiften är på väg bort ur specifikationen och det nya fältet har redan ett annat värde. Ta bort den gamla.",
        "This is being phased out of the specification and the new field has another value already. "
        "Remove the old one.",
    ),
}
