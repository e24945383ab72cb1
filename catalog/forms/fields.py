"""One form field per kind of value. A field gives back the value as its column keeps it, mended where that is certain.

None is required: a draft may be incomplete, and what is missing is a finding, not an error of the form.
"""

import re
from collections.abc import Callable

from django import forms
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalog.forms.documents import DocumentsFormField
from catalog.forms.relations import named_agent_field
from catalog.forms.suggestions import PLACES
from catalog.forms.widgets import (
    BoxInput,
    KeywordInput,
    LanguageInput,
    MediaTypeInput,
    PointInput,
    RepeatedInput,
    SuggestingInput,
)
from catalog.models.fields import LanguageListField
from dcat.bilingual import Bilingual
from dcat.cleaning import FILE_SCHEMES, WEB_SCHEMES, BadIRI, clean_iri, clean_line, clean_text, split_keywords
from dcat.durations import COMMON, duration_from_words, duration_in_words
from dcat.kinds import box, date_datatype, is_decimal, is_duration, is_email, is_wkt, point, write_box
from dcat.profile.model import Kind, Level, Property
from dcat.vocabularies import Vocabulary, vocabulary

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
LONGEST_KEYWORD = 100
MOST_LINES = 200
_LONG_TEXTS = {"description", "version_notes"}
_FEW = 6  # up to so many choices are shown at once; above it, one chooses from a list


def here(words: Bilingual) -> str:
    """The words in the language of the page."""
    return words.in_language(get_language() or "sv")


# The words in the language of the page, decided when they are shown.
here_lazy = lazy(here, str)


class _Mending(forms.Field):
    """Keeps one sentence for each thing that was mended in what a person typed."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.mended: list[str] = []

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.mended = []  # the sentences belong to one form, not to all that are made from it
        return copied

    def clean(self, value):
        self.mended = []
        return super().clean(value)

    def _line(self, typed: str, longest: int = LONGEST_LINE) -> str:
        return self._within(self._said(typed, clean_line(typed)), longest)

    def _text(self, typed: str) -> str:
        return self._within(self._said(typed, clean_text(typed)), LONGEST_TEXT)

    def _said(self, typed: str, cleaned: str) -> str:
        if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", typed):
            self.mended.append(_("Vi tog bort osynliga styrtecken ur texten."))
        return cleaned

    def _within(self, text: str, longest: int) -> str:
        if len(text) > longest:
            raise forms.ValidationError(
                _("Texten är %(length)s tecken lång. Korta den till högst %(longest)s tecken."),
                params={"length": len(text), "longest": longest},
            )
        return text

    def _iri(self, typed: str, schemes: tuple[str, ...]) -> str:
        try:
            cleaned = clean_iri(typed, schemes=schemes)
        except BadIRI as error:
            raise forms.ValidationError(here(error.message)) from error
        self.mended += [here(sentence) for sentence in cleaned.mended]
        return cleaned.value


class TextField(_Mending):
    """One text per language."""

    def __init__(self, *, is_long: bool, **kwargs) -> None:
        super().__init__(widget=LanguageInput(is_long=is_long), **kwargs)
        self.is_long = is_long

    def to_python(self, value) -> dict[str, str]:
        cleaned = {code: self._text(text) if self.is_long else self._line(text) for code, text in (value or {}).items()}
        return {code: text for code, text in cleaned.items() if text}


class KeywordsField(_Mending):
    """Any number of words per language; a list with commas becomes separate words."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=KeywordInput(is_long=True), **kwargs)

    def to_python(self, value) -> dict[str, list[str]]:
        cleaned = {}
        for code, typed in (value or {}).items():
            words = list(split_keywords(self._text(typed)))
            if len(words) > MOST_LINES:
                raise forms.ValidationError(_("Skriv högst %(most)s nyckelord."), params={"most": MOST_LINES})
            for word in words:
                self._within(word, LONGEST_KEYWORD)
            if any(mark in typed for mark in ",;"):
                self.mended.append(_("Vi delade upp listan, så att varje nyckelord står för sig."))
            if words:
                cleaned[code] = words
        return cleaned


class LinesField(_Mending):
    """Any number of values, each cleaned as one; or one value, when the property takes no more."""

    def __init__(self, *, clean_one: Callable[["LinesField", str], str], is_multiple: bool, **kwargs) -> None:
        if is_multiple:
            kwargs.setdefault("widget", RepeatedInput())
        super().__init__(**kwargs)
        self.clean_one = clean_one
        self.is_multiple = is_multiple

    def to_python(self, value) -> list[str] | str:
        if not self.is_multiple:
            return self.clean_one(self, value) if value and value.strip() else ""
        if len(value or []) > MOST_LINES:
            raise forms.ValidationError(_("Ange högst %(most)s rader."), params={"most": MOST_LINES})
        cleaned = [self.clean_one(self, line) for line in value or []]
        return list(dict.fromkeys(line for line in cleaned if line))


class BoxField(_Mending):
    """A box around an area, kept as WKT."""

    SIDES = ("west", "south", "east", "north")

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=BoxInput(), **kwargs)

    def prepare_value(self, value):
        sides = box(value) if isinstance(value, str) else None
        return {name: _written(degrees) for name, degrees in sides._asdict().items()} if sides else value

    def to_python(self, value) -> str:
        sides = _degrees(value or {}, self.SIDES)
        if not sides:
            return ""
        west, south, east, north = sides
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise forms.ValidationError(
                _("Väst ska vara mindre än öst och syd mindre än nord, i grader: som 14,29, 58,65, 15,80, 60,11.")
            )
        return write_box(*map(_written, sides))


class PointField(_Mending):
    """A point, kept as WKT."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=PointInput(), **kwargs)

    def prepare_value(self, value):
        degrees = point(value) if isinstance(value, str) else None
        return dict(zip(("longitude", "latitude"), map(_written, degrees), strict=True)) if degrees else value

    def to_python(self, value) -> str:
        degrees = _degrees(value or {}, ("longitude", "latitude"))
        if not degrees:
            return ""
        longitude, latitude = degrees
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise forms.ValidationError(_("Longituden ska vara mellan -180 och 180, latituden mellan -90 och 90."))
        return f"POINT({_written(longitude)} {_written(latitude)})"


class MediaTypeField(_Mending):
    """A media type out of the list, or another one as typed."""

    def __init__(self, *, row: Property, **kwargs) -> None:
        super().__init__(widget=MediaTypeInput(choices=_media_type_groups(vocabulary(row.vocabulary))), **kwargs)
        self.row = row

    def to_python(self, value) -> str:
        typed = self._line(value or "")
        if typed and not vocabulary(self.row.vocabulary).get(typed) and not self.row.matches(typed):
            raise forms.ValidationError(
                _("”%(typed)s” är inte en mediatyp. Välj i listan, eller skriv som i application/pdf."),
                params={"typed": typed[:60]},
            )
        return typed


def field_for(row: Property, column: models.Field | None = None) -> forms.Field:
    """The form field of a row; ``column`` tells how its values are kept, where there is more than one way."""
    field = _BY_KIND[row.kind](row, column)
    field.required = False
    field.label = here_lazy(row.label)
    field.help_text = here_lazy(row.help)
    field.level = row.level
    field.example = row.example
    field.term = row.predicate
    field.step, field.portal = row.step, row.portal
    if row.open_vocabulary and row.kind is Kind.CONCEPT:
        field.suggested_from = row.vocabulary
    elif row.kind is Kind.IRI and row.value_type == "dcterms:Location":
        field.suggested_from = PLACES
    return field


def _text_field(row: Property, column) -> forms.Field:
    if isinstance(column, LanguageListField):
        return KeywordsField()
    return TextField(is_long=row.name in _LONG_TEXTS)


def _lines(clean_one, suggestions: list | None = None):
    def make(row: Property, column) -> forms.Field:
        is_multiple = row.is_multiple and not isinstance(column, models.CharField)
        widget = RepeatedInput() if is_multiple else SuggestingInput()
        widget.suggestions = suggestions or []
        return LinesField(
            clean_one=lambda field, typed: clean_one(row, field, typed), is_multiple=is_multiple, widget=widget
        )

    return make


def _clean_literal(row: Property, field: _Mending, typed: str) -> str:
    return field._line(typed)


def _clean_iri(row: Property, field: _Mending, typed: str) -> str:
    cleaned = field._iri(typed, FILE_SCHEMES if row.pattern and "ftp" in row.pattern else WEB_SCHEMES)
    return _matching(row, cleaned)


def _clean_email(row: Property, field: _Mending, typed: str) -> str:
    address = field._line(typed).removeprefix("mailto:")
    if not is_email(address):
        raise forms.ValidationError(
            _("”%(typed)s” är inte en e-postadress. Skriv som i data@kommun.se."), params={"typed": address[:60]}
        )
    return address


def _clean_telephone(row: Property, field: _Mending, typed: str) -> str:
    number = field._line(typed).removeprefix("tel:")
    if number and (not row.matches(number) or not re.search(r"\d{3}", re.sub(r"\D", "", number))):
        raise forms.ValidationError(_("Skriv numret med siffror, till exempel 018-727 00 00."))
    return number


def _clean_date(row: Property, field: _Mending, typed: str) -> str:
    text = field._line(typed)
    if not date_datatype(text):
        raise forms.ValidationError(
            _("”%(typed)s” är inte ett datum. Skriv år-månad-dag som i 2026-03-05, eller bara året."),
            params={"typed": text[:40]},
        )
    return text


def _clean_duration(row: Property, field: _Mending, typed: str) -> str:
    text = field._line(typed)
    duration = text if is_duration(text) else duration_from_words(text)
    if not duration:
        raise forms.ValidationError(
            _("”%(typed)s” är ingen tidslängd. Skriv som i 15 minuter eller 1 dag, eller PT15M."),
            params={"typed": text[:40]},
        )
    return duration


def _clean_decimal(row: Property, field: _Mending, typed: str) -> str:
    text = re.sub(r"\s|m(eter)?\.?$", "", field._line(typed), flags=re.IGNORECASE).replace(",", ".")
    if not is_decimal(text) or float(text) <= 0:
        raise forms.ValidationError(
            _("”%(typed)s” är inget mått i meter. Skriv ett tal större än noll, som i 0,5 eller 10."),
            params={"typed": typed[:40]},
        )
    return text.lstrip("+")


def _documents_field(row: Property, column) -> forms.Field:
    """Documents within a thing described in place; those of a record have rows of their own."""
    mending = _Mending()
    return DocumentsFormField(
        clean_address=lambda typed: _clean_iri(row, mending, typed), clean_text=lambda typed: mending._line(typed)
    )


def _clean_wkt(row: Property, field: _Mending, typed: str) -> str:
    shape = field._line(typed, LONGEST_TEXT)
    if not is_wkt(shape):
        raise forms.ValidationError(
            _("Skriv formen som WKT, till exempel POLYGON((17 59, 18 59, 18 60, 17 60, 17 59)).")
        )
    return shape


def _matching(row: Property, value: str) -> str:
    if not row.matches(value):
        raise forms.ValidationError(
            _("”%(value)s” passar inte här. Exempel: %(example)s"),
            params={"value": value[:80], "example": here(row.example) if row.example else row.pattern},
        )
    return value


def _concept_field(row: Property, column) -> forms.Field:
    terms = vocabulary(row.vocabulary)
    if row.open_vocabulary:
        return _lines(_clean_iri)(row, column)
    choices = _concept_groups(terms)
    count = sum(len(group) for _label, group in choices)
    if row.is_multiple:
        if count <= 20:
            return forms.MultipleChoiceField(
                choices=_flat(choices), widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--columns"})
            )
        return LinesField(clean_one=_one_of(terms), is_multiple=True, widget=RepeatedInput(choices=choices))
    if count <= _FEW:
        # What must be there can be left open in a draft, but need not be offered as an answer.
        none = [] if row.level is Level.MANDATORY else [("", _lazy_nothing)]
        return forms.ChoiceField(choices=[*none, *_flat(choices)], widget=forms.RadioSelect)
    return forms.ChoiceField(choices=[("", _lazy_choose), *choices])


_lazy_nothing = gettext_lazy("Inget valt")
_lazy_choose = gettext_lazy("Välj")


def _one_of(terms: Vocabulary):
    def clean_one(field: _Mending, typed: str) -> str:
        if terms.get(typed) is None:
            raise forms.ValidationError(_("”%(typed)s” finns inte i listan. Välj igen."), params={"typed": typed[:80]})
        return typed

    return clean_one


def _flat(groups: list) -> list:
    return [choice for _label, choices in groups for choice in choices]


def _concept_groups(terms: Vocabulary) -> list:
    """``[(group or "", [(iri, label), …]), …]``, the groups being the top terms where there is more than one level."""
    offered = [concept for concept in terms.concepts if concept.in_profile]
    if not any(concept.broader for concept in offered):
        return [("", [(concept.iri, here_lazy(concept.shown)) for concept in offered])]
    groups: dict[str, list] = {}
    for concept in offered:
        groups.setdefault(concept.broader or concept.iri, []).append((concept.iri, here_lazy(concept.shown)))
    return [(here_lazy(terms.get(top).shown), choices) for top, choices in groups.items()]


def _media_type_groups(terms: Vocabulary) -> list:
    names = {"common": gettext_lazy("Vanliga"), "geographical": gettext_lazy("Geografiska")}
    return [
        (name, [(each.iri, here_lazy(each.shown)) for each in terms.concepts if each.group == group])
        for group, name in names.items()
    ]


def _degrees(typed: dict, names: tuple[str, ...]) -> list[float]:
    texts = [str(typed.get(name, "")).strip().replace(",", ".").replace("−", "-") for name in names]
    if not any(texts):
        return []
    try:
        return [float(text) if re.fullmatch(r"-?\d{1,3}(\.\d{1,10})?", text) else _fail() for text in texts]
    except ValueError as error:
        raise forms.ValidationError(_("Fyll i alla värden i grader med decimaler, till exempel 59,27.")) from error


def _written(degrees: float) -> str:
    """Degrees in digits, as well-known text has them: never as 1e-05."""
    return repr(degrees) if "e" not in repr(degrees) else f"{degrees:.10f}".rstrip("0")


def _fail():
    raise ValueError("not degrees")


_BY_KIND: dict[Kind, Callable[[Property, models.Field | None], forms.Field]] = {
    Kind.TEXT: _text_field,
    Kind.LITERAL: _lines(_clean_literal),
    Kind.DATE: _lines(_clean_date),
    Kind.INTEGER: lambda row, column: forms.IntegerField(min_value=0, max_value=2**53),
    Kind.BOX: lambda row, column: BoxField(),
    Kind.POINT: lambda row, column: PointField(),
    Kind.WKT: _lines(_clean_wkt),
    Kind.DURATION: _lines(_clean_duration, [(each, here_lazy(duration_in_words(each))) for each in COMMON]),
    Kind.DECIMAL: _lines(_clean_decimal),
    Kind.IRI: _lines(_clean_iri),
    Kind.DOCUMENT: _documents_field,
    Kind.RECORD: lambda row, column: named_agent_field(row),
    Kind.EMAIL: _lines(_clean_email),
    Kind.TELEPHONE: _lines(_clean_telephone),
    Kind.CONCEPT: _concept_field,
    Kind.CLASS: _concept_field,
    Kind.MEDIA_TYPE: lambda row, column: MediaTypeField(row=row),
}
