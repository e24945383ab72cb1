"""What is asked when something is submitted for review, decided or commented on."""

import uuid

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.forms.publication import PublicationForm
from catalog.models import Comment, Distribution, Record
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Level

_LONGEST = 1000


def _text(label, help_text="", *, is_required: bool = False, longest: int = _LONGEST) -> forms.CharField:
    field = forms.CharField(
        label=label,
        help_text=help_text,
        required=is_required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv något här först.")},
    )
    field.level = "mandatory" if is_required else ""
    return field


class SubmissionForm(PublicationForm):
    """Who is to see it, and what the reviewer ought to know."""

    note = None
    message = _text(
        _("Meddelande till den som granskar"), _("Till exempel vad som är nytt, eller vad du är osäker på.")
    )


class ReturnForm(forms.Form):
    """Why it goes back."""

    reason = _text(_("Vad behöver ändras?"), _("Den som har skrivit får texten i ett mejl."), is_required=True)


class ApprovalForm(forms.Form):
    """A word for the history."""

    note = forms.CharField(
        label=_("Vad är nytt?"),
        required=False,
        max_length=500,
        help_text=_("En mening för historiken. Den syns bara för er."),
        widget=forms.TextInput,
    )


class CommentForm(forms.Form):
    """What it is about, and what is to be said."""

    about = forms.ChoiceField(label=_("Vad gäller det?"), required=False)
    text = _text(_("Kommentar"), is_required=True, longest=Comment.LONGEST)
    creation_token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, record: Record, distributions: list[Distribution], about: str = "", **kwargs):
        start = {"about": about, "creation_token": uuid.uuid4()}
        super().__init__(data, initial=start, label_suffix="", **kwargs)
        self._distributions = {str(each.uuid): each for each in distributions}
        wanted = {about, data.get("about", "") if data else ""}
        self.fields["about"].choices = self._choices(record.class_name, wanted)

    def place(self) -> dict:
        """``field`` and ``distribution`` of the comment."""
        key, _slash, name = self.cleaned_data["about"].rpartition("/")
        return {"field": name, "distribution": self._distributions.get(key)}

    def _choices(self, class_name: str, wanted: set[str]) -> list:
        """The whole, each field, each distribution; a distribution's own fields only where one of them is meant, since
        there may be hundreds."""
        choices = [("", _("Hela beskrivningen")), (_("Ett fält"), _fields(class_name))]
        shown = []
        for key, each in self._distributions.items():
            name = _name(each)
            shown.append((f"{key}/", name))
            fields = [(f"{key}/{field}", f"{name}: {label}") for field, label in _fields("Distribution")]
            shown += [choice for choice in fields if choice[0] in wanted]
        return [*choices, (_("En distribution"), shown)] if shown else choices


def _fields(class_name: str) -> list[tuple[str, str]]:
    language = get_language() or "sv"
    return [
        (row.name, row.label.in_language(language))
        for row in DCAT_AP_SE[class_name].properties
        if row.level is not Level.DEPRECATED and not row.fixed and row.name != "distribution"
    ]


def _name(distribution: Distribution) -> str:
    title = distribution.title
    return (
        title.get(get_language() or "sv")
        or next(iter(title.values()), "")
        or distribution.format
        or str(_("Distribution"))
    )
