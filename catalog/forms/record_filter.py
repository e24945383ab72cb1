"""Which of an organisation's records a list shows."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.models import Record
from organisations.swedish_order import sort_key

_ERRORS, _ADVICE, _NOTHING = "fel", "rad", "inget"
_FINDINGS = {
    _ERRORS: {"errors__gt": 0},
    _ADVICE: {"errors": 0, "advice__gt": 0},
    _NOTHING: {"errors": 0, "advice": 0},
}


class RecordFilter(forms.Form):
    """Text, state and findings; what can't be understood filters nothing."""

    q = forms.CharField(label=_("Sök på namn"), required=False, max_length=200, widget=forms.TextInput)
    lage = forms.ChoiceField(label=_("Läge"), required=False, choices=[("", _("Alla")), *Record.State.choices])
    brister = forms.ChoiceField(
        label=_("Att göra"),
        required=False,
        choices=[
            ("", _("Alla")),
            (_ERRORS, _("Något måste rättas")),
            (_ADVICE, _("Bara råd")),
            (_NOTHING, _("Inget att göra")),
        ],
    )

    def __init__(self, data) -> None:
        super().__init__(data, label_suffix="")
        self.is_valid()

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.values())

    def of(self, records: QuerySet, *, may_read: bool) -> QuerySet:
        """The records that are wanted. Who may not read working copies finds only by what is published."""
        text, state, findings = (self.cleaned_data.get(name, "") for name in ("q", "lage", "brister"))
        if text:
            column = "sort_key" if may_read else "current_release__sort_key"
            records = records.filter(**{f"{column}__contains": sort_key(text.strip())})
        if state:
            records = records.in_state(state)
        return records.filter(**_FINDINGS[findings]) if findings else records
