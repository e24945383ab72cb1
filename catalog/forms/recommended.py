"""One row of the recommended list: typed by hand, or read from a file."""

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalog.models import RecommendedDataset
from catalog.recommended_columns import COLUMNS, listed
from dcat.cleaning import BadIRI, clean_iri, clean_text
from dcat.vocabularies import vocabulary
from organisations.address_parts import address_part

# Pages of the list that stand beside those of its rows.
_TAKEN = {"ny", "import", "versioner"}
_VOCABULARIES = {
    "theme": "data-theme",
    "hvd_category": "hvd-category",
    "frequency": "frequency",
    "licence": "licence",
}
_LONG = {"description", "description_en", "match_words"}
_LENGTHS = {"name": 200, "name_en": 200, "area": 120, "evidence": 300, "specification_iri": 500, "key": 100}
_HELP = {
    "key": gettext_lazy("Står i adresser och filer, till exempel lediga-tomter. Lämna tom så görs den av namnet."),
    "specification_iri": gettext_lazy("Adressen till den nationella specifikationen, om det finns någon."),
    "evidence": gettext_lazy("Till exempel vilken nationell lista, och när den lästes."),
    "keywords_sv": gettext_lazy("Skilj orden åt med semikolon."),
    "keywords_en": gettext_lazy("Skilj orden åt med semikolon."),
    "match_words": gettext_lazy(
        "Vad titlar, nyckelord och kolumner i sådana data säger. Skilj orden åt med semikolon."
    ),
    "our_suggestion": gettext_lazy("Kolumnernas namn i filen, åtskilda med semikolon."),
}


class RecommendedForm(forms.Form):
    """All columns of a row as text: ``cells`` when it is valid. ``key`` can't be changed once the row is there."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.SlugField(required=False)
    name = forms.CharField()
    description = forms.CharField()
    applies_to = forms.ChoiceField(choices=RecommendedDataset.AppliesTo.choices)
    area = forms.CharField(required=False)
    rank = forms.IntegerField(required=False, min_value=1, max_value=9999)
    theme = forms.ChoiceField(required=False)
    hvd_category = forms.ChoiceField(required=False)
    specification_iri = forms.CharField(required=False)
    evidence = forms.CharField(required=False)
    name_en = forms.CharField(required=False)
    description_en = forms.CharField(required=False)
    keywords_sv = forms.CharField(required=False, max_length=1000)
    keywords_en = forms.CharField(required=False, max_length=1000)
    match_words = forms.CharField(required=False)
    frequency = forms.ChoiceField(required=False)
    licence = forms.ChoiceField(required=False)
    our_suggestion = forms.CharField(required=False, max_length=500)

    def __init__(self, *args, has_key: bool = False, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        language = get_language() or "sv"
        for name, label in COLUMNS.items():
            field = self.fields[name]
            field.label, field.help_text = label, _HELP.get(name, "")
            if name in _VOCABULARIES:
                terms = vocabulary(_VOCABULARIES[name])
                field.choices = [
                    ("", _("Inget valt")),
                    *((each.iri, terms.label(each.iri, language)) for each in terms),
                ]
            elif isinstance(field, forms.CharField):
                most = field.max_length or _LENGTHS.get(name, 4000)
                field.max_length = most
                field.validators.append(forms.CharField(max_length=most).validators[0])
            if name in _LONG:
                field.widget = forms.Textarea(attrs={"rows": 4})
                field.widget.is_required = field.required
        if has_key:
            del self.fields["key"]

    @property
    def cells(self) -> dict[str, str]:
        """The row as text; without the key where the form has none."""
        return {
            name: "" if (value := self.cleaned_data[name]) is None else str(value)
            for name in COLUMNS
            if name in self.fields
        }

    def clean_specification_iri(self) -> str:
        typed = self.cleaned_data["specification_iri"]
        try:
            return clean_iri(typed).value if typed else ""
        except BadIRI as reason:
            raise forms.ValidationError(reason.message.in_language(get_language() or "sv")) from None

    def clean_our_suggestion(self) -> str:
        names = listed(self.cleaned_data["our_suggestion"])
        if unknown := [name for name in names if name not in COLUMNS and name != "keyword"]:
            raise forms.ValidationError(_("Det finns ingen kolumn som heter %(name)s.") % {"name": unknown[0]})
        return ";".join(dict.fromkeys("keyword" if name.startswith("keywords_") else name for name in names))

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in _LONG & cleaned.keys():
            cleaned[name] = clean_text(cleaned[name])
        for name in {"keywords_sv", "keywords_en", "match_words"} & cleaned.keys():
            cleaned[name] = ";".join(listed(cleaned[name]))
        if "key" in self.fields and "key" not in self.errors:
            cleaned["key"] = cleaned["key"] or self._key_of(cleaned.get("name", ""))
            if cleaned["key"] in _TAKEN:
                self.add_error("key", _("Den nyckeln går inte att använda. Välj en annan."))
        return cleaned

    def _key_of(self, name: str) -> str:
        try:
            return address_part(name) if name else ""
        except ValueError:
            self.add_error("key", _("Namnet går inte att göra en nyckel av. Skriv en nyckel."))
            return ""
