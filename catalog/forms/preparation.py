"""Forms of the inventory of candidates: strings in, typed values out."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Candidate, RecommendedDataset
from catalog.preparation import Choice, Question
from catalog.services.preparation import Entry
from organisations.forms import OneLineField

_LONGEST = 200  # of a name, a system and an owner, as the columns have it
_LONGEST_TEXT = 5000
MOST_LINES = 500

SORTINGS = {
    "": (gettext_lazy("Senast ändrad först"), ("-changed_at", "-pk")),
    "namn": (gettext_lazy("Namn"), ("sort_key", "pk")),
    "aldst": (gettext_lazy("Äldst ändrad först"), ("changed_at", "pk")),
}


class CandidateForm(forms.Form):
    """What is known of a candidate beside the decisions."""

    name = OneLineField(
        label=gettext_lazy("Vad kallar ni dem?"),
        max_length=_LONGEST,
        help_text=gettext_lazy("Ett kort namn på uppgifterna, till exempel Lekplatser."),
    )
    system = OneLineField(
        label=gettext_lazy("Var finns de?"),
        max_length=_LONGEST,
        required=False,
        help_text=gettext_lazy("Systemet, registret eller mappen."),
    )
    owner = OneLineField(
        label=gettext_lazy("Vem äger dem?"),
        max_length=_LONGEST,
        required=False,
        help_text=gettext_lazy("Den enhet eller funktion som bestämmer över uppgifterna."),
    )
    recommended_dataset = forms.ModelChoiceField(
        label=gettext_lazy("Är det en av de rekommenderade datamängderna?"),
        queryset=RecommendedDataset.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nej, eller vet inte"),
        to_field_name="key",
        help_text=gettext_lazy("Då får utkastet med sig ämne, specifikation och annat som är känt."),
    )
    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, organisation, keeping: int | None = None, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["name"].level = "mandatory"
        listed = RecommendedDataset.objects.for_kind(organisation.kind, keeping=keeping)
        self.fields["recommended_dataset"].queryset = listed

    def values(self) -> dict:
        """The columns of Candidate."""
        return {name: self.cleaned_data[name] for name in ("name", "system", "owner", "recommended_dataset")}


class LinesForm(forms.Form):
    """Many candidates at once: one on each line, as copied out of a spreadsheet."""

    lines = forms.CharField(
        label=gettext_lazy("Ett namn på varje rad"),
        widget=forms.Textarea(attrs={"rows": 14, "cols": 80}),
        max_length=MOST_LINES * 3 * _LONGEST,
        help_text=gettext_lazy(
            "Kopiera gärna från ett kalkylblad: första kolumnen är namnet, andra systemet och tredje ägaren."
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["lines"].level = "mandatory"

    def clean_lines(self) -> list[Entry]:
        """The entries; empty lines don't count."""
        one_line = OneLineField(required=False)
        entries, errors = [], []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            parts = [one_line.to_python(part) for part in [*line.split("\t"), "", ""][:3]]
            if any(len(part) > _LONGEST for part in parts):
                sentence = _("Rad %(number)s är för lång. Skriv högst %(most)s tecken.")
                errors.append(sentence % {"number": number, "most": _LONGEST})
            elif parts[0]:
                entries.append(Entry(*parts))
        if len(entries) > MOST_LINES:
            errors.append(_("Lägg till högst %(most)s rader åt gången.") % {"most": MOST_LINES})
        if errors:
            raise forms.ValidationError(errors[:5])
        return entries


class ChosenForm(forms.Form):
    """Which of the recommended datasets become candidates."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, offered: list[RecommendedDataset], **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.offered = {each.key: each for each in offered}
        self.fields["chosen"].choices = [(each.key, each.name) for each in offered]

    def rows(self) -> list[RecommendedDataset]:
        """The chosen ones."""
        return [self.offered[key] for key in self.cleaned_data["chosen"]]


class AnswerForm(forms.Form):
    """An answer to one preparation question."""

    text = forms.CharField(
        label=gettext_lazy("Svar"),
        required=False,
        max_length=_LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
    )
    choice = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        required=False,
        max_length=_LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=gettext_lazy("Det som den som tar över behöver veta. Svaret sparas med datum och ditt namn."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ["choice", "text", "reason"]

    def __init__(self, *args, question: Question, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        if question.choices:
            field = self.fields["choice"]
            field.label = question.choice_label
            field.choices = [(each.value, _explained(each)) for each in question.choices]
            field.required = True
            field.error_messages["required"] = _("Välj ett av alternativen.")
            self.fields["text"].label = _("Mer om det")
        else:
            del self.fields["choice"]
            self.fields["text"].required = True
            self.fields["text"].error_messages["required"] = _("Skriv ett svar, om så bara en mening.")
        self.fields["choice" if question.choices else "text"].level = "mandatory"

    def values(self) -> dict[str, str]:
        """The columns of Decision."""
        return {
            "text": self.cleaned_data["text"].replace("\r\n", "\n"),
            "choice": self.cleaned_data.get("choice", ""),
            "reason": self.cleaned_data["reason"].replace("\r\n", "\n"),
        }


def _explained(choice: Choice) -> str:
    return format_html("<strong>{}.</strong> {}", choice.label, choice.means)


class DeclineForm(forms.Form):
    """Why a candidate is not described."""

    reason = forms.CharField(
        label=gettext_lazy("Varför avstår ni?"),
        max_length=_LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text=gettext_lazy("Skriv så att den som undrar om två år förstår."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["reason"].level = "mandatory"


class FilterForm(forms.Form):
    """What a list of candidates shows. Whatever can't be understood shows all."""

    q = OneLineField(label=gettext_lazy("Sök"), required=False, max_length=_LONGEST)
    lage = forms.ChoiceField(label=gettext_lazy("Läge"), required=False)
    kanslighet = forms.ChoiceField(
        label=gettext_lazy("Känslighet"),
        required=False,
        choices=[("", gettext_lazy("Alla")), *Candidate.Sensitivity.choices],
    )
    sortera = forms.ChoiceField(
        label=gettext_lazy("Ordning"),
        required=False,
        choices=[(value, words) for value, (words, _order) in SORTINGS.items()],
    )

    def __init__(self, data, *, counts: dict[str, int], may_read: bool) -> None:
        super().__init__(data, label_suffix="")
        states = [(state.value, f"{state.label} ({counts.get(state.value, 0)})") for state in Candidate.State]
        self.fields["lage"].choices = [("", _("Alla")), *states]
        if not may_read:
            # A search or an order by name would tell what the names are.
            for name in ("q", "kanslighet", "sortera"):
                del self.fields[name]
        self.is_valid()

    @property
    def is_used(self) -> bool:
        """Whether the list is narrowed."""
        return any(self.cleaned_data.get(name) for name in ("q", "lage", "kanslighet"))

    def narrow(self, candidates):
        """The candidates that are asked for, in the order asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            candidates = candidates.with_text(asked["q"])
        if asked.get("lage"):
            candidates = candidates.in_state(asked["lage"])
        if asked.get("kanslighet"):
            candidates = candidates.filter(sensitivity=asked["kanslighet"])
        return candidates.order_by(*SORTINGS[asked.get("sortera") or ""][1])
