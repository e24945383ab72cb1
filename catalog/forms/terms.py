"""The form in which an administrator adds a term to a vocabulary that comes incomplete."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.forms.fields import TextField, here
from dcat.cleaning import BadIRI, clean_iri
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Property
from dcat.vocabularies import vocabulary


def open_vocabularies() -> dict[str, Property]:
    """The rows of the vocabularies that take terms beside the listed ones, by the vocabulary's name."""
    rows = (row for node_class in DCAT_AP_SE.classes.values() for row in node_class.properties)
    return {row.vocabulary: row for row in rows if row.open_vocabulary and row.kind is Kind.CONCEPT}


class TermForm(forms.Form):
    """A term: which vocabulary it belongs to, its address there, and what it is called."""

    vocabulary = forms.ChoiceField(label=gettext_lazy("Ordlista"))
    iri = forms.CharField(
        label=gettext_lazy("Termens adress"),
        max_length=500,
        help_text=gettext_lazy("Den adress som termen har i ordlistan. Adressen är det som publiceras."),
    )
    label = TextField(is_long=False, label=gettext_lazy("Namn"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["vocabulary"].choices = [(name, here(row.label)) for name, row in open_vocabularies().items()]

    def clean_iri(self) -> str:
        try:
            return clean_iri(self.cleaned_data["iri"]).value
        except BadIRI as error:
            raise forms.ValidationError(here(error.message)) from error

    def clean_label(self) -> dict[str, str]:
        label = self.cleaned_data["label"]
        if not {"sv", "en"} <= label.keys():
            raise forms.ValidationError(_("Skriv namnet på både svenska och engelska."))
        return label

    def clean(self) -> dict:
        cleaned = super().clean()
        name, iri = cleaned.get("vocabulary"), cleaned.get("iri")
        if name and iri:
            if not open_vocabularies()[name].matches(iri):
                self.add_error("iri", _("Adressen ska börja med %(start)s") % {"start": vocabulary(name).scheme})
            elif iri in vocabulary(name):
                self.add_error("iri", _("Termen finns redan i ordlistan."))
        return cleaned
