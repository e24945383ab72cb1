"""What is wrong with a single value, whatever else the description says."""

from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.check.forms import swapped_box, wrong_address, wrong_form
from dcat.check.sentences import BAD_PATTERN, NOT_IN_LIST, about, labelled
from dcat.cleaning import clean_text
from dcat.iri import is_iri
from dcat.kinds import LANGUAGE_TAG
from dcat.node import LanguageText
from dcat.profile.model import Kind, Property
from dcat.rules.licences import exact_licence
from dcat.vocabularies import vocabulary

# A code, a sentence, and the name of the repair that a machine can do.
Complaint = tuple[str, Bilingual, str | None]

_ADDRESSES = (Kind.IRI, Kind.DOCUMENT)


def value_findings(row: Property, value: str | LanguageText) -> Iterator[Complaint]:
    """The complaints about one value; at most one about its form."""
    text = value.value if isinstance(value, LanguageText) else value
    if not text.strip():
        return  # counted as no value, and never written
    if isinstance(value, LanguageText) and not LANGUAGE_TAG.fullmatch(value.language):
        yield "no_language", labelled(row, _NO_LANGUAGE), None
    if row.kind in _ADDRESSES:
        yield from _address(row, text)
    elif clean_text(text) != text:
        yield "unclean", labelled(row, _UNCLEAN), "clean_text"
    elif row.kind is Kind.FILE_TYPE:
        return  # a media type of which the EU has no file type is not written, so nothing is wrong
    elif row.vocabulary:
        yield from _membership(row, text)
    elif wrong := wrong_form(row, text) or (None if row.matches(text) else _PATTERN):
        yield "wrong_form", about(row, text, wrong), swapped_box(row, text)


def _address(row: Property, value: str) -> Iterator[Complaint]:
    if wrong := wrong_address(row, value):
        yield "bad_address", labelled(row, wrong[0]), wrong[1]
    elif not row.matches(value):
        yield "wrong_form", about(row, value, _PATTERN), None
    elif row.predicate == "dcterms:license" and exact_licence(value):
        # Either written wrongly, or typed where the list already has it.
        yield "exact_licence", about(row, value, _EXACT_LICENCE), "exact_licence"


def _membership(row: Property, value: str) -> Iterator[Complaint]:
    terms = vocabulary(row.vocabulary)
    if value in terms:
        return
    if row.vocabulary == "licence" and exact_licence(value):
        yield "exact_licence", about(row, value, _EXACT_LICENCE), "exact_licence"
    elif not (row.open_vocabulary and row.matches(value) and (row.kind is Kind.MEDIA_TYPE or is_iri(value))):
        yield "not_in_vocabulary", about(row, value, NOT_IN_LIST), None


_NO_LANGUAGE = Bilingual("Texten saknar språk. Ange vilket språk den är på.", "The text has no language. Say which.")
_UNCLEAN = Bilingual(
    "Texten innehåller osynliga tecken eller mellanslag i kanten. Spara fältet igen, så tas de bort.",
    "The text has invisible characters or spaces at its ends. Save the field again and they are removed.",
)
_PATTERN = Bilingual(
    f"{BAD_PATTERN.sv} Jämför med exemplet vid fältet.", f"{BAD_PATTERN.en} Compare with the example at the field."
)
_EXACT_LICENCE = Bilingual(
    "är en Creative Commons-licens som inte är skriven exakt. Välj licensen i listan.",
    "is a Creative Commons licence that is not written exactly. Choose the licence from the list.",
)
