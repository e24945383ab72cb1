"""What an organisation says of a recommended dataset, typed in."""

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from coverage.models import Statement
from coverage.services.statements import PLANNED_FOR
from dcat.cleaning import BadIRI, clean_iri, clean_text

_Kind = Statement.Kind


class StatementForm(forms.Form):
    """One choice, and what belongs to it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hur är det hos er?"),
        choices=[
            (_Kind.NOTHING, gettext_lazy("Vi har inget att säga än")),
            (_Kind.PREPARED, gettext_lazy("Vi förbereder den")),
            (_Kind.PLANNED, gettext_lazy("Vi planerar den")),
            (_Kind.ELSEWHERE, gettext_lazy("Den är publicerad på annat håll")),
            (_Kind.NOT_OURS, gettext_lazy("Det är inte vår uppgift")),
        ],
        widget=forms.RadioSelect,
    )
    planned_for = forms.CharField(
        label=gettext_lazy("När planerar ni den?"),
        help_text=gettext_lazy(
            "Skriv ett år eller en månad, till exempel 2027 eller 2027-03. Behövs bara för ’planerar’."
        ),
        required=False,
        max_length=10,
    )
    address = forms.CharField(
        label=gettext_lazy("Var är den publicerad?"),
        help_text=gettext_lazy("Adressen till sidan eller katalogen. Behövs bara för ’på annat håll’."),
        required=False,
        max_length=2000,
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        help_text=gettext_lazy("Syns för er och för samordnarna i länet."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data=None, *, initial=None) -> None:
        super().__init__(data, initial=initial, label_suffix="")

    def clean_note(self) -> str:
        return clean_text(self.cleaned_data["note"])

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"]
        if not typed:
            return ""
        try:
            return clean_iri(typed).value
        except BadIRI as reason:
            raise forms.ValidationError(reason.message.in_language(get_language() or "sv")) from None

    def clean(self) -> dict:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == _Kind.PLANNED and not PLANNED_FOR.fullmatch(cleaned.get("planned_for", "")):
            self.add_error("planned_for", _("Skriv när ni planerar den: ett år, eller år och månad som 2027-03."))
        if kind == _Kind.ELSEWHERE and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", _("Skriv adressen där den är publicerad, så att andra hittar dit."))
        return cleaned
