"""Which versions are compared, and which version of the working copy a restoration was asked for."""

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DRAFT = "utkast"
COMPARABLE = 500  # of so many releases one can choose


class CompareForm(forms.Form):
    """Two versions: the numbers of releases, or the working copy."""

    fran = forms.ChoiceField(label=gettext_lazy("Från"))
    till = forms.ChoiceField(label=gettext_lazy("Till"))

    def __init__(self, data=None, *, numbers: list[tuple], in_force: int | None = None) -> None:
        latest = in_force or (numbers[0][0] if numbers else None)
        super().__init__(data, initial={"fran": latest, "till": DRAFT}, label_suffix="")
        choices = [(str(number), _choice(number, when)) for number, when in numbers]
        self.fields["fran"].choices = self.fields["till"].choices = [(DRAFT, _("Utkastet nu")), *choices]

    def chosen(self) -> tuple[int | str, int | str]:
        """The two versions."""
        chosen = self.cleaned_data if self.is_bound else self.initial
        return tuple(DRAFT if chosen[name] == DRAFT else int(chosen[name]) for name in ("fran", "till"))


def _choice(number: int, when) -> str:
    moment = formats.date_format(timezone.localtime(when), "Y-m-d H:i")
    return _("Version %(number)s, %(when)s") % {"number": number, "when": moment}


class RestoreForm(forms.Form):
    """The version of the working copy that was looked at."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)
